#include <doctest/doctest.h>

#include <cstdint>
#include <random>

#include "io/date_pattern.hpp"
#include "io/exact_scaling.hpp"
#include "io/text_pattern.hpp"

using namespace warrantor;
using namespace warrantor::io;

namespace {

Scaling factor(std::string_view text, Rounding rounding = Rounding::never) {
  Scaling scaling;
  REQUIRE(set_factor(scaling, text));
  scaling.rounding = rounding;
  return scaling;
}

Scaling german() {
  Scaling scaling;
  scaling.decimal_mark = ",";
  scaling.thousands_mark = ".";
  return scaling;
}

std::string scaled(const Scaling& scaling, std::string_view text, int decimals = 0) {
  const auto number = scale(scaling, text, decimals);
  if (number) return std::to_string(*number);
  switch (number.error()) {
    case ScalingFault::no_number:
      return "no number";
    case ScalingFault::not_whole:
      return "not whole";
    case ScalingFault::too_large:
      return "too large";
  }
  return {};
}

std::string read_date(std::string_view form, std::string_view text) {
  const auto pattern = DatePattern::parse(form);
  REQUIRE(pattern.has_value());
  const auto date = pattern->read(text);
  return date ? date->to_string() : date.error().message;
}

std::string why_not(std::string_view form) {
  const auto pattern = DatePattern::parse(form);
  return pattern ? "" : pattern.error().message;
}

}  // namespace

TEST_CASE("a factor is a positive decimal number or a fraction of whole numbers") {
  CHECK(factor("1.609344").numerator == 25146);
  CHECK(factor("1.609344").denominator == 15625);
  CHECK(factor(" 10 / 4 ").numerator == 5);
  Scaling scaling;
  for (const char* const text :
       {"", "0", "0.0", "-1", "+1", "1/0", "1.5/2", "1e3", "1,5", "1/2/3", "x", "9999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(set_factor(scaling, text));
  }
}

TEST_CASE("a factor is exact, and a result that is not whole is refused unless it is said how to round") {
  CHECK(scaled(factor("1.609344"), "15625") == "25146");
  CHECK(scaled(factor("1.609344"), "100") == "not whole");
  CHECK(scaled(factor("1.609344", Rounding::down), "100") == "160");
  CHECK(scaled(factor("1.609344", Rounding::up), "100") == "161");
  CHECK(scaled(factor("1/3"), "10", 2) == "not whole");
  CHECK(scaled(factor("1/3", Rounding::half_up), "10", 2) == "333");
  CHECK(scaled(factor("1000"), "20.017") == "20017");
  CHECK(scaled(factor("1"), "20.000") == "20");
}

TEST_CASE("halves go away from zero or to the even neighbour, and down is towards zero") {
  struct Example {
    const char* text;
    const char* up;
    const char* half_up;
    const char* half_even;
    const char* down;
  };
  for (const auto& [text, up, half_up, half_even, down] :
       {Example{"2.5", "3", "3", "2", "2"}, Example{"3.5", "4", "4", "4", "3"}, Example{"-2.5", "-3", "-3", "-2", "-2"},
        Example{"2.4", "3", "2", "2", "2"}, Example{"2.6", "3", "3", "3", "2"}, Example{"-0.4", "-1", "0", "0", "0"}}) {
    CAPTURE(text);
    CHECK(scaled(factor("1", Rounding::up), text) == up);
    CHECK(scaled(factor("1", Rounding::half_up), text) == half_up);
    CHECK(scaled(factor("1", Rounding::half_even), text) == half_even);
    CHECK(scaled(factor("1", Rounding::down), text) == down);
  }
}

TEST_CASE("marks of decimals and thousands are taken only where they can stand") {
  CHECK(scaled(german(), "1.234.567,89", 2) == "123456789");
  CHECK(scaled(german(), "1234567,89", 2) == "123456789");
  CHECK(scaled(german(), "-1.000", 2) == "-100000");
  CHECK(scaled(german(), "+0,5", 2) == "50");
  for (const char* const text : {"", "-", ",5", "5,", "1.23", "1.2345", ".123", "1234.567", "1.234.56", "1,2,3",
                                 "1 234", "1.234,5.6", "--1", "12a"}) {
    CAPTURE(text);
    CHECK(scaled(german(), text, 2) == "no number");
  }
}

TEST_CASE("a number that is too large is said to be so, whatever its length") {
  CHECK(scaled(factor("1"), "999999999999999999") == "999999999999999999");
  CHECK(scaled(factor("1"), "000000000000000000000000000001") == "1");
  CHECK(scaled(factor("1"), "9999999999999999999") == "too large");
  CHECK(scaled(factor("999999999999"), "999999999999999999", 4) == "too large");
  CHECK(scaled(factor("1"), std::string(4000, '9')) == "too large");
}

TEST_CASE("scaling agrees with arithmetic on small numbers") {
  constexpr std::uint32_t seed = 20260722;
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
  for (int round = 0; round < 2000; ++round) {
    const int hundredths = below(100'000);
    const int above = 1 + below(50);
    const int under = 1 + below(50);
    const std::string cents = std::to_string(hundredths % 100);
    const std::string text = std::to_string(hundredths / 100) + "." + (cents.size() == 1 ? "0" : "") + cents;
    const std::string fraction = std::to_string(above) + "/" + std::to_string(under);
    CAPTURE(text);
    CAPTURE(fraction);
    const std::int64_t numerator = std::int64_t{hundredths} * above;
    const std::int64_t divisor = std::int64_t{100} * under;
    const std::int64_t floor = numerator / divisor;
    const bool is_whole = numerator % divisor == 0;
    CHECK(scaled(factor(fraction), text) == (is_whole ? std::to_string(floor) : "not whole"));
    CHECK(scaled(factor(fraction, Rounding::up), text) == std::to_string(is_whole ? floor : floor + 1));
    CHECK(scaled(factor(fraction, Rounding::half_up), text) ==
          std::to_string((2 * numerator + divisor) / (2 * divisor)));
  }
}

TEST_CASE("dates are read in the form that is said, and in no other") {
  CHECK(read_date("DD.MM.YYYY", "05.01.2024") == "2024-01-05");
  CHECK(read_date("M/D/YYYY", "1/5/2024") == "2024-01-05");
  CHECK(read_date("M/D/YYYY", "01/05/2024") == "2024-01-05");
  CHECK(read_date("YYYY年M月D日", "2024年1月5日") == "2024-01-05");
  CHECK(read_date("YYYYMMDD", "20240105") == "2024-01-05");
  CHECK(read_date("YYYY-MM-DDThh:mm:ss", "2024-01-05T23:59:59") == "2024-01-05");
  CHECK(read_date("DD.MM.YYYY hh:mm", "05.01.2024 07:30") == "2024-01-05");
  for (const char* const text :
       {"5.1.2024", "05.01.24", "2024-01-05", "05.01.2024 ", "05.01.20245", "05-01-2024", "", "x"}) {
    CAPTURE(text);
    CHECK(read_date("DD.MM.YYYY", text).find("is not a date of the form `DD.MM.YYYY`") != std::string::npos);
  }
  CHECK(read_date("DD.MM.YYYY", "30.02.2024") == "`30.02.2024` is a day that does not exist");
  CHECK(read_date("DD.MM.YYYY", "01.13.2024") == "`01.13.2024` is a day that does not exist");
  CHECK(read_date("DD.MM.YYYY hh:mm", "05.01.2024 07:60") == "`05.01.2024 07:60` is a time that does not exist");
}

TEST_CASE("a form of dates that leaves something open is refused") {
  CHECK(why_not("DD.MM.YY") == "`YY` leaves the century open; only years of four digits are read");
  CHECK(why_not("DD.YYYY") == "the month `MM` is missing");
  CHECK(why_not("DD.MM.DD.YYYY") == "the day `DD` stands twice");
  CHECK(why_not("MDYYYY") == "where `M` or `D` ends cannot be told without something behind it");
  CHECK(why_not("M1D1YYYY") == "where `M` or `D` ends cannot be told without something behind it");
  CHECK(why_not("DD-MON-YYYY") == "`O` means nothing in a date");
  CHECK_FALSE(why_not("dd.mm.yyyy").empty());
  CHECK(why_not("YYYY/M/D").empty());
}

TEST_CASE("a date is written as the other system would write it") {
  const Date date = *Date::from_ymd(2024, 1, 5);
  CHECK(DatePattern::parse("DD.MM.YYYY")->write(date) == "05.01.2024");
  CHECK(DatePattern::parse("M/D/YYYY hh:mm:ss")->write(date) == "1/5/2024 00:00:00");
}

TEST_CASE("a pattern splits a text at what stands between its parts") {
  const auto split = [](std::string_view form, std::string_view text) {
    const auto pattern = TextPattern::parse(form);
    REQUIRE(pattern.has_value());
    const auto parts = pattern->split(text);
    if (!parts) return std::string("none");
    std::string joined;
    for (const std::string_view part : *parts) joined += '<' + std::string(part) + '>';
    return joined;
  };
  CHECK(split("{a}/{b}", "4711/1") == "<4711><1>");
  CHECK(split("{a}/{b}", "1/2/3") == "<1><2/3>");
  CHECK(split("{a}/{b}", "/") == "<><>");
  CHECK(split("{a} km am {b} ({c})", "1.460 km am 15.03.2022 (x)") == "<1.460><15.03.2022><x>");
  CHECK(split("{a} km", "15 km") == "<15>");
  CHECK(split("No. {a}", "No. 15") == "<15>");
  CHECK(split("{a}", "") == "<>");
  CHECK(split("{a}/{b}", "4711") == "none");
  CHECK(split("{a} km", "15 mi") == "none");
  CHECK(split("No. {a}", "15") == "none");
}

TEST_CASE("a pattern that does not split for certain is refused") {
  for (const char* const form : {"", "a", "{a}{b}", "{a", "a}", "{a}/{b", "{a}}"}) {
    CAPTURE(form);
    CHECK_FALSE(TextPattern::parse(form).has_value());
  }
}
