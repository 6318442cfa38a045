#pragma once

#include <cstddef>
#include <vector>

#include "expr/lexer.hpp"

namespace warrantor::expr {

/// How many tokens from `at` are the name of a built-in function of several words with a `(` after it; 0:
/// they are none.
[[nodiscard]] std::size_t count_function_words(const std::vector<Token>& tokens, std::size_t at);

}  // namespace warrantor::expr
