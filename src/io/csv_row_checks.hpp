#pragma once

#include <optional>
#include <string_view>

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

/// The warning for a value in a column behind the last that has a header, the first time that one comes.
[[nodiscard]] std::optional<Warning> value_without_header(const std::string& file, const CsvRow& row, Columns& columns);

/// The tidied text of a field; empty where the row does not have it or it cannot be read.
[[nodiscard]] std::string_view readable_field(const CsvRow& row, std::size_t column);

[[nodiscard]] bool is_blank_row(const CsvRow& row);

/// Reads the header line of a CSV file into `header`. The fault says why there is none.
[[nodiscard]] std::optional<Fault> read_header_row(const std::string& file, InputBuffer& buffer, CsvSplitter& splitter,
                                                   CsvRow& header);

}  // namespace warrantor::io
