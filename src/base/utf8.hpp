#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace warrantor::base {

/// The first character of a text. Where its bytes are no UTF-8 (RFC 3629: overlong forms, surrogates and code
/// points above U+10FFFF included) it is U+FFFD, one byte long, and not valid.
struct DecodedCharacter {
  char32_t code_point = 0;
  std::size_t size = 0;  ///< bytes
  bool valid = false;
};

/// The text must not be empty.
[[nodiscard]] DecodedCharacter decode_utf8(std::string_view text) noexcept;
void append_utf8(std::string& out, char32_t code_point);

/// The offset of the first byte that is no UTF-8; nothing where all is well.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept;
[[nodiscard]] inline bool is_valid_utf8(std::string_view text) noexcept { return !find_invalid_utf8(text); }

/// The characters of ASCII and Latin-1 that a terminal would obey instead of showing.
[[nodiscard]] constexpr bool is_control(char32_t code_point) noexcept {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

/// Columns of a fixed-width terminal: 2 for wide characters (Unicode Standard Annex 11), 0 for combining
/// marks and controls, else 1. A byte that is no UTF-8 counts as one column.
[[nodiscard]] std::size_t display_width(char32_t code_point) noexcept;
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

/// The longest beginning of whole characters that fits into so many columns.
[[nodiscard]] std::string_view fit_to_width(std::string_view text, std::size_t columns) noexcept;
/// The text, or where it is wider than so many columns a beginning of it that ends with `…`.
[[nodiscard]] std::string shorten_to_width(std::string_view text, std::size_t columns);
/// The text with blanks after it up to so many columns.
[[nodiscard]] std::string pad_to_width(std::string_view text, std::size_t columns);

}  // namespace warrantor::base
