#include "base/fold.hpp"

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace warrantor::base {

namespace {

bool has_no_width(char32_t c) noexcept { return c == 0x200B || c == 0x2060 || c == 0xFEFF; }

bool is_wide_blank(char32_t c) noexcept {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_any_blank(char32_t c) noexcept {
  return (c < 0x80 && is_blank(static_cast<char>(c))) || is_wide_blank(c) || has_no_width(c);
}

char32_t folded(char32_t c) noexcept {
  constexpr char32_t full_width_distance = 0xFF01 - U'!';
  if (c >= 0xFF01 && c <= 0xFF5E) return c - full_width_distance;
  if (is_wide_blank(c)) return U' ';
  if (c == 0x2212) return U'-';
  if (c == 0xFFE5) return 0xA5;  // yen or yuan
  if (c == 0xFFE1) return 0xA3;  // pound
  return c;
}

std::size_t begin_of_last_character(std::string_view text) noexcept {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return at;
}

bool is_ascii(std::string_view text) noexcept {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80U) return false;
  }
  return true;
}

}  // namespace

std::string_view trim_any_blank(std::string_view text) noexcept {
  text = trim(text);
  const auto is_ascii_at = [&](std::size_t place) { return static_cast<unsigned char>(text[place]) < 0x80U; };
  while (!text.empty()) {
    if (is_ascii_at(0) && !is_blank(text[0])) break;
    const DecodedCharacter first = decode_utf8(text);
    if (!first.valid || !is_any_blank(first.code_point)) break;
    text.remove_prefix(first.size);
  }
  while (!text.empty()) {
    if (is_ascii_at(text.size() - 1) && !is_blank(text.back())) break;
    const std::size_t begin = begin_of_last_character(text);
    const DecodedCharacter last = decode_utf8(text.substr(begin));
    if (!last.valid || !is_any_blank(last.code_point)) break;
    text = text.substr(0, begin);
  }
  return text;
}

std::string fold_width(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string folded_text;
  while (!text.empty()) {
    const DecodedCharacter character = decode_utf8(text);
    if (!character.valid) {
      folded_text += text.front();
    } else if (!has_no_width(character.code_point)) {
      append_utf8(folded_text, folded(character.code_point));
    }
    text.remove_prefix(character.size);
  }
  return folded_text;
}

std::string fold_form(std::string_view text) { return to_lower(trim(fold_width(text))); }

}  // namespace warrantor::base
