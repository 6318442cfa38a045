#include <warrantor/decimal.hpp>

#include <algorithm>
#include <cassert>
#include <limits>
#include <type_traits>

#include "model/decimal_parts.hpp"

namespace warrantor {
namespace {

static_assert(sizeof(Decimal) == 16 && std::is_trivially_copyable_v<Decimal>);
static_assert(powers_of_ten[Decimal::max_digits] < Digits{1} << 113U);

constexpr std::uint64_t exponent_bits = (std::uint64_t{1} << 14U) - 1;
static_assert(Decimal::greatest_exponent - Decimal::least_exponent < 0b11 << 12);

std::uint64_t magnitude_of(std::int64_t number) noexcept {
  return number < 0 ? ~static_cast<std::uint64_t>(number) + 1 : static_cast<std::uint64_t>(number);
}

/// Without zeros at its end, as long as the exponent stays at or below so much.
DecimalParts without_zeros(DecimalParts parts, int greatest) noexcept {
  while (parts.digits != 0 && parts.exponent < greatest && parts.digits % 10 == 0) {
    parts.digits /= 10;
    ++parts.exponent;
  }
  return parts;
}

bool rounds_away(Rounding rounding, const DecimalParts& parts, Digits quotient, std::weak_ordering to_half) noexcept {
  switch (rounding) {
    case Rounding::up:
      return true;
    case Rounding::down:
      return false;
    case Rounding::half_up:
      return to_half >= 0;
    case Rounding::half_down:
      return to_half > 0;
    case Rounding::half_even:
      return to_half > 0 || (to_half == 0 && quotient % 2 == 1);
    case Rounding::floor:
      return parts.is_negative;
    case Rounding::ceiling:
      return !parts.is_negative;
  }
  return false;
}

}  // namespace

int count_digits(Digits digits) noexcept {
  return static_cast<int>(std::upper_bound(powers_of_ten.begin(), powers_of_ten.end(), digits) - powers_of_ten.begin());
}

DecimalParts DecimalParts::of(const Decimal& number) noexcept {
  DecimalParts parts;
  parts.is_negative = (number.high_ >> 63U) != 0;
  constexpr std::uint64_t of_digits = (std::uint64_t{1} << Decimal::place_of_exponent) - 1;
  parts.digits = (Digits{number.high_ & of_digits} << 64U) | number.low_;
  const std::uint64_t exponent = (number.high_ >> Decimal::place_of_exponent) & exponent_bits;
  parts.exponent = static_cast<int>(exponent) + Decimal::least_exponent;
  return parts;
}

std::optional<Decimal> DecimalParts::joined() const noexcept {
  assert(digits < powers_of_ten[Decimal::max_digits]);
  DecimalParts parts = *this;
  if (digits == 0) {
    parts = {false, 0, std::clamp(exponent, Decimal::least_exponent, 0)};
  } else if (exponent < Decimal::least_exponent) {
    parts = without_zeros(parts, Decimal::least_exponent);
  } else if (const int above = exponent - Decimal::greatest_exponent; above > 0) {
    if (above > Decimal::max_digits - count_digits(digits)) return std::nullopt;
    parts.digits *= powers_of_ten[static_cast<std::size_t>(above)];
    parts.exponent -= above;
  }
  if (parts.exponent < Decimal::least_exponent) return std::nullopt;
  const auto exponent_from_least = static_cast<std::uint64_t>(parts.exponent - Decimal::least_exponent);
  return Decimal(static_cast<std::uint64_t>(parts.digits), static_cast<std::uint64_t>(parts.digits >> 64U) |
                                                               exponent_from_least << Decimal::place_of_exponent |
                                                               std::uint64_t{parts.is_negative} << 63U);
}

Decimal::Decimal(std::int64_t number) noexcept
    : low_(magnitude_of(number)), high_(Decimal().high_ | std::uint64_t{number < 0} << 63U) {}

Decimal Decimal::from_parts(std::int64_t units, int decimals) noexcept {
  assert(decimals >= 0 && decimals <= greatest_scale);
  return *DecimalParts{units < 0, magnitude_of(units), -decimals}.joined();
}

std::optional<std::int64_t> Decimal::as_integer() const noexcept {
  DecimalParts parts = without_zeros(DecimalParts::of(*this), 0);
  if (parts.digits == 0) return 0;
  if (parts.exponent < 0 || parts.exponent > std::numeric_limits<std::int64_t>::digits10) return std::nullopt;
  const Digits limit = Digits{std::numeric_limits<std::int64_t>::max()} + (parts.is_negative ? 1 : 0);
  if (parts.digits > limit) return std::nullopt;
  parts.digits *= powers_of_ten[static_cast<std::size_t>(parts.exponent)];
  if (parts.digits > limit) return std::nullopt;
  const auto magnitude = static_cast<std::uint64_t>(parts.digits);
  return static_cast<std::int64_t>(parts.is_negative ? ~magnitude + 1 : magnitude);
}

bool Decimal::is_zero() const noexcept { return DecimalParts::of(*this).digits == 0; }

bool Decimal::is_whole() const noexcept {
  const DecimalParts parts = without_zeros(DecimalParts::of(*this), 0);
  return parts.digits == 0 || parts.exponent >= 0;
}

int Decimal::sign() const noexcept {
  if (is_zero()) return 0;
  return DecimalParts::of(*this).is_negative ? -1 : 1;
}

Decimal Decimal::negate() const noexcept { return is_zero() ? *this : Decimal(low_, high_ ^ std::uint64_t{1} << 63U); }

Decimal Decimal::abs() const noexcept { return sign() < 0 ? negate() : *this; }

std::optional<Decimal> Decimal::round(int scale, Rounding rounding) const noexcept {
  if (scale < least_scale || scale > greatest_scale) return std::nullopt;
  DecimalParts parts = DecimalParts::of(*this);
  const int dropped = -scale - parts.exponent;
  if (dropped <= 0) return *this;
  Digits quotient = 0;
  std::weak_ordering to_half = std::weak_ordering::less;
  bool is_exact = parts.digits == 0;
  if (dropped <= max_digits) {
    const Digits unit = powers_of_ten[static_cast<std::size_t>(dropped)];
    quotient = parts.digits / unit;
    const Digits rest = parts.digits % unit;
    to_half = rest <=> unit / 2;
    is_exact = rest == 0;
  }
  if (!is_exact && rounds_away(rounding, parts, quotient, to_half)) ++quotient;
  return DecimalParts{parts.is_negative, quotient, -scale}.joined();
}

Decimal Decimal::normalised() const noexcept {
  const DecimalParts parts = DecimalParts::of(*this);
  if (parts.digits == 0) return {};
  return *without_zeros(parts, greatest_exponent).joined();
}

std::size_t Decimal::hash() const noexcept {
  const Decimal number = normalised();
  constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = (number.low_ ^ number.high_ * golden_ratio) * golden_ratio;
  mixed ^= mixed >> 32U;
  return static_cast<std::size_t>(mixed);
}

std::weak_ordering Decimal::operator<=>(const Decimal& other) const noexcept {
  if (sign() != other.sign()) return sign() <=> other.sign();
  if (is_zero()) return std::weak_ordering::equivalent;
  DecimalParts left = DecimalParts::of(*this);
  DecimalParts right = DecimalParts::of(other);
  if (left.is_negative) std::swap(left, right);
  const int left_length = count_digits(left.digits) + left.exponent;
  const int right_length = count_digits(right.digits) + right.exponent;
  if (left_length != right_length) return left_length <=> right_length;
  // As long as each other, so that neither has more than 34 digits when both have the smaller exponent.
  const int exponent = std::min(left.exponent, right.exponent);
  return left.digits * powers_of_ten[static_cast<std::size_t>(left.exponent - exponent)] <=>
         right.digits * powers_of_ten[static_cast<std::size_t>(right.exponent - exponent)];
}

bool Decimal::operator==(const Decimal& other) const noexcept { return (*this <=> other) == 0; }

}  // namespace warrantor
