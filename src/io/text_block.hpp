#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace warrantor::io {

/// A line of text without its line end.
struct TextLine {
  std::uint64_t number = 0;  ///< from 1
  std::string_view text;     ///< empty where it is too long
  bool is_too_long = false;  ///< longer than 64 MiB; it was passed over
};

/// Lines of a file with the bytes that they view: what one thread takes at a time. Reused from block to block.
class TextBlock {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return lines_.size(); }
  [[nodiscard]] const TextLine& operator[](std::size_t line) const noexcept { return lines_[line]; }

  /// Adds a line whose text lives until own() is called.
  void add(const TextLine& line) { lines_.push_back(line); }
  /// Copies a text that the lines from one on are views of, and makes them views of the copy.
  void own(std::string_view text, std::size_t first);
  void clear() noexcept;

 private:
  std::vector<char> bytes_;
  std::vector<TextLine> lines_;
};

}  // namespace warrantor::io
