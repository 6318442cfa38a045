#include "expr/functions.hpp"

#include <initializer_list>

#include "expr/function_bodies.hpp"

namespace warrantor::expr {
namespace bodies {
namespace {

constexpr BuiltIn row(std::string_view name, std::initializer_list<Parameter> parameters, std::uint8_t required,
                      Gives gives, Function function, ScaleRule scale = ScaleRule::any, Extra extra = Extra::none) {
  BuiltIn made{name, {}, 0, required, gives, function, scale, extra};
  for (const Parameter& parameter : parameters) made.parameters[made.count++] = parameter;
  return made;
}

constexpr Parameter n_amount{"n", Accepts::amount};
constexpr Parameter n_decimal{"n", Accepts::decimal};
constexpr Parameter scale{"scale", Accepts::decimal};
constexpr Parameter text_string{"string", Accepts::text};
constexpr Parameter match{"match", Accepts::text};
constexpr Parameter of_date{"date", Accepts::date};

// The rounding functions differ in their way alone.
template <Rounding Way>
Value to_decimal(Arguments arguments, MadeTexts& /*texts*/) {
  return round_to_decimal(arguments, Way);
}
template <Rounding Way>
Value to_whole(Arguments arguments, MadeTexts& /*texts*/) {
  return round_to_whole(arguments, Way);
}
template <Rounding Way>
Value to_money(Arguments arguments, MadeTexts& /*texts*/) {
  return round_to_money(arguments, Way);
}

template <Rounding Way>
constexpr std::array<BuiltIn, 3> rounding_rows(std::string_view name, std::uint8_t required) {
  return {row(name, {n_amount, scale}, required, Gives::money, to_money<Way>, ScaleRule::of_currency, Extra::decimals),
          row(name, {n_decimal, scale}, required, Gives::whole, to_whole<Way>, ScaleRule::whole),
          row(name, {n_decimal, scale}, required, Gives::decimal, to_decimal<Way>)};
}

constexpr std::array<BuiltIn, 41> other_rows{
    {row("abs", {{"n", Accepts::whole}}, 1, Gives::whole, abs_whole),
     row("abs", {{"n", Accepts::money}}, 1, Gives::money, abs_whole),
     row("abs", {{"n", Accepts::months}}, 1, Gives::months, abs_whole),
     row("abs", {{"n", Accepts::days}}, 1, Gives::days, abs_whole),
     row("abs", {{"n", Accepts::decimal}}, 1, Gives::decimal, abs_decimal),
     row("abs", {{"n", Accepts::amount}}, 1, Gives::unrounded, abs_decimal),
     row("modulo", {{"dividend", Accepts::whole}, {"divisor", Accepts::whole}}, 2, Gives::whole, modulo_whole),
     row("modulo", {{"dividend", Accepts::decimal}, {"divisor", Accepts::decimal}}, 2, Gives::decimal, modulo_decimal),
     row("even", {{"number", Accepts::whole}}, 1, Gives::boolean, even_whole),
     row("even", {{"number", Accepts::decimal}}, 1, Gives::boolean, even_decimal),
     row("odd", {{"number", Accepts::whole}}, 1, Gives::boolean, odd_whole),
     row("odd", {{"number", Accepts::decimal}}, 1, Gives::boolean, odd_decimal),
     row("number",
         {{"from", Accepts::text}, {"grouping separator", Accepts::text}, {"decimal separator", Accepts::text}}, 1,
         Gives::decimal, number_of_text),
     row("string length", {text_string}, 1, Gives::whole, string_length),
     row("substring", {text_string, {"start position", Accepts::decimal}, {"length", Accepts::decimal}}, 2, Gives::text,
         substring),
     row("substring before", {text_string, match}, 2, Gives::text, substring_before),
     row("substring after", {text_string, match}, 2, Gives::text, substring_after),
     row("upper case", {text_string}, 1, Gives::text, upper_case),
     row("lower case", {text_string}, 1, Gives::text, lower_case),
     row("contains", {text_string, match}, 2, Gives::boolean, contains),
     row("starts with", {text_string, match}, 2, Gives::boolean, starts_with),
     row("ends with", {text_string, match}, 2, Gives::boolean, ends_with),
     row("string", {{"from", Accepts::text}}, 1, Gives::text, string_of_text),
     row("string", {{"from", Accepts::boolean}}, 1, Gives::text, string_of_boolean),
     row("string", {{"from", Accepts::whole}}, 1, Gives::text, string_of_whole),
     row("string", {{"from", Accepts::decimal}}, 1, Gives::text, string_of_decimal),
     row("string", {{"from", Accepts::money}}, 1, Gives::text, string_of_money, ScaleRule::any, Extra::decimals),
     row("string", {{"from", Accepts::date}}, 1, Gives::text, string_of_date),
     row("string", {{"from", Accepts::months}}, 1, Gives::text, string_of_months),
     row("string", {{"from", Accepts::days}}, 1, Gives::text, string_of_days),
     row("string", {{"from", Accepts::enumeration}}, 1, Gives::text, string_of_enumeration, ScaleRule::any,
         Extra::names),
     row("date", {{"from", Accepts::text}}, 1, Gives::date, date_of_text),
     row("date", {{"from", Accepts::date}}, 1, Gives::date, date_of_date),
     row("date", {{"year", Accepts::decimal}, {"month", Accepts::decimal}, {"day", Accepts::decimal}}, 3, Gives::date,
         date_of_parts),
     row("day of year", {of_date}, 1, Gives::whole, day_of_year),
     row("day of week", {of_date}, 1, Gives::text, day_of_week),
     row("month of year", {of_date}, 1, Gives::text, month_of_year),
     row("week of year", {of_date}, 1, Gives::whole, week_of_year),
     row("last day of month", {of_date}, 1, Gives::date, last_day_of_month),
     row("months begun", {{"from", Accepts::date}, {"to", Accepts::date}}, 2, Gives::whole, months_begun),
     row("years and months duration", {{"from", Accepts::date}, {"to", Accepts::date}}, 2, Gives::months,
         years_and_months_duration)}};

template <std::size_t... Sizes>
constexpr auto joined(const std::array<BuiltIn, Sizes>&... parts) {
  std::array<BuiltIn, (Sizes + ...)> all{};
  std::size_t next = 0;
  const auto append = [&](const auto& part) {
    for (const BuiltIn& entry : part) all[next++] = entry;
  };
  (append(parts), ...);
  return all;
}

constexpr auto rows =
    joined(rounding_rows<Rounding::half_even>("decimal", 2), rounding_rows<Rounding::floor>("floor", 1),
           rounding_rows<Rounding::ceiling>("ceiling", 1), rounding_rows<Rounding::up>("round up", 2),
           rounding_rows<Rounding::down>("round down", 2), rounding_rows<Rounding::half_up>("round half up", 2),
           rounding_rows<Rounding::half_down>("round half down", 2), other_rows);

}  // namespace
}  // namespace bodies

std::span<const BuiltIn> all_built_ins() noexcept { return bodies::rows; }

Function built_in(std::uint32_t index) { return bodies::rows[index].function; }

std::string_view describe(Accepts accepts) noexcept {
  switch (accepts) {
    case Accepts::boolean:
      return "true or false";
    case Accepts::whole:
      return "a whole number";
    case Accepts::decimal:
      return "a number";
    case Accepts::amount:
    case Accepts::money:
      return "an amount of money";
    case Accepts::date:
      return "a date";
    case Accepts::months:
      return "a number of months";
    case Accepts::days:
      return "a number of days";
    case Accepts::enumeration:
      return "a value of a list";
    case Accepts::text:
      break;
  }
  return "a text";
}

std::string signature_of(const BuiltIn& row) {
  std::string signature(row.name);
  const char* before = "(";
  for (const Parameter& parameter : row.all_parameters()) {
    signature += before;
    signature += parameter.name;
    before = ", ";
  }
  return signature + ")";
}

}  // namespace warrantor::expr
