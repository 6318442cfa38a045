#include "io/line_splitter.hpp"

#include "base/text.hpp"

namespace warrantor::io {

namespace {
constexpr std::size_t longest_line = 64 * 1024 * 1024;
}  // namespace

ReadStatus LineSplitter::next(TextLine& line) {
  for (;;) {
    const ReadStatus status = next_line(line);
    if (status != ReadStatus::item || line.is_too_long || !base::trim(line.text).empty()) return status;
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
  line.text = buffer_->view().substr(0, line_end);
  to_take_ = line.text.size() + (line_end == std::string_view::npos ? 0 : 1);
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  return ReadStatus::item;
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
