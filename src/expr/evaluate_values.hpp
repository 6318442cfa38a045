#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include <warrantor/value.hpp>

#include "expr/program.hpp"

// What the operations on values have in common; private to the evaluator.
namespace warrantor::expr {

/// A value that is no truth value (none, undefined) makes a condition undefined, unless another operand decides it.
inline Value as_truth(Value value) noexcept { return value.is_none() ? Value::undefined() : value; }

/// Of two operands that leave a result open: unknown wins, since the other may come to be decided by it.
inline Value open_of(Value left, Value right) noexcept {
  return left.is_unknown() || right.is_unknown() ? Value::unknown() : Value::undefined();
}

/// What an operation that needs known operands makes of others; nothing where both are known.
inline std::optional<Value> without_value(Value left, Value right) noexcept {
  if (left.is_known() && right.is_known()) return std::nullopt;
  if (left.is_undefined() || right.is_undefined() || left.is_none() || right.is_none()) return Value::undefined();
  return Value::unknown();
}

inline Value equal_values(Value left, Value right) noexcept {
  if (left.is_undefined() || right.is_undefined()) return Value::undefined();
  if (left.is_unknown() || right.is_unknown()) return Value::unknown();
  return Value::boolean(left.same_as(right));
}

/// The order of two known values of one type: numbers by size, texts by their characters.
inline std::weak_ordering order_of(Value left, Value right) noexcept {
  if (left.is_integer()) return left.as_integer() <=> right.as_integer();
  if (left.is_decimal()) return left.as_decimal() <=> right.as_decimal();
  return left.as_text().compare(right.as_text()) <=> 0;
}

inline bool ordered(Op op, std::weak_ordering order) noexcept {
  switch (op) {
    case Op::less:
      return order < 0;
    case Op::less_equal:
      return order <= 0;
    case Op::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

inline bool ordered(Op op, std::int64_t left, std::int64_t right) noexcept {
  switch (op) {
    case Op::less:
      return left < right;
    case Op::less_equal:
      return left <= right;
    case Op::greater:
      return left > right;
    default:
      return left >= right;
  }
}

/// The result of an operation of two known values of numbers, amounts, months or days; `op` as of a node of that type.
[[nodiscard]] Value reckon(Op op, Value left, Value right) noexcept;
[[nodiscard]] Value property_of(Property property, Value value) noexcept;

}  // namespace warrantor::expr
