#pragma once

#include <cstddef>
#include <cstdint>

#include "io/csv_splitter.hpp"
#include "io/input_buffer.hpp"
#include "io/text_block.hpp"

namespace warrantor::io {

/// Splits a text into lines (LF or CRLF), passing over those that hold nothing but blanks.
class LineSplitter {
 public:
  explicit LineSplitter(InputBuffer& buffer) : buffer_(&buffer) {}

  /// The next line, whose view lives until another is read. After `failed`, the buffer says why.
  ReadStatus next(TextLine& line);

  /// Adds lines until there are so many, they take so many bytes, or the next would have to be waited for: `item` where
  /// there may be more.
  ReadStatus fill(TextBlock& block, std::size_t most_lines, std::size_t most_bytes);

  /// Whether next() would wait for somebody to write.
  [[nodiscard]] bool would_wait() const noexcept;

 private:
  ReadStatus next_line(TextLine& line);
  std::size_t take_whole_lines(TextBlock& block, std::size_t most_lines, std::size_t most_bytes);
  void pass_over_rest();

  InputBuffer* buffer_;
  std::uint64_t number_ = 0;
  std::size_t to_take_ = 0;  ///< bytes of the line handed out last
};

}  // namespace warrantor::io
