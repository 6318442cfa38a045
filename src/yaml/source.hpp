#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/diagnostic.hpp>

namespace warrantor::yaml {

/// The bytes of one file, and the way from an offset in them to a line and column. Offsets count from behind
/// a byte-order mark. Immutable, so any thread may ask.
class Source {
 public:
  Source(std::string file, std::string bytes);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  [[nodiscard]] std::string_view text() const noexcept { return text_; }

  /// The byte at an offset, or NUL (which no accepted file holds) outside the file.
  [[nodiscard]] char at(std::size_t offset) const noexcept { return offset < text_.size() ? text_[offset] : '\0'; }

  /// Counts from 1.
  [[nodiscard]] std::uint32_t line_of(std::size_t offset) const noexcept;

  /// The stretch from `begin` to before `end`, cut to the file and to the line in which it begins.
  [[nodiscard]] SourceSpan span(std::size_t begin, std::size_t end) const;

  /// The file as a whole.
  [[nodiscard]] SourceSpan whole() const;

 private:
  [[nodiscard]] std::string_view line_text(std::uint32_t line) const noexcept;

  std::string file_;
  std::string bytes_;
  std::string_view text_;                   // bytes_ without a byte-order mark
  std::vector<std::uint32_t> line_starts_;  // never empty
};

/// The offset behind blanks (spaces and tabs), or behind any white space.
[[nodiscard]] std::size_t skip_blanks(std::string_view text, std::size_t offset) noexcept;
[[nodiscard]] std::size_t skip_white_space(std::string_view text, std::size_t offset) noexcept;

/// The offset of the end of the line in which `offset` stands, before its LF or CR LF.
[[nodiscard]] std::size_t end_of_line(std::string_view text, std::size_t offset) noexcept;

}  // namespace warrantor::yaml
