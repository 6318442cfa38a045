#include <warrantor/date.hpp>

#include <algorithm>
#include <cassert>
#include <boost/date_time/gregorian_calendar.hpp>
#include <boost/date_time/year_month_day.hpp>

#include "base/text.hpp"

namespace warrantor {

namespace {

// Boost's arithmetic of day numbers with plain integers in place of boost::gregorian's types, which know only
// the years from 1400 on and throw. Its month arithmetic, which snaps month ends, is not used.
using YearMonthDay = boost::date_time::year_month_day_base<int, int, int>;
using Calendar = boost::date_time::gregorian_calendar_base<YearMonthDay, std::uint32_t>;

constexpr std::int32_t epoch_day_number = 2440588;  // the Julian day that begins at noon of 1970-01-01
constexpr std::int32_t earliest_days = -719162;     // 0001-01-01
constexpr std::int32_t latest_days = 2932896;       // 9999-12-31
constexpr int latest_year = 9999;

int days_in_month(int year, int month) noexcept { return Calendar::end_of_month_day(year, month); }

YearMonthDay split_date(std::int32_t days_since_epoch) noexcept {
  return Calendar::from_day_number(static_cast<std::uint32_t>(days_since_epoch + epoch_day_number));
}

std::int32_t days_of(const YearMonthDay& date) noexcept {
  return static_cast<std::int32_t>(Calendar::day_number(date)) - epoch_day_number;
}

struct DateParts {
  std::string_view year;
  std::string_view month;
  std::string_view day;
};

std::optional<DateParts> split_dashes(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return DateParts{text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
}

std::optional<DateParts> split_slashes(std::string_view text) {
  const std::size_t first = text.find('/');
  const std::size_t second = first == std::string_view::npos ? first : text.find('/', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  return DateParts{text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)};
}

std::optional<DateParts> split_digits(std::string_view text) {
  if (text.size() != 8) return std::nullopt;
  return DateParts{text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)};
}

std::optional<YearMonthDay> read_parts(const DateParts& parts) {
  const bool has_digits =
      base::is_all_digits(parts.year) && base::is_all_digits(parts.month) && base::is_all_digits(parts.day);
  if (!has_digits || parts.year.size() != 4 || parts.month.size() > 2 || parts.day.size() > 2) return std::nullopt;
  const auto number = [](std::string_view digits) { return static_cast<int>(base::parse_integer(digits)->number); };
  return YearMonthDay(number(parts.year), number(parts.month), number(parts.day));
}

Error describe_missing_day(std::string_view text, const YearMonthDay& date) {
  const bool has_month = date.year >= 1 && date.month >= 1 && date.month <= 12;
  std::string message = base::quote(text) + " is a day that does not exist";
  if (has_month && date.day > 0) {
    message += ": that month has " + std::to_string(days_in_month(date.year, date.month)) + " days";
  }
  return {message};
}

void append_padded(std::string& out, int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  out.append(width - std::min(width, digits.size()), '0');
  out += digits;
}

}  // namespace

std::optional<Date> Date::from_ymd(int year, int month, int day) noexcept {
  if (year < 1 || year > latest_year || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date(days_of(YearMonthDay(year, month, day)));
}

Date Date::from_days(std::int32_t days_since_epoch) noexcept {
  assert(days_since_epoch >= earliest_days && days_since_epoch <= latest_days);
  return Date(days_since_epoch);
}

Date Date::earliest() noexcept { return Date(earliest_days); }
Date Date::latest() noexcept { return Date(latest_days); }

Expected<Date> Date::parse(std::string_view text) {
  std::optional<DateParts> parts = split_dashes(text);
  if (!parts) parts = split_slashes(text);
  if (!parts) parts = split_digits(text);
  const std::optional<YearMonthDay> read = parts ? read_parts(*parts) : std::nullopt;
  if (!read) return Error{base::quote(text) + " is not a date"};
  const std::optional<Date> date = from_ymd(read->year, read->month, read->day);
  if (!date) return describe_missing_day(text, *read);
  return *date;
}

int Date::year() const noexcept { return split_date(days_).year; }
int Date::month() const noexcept { return split_date(days_).month; }
int Date::day() const noexcept { return split_date(days_).day; }

std::optional<Date> Date::plus_days(std::int64_t days) const noexcept {
  if (days < std::int64_t{earliest_days} - days_ || days > std::int64_t{latest_days} - days_) return std::nullopt;
  return Date(static_cast<std::int32_t>(days_ + days));
}

std::optional<Date> Date::plus_months(std::int64_t months, MonthRounding rounding) const noexcept {
  constexpr std::int64_t most = std::int64_t{latest_year} * 12;
  if (months < -most || months > most) return std::nullopt;
  const YearMonthDay start = split_date(days_);
  const std::int64_t month_number = std::int64_t{start.year} * 12 + (start.month - 1) + months;
  if (month_number < 12 || month_number >= most + 12) return std::nullopt;
  const auto year = static_cast<int>(month_number / 12);
  const auto month = static_cast<int>(month_number % 12) + 1;
  const int last_day = days_in_month(year, month);
  if (start.day <= last_day) return from_ymd(year, month, start.day);
  const Date month_end(days_of(YearMonthDay(year, month, last_day)));
  return rounding == MonthRounding::down ? month_end : month_end.plus_days(1);
}

std::string Date::to_string() const {
  const YearMonthDay date = split_date(days_);
  std::string text;
  append_padded(text, date.year, 4);
  text += '-';
  append_padded(text, date.month, 2);
  text += '-';
  append_padded(text, date.day, 2);
  return text;
}

std::int32_t days_between(Date from, Date to) noexcept { return to.days_since_epoch() - from.days_since_epoch(); }

namespace {

Date end_of_calendar(bool is_forward) noexcept { return is_forward ? Date::latest() : Date::earliest(); }

}  // namespace

Period period_of_months(Date start, std::int64_t months, MonthRounding rounding) noexcept {
  return {start, start.plus_months(months, rounding).value_or(end_of_calendar(months >= 0))};
}

Period period_of_days(Date start, std::int64_t days) noexcept {
  return {start, start.plus_days(days).value_or(end_of_calendar(days >= 0))};
}

}  // namespace warrantor
