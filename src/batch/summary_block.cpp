#include "batch/summary_block.hpp"

#include <algorithm>
#include <numeric>

#include "base/utf8.hpp"

namespace warrantor::batch {

namespace {

constexpr std::size_t gap = 2;  // also before the first column
constexpr std::size_t widest_inner_column = 30;
constexpr std::size_t narrowest_last_column = 16;

std::string blanks(std::size_t count) { return std::string(count, ' '); }

// Colours take no columns.
std::size_t visible_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const std::size_t sequence = text.find('\x1b');
    width += base::display_width(text.substr(0, sequence));
    if (sequence == std::string_view::npos) break;
    const std::size_t end = text.find('m', sequence);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return width;
}

void drop_blanks_at_end(std::string& text) { text.resize(text.find_last_not_of(' ') + 1); }

}  // namespace

std::vector<std::size_t> SummaryBlock::widths() const {
  std::vector<std::size_t> widths(alignment_.size());
  for (const Row& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], base::display_width(row[i].text));
  }
  return widths;
}

std::size_t SummaryBlock::natural_width() const {
  const std::vector<std::size_t> all = widths();
  const std::size_t rows = std::accumulate(all.begin(), all.end(), gap * all.size());
  return std::max(rows, base::display_width(heading_));
}

std::vector<std::string> SummaryBlock::lines(std::size_t columns) const {
  std::vector<std::string> lines;
  if (!heading_.empty()) lines = base::wrap_to_width(heading_, std::max(columns, narrowest_last_column));
  for (std::string& line : lines) line = base::coloured(line, base::Ink::heading, look_);
  std::vector<std::size_t> all = widths();
  std::size_t before = gap * all.size();
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    if (alignment_[i] == 'l') all[i] = std::min(all[i], widest_inner_column);
    before += all[i];
  }
  if (alignment_.back() == 'l') {
    const std::size_t room = columns > before ? columns - before : 0;
    all.back() = std::min(all.back(), std::max(room, narrowest_last_column));
  }
  for (const Row& row : rows_) add_lines(row, all, lines);
  return lines;
}

void SummaryBlock::add_lines(const Row& row, const std::vector<std::size_t>& widths,
                             std::vector<std::string>& lines) const {
  std::vector<std::vector<std::string>> cells;
  std::size_t height = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool wraps = alignment_[i] == 'l' && widths[i] >= narrowest_last_column;
    cells.push_back(wraps ? base::wrap_to_width(row[i].text, widths[i]) : std::vector<std::string>{row[i].text});
    height = std::max(height, cells.back().size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = line < cells[i].size() ? cells[i][line] : "";
      const std::size_t width = base::display_width(cell);
      const std::string rest = blanks(width < widths[i] ? widths[i] - width : 0);
      const std::string painted = base::coloured(cell, row[i].ink, look_);
      text += blanks(gap) + (alignment_[i] == 'r' ? rest + painted : painted + rest);
    }
    drop_blanks_at_end(text);
    lines.push_back(std::move(text));
  }
}

std::vector<std::string> side_by_side(const SummaryBlock& left, const SummaryBlock& right, std::size_t columns) {
  std::vector<std::string> lines = left.lines(columns);
  const std::vector<std::string> others = right.lines(columns);
  lines.resize(std::max(lines.size(), others.size()));
  for (std::size_t i = 0; i < others.size(); ++i) {
    const std::size_t width = visible_width(lines[i]);
    lines[i] += blanks(columns > width ? columns - width : 0) + others[i];
  }
  return lines;
}

}  // namespace warrantor::batch
