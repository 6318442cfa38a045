#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "expr/check.hpp"
#include "expr/codes.hpp"

namespace warrantor::expr {
namespace {

Op comparison_of(SyntaxKind kind) {
  switch (kind) {
    case SyntaxKind::equal:
      return Op::equal;
    case SyntaxKind::not_equal:
      return Op::not_equal;
    case SyntaxKind::less:
      return Op::less;
    case SyntaxKind::less_equal:
      return Op::less_equal;
    case SyntaxKind::greater:
      return Op::greater;
    default:
      return Op::greater_equal;
  }
}

}  // namespace

bool takes_type_from_beside(const Syntax& syntax, SyntaxIndex index) {
  const SyntaxNode& node = syntax.at(index);
  switch (node.kind) {
    case SyntaxKind::number_literal:
    case SyntaxKind::string_literal:
    case SyntaxKind::null_literal:
      return true;
    case SyntaxKind::negate:
      return takes_type_from_beside(syntax, node.children[0]);
    case SyntaxKind::conditional:
      return takes_type_from_beside(syntax, node.children[1]) && takes_type_from_beside(syntax, node.children[2]);
    case SyntaxKind::list:
      return std::all_of(node.children.begin(), node.children.end(),
                         [&](SyntaxIndex child) { return takes_type_from_beside(syntax, child); });
    default:
      return false;
  }
}

/// Guards that hold within a part of an expression, taken back at its end.
class Checker::GuardScope {
 public:
  GuardScope(Checker& checker, const Guards& extra) : checker_(checker), before_(checker.guards_) {
    checker.guards_.insert(extra.begin(), extra.end());
  }
  ~GuardScope() { checker_.guards_ = std::move(before_); }
  GuardScope(const GuardScope&) = delete;
  GuardScope& operator=(const GuardScope&) = delete;

 private:
  Checker& checker_;
  Guards before_;
};

Checker::Checked Checker::check_operator(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  switch (syntax.kind) {
    case SyntaxKind::conjunction:
    case SyntaxKind::disjunction:
      return check_logical(syntax);
    case SyntaxKind::equal:
    case SyntaxKind::not_equal:
    case SyntaxKind::less:
    case SyntaxKind::less_equal:
    case SyntaxKind::greater:
    case SyntaxKind::greater_equal:
      return check_comparison(syntax);
    case SyntaxKind::add:
    case SyntaxKind::subtract:
      return check_arithmetic(syntax, hint);
    case SyntaxKind::multiply:
      return check_product(syntax, hint);
    case SyntaxKind::divide:
      return check_division(syntax);
    case SyntaxKind::power:
      return check_power(syntax);
    case SyntaxKind::negate:
      return check_negation(syntax, hint);
    case SyntaxKind::conditional:
      return check_conditional(syntax, hint);
    case SyntaxKind::between:
      return check_between(syntax);
    case SyntaxKind::in:
      return check_in(syntax);
    default:
      return unsupported(syntax, "a test without a value");
  }
}

// What one operand of `and` asks for holds in the others, since a false operand decides the whole; with `or`, likewise,
// what makes the others false.
Checker::Checked Checker::check_logical(const SyntaxNode& syntax) {
  const bool is_and = syntax.kind == SyntaxKind::conjunction;
  std::vector<NodeId> operands;
  bool sound = true;
  for (const SyntaxIndex operand : syntax.children) {
    Guards guards;
    for (const SyntaxIndex other : syntax.children) {
      if (other != operand) collect_guards(syntax_, other, is_and, guards);
    }
    const Checked node = check_truth(operand, guards);
    if (node) operands.push_back(*node);
    sound = sound && node.has_value();
  }
  if (!sound) return std::nullopt;
  return add_all(is_and ? Op::conjunction : Op::disjunction, syntax, operands);
}

Checker::Checked Checker::check_truth(SyntaxIndex index, const Guards& extra) {
  const GuardScope scope(*this, extra);
  const Checked node = check(index, Type::boolean());
  if (!node || !require_boolean(*node, syntax_.at(index))) return std::nullopt;
  return node;
}

bool Checker::check_pair(SyntaxIndex left, SyntaxIndex right, const std::optional<Type>& hint, Checked& left_node,
                         Checked& right_node) {
  const auto type_found = [this](const Checked& node) {
    std::optional<Type> type;
    if (node) type = type_of(*node);
    return type;
  };
  if (takes_type_from_beside(syntax_, left) && !takes_type_from_beside(syntax_, right)) {
    right_node = check(right, hint);
    if (right_node) left_node = check(left, type_found(right_node));
  } else {
    left_node = check(left, hint);
    if (left_node || !takes_type_from_beside(syntax_, right)) right_node = check(right, type_found(left_node));
  }
  return left_node && right_node;
}

Checker::Checked Checker::check_comparison(const SyntaxNode& syntax) {
  Checked left;
  Checked right;
  if (!check_pair(syntax.children[0], syntax.children[1], std::nullopt, left, right)) return std::nullopt;
  const Op op = comparison_of(syntax.kind);
  if (op == Op::equal || op == Op::not_equal) {
    const bool left_null = syntax_.at(syntax.children[0]).kind == SyntaxKind::null_literal;
    const bool right_null = syntax_.at(syntax.children[1]).kind == SyntaxKind::null_literal;
    if (left_null || right_null) {
      const NodeId subject = left_null ? *right : *left;
      if (type_of(subject).is_list_of_values())
        return constant(Value::boolean(op != Op::equal), Type::boolean(), syntax);
      if (!type_of(subject).is_single()) return unsupported(syntax, "comparing lists or records");
      const NodeId absent = add(Op::is_none, Type::boolean(), syntax, {subject});
      return op == Op::equal ? absent : add(Op::negation, Type::boolean(), syntax, {absent});
    }
  } else if (!require_present(*left, syntax_.at(syntax.children[0])) ||
             !require_present(*right, syntax_.at(syntax.children[1]))) {
    return std::nullopt;
  }
  return compare(op, *left, *right, syntax);
}

Checker::Checked Checker::compare(Op op, NodeId left, NodeId right, const SyntaxNode& syntax) {
  unify(left, right);
  const Type left_type = type_of(left);
  const Type right_type = type_of(right);
  if (!same_kind(left_type, right_type)) {
    return fail(codes::type_mismatch, syntax.range,
                describe(left_type, schema_) + " cannot be compared with " + describe(right_type, schema_),
                help_for_literals(left, right));
  }
  if (left_type.is_list_of_values() && right_type.is_list_of_values() && (op == Op::equal || op == Op::not_equal)) {
    const NodeId same = add(Op::same_list, Type::boolean(), syntax, {left, right});
    return op == Op::equal ? same : add(Op::negation, Type::boolean(), syntax, {same});
  }
  if (!left_type.is_single() || !right_type.is_single()) return unsupported(syntax, "comparing lists or records");
  if (op != Op::equal && op != Op::not_equal && !is_ordered(left_type)) {
    return fail(codes::type_mismatch, syntax.range, describe(left_type, schema_) + " has no order",
                "compare it with `=` or `!=`");
  }
  return add(op, Type::boolean(), syntax, {left, right});
}

Checker::Checked Checker::check_conditional(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  const Checked condition = check_truth(syntax.children[0], {});
  Guards if_true;
  Guards if_false;
  collect_guards(syntax_, syntax.children[0], true, if_true);
  collect_guards(syntax_, syntax.children[0], false, if_false);
  const auto branch = [this](SyntaxIndex index, const Guards& guards, const std::optional<Type>& wanted) {
    const GuardScope scope(*this, guards);
    const Checked node = check(index, wanted);
    const auto name = guarded_name(syntax_, syntax_.at(index));
    if (node && name && guards_.contains(*name)) {
      program_.nodes[index_of(*node)].type.optional = false;
    }
    return node;
  };
  // A branch that is a bare literal takes the type of the other.
  const bool else_first = takes_type_from_beside(syntax_, syntax.children[1]);
  const Checked first = branch(syntax.children[else_first ? 2 : 1], else_first ? if_false : if_true, hint);
  const std::optional<Type> wanted = first && !type_of(*first).is_null ? std::optional(type_of(*first)) : hint;
  const Checked second = branch(syntax.children[else_first ? 1 : 2], else_first ? if_true : if_false, wanted);
  if (!condition || !first || !second) return std::nullopt;
  NodeId then_node = else_first ? *second : *first;
  NodeId else_node = else_first ? *first : *second;
  unify(then_node, else_node);
  if (!same_kind(type_of(then_node), type_of(else_node))) {
    return fail(codes::type_mismatch, syntax.range,
                "one branch is " + describe(type_of(then_node), schema_) + ", the other " +
                    describe(type_of(else_node), schema_));
  }
  const bool takes_else = type_of(then_node).is_null || type_of(then_node).fits_any;
  Type type = type_of(takes_else ? else_node : then_node);
  if (!type.is_single() && !type.is_list_of_values()) return unsupported(syntax, "choosing between lists or records");
  type.optional = type_of(then_node).optional || type_of(else_node).optional;
  return add(Op::conditional, type, syntax, {*condition, then_node, else_node});
}

Checker::Checked Checker::check_between(const SyntaxNode& syntax) {
  Checked value;
  Checked low;
  if (!check_pair(syntax.children[0], syntax.children[1], std::nullopt, value, low)) return std::nullopt;
  const Checked high = check(syntax.children[2], type_of(*value));
  if (!high) return std::nullopt;
  for (const auto& [node, index] : {std::pair(*value, 0U), std::pair(*low, 1U), std::pair(*high, 2U)}) {
    if (!require_present(node, syntax_.at(syntax.children[index]))) return std::nullopt;
  }
  const Checked above = compare(Op::greater_equal, *value, *low, syntax);
  if (!above) return std::nullopt;
  const Checked below = compare(Op::less_equal, *value, *high, syntax);
  if (!below) return std::nullopt;
  return add(Op::conjunction, Type::boolean(), syntax, {*above, *below});
}

Checker::Checked Checker::check_in(const SyntaxNode& syntax) {
  const Checked value = check(syntax.children[0], std::nullopt);
  if (!value || (type_of(*value).is_null && !require_present(*value, syntax_.at(syntax.children[0]))))
    return std::nullopt;
  std::vector<NodeId> tests;
  for (const SyntaxIndex test : std::span(syntax.children).subspan(1)) {
    const Checked node = check_test(test, *value);
    if (!node) return std::nullopt;
    tests.push_back(*node);
  }
  if (tests.size() == 1) return tests.front();
  return add_all(Op::disjunction, syntax, tests);
}

}  // namespace warrantor::expr
