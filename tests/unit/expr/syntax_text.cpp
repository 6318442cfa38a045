#include "unit/expr/syntax_text.hpp"

#include <array>

namespace warrantor::expr {
namespace {

std::string name_of(SyntaxKind kind) {
  constexpr std::array names{"null",      "boolean", "number",     "string",   "date",          "duration", "name",
                             "negate",    "add",     "subtract",   "multiply", "divide",        "power",    "equal",
                             "not_equal", "less",    "less_equal", "greater",  "greater_equal", "and",      "or",
                             "if",        "some",    "every",      "for",      "between",       "in",       "filter",
                             "path",      "call",    "list",       "range",    "any",           "none_of",  "test<",
                             "test<=",    "test>",   "test>=",     "test!=",   "test=",         "tests"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string leaf_text(const SyntaxNode& node) {
  if (node.kind == SyntaxKind::string_literal) return '"' + node.text + '"';
  if (node.kind == SyntaxKind::date_literal || node.kind == SyntaxKind::duration_literal) return "@" + node.text;
  return node.text;
}

std::string head_of(const SyntaxNode& node) {
  if (node.kind == SyntaxKind::range) {
    return std::string("range") + (node.closed_low ? "[" : "(") + (node.closed_high ? "]" : ")");
  }
  return name_of(node.kind) + (node.text.empty() ? "" : ":" + node.text);
}

}  // namespace

std::string to_text(const Syntax& syntax) { return to_text(syntax, syntax.root); }

std::string to_text(const Syntax& syntax, SyntaxIndex index) {
  const SyntaxNode& node = syntax.at(index);
  if (node.kind <= SyntaxKind::name) return leaf_text(node);
  std::string text = "(" + head_of(node);
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    text += " ";
    if (!node.argument_names.empty()) text += node.argument_names[i].text + ":";
    text += to_text(syntax, node.children[i]);
  }
  return text + ")";
}

}  // namespace warrantor::expr
