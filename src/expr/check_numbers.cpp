#include <span>
#include <utility>

#include "base/checked.hpp"
#include "base/text.hpp"
#include "expr/check.hpp"
#include "expr/codes.hpp"
#include "expr/evaluate_values.hpp"

// Numbers, amounts, durations and texts, and what is reckoned with them.
namespace warrantor::expr {
namespace {

bool is_plain_number(const Type& type) noexcept {
  return type.is_single() && !type.is_unrounded && (type.kind == ValueType::number || type.kind == ValueType::decimal);
}

bool is_amount(const Type& type) noexcept {
  return type.is_single() && (type.kind == ValueType::money || type.is_unrounded);
}

bool is_span(const Type& type) noexcept { return type.is_single() && is_duration(type); }

Type decimal() { return Type::of(ValueType::decimal); }

}  // namespace

bool is_ordered(const Type& type) noexcept {
  switch (type.kind) {
    case ValueType::number:
    case ValueType::decimal:
    case ValueType::money:
    case ValueType::date:
    case ValueType::months:
    case ValueType::days:
    case ValueType::text:
      return !type.is_list && !type.is_record;
    default:
      return false;
  }
}

bool is_duration(const Type& type) noexcept { return type.kind == ValueType::months || type.kind == ValueType::days; }

bool can_widen(const Type& from, const Type& to) noexcept {
  if (from.is_list != to.is_list || from.is_null || from.fits_any || to.kind != ValueType::decimal) return false;
  return from.kind == (to.is_unrounded ? ValueType::money : ValueType::number);
}

int Checker::digits_behind_point(ValueType kind) const noexcept {
  return kind == ValueType::money ? schema_.currency().decimals() : 0;
}

NodeId Checker::widened(NodeId node, const Type& wanted) {
  Node wide = program_.node(node);
  const int digits = digits_behind_point(wide.type.kind);
  const bool is_constant = wide.op == Op::constant;
  wide.type.kind = wanted.kind;
  wide.type.is_unrounded = wanted.is_unrounded;
  if (is_constant && wide.constant.is_known())
    wide.constant = Value::decimal(Decimal::from_parts(wide.constant.as_integer(), digits));
  if (is_constant) return program_.add(wide, std::span<const NodeId>());
  wide.op = Op::widen;
  wide.index = static_cast<std::uint32_t>(digits);
  return program_.add(wide, {node});
}

NodeId Checker::adapted(NodeId node, const Type& wanted) {
  const Type type = type_of(node);
  if (!can_widen(type, wanted)) return node;
  if (!type.is_list) return widened(node, wanted);
  Node item = program_.node(node);
  item.op = Op::item;
  item.type = type.entry();
  item.index = static_cast<std::uint32_t>(variables_.size());
  const NodeId wide = widened(program_.add(item, std::span<const NodeId>()), wanted.entry());
  Node loop = program_.node(node);
  loop.op = Op::for_each;
  loop.type = type_of(wide).list_of_these();
  loop.index = 0;
  return program_.add(loop, {node, wide});
}

void Checker::unify(NodeId& left, NodeId& right) {
  left = adapted(left, type_of(right));
  right = adapted(right, type_of(left));
}

// Digits take the type of what stands beside them; on their own they are whole numbers, or decimals.
Checker::Checked Checker::check_number(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  const ValueType beside = hint && !hint->is_list ? hint->kind : ValueType::number;
  if (beside == ValueType::money) {
    const auto amount = Money::parse(syntax.text, schema_.currency());
    if (!amount) return fail(codes::bad_literal, syntax.range, amount.error().message);
    return constant(Value::integer(amount->minor_units()), Type::of(ValueType::money), syntax);
  }
  const bool counts_time = beside == ValueType::months || beside == ValueType::days;
  const auto number = base::parse_integer(syntax.text);
  if (counts_time && !number) {
    return fail(codes::bad_literal, syntax.range, "`" + syntax.text + "` is not a whole number",
                "months and days are whole");
  }
  if (number && number->fits && beside != ValueType::decimal)
    return constant(Value::integer(number->number), Type::of(counts_time ? beside : ValueType::number), syntax);
  const auto decimal_number = Decimal::parse(syntax.text);
  if (counts_time || !decimal_number)
    return fail(codes::bad_literal, syntax.range, "`" + syntax.text + "` is too large a number");
  Type type = decimal();
  type.is_unrounded = hint && hint->is_unrounded;
  return constant(Value::decimal(*decimal_number), type, syntax);
}

bool Checker::check_operands(const SyntaxNode& syntax, const std::optional<Type>& hint, Checked& left, Checked& right) {
  left = check(syntax.children[0], hint);
  right = check(syntax.children[1], std::nullopt);
  return left && right && require_present(*left, syntax_.at(syntax.children[0])) &&
         require_present(*right, syntax_.at(syntax.children[1]));
}

Checker::Checked Checker::check_arithmetic(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  Checked left;
  Checked right;
  if (!check_pair(syntax.children[0], syntax.children[1], hint, left, right)) return std::nullopt;
  if (!require_present(*left, syntax_.at(syntax.children[0])) ||
      !require_present(*right, syntax_.at(syntax.children[1]))) {
    return std::nullopt;
  }
  return check_sum(syntax, *left, *right);
}

Checker::Checked Checker::check_sum(const SyntaxNode& syntax, NodeId left, NodeId right) {
  const bool add_up = syntax.kind == SyntaxKind::add;
  unify(left, right);
  if (add_up && type_of(right).kind == ValueType::date && is_span(type_of(left))) std::swap(left, right);
  const Type left_type = type_of(left);
  const Type right_type = type_of(right);
  const bool plain = left_type.is_single() && right_type.is_single();
  if (plain && left_type.kind == ValueType::date && right_type.kind == ValueType::date && !add_up) {
    return add(Op::days_between, Type::of(ValueType::days), syntax, {left, right});
  }
  if (plain && left_type.kind == ValueType::date && is_duration(right_type)) {
    const NodeId span = add_up ? right : add(Op::negate, right_type, syntax, {right});
    const Op op = right_type.kind == ValueType::months ? Op::plus_months : Op::plus_days;
    return add(op, Type::of(ValueType::date), syntax, {left, span});
  }
  if (plain && add_up && left_type.kind == ValueType::text && right_type.kind == ValueType::text) {
    return add(Op::join_texts, Type::of(ValueType::text), syntax, {left, right});
  }
  const bool sums = is_plain_number(left_type) || is_amount(left_type) || is_duration(left_type);
  if (plain && sums && same_kind(left_type, right_type)) {
    Type type = Type::of(left_type.kind);
    type.is_unrounded = left_type.is_unrounded;
    return add(add_up ? Op::add : Op::subtract, type, syntax, {left, right});
  }
  return fail(codes::type_mismatch, syntax.range,
              describe(left_type, schema_) + " and " + describe(right_type, schema_) +
                  (add_up ? " cannot be added" : " cannot be subtracted"),
              left_type.kind == ValueType::date && right_type.kind == ValueType::number ? help_for_span(right) : "");
}

Checker::Checked Checker::check_product(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  Checked left;
  Checked right;
  if (!check_operands(syntax, hint && hint->kind == ValueType::number ? hint : std::nullopt, left, right))
    return std::nullopt;
  NodeId scaled = *left;
  NodeId factor = *right;
  if (!is_plain_number(type_of(factor))) std::swap(scaled, factor);
  const Type type = type_of(scaled);
  const Type by = type_of(factor);
  const bool scales = is_plain_number(type) || is_amount(type) || is_span(type);
  if (!scales || !is_plain_number(by)) {
    return fail(codes::type_mismatch, syntax.range,
                describe(type_of(*left), schema_) + " cannot be multiplied by " + describe(type_of(*right), schema_));
  }
  if (by.kind == ValueType::number && type.kind != ValueType::decimal)
    return add(Op::multiply, Type::of(type.kind), syntax, {*left, *right});
  factor = adapted(factor, decimal());
  if (is_span(type)) return add(Op::scale_span, Type::of(type.kind), syntax, {scaled, factor});
  const Type result = is_amount(type) ? Type::unrounded_amount() : decimal();
  return add(Op::multiply, result, syntax, {adapted(scaled, result), factor});
}

Checker::Checked Checker::check_division(const SyntaxNode& syntax) {
  Checked left;
  Checked right;
  if (!check_operands(syntax, std::nullopt, left, right)) return std::nullopt;
  const Type type = type_of(*left);
  const Type by = type_of(*right);
  const bool divides = is_plain_number(type) || is_amount(type) || is_span(type);
  if (divides && is_plain_number(by)) {
    const NodeId divisor = adapted(*right, decimal());
    if (is_span(type)) return add(Op::divide_span, Type::of(type.kind), syntax, {*left, divisor});
    const Type result = is_amount(type) ? Type::unrounded_amount() : decimal();
    return add(Op::divide, result, syntax, {adapted(*left, result), divisor});
  }
  if (is_amount(type) && is_amount(by)) {
    const Type amount = Type::unrounded_amount();
    return add(Op::divide, decimal(), syntax, {adapted(*left, amount), adapted(*right, amount)});
  }
  if (is_span(type) && is_span(by) && type.kind == by.kind)
    return add(Op::divide, decimal(), syntax, {widened(*left, decimal()), widened(*right, decimal())});
  return fail(codes::type_mismatch, syntax.range,
              describe(type, schema_) + " cannot be divided by " + describe(by, schema_));
}

Checker::Checked Checker::check_power(const SyntaxNode& syntax) {
  Checked left;
  Checked right;
  if (!check_operands(syntax, std::nullopt, left, right)) return std::nullopt;
  if (is_plain_number(type_of(*left)) && is_plain_number(type_of(*right)))
    return add(Op::power, decimal(), syntax, {adapted(*left, decimal()), adapted(*right, decimal())});
  return fail(codes::type_mismatch, syntax.range,
              describe(type_of(*left), schema_) + " cannot be raised to " + describe(type_of(*right), schema_),
              "`**` takes numbers");
}

Checker::Checked Checker::check_negation(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  const Checked operand = check(syntax.children[0], hint);
  if (!operand || !require_present(*operand, syntax_.at(syntax.children[0]))) return std::nullopt;
  const Type type = type_of(*operand);
  if (!is_plain_number(type) && !is_amount(type) && !is_span(type))
    return fail(codes::type_mismatch, syntax.range, describe(type, schema_) + " has no negative");
  const Node& written = program_.node(*operand);
  if (written.op == Op::constant && written.constant.is_integer()) {
    if (const auto negative = base::checked_subtract(0, written.constant.as_integer()))
      return constant(Value::integer(*negative), type, syntax);
  }
  return add(Op::negate, type, syntax, {*operand});
}

}  // namespace warrantor::expr
