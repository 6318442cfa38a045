#pragma once

#include <cstdint>
#include <string_view>

#include "io/csv_splitter.hpp"
#include "io/input_buffer.hpp"

namespace warrantor::io {

/// A line of text without its line end. The view lives until the next line is read.
struct TextLine {
  std::uint64_t number = 0;  ///< from 1
  std::string_view text;     ///< empty where it is too long
  bool is_too_long = false;  ///< longer than 64 MiB; it was passed over
};

/// Splits a text into lines (LF or CRLF), passing over those that hold nothing but blanks.
class LineSplitter {
 public:
  explicit LineSplitter(InputBuffer& buffer) : buffer_(&buffer) {}

  /// After `failed`, the buffer says why.
  ReadStatus next(TextLine& line);

  /// Whether next() would wait for somebody to write.
  [[nodiscard]] bool would_wait() const noexcept;

 private:
  ReadStatus next_line(TextLine& line);
  void pass_over_rest();

  InputBuffer* buffer_;
  std::uint64_t number_ = 0;
  std::size_t to_take_ = 0;  ///< bytes of the line handed out last
};

}  // namespace warrantor::io
