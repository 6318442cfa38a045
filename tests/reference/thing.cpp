#include "reference/thing.hpp"

#include <utility>

namespace warrantor::reference {
namespace {

using Kind = Thing::Kind;

bool is_length(const Thing& thing) { return thing.is(Kind::months) || thing.is(Kind::days); }

bool is_fraction(const Thing& thing) { return thing.is(Kind::decimal) || thing.is(Kind::unrounded); }

// Numbers beside decimals, and amounts beside ones that are not rounded.
void widen(Thing& thing, const Thing& beside, std::int64_t scale) {
  if (thing.is(Kind::number) && beside.is(Kind::decimal)) thing = fraction_of(Kind::decimal, Fraction(thing.number));
  if (thing.is(Kind::money) && beside.is(Kind::unrounded))
    thing = fraction_of(Kind::unrounded, Fraction(thing.number, scale));
}

bool is_scalar(const Thing& thing) {
  return thing.is(Kind::digits) || thing.is(Kind::number) || thing.is(Kind::decimal);
}

bool is_amount(const Thing& thing) { return thing.is(Kind::money) || thing.is(Kind::unrounded); }

// A length of time has no part of a month or a day.
Thing whole_length(Kind kind, const Fraction& length) {
  return number_of(kind,
                   static_cast<std::int64_t>(boost::multiprecision::cpp_int(numerator(length) / denominator(length))));
}

// Digits become an amount beside an amount, and whole beside everything else.
void agree(Thing& left, Thing& right, std::int64_t scale) {
  if (left.kind == right.kind) return;
  widen(left, right, scale);
  widen(right, left, scale);
  Thing* const digits = left.is(Kind::digits) ? &left : right.is(Kind::digits) ? &right : nullptr;
  if (digits == nullptr) return;
  const Kind other = digits == &left ? right.kind : left.kind;
  const bool is_whole = digits->number % scale == 0;
  if (other == Kind::decimal || other == Kind::unrounded || (other == Kind::number && !is_whole)) {
    *digits = fraction_of(other == Kind::unrounded ? other : Kind::decimal, Fraction(digits->number, scale));
  } else if (other == Kind::number || other == Kind::months || other == Kind::days) {
    *digits = number_of(other, digits->number / scale);
  } else if (other == Kind::money) {
    *digits = number_of(other, digits->number);
  }
  widen(left, right, scale);
  widen(right, left, scale);
}

Thing shifted(const Thing& date, const Thing& length, std::int64_t sign) {
  const Date start = Date::from_days(static_cast<std::int32_t>(date.number));
  const std::int64_t count = sign * length.number;
  const auto sum = length.is(Kind::months) ? start.plus_months(count) : start.plus_days(count);
  const Date end = sum ? *sum : count < 0 ? Date::earliest() : Date::latest();
  return number_of(Kind::date, end.days_since_epoch());
}

Thing checked(Kind kind, bool overflows, std::int64_t number) {
  return overflows ? undefined() : number_of(kind, number);
}

}  // namespace

Thing fraction_of(Kind kind, const Fraction& fraction) {
  return {.kind = kind, .fraction = std::make_shared<const Fraction>(fraction)};
}

Thing list_of(std::vector<Thing> items) {
  return {.kind = Kind::list, .items = std::make_shared<const std::vector<Thing>>(std::move(items))};
}

Thing record_of(Record record) {
  return {.kind = Kind::record, .record = std::make_shared<const Record>(std::move(record))};
}

Kind kind_of(ValueType type) {
  switch (type) {
    case ValueType::boolean:
      return Kind::boolean;
    case ValueType::number:
      return Kind::number;
    case ValueType::decimal:
      return Kind::decimal;
    case ValueType::money:
      return Kind::money;
    case ValueType::date:
      return Kind::date;
    case ValueType::months:
      return Kind::months;
    case ValueType::days:
      return Kind::days;
    case ValueType::records:
      return Kind::list;
    case ValueType::enumeration:
    case ValueType::text:
    case ValueType::vin:
      break;
  }
  return Kind::text;
}

Thing thing_of(const Schema& schema, const Fact& fact, const Value& value) {
  if (value.is_none()) return none();
  if (!value.is_known()) return undefined();
  if (fact.type == ValueType::enumeration) {
    return text_of(schema.domain(fact.domain).values[static_cast<std::size_t>(value.as_integer())].name);
  }
  if (fact.type == ValueType::text || fact.type == ValueType::vin) return text_of(std::string(value.as_text()));
  if (fact.type == ValueType::decimal) {
    const std::string digits = value.as_decimal().to_text();
    const std::size_t point = digits.find('.');
    Fraction fraction(boost::multiprecision::cpp_int(digits.substr(0, point) +
                                                     (point == std::string::npos ? "" : digits.substr(point + 1))));
    for (std::size_t i = point; i != std::string::npos && i + 1 < digits.size(); ++i) fraction /= 10;
    return fraction_of(Kind::decimal, fraction);
  }
  return number_of(kind_of(fact.type), value.as_integer());
}

std::string name_of(const Thing& thing) {
  switch (thing.kind) {
    case Kind::none:
      return "null";
    case Kind::undefined:
      return "undefined";
    case Kind::boolean:
      return thing.number != 0 ? "true" : "false";
    case Kind::date:
      return Date::from_days(static_cast<std::int32_t>(thing.number)).to_string();
    case Kind::text:
      return '"' + thing.text + '"';
    case Kind::decimal:
    case Kind::unrounded:
      return thing.fraction->str();
    case Kind::list:
    case Kind::record:
      break;
    default:
      return std::to_string(thing.number);
  }
  std::string text = "{";
  if (thing.is(Kind::list)) {
    for (const Thing& item : *thing.items) text += name_of(item) + " ";
  } else {
    for (const auto& [field, value] : *thing.record) text += field + "=" + name_of(value) + " ";
  }
  return text + "}";
}

Fraction exact_value(const Thing& thing, std::int64_t scale) {
  if (is_fraction(thing)) return *thing.fraction;
  return thing.is(Kind::digits) || thing.is(Kind::money) ? Fraction(thing.number, scale) : Fraction(thing.number);
}

Thing power(const Thing& base, const Thing& exponent, std::int64_t scale) {
  if (!base.has_order() || !exponent.has_order()) return undefined();
  const Fraction wanted = exact_value(exponent, scale);
  Fraction left = boost::multiprecision::abs(wanted);
  Fraction value(1);
  for (; left >= 1; left -= 1) value *= exact_value(base, scale);
  if (left != 0 || (wanted < 0 && value == 0)) return undefined();  // roots are for numbers that stand for themselves
  return fraction_of(Kind::decimal, wanted < 0 ? Fraction(1 / value) : value);
}

Thing add(const Thing& left_side, const Thing& right_side, std::int64_t scale) {
  Thing left = left_side;
  Thing right = right_side;
  agree(left, right, scale);
  if (left.is(Kind::date) && is_length(right)) return shifted(left, right, 1);
  if (right.is(Kind::date) && is_length(left)) return shifted(right, left, 1);
  if (left.kind != right.kind || !left.has_order()) return undefined();
  if (is_fraction(left)) return fraction_of(left.kind, *left.fraction + *right.fraction);
  std::int64_t sum = 0;
  const bool overflows = __builtin_add_overflow(left.number, right.number, &sum);
  return checked(left.kind, overflows, sum);
}

Thing subtract(const Thing& left_side, const Thing& right_side, std::int64_t scale) {
  Thing left = left_side;
  Thing right = right_side;
  agree(left, right, scale);
  if (left.is(Kind::date) && is_length(right)) return shifted(left, right, -1);
  if (left.kind != right.kind || !left.has_order()) return undefined();
  if (is_fraction(left)) return fraction_of(left.kind, *left.fraction - *right.fraction);
  std::int64_t difference = 0;
  const bool overflows = __builtin_sub_overflow(left.number, right.number, &difference);
  return checked(left.is(Kind::date) ? Kind::days : left.kind, overflows, difference);
}

Thing multiply(const Thing& left, const Thing& right, std::int64_t scale) {
  if (!left.has_order() || !right.has_order()) return undefined();
  const auto has_part = [scale](const Thing& thing) {
    return is_fraction(thing) || (thing.is(Kind::digits) && thing.number % scale != 0);
  };
  if (has_part(left) || has_part(right)) {
    const Fraction value = exact_value(left, scale) * exact_value(right, scale);
    const Thing& scaled = is_scalar(right) ? left : right;
    if (is_length(scaled)) return whole_length(scaled.kind, value);
    return fraction_of(is_amount(scaled) ? Kind::unrounded : Kind::decimal, value);
  }
  std::int64_t product = 0;
  if (left.is(Kind::digits) || right.is(Kind::digits)) {
    const Thing& digits = left.is(Kind::digits) ? left : right;
    const Thing& other = left.is(Kind::digits) ? right : left;
    const bool overflows = __builtin_mul_overflow(other.number, digits.number / scale, &product);
    return checked(other.kind, overflows, product);
  }
  const bool overflows = __builtin_mul_overflow(left.number, right.number, &product);
  return checked(left.is(Kind::number) ? right.kind : left.kind, overflows, product);
}

Thing divide(const Thing& left, const Thing& right, std::int64_t scale) {
  if (!left.has_order() || !right.has_order()) return undefined();
  const Fraction divisor = exact_value(right, scale);
  if (divisor == 0) return undefined();
  const Fraction value = exact_value(left, scale) / divisor;
  if (!is_scalar(right)) return fraction_of(Kind::decimal, value);
  if (is_length(left)) return whole_length(left.kind, value);
  return fraction_of(is_amount(left) ? Kind::unrounded : Kind::decimal, value);
}

Order order_of(const Thing& left_side, const Thing& right_side, std::int64_t scale) {
  Thing left = left_side;
  Thing right = right_side;
  agree(left, right, scale);
  if (left.is(Kind::undefined) || right.is(Kind::undefined)) return Order::undefined;
  if (left.is(Kind::none) || right.is(Kind::none)) return left.kind == right.kind ? Order::equal : Order::absent;
  if (left.kind != right.kind) return Order::undefined;
  if (left.is(Kind::text)) return left.text == right.text ? Order::equal : Order::different;
  if (is_fraction(left))
    return *left.fraction < *right.fraction   ? Order::less
           : *right.fraction < *left.fraction ? Order::greater
                                              : Order::equal;
  if (left.is(Kind::boolean)) return left.number == right.number ? Order::equal : Order::different;
  if (!left.has_order()) return Order::undefined;
  return left.number < right.number ? Order::less : left.number > right.number ? Order::greater : Order::equal;
}

}  // namespace warrantor::reference
