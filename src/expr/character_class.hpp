#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace warrantor::expr {

struct CharacterRange {
  char32_t first = 0;
  char32_t last = 0;
};
using CharacterRanges = std::vector<CharacterRange>;

/// General categories of Unicode, a bit each; every character is in exactly one.
using Categories = std::uint32_t;

/// Characters that a part of a pattern stands for: some ranges, some categories, or all but those. Which characters are
/// in a category is known to the library that matches; so not every difference of two classes can be said.
class CharacterClass {
 public:
  CharacterClass() = default;

  void add(char32_t first, char32_t last) { ranges_.push_back({first, last}); }
  void add(const CharacterClass& other);
  /// Both cases of letters; false where a letter is beyond those of ASCII, whose other cases are not known here.
  [[nodiscard]] bool add_both_cases(char32_t first, char32_t last);
  [[nodiscard]] CharacterClass complement() const;
  /// Nothing where it cannot be said.
  [[nodiscard]] std::optional<CharacterClass> without(const CharacterClass& other) const;

  /// As RE2 writes a class; nothing where it cannot.
  [[nodiscard]] std::optional<std::string> to_re2() const;

  [[nodiscard]] static CharacterClass all();
  [[nodiscard]] static CharacterClass of(std::span<const CharacterRange> ranges);
  /// `d`, `s`, `w`, `i` and `c` of XML Schema, and their capitals, which stand for all others.
  [[nodiscard]] static std::optional<CharacterClass> of_escape(char32_t letter);
  /// `L`, `Lu` and the like, or a block such as `IsBasicLatin`.
  [[nodiscard]] static std::optional<CharacterClass> of_property(std::string_view name);

 private:
  [[nodiscard]] bool has_ranges_alone() const { return categories_ == 0 && !is_negated_; }
  [[nodiscard]] bool has_categories_alone() const { return ranges_.empty() && !is_negated_; }

  CharacterRanges ranges_;
  Categories categories_ = 0;
  bool is_negated_ = false;  ///< only where it has both
};

/// A character as RE2 reads it for itself.
[[nodiscard]] std::string re2_character(char32_t character);

}  // namespace warrantor::expr
