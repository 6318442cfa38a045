#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/expected.hpp>

namespace warrantor::expr {

/// A stretch of the source text of one expression, in bytes.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t length = 0;
};

enum class SyntaxKind : std::uint8_t {
  null_literal,
  boolean_literal,   ///< text: true, false
  number_literal,    ///< text: digits with an optional fraction and exponent; no sign
  string_literal,    ///< text: unescaped
  date_literal,      ///< text: 2024-01-05, from @"2024-01-05" or written bare (ours; FEEL has no bare dates)
  duration_literal,  ///< text: P1Y6M, -P10D, from @"P10D"
  name,              ///< text
  negate,            ///< operand
  add,
  subtract,
  multiply,
  divide,
  power,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  conjunction,
  disjunction,
  conditional,  ///< if, then, else
  some,
  every,     ///< text: the variable; list, condition. `some x in a, y in b satisfies c` nests
  for_each,  ///< text: the variable; list, body. `for x in a, y in b return c` nests, and is_joined
  between,   ///< value, low, high
  in,        ///< value, then unary tests
  filter,    ///< list, condition
  path,      ///< text: the member; object
  call,      ///< text: the function's name; arguments
  list,      ///< items
  range,     ///< low, high; closed_low, closed_high
  // Only at the top of unary tests and to the right of `in`: a test of a value that is not written.
  test_any,  ///< `-`
  test_not,  ///< not(tests); children: the tests, of which none may hold
  test_less,
  test_less_equal,
  test_greater,
  test_greater_equal,
  test_not_equal,  ///< operand
  test_equal,      ///< operand: a value, a list or a range that the value equals or lies in
  tests            ///< tests of which one must hold
};

using SyntaxIndex = std::uint32_t;

/// The name that an argument of a call is given: `divisor` in `modulo(dividend: 10, divisor: 4)`.
struct ArgumentName {
  std::string text;
  TextRange range;  ///< with its colon
};

struct SyntaxNode {
  SyntaxKind kind = SyntaxKind::null_literal;
  TextRange range;           ///< all of it
  TextRange operator_range;  ///< of operators, members, function names, the variable of some, every and for
  std::string text;
  std::vector<SyntaxIndex> children;
  std::vector<ArgumentName> argument_names{};  ///< of a call: one for each argument; empty where they have none
  bool closed_low = true;                      ///< of a range
  bool closed_high = true;
  bool is_joined = false;  ///< of for_each: the entries that its body gives follow one another
};

/// The untyped tree of one FEEL expression or of one list of unary tests (DMN 1.5, chapters 7, 9 and 10). Children
/// stand before their parents.
struct Syntax {
  std::vector<SyntaxNode> nodes;
  SyntaxIndex root = 0;

  [[nodiscard]] const SyntaxNode& at(SyntaxIndex index) const { return nodes[index]; }
};

struct SyntaxFault {
  TextRange range;
  std::string message;  ///< lower case, user input in back-ticks
  std::string help;
};

/// Parses a FEEL expression.
[[nodiscard]] Expected<Syntax, SyntaxFault> parse_expression(std::string_view text);

/// Parses FEEL unary tests (`> 60000`, `[1500..2000]`, `not("a", "b")`, `null`, `-`); the root is of kind tests,
/// test_not or test_any.
[[nodiscard]] Expected<Syntax, SyntaxFault> parse_unary_tests(std::string_view text);

}  // namespace warrantor::expr
