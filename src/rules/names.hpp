#pragma once

#include <cstdint>
#include <string_view>

namespace warrantor::rules {

/// What a word declares, which is what its letters hang on.
enum class WordKind : std::uint8_t {
  name,   ///< of a fact, party, portion, column and the like: lower-case letters, digits and `_`
  entry,  ///< of a list of values: letters of either case, digits and `_`
  id      ///< of a rule, a row or a step: lower-case words and digits joined by `-` and `.`
};

[[nodiscard]] bool has_form_of(WordKind kind, std::string_view word) noexcept;

/// Words of FEEL, which an expression could not use as a name.
[[nodiscard]] bool is_word_of_expressions(std::string_view word) noexcept;
/// What the conditions of steps ask of a decision.
[[nodiscard]] bool is_word_of_steps(std::string_view word) noexcept;

/// What a word of a kind may be made of, for the help of a diagnostic.
[[nodiscard]] std::string_view form_of(WordKind kind) noexcept;

}  // namespace warrantor::rules
