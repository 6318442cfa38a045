#include "io/row_block.hpp"

#include <algorithm>
#include <iterator>

namespace warrantor::io {

namespace {
constexpr std::size_t most_marks_kept = 64 * 1024;  // from one filling to the next
constexpr std::size_t most_bytes_kept = 2 * 1024 * 1024;
}  // namespace

void RowBlock::view_fields(std::size_t row, std::vector<std::string_view>& fields) const {
  const Row& from = rows_[row];
  const std::uint32_t* const marks = marks_.data() + from.first_mark;
  fields.resize(from.field_count);
  if (from.has_both_marks) {
    for (std::uint32_t i = 0; i < from.field_count; ++i) {
      fields[i] = {bytes_.data() + marks[2 * i], marks[2 * i + 1] - marks[2 * i]};
    }
    return;
  }
  std::uint32_t begin = from.begin;
  for (std::uint32_t i = 0; i < from.field_count; ++i) {
    fields[i] = {bytes_.data() + begin, marks[i] - begin};
    begin = marks[i] + 1;
  }
}

std::string_view RowBlock::field(std::size_t row, std::size_t column) const noexcept {
  const Row& from = rows_[row];
  if (column >= from.field_count) return {};
  const std::uint32_t* const marks = marks_.data() + from.first_mark;
  if (from.has_both_marks) return {bytes_.data() + marks[2 * column], marks[2 * column + 1] - marks[2 * column]};
  const std::uint32_t begin = column == 0 ? from.begin : marks[column - 1] + 1;
  return {bytes_.data() + begin, marks[column] - begin};
}

void RowBlock::copy_row(std::size_t row, CsvRow& copy) const {
  const Row& from = rows_[row];
  copy.line = from.line;
  view_fields(row, copy.fields);
  copy.fault.reset();
  if (from.fault >= 0) copy.fault = faults_[static_cast<std::size_t>(from.fault)];
  copy.is_split = from.is_split;
  copy.raw = from.is_split ? std::string_view() : std::string_view(bytes_.data() + from.begin, from.end - from.begin);
}

void RowBlock::add(const RowBlock& other, std::size_t row) {
  Row added = other.rows_[row];
  const auto begin = static_cast<std::uint32_t>(bytes_.size());
  const std::uint32_t moved = begin - added.begin;  // wraps around where the row moves to the front, and back again
  bytes_.insert(bytes_.end(), other.bytes_.begin() + added.begin, other.bytes_.begin() + added.end);
  const auto marks = other.marks_.begin() + added.first_mark;
  marks_.resize(mark_count_);
  std::transform(marks, marks + marks_of(added), std::back_inserter(marks_),
                 [moved](std::uint32_t mark) { return mark + moved; });
  added.first_mark = static_cast<std::uint32_t>(mark_count_);
  mark_count_ = marks_.size();
  added.begin += moved;
  added.end += moved;
  if (added.fault >= 0) {
    faults_.push_back(other.faults_[static_cast<std::size_t>(added.fault)]);
    added.fault = static_cast<std::int32_t>(faults_.size() - 1);
  }
  rows_.push_back(added);
}

void RowBlock::move_tail(std::size_t first, RowBlock& other) {
  if (first == rows_.size()) return;
  for (std::size_t i = first; i < rows_.size(); ++i) other.add(*this, i);
  const auto fault = std::find_if(rows_.begin() + static_cast<std::ptrdiff_t>(first), rows_.end(),
                                  [](const Row& row) { return row.fault >= 0; });
  if (fault != rows_.end()) faults_.resize(static_cast<std::size_t>(fault->fault));
  bytes_.resize(rows_[first].begin);
  mark_count_ = rows_[first].first_mark;
  rows_.resize(first);
}

// A row of a million fields is not to keep its memory.
void RowBlock::clear() noexcept {
  bytes_.clear();
  if (bytes_.capacity() > most_bytes_kept) bytes_.shrink_to_fit();
  if (marks_.size() > most_marks_kept) marks_ = {};
  mark_count_ = 0;
  rows_.clear();
  faults_.clear();
}

}  // namespace warrantor::io
