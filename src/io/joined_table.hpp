#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <warrantor/claim.hpp>
#include <warrantor/expected.hpp>
#include <warrantor/schema.hpp>

#include "io/byte_source.hpp"
#include "io/column_map.hpp"
#include "io/columns.hpp"
#include "io/csv_row_checks.hpp"
#include "io/csv_splitter.hpp"
#include "io/fault.hpp"
#include "io/read_claim.hpp"

namespace warrantor::io {

/// What a column of a table's file may give: its own fields, and the facts of a claim by which it can be joined.
[[nodiscard]] std::vector<FactId> facts_of_table(const Schema& schema, TableId table);

/// Records that stand in a CSV file of their own, held in memory and found by the claim that they belong to:
/// by claim_id where the file has such a column, else by the one other fact of the claim that it has. Texts
/// of its values live as long as it does.
class JoinedTable {
 public:
  /// Reads a whole file, by a column map where one is given. What only another rule set declares (null: none) is passed
  /// over. The error lists why nothing of it can be used.
  [[nodiscard]] static Expected<std::unique_ptr<JoinedTable>, std::vector<Fault>> read(
      const Schema& schema, TableId table, bool is_complete, ByteSource& source, const std::string& file,
      const ColumnSet* map = nullptr, const Schema* other_schema = nullptr);

  [[nodiscard]] TableId table() const noexcept { return table_; }
  [[nodiscard]] FactId key() const noexcept { return *key_; }
  [[nodiscard]] const std::string& file() const noexcept { return file_; }

  /// Adds the records of a claim, in the order of the file, and says on which line of it a faulty one stands;
  /// nothing where all are sound. Where the claim has none, its list is known to be empty if the table is
  /// complete, else left blank. Any number of threads may ask at once.
  std::optional<std::uint64_t> add_records(Claim& claim, std::string_view key);
  [[nodiscard]] bool has_records(std::string_view key) const { return groups_.contains(key); }

  [[nodiscard]] const std::vector<Fault>& faults() const noexcept { return faults_; }
  [[nodiscard]] const std::vector<Warning>& warnings() const noexcept { return warnings_; }
  [[nodiscard]] std::uint64_t row_count() const noexcept { return row_count_; }
  [[nodiscard]] std::uint64_t faulty_row_count() const noexcept { return faulty_row_count_; }
  /// Sound rows that no claim has asked for up to now; when no thread asks for more.
  [[nodiscard]] std::uint64_t unused_row_count() const;

 private:
  struct Group {
    std::vector<std::uint32_t> records;  ///< places of its rows among all that are kept
    std::uint64_t faulty_line = 0;       ///< of a row that could not be read; 0: none
    bool is_used = false;
  };

  JoinedTable(const Schema& schema, TableId table, bool is_complete, std::string file, const ColumnSet* map)
      : schema_(&schema), table_(table), is_complete_(is_complete), file_(std::move(file)), map_(map) {}

  bool read_header(const CsvRow& row, const Schema* other_schema, std::vector<Fault>& errors);
  bool find_key(std::uint64_t line, std::vector<Fault>& errors);
  void add_row(const CsvRow& row);
  void add_faulty_row(const CsvRow& row, Fault fault);
  void read_fields(const CsvRow& row, Group& group);
  void read_cell(FactId id, std::string_view text, const Place& place, std::size_t begin);
  void read_mapped_cell(const MappedColumn& column, std::string_view text, const Place& place, std::size_t begin);
  void read_constants(const CsvRow& row, std::size_t begin);
  [[nodiscard]] std::string key_of(const CsvRow& row) const;
  [[nodiscard]] Group& group_of(std::string_view key);
  [[nodiscard]] Fault failure(std::uint64_t line, std::string message) const;

  const Schema* schema_;
  TableId table_;
  bool is_complete_;
  std::string file_;
  const ColumnSet* map_;  ///< null: none
  Columns columns_;
  std::optional<FactId> key_;
  std::size_t key_column_ = 0;
  TextStore texts_;
  std::vector<Value> values_;                           ///< row after row, a slot a field
  std::unordered_map<std::string_view, Group> groups_;  ///< by key
  std::vector<Fault> faults_;
  std::vector<Warning> warnings_;
  QuietColumns quiet_columns_;
  std::uint64_t row_count_ = 0;
  std::uint64_t faulty_row_count_ = 0;
};

using JoinedTables = std::vector<std::unique_ptr<JoinedTable>>;

}  // namespace warrantor::io
