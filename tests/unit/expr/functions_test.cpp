#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "expr/function_bodies.hpp"

using namespace warrantor;
using namespace warrantor::expr;

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

Value decimal(std::string_view text) { return Value::decimal(*Decimal::parse(text)); }
Value whole(std::int64_t number) { return Value::integer(number); }
Value text(std::string_view view) { return Value::text(view); }
Value day(std::string_view written) { return Value::date(*Date::parse(written)); }

using Values = std::vector<Value>;

/// A text in quotes, a whole number, a decimal with its point, or `undefined`.
std::string shown(Value value) {
  if (!value.is_known()) return "undefined";
  if (value.is_text()) return "\"" + std::string(value.as_text()) + "\"";
  if (value.is_decimal()) return value.as_decimal().to_text() + "d";
  return std::to_string(value.as_integer());
}

std::string call(Function function, const Values& arguments) {
  MadeTexts texts;
  return shown(function(arguments, texts));
}

std::string call_to_date(Function function, const Values& arguments) {
  MadeTexts texts;
  const Value value = function(arguments, texts);
  return value.is_known() ? value.as_date().to_string() : "undefined";
}

/// The function of a name that gives so much.
Function row_of(std::string_view name, Gives gives) {
  for (const BuiltIn& row : all_built_ins()) {
    if (row.name == name && row.gives == gives) return row.function;
  }
  FAIL("no row of " << name);
  return nullptr;
}

std::string rounded(std::string_view name, std::string_view number, std::string_view scale) {
  return call(row_of(name, Gives::decimal), {decimal(number), decimal(scale)});
}

std::string amount(std::string_view name, std::string_view number, std::string_view scale) {
  return call(row_of(name, Gives::money), {decimal(number), decimal(scale), whole(2)});
}

}  // namespace

TEST_CASE("the rows of a name stand beside each other, and each takes what it says") {
  std::set<std::string_view> names;
  std::string_view last;
  for (const BuiltIn& row : all_built_ins()) {
    if (row.name != last) CHECK_MESSAGE(names.insert(row.name).second, row.name);
    last = row.name;
    CHECK(static_cast<bool>(row.function));
    CHECK(row.count >= 1);
    CHECK(row.required >= 1);
    CHECK(row.required <= row.count);
    for (const Parameter& parameter : row.all_parameters()) CHECK_FALSE(parameter.name.empty());
  }
}

TEST_CASE("a row says how it is called") {
  const auto rows = all_built_ins();
  const auto* row = std::find_if(&*rows.begin(), &*rows.begin() + rows.size(),
                                 [](const BuiltIn& entry) { return entry.name == "substring"; });
  CHECK(signature_of(*row) == "substring(string, start position, length)");
}

TEST_CASE("each rounding function goes its way") {
  CHECK(rounded("decimal", "0.3333333333", "2") == "0.33d");
  CHECK(rounded("decimal", "0.3333333333", "2.5") == "0.33d");
  CHECK(rounded("decimal", "1.115", "2") == "1.12d");
  CHECK(rounded("decimal", "1.125", "2") == "1.12d");
  CHECK(rounded("decimal", "0.0", "1") == "0.0d");
  CHECK(rounded("floor", "1.56", "1") == "1.5d");
  CHECK(rounded("ceiling", "-1.56", "1") == "-1.5d");
  CHECK(rounded("round up", "1.121", "2") == "1.13d");
  CHECK(rounded("round up", "-1.121", "2") == "-1.13d");
  CHECK(rounded("round down", "-1.126", "2") == "-1.12d");
  CHECK(rounded("round half up", "1.125", "2") == "1.13d");
  CHECK(rounded("round half down", "1.125", "2") == "1.12d");
  CHECK(rounded("round half down", "-1.126", "2") == "-1.13d");
}

TEST_CASE("a scale is from -6111 to 6176") {
  CHECK(rounded("round down", "5.5", "6176") == "5.5d");
  CHECK(rounded("round down", "5.5", "6177") == "undefined");
  CHECK(rounded("round down", "5.5", "-6111") == "0d");
  CHECK(rounded("round down", "5.5", "-6112") == "undefined");
  CHECK(rounded("round down", "5.5", "1e30") == "undefined");
  CHECK(rounded("round down", "1234", "-2.9") == "1200d");
}

TEST_CASE("rounding to ones gives whole numbers") {
  const Function floor = row_of("floor", Gives::whole);
  CHECK(call(floor, {decimal("-1.5")}) == "-2");
  CHECK(call(floor, {decimal("1999.9"), decimal("-3")}) == "1000");
  CHECK(call(row_of("ceiling", Gives::whole), {decimal("-0.3333")}) == "0");
  CHECK(call(row_of("decimal", Gives::whole), {decimal("2.5"), decimal("0")}) == "2");
  CHECK(call(floor, {decimal("1e19")}) == "undefined");
}

TEST_CASE("rounding an amount gives minor units") {
  CHECK(amount("round half up", "12.345", "2") == "1235");
  CHECK(amount("decimal", "12.345", "2") == "1234");
  CHECK(amount("round down", "-12.349", "2") == "-1234");
  CHECK(amount("round half up", "1250.5", "-2") == "130000");
  CHECK(call(row_of("floor", Gives::money), {decimal("12.9"), whole(2)}) == "1200");
  CHECK(call(row_of("floor", Gives::money), {decimal("1999.9"), whole(0)}) == "1999");
  CHECK(amount("round up", "1e17", "2") == "undefined");
}

TEST_CASE("a size has no sign") {
  CHECK(call(bodies::abs_whole, {whole(-7)}) == "7");
  CHECK(call(bodies::abs_whole, {whole(7)}) == "7");
  CHECK(call(bodies::abs_whole, {whole(least)}) == "undefined");
  CHECK(call(bodies::abs_decimal, {decimal("-1.50")}) == "1.50d");
}

TEST_CASE("the modulo has the sign of the divisor") {
  CHECK(call(bodies::modulo_whole, {whole(-10), whole(4)}) == "2");
  CHECK(call(bodies::modulo_whole, {whole(12), whole(-5)}) == "-3");
  CHECK(call(bodies::modulo_whole, {whole(10), whole(0)}) == "undefined");
  CHECK(call(bodies::modulo_whole, {whole(least), whole(-1)}) == "0");
  CHECK(call(bodies::modulo_decimal, {decimal("10.1"), decimal("-4.5")}) == "-3.4d");
}

TEST_CASE("whole numbers are even or odd, fractions are neither") {
  CHECK(call(bodies::even_whole, {whole(-2)}) == "1");
  CHECK(call(bodies::even_whole, {whole(3)}) == "0");
  CHECK(call(bodies::odd_whole, {whole(-3)}) == "1");
  CHECK(call(bodies::odd_whole, {whole(0)}) == "0");
  CHECK(call(bodies::even_decimal, {decimal("2.0")}) == "1");
  CHECK(call(bodies::odd_decimal, {decimal("1e6000")}) == "0");
  CHECK(call(bodies::odd_decimal, {decimal("3")}) == "1");
  CHECK(call(bodies::even_decimal, {decimal("2.5")}) == "undefined");
  CHECK(call(bodies::odd_decimal, {decimal("2.5")}) == "undefined");
}

TEST_CASE("a text is read as a number, by FEEL's signs or by those that are named") {
  const Function number = bodies::number_of_text;
  CHECK(call(number, {text("-12.50")}) == "-12.50d");
  CHECK(call(number, {text("12,50")}) == "undefined");
  CHECK(call(number, {text("")}) == "undefined");
  CHECK(call(number, {text("1,234.5"), text(",")}) == "1234.5d");
  CHECK(call(number, {text("1 234,5"), text(" "), text(",")}) == "1234.5d");
  CHECK(call(number, {text("1.234,5"), text("."), text(",")}) == "1234.5d");
  CHECK(call(number, {text("1.234,5"), text(" "), text(",")}) == "undefined");
  CHECK(call(number, {text("1"), text(","), text(",")}) == "undefined");
  CHECK(call(number, {text("1"), text("'"), text(".")}) == "undefined");
  CHECK(call(number, {text("1"), text(","), text("")}) == "undefined");
}

TEST_CASE("the length of a text is counted in characters") {
  CHECK(call(bodies::string_length, {text("")}) == "0");
  CHECK(call(bodies::string_length, {text("aaaaa dddd ")}) == "11");
  CHECK(call(bodies::string_length, {text("横綱🐎")}) == "3");
}

TEST_CASE("a part of a text begins at a character, counted from either end") {
  const auto part = [](std::string_view of, std::string_view start) {
    return call(bodies::substring, {text(of), decimal(start)});
  };
  const auto part_of = [](std::string_view of, std::string_view start, std::string_view length) {
    return call(bodies::substring, {text(of), decimal(start), decimal(length)});
  };
  CHECK(part("foobar", "3") == "\"obar\"");
  CHECK(part_of("foobar", "3", "3") == "\"oba\"");
  CHECK(part_of("foobar", "-2", "1") == "\"a\"");
  CHECK(part("foobar", "-6") == "\"foobar\"");
  CHECK(part("横綱🐎", "-1") == "\"🐎\"");
  CHECK(part_of("横綱🐎", "2", "1") == "\"綱\"");
  CHECK(part_of("foobar", "5", "99") == "\"ar\"");
  CHECK(part_of("foobar", "3.8", "1.9") == "\"o\"");
  CHECK(part("foobar", "0") == "undefined");
  CHECK(part("foobar", "7") == "undefined");
  CHECK(part("foobar", "-7") == "undefined");
  CHECK(part_of("foobar", "1", "0") == "undefined");
  CHECK(part_of("foobar", "1", "-1") == "undefined");
  CHECK(part("", "1") == "undefined");
  CHECK(part("foobar", "1e30") == "undefined");
}

TEST_CASE("what stands before and behind a text") {
  CHECK(call(bodies::substring_before, {text("Hello World"), text(" ")}) == "\"Hello\"");
  CHECK(call(bodies::substring_before, {text("foobar"), text("xyz")}) == "\"\"");
  CHECK(call(bodies::substring_before, {text("foobar"), text("")}) == "\"\"");
  CHECK(call(bodies::substring_after, {text("Hello World"), text(" ")}) == "\"World\"");
  CHECK(call(bodies::substring_after, {text("foobar"), text("xyz")}) == "\"\"");
  CHECK(call(bodies::substring_after, {text("foobar"), text("")}) == "\"foobar\"");
  CHECK(call(bodies::substring_after, {text(""), text("a")}) == "\"\"");
}

TEST_CASE("a text is searched") {
  CHECK(call(bodies::contains, {text("foobar"), text("o")}) == "1");
  CHECK(call(bodies::contains, {text(""), text("ab")}) == "0");
  CHECK(call(bodies::contains, {text("ab"), text("")}) == "1");
  CHECK(call(bodies::starts_with, {text("foobar"), text("foo")}) == "1");
  CHECK(call(bodies::starts_with, {text("foobar"), text("bar")}) == "0");
  CHECK(call(bodies::ends_with, {text("foobar"), text("bar")}) == "1");
  CHECK(call(bodies::ends_with, {text("foobar"), text("foo")}) == "0");
}

TEST_CASE("a text changes its case") {
  CHECK(call(bodies::upper_case, {text("xyZ é ß")}) == "\"XYZ É ß\"");
  CHECK(call(bodies::lower_case, {text("xyZ É")}) == "\"xyz é\"");
}

TEST_CASE("every kind of value has a text") {
  CHECK(call(bodies::string_of_text, {text("a \"b\"")}) == "\"a \"b\"\"");
  CHECK(call(bodies::string_of_boolean, {Value::boolean(true)}) == "\"true\"");
  CHECK(call(bodies::string_of_boolean, {Value::boolean(false)}) == "\"false\"");
  CHECK(call(bodies::string_of_whole, {whole(least)}) == "\"-9223372036854775808\"");
  CHECK(call(bodies::string_of_decimal, {decimal("1.20e3")}) == "\"1200\"");
  CHECK(call(bodies::string_of_decimal, {decimal("-.5")}) == "\"-0.5\"");
  CHECK(call(bodies::string_of_date, {day("2024-01-05")}) == "\"2024-01-05\"");
  CHECK(call(bodies::string_of_months, {whole(26)}) == "\"P2Y2M\"");
  CHECK(call(bodies::string_of_days, {whole(-3)}) == "\"-P3D\"");
  CHECK(call(bodies::string_of_money, {whole(-5), whole(2)}) == "\"-0.05\"");
  CHECK(call(bodies::string_of_money, {whole(500), whole(0)}) == "\"500\"");
  const std::string_view names("red\0green\0blue\0", 15);
  CHECK(call(bodies::string_of_enumeration, {whole(0), text(names)}) == "\"red\"");
  CHECK(call(bodies::string_of_enumeration, {whole(2), text(names)}) == "\"blue\"");
}

TEST_CASE("a date is made of a text in one form only, or of its parts") {
  CHECK(call_to_date(bodies::date_of_text, {text("2017-12-31")}) == "2017-12-31");
  for (const char* wrong : {"", "0000-12-25T", "2017-13-10", "998-12-31", "2012T-12-2511:00:00Z", "2017/12/31",
                            "20171231", "2017-1-1", "-2017-12-31", "0000-01-01", "2017-02-29", "2017-12-3x"}) {
    CAPTURE(wrong);
    CHECK(call_to_date(bodies::date_of_text, {text(wrong)}) == "undefined");
  }
  const auto parts = [](std::string_view year, std::string_view month, std::string_view number) {
    return call_to_date(bodies::date_of_parts, {decimal(year), decimal(month), decimal(number)});
  };
  CHECK(parts("2017", "8", "30") == "2017-08-30");
  CHECK(parts("2017.0", "01", "1") == "2017-01-01");
  CHECK(parts("2017", "13", "31") == "undefined");
  CHECK(parts("2017", "-8", "2") == "undefined");
  CHECK(parts("2017", "2", "29") == "undefined");
  CHECK(parts("-2017", "1", "1") == "undefined");
  CHECK(parts("10000", "1", "1") == "undefined");
  CHECK(parts("2017", "1.5", "1") == "undefined");
  CHECK(parts("1e30", "1", "1") == "undefined");
  CHECK(call_to_date(bodies::date_of_date, {day("2017-10-11")}) == "2017-10-11");
}

TEST_CASE("days and months have FEEL's English names") {
  CHECK(call(bodies::day_of_week, {day("2018-12-10")}) == "\"Monday\"");
  CHECK(call(bodies::day_of_week, {day("1969-12-28")}) == "\"Sunday\"");
  CHECK(call(bodies::day_of_week, {day("0001-01-01")}) == "\"Monday\"");
  CHECK(call(bodies::day_of_week, {day("9999-12-31")}) == "\"Friday\"");
  CHECK(call(bodies::month_of_year, {day("2019-01-31")}) == "\"January\"");
  CHECK(call(bodies::month_of_year, {day("2019-12-01")}) == "\"December\"");
}

TEST_CASE("days and weeks are counted through the years as a calendar on the wall does") {
  Date date = *Date::parse("1995-01-02");  // the Monday of the first week
  int day_of_year = 2;
  int week = 1;
  for (int days = 0; days < 366 * 20; ++days) {
    CAPTURE(date.to_string());
    REQUIRE(call(bodies::day_of_year, {Value::date(date)}) == std::to_string(day_of_year));
    REQUIRE(call(bodies::week_of_year, {Value::date(date)}) == std::to_string(week));
    date = *date.plus_days(1);
    day_of_year = date.month() == 1 && date.day() == 1 ? 1 : day_of_year + 1;
    // A week belongs to the year in which most of its days lie.
    if (days % 7 == 6)
      week = (date.month() == 12 && date.day() >= 29) || (date.month() == 1 && date.day() <= 4) ? 1 : week + 1;
  }
}

TEST_CASE("a month ends on its last day") {
  CHECK(call_to_date(bodies::last_day_of_month, {day("2024-02-01")}) == "2024-02-29");
  CHECK(call_to_date(bodies::last_day_of_month, {day("2023-02-28")}) == "2023-02-28");
  CHECK(call_to_date(bodies::last_day_of_month, {day("2023-04-17")}) == "2023-04-30");
  CHECK(call_to_date(bodies::last_day_of_month, {day("9999-12-01")}) == "9999-12-31");
}

TEST_CASE("a month has begun from the day after the day of the same number") {
  const auto months = [](std::string_view from, std::string_view to) {
    return call(bodies::months_begun, {day(from), day(to)});
  };
  CHECK(months("2023-01-10", "2023-01-10") == "0");
  CHECK(months("2023-01-10", "2023-01-11") == "1");
  CHECK(months("2023-01-10", "2024-01-10") == "12");
  CHECK(months("2023-01-10", "2024-01-11") == "13");
  CHECK(months("2023-01-31", "2023-02-28") == "1");
  CHECK(months("2023-01-31", "2023-03-01") == "2");
  CHECK(months("2024-02-29", "2025-02-28") == "12");
  CHECK(months("2023-01-10", "2022-12-31") == "0");
  CHECK(months("9999-12-30", "9999-12-31") == "1");
}

TEST_CASE("only whole months lie between two dates, either way") {
  const auto months = [](std::string_view from, std::string_view to) {
    return call(bodies::years_and_months_duration, {day(from), day(to)});
  };
  CHECK(months("2011-12-22", "2013-08-24") == "20");
  CHECK(months("2013-08-24", "2011-12-22") == "-20");
  CHECK(months("2016-01-21", "2015-01-21") == "-12");
  CHECK(months("2015-12-24", "2016-01-23") == "0");
  CHECK(months("2015-12-24", "2016-01-24") == "1");
  CHECK(months("2016-01-24", "2015-12-25") == "0");
  CHECK(months("2024-01-31", "2024-02-29") == "0");
  CHECK(months("2024-02-29", "2024-01-31") == "0");
  CHECK(months("2024-02-29", "2025-02-28") == "11");
  CHECK(months("2024-05-05", "2024-05-05") == "0");
}
