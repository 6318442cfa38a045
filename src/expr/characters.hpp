#pragma once

namespace warrantor::expr {

[[nodiscard]] bool is_digit(char character);
/// White space of DMN 1.5, chapter 10.3.1.2, rules 61 and 62.
[[nodiscard]] bool is_space(char32_t code);
/// Letters and `_`: DMN 1.5, rule 28, without `?` and without the punctuation of Chinese text that its ranges
/// include.
[[nodiscard]] bool is_name_start(char32_t code);
/// Letters, `_` and digits: DMN 1.5, rule 29.
[[nodiscard]] bool is_name_part(char32_t code);

}  // namespace warrantor::expr
