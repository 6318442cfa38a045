#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <boost/multiprecision/cpp_int.hpp>

#include <warrantor/decimal.hpp>

#include "support/scale.hpp"

using namespace warrantor;
using boost::multiprecision::cpp_int;

// Decimal numbers against fractions of whole numbers of any size, read from their texts.

namespace {

struct Fraction {
  cpp_int over;
  cpp_int under = 1;  // above 0
};

cpp_int ten_to(std::size_t exponent) { return pow(cpp_int(10), static_cast<unsigned>(exponent)); }

Fraction fraction_of(const Decimal& number) {
  std::string text = number.to_text();
  const std::size_t point = text.find('.');
  Fraction fraction;
  if (point != std::string::npos) {
    fraction.under = ten_to(text.size() - point - 1);
    text.erase(point, 1);
  }
  const bool is_negative = text[0] == '-';
  if (is_negative) text.erase(0, 1);
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));  // a 0 in front would make it octal
  fraction.over = cpp_int(text);
  if (is_negative) fraction.over = -fraction.over;
  return fraction;
}

bool same(const Fraction& left, const Fraction& right) { return left.over * right.under == right.over * left.under; }

cpp_int round_down(const cpp_int& over, const cpp_int& under) {
  const cpp_int quotient = over / under;
  return over < 0 && quotient * under != over ? cpp_int(quotient - 1) : quotient;
}

/// A fraction rounded to a whole number.
cpp_int whole_of(const Fraction& fraction, Rounding rounding) {
  const cpp_int below = round_down(fraction.over, fraction.under);
  const cpp_int twice_rest = 2 * (fraction.over - below * fraction.under);
  if (twice_rest == 0) return below;
  const cpp_int above = below + 1;
  const bool is_negative = fraction.over < 0;
  const cpp_int& away = is_negative ? below : above;
  const cpp_int& towards = is_negative ? above : below;
  if (rounding == Rounding::floor) return below;
  if (rounding == Rounding::ceiling) return above;
  if (rounding == Rounding::up) return away;
  if (rounding == Rounding::down) return towards;
  if (twice_rest != fraction.under) return twice_rest < fraction.under ? below : above;
  if (rounding == Rounding::half_up) return away;
  if (rounding == Rounding::half_down) return towards;
  return below % 2 == 0 ? below : above;
}

Fraction scaled_by(const Fraction& fraction, int exponent) {
  const cpp_int factor = ten_to(static_cast<std::size_t>(std::abs(exponent)));
  return exponent >= 0 ? Fraction{fraction.over * factor, fraction.under}
                       : Fraction{fraction.over, fraction.under * factor};
}

/// A fraction with 34 digits.
Fraction kept(const Fraction& fraction) {
  if (fraction.over == 0) return fraction;
  const cpp_int size = abs(fraction.over);
  int moved = Decimal::max_digits + static_cast<int>(fraction.under.str().size()) - static_cast<int>(size.str().size());
  const cpp_int limit = ten_to(Decimal::max_digits);
  while (abs(scaled_by(fraction, moved).over) >= limit * scaled_by(fraction, moved).under) --moved;
  return scaled_by({whole_of(scaled_by(fraction, moved), Rounding::half_even)}, -moved);
}

struct RandomNumbers {
  std::mt19937_64 random;

  std::size_t below(std::size_t end) { return random() % end; }

  // Digits with runs of 0, 5 and 9, so that halves, carries and cancellations come up.
  Decimal next(int exponents) {
    std::string text = below(2) == 0 ? "-" : "";
    const char* const alphabets[] = {"0123456789", "09", "05", "0000009", "4599"};
    const std::string alphabet = alphabets[below(5)];
    const std::size_t length = below(4) == 0 ? Decimal::max_digits : 1 + below(Decimal::max_digits);
    for (std::size_t i = 0; i < length; ++i) text += alphabet[below(alphabet.size())];
    const int exponent = static_cast<int>(below(static_cast<std::size_t>(2 * exponents + 1))) - exponents;
    return *Decimal::parse(text + "e" + std::to_string(exponent));
  }
};

unsigned long long new_seed() {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  return seed;
}

void check_result(const std::optional<Decimal>& result, const Fraction& exact) {
  REQUIRE(result);
  CAPTURE(result->to_text());
  CHECK(same(fraction_of(*result), kept(exact)));
}

void check_operations(const Decimal& left, const Decimal& right) {
  CAPTURE(left.to_text());
  CAPTURE(right.to_text());
  const Fraction a = fraction_of(left);
  const Fraction b = fraction_of(right);
  check_result(left.add(right), {a.over * b.under + b.over * a.under, a.under * b.under});
  check_result(left.subtract(right), {a.over * b.under - b.over * a.under, a.under * b.under});
  check_result(left.multiply(right), {a.over * b.over, a.under * b.under});
  CHECK((left < right) == (a.over * b.under < b.over * a.under));
  CHECK((left == right) == same(a, b));
  if (b.over == 0) return;
  const cpp_int sign = b.over < 0 ? -1 : 1;
  const Fraction quotient{a.over * b.under * sign, a.under * b.over * sign};
  check_result(left.divide(right), quotient);
  const cpp_int times = whole_of(quotient, Rounding::floor);
  check_result(left.modulo(right), {a.over * b.under - times * b.over * a.under, a.under * b.under});
}

}  // namespace

TEST_CASE("arithmetic gives the exact result, rounded half even to 34 digits") {
  RandomNumbers numbers{std::mt19937_64(new_seed())};
  for (int i = 0; i < test::scaled(1500); ++i) check_operations(numbers.next(20), numbers.next(20));
  for (int i = 0; i < test::scaled(1500); ++i) check_operations(numbers.next(60), numbers.next(60));
  for (int i = 0; i < test::scaled(20); ++i) check_operations(numbers.next(1500), numbers.next(1500));
}

TEST_CASE("numbers that differ little keep every digit of their difference") {
  RandomNumbers numbers{std::mt19937_64(new_seed())};
  for (int i = 0; i < test::scaled(500); ++i) {
    const Decimal number = numbers.next(10);
    const auto near = number.add(numbers.next(30));
    REQUIRE(near);
    check_operations(number, *near);
  }
}

TEST_CASE("a power is the exact product, rounded half even to 34 digits") {
  RandomNumbers numbers{std::mt19937_64(new_seed())};
  for (int i = 0; i < test::scaled(300); ++i) {
    const Decimal base = numbers.next(5);
    const auto times = static_cast<int>(numbers.below(40));
    CAPTURE(base.to_text());
    CAPTURE(times);
    const Fraction exact = fraction_of(base);
    Fraction power{pow(exact.over, static_cast<unsigned>(times)), pow(exact.under, static_cast<unsigned>(times))};
    check_result(base.power(Decimal(times)), power);
    if (base.is_zero()) continue;
    check_result(base.power(Decimal(-times)), {power.over < 0 ? -power.under : power.under, abs(power.over)});
  }
}

TEST_CASE("rounding gives the neighbour of the wanted scale that each way asks for") {
  using enum Rounding;
  RandomNumbers numbers{std::mt19937_64(new_seed())};
  for (int i = 0; i < test::scaled(1500); ++i) {
    const Decimal number = numbers.next(40);
    const auto scale = static_cast<int>(numbers.below(100)) - 50;
    CAPTURE(number.to_text());
    CAPTURE(scale);
    for (const Rounding way : {up, down, half_up, half_down, half_even, floor, ceiling}) {
      const auto result = number.round(scale, way);
      REQUIRE(result);
      CHECK(same(fraction_of(*result), scaled_by({whole_of(scaled_by(fraction_of(number), scale), way)}, -scale)));
    }
  }
}

TEST_CASE("a number is read back from its text") {
  RandomNumbers numbers{std::mt19937_64(new_seed())};
  for (int i = 0; i < test::scaled(3000); ++i) {
    const Decimal number = numbers.next(i % 100 == 0 ? 6000 : 50);
    const std::string text = number.to_text();
    CAPTURE(text);
    CHECK(Decimal::parse(text) == number);
    CHECK(Decimal::parse(text)->to_text() == text);
    CHECK(number.normalised() == number);
    CHECK(number.normalised().hash() == number.hash());
  }
}
