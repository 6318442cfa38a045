#include "base/text.hpp"

#include <algorithm>
#include <charconv>

#include "base/utf8.hpp"

namespace warrantor::base {

namespace {

constexpr std::size_t longest_quote = 60;  // columns

void append_escaped_byte(std::string& out, unsigned char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\x";
  out += digits[byte >> 4U];
  out += digits[byte & 15U];
}

}  // namespace

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = to_lower(c);
  return lower;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return to_lower(x) == to_lower(y); });
}

bool is_all_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::optional<ParsedInteger> parse_integer(std::string_view text) noexcept {
  const bool has_sign = !text.empty() && (text.front() == '-' || text.front() == '+');
  if (!is_all_digits(text.substr(has_sign ? 1 : 0))) return std::nullopt;
  if (text.front() == '+') text.remove_prefix(1);  // from_chars knows no plus
  ParsedInteger parsed;
  parsed.fits = std::from_chars(text.data(), text.data() + text.size(), parsed.number).ec == std::errc();
  return parsed;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string group_thousands(std::string number) {
  const std::size_t begin = number.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(number.find('.'), number.size());
  for (std::size_t i = point; i > begin + 3; i -= 3) number.insert(i - 3, ",");
  return number;
}

std::string quote(std::string_view text) {
  std::string quoted = "`";
  std::size_t width = 0;
  while (!text.empty()) {
    const DecodedCharacter character = decode_utf8(text);
    const bool is_shown_as_is = character.valid && !is_control(character.code_point);
    width += is_shown_as_is ? display_width(character.code_point) : 4;
    if (width > longest_quote) {
      quoted += "…";
      break;
    }
    if (is_shown_as_is) {
      quoted += text.substr(0, character.size);
    } else {
      for (const char byte : text.substr(0, character.size))
        append_escaped_byte(quoted, static_cast<unsigned char>(byte));
    }
    text.remove_prefix(character.size);
  }
  return quoted + '`';
}

}  // namespace warrantor::base
