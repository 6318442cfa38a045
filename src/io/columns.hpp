#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>

#include "io/column_map.hpp"
#include "io/fact_names.hpp"
#include "io/fault.hpp"

namespace warrantor::io {

/// What the header line of a CSV file says: which fact each column gives.
struct Columns {
  std::vector<std::string> headers;          ///< by column
  std::vector<std::optional<FactId>> facts;  ///< by column; nothing: the column is not read, or it is mapped
  std::vector<const MappedColumn*> mapped;   ///< by column; null: its cells are read as they stand
  /// The columns among `mapped` that no column map names: each is called as a field of records, and holds a list.
  std::vector<std::shared_ptr<const MappedColumn>> lists;
  std::vector<std::shared_ptr<const MappedColumn>> value_lists;  ///< likewise those that are called as a list of values
  std::vector<std::optional<std::size_t>> kept;  ///< the column of each name that is to be kept; see `Wanted`
  bool has_constants = false;                    ///< a column map gives facts that no column gives
  std::optional<std::size_t> unsplit;            ///< the column `reject_text` of an earlier run's rejects
  std::vector<Fault> errors;                     ///< with any of these nothing of the file can be used
  std::vector<Warning> warnings;
  /// Columns up to the last that has a header. Spreadsheets write empty ones behind, which say nothing as long as their
  /// cells are blank.
  std::size_t named_count = 0;

  /// The column that gives a fact.
  [[nodiscard]] std::optional<std::size_t> column_of(FactId fact) const;

  /// The fact, or the field of records, that a column's own header names.
  [[nodiscard]] std::optional<FactId> named_by(std::size_t column) const;

  /// Whether some column holds records of a table.
  [[nodiscard]] bool lists_records(TableId table) const;
};

/// What a file's columns are resolved against.
struct Wanted {
  const FactNames* names = nullptr;  ///< the facts that a column may give
  std::vector<FactId> required;      ///< facts that some column must give
  std::vector<std::string> kept;     ///< headers (or names of facts) of columns that are carried along
  bool takes_tables = false;         ///< fields of records stand in tables of their own (else: in this file)
  const ColumnSet* map = nullptr;    ///< what a column map says of such files; must outlive the columns
  const std::vector<ColumnSet>* table_maps = nullptr;  ///< what it says of records, by table; null: nothing
};

/// What is said of a column without a header, and the kind of such warnings.
inline constexpr std::string_view columns_without_header = "columns without a header";
[[nodiscard]] Warning column_without_header(const std::string& file, std::uint64_t line, std::size_t column);

/// Resolves the fields of a header line. Reject columns that nothing declares are passed over; any other column that
/// nothing declares is a warning, or an error where its header is within two edits of a declared name; a fact that two
/// columns give, a label that several facts share, a required fact that no column gives, a mapped column that is not
/// there and a kept column that is not there are errors. A column that the map does not name is read by its header.
///
/// Where the fields of records stand elsewhere (`takes_tables`), a column that is called as one of them holds a list,
/// as long as each field that a record must state has such a column.
[[nodiscard]] Columns resolve_columns(const Wanted& wanted, const std::vector<std::string_view>& header,
                                      const std::string& file, std::uint64_t line);

}  // namespace warrantor::io
