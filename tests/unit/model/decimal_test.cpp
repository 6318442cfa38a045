#include <doctest/doctest.h>

#include <limits>
#include <string>

#include <warrantor/decimal.hpp>

using namespace warrantor;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

Decimal number(std::string_view text) {
  const auto parsed = Decimal::parse(text);
  CAPTURE(text);
  REQUIRE(parsed);
  return *parsed;
}

/// The text of a result, or `nothing`.
std::string shown(const std::optional<Decimal>& result) { return result ? result->to_text() : "nothing"; }

std::string rounded(std::string_view text, int scale, Rounding rounding) {
  return shown(number(text).round(scale, rounding));
}

std::string power(std::string_view base, std::string_view exponent) {
  return shown(number(base).power(number(exponent)));
}

std::string modulo(std::string_view dividend, std::string_view divisor) {
  return shown(number(dividend).modulo(number(divisor)));
}

}  // namespace

TEST_CASE("a decimal number is read as FEEL writes it") {
  CHECK(number("50").to_text() == "50");
  CHECK(number(".872").to_text() == "0.872");
  CHECK(number("125.4321987654").to_text() == "125.4321987654");
  CHECK(number("-0.05").to_text() == "-0.05");
  CHECK(number("+7").to_text() == "7");
  CHECK(number("1.20").to_text() == "1.20");
  CHECK(number("007").to_text() == "7");
  CHECK(number("1.23e+4").to_text() == "12300");
  CHECK(number("1.23E-4").to_text() == "0.000123");
  CHECK(number("12e0").to_text() == "12");
  CHECK(number("0.000").to_text() == "0.000");
  CHECK(number("-0").to_text() == "0");
  CHECK(number("1" + std::string(6000, '0')) == number("1e6000"));
  CHECK(number("0." + std::string(6000, '0') + "1") == number("1e-6001"));
}

TEST_CASE("what is no decimal number is not read") {
  for (const char* text : {"",      "-",  "+",  ".",    "5.",  "e5",    "1e",  "1e+",      "1e5.", "1,000",
                           "1 000", " 1", "1 ", "0x10", "--5", "1.2.3", "NaN", "Infinity", "1e-",  "５"}) {
    CAPTURE(text);
    CHECK_FALSE(Decimal::parse(text));
  }
}

TEST_CASE("more than 34 digits are rounded half even when they are read") {
  const std::string digits = "1234567890123456789012345678901234";
  CHECK(number(digits).to_text() == digits);
  CHECK(number(digits + "5").to_text() == digits + "0");
  CHECK(number(digits + "51").to_text() == "123456789012345678901234567890123500");
  CHECK(number("12345678901234567890123456789012355").to_text() == "12345678901234567890123456789012360");
  CHECK(number("0." + digits + "49999").to_text() == "0." + digits);
  CHECK(number(std::string(35, '9')).to_text() == "1" + std::string(35, '0'));
  CHECK(number("0." + std::string(40, '9')) == Decimal(1));
}

TEST_CASE("numbers beyond the exponents are not read") {
  CHECK(Decimal::parse("9.999999999999999999999999999999999e6144"));
  CHECK(Decimal::parse("1e6144"));
  CHECK_FALSE(Decimal::parse("1e6145"));
  CHECK(Decimal::parse("1e-6176"));
  CHECK(Decimal::parse("10e-6177") == Decimal::parse("1e-6176"));
  CHECK_FALSE(Decimal::parse("1e-6177"));
  CHECK_FALSE(Decimal::parse("1e99999999999999999999"));
  CHECK_FALSE(Decimal::parse("1e-99999999999999999999"));
  CHECK(Decimal::parse("0e99999999999999999999") == Decimal(0));
}

TEST_CASE("whole numbers of 64 bits come and go unchanged") {
  for (const std::int64_t whole : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, most, least, least + 1}) {
    CHECK(Decimal(whole).as_integer() == whole);
    CHECK(Decimal(whole).to_text() == std::to_string(whole));
  }
  CHECK(number("5.00").as_integer() == 5);
  CHECK(number("1e3").as_integer() == 1000);
  CHECK(number("-9.223372036854775808e18").as_integer() == least);
  CHECK_FALSE(number("9223372036854775808").as_integer());
  CHECK_FALSE(number("-9223372036854775809").as_integer());
  CHECK_FALSE(number("1e6000").as_integer());
  CHECK_FALSE(number("5.5").as_integer());
  CHECK_FALSE(number("0.0000000001").as_integer());
}

TEST_CASE("minor units become a number with their decimals") {
  CHECK(Decimal::from_parts(12345, 2).to_text() == "123.45");
  CHECK(Decimal::from_parts(-5, 2).to_text() == "-0.05");
  CHECK(Decimal::from_parts(500, 0).to_text() == "500");
  CHECK(Decimal::from_parts(0, 2).to_text() == "0.00");
  CHECK(Decimal::from_parts(least, 2).to_text() == "-92233720368547758.08");
}

TEST_CASE("a number knows its sign and whether it is whole") {
  CHECK(number("-0.1").sign() == -1);
  CHECK(number("0.00").sign() == 0);
  CHECK(number("3").sign() == 1);
  CHECK(number("0.000").is_zero());
  CHECK_FALSE(number("0.001").is_zero());
  CHECK(number("2.000").is_whole());
  CHECK(number("1e40").is_whole());
  CHECK(number("0.0").is_whole());
  CHECK_FALSE(number("2.001").is_whole());
}

TEST_CASE("equal numbers are equal however they are written") {
  CHECK(number("1") == number("1.00"));
  CHECK(number("12300") == number("1.23e4"));
  CHECK(number("0") == number("0.000"));
  CHECK(number("1e6111") == number("10e6110"));
  CHECK(number("1").hash() == number("1.00").hash());
  CHECK(number("12300").hash() == number("1.23e4").hash());
  CHECK(number("0").hash() == number("0.000").hash());
  CHECK(number("1").hash() != number("10").hash());
  CHECK(number("1.500").normalised().to_text() == "1.5");
  CHECK(number("0.000").normalised().to_text() == "0");
}

TEST_CASE("numbers are ordered by value") {
  const char* ascending[] = {"-1e6144", "-12.1", "-12", "-1.5", "-1e-6176", "0",    "1e-6176", "0.1",
                             "0.11",    "1",     "1.5", "9.99", "10",       "10.5", "1e40",    "1e6144"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      CHECK((number(ascending[i]) <=> number(ascending[j])) == (i <=> j));
      CHECK((number(ascending[i]) == number(ascending[j])) == (i == j));
    }
  }
}

TEST_CASE("sums and products keep the decimals of their operands") {
  CHECK(shown(number("1.10").add(number("2.20"))) == "3.30");
  CHECK(shown(number("1.1234").subtract(number("0.2345"))) == "0.8889");
  CHECK(shown(number("1.2").multiply(number("1.20"))) == "1.440");
  CHECK(shown(number("5").subtract(number("5.00"))) == "0.00");
  CHECK(shown(number("-1.1234").subtract(number("-0.2345"))) == "-0.8889");
}

TEST_CASE("quotients have the decimals that they need, up to 34 digits") {
  CHECK(shown(number("10").divide(number("4"))) == "2.5");
  CHECK(shown(number("-10").divide(number("-5"))) == "2");
  CHECK(shown(number("100").divide(number("5"))) == "20");
  CHECK(shown(number("1.00").divide(number("2"))) == "0.50");
  CHECK(shown(number("1").divide(number("3"))) == "0.3333333333333333333333333333333333");
  CHECK(shown(number("2").divide(number("3"))) == "0.6666666666666666666666666666666667");
  CHECK(shown(number("0").divide(number("7"))) == "0");
  CHECK(shown(number("1").divide(number("0"))) == "nothing");
  CHECK(shown(number("0").divide(number("0.00"))) == "nothing");
}

TEST_CASE("a result beyond the exponents is none") {
  CHECK_FALSE(number("9e6144").add(number("9e6144")));
  CHECK_FALSE(number("1e4000").multiply(number("1e4000")));
  CHECK_FALSE(number("1e-4000").multiply(number("1e-4000")));
  CHECK_FALSE(number("1e6000").divide(number("1e-6000")));
  CHECK_FALSE(number("1").divide(number("3")).value().multiply(number("1e-6170")));
  CHECK(shown(number("1e6144").subtract(number("1e6144"))) == "0");
}

TEST_CASE("a number far smaller than the other only tells which way to round") {
  CHECK(number("1e40").add(number("1e-6000")) == number("1e40"));
  CHECK(number("1e40").subtract(number("1e-6000")) == number("1e40"));
  CHECK(number("1e-6000").subtract(number("1e40")) == number("-1e40"));
  CHECK(number("12345678901234567890123456789012345").subtract(number("1e-6000")) ==
        number("1234567890123456789012345678901234e1"));
  CHECK(number("1234567890123456789012345678901234").add(number("0.5")) ==
        number("1234567890123456789012345678901234"));
  CHECK(number("1234567890123456789012345678901234").add(number("0.5000001")) ==
        number("1234567890123456789012345678901235"));
  // The 5 that is dropped is one half and a little more, and is taken away.
  CHECK(number("1e41").subtract(number("25000001")) == number("9999999999999999999999999999999997e7"));
  CHECK(number("25000001").subtract(number("1e41")) == number("-9999999999999999999999999999999997e7"));
  CHECK(number("1e41").add(number("250000001")) == number("1000000000000000000000000000000003e8"));
  CHECK(number("0e-6000").add(number("1e6000")) == number("1e6000"));
  CHECK(number("1e-6000").add(number("0e6000")) == number("1e-6000"));
}

TEST_CASE("the modulo has the sign of the divisor") {
  CHECK(modulo("10", "4") == "2");
  CHECK(modulo("-10", "4") == "2");
  CHECK(modulo("12", "5") == "2");
  CHECK(modulo("12", "-5") == "-3");
  CHECK(modulo("-12", "-5") == "-2");
  CHECK(modulo("10.1", "4.5") == "1.1");
  CHECK(modulo("10.1", "-4.5") == "-3.4");
  CHECK(modulo("10", "5") == "0");
  CHECK(modulo("-10", "5") == "0");
  CHECK(modulo("10", "0") == "nothing");
  CHECK(modulo("1e6000", "7") == "1");  // 6000 is a multiple of 6, and 10^6 = 1 modulo 7
  CHECK(modulo("0.5", "1e6000") == "0.5");
}

TEST_CASE("powers have whole exponents") {
  CHECK(power("2", "10") == "1024");
  CHECK(power("10", "-2") == "0.01");
  CHECK(power("2", "-3") == "0.125");
  CHECK(power("-2", "3") == "-8");
  CHECK(power("1.5", "2") == "2.25");
  CHECK(power("5", "0") == "1");
  CHECK(power("0", "0") == "1");
  CHECK(power("0", "5") == "0");
  CHECK(power("0", "-1") == "nothing");
  CHECK(power("4", "0.5") == "nothing");
  CHECK(power("2", "3.00") == "8");
  CHECK(power("3", "-1") == "0.3333333333333333333333333333333333");
  CHECK(power("1", "99999999999999999999") == "1");
  CHECK(power("-1", "99999999999999999999") == "-1");
  CHECK(power("-1", "1e20") == "1");
  CHECK(power("2", "99999999999999999999") == "nothing");
  CHECK(power("2", "9223372036854775807") == "nothing");
  CHECK(power("0.5", "9223372036854775807") == "nothing");
  CHECK(power("2", "200") == "1606938044258990275541962092341163000000000000000000000000000");
  CHECK(power("1.0000001", "1000000000") == "26881037012649238105056003014775040000000000");
}

TEST_CASE("every rounding goes its way") {
  using enum Rounding;
  const struct {
    const char* number;
    const char* results[7];  // up, down, half up, half down, half even, floor, ceiling
  } rows[] = {
      {"5.5", {"6", "5", "6", "5", "6", "5", "6"}},         {"2.5", {"3", "2", "3", "2", "2", "2", "3"}},
      {"1.6", {"2", "1", "2", "2", "2", "1", "2"}},         {"1.1", {"2", "1", "1", "1", "1", "1", "2"}},
      {"1.0", {"1", "1", "1", "1", "1", "1", "1"}},         {"-1.1", {"-2", "-1", "-1", "-1", "-1", "-2", "-1"}},
      {"-2.5", {"-3", "-2", "-3", "-2", "-2", "-3", "-2"}}, {"-5.5", {"-6", "-5", "-6", "-5", "-6", "-6", "-5"}},
      {"0.3", {"1", "0", "0", "0", "0", "0", "1"}},         {"-0.3", {"-1", "0", "0", "0", "0", "-1", "0"}},
      {"0.0", {"0", "0", "0", "0", "0", "0", "0"}}};
  for (const auto& row : rows) {
    const char* const* result = row.results;
    for (const Rounding way : {up, down, half_up, half_down, half_even, floor, ceiling}) {
      CAPTURE(row.number);
      CHECK(rounded(row.number, 0, way) == *result++);
    }
  }
}

TEST_CASE("a number is rounded to any scale from -6111 to 6176") {
  using enum Rounding;
  CHECK(rounded("1.121", 2, up) == "1.13");
  CHECK(rounded("-1.126", 2, down) == "-1.12");
  CHECK(rounded("1.121", 2, half_up) == "1.12");
  CHECK(rounded("-1.126", 2, half_down) == "-1.13");
  CHECK(rounded("0.0", 1, half_even) == "0.0");
  CHECK(rounded("65.123456", 6, half_even) == "65.123456");
  CHECK(rounded("1250", -2, half_even) == "1200");
  CHECK(rounded("1251", -2, half_even) == "1300");
  CHECK(rounded("9.99", 1, up) == "10.0");
  CHECK(rounded("12", 2, up) == "12");
  CHECK(rounded("5.5", 6176, down) == "5.5");
  CHECK(rounded("5.5", 6177, down) == "nothing");
  CHECK(rounded("5.5", -6111, down) == "0");
  CHECK(rounded("5.5", -6112, down) == "nothing");
  CHECK(rounded("5.5", -6111, up) == "1" + std::string(6111, '0'));
  CHECK(rounded("-0.3333", 0, ceiling) == "0");
}
