#include <doctest/doctest.h>

#include <random>

#include <warrantor/date.hpp>

using namespace warrantor;

namespace {

Date date(std::string_view text) {
  const Expected<Date> parsed = Date::parse(text);
  CAPTURE(text);
  REQUIRE(parsed);
  return *parsed;
}

std::string fault_of(std::string_view text) {
  const Expected<Date> parsed = Date::parse(text);
  CAPTURE(text);
  REQUIRE_FALSE(parsed);
  return parsed.error().message;
}

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int length_of_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Month by month, as one counts on a calendar.
std::optional<Date> naive_plus_months(Date start, int months, MonthRounding rounding) {
  int year = start.year();
  int month = start.month();
  for (; months > 0; --months) {
    if (++month == 13) month = 1, ++year;
  }
  for (; months < 0; ++months) {
    if (--month == 0) month = 12, --year;
  }
  if (year < 1 || year > 9999) return std::nullopt;
  if (start.day() <= length_of_month(year, month)) return Date::from_ymd(year, month, start.day());
  if (rounding == MonthRounding::down) return Date::from_ymd(year, month, length_of_month(year, month));
  return Date::from_ymd(year, month + 1, 1);  // a month that lacks a day is never December
}

}  // namespace

TEST_CASE("every day from year 1 to 9999 has its own number, in order") {
  std::int32_t number = Date::earliest().days_since_epoch();
  for (int year = 1; year <= 9999; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= length_of_month(year, month); ++day, ++number) {
        const Date made = *Date::from_ymd(year, month, day);
        const bool is_right =
            made.days_since_epoch() == number && made.year() == year && made.month() == month && made.day() == day;
        if (!is_right) FAIL(year << "-" << month << "-" << day);
      }
    }
  }
  CHECK(number - 1 == Date::latest().days_since_epoch());
}

TEST_CASE("the epoch is 1970-01-01") {
  CHECK(date("1970-01-01").days_since_epoch() == 0);
  CHECK(date("1969-12-31").days_since_epoch() == -1);
  CHECK(date("2000-03-01").days_since_epoch() == 11017);
  CHECK(Date::from_days(11017).to_string() == "2000-03-01");
  CHECK(Date::earliest().to_string() == "0001-01-01");
  CHECK(Date::latest().to_string() == "9999-12-31");
}

TEST_CASE("days that the calendar lacks are not made") {
  CHECK_FALSE(Date::from_ymd(2023, 2, 29));
  CHECK(Date::from_ymd(2024, 2, 29));
  CHECK_FALSE(Date::from_ymd(1900, 2, 29));
  CHECK(Date::from_ymd(2000, 2, 29));
  CHECK_FALSE(Date::from_ymd(2024, 4, 31));
  CHECK_FALSE(Date::from_ymd(2024, 0, 1));
  CHECK_FALSE(Date::from_ymd(2024, 13, 1));
  CHECK_FALSE(Date::from_ymd(2024, 1, 0));
  CHECK_FALSE(Date::from_ymd(0, 1, 1));
  CHECK_FALSE(Date::from_ymd(10000, 1, 1));
}

TEST_CASE("a date is read in the three forms of claim files") {
  for (const char* text : {"2024-01-05", "2024/1/5", "2024/01/05", "2024/1/05", "20240105"}) {
    CHECK(date(text) == *Date::from_ymd(2024, 1, 5));
  }
}

TEST_CASE("other forms are no dates") {
  for (const char* text :
       {"",           "2024-1-5",   " 2024-01-05", "2024-01-05 ", "24-01-05",    "2024/1",     "2024/1/5/6",
        "2024/001/5", "2024//5",    "24/1/5",      "202401051",   "2024010",     "2024-01/05", "2024.01.05",
        "05-01-2024", "2024-01-0x", "+2024/1/5",   "2024/-1/5",   "2024-Jan-05", "45296"}) {
    CHECK(fault_of(text).ends_with("is not a date"));
  }
}

TEST_CASE("a day that does not exist is told from a text that is no date") {
  CHECK(fault_of("2024-02-30") == "`2024-02-30` is a day that does not exist: that month has 29 days");
  CHECK(fault_of("2023/2/29") == "`2023/2/29` is a day that does not exist: that month has 28 days");
  CHECK(fault_of("20241301") == "`20241301` is a day that does not exist");
  CHECK(fault_of("2024-00-01") == "`2024-00-01` is a day that does not exist");
  CHECK(fault_of("2024-01-00") == "`2024-01-00` is a day that does not exist");
  CHECK(fault_of("0000-01-01") == "`0000-01-01` is a day that does not exist");
}

TEST_CASE("a day that the month lacks becomes its last day") {
  CHECK(date("2023-02-28").plus_months(12) == date("2024-02-28"));  // month ends do not stick
  CHECK(date("2024-02-29").plus_months(24) == date("2026-02-28"));
  CHECK(date("2023-08-31").plus_months(18) == date("2025-02-28"));
  CHECK(date("2024-01-31").plus_months(1) == date("2024-02-29"));
  CHECK(date("2024-03-31").plus_months(-1) == date("2024-02-29"));
  CHECK(date("2024-01-15").plus_months(-1) == date("2023-12-15"));
}

TEST_CASE("rounding up takes the first of the next month instead") {
  CHECK(date("2024-01-31").plus_months(1, MonthRounding::up) == date("2024-03-01"));
  CHECK(date("2023-08-31").plus_months(18, MonthRounding::up) == date("2025-03-01"));
  CHECK(date("2023-08-30").plus_months(1, MonthRounding::up) == date("2023-09-30"));
}

TEST_CASE("counted days and months that leave the calendar give nothing") {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  CHECK_FALSE(Date::latest().plus_days(1));
  CHECK_FALSE(Date::earliest().plus_days(-1));
  CHECK_FALSE(Date::latest().plus_months(1));
  CHECK_FALSE(Date::earliest().plus_months(-1));
  CHECK_FALSE(date("2024-01-01").plus_days(most));
  CHECK_FALSE(date("2024-01-01").plus_days(least));
  CHECK_FALSE(date("2024-01-01").plus_months(most));
  CHECK_FALSE(date("2024-01-01").plus_months(least));
  CHECK(Date::earliest().plus_months(9998 * 12 + 11) == date("9999-12-01"));
  CHECK(Date::latest().plus_months(-(9998 * 12 + 11)) == date("0001-01-31"));
  CHECK(Date::earliest().plus_days(days_between(Date::earliest(), Date::latest())) == Date::latest());
}

TEST_CASE("months are counted as on a calendar, from any day and either way") {
  std::mt19937 random(31);
  INFO("seed 31");
  std::uniform_int_distribution<std::int32_t> any_day(Date::earliest().days_since_epoch(),
                                                      Date::latest().days_since_epoch());
  std::uniform_int_distribution<int> any_months(-600, 600);
  for (int round = 0; round < 20'000; ++round) {
    const Date start = Date::from_days(any_day(random));
    const int months = any_months(random);
    CAPTURE(start.to_string());
    CAPTURE(months);
    for (const MonthRounding rounding : {MonthRounding::down, MonthRounding::up}) {
      REQUIRE(start.plus_months(months, rounding) == naive_plus_months(start, months, rounding));
    }
  }
}

TEST_CASE("what is written is read back the same") {
  std::mt19937 random(32);
  INFO("seed 32");
  std::uniform_int_distribution<std::int32_t> any_day(Date::earliest().days_since_epoch(),
                                                      Date::latest().days_since_epoch());
  for (int round = 0; round < 5000; ++round) {
    const Date made = Date::from_days(any_day(random));
    REQUIRE(date(made.to_string()) == made);
  }
}

TEST_CASE("a period's last day is within and the day after is not") {
  const Period period = period_of_months(date("2023-08-31"), 18);
  CHECK(period.start == date("2023-08-31"));
  CHECK(period.last_day == date("2025-02-28"));
  CHECK_FALSE(period.has_ended_by(date("2025-02-28")));
  CHECK(period.has_ended_by(date("2025-03-01")));
  CHECK(period.days_past(date("2025-03-01")) == 1);
  CHECK(period.days_past(date("2025-02-27")) == -1);
  CHECK(period_of_days(date("2024-02-28"), 2).last_day == date("2024-03-01"));
}

TEST_CASE("a period beyond the calendar ends with it") {
  CHECK(period_of_months(date("9999-01-31"), 12).last_day == Date::latest());
  CHECK(period_of_days(date("9999-01-31"), 100'000'000).last_day == Date::latest());
  CHECK(period_of_days(date("0001-01-31"), -100'000'000).last_day == Date::earliest());
}
