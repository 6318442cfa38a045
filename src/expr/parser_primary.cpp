#include <utility>

#include "expr/parser.hpp"

namespace warrantor::expr {

SyntaxIndex Parser::parse_primary() {
  switch (reader_.current().kind) {
    case TokenKind::number:
      return parse_literal(SyntaxKind::number_literal);
    case TokenKind::string:
      return parse_literal(SyntaxKind::string_literal);
    case TokenKind::date:
      return parse_literal(SyntaxKind::date_literal);
    case TokenKind::duration:
      return parse_literal(SyntaxKind::duration_literal);
    case TokenKind::name:
      return parse_name_or_call();
    case TokenKind::keyword:
      return parse_keyword();
    default:
      return parse_bracket();
  }
}

SyntaxIndex Parser::parse_literal(SyntaxKind kind) {
  const Token& token = reader_.take();
  return add(kind, token.range.begin, {}, {}, token.text);
}

SyntaxIndex Parser::parse_keyword() {
  if (reader_.at("null")) return parse_literal(SyntaxKind::null_literal);
  if (reader_.at("true") || reader_.at("false")) return parse_literal(SyntaxKind::boolean_literal);
  if (reader_.at("if")) return parse_conditional();
  if (reader_.at("some")) return parse_quantified(SyntaxKind::some);
  if (reader_.at("every")) return parse_quantified(SyntaxKind::every);
  if (reader_.at("for")) return parse_quantified(SyntaxKind::for_each);
  if (reader_.at("not")) return parse_not();
  if (reader_.at("function")) return refuse(reader_.current().range, "a function definition");
  return fail_no_value();
}

SyntaxIndex Parser::parse_bracket() {
  if (reader_.at("(")) return parse_parenthesis();
  if (reader_.at("[")) return parse_list_or_range();
  if (reader_.at("]") && reader_.value_follows()) return parse_range_open_below();
  if (reader_.at("{")) return refuse_context();
  if (reader_.at("?")) return refuse(reader_.current().range, "`?`", "the value under test is not written: `> 5`");
  return fail_no_value();
}

SyntaxIndex Parser::parse_not() {
  const Token& word = reader_.take();
  if (!reader_.at("(")) {
    reader_.fail(word.range, "`not` needs parentheses", "write `not(...)`");
    return 0;
  }
  return parse_call(word.range, word.text);
}

SyntaxIndex Parser::parse_name_or_call() {
  const std::uint32_t begin = reader_.begin();
  std::string words = reader_.take_function_words();
  if (!words.empty()) return parse_call(reader_.since(begin), std::move(words));
  const Token& name = reader_.take();
  if (reader_.at("(")) return parse_call(name.range, name.text);
  return add(SyntaxKind::name, begin, {}, {}, name.text);
}

SyntaxIndex Parser::parse_call(TextRange name_range, std::string name) {
  const Token& open = reader_.take();
  Indices arguments;
  std::vector<ArgumentName> names;
  if (!reader_.at(")")) {
    do {
      take_argument_name(names, arguments.size());
      arguments.push_back(parse_expression());
      reader_.refuse_thousands("values");
    } while (reader_.accept(","));
  }
  reader_.expect_close(open, ")");
  const Index call = add(SyntaxKind::call, name_range.begin, std::move(arguments), name_range, std::move(name));
  if (!reader_.fault()) syntax_.nodes[call].argument_names = std::move(names);
  if (reader_.at("(")) refuse(reader_.since(name_range.begin), "a call of a result");
  return call;
}

// Either all arguments have names or none.
void Parser::take_argument_name(std::vector<ArgumentName>& names, std::size_t arguments_before) {
  const std::uint32_t begin = reader_.begin();
  std::string name = reader_.take_argument_words();
  const TextRange range = name.empty() ? reader_.current().range : reader_.since(begin);
  const bool others_have_names = !names.empty();
  if (arguments_before > 0 && others_have_names == name.empty()) {
    reader_.fail(range, "either all arguments have names or none", "");
  } else if (!name.empty()) {
    names.push_back({std::move(name), range});
  }
}

SyntaxIndex Parser::parse_parenthesis() {
  const Token& open = reader_.take();
  const Index inner = parse_expression();
  if (reader_.at("..")) return finish_range(open, inner);
  reader_.expect_close(open, ")");
  return inner;
}

SyntaxIndex Parser::parse_list_or_range() {
  const Token& open = reader_.take();
  Indices items;
  if (!reader_.at("]")) {
    items.push_back(parse_expression());
    if (reader_.at("..")) return finish_range(open, items.front());
    while (reader_.accept(",")) items.push_back(parse_expression());
  }
  reader_.expect_close(open, "]");
  return add(SyntaxKind::list, open.range.begin, std::move(items));
}

SyntaxIndex Parser::parse_range_open_below() {
  const Token& open = reader_.take();
  const Index low = parse_expression();
  if (reader_.at("..")) return finish_range(open, low);
  reader_.fail(open.range, "unexpected `]`", "remove it, or write a range: `]1..5]`");
  return 0;
}

SyntaxIndex Parser::finish_range(const Token& open, Index low) {
  const TextRange dots = reader_.take().range;
  const Index high = parse_endpoint();
  const bool closed_high = reader_.accept("]");
  if (!closed_high && !reader_.accept("[") && !reader_.accept(")")) {
    reader_.expect_close(open, open.is("]") ? "[" : open.is("(") ? ")" : "]");
  }
  const Index range = add(SyntaxKind::range, open.range.begin, {low, high}, dots);
  if (reader_.fault()) return 0;
  syntax_.nodes[range].closed_low = open.is("[");
  syntax_.nodes[range].closed_high = closed_high;
  return range;
}

SyntaxIndex Parser::parse_conditional() {
  constexpr std::string_view form = "write `if ... then ... else ...`";
  const Token& word = reader_.take();
  const Index condition = parse_expression();
  reader_.expect("then", word, "after the condition of `if`", form);
  const Index yes = parse_expression();
  reader_.expect("else", word, "after the `then` of `if`", form);
  const Index no = parse_expression();
  return add(SyntaxKind::conditional, word.range.begin, {condition, yes, no}, word.range);
}

SyntaxIndex Parser::parse_quantified(SyntaxKind kind) {
  const Token& keyword = reader_.take();
  return parse_binding(kind, keyword, keyword.range.begin);
}

SyntaxIndex Parser::parse_binding(SyntaxKind kind, const Token& keyword, std::uint32_t begin) {
  const Token& variable = reader_.expect_name("after `" + keyword.text + "`", keyword);
  reader_.expect("in", keyword, "after the variable of `" + keyword.text + "`",
                 "write `" + keyword.text + " x in list`");
  const Index list = parse_binding_list();
  const bool is_joined = kind == SyntaxKind::for_each && reader_.at(",");
  const Index body = parse_body(kind, keyword);
  const Index binding = add(kind, begin, {list, body}, variable.range, variable.text);
  if (!reader_.fault()) syntax_.nodes[binding].is_joined = is_joined;
  return binding;
}

SyntaxIndex Parser::parse_binding_list() {
  const std::uint32_t begin = reader_.begin();
  const Index low = parse_expression();
  if (!reader_.at("..")) return low;
  const TextRange dots = reader_.take().range;
  const Index high = parse_sum();
  return add(SyntaxKind::range, begin, {low, high}, dots);
}

SyntaxIndex Parser::parse_body(SyntaxKind kind, const Token& keyword) {
  const bool is_loop = kind == SyntaxKind::for_each;
  if (reader_.accept(",")) return parse_further_binding(kind, keyword);
  const std::string_view word = is_loop ? "return" : "satisfies";
  reader_.expect(word, keyword, "after the list of `" + keyword.text + "`",
                 "write `" + keyword.text + " x in list " + std::string(word) + " ...`");
  return parse_expression();
}

/// `some x in a, y in b satisfies c` is `some x in a satisfies some y in b satisfies c`.
SyntaxIndex Parser::parse_further_binding(SyntaxKind kind, const Token& keyword) {
  if (!enter()) return 0;
  const Index binding = parse_binding(kind, keyword, reader_.begin());
  leave();
  return binding;
}

SyntaxIndex Parser::refuse_context() {
  const TextRange open = reader_.current().range;
  int depth = 0;
  while (!reader_.at_end()) {
    const Token& token = reader_.take();
    depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
    if (depth == 0) return refuse(reader_.since(open.begin), "a context `{...}`");
  }
  return refuse(open, "a context `{...}`");
}

SyntaxIndex Parser::refuse(TextRange range, std::string_view construct, std::string help) {
  reader_.fail(range, std::string(construct) + " is not supported", std::move(help));
  return 0;
}

SyntaxIndex Parser::fail_no_value() {
  reader_.fail_no_value();
  return 0;
}

}  // namespace warrantor::expr
