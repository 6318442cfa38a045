#include "expr/parser.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace warrantor::expr {
namespace {

// Both bounds keep this parser and whoever walks over the tree by recursion within a thread's stack.
constexpr std::uint32_t most_nesting = 200;
constexpr std::uint32_t most_height = 1000;

constexpr int any_level = 1;
constexpr int comparison_level = 3;
constexpr int additive_level = 4;

struct BinaryOperator {
  std::string_view text;
  int level;
  SyntaxKind kind;
};

constexpr std::array<BinaryOperator, 13> operators{{
    {"or", 1, SyntaxKind::disjunction},
    {"and", 2, SyntaxKind::conjunction},
    {"=", comparison_level, SyntaxKind::equal},
    {"!=", comparison_level, SyntaxKind::not_equal},
    {"<", comparison_level, SyntaxKind::less},
    {"<=", comparison_level, SyntaxKind::less_equal},
    {">", comparison_level, SyntaxKind::greater},
    {">=", comparison_level, SyntaxKind::greater_equal},
    {"+", additive_level, SyntaxKind::add},
    {"-", additive_level, SyntaxKind::subtract},
    {"*", 5, SyntaxKind::multiply},
    {"/", 5, SyntaxKind::divide},
    {"**", 6, SyntaxKind::power},
}};

const BinaryOperator* find_operator(const Token& token) {
  const auto* found = std::find_if(operators.begin(), operators.end(),
                                   [&](const BinaryOperator& binary) { return token.is(binary.text); });
  return found == operators.end() ? nullptr : found;
}

bool is_ordering(SyntaxKind kind) {
  return kind == SyntaxKind::less || kind == SyntaxKind::less_equal || kind == SyntaxKind::greater ||
         kind == SyntaxKind::greater_equal;
}

}  // namespace

Expected<Syntax, SyntaxFault> Parser::expression() {
  const Index root = parse_expression();
  reader_.expect_end();
  return finish(root);
}

Expected<Syntax, SyntaxFault> Parser::finish(Index root) {
  if (reader_.fault()) return *reader_.fault();
  syntax_.root = root;
  return std::move(syntax_);
}

SyntaxIndex Parser::parse_expression() {
  const bool was_in_endpoint = std::exchange(in_endpoint_, false);
  const Index index = parse_operand(any_level);
  in_endpoint_ = was_in_endpoint;
  return index;
}

SyntaxIndex Parser::parse_endpoint() {
  const bool was_in_endpoint = std::exchange(in_endpoint_, true);
  const Index index = parse_operand(additive_level);
  in_endpoint_ = was_in_endpoint;
  return index;
}

SyntaxIndex Parser::parse_sum() { return parse_operand(additive_level); }

SyntaxIndex Parser::parse_operand(int lowest) {
  const std::uint32_t begin = reader_.begin();
  return parse_operators(begin, parse_unary(), lowest);
}

SyntaxIndex Parser::parse_sum_from(std::uint32_t begin, Index value) {
  return parse_operators(begin, parse_postfix(begin, value), additive_level);
}

SyntaxIndex Parser::parse_operators(std::uint32_t begin, Index left, int lowest) {
  const BinaryOperator* previous = nullptr;
  while (true) {
    const bool may_compare = lowest <= comparison_level;
    if (may_compare && (reader_.at("between") || reader_.at("in"))) {
      left = reader_.at("in") ? parse_in(begin, left) : parse_between(begin, left);
      previous = nullptr;
      continue;
    }
    const BinaryOperator* binary = find_operator(reader_.current());
    if (binary == nullptr || binary->level < lowest) break;
    if (previous != nullptr && is_ordering(previous->kind) && is_ordering(binary->kind)) {
      refuse_chain(previous->text, binary->text);
    }
    const TextRange operator_range = reader_.take().range;
    const Index right = parse_operand(binary->level + 1);
    left = add(binary->kind, begin, {left, right}, operator_range);
    previous = binary;
  }
  refuse_instance_of();
  return left;
}

void Parser::refuse_chain(std::string_view left, std::string_view right) {
  reader_.fail(reader_.current().range, "comparisons cannot be chained",
               "write `a " + std::string(left) + " b and b " + std::string(right) + " c`");
}

void Parser::refuse_instance_of() {
  if (!reader_.at_name() || reader_.current().text != "instance" || reader_.next().text != "of") return;
  const std::uint32_t begin = reader_.begin();
  reader_.take();
  reader_.take();
  refuse(reader_.since(begin), "`instance of`", "the type of every name is declared");
}

SyntaxIndex Parser::parse_between(std::uint32_t begin, Index value) {
  const Token& between = reader_.take();
  const Index low = parse_sum();
  reader_.expect("and", between, "after the lower end of `between`", "write `a between 1 and 5`");
  const Index high = parse_sum();
  return add(SyntaxKind::between, begin, {value, low, high}, between.range);
}

SyntaxIndex Parser::parse_unary() {
  if (!enter()) return 0;
  const std::uint32_t begin = reader_.begin();
  Index index = 0;
  if (reader_.at("-")) {
    const TextRange minus = reader_.take().range;
    index = add(SyntaxKind::negate, begin, {parse_unary()}, minus);
  } else {
    index = parse_postfix(begin, parse_primary());
  }
  leave();
  return index;
}

SyntaxIndex Parser::parse_postfix(std::uint32_t begin, Index value) {
  while (true) {
    if (reader_.at(".")) {
      value = parse_path(begin, value);
    } else if (reader_.at("[") && !at_end_of_range()) {
      value = parse_filter(begin, value);
    } else {
      return value;
    }
  }
}

bool Parser::at_end_of_range() const { return in_endpoint_ && (reader_.after_literal() || !reader_.value_follows()); }

SyntaxIndex Parser::parse_filter(std::uint32_t begin, Index list) {
  const Token& open = reader_.take();
  const Index condition = parse_expression();
  reader_.expect_close(open, "]");
  return add(SyntaxKind::filter, begin, {list, condition}, reader_.since(open.range.begin));
}

SyntaxIndex Parser::parse_path(std::uint32_t begin, Index object) {
  const Token& dot = reader_.take();
  const Token& member = reader_.expect_name("after `.`", dot);
  const Index path = add(SyntaxKind::path, begin, {object}, member.range, member.text);
  if (reader_.at("(")) refuse(reader_.since(begin), "a call of a member", "write the function first: `f(a)`");
  return path;
}

bool Parser::enter() {
  if (depth_ >= most_nesting && !reader_.at_end()) {
    reader_.fail(reader_.current().range,
                 "the expression is nested more than " + std::to_string(most_nesting) + " deep",
                 "give a part of it a name of its own");
    return false;
  }
  ++depth_;
  return true;
}

SyntaxIndex Parser::add(SyntaxKind kind, std::uint32_t begin, Indices children, TextRange operator_range,
                        std::string text) {
  if (reader_.fault()) return 0;
  std::uint32_t height = 1;
  for (const Index child : children) height = std::max(height, heights_[child] + 1);
  if (height > most_height) {
    reader_.fail(operator_range, "more than " + std::to_string(most_height) + " operations build on one another",
                 "give a part of the expression a name of its own, or use `in` with a list");
    return 0;
  }
  syntax_.nodes.push_back({kind, reader_.since(begin), operator_range, std::move(text), std::move(children)});
  heights_.push_back(height);
  return static_cast<Index>(syntax_.nodes.size() - 1);
}

namespace {

Expected<Syntax, SyntaxFault> parse(std::string_view text, Expected<Syntax, SyntaxFault> (Parser::*entry)()) {
  Expected<std::vector<Token>, SyntaxFault> tokens = read_tokens(text);
  if (!tokens) return tokens.error();
  Parser parser(text, std::move(*tokens));
  return (parser.*entry)();
}

}  // namespace

Expected<Syntax, SyntaxFault> parse_expression(std::string_view text) { return parse(text, &Parser::expression); }

Expected<Syntax, SyntaxFault> parse_unary_tests(std::string_view text) { return parse(text, &Parser::unary_tests); }

}  // namespace warrantor::expr
