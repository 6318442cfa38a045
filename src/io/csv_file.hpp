#pragma once

#include <cstddef>
#include <string>

#include <warrantor/schema.hpp>

#include "io/column_map.hpp"
#include "io/columns.hpp"
#include "io/csv_splitter.hpp"
#include "io/joined_table.hpp"

namespace warrantor::io {

/// What is known of a CSV file of claims when its header is read; the same for all threads from then on.
struct CsvFile {
  const Schema* schema = nullptr;
  const ColumnMap* map = nullptr;  ///< null: none
  JoinedTables* tables = nullptr;  ///< null: none
  bool keeps_raw_rows = false;
  std::string name;  ///< for messages
  Columns columns;
  std::size_t id_column = 0;
  char separator = ',';

  /// The claim_id of a row, as far as it can be read; empty: it cannot. Lives as long as the row's fields.
  [[nodiscard]] std::string_view id_of(const CsvRow& row) const;
  /// The same of a sound row.
  [[nodiscard]] std::string_view id_of_cell(std::string_view cell) const;
};

}  // namespace warrantor::io
