#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace warrantor::base {

// Text without a locale: blanks, digits and letters here are those of ASCII, and all other bytes are left as
// they are.

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
[[nodiscard]] constexpr char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Without the blanks (space, tab, carriage return, line feed) at either end.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;
[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;

/// True where the text is not empty and holds nothing but digits.
[[nodiscard]] bool is_all_digits(std::string_view text) noexcept;

/// Reads a whole number: an optional sign and digits, nothing else. `fits` is false for one beyond 64 bits.
struct ParsedInteger {
  std::int64_t number = 0;
  bool fits = true;
};
[[nodiscard]] std::optional<ParsedInteger> parse_integer(std::string_view text) noexcept;

/// The parts between separators, at least one; parts may be empty and are not trimmed.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

template <class Range>
[[nodiscard]] std::string join(const Range& parts, std::string_view separator) {
  std::string joined;
  bool first = true;
  for (const auto& part : parts) {
    if (!first) joined += separator;
    first = false;
    joined += part;
  }
  return joined;
}

/// A number as people read it: a comma between thousands, also where it has a sign or decimals.
[[nodiscard]] std::string group_thousands(std::string number);

/// A user's text for a message: in back-ticks, on one line, cut after 60 columns; control characters and
/// bytes that are no UTF-8 are shown as `\x1b`.
[[nodiscard]] std::string quote(std::string_view text);

}  // namespace warrantor::base
