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
  [[nodiscard]] bool is_in(std::string_view text) const { return find(text, 0, {}); }
  /// The first match from a byte on, as TextMatcher has it.
  [[nodiscard]] bool find(std::string_view text, std::size_t from, std::span<std::string_view> parts) const;

 private:
  Pattern(const PatternForm& form, std::unique_ptr<const TextMatcher> matcher);

  std::string plain_;  ///< what it matches where it has no matcher
  std::uint32_t groups_;
  std::unique_ptr<const TextMatcher> matcher_;
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
