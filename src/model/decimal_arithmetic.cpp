#include <algorithm>
#include <cassert>
#include <utility>
#include <boost/multiprecision/cpp_int.hpp>

#include <warrantor/decimal.hpp>

#include "model/decimal_parts.hpp"

namespace warrantor {
namespace {

// Twice 34 digits and some to spare; and twice 75 for powers.
using Wide = boost::multiprecision::uint256_t;
using VeryWide = boost::multiprecision::uint512_t;

template <class Number>
Number power_of_ten(int exponent) {
  Number power = 1;
  for (; exponent >= 38; exponent -= 38) power *= Number(powers_of_ten[38]);
  return power * Number(powers_of_ten[static_cast<std::size_t>(exponent)]);
}

template <class Number>
int count_wide_digits(const Number& number) {
  if (number == 0) return 0;
  // So many bits have at least so many digits (a digit is log2(10) bits), and at most one more.
  const int digits = static_cast<int>((msb(number) + 1) * 30103 / 100000);
  return number >= power_of_ten<Number>(digits) ? digits + 1 : digits;
}

/// A result before it is rounded. Where it is not exact its true size is larger than the digits say, by less than one
/// unit of the last; then it has more digits than are kept.
template <class Number>
struct Unrounded {
  bool is_negative = false;
  Number digits = 0;
  int exponent = 0;
  bool is_exact = true;
};

template <class Number>
std::optional<Decimal> rounded(const Unrounded<Number>& result) {
  DecimalParts parts{result.is_negative, 0, result.exponent};
  const int dropped = count_wide_digits(result.digits) - Decimal::max_digits;
  assert(result.is_exact || dropped > 0);
  if (dropped <= 0) {
    parts.digits = static_cast<Digits>(result.digits);
    return parts.joined();
  }
  const Number unit = power_of_ten<Number>(dropped);
  const Number quotient = result.digits / unit;
  const int to_half = (result.digits - quotient * unit).compare(unit / 2);
  parts.digits = static_cast<Digits>(quotient);
  parts.exponent += dropped;
  const bool is_above_half = to_half > 0 || (to_half == 0 && !result.is_exact);
  if (is_above_half || (to_half == 0 && parts.digits % 2 == 1)) ++parts.digits;
  if (parts.digits == powers_of_ten[Decimal::max_digits]) {
    parts.digits /= 10;
    ++parts.exponent;
  }
  return parts.joined();
}

/// The sum of two numbers of which the left one has the larger exponent.
std::optional<Decimal> sum_of(const DecimalParts& left, const DecimalParts& right) {
  // A left number moved by so much has more digits than are kept, also after a digit of them was lost to the right one.
  constexpr int farthest = 40;
  const int distance = left.exponent - right.exponent;
  const int moved = std::min(distance, farthest);
  Unrounded<Wide> result{left.is_negative, Wide(left.digits) * power_of_ten<Wide>(moved), left.exponent - moved, true};
  Wide addend = right.digits;
  if (distance > farthest) {
    if (left.digits == 0) return right.joined();
    if (right.digits == 0) return left.joined();
    const int lost = std::min(distance - farthest, Decimal::max_digits);
    const Wide unit = power_of_ten<Wide>(lost);
    addend = Wide(right.digits) / unit;
    result.is_exact = distance - farthest <= Decimal::max_digits && addend * unit == Wide(right.digits);
  }
  if (left.is_negative == right.is_negative) {
    result.digits += addend;
  } else {
    if (!result.is_exact) ++addend;  // the rest is then above the digits again
    if (addend > result.digits) {
      std::swap(addend, result.digits);
      result.is_negative = right.is_negative;
    }
    result.digits -= addend;
  }
  return rounded(result);
}

/// Ten to a power, modulo a number of at most 34 digits.
Wide power_of_ten_modulo(int exponent, const Wide& modulus) {
  Wide power = 1;
  Wide square = Wide(10) % modulus;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) power = power * square % modulus;
    square = square * square % modulus;
  }
  return power % modulus;
}

/// What is left of the size of a number when the size of another is taken from it as often as it goes.
DecimalParts remainder_of(const DecimalParts& dividend, const DecimalParts& divisor) {
  const int distance = dividend.exponent - divisor.exponent;
  if (distance >= 0) {
    const Wide modulus = divisor.digits;
    const Wide rest = Wide(dividend.digits) % modulus * power_of_ten_modulo(distance, modulus) % modulus;
    return {dividend.is_negative, static_cast<Digits>(rest), divisor.exponent};
  }
  if (-distance > Decimal::max_digits) return dividend;
  const Wide rest = Wide(dividend.digits) % (Wide(divisor.digits) * power_of_ten<Wide>(-distance));
  return {dividend.is_negative, static_cast<Digits>(rest), dividend.exponent};
}

// Digits of a power on its way: enough that what is lost never shows in 34.
constexpr int power_digits = 75;

/// Nothing where the exponent is beyond all bounds.
std::optional<Unrounded<VeryWide>> product_of(const Unrounded<VeryWide>& left, const Unrounded<VeryWide>& right) {
  constexpr int far = 100'000;
  Unrounded<VeryWide> product{left.is_negative != right.is_negative, left.digits * right.digits,
                              left.exponent + right.exponent, left.is_exact && right.is_exact};
  const int dropped = count_wide_digits(product.digits) - power_digits;
  if (dropped > 0) {
    const auto unit = power_of_ten<VeryWide>(dropped);
    const VeryWide quotient = product.digits / unit;
    product.is_exact = product.is_exact && quotient * unit == product.digits;
    product.digits = quotient;
    product.exponent += dropped;
  }
  if (product.exponent > far || product.exponent < -far) return std::nullopt;
  return product;
}

std::optional<Unrounded<VeryWide>> raised(const DecimalParts& base, std::uint64_t exponent) {
  std::optional<Unrounded<VeryWide>> power = Unrounded<VeryWide>{false, 1, 0, true};
  std::optional<Unrounded<VeryWide>> square =
      Unrounded<VeryWide>{base.is_negative, VeryWide(base.digits), base.exponent, true};
  for (; power; exponent /= 2) {
    if (exponent % 2 == 1) power = square ? product_of(*power, *square) : std::nullopt;
    if (exponent <= 1) break;
    if (square) square = product_of(*square, *square);
  }
  return power;
}

std::optional<Decimal> reciprocal(const Unrounded<VeryWide>& number) {
  // More digits than are kept, and far more than an inexact number has wrong.
  constexpr int moved = power_digits + 40;
  const auto one = power_of_ten<VeryWide>(moved);
  Unrounded<VeryWide> result{number.is_negative, one / number.digits, -moved - number.exponent, true};
  result.is_exact = number.is_exact && result.digits * number.digits == one;
  while (result.is_exact && result.exponent < 0 && result.digits % 10 == 0) {
    result.digits /= 10;
    ++result.exponent;
  }
  return rounded(result);
}

/// One, zero and minus one have powers that need no reckoning, however large the exponent.
std::optional<Decimal> simple_power(const Decimal& base, const Decimal& exponent) {
  const Decimal one(1);
  if (exponent.is_zero() || base == one) return one;
  if (base.is_zero()) return exponent.sign() > 0 ? std::optional(Decimal()) : std::nullopt;
  const auto rest = exponent.modulo(Decimal(2));
  if (base == one.negate() && rest) return rest->is_zero() ? one : one.negate();
  return std::nullopt;
}

}  // namespace

std::optional<Decimal> Decimal::add(const Decimal& other) const noexcept {
  const DecimalParts left = DecimalParts::of(*this);
  const DecimalParts right = DecimalParts::of(other);
  return left.exponent >= right.exponent ? sum_of(left, right) : sum_of(right, left);
}

std::optional<Decimal> Decimal::subtract(const Decimal& other) const noexcept { return add(other.negate()); }

std::optional<Decimal> Decimal::multiply(const Decimal& other) const noexcept {
  const DecimalParts left = DecimalParts::of(*this);
  const DecimalParts right = DecimalParts::of(other);
  return rounded(Unrounded<Wide>{left.is_negative != right.is_negative, Wide(left.digits) * Wide(right.digits),
                                 left.exponent + right.exponent, true});
}

std::optional<Decimal> Decimal::divide(const Decimal& divisor) const noexcept {
  const DecimalParts over = DecimalParts::of(*this);
  const DecimalParts under = DecimalParts::of(divisor);
  if (under.digits == 0) return std::nullopt;
  // The quotient has two digits more than are kept, or one.
  const int moved = max_digits + 2 + count_digits(under.digits) - count_digits(over.digits);
  const Wide dividend = Wide(over.digits) * power_of_ten<Wide>(moved);
  Unrounded<Wide> result{over.is_negative != under.is_negative, dividend / Wide(under.digits),
                         over.exponent - under.exponent - moved, true};
  result.is_exact = result.digits * Wide(under.digits) == dividend;
  // An exact quotient has no more decimals than it needs, or than a difference of the decimals gives.
  while (result.is_exact && result.exponent < over.exponent - under.exponent && result.digits % 10 == 0) {
    result.digits /= 10;
    ++result.exponent;
  }
  return rounded(result);
}

std::optional<Decimal> Decimal::modulo(const Decimal& divisor) const noexcept {
  const DecimalParts under = DecimalParts::of(divisor);
  if (under.digits == 0) return std::nullopt;
  const DecimalParts rest = remainder_of(DecimalParts::of(*this), under);
  const std::optional<Decimal> remainder = rest.joined();
  if (!remainder || rest.digits == 0 || rest.is_negative == under.is_negative) return remainder;
  return remainder->add(divisor);
}

std::optional<Decimal> Decimal::power(const Decimal& exponent) const noexcept {
  if (!exponent.is_whole()) return std::nullopt;
  if (const auto simple = simple_power(*this, exponent)) return simple;
  const auto times = exponent.abs().as_integer();
  if (is_zero() || !times) return std::nullopt;
  const auto power = raised(DecimalParts::of(*this), static_cast<std::uint64_t>(*times));
  if (!power) return std::nullopt;
  return exponent.sign() < 0 ? reciprocal(*power) : rounded(*power);
}

}  // namespace warrantor
