#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include <warrantor/date.hpp>

#include "base/text.hpp"

using namespace warrantor;

namespace {

struct YearsMonthsDays {
  std::int64_t years = 0;
  std::int64_t months = 0;
  std::int64_t days = 0;
};

// The lines after the heading, cut at their semicolons.
std::vector<std::vector<std::string>> read_cases(const std::string& name) {
  std::ifstream file(std::string(WARRANTOR_SOURCE_DIR) + "/tests/conformance/dates/" + name);
  REQUIRE(file);
  std::vector<std::vector<std::string>> cases;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> fields;
    for (const std::string_view field : base::split(line, ';')) fields.emplace_back(base::trim(field));
    cases.push_back(fields);
  }
  return cases;
}

// [0 years, 1 months, 0 days]
YearsMonthsDays read_period(const std::string& text) {
  std::vector<std::int64_t> numbers;
  for (std::string_view part : base::split(std::string_view(text).substr(1), ',')) {
    part = base::trim(part);
    numbers.push_back(base::parse_integer(part.substr(0, part.find(' '))).value().number);
  }
  REQUIRE(numbers.size() == 3);
  return {numbers[0], numbers[1], numbers[2]};
}

std::string add(const std::string& start, const std::string& period_text, MonthRounding rounding) {
  const YearsMonthsDays period = read_period(period_text);
  const auto month_counted = Date::parse(start)->plus_months(period.years * 12 + period.months, rounding);
  return month_counted.value().plus_days(period.days).value().to_string();
}

}  // namespace

TEST_CASE("sums whose day exists are those of dates-calc, whatever the rounding") {
  const auto cases = read_cases("exact_computations.csv");
  CHECK(cases.size() == 19);
  for (const auto& fields : cases) {
    CAPTURE(fields[0]);
    CAPTURE(fields[1]);
    CHECK(add(fields[0], fields[1], MonthRounding::down) == fields[2]);
    CHECK(add(fields[0], fields[1], MonthRounding::up) == fields[2]);
  }
}

TEST_CASE("sums whose day does not exist are those of dates-calc, rounded up and down") {
  const auto cases = read_cases("ambiguous_computations.csv");
  CHECK(cases.size() == 11);
  for (const auto& fields : cases) {
    CAPTURE(fields[0]);
    CAPTURE(fields[1]);
    CHECK(add(fields[0], fields[1], MonthRounding::up) == fields[2]);
    CHECK(add(fields[0], fields[1], MonthRounding::down) == fields[3]);
  }
}

TEST_CASE("the first and last days of months are those of dates-calc") {
  const auto cases = read_cases("first_last_day_of_month.csv");
  CHECK(cases.size() == 2);
  for (const auto& fields : cases) {
    const Date day = *Date::parse(fields[0]);
    const Date first = *Date::from_ymd(day.year(), day.month(), 1);
    CHECK(first.to_string() == fields[1]);
    CHECK(first.plus_months(1)->plus_days(-1)->to_string() == fields[2]);
  }
}
