#include "model/decimal_order.hpp"

#include <algorithm>
#include <cassert>

#include "model/decimal_parts.hpp"

namespace warrantor {
namespace {

// Of ten, before the first digit.
constexpr int least_power = -100;
constexpr int greatest_power = 99;
// Decimals with the same power: their first digit is not 0.
constexpr Digits first_of_power = powers_of_ten[Decimal::max_digits - 1];
constexpr Digits count_of_power = powers_of_ten[Decimal::max_digits] - first_of_power;
constexpr int most_decimals = Decimal::max_digits - least_power;

template <class Fits>
Decimal plainest(const Decimal& number, Rounding rounding, const Fits& fits) noexcept {
  for (int decimals = 0; decimals < most_decimals; ++decimals) {
    const auto rounded = number.round(decimals, rounding);
    if (rounded && fits(*rounded)) return rounded->normalised();
  }
  return number;
}

}  // namespace

DecimalPlace place_of(const Decimal& number) noexcept {
  const DecimalParts parts = DecimalParts::of(number);
  if (parts.digits == 0) return 0;
  const int count = count_digits(parts.digits);
  const int power = parts.exponent + count - 1;
  const Digits digits = parts.digits * powers_of_ten[static_cast<std::size_t>(Decimal::max_digits - count)];
  const auto within = static_cast<DecimalPlace>(power < least_power ? Digits{0} : digits - first_of_power);
  const int powers = std::clamp(power, least_power, greatest_power) - least_power;
  const DecimalPlace place = powers * static_cast<DecimalPlace>(count_of_power) + within + 1;
  return parts.is_negative ? -place : place;
}

Decimal decimal_at(DecimalPlace place) noexcept {
  if (place == 0) return {};
  const DecimalPlace behind = (place < 0 ? -place : place) - 1;
  const auto count = static_cast<DecimalPlace>(count_of_power);
  const auto powers = static_cast<int>(behind / count);
  assert(powers <= greatest_power - least_power);
  DecimalParts parts;
  parts.is_negative = place < 0;
  parts.digits = static_cast<Digits>(behind % count) + first_of_power;
  parts.exponent = powers + least_power - Decimal::max_digits + 1;
  return parts.joined().value_or(Decimal()).normalised();
}

Decimal plainest_from(const Decimal& low, const Decimal& high) noexcept {
  return plainest(low, Rounding::ceiling, [&](const Decimal& rounded) { return rounded <= high; });
}

Decimal plainest_up_to(const Decimal& low, const Decimal& high) noexcept {
  return plainest(high, Rounding::floor, [&](const Decimal& rounded) { return rounded >= low; });
}

}  // namespace warrantor
