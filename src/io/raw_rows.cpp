#include "io/raw_rows.hpp"

#include <cassert>

namespace warrantor::io {

namespace {
constexpr std::size_t most_memory_kept = 1024 * 1024;  // from one claim to the next
}  // namespace

void RawRows::clear() {
  text_.clear();
  if (text_.capacity() > most_memory_kept) text_.shrink_to_fit();
  ends_.clear();
  rows_.clear();
}

void RawRows::add_row(std::uint64_t line, const std::vector<std::string_view>& cells) {
  rows_.push_back({line, ends_.size(), cells.size(), true});
  for (const std::string_view cell : cells) add_cell(cell);
}

void RawRows::add_text(std::uint64_t line, std::string_view text, std::string_view id) {
  rows_.push_back({line, ends_.size(), 2, false});
  add_cell(text);
  add_cell(id);
}

void RawRows::add_cell(std::string_view text) {
  text_ += text;
  ends_.push_back(text_.size());
}

std::string_view RawRows::cell(const Row& row, std::size_t index) const noexcept {
  assert(index < row.cell_count);
  const std::size_t place = row.first_cell + index;
  const std::size_t begin = place == 0 ? 0 : ends_[place - 1];
  return std::string_view(text_).substr(begin, ends_[place] - begin);
}

}  // namespace warrantor::io
