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
  if (type_of(subject).is_list_of_values()) return check_list_test(index, subject);
  if (!type_of(subject).is_single()) return unsupported(test, "testing a list of records or a record");
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
  bool sound = true;
  std::vector<SyntaxIndex> plain;
  for (const SyntaxIndex child : test.children) {
    if (test.children.size() > 1 && is_plain_value(syntax_, syntax_.at(child))) {
      plain.push_back(syntax_.at(child).children[0]);
      continue;
    }
    const Checked node = check_test(child, subject);
    sound = sound && node;
    if (node) alternatives.push_back(*node);
  }
  if (!plain.empty()) {
    const Checked node = check_plain_values(plain, subject, test);
    sound = sound && node;
    if (node) alternatives.push_back(*node);
  }
  if (!sound) return std::nullopt;
  const NodeId any = alternatives.size() == 1 ? alternatives[0] : add_all(Op::disjunction, test, alternatives);
  return test.kind == SyntaxKind::tests ? any : add(Op::negation, Type::boolean(), test, {any});
}

// Values of which the subject must be one; a list among them must contain it.
Checker::Checked Checker::check_plain_values(const std::vector<SyntaxIndex>& values, NodeId subject,
                                             const SyntaxNode& syntax) {
  std::vector<NodeId> same{subject};
  std::vector<NodeId> alternatives;
  bool sound = true;
  for (const SyntaxIndex index : values) {
    const Checked value = check(index, type_of(subject));
    if (!value) {
      sound = false;
    } else if (same_kind(type_of(*value), type_of(subject))) {
      same.push_back(*value);
    } else {
      const Checked test = check_value_test(index, *value, subject);
      sound = sound && test;
      if (test) alternatives.push_back(*test);
    }
  }
  if (!sound) return std::nullopt;
  if (same.size() > 1) alternatives.push_back(add_all(Op::one_of, syntax, same));
  return alternatives.size() == 1 ? alternatives[0] : add_all(Op::disjunction, syntax, alternatives);
}

// A value that is not of the subject's type: a list that may contain it, or a number of another width.
Checker::Checked Checker::check_value_test(SyntaxIndex index, NodeId value, NodeId subject) {
  const SyntaxNode& syntax = syntax_.at(index);
  if (type_of(value).is_list_of_values()) {
    const NodeId wanted = adapted(subject, type_of(value).entry());
    const NodeId list = adapted(value, type_of(wanted).list_of_these());
    if (!require_type(list, type_of(wanted).list_of_these(), syntax)) return std::nullopt;
    return add(Op::list_contains, Type::boolean(), syntax, {list, wanted});
  }
  const bool fits = can_widen(type_of(value), type_of(subject)) || can_widen(type_of(subject), type_of(value));
  if (!fits && !require_type(value, type_of(subject), syntax)) return std::nullopt;
  return compare(Op::equal, subject, value, syntax);
}

// `[1, 2] in [[1, 2], [3]]`: lists that the subject must equal.
Checker::Checked Checker::check_list_test(SyntaxIndex index, NodeId subject) {
  const SyntaxNode& test = syntax_.at(index);
  const bool is_equality = test.kind == SyntaxKind::test_equal || test.kind == SyntaxKind::test_not_equal;
  if (!is_equality || test.children.empty()) return unsupported(test, "this test of a list");
  const SyntaxNode& value = syntax_.at(test.children[0]);
  if (test.operator_range.length > 0) {
    const Checked operand = check(test.children[0], type_of(subject));
    if (!operand) return std::nullopt;
    return compare(test.kind == SyntaxKind::test_equal ? Op::equal : Op::not_equal, subject, *operand, test);
  }
  std::vector<NodeId> same;
  for (const SyntaxIndex child : value.children) {
    if (value.kind != SyntaxKind::list || syntax_.at(child).kind != SyntaxKind::list)
      return unsupported(test, "testing a list for anything but lists written out");
    const Checked list = check(child, type_of(subject));
    const Checked equal = list ? compare(Op::equal, subject, *list, syntax_.at(child)) : list;
    if (!equal) return std::nullopt;
    same.push_back(*equal);
  }
  if (same.empty()) return unsupported(test, "testing a list for anything but lists written out");
  return same.size() == 1 ? same.front() : add_all(Op::disjunction, test, same);
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
  const auto index = static_cast<SyntaxIndex>(&value - syntax_.nodes.data());
  if (value.kind != SyntaxKind::list) {
    const Checked operand = check(index, type_of(subject));
    if (!operand) return std::nullopt;
    if (type_of(*operand).is_list) return check_value_test(index, *operand, subject);
    return compare(Op::equal, subject, *operand, value);
  }
  std::vector<SyntaxIndex> plain;
  std::vector<NodeId> ranges;
  for (const SyntaxIndex item : value.children) {
    if (syntax_.at(item).kind != SyntaxKind::range) {
      plain.push_back(item);
      continue;
    }
    const Checked range = check_range_test(syntax_.at(item), subject);
    if (!range) return std::nullopt;
    ranges.push_back(*range);
  }
  if (!plain.empty()) {
    const Checked values = check_plain_values(plain, subject, value);
    if (!values) return std::nullopt;
    ranges.push_back(*values);
  }
  if (ranges.empty()) return constant(Value::boolean(false), Type::boolean(), value);
  return ranges.size() == 1 ? ranges.front() : add_all(Op::disjunction, value, ranges);
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
