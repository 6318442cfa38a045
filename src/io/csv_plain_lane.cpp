#include "io/csv_plain_lane.hpp"

#include <algorithm>

namespace warrantor::io {

namespace {

constexpr std::size_t most_plain_rows = 16;  // of a claim, since each line id is compared with each

}  // namespace

bool CsvPlainLane::serves(const CsvFile& file) {
  const bool has_tables = file.tables != nullptr && !file.tables->empty();
  return !has_tables && PlainRows(*file.schema, file.columns).reads_any();
}

CsvPlainLane::CsvPlainLane(const CsvFile& file)
    : file_(&file),
      rows_(*file.schema, file.columns),
      line_id_column_(file.columns.column_of(file.schema->line_id())),
      usual_line_id_(usual_line_id(*file.schema)) {}

bool CsvPlainLane::read(const ClaimBlock& block, std::size_t index, engine::LineBlock& facts, PlainLines& lines) {
  const ClaimBlock::Entry& entry = block.claims[index];
  const std::size_t count = entry.end - entry.begin;
  if (!entry.is_usual || count > most_plain_rows || facts.size() + count > engine::lines_of_block) return false;
  if (block.failure && index + 1 == block.claims.size()) return false;
  const std::size_t lines_before = lines.lines.size();
  const std::size_t kept_before = lines.kept.size();
  if (read_rows(block, entry, facts, lines)) {
    facts.resize(facts.size() + count);
    return true;
  }
  for (std::size_t line = facts.size(); line < facts.size() + count; ++line) facts.clear_line(line);
  lines.lines.resize(lines_before);
  lines.kept.resize(kept_before);
  return false;
}

bool CsvPlainLane::read_rows(const ClaimBlock& block, const ClaimBlock::Entry& entry, engine::LineBlock& facts,
                             PlainLines& lines) {
  block.rows.view_fields(entry.begin, first_);
  const std::size_t before = lines.lines.size();
  for (std::size_t row = entry.begin; row < entry.end; ++row) {
    if (row > entry.begin) block.rows.view_fields(row, other_);
    const Fields fields = row == entry.begin ? first_ : other_;
    if (!rows_.read(fields, facts, facts.size() + row - entry.begin)) return false;
    if (row > entry.begin && !rows_.agree(first_, fields)) return false;
    const auto line_id = line_id_of(fields);
    if (!line_id) return false;
    const auto is_same = [&](const PlainLines::Line& line) { return line.line_id == *line_id; };
    if (std::any_of(lines.lines.begin() + static_cast<std::ptrdiff_t>(before), lines.lines.end(), is_same))
      return false;
    lines.lines.push_back({first_[file_->id_column], *line_id});
    for (const auto& column : file_->columns.kept) {
      lines.kept.push_back(column && *column < fields.size() ? fields[*column] : std::string_view());
    }
  }
  return true;
}

std::optional<std::string_view> CsvPlainLane::line_id_of(Fields row) const {
  const bool has_cell = line_id_column_ && *line_id_column_ < row.size();
  const std::string_view text = has_cell ? row[*line_id_column_] : std::string_view();
  return text.empty() ? usual_line_id_ : text;
}

}  // namespace warrantor::io
