#include <doctest/doctest.h>

#include <limits>
#include <random>
#include <string>
#include <boost/multiprecision/cpp_int.hpp>

#include "model/proportion.hpp"
#include "support/scale.hpp"

using namespace warrantor;
using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

namespace {

Decimal number(const char* text) { return *Decimal::parse(text); }

std::optional<std::int64_t> of(std::int64_t amount, const char* times, const char* over,
                               Rounding rounding = Rounding::half_up) {
  return proportion_of(amount, number(times), number(over), rounding);
}

// By fractions of whole numbers of any size.
std::optional<std::int64_t> slowly(std::int64_t amount, const cpp_rational& times, const cpp_rational& over,
                                   Rounding rounding) {
  const cpp_rational exact = cpp_rational(amount) * times / over;
  cpp_int whole = numerator(exact) / denominator(exact);
  const cpp_rational rest = exact - cpp_rational(whole);
  const cpp_rational half(1, 2);
  const bool is_up = (rounding == Rounding::up && rest > 0) || (rounding == Rounding::half_up && rest >= half) ||
                     (rounding == Rounding::half_down && rest > half) ||
                     (rounding == Rounding::half_even && (rest > half || (rest == half && whole % 2 == 1)));
  if (is_up) ++whole;
  if (whole > cpp_int(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
  return static_cast<std::int64_t>(whole);
}

}  // namespace

TEST_CASE("a proportion with decimals is rounded once") {
  CHECK(of(100'00, "12.5", "100") == 12'50);
  CHECK(of(1'01, "50", "100") == 51);
  CHECK(of(1'01, "50", "100", Rounding::half_down) == 50);
  CHECK(of(1'01, "50", "100", Rounding::half_even) == 50);
  CHECK(of(1'03, "50.0", "100", Rounding::half_even) == 52);
  CHECK(of(1'01, "0.3", "1", Rounding::up) == 31);
  CHECK(of(1'01, "0.3", "1", Rounding::down) == 30);
  // 0.5 less the smallest part that 34 digits can tell; rounded to 34 digits first it would be one half.
  CHECK(of(1, "0.4999999999999999999999999999999999", "1") == 0);
  CHECK(of(7, "0.3333333333333333333333333333333333", "0.6666666666666666666666666666666667") == 3);
}

TEST_CASE("a proportion with something below zero, over nothing, or beyond all bounds has no value") {
  CHECK_FALSE(of(1, "-1", "2"));
  CHECK_FALSE(of(1, "1", "-2"));
  CHECK_FALSE(of(-1, "1", "2"));
  CHECK_FALSE(of(1, "1", "0.00"));
  CHECK_FALSE(of(2, "9223372036854775807", "1.0"));
  CHECK_FALSE(of(1, "1e6000", "1e-100"));
  CHECK(of(0, "1e6000", "1e-100") == 0);
  CHECK(of(1, "0", "1e-6000") == 0);
  CHECK(of(9, "1e-6000", "7") == 0);
  CHECK(of(9, "1e-6000", "7", Rounding::up) == 1);
  CHECK(of(1, "1e6000", "1e6000") == 1);
}

TEST_CASE("proportions agree with fractions of any size") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto below = [&](std::uint64_t end) {
    return std::uniform_int_distribution<std::uint64_t>(0, end - 1)(random);
  };
  const auto ten_to = [](int exponent) -> cpp_int { return pow(cpp_int(10), static_cast<unsigned>(exponent)); };
  for (int i = test::scaled(20'000); i > 0; --i) {
    const auto amount = static_cast<std::int64_t>(below(std::uint64_t{1} << (1 + below(40))));
    const auto times = static_cast<std::int64_t>(below(std::uint64_t{1} << (1 + below(40))));
    const auto over = static_cast<std::int64_t>(1 + below(std::uint64_t{1} << (1 + below(40))));
    const auto decimals_of_times = static_cast<int>(below(8));
    const auto decimals_of_over = static_cast<int>(below(8));
    CAPTURE(amount);
    CAPTURE(times);
    CAPTURE(over);
    for (const Rounding rounding :
         {Rounding::up, Rounding::down, Rounding::half_up, Rounding::half_down, Rounding::half_even}) {
      REQUIRE(proportion_of(amount, Decimal::from_parts(times, decimals_of_times),
                            Decimal::from_parts(over, decimals_of_over),
                            rounding) == slowly(amount, cpp_rational(cpp_int(times), ten_to(decimals_of_times)),
                                                cpp_rational(cpp_int(over), ten_to(decimals_of_over)), rounding));
    }
  }
}
