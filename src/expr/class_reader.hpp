#pragma once

#include "expr/character_class.hpp"
#include "expr/pattern_characters.hpp"

namespace warrantor::expr {

/// Reads classes of characters within a pattern: `[a-z]`, `\d`, `\p{Lu}`.
class ClassReader {
 public:
  ClassReader(PatternCharacters& characters, bool ignores_case)
      : characters_(characters), ignores_case_(ignores_case) {}

  /// Behind the `[` that stands at a place, up to its `]`.
  CharacterClass read_brackets(std::size_t open);
  /// Behind a backslash that stands at a place: one character, or several.
  struct Escaped {
    std::optional<char32_t> character;
    CharacterClass several;
  };
  Escaped read_escape(std::size_t backslash);

 private:
  void read_item(CharacterClass& items, std::size_t open);
  void add_range(CharacterClass& items, std::size_t from, char32_t first);
  CharacterClass read_property(std::size_t backslash, bool is_complement);
  std::optional<char32_t> read_end_of_range();

  PatternCharacters& characters_;
  bool ignores_case_;
  std::size_t depth_ = 0;
};

}  // namespace warrantor::expr
