#include <limits>

#include "expr/function_bodies.hpp"

namespace warrantor::expr::bodies {
namespace {

Value decimal_or_undefined(const std::optional<Decimal>& number) {
  return number ? Value::decimal(*number) : Value::undefined();
}

Value whole_or_undefined(const std::optional<Decimal>& number) {
  const auto whole = number ? number->as_integer() : std::nullopt;
  return whole ? Value::integer(*whole) : Value::undefined();
}

/// The first argument rounded to the scale that the second names, where there is one.
std::optional<Decimal> rounded(Arguments arguments, std::size_t written, Rounding rounding) {
  const auto scale = written > 1 ? whole_part(arguments[1]) : 0;
  if (!scale || *scale < Decimal::least_scale || *scale > Decimal::greatest_scale) return std::nullopt;
  return arguments[0].as_decimal().round(static_cast<int>(*scale), rounding);
}

/// Whether a number can be divided by two; nothing where it is not whole.
std::optional<bool> is_even(const Decimal& number) {
  if (!number.is_whole()) return std::nullopt;
  const auto rest = number.modulo(Decimal(2));
  return rest && rest->is_zero();
}

Value truth_or_undefined(std::optional<bool> truth) { return truth ? Value::boolean(*truth) : Value::undefined(); }

bool is_separator(std::string_view text, std::string_view allowed) {
  return text.size() == 1 && allowed.find(text[0]) != std::string_view::npos;
}

/// A number as FEEL writes it, of one with other signs; nothing where a sign stands that is neither.
std::optional<std::string> in_usual_form(std::string_view text, char group, char point) {
  std::string usual;
  for (const char character : text) {
    if (character == group) continue;
    if (character == '.' && point != '.') return std::nullopt;
    usual += character == point ? '.' : character;
  }
  return usual;
}

}  // namespace

std::optional<std::int64_t> whole_part(const Value& number) noexcept {
  const auto whole = number.as_decimal().round(0, Rounding::down);
  return whole ? whole->as_integer() : std::nullopt;
}

Value round_to_decimal(Arguments arguments, Rounding rounding) {
  return decimal_or_undefined(rounded(arguments, arguments.size(), rounding));
}

Value round_to_whole(Arguments arguments, Rounding rounding) {
  return whole_or_undefined(rounded(arguments, arguments.size(), rounding));
}

Value round_to_money(Arguments arguments, Rounding rounding) {
  const auto amount = rounded(arguments, arguments.size() - 1, rounding);
  const auto minor_units = Decimal(10).power(Decimal(arguments.back().as_integer()));
  return amount && minor_units ? whole_or_undefined(amount->multiply(*minor_units)) : Value::undefined();
}

Value abs_whole(Arguments arguments, MadeTexts&) {
  const std::int64_t number = arguments[0].as_integer();
  if (number == std::numeric_limits<std::int64_t>::min()) return Value::undefined();
  return Value::integer(number < 0 ? -number : number);
}

Value abs_decimal(Arguments arguments, MadeTexts&) { return Value::decimal(arguments[0].as_decimal().abs()); }

Value modulo_whole(Arguments arguments, MadeTexts&) {
  return whole_or_undefined(Decimal(arguments[0].as_integer()).modulo(Decimal(arguments[1].as_integer())));
}

Value modulo_decimal(Arguments arguments, MadeTexts&) {
  return decimal_or_undefined(arguments[0].as_decimal().modulo(arguments[1].as_decimal()));
}

Value even_whole(Arguments arguments, MadeTexts&) { return Value::boolean(arguments[0].as_integer() % 2 == 0); }

Value even_decimal(Arguments arguments, MadeTexts&) { return truth_or_undefined(is_even(arguments[0].as_decimal())); }

Value odd_whole(Arguments arguments, MadeTexts&) { return Value::boolean(arguments[0].as_integer() % 2 != 0); }

Value odd_decimal(Arguments arguments, MadeTexts&) {
  const auto even = is_even(arguments[0].as_decimal());
  return truth_or_undefined(even ? std::optional(!*even) : std::nullopt);
}

Value number_of_text(Arguments arguments, MadeTexts&) {
  const std::string_view text = arguments[0].as_text();
  if (arguments.size() == 1) return decimal_or_undefined(Decimal::parse(text));
  const std::string_view group = arguments[1].as_text();
  const std::string_view point = arguments.size() > 2 ? arguments[2].as_text() : ".";
  if (!is_separator(group, " .,") || !is_separator(point, ".,") || group == point) return Value::undefined();
  const auto usual = in_usual_form(text, group[0], point[0]);
  return usual ? decimal_or_undefined(Decimal::parse(*usual)) : Value::undefined();
}

}  // namespace warrantor::expr::bodies
