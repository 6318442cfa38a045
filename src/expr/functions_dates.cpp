#include <array>
#include <string_view>

#include "base/text.hpp"
#include "expr/function_bodies.hpp"

namespace warrantor::expr::bodies {
namespace {

constexpr std::array<std::string_view, 7> days_of_week{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months_of_year{"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};

Value date_or_undefined(const std::optional<Date>& date) { return date ? Value::date(*date) : Value::undefined(); }

/// 0 is Monday. 1970-01-01 was a Thursday.
int weekday_from_monday(Date date) {
  const std::int32_t days = date.days_since_epoch() + 3;
  return static_cast<int>((days % 7 + 7) % 7);
}

Date first_of_year(int year) { return *Date::from_ymd(year, 1, 1); }

int place_in_year(Date date) { return days_between(first_of_year(date.year()), date) + 1; }

/// A date is written 2024-01-05 and not otherwise (DMN 1.5, chapter 10.3.4.1).
bool has_form_of_date(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && base::is_all_digits(text.substr(0, 4)) &&
         base::is_all_digits(text.substr(5, 2)) && base::is_all_digits(text.substr(8));
}

std::optional<int> part_of_date(const Value& number) {
  const auto part = number.as_decimal().as_integer();
  if (!part || *part < 1 || *part > Date::latest().year()) return std::nullopt;
  return static_cast<int>(*part);
}

}  // namespace

Value date_of_text(Arguments arguments, MadeTexts&) {
  if (!has_form_of_date(arguments[0].as_text())) return Value::undefined();
  const auto date = Date::parse(arguments[0].as_text());
  return date ? Value::date(*date) : Value::undefined();
}

Value date_of_date(Arguments arguments, MadeTexts&) { return arguments[0]; }

Value date_of_parts(Arguments arguments, MadeTexts&) {
  const auto year = part_of_date(arguments[0]);
  const auto month = part_of_date(arguments[1]);
  const auto day = part_of_date(arguments[2]);
  return date_or_undefined(year && month && day ? Date::from_ymd(*year, *month, *day) : std::nullopt);
}

Value day_of_year(Arguments arguments, MadeTexts&) { return Value::integer(place_in_year(arguments[0].as_date())); }

Value day_of_week(Arguments arguments, MadeTexts&) {
  return Value::text(days_of_week[static_cast<std::size_t>(weekday_from_monday(arguments[0].as_date()))]);
}

Value month_of_year(Arguments arguments, MadeTexts&) {
  return Value::text(months_of_year[static_cast<std::size_t>(arguments[0].as_date().month() - 1)]);
}

// ISO 8601: weeks begin on Monday and belong to the year in which their Thursday lies.
Value week_of_year(Arguments arguments, MadeTexts&) {
  const Date date = arguments[0].as_date();
  const Date thursday = *date.plus_days(3 - weekday_from_monday(date));  // the calendar holds it
  return Value::integer((place_in_year(thursday) - 1) / 7 + 1);
}

Value last_day_of_month(Arguments arguments, MadeTexts&) {
  const Date date = arguments[0].as_date();
  int day = 31;
  while (!Date::from_ymd(date.year(), date.month(), day)) --day;
  return Value::date(*Date::from_ymd(date.year(), date.month(), day));
}

// As limits count: the day itself is not counted, and the n-th month ends on its last covered day.
Value months_begun(Arguments arguments, MadeTexts&) {
  const Date from = arguments[0].as_date();
  const Date to = arguments[1].as_date();
  if (to <= from) return Value::integer(0);
  const int months = (to.year() - from.year()) * 12 + to.month() - from.month();
  const auto last_covered_day = from.plus_months(months);
  return Value::integer(last_covered_day && *last_covered_day < to ? months + 1 : months);
}

// Whole months only: a month is whole when the number of its day is reached again.
Value years_and_months_duration(Arguments arguments, MadeTexts&) {
  const Date from = arguments[0].as_date();
  const Date to = arguments[1].as_date();
  const int months = (to.year() - from.year()) * 12 + to.month() - from.month();
  if (months > 0 && to.day() < from.day()) return Value::integer(months - 1);
  if (months < 0 && to.day() > from.day()) return Value::integer(months + 1);
  return Value::integer(months);
}

}  // namespace warrantor::expr::bodies
