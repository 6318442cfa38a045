#include "model/proportion.hpp"

#include <algorithm>
#include <limits>
#include <boost/multiprecision/cpp_int.hpp>

#include "model/decimal_parts.hpp"

namespace warrantor {
namespace {

// Digits of an amount, of a factor, and as many as one of the two is moved by.
using Wide = boost::multiprecision::uint512_t;

// A quotient that is moved by more does not fit, or is next to nothing.
constexpr int farthest = 60;

Wide power_of_ten(int exponent) {
  const int half = exponent / 2;
  return Wide(powers_of_ten[static_cast<std::size_t>(half)]) *
         Wide(powers_of_ten[static_cast<std::size_t>(exponent - half)]);
}

// Of a number that is not below zero and lies above the quotient; `to_half` is how its rest stands to one half.
bool goes_up(Rounding rounding, bool is_odd, int to_half) noexcept {
  switch (rounding) {
    case Rounding::up:
    case Rounding::ceiling:
      return true;
    case Rounding::half_up:
      return to_half >= 0;
    case Rounding::half_down:
      return to_half > 0;
    case Rounding::half_even:
      return to_half > 0 || (to_half == 0 && is_odd);
    case Rounding::down:
    case Rounding::floor:
      break;
  }
  return false;
}

}  // namespace

std::optional<std::int64_t> proportion_of(std::int64_t amount, const Decimal& times, const Decimal& over,
                                          Rounding rounding) noexcept {
  if (amount < 0 || times.sign() < 0 || over.sign() <= 0) return std::nullopt;
  const DecimalParts factor = DecimalParts::of(times.normalised());
  const DecimalParts divisor = DecimalParts::of(over.normalised());
  if (amount == 0 || factor.digits == 0) return 0;
  const int moved = factor.exponent - divisor.exponent;
  if (moved > farthest) return std::nullopt;
  Wide dividend = Wide(amount) * Wide(factor.digits);
  Wide under = divisor.digits;
  (moved > 0 ? dividend : under) *= power_of_ten(std::min(moved < 0 ? -moved : moved, farthest));
  Wide quotient = dividend / under;
  const Wide rest = dividend % under;
  const Wide twice = rest * 2;
  if (rest != 0 && goes_up(rounding, quotient % 2 == 1, twice.compare(under))) ++quotient;
  if (quotient > Wide(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
  return static_cast<std::int64_t>(quotient);
}

}  // namespace warrantor
