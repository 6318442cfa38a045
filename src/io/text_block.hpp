#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace warrantor::io {

/// A line of text without its line end.
struct TextLine {
  std::uint64_t number = 0;  ///< from 1
  std::string_view text;     ///< empty where it is too long
  bool is_too_long = false;  ///< longer than 64 MiB; it was passed over
};

/// Lines of a file, and what holds the bytes that they view: what one thread takes at a time. Reused from block to
/// block.
class TextBlock {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return lines_.size(); }
  [[nodiscard]] const TextLine& operator[](std::size_t line) const noexcept { return lines_[line]; }

  void add(const TextLine& line) { lines_.push_back(line); }
  /// Holds on to bytes that lines view.
  void hold(std::shared_ptr<const char[]> bytes) {
    if (bytes_.empty() || bytes_.back() != bytes) bytes_.push_back(std::move(bytes));
  }
  void clear() noexcept {
    lines_.clear();
    bytes_.clear();
  }

 private:
  std::vector<std::shared_ptr<const char[]>> bytes_;
  std::vector<TextLine> lines_;
};

}  // namespace warrantor::io
