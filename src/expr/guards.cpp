#include "expr/check.hpp"

namespace warrantor::expr {
namespace {

// `x = null` and `x != null` in either order: the name that is asked for.
std::optional<std::string> asked_for_absence(const Syntax& syntax, const SyntaxNode& comparison) {
  const SyntaxNode& left = syntax.at(comparison.children[0]);
  const SyntaxNode& right = syntax.at(comparison.children[1]);
  if (right.kind == SyntaxKind::null_literal) return guarded_name(syntax, left);
  if (left.kind == SyntaxKind::null_literal) return guarded_name(syntax, right);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> guarded_name(const Syntax& syntax, const SyntaxNode& node) {
  if (node.kind == SyntaxKind::name) return node.text;
  if (node.kind != SyntaxKind::path || syntax.at(node.children[0]).kind != SyntaxKind::name) return std::nullopt;
  return syntax.at(node.children[0]).text + "." + node.text;
}

void collect_guards(const Syntax& syntax, SyntaxIndex index, bool truth, Guards& guards) {
  const SyntaxNode& node = syntax.at(index);
  switch (node.kind) {
    case SyntaxKind::equal:
    case SyntaxKind::not_equal: {
      const bool says_present = (node.kind == SyntaxKind::not_equal) == truth;
      if (const auto name = asked_for_absence(syntax, node); name && says_present) guards.insert(*name);
      return;
    }
    case SyntaxKind::conjunction:
    case SyntaxKind::disjunction:
      if ((node.kind == SyntaxKind::conjunction) != truth) return;
      for (const SyntaxIndex operand : node.children) collect_guards(syntax, operand, truth, guards);
      return;
    case SyntaxKind::call:
      if (node.text == "not" && node.children.size() == 1) collect_guards(syntax, node.children[0], !truth, guards);
      return;
    default:
      return;
  }
}

}  // namespace warrantor::expr
