#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expr/ast.hpp"
#include "expr/token_reader.hpp"

namespace warrantor::expr {

/// A recursive descent over the tokens of one expression (DMN 1.5, chapter 10.3.1.2). Binary operators climb
/// by precedence, lowest first: or; and; comparisons, between, in; + and -; * and /; **; unary minus; [...]
/// and `.name`. All are left associative. For one text and one use; private to this room.
class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens) : reader_(text, std::move(tokens)) {}

  [[nodiscard]] Expected<Syntax, SyntaxFault> expression();
  [[nodiscard]] Expected<Syntax, SyntaxFault> unary_tests();

 private:
  using Index = SyntaxIndex;
  using Indices = std::vector<SyntaxIndex>;

  // parser.cpp: operators
  Index parse_expression();
  Index parse_sum();       ///< without comparisons, `and` and `or`
  Index parse_endpoint();  ///< a sum that a `[` may end
  Index parse_operand(int lowest);
  Index parse_operators(std::uint32_t begin, Index left, int lowest);
  Index parse_sum_from(std::uint32_t begin, Index value);
  Index parse_between(std::uint32_t begin, Index value);
  Index parse_unary();
  Index parse_postfix(std::uint32_t begin, Index value);
  Index parse_filter(std::uint32_t begin, Index list);
  Index parse_path(std::uint32_t begin, Index object);
  void refuse_chain(std::string_view left, std::string_view right);
  void refuse_instance_of();
  [[nodiscard]] bool at_end_of_range() const;

  // parser_primary.cpp: everything that begins a value
  Index parse_primary();
  Index parse_literal(SyntaxKind kind);
  Index parse_keyword();
  Index parse_bracket();
  Index parse_not();
  Index parse_name_or_call();
  Index parse_call(TextRange name_range, std::string name);
  /// Reads `name:` before an argument, where it stands.
  void take_argument_name(std::vector<ArgumentName>& names, std::size_t arguments_before);
  Index parse_parenthesis();
  Index parse_list_or_range();
  Index parse_range_open_below();
  Index finish_range(const Token& open, Index low);
  Index parse_conditional();
  Index parse_quantified(SyntaxKind kind);
  Index parse_binding(SyntaxKind kind, const Token& keyword, std::uint32_t begin);
  Index parse_binding_list();
  Index parse_further_binding(SyntaxKind kind, const Token& keyword);
  Index parse_body(SyntaxKind kind, const Token& keyword);
  Index refuse_context();
  Index refuse(TextRange range, std::string_view construct, std::string help = {});
  Index fail_no_value();

  // parser_tests.cpp: unary tests, alone and to the right of `in`
  Index parse_tests();
  Index parse_negated_tests();
  Index parse_test();
  Index parse_operator_test(SyntaxKind kind);
  void parse_further_tests(Indices& tests);
  Index parse_in(std::uint32_t begin, Index value);
  void parse_tests_in_parenthesis(Indices& tests);

  bool enter();
  void leave() { --depth_; }
  Index add(SyntaxKind kind, std::uint32_t begin, Indices children, TextRange operator_range = {},
            std::string text = {});
  Expected<Syntax, SyntaxFault> finish(Index root);

  TokenReader reader_;
  Syntax syntax_;
  std::vector<std::uint32_t> heights_;  ///< of each node's subtree
  std::uint32_t depth_ = 0;
  bool in_endpoint_ = false;  ///< a `[` can close the range instead of opening a filter
};

}  // namespace warrantor::expr
