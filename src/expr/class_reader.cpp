#include "expr/class_reader.hpp"

#include <utility>

namespace warrantor::expr {
namespace {

constexpr std::size_t deepest = 20;
constexpr const char* write_escaped = "a backslash before it makes it stand for itself";

}  // namespace

CharacterClass ClassReader::read_brackets(std::size_t open) {
  CharacterClass items;
  if (++depth_ > deepest) characters_.not_supported(open, "classes so deep within each other are not supported", "");
  const bool is_complement = characters_.accept('^');
  const std::size_t first = characters_.place();
  std::optional<CharacterClass> without;
  while (!characters_.at_end() && !characters_.at(']')) {
    const std::size_t minus = characters_.place();
    if (minus > first && characters_.at('-') && characters_.follows(1, '[')) {
      characters_.take(), characters_.take();
      without = read_brackets(minus + 1);
      if (!characters_.at(']'))
        characters_.fail(minus, "behind the class that is taken away the class must end", "write `]` behind it");
      break;
    }
    read_item(items, open);
  }
  --depth_;
  if (characters_.fault()) return items;
  if (characters_.place() == first && characters_.at(']')) {
    characters_.take();
    characters_.fail(open, "this class has no characters", "write `\\]` where `]` is one of them");
  }
  if (!characters_.accept(']') && !characters_.fault()) {
    characters_.fail(open, "the `[` is never closed", "add `]` behind the characters that it stands for");
  }
  CharacterClass made = is_complement ? items.complement() : items;
  if (!without) return made;
  const auto rest = made.without(*without);
  if (rest) return *rest;
  characters_.not_supported(open, "this class without that one is not supported here",
                            "where both are written as characters and ranges, it is");
  return made;
}

void ClassReader::read_item(CharacterClass& items, std::size_t open) {
  const std::size_t from = characters_.place();
  const char32_t character = characters_.take();
  const bool is_first = from == open + 1 || (from == open + 2 && characters_.written(open).starts_with("[^"));
  if (character == '[') {
    return characters_.fail(from, "`[` cannot stand within a class", write_escaped);
  }
  if (character == '-' && !is_first && !characters_.at(']')) {
    return characters_.fail(from, "`-` stands between two characters, or comes first or last", write_escaped);
  }
  if (character != '\\') return add_range(items, from, character);
  const Escaped escaped = read_escape(from);
  if (escaped.character) return add_range(items, from, *escaped.character);
  items.add(escaped.several);
}

// A character alone, or the first of a range.
void ClassReader::add_range(CharacterClass& items, std::size_t from, char32_t first) {
  char32_t last = first;
  const bool is_range = characters_.at('-') && !characters_.follows(1, ']') && !characters_.follows(1, '[');
  if (is_range) {
    characters_.take();
    const auto end = read_end_of_range();
    if (!end) return;
    last = *end;
  }
  if (last < first) {
    return characters_.fail(from, "the range `" + characters_.written(from) + "` runs backwards",
                            "write the smaller character first");
  }
  if (!ignores_case_) return items.add(first, last);
  if (items.add_both_cases(first, last)) return;
  characters_.not_supported(from, "the flag `i` is not supported for letters in a class beyond A to Z",
                            "write both cases, without the flag");
}

std::optional<char32_t> ClassReader::read_end_of_range() {
  const std::size_t from = characters_.place();
  if (characters_.at_end()) return std::nullopt;  // the class is never closed
  const char32_t character = characters_.take();
  if (character != '\\') return character;
  const Escaped escaped = read_escape(from);
  if (!escaped.character && !characters_.fault())
    characters_.fail(from, "`" + characters_.written(from) + "` is no character in which a range can end", "");
  return escaped.character;
}

ClassReader::Escaped ClassReader::read_escape(std::size_t backslash) {
  Escaped escaped;
  if (characters_.at_end()) {
    characters_.fail(backslash, "nothing stands behind the backslash", R"(a backslash itself is `\\\\`)");
    return escaped;
  }
  if (characters_.at_one_of("\\|.-^?*+{}()[]$")) {
    escaped.character = characters_.take();
  } else if (characters_.accept('n')) {
    escaped.character = '\n';
  } else if (characters_.accept('r')) {
    escaped.character = '\r';
  } else if (characters_.accept('t')) {
    escaped.character = '\t';
  } else if (characters_.at('p') || characters_.at('P')) {
    const bool is_complement = characters_.take() == 'P';
    escaped.several = read_property(backslash, is_complement);
  } else if (const auto several = CharacterClass::of_escape(characters_.take())) {
    escaped.several = *several;
  } else {
    characters_.fail(backslash, "`" + characters_.written(backslash) + "` stands for nothing in a pattern",
                     R"(`\d`, `\w` and `\s` stand for digits, characters of words and blanks; a backslash itself is )"
                     R"(`\\\\`)");
  }
  return escaped;
}

CharacterClass ClassReader::read_property(std::size_t backslash, bool is_complement) {
  const bool is_open = characters_.accept('{');
  const std::size_t begin = characters_.place();
  while (is_open && !characters_.at_end() && !characters_.at('}')) characters_.take();
  const std::string name = characters_.written(begin);
  if (!is_open || !characters_.accept('}')) {
    characters_.fail(backslash, "`\\p` is followed by the name of a property in braces",
                     R"(`\p{L}` stands for letters, `\p{Lu}` for capital ones, `\p{N}` for numbers)");
    return {};
  }
  const auto property = CharacterClass::of_property(name);
  if (property) return is_complement ? property->complement() : *property;
  if (name.starts_with("Is")) {
    characters_.not_supported(backslash, "the block `" + name + "` is not supported here",
                              "write its characters as a range: `[a-z]`");
  } else {
    characters_.fail(backslash, "`" + name + "` is no property of characters",
                     R"(`\p{L}` stands for letters, `\p{Lu}` for capital ones, `\p{N}` for numbers)");
  }
  return {};
}

}  // namespace warrantor::expr
