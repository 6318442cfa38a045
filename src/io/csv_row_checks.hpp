#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/columns.hpp"
#include "io/csv_splitter.hpp"
#include "io/fault.hpp"
#include "io/input_buffer.hpp"
#include "io/read_claim.hpp"

namespace warrantor::io {

/// The place of a field of a row, by its column.
[[nodiscard]] Place place_in_row(std::string_view file, const CsvRow& row, const Columns& columns, std::size_t column);

/// Why a row cannot be read at all: it cannot be split, or has another number of fields than the header.
[[nodiscard]] std::optional<Fault> form_fault(std::string_view file, const CsvRow& row, const Columns& columns);

/// Adds the blank fields behind the last column that has a header, where a row lacks them all. Any other count may come
/// of a value that was not quoted.
void complete_row(CsvRow& row, const Columns& columns);

/// Adds a warning for each value in a column behind the last that has a header.
void warn_of_values_without_header(const std::string& file, const CsvRow& row, const Columns& columns,
                                   std::vector<Warning>& warnings);

/// Leaves most of these warnings away, when those of all rows of a file come in order: it keeps one of a row at most,
/// and none of a column up to the last that was warned of before.
class QuietColumns {
 public:
  void keep_first(std::vector<Warning>& warnings);

 private:
  std::uint64_t last_line_ = 0;    ///< that was warned of
  std::uint64_t last_column_ = 0;  ///< likewise
};

/// The tidied text of a field; empty where the row does not have it or it cannot be read.
[[nodiscard]] std::string_view readable_field(const CsvRow& row, std::size_t column);

[[nodiscard]] bool is_blank_row(const CsvRow& row);

/// Reads the header line of a CSV file into `header`. The fault says why there is none.
[[nodiscard]] std::optional<Fault> read_header_row(const std::string& file, InputBuffer& buffer, CsvSplitter& splitter,
                                                   CsvRow& header);

}  // namespace warrantor::io
