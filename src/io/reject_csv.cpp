#include "io/reject_csv.hpp"

#include <algorithm>
#include <cassert>

#include "base/text.hpp"
#include "io/csv_cell.hpp"
#include "io/csv_row_checks.hpp"
#include "io/reject_columns.hpp"

namespace warrantor::io {

namespace {

std::size_t count_own(const Columns& columns) {
  std::size_t count = 0;
  for (std::size_t column = 0; column < columns.headers.size(); ++column)
    count += is_own_column(columns, column) ? 1U : 0U;
  return count;
}

// The cells of a row that are the file's own, not what an earlier run has put beside them.
std::vector<std::string_view> own_cells(const Columns& columns, const std::vector<std::string_view>& fields) {
  std::vector<std::string_view> cells;
  for (std::size_t column = 0; column < fields.size(); ++column) {
    if (column >= columns.headers.size() || is_own_column(columns, column)) cells.push_back(fields[column]);
  }
  return cells;
}

std::string joined(const std::vector<std::string_view>& cells, char separator) {
  std::string text;
  bool is_first = true;
  for (const std::string_view cell : cells) {
    if (!is_first) text += separator;
    is_first = false;
    cell.find(separator) == std::string_view::npos ? append_csv_field(text, cell) : append_quoted_csv_field(text, cell);
  }
  return text;
}

// No separator may stand bare in a header, where readers look for the one that the file is made with.
void append_header(std::string& out, std::string_view text) {
  text.find_first_of(";\t") == std::string_view::npos ? append_csv_field(out, text)
                                                      : append_quoted_csv_field(out, text);
}

}  // namespace

std::string_view unmended_text(const CsvRow& row, const Columns& columns, std::size_t id_column) {
  if (!columns.unsplit || *columns.unsplit >= row.fields.size()) return {};
  for (std::size_t column = 0; column < row.fields.size(); ++column) {
    if (column == id_column || (column < columns.headers.size() && !is_own_column(columns, column))) continue;
    if (!base::trim(row.fields[column]).empty()) return {};
  }
  return row.fields[*columns.unsplit];
}

void keep_raw_row(const CsvRow& row, const Columns& columns, std::size_t id_column, char separator, RawRows& raw) {
  const std::string_view id = readable_field(row, id_column);
  if (!row.is_split) return raw.add_text(row.line, row.raw, id);
  if (const auto text = unmended_text(row, columns, id_column); !text.empty()) {
    return raw.add_text(row.line, text, id);
  }
  const std::vector<std::string_view> cells = own_cells(columns, row.fields);
  if (cells.size() < count_own(columns)) return raw.add_text(row.line, joined(cells, separator), id);
  raw.add_row(row.line, cells);
}

void CsvRejectWriter::begin(const std::vector<Columns>& files, bool wants_mark, std::string& out) {
  for (const Columns& file : files) union_.add(file);
  std::string header;
  for (const ColumnUnion::Column& column : union_.columns()) {
    append_header(header, column.header);
    header += ',';
  }
  const bool is_ascii = std::all_of(header.begin(), header.end(), [](char c) { return (c & 0x80) == 0; });
  if (wants_mark || !is_ascii) out += byte_order_mark;
  out += header + base::join(reject_columns, ",") + '\n';
}

void CsvRejectWriter::arrange(const Columns& columns) {
  if (!cells_.empty() && arranged_headers_ == columns.headers) return;
  arranged_headers_ = columns.headers;
  cells_ = union_.places_in(columns);
  cells_of_file_ = count_own(columns);
}

// Cells in the order of the columns, each with a comma after it; of a row that could not be split its claim_id, which
// keeps it with its claim and apart from the claim above it.
void CsvRejectWriter::write_cells(const RawRows& raw, const RawRows::Row& row, std::string& out) const {
  for (std::size_t column = 0; column < cells_.size(); ++column) {
    if (row.is_split && cells_[column]) append_csv_field(out, raw.cell(row, *cells_[column]));
    if (!row.is_split && union_.columns()[column].fact == claim_id_) append_csv_field(out, raw.cell(row, 1));
    out += ',';
  }
}

void CsvRejectWriter::add(const ReadClaim& claim, const Columns* columns, std::string_view file, std::string& out) {
  assert(columns != nullptr && "rows of CSV stand in columns");
  arrange(*columns);
  const std::vector<RowNote> notes = notes_of(claim, is_chinese_);
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const RawRows::Row& row = claim.raw.rows()[i];
    write_cells(claim.raw, row, out);
    append_harmless_csv_field(out, notes[i].reason);
    out += ',';
    append_harmless_csv_field(out, file);
    out += ',' + std::to_string(row.line) + ',';
    append_harmless_csv_field(out, notes[i].column);
    out += ',';
    if (!row.is_split) append_csv_field(out, claim.raw.cell(row, 0));
    for (std::size_t cell = cells_of_file_; row.is_split && cell < row.cell_count; ++cell) {
      out += ',';
      append_csv_field(out, claim.raw.cell(row, cell));
    }
    out += '\n';
  }
}

}  // namespace warrantor::io
