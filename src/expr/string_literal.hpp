#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "expr/ast.hpp"

namespace warrantor::expr {

struct StringLiteral {
  std::string text;                   ///< unescaped
  std::uint32_t end = 0;              ///< the byte after the closing quote
  std::vector<std::uint32_t> places;  ///< where each byte of the text is written, and the closing quote
};

/// Reads a string in double quotes that begins at byte `begin` (DMN 1.5, rules 35 and 64: no line breaks;
/// escapes
/// `\"`, `\'`, `\\`, `\n`, `\r`, `\t`, `\uXXXX` and `\UXXXXXX`). A backslash before what patterns escape, as in `\d`
/// or `\.`, stands for itself. The text is valid UTF-8.
[[nodiscard]] Expected<StringLiteral, SyntaxFault> read_string(std::string_view text, std::uint32_t begin);

}  // namespace warrantor::expr
