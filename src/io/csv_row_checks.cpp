#include "io/csv_row_checks.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "io/cell_text.hpp"

namespace warrantor::io {

namespace {

std::string count_of_fields(std::size_t count) { return std::to_string(count) + (count == 1 ? " field" : " fields"); }

// Of a row that was split at no line end, the rest of the file would be taken for more headers.
bool has_bare_return(const CsvRow& row) {
  return std::any_of(row.fields.begin(), row.fields.end(), [](std::string_view field) {
    const std::size_t at = field.find('\r');
    return at != std::string_view::npos && (at + 1 == field.size() || field[at + 1] != '\n');
  });
}

}  // namespace

Place place_in_row(std::string_view file, const CsvRow& row, const Columns& columns, std::size_t column) {
  const std::string_view header = column < columns.headers.size() ? columns.headers[column] : std::string_view();
  return {file, row.line, column + 1, header, {}, 0};
}

std::optional<Fault> form_fault(std::string_view file, const CsvRow& row, const Columns& columns) {
  if (row.fault) {
    return fault_at(place_in_row(file, row, columns, row.fault->field - 1), row.fault->value,
                    base::quote(row.fault->value) + ' ' + row.fault->message, row.fault->help);
  }
  const std::size_t expected = columns.headers.size();
  if (row.fields.size() == expected) return std::nullopt;
  return fault_at({file, row.line, 0, {}, {}, 0}, {},
                  "the row has " + count_of_fields(row.fields.size()) + ", the header has " + std::to_string(expected),
                  row.fields.size() > expected
                      ? "put a value that holds the separator into double quotes"
                      : "give each column a value or a blank, up to " + base::quote(columns.headers[expected - 1]));
}

void complete_row(CsvRow& row, const Columns& columns) {
  if (!row.fault && row.fields.size() == columns.named_count) row.fields.resize(columns.headers.size());
}

void warn_of_values_without_header(const std::string& file, const CsvRow& row, const Columns& columns,
                                   std::vector<Warning>& warnings) {
  const std::size_t end = std::min(row.fields.size(), columns.headers.size());
  for (std::size_t column = columns.named_count; column < end; ++column) {
    if (!tidy_cell(row.fields[column]).empty()) warnings.push_back(column_without_header(file, row.line, column));
  }
}

void QuietColumns::keep_first(std::vector<Warning>& warnings) {
  if (warnings.empty()) return;
  const auto is_repeated = [this](const Warning& warning) {
    if (warning.kind != columns_without_header) return false;
    if (warning.fault.line == last_line_ || warning.fault.column <= last_column_) return true;
    last_line_ = warning.fault.line;
    last_column_ = warning.fault.column;
    return false;
  };
  std::vector<Warning> kept;
  for (Warning& warning : warnings) {
    if (!is_repeated(warning)) kept.push_back(std::move(warning));
  }
  warnings = std::move(kept);
}

std::string_view readable_field(const CsvRow& row, std::size_t column) {
  if (column >= row.fields.size()) return {};
  const std::string_view text = tidy_cell(row.fields[column]);
  if (row.fault && (text.find('\0') != std::string_view::npos || !base::is_valid_utf8(text))) return {};
  return text;
}

bool is_blank_row(const CsvRow& row) {
  return !row.fault && std::all_of(row.fields.begin(), row.fields.end(),
                                   [](std::string_view field) { return tidy_cell(field).empty(); });
}

std::optional<Fault> read_header_row(const std::string& file, InputBuffer& buffer, CsvSplitter& splitter,
                                     CsvRow& header) {
  const auto fault = [&](std::string message, std::string help = {}) {
    return Fault{file, 0, 0, "", "", std::move(message), std::move(help)};
  };
  skip_byte_order_mark(buffer);
  if (const auto foreign = recognise_foreign_format(buffer.view())) return fault(*foreign);
  const ReadStatus status = splitter.next(header);
  if (status == ReadStatus::failed) return fault("cannot be read: " + buffer.failure()->message);
  if (status == ReadStatus::end) return fault("is empty", "begin it with a header line that names the columns");
  if (header.fault) {
    const RowFault& found = *header.fault;
    return Fault{file,      header.line, found.field, "", found.value, base::quote(found.value) + ' ' + found.message,
                 found.help};
  }
  if (is_blank_row(header))
    return fault("has blanks for headers", "begin it with a header line that names the columns");
  if (has_bare_return(header)) {
    return fault("ends its lines with a carriage return alone, as old Macs did",
                 "save it again as CSV for Windows, or with line feeds");
  }
  return std::nullopt;
}

}  // namespace warrantor::io
