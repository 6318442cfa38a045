#include <utility>

#include "expr/check.hpp"
#include "expr/codes.hpp"

namespace warrantor::expr {
namespace {

Op comparison_of_test(SyntaxKind kind) {
  switch (kind) {
    case SyntaxKind::test_less:
      return Op::less;
    case SyntaxKind::test_less_equal:
      return Op::less_equal;
    case SyntaxKind::test_greater:
      return Op::greater;
    default:
      return Op::greater_equal;
  }
}

bool is_plain_value(const Syntax& syntax, const SyntaxNode& test) {
  if (test.kind != SyntaxKind::test_equal) return false;
  const SyntaxKind kind = syntax.at(test.children[0]).kind;
  return kind != SyntaxKind::null_literal && kind != SyntaxKind::range && kind != SyntaxKind::list;
}

}  // namespace

Checker::Checked Checker::check_test(SyntaxIndex index, NodeId subject) {
  const SyntaxNode& test = syntax_.at(index);
  if (!type_of(subject).is_single()) return unsupported(test, "testing a list or a record");
  switch (test.kind) {
    case SyntaxKind::test_any:
      return constant(Value::boolean(true), Type::boolean(), test);
    case SyntaxKind::test_less:
    case SyntaxKind::test_less_equal:
    case SyntaxKind::test_greater:
    case SyntaxKind::test_greater_equal: {
      const Checked operand = check(test.children[0], type_of(subject));
      if (!operand || !require_present(*operand, syntax_.at(test.children[0]))) return std::nullopt;
      return compare_present(comparison_of_test(test.kind), subject, *operand, test);
    }
    case SyntaxKind::test_equal:
      return check_equality_test(syntax_.at(test.children[0]), subject);
    case SyntaxKind::test_not_equal: {
      const Checked equal = check_equality_test(syntax_.at(test.children[0]), subject);
      if (!equal) return std::nullopt;
      return add(Op::negation, Type::boolean(), test, {*equal});
    }
    case SyntaxKind::tests:
    case SyntaxKind::test_not:
      break;
    default:
      return check_equality_test(test, subject);
  }
  std::vector<NodeId> alternatives;
  std::vector<NodeId> values{subject};
  bool sound = true;
  for (const SyntaxIndex child : test.children) {
    const bool plain = test.children.size() > 1 && is_plain_value(syntax_, syntax_.at(child));
    const Checked node = plain ? check(syntax_.at(child).children[0], type_of(subject)) : check_test(child, subject);
    sound = sound && node && (!plain || require_type(*node, type_of(subject), syntax_.at(child)));
    if (node) (plain ? values : alternatives).push_back(*node);
  }
  if (!sound) return std::nullopt;
  if (values.size() > 1) alternatives.push_back(add_all(Op::one_of, test, values));
  const NodeId any = alternatives.size() == 1 ? alternatives[0] : add_all(Op::disjunction, test, alternatives);
  return test.kind == SyntaxKind::tests ? any : add(Op::negation, Type::boolean(), test, {any});
}

// An absent subject passes no test but `null`, so it has no need to be asked for first.
Checker::Checked Checker::compare_present(Op op, NodeId subject, NodeId operand, const SyntaxNode& syntax) {
  const Checked compared = compare(op, subject, operand, syntax);
  if (!compared || !type_of(subject).optional) return compared;
  const NodeId absent = add(Op::is_none, Type::boolean(), syntax, {subject});
  const NodeId present = add(Op::negation, Type::boolean(), syntax, {absent});
  return add(Op::conjunction, Type::boolean(), syntax, {present, *compared});
}

Checker::Checked Checker::check_equality_test(const SyntaxNode& value, NodeId subject) {
  if (value.kind == SyntaxKind::null_literal) return add(Op::is_none, Type::boolean(), value, {subject});
  if (value.kind == SyntaxKind::range) return check_range_test(value, subject);
  if (value.kind == SyntaxKind::list) {
    std::vector<NodeId> values{subject};
    for (const SyntaxIndex item : value.children) {
      const Checked node = check(item, type_of(subject));
      if (!node || !require_type(*node, type_of(subject), syntax_.at(item))) return std::nullopt;
      values.push_back(*node);
    }
    return add_all(Op::one_of, value, values);
  }
  const auto index = static_cast<SyntaxIndex>(&value - syntax_.nodes.data());
  const Checked operand = check(index, type_of(subject));
  if (!operand) return std::nullopt;
  return compare(Op::equal, subject, *operand, value);
}

Checker::Checked Checker::check_range_test(const SyntaxNode& range, NodeId subject) {
  const Checked low = check(range.children[0], type_of(subject));
  const Checked high = check(range.children[1], type_of(subject));
  if (!low || !high || !require_present(*low, syntax_.at(range.children[0])) ||
      !require_present(*high, syntax_.at(range.children[1]))) {
    return std::nullopt;
  }
  const Checked above = compare_present(range.closed_low ? Op::greater_equal : Op::greater, subject, *low, range);
  if (!above) return std::nullopt;
  const Checked below = compare_present(range.closed_high ? Op::less_equal : Op::less, subject, *high, range);
  if (!below) return std::nullopt;
  return add(Op::conjunction, Type::boolean(), range, {*above, *below});
}

}  // namespace warrantor::expr
