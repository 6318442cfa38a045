#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expr/pattern_reader.hpp"
#include "expr/text_matcher.hpp"

namespace warrantor::expr {

/// A pattern of FEEL, ready to be looked for. Immutable; threads may share it.
class Pattern {
 public:
  /// `is_gone_through`: a pattern that an empty text matches would match everywhere, and is a fault.
  [[nodiscard]] static Expected<Pattern, PatternFault> compile(std::string_view pattern, PatternFlags flags,
                                                               bool is_gone_through = false);

  [[nodiscard]] std::uint32_t groups() const noexcept { return groups_; }
  [[nodiscard]] bool is_in(std::string_view text) const;

 private:
  friend class PatternSearch;
  Pattern(const PatternForm& form, std::unique_ptr<const TextMatcher> matcher);

  std::string plain_;  ///< what it matches where it has no matcher
  std::uint32_t groups_;
  bool asks_for_line_ends_;
  bool repeats_without_end_;
  std::unique_ptr<const TextMatcher> matcher_;
};

/// Goes through the matches of a pattern in a text, from the left. Both outlive it.
class PatternSearch {
 public:
  PatternSearch(const Pattern& pattern, std::string_view text);

  /// The first match behind the last one, parts of the text as TextMatcher has them.
  [[nodiscard]] bool next(std::span<std::string_view> parts);
  /// How many bytes were read at most to find the last match. For some patterns all the rest of the text must be read
  /// to know where a match ends, `a(.*b)?`, so that the matches of a text can take the square of its length.
  [[nodiscard]] std::size_t bytes_read() const noexcept { return bytes_read_; }

 private:
  [[nodiscard]] bool find(std::span<std::string_view> parts) const;

  const Pattern& pattern_;
  std::string_view text_;
  std::string followed_;  ///< the text with something behind it, where its end would else be taken for a line's end
  std::size_t place_ = 0;
  std::size_t bytes_read_ = 0;
};

/// What is put in the place of each match.
class Replacement {
 public:
  Replacement() = default;
  /// Of a pattern with so many groups: `$1` is what its first group matched, `$0` the whole match.
  [[nodiscard]] static Expected<Replacement, PatternFault> read(std::string_view written, std::uint32_t groups);

  void append_to(std::string& text, std::span<const std::string_view> groups) const;

 private:
  struct Part {
    std::string text;
    std::optional<std::uint32_t> group;
  };
  std::vector<Part> parts_;
};

/// A pattern and what goes with it where a program uses it.
struct PatternUse {
  Pattern pattern;
  Replacement replacement;  ///< of `replace`
};

}  // namespace warrantor::expr
