#include <cstdint>
#include <string>

#include "base/letter_case.hpp"
#include "base/utf8.hpp"
#include "expr/duration_text.hpp"
#include "expr/function_bodies.hpp"

namespace warrantor::expr::bodies {
namespace {

std::int64_t count_characters(std::string_view text) {
  std::int64_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(base::decode_utf8(text).size);
  return count;
}

/// Where the character after so many begins; the end where there are fewer.
std::size_t offset_after(std::string_view text, std::int64_t characters) {
  std::size_t offset = 0;
  for (; characters > 0 && offset < text.size(); --characters) offset += base::decode_utf8(text.substr(offset)).size;
  return offset;
}

Value made(const std::string& text, MadeTexts& texts) { return Value::text(texts.keep(text)); }

}  // namespace

Value string_length(Arguments arguments, MadeTexts&) {
  return Value::integer(count_characters(arguments[0].as_text()));
}

// The first character is at 1, the last at -1. There is nothing at 0 nor beyond either end.
Value substring(Arguments arguments, MadeTexts&) {
  const std::string_view text = arguments[0].as_text();
  const std::int64_t count = count_characters(text);
  const auto start = whole_part(arguments[1]);
  const auto length = arguments.size() > 2 ? whole_part(arguments[2]) : count;
  if (!start || *start == 0 || *start > count || *start < -count || !length || *length < 1) return Value::undefined();
  const std::string_view rest = text.substr(offset_after(text, *start > 0 ? *start - 1 : count + *start));
  return Value::text(rest.substr(0, offset_after(rest, *length)));
}

Value substring_before(Arguments arguments, MadeTexts&) {
  const std::string_view text = arguments[0].as_text();
  const std::size_t found = text.find(arguments[1].as_text());
  return Value::text(text.substr(0, found == std::string_view::npos ? 0 : found));
}

Value substring_after(Arguments arguments, MadeTexts&) {
  const std::string_view text = arguments[0].as_text();
  const std::string_view match = arguments[1].as_text();
  const std::size_t found = text.find(match);
  return Value::text(text.substr(found == std::string_view::npos ? text.size() : found + match.size()));
}

Value upper_case(Arguments arguments, MadeTexts& texts) {
  return made(base::upper_case(arguments[0].as_text()), texts);
}

Value lower_case(Arguments arguments, MadeTexts& texts) {
  return made(base::lower_case(arguments[0].as_text()), texts);
}

Value contains(Arguments arguments, MadeTexts&) {
  return Value::boolean(arguments[0].as_text().find(arguments[1].as_text()) != std::string_view::npos);
}

Value starts_with(Arguments arguments, MadeTexts&) {
  return Value::boolean(arguments[0].as_text().starts_with(arguments[1].as_text()));
}

Value ends_with(Arguments arguments, MadeTexts&) {
  return Value::boolean(arguments[0].as_text().ends_with(arguments[1].as_text()));
}

Value string_of_text(Arguments arguments, MadeTexts&) { return arguments[0]; }

Value string_of_boolean(Arguments arguments, MadeTexts&) {
  return Value::text(arguments[0].is_true() ? "true" : "false");
}

Value string_of_whole(Arguments arguments, MadeTexts& texts) {
  return made(std::to_string(arguments[0].as_integer()), texts);
}

Value string_of_decimal(Arguments arguments, MadeTexts& texts) {
  return made(arguments[0].as_decimal().to_text(), texts);
}

Value string_of_date(Arguments arguments, MadeTexts& texts) { return made(arguments[0].as_date().to_string(), texts); }

Value string_of_months(Arguments arguments, MadeTexts& texts) {
  return made(months_to_text(arguments[0].as_integer()), texts);
}

Value string_of_days(Arguments arguments, MadeTexts& texts) {
  return made(days_to_text(arguments[0].as_integer()), texts);
}

Value string_of_money(Arguments arguments, MadeTexts& texts) {
  const auto decimals = static_cast<int>(arguments[1].as_integer());
  return made(Decimal::from_parts(arguments[0].as_integer(), decimals).to_text(), texts);
}

Value string_of_enumeration(Arguments arguments, MadeTexts&) {
  std::string_view names = arguments[1].as_text();
  for (std::int64_t place = arguments[0].as_integer(); place > 0; --place) names.remove_prefix(names.find('\0') + 1);
  return Value::text(names.substr(0, names.find('\0')));
}

}  // namespace warrantor::expr::bodies
