#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/diagnostic.hpp>
#include <warrantor/expected.hpp>
#include <warrantor/schema.hpp>

#include "io/conversion.hpp"
#include "io/text_pattern.hpp"

namespace warrantor::io {

/// A fact that a column gives.
struct MappedFact {
  std::optional<FactId> fact;  ///< nothing: a part of a pattern that nobody wants
  Conversion conversion;
};

/// That a column holds records, all those of a claim in one cell.
struct ListForm {
  TableId table{};
  std::string separator;                      ///< between records; empty: they are nested, as JSON can
  std::vector<std::string> none;              ///< texts that say that there are none
  std::vector<std::string> other_separators;  ///< each taken in a cell that holds none of those before it
};

/// That a column names some values of a list, in one cell.
struct ValuesForm {
  std::size_t list = 0;                 ///< a place in Schema::value_lists()
  std::vector<std::string> separators;  ///< each taken in a cell that holds none of those before it
};

/// One way in which a column is read.
struct ColumnUse {
  std::optional<ListForm> list;        ///< its facts are fields of each record; nested records have none here
  std::optional<ValuesForm> values;    ///< its facts are those that the list may name
  std::optional<TextPattern> pattern;  ///< nothing: the whole text is the value of its only fact
  std::vector<MappedFact> facts;       ///< by part of the pattern
};

struct MappedColumn {
  std::string header;
  std::uint32_t line = 0;    ///< of the column map
  bool is_optional = false;  ///< a file may be without it
  std::vector<ColumnUse> uses;

  /// Whether it gives a fact of a claim or a line (or, of a table's file, a field).
  [[nodiscard]] bool gives(FactId fact) const noexcept;
  /// How its texts become values of a fact that it gives; null: they are read as they stand.
  [[nodiscard]] const Conversion* conversion_of(FactId fact) const noexcept;
  /// The fact that it gives where there is only one, as it stands in the file; nothing: more is to be done.
  [[nodiscard]] std::optional<FactId> only_fact() const noexcept;
};

/// A fact that is the same in all claims, or a field that is the same in all records.
struct MappedConstant {
  FactId fact{};
  std::string text;
  std::uint32_t line = 0;  ///< of the column map
};

/// What a column map says about one kind of file.
struct ColumnSet {
  std::string file;  ///< of the column map, for messages
  std::vector<MappedColumn> columns;
  std::vector<MappedConstant> constants;
  std::vector<std::string> ignored;

  /// A column by its header; letters of ASCII also in the other case.
  [[nodiscard]] const MappedColumn* find(std::string_view header) const noexcept;
  [[nodiscard]] bool ignores(std::string_view header) const noexcept;
  [[nodiscard]] const MappedConstant* constant_of(FactId fact) const noexcept;
  [[nodiscard]] const MappedColumn* column_of(FactId fact) const noexcept;
};

/// How the files of another system are read: `--columns map.yaml`. Valid for the schema that it was read for.
/// Immutable, free to share between threads.
struct ColumnMap {
  std::string file;
  ColumnSet claims;
  std::vector<ColumnSet> tables;    ///< by table
  std::string lines_key = "lines";  ///< of JSON
};

/// Reads a column map and checks it against what the rule set declares. All mistakes are listed in one go.
[[nodiscard]] Expected<ColumnMap, Diagnostics> load_column_map(const Schema& schema, const std::string& path);

/// The same from memory.
[[nodiscard]] Expected<ColumnMap, Diagnostics> read_column_map(const Schema& schema, const std::string& file,
                                                               std::string text);

}  // namespace warrantor::io
