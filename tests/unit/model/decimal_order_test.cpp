#include <doctest/doctest.h>

#include <string>

#include "model/decimal_order.hpp"

// The places of decimals among all of 34 digits.
namespace warrantor {
namespace {

Decimal number(const std::string& text) { return *Decimal::parse(text); }

}  // namespace

TEST_CASE("a decimal is found again at its place") {
  for (const char* text : {"0", "1", "-1", "52.5", "-0.7", "9.999999999999999999999999999999999", "1000000000000000",
                           "0.3333333333333333333333333333333333", "1e-100", "-9.9e99"}) {
    CHECK(decimal_at(place_of(number(text))) == number(text));
  }
  CHECK(place_of(Decimal()) == 0);
  CHECK(place_of(number("1.50")) == place_of(number("1.5")));
}

TEST_CASE("the next larger decimal has the next place") {
  const auto next = [](const char* text) { return decimal_at(place_of(number(text)) + 1).to_text(); };
  CHECK(next("52.5") == "52.50000000000000000000000000000001");
  CHECK(next("-52.5") == "-52.49999999999999999999999999999999");
  CHECK(next("9.999999999999999999999999999999999") == "10");
  CHECK(next("-1") == "-0.9999999999999999999999999999999999");
  CHECK(decimal_at(place_of(Decimal()) + 1) == number("1e-100"));
}

TEST_CASE("places are in the order of the decimals") {
  const char* before = "-1000000000000000";
  for (const char* text : {"-10", "-9.99", "-1", "-0.01", "0", "0.001", "0.01", "1", "1.01", "9", "10", "11", "1e15"}) {
    CHECK(place_of(number(before)) < place_of(number(text)));
    before = text;
  }
}

TEST_CASE("the plainest of a range has the fewest decimals") {
  const auto behind = [](const char* text) { return decimal_at(place_of(number(text)) + 1); };
  CHECK(plainest_from(number("52.5"), number("60")).to_text() == "53");
  CHECK(plainest_from(behind("52.5"), number("52.6")).to_text() == "52.6");
  CHECK(plainest_from(behind("52.5"), number("52.58")).to_text() == "52.51");
  CHECK(plainest_from(number("52.5"), number("52.5")).to_text() == "52.5");
  CHECK(plainest_up_to(number("0"), number("52.5")).to_text() == "52");
  CHECK(plainest_up_to(number("-3"), number("-2.5")).to_text() == "-3");
}

}  // namespace warrantor
