#include "io/line_splitter.hpp"

#include <utility>

#include "base/text.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t longest_line = 64 * 1024 * 1024;

std::string_view without_carriage_return(std::string_view line) noexcept {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_blank(std::string_view line) noexcept {
  return line.empty() || (base::is_blank(line.front()) && base::trim(line).empty());
}

}  // namespace

ReadStatus LineSplitter::next(TextLine& line) {
  for (;;) {
    const ReadStatus status = next_line(line);
    if (status != ReadStatus::item || line.is_too_long || !is_blank(line.text)) return status;
  }
}

ReadStatus LineSplitter::next_line(TextLine& line) {
  buffer_->take(to_take_);
  to_take_ = 0;
  line = TextLine{};
  std::size_t searched = 0;
  std::size_t line_end = buffer_->view().find('\n');
  while (line_end == std::string_view::npos) {
    searched = buffer_->size();
    if (searched > longest_line) {
      line.number = ++number_;
      line.is_too_long = true;
      pass_over_rest();
      return ReadStatus::item;
    }
    if (!buffer_->fill()) break;
    line_end = buffer_->view().find('\n', searched);
  }
  if (buffer_->failure()) return ReadStatus::failed;
  if (line_end == std::string_view::npos && buffer_->size() == 0) return ReadStatus::end;
  line.number = ++number_;
  const std::string_view text = buffer_->view().substr(0, line_end);
  to_take_ = text.size() + (line_end == std::string_view::npos ? 0 : 1);
  line.text = without_carriage_return(text);
  return ReadStatus::item;
}

ReadStatus LineSplitter::fill(TextBlock& block, std::size_t most_lines, std::size_t most_bytes) {
  std::size_t bytes = 0;
  for (;;) {
    bytes += take_whole_lines(block, most_lines, most_bytes - bytes);
    const bool is_full = block.size() >= most_lines || bytes >= most_bytes;
    if (is_full || (block.size() > 0 && would_wait())) return ReadStatus::item;
    TextLine line;  // that goes on behind what has been read
    const ReadStatus status = next(line);
    if (status != ReadStatus::item) return status;
    block.add(line);
    block.own(line.text, block.size() - 1);
    bytes += line.text.size();
    if (bytes >= most_bytes) return ReadStatus::item;
  }
}

// The bytes of all lines that have been read to their end, as far as there is room.
std::size_t LineSplitter::take_whole_lines(TextBlock& block, std::size_t most_lines, std::size_t most_bytes) {
  buffer_->take(std::exchange(to_take_, 0));
  const std::string_view there = buffer_->view();
  const std::size_t first = block.size();
  std::size_t begin = 0;
  while (block.size() < most_lines && begin < most_bytes) {
    const std::size_t end = there.find('\n', begin);
    if (end == std::string_view::npos) break;
    const std::string_view text = without_carriage_return(there.substr(begin, end - begin));
    ++number_;
    if (!is_blank(text)) block.add({number_, text, false});
    begin = end + 1;
  }
  block.own(there.substr(0, begin), first);
  buffer_->take(begin);
  return begin;
}

bool LineSplitter::would_wait() const noexcept {
  const std::string_view ahead = buffer_->view().substr(to_take_);
  const std::size_t last_end = ahead.rfind('\n');
  const bool has_line = last_end != std::string_view::npos && !base::trim(ahead.substr(0, last_end)).empty();
  return !has_line && buffer_->would_wait();
}

void LineSplitter::pass_over_rest() {
  for (;;) {
    const std::size_t line_end = buffer_->view().find('\n');
    if (line_end != std::string_view::npos) {
      buffer_->take(line_end + 1);
      return;
    }
    buffer_->take(buffer_->size());
    if (!buffer_->fill()) return;
  }
}

}  // namespace warrantor::io
