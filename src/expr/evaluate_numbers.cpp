#include <utility>

#include "base/checked.hpp"
#include "base/small_vector.hpp"
#include "expr/evaluate.hpp"
#include "expr/evaluate_values.hpp"

// Decimals, texts, properties and calls: what is met less often than whole numbers.
namespace warrantor::expr {
namespace {

constexpr std::int64_t months_of_year = 12;

Value from_decimal(const std::optional<Decimal>& number) noexcept {
  return number ? Value::decimal(*number) : Value::undefined();
}

// Months and days are whole: what is beyond is cut off (DMN 1.5, chapter 10.3.2.3.7 counts durations by whole months).
Value whole_part(const std::optional<Decimal>& number) noexcept {
  const auto whole = number ? number->round(0, Rounding::down) : std::nullopt;
  const auto count = whole ? whole->as_integer() : std::nullopt;
  return count ? Value::integer(*count) : Value::undefined();
}

}  // namespace

Value reckon(Op op, Value left, Value right) noexcept {
  switch (op) {
    case Op::add:
      return from_decimal(left.as_decimal().add(right.as_decimal()));
    case Op::subtract:
      return from_decimal(left.as_decimal().subtract(right.as_decimal()));
    case Op::multiply:
      return from_decimal(left.as_decimal().multiply(right.as_decimal()));
    case Op::divide:
      return from_decimal(left.as_decimal().divide(right.as_decimal()));
    case Op::power:
      return from_decimal(left.as_decimal().power(right.as_decimal()));
    case Op::negate:
      return Value::decimal(left.as_decimal().negate());
    case Op::scale_span:
      return whole_part(Decimal(left.as_integer()).multiply(right.as_decimal()));
    default:
      return whole_part(Decimal(left.as_integer()).divide(right.as_decimal()));  // divide_span
  }
}

Value property_of(Property property, Value value) noexcept {
  switch (property) {
    case Property::year:
      return Value::integer(value.as_date().year());
    case Property::month:
      return Value::integer(value.as_date().month());
    case Property::day:
      return Value::integer(value.as_date().day());
    case Property::weekday: {
      constexpr std::int64_t days_of_week = 7;
      constexpr std::int64_t of_first_day = 3;  // 1970-01-01 was a Thursday; Monday is 1
      const std::int64_t days = (value.as_integer() + of_first_day) % days_of_week;
      return Value::integer((days + days_of_week) % days_of_week + 1);
    }
    case Property::years:
      return Value::integer(value.as_integer() / months_of_year);
    case Property::months:
      return Value::integer(value.as_integer() % months_of_year);
    case Property::days:
      break;
  }
  return value;
}

Value Evaluator::special(const Node& node) {
  switch (node.op) {
    case Op::call:
      return call(node);
    case Op::matches:
    case Op::replace:
      return look_for_pattern(node);
    case Op::widen: {
      const Value value = child(node, 0);
      if (!value.is_known()) return value;
      return Value::decimal(Decimal::from_parts(value.as_integer(), static_cast<int>(node.index)));
    }
    case Op::property: {
      const Value value = child(node, 0);
      if (value.is_none()) return Value::undefined();
      return value.is_known() ? property_of(static_cast<Property>(node.index), value) : value;
    }
    case Op::divide:
    case Op::power:
    case Op::scale_span:
    case Op::divide_span:
    case Op::join_texts: {
      const Value left = child(node, 0);
      const Value right = child(node, 1);
      if (const auto open = without_value(left, right)) return *open;
      return node.op == Op::join_texts ? join_texts(left, right) : reckon(node.op, left, right);
    }
    default:
      break;
  }
  assert(false && "a list has no single value");
  return Value::undefined();
}

Value Evaluator::join_texts(Value left, Value right) {
  std::string text(left.as_text());
  text += right.as_text();
  return Value::text(texts_.keep(text));
}

// Strict: what has no value has none for the function either, and what is unknown stays so.
Value Evaluator::call(const Node& node) {
  constexpr std::size_t usual = 4;
  base::SmallVector<Value, usual> arguments;
  bool is_known = true;
  bool is_void = false;
  for (const NodeId operand : program_.children_of(node)) {
    const Value value = evaluate(operand);
    is_known = is_known && value.is_known();
    is_void = is_void || value.is_undefined() || value.is_none();
    arguments.push_back(value);
  }
  if (is_void) return Value::undefined();
  if (!is_known) return Value::unknown();
  return built_in(node.index)({arguments.data(), arguments.size()}, texts_);
}

}  // namespace warrantor::expr
