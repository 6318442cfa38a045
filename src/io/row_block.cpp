#include "io/row_block.hpp"

namespace warrantor::io {

void RowBlock::copy_row(std::size_t row, CsvRow& copy) const {
  const Row& from = rows_[row];
  const auto fields = this->fields(row);
  copy.line = from.line;
  copy.fields.assign(fields.begin(), fields.end());
  copy.fault = from.fault < 0 ? std::nullopt : std::optional(faults_[static_cast<std::size_t>(from.fault)]);
  copy.is_split = from.is_split;
  copy.raw = from.raw;
}

void RowBlock::add(const CsvRow& row) {
  Row added;
  added.line = row.line;
  added.first_field = static_cast<std::uint32_t>(fields_.size());
  added.field_count = static_cast<std::uint32_t>(row.fields.size());
  added.is_split = row.is_split;
  added.raw = texts_.keep(row.raw);
  if (row.fault) {
    added.fault = static_cast<std::int32_t>(faults_.size());
    faults_.push_back(*row.fault);
  }
  for (const std::string_view field : row.fields) fields_.push_back(texts_.keep(field));
  rows_.push_back(added);
}

void RowBlock::move_tail(std::size_t first, RowBlock& other) {
  if (first == rows_.size()) return;
  CsvRow row;
  for (std::size_t i = first; i < rows_.size(); ++i) {
    copy_row(i, row);
    other.add(row);
  }
  fields_.resize(rows_[first].first_field);
  rows_.resize(first);
}

void RowBlock::clear() noexcept {
  texts_.clear();
  fields_.clear();
  rows_.clear();
  faults_.clear();
}

ReadStatus fill(RowBlock& block, std::size_t rows, CsvSplitter& splitter) {
  CsvRow row;
  while (block.size() < rows) {
    const ReadStatus status = splitter.next(row);
    if (status != ReadStatus::item) return status;
    block.add(row);
  }
  return ReadStatus::item;
}

}  // namespace warrantor::io
