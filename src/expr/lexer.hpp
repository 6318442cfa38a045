#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "expr/ast.hpp"

namespace warrantor::expr {

enum class TokenKind : std::uint8_t { end, name, keyword, number, string, date, duration, symbol };

struct Token {
  TokenKind kind = TokenKind::end;
  TextRange range;   ///< as written, with quotes and `@`
  std::string text;  ///< of strings: unescaped; of dates: 2024-01-05; of durations: P10D

  /// Whether this is the given keyword or symbol.
  [[nodiscard]] bool is(std::string_view word) const {
    return (kind == TokenKind::keyword || kind == TokenKind::symbol) && text == word;
  }
};

/// Cuts an expression into tokens, without white space and comments (DMN 1.5, chapter 10.3.1.2). The last
/// token is of kind end and has an empty range at the end of the text.
[[nodiscard]] Expected<std::vector<Token>, SyntaxFault> read_tokens(std::string_view text);

}  // namespace warrantor::expr
