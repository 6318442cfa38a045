#include "base/screen_text.hpp"

#include <cassert>

#include "base/utf8.hpp"

namespace warrantor::base {

namespace {

constexpr std::string_view sequence_of(Ink ink) noexcept {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::heading:
      return "\x1b[1m";
    case Ink::faint:
      return "\x1b[2m";
    case Ink::good:
      return "\x1b[32m";
    case Ink::mixed:
      return "\x1b[33m";
    case Ink::bad:
      return "\x1b[31m";
    case Ink::question:
      return "\x1b[36m";
    case Ink::waiting:
      return "\x1b[35m";
  }
  return "";
}

bool turns_direction(char32_t point) noexcept {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0x200E ||
         point == 0x200F || point == 0x061C;
}

// What Chinese text does not begin a line with.
bool closes(char32_t point) noexcept {
  return std::u32string_view(U"，。、；：！？）》」』】〉”’％").find(point) != std::u32string_view::npos;
}

bool may_end_line(char32_t point) noexcept {
  return std::u32string_view(U"-_./,;:").find(point) != std::u32string_view::npos;
}

enum class Break : unsigned char { none, within_word, between_words };

Break break_between(char32_t left, char32_t right) noexcept {
  if (right == U' ' || closes(right) || display_width(right) == 0) return Break::none;
  if (left == U' ' || display_width(left) == 2 || display_width(right) == 2) return Break::between_words;
  return may_end_line(left) ? Break::within_word : Break::none;
}

// The end of the longest beginning that fits and ends where a line may.
std::size_t line_end(std::string_view text, std::size_t columns) noexcept {
  const std::size_t fitting = fit_to_width(text, columns).size();
  if (fitting == text.size()) return fitting;
  if (text[fitting] == ' ') return fitting;
  std::size_t end_of_word = 0;
  std::size_t end_within_word = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at <= fitting;) {
    const DecodedCharacter character = decode_utf8(text.substr(at));
    const Break here = at > 0 ? break_between(before, character.code_point) : Break::none;
    if (here == Break::between_words) end_of_word = at;
    if (here == Break::within_word) end_within_word = at;
    before = character.code_point;
    at += character.size;
  }
  if (end_of_word > 0) return end_of_word;
  return end_within_word > 0 ? end_within_word : fitting;
}

std::string_view without_blanks_before(std::string_view text) noexcept {
  while (text.starts_with(' ')) text.remove_prefix(1);
  return text;
}

std::string_view without_blanks_after(std::string_view text) noexcept {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string coloured(std::string_view text, Ink ink, const Look& look) {
  const std::string_view sequence = sequence_of(ink);
  if (!look.has_colour || sequence.empty() || text.empty()) return std::string(text);
  return std::string(sequence) + std::string(text) + "\x1b[0m";
}

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const DecodedCharacter character = decode_utf8(text);
    const bool is_obeyed = is_control(character.code_point) || turns_direction(character.code_point);
    append_utf8(shown, is_obeyed ? U'?' : character.code_point);
    text.remove_prefix(character.size);
  }
  return shown;
}

std::vector<std::string> wrap_to_width(std::string_view text, std::size_t columns, std::size_t indent) {
  assert(columns >= 4 && indent * 2 < columns);
  std::vector<std::string> lines;
  do {
    const std::size_t before = lines.empty() ? 0 : indent;
    const std::size_t end = line_end(text, columns - before);
    lines.push_back(std::string(before, ' ') + std::string(without_blanks_after(text.substr(0, end))));
    text = without_blanks_before(text.substr(end));
  } while (!text.empty());
  return lines;
}

}  // namespace warrantor::base
