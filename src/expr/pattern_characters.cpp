#include "expr/pattern_characters.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace warrantor::expr {
namespace {

bool is_blank(char32_t code) { return code == ' ' || code == '\t' || code == '\n' || code == '\r'; }

}  // namespace

// Blanks in a class in brackets always count.
PatternCharacters::PatternCharacters(std::string_view pattern, bool passes_blanks) : pattern_(pattern) {
  std::size_t brackets = 0;
  bool is_escaped = false;
  for (std::size_t begin = 0; begin < pattern.size();) {
    const base::DecodedCharacter character = base::decode_utf8(pattern.substr(begin));
    const std::size_t end = begin + character.size;
    const char32_t code = character.code_point;
    if (!passes_blanks || brackets > 0 || !is_blank(code)) {
      characters_.push_back({code, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      if (code == '[' && !is_escaped) ++brackets;
      if (code == ']' && !is_escaped && brackets > 0) --brackets;
      is_escaped = code == '\\' && !is_escaped;
    }
    begin = end;
  }
}

bool PatternCharacters::at_one_of(std::string_view characters) const {
  return !at_end() && current() < 0x80 && characters.find(static_cast<char>(current())) != std::string_view::npos;
}

char32_t PatternCharacters::take() { return at_end() ? U'\0' : characters_[place_++].code; }

bool PatternCharacters::accept(char32_t character) {
  if (!at(character)) return false;
  ++place_;
  return true;
}

std::string PatternCharacters::written(std::size_t from) const {
  std::string text;
  for (std::size_t i = from; i < place_; ++i) base::append_utf8(text, characters_[i].code);
  return text;
}

TextRange PatternCharacters::range(std::size_t from) const {
  if (characters_.empty()) return {0, static_cast<std::uint32_t>(pattern_.size())};
  const std::size_t first = std::min(from, characters_.size() - 1);
  const std::size_t last = std::max(first, std::max<std::size_t>(place_, 1) - 1);
  return {characters_[first].begin, characters_[last].end - characters_[first].begin};
}

void PatternCharacters::stop(std::size_t from, bool is_wrong, std::string& message, std::string& help) {
  if (!fault_) fault_ = PatternFault{range(from), is_wrong, std::move(message), std::move(help)};
  place_ = characters_.size();
}

}  // namespace warrantor::expr
