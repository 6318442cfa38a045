#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "io/column_map.hpp"
#include "io/fact_names.hpp"
#include "rules/mapping.hpp"

namespace warrantor::io {

/// Reads what a column map says about one kind of file: the sections `columns`, `constants` and `ignore` of a mapping.
class ColumnSetReader {
 public:
  /// `facts` are those that the file may give. With a table, the file is one of its records.
  ColumnSetReader(rules::Context& context, const Schema& schema, std::vector<FactId> facts,
                  std::optional<TableId> table);

  [[nodiscard]] ColumnSet read(rules::Mapping& mapping);

  /// Reports lists of records in cells that leave out a field which must be stated. `tables` are the constants of
  /// their fields.
  void check_lists(const std::vector<ColumnSet>& tables);

 private:
  void read_column(const yaml::Entry& entry, ColumnSet& set);
  void read_use(const yaml::Node& node, const rules::Subject& subject, MappedColumn& column);
  void read_short_use(const yaml::Node& node, ColumnUse& use);
  [[nodiscard]] bool read_list(rules::Mapping& mapping, ColumnUse& use);
  void read_facts(rules::Mapping& mapping, ColumnUse& use);
  void read_pattern(rules::Mapping& mapping, const rules::Text& text, ColumnUse& use);
  void read_parts(rules::Mapping& mapping, ColumnUse& use);
  void read_constant(const yaml::Entry& entry, ColumnSet& set);
  void add_fact(const yaml::Node& node, std::string_view name, ColumnUse& use);
  void check_identity(const yaml::Node& node, const MappedFact& mapped);

  [[nodiscard]] std::optional<FactId> find_fact(const yaml::Node& node, std::string_view name,
                                                const std::optional<ListForm>& list);
  [[nodiscard]] std::optional<TableId> find_list(const yaml::Node& node);
  [[nodiscard]] std::string help_with_unknown(std::string_view name, const FactNames& names) const;
  bool take(const yaml::Node& node, std::string_view name, FactId fact);
  void report(std::string_view code, const yaml::Node& node, std::string_view name, std::string message,
              std::string help);
  [[nodiscard]] const Fact* fact_of(const MappedFact& mapped) const;

  rules::Context& context_;
  const Schema& schema_;
  FactNames names_;
  std::vector<FactNames> field_names_;  ///< by table
  std::optional<TableId> table_;
  std::map<FactId, std::uint32_t> taken_;       ///< facts that are given, with the line of the map
  std::map<TableId, const yaml::Node*> lists_;  ///< the first column of each list in cells
};

}  // namespace warrantor::io
