#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "expr/parser.hpp"

namespace warrantor::expr {
namespace {

struct TestOperator {
  std::string_view text;
  SyntaxKind kind;
};

constexpr std::array<TestOperator, 6> operators{{
    {"<", SyntaxKind::test_less},
    {"<=", SyntaxKind::test_less_equal},
    {">", SyntaxKind::test_greater},
    {">=", SyntaxKind::test_greater_equal},
    {"!=", SyntaxKind::test_not_equal},
    {"=", SyntaxKind::test_equal},
}};

std::optional<SyntaxKind> test_kind(const Token& token) {
  const auto* found =
      std::find_if(operators.begin(), operators.end(), [&](const TestOperator& test) { return token.is(test.text); });
  if (found == operators.end()) return std::nullopt;
  return found->kind;
}

}  // namespace

Expected<Syntax, SyntaxFault> Parser::unary_tests() {
  if (reader_.at("-") && reader_.next().kind == TokenKind::end) {
    const TextRange dash = reader_.take().range;
    return finish(add(SyntaxKind::test_any, dash.begin, {}, dash));
  }
  if (reader_.at("not") && reader_.next().is("(")) return finish(parse_negated_tests());
  return finish(parse_tests());
}

SyntaxIndex Parser::parse_tests() {
  const std::uint32_t begin = reader_.begin();
  Indices tests{parse_test()};
  parse_further_tests(tests);
  if (reader_.at("and")) {
    reader_.fail(reader_.current().range, "unexpected `and`",
                 "write a range such as `[5..10)`; of tests with `,` between them one must hold");
  }
  reader_.expect_end();
  return add(SyntaxKind::tests, begin, std::move(tests));
}

SyntaxIndex Parser::parse_negated_tests() {
  const TextRange word = reader_.take().range;
  const Token& open = reader_.take();
  Indices tests{parse_test()};
  parse_further_tests(tests);
  reader_.expect_close(open, ")");
  if (!reader_.at_end()) {
    reader_.fail(reader_.current().range,
                 "unexpected `" + reader_.written(reader_.current().range) + "` after `not(...)`",
                 "put all tests into one `not(...)`");
  }
  return add(SyntaxKind::test_not, word.begin, std::move(tests), word);
}

void Parser::parse_further_tests(Indices& tests) {
  while (reader_.at(",")) {
    reader_.refuse_thousands("tests");
    if (reader_.accept(",")) tests.push_back(parse_test());
  }
}

SyntaxIndex Parser::parse_test() {
  if (const std::optional<SyntaxKind> kind = test_kind(reader_.current())) return parse_operator_test(*kind);
  const std::uint32_t begin = reader_.begin();
  const Index value = parse_expression();
  return add(SyntaxKind::test_equal, begin, {value});
}

SyntaxIndex Parser::parse_operator_test(SyntaxKind kind) {
  const TextRange operator_range = reader_.take().range;
  const Index operand = parse_sum();
  return add(kind, operator_range.begin, {operand}, operator_range);
}

SyntaxIndex Parser::parse_in(std::uint32_t begin, Index value) {
  if (!enter()) return 0;
  const TextRange word = reader_.take().range;
  Indices children{value};
  if (reader_.at("(")) {
    parse_tests_in_parenthesis(children);
  } else if (const std::optional<SyntaxKind> kind = test_kind(reader_.current())) {
    children.push_back(parse_operator_test(*kind));
  } else {
    const std::uint32_t operand = reader_.begin();
    const Index sum = parse_sum();
    children.push_back(add(SyntaxKind::test_equal, operand, {sum}));
  }
  leave();
  return add(SyntaxKind::in, begin, std::move(children), word);
}

/// `(` begins a list of tests, a range or an ordinary value such as `(1 + 2) * 3`; what follows tells which.
void Parser::parse_tests_in_parenthesis(Indices& tests) {
  const Token& open = reader_.take();
  if (test_kind(reader_.current())) {
    tests.push_back(parse_test());
  } else {
    const std::uint32_t begin = reader_.begin();
    Index value = parse_expression();
    if (!reader_.at(",")) {
      if (reader_.at("..")) {
        value = finish_range(open, value);
      } else {
        reader_.expect_close(open, ")");
      }
      value = parse_sum_from(open.range.begin, value);
      tests.push_back(add(SyntaxKind::test_equal, open.range.begin, {value}));
      return;
    }
    tests.push_back(add(SyntaxKind::test_equal, begin, {value}));
  }
  parse_further_tests(tests);
  reader_.expect_close(open, ")");
}

}  // namespace warrantor::expr
