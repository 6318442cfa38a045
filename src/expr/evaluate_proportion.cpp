#include <limits>

#include "expr/evaluate.hpp"
#include "expr/evaluate_values.hpp"
#include "model/proportion.hpp"

// Parts of an amount that are rounded once.
namespace warrantor::expr {
namespace {

Rounding way_of(AmountRounding rounding) noexcept {
  switch (rounding) {
    case AmountRounding::half_down:
      return Rounding::half_down;
    case AmountRounding::half_even:
      return Rounding::half_even;
    case AmountRounding::up:
      return Rounding::up;
    case AmountRounding::down:
      return Rounding::down;
    case AmountRounding::half_up:
      break;
  }
  return Rounding::half_up;
}

Decimal as_decimal(Value number) noexcept {
  return number.is_decimal() ? number.as_decimal() : Decimal(number.as_integer());
}

}  // namespace

// Two factors of 63 bits stay below 126 bits.
Value proportion(std::int64_t amount, std::int64_t times, std::int64_t over, AmountRounding rounding) noexcept {
  __extension__ using Wide = unsigned __int128;
  if (amount < 0 || times < 0 || over <= 0) return Value::undefined();
  const Wide product = static_cast<Wide>(amount) * static_cast<Wide>(times);
  const auto divisor = static_cast<Wide>(over);
  Wide quotient = product / divisor;
  const Wide rest = product % divisor;
  const bool is_half = rest * 2 == divisor;
  const bool is_more = rest * 2 > divisor;
  const bool goes_up = (rounding == AmountRounding::up && rest > 0) ||
                       (rounding != AmountRounding::down && rounding != AmountRounding::up && is_more) ||
                       (is_half && (rounding == AmountRounding::half_up ||
                                    (rounding == AmountRounding::half_even && quotient % 2 == 1)));
  if (goes_up) ++quotient;
  if (quotient > static_cast<Wide>(std::numeric_limits<std::int64_t>::max())) return Value::undefined();
  return Value::integer(static_cast<std::int64_t>(quotient));
}

Value Evaluator::proportion(const Node& node) {
  const Value amount = child(node, 0);
  const Value times = child(node, 1);
  const Value over = child(node, 2);
  if (const auto open = without_value(amount, times)) return without_value(*open, over).value_or(*open);
  if (const auto open = without_value(amount, over)) return *open;
  const auto rounding = static_cast<AmountRounding>(node.index);
  if (times.is_decimal() || over.is_decimal()) {
    const auto part = proportion_of(amount.as_integer(), as_decimal(times), as_decimal(over), way_of(rounding));
    return part ? Value::integer(*part) : Value::undefined();
  }
  return expr::proportion(amount.as_integer(), times.as_integer(), over.as_integer(), rounding);
}

}  // namespace warrantor::expr
