#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace warrantor {

/// Which way a number is rounded that lies between two of the wanted scale. The first four are FEEL's names.
enum class Rounding : std::uint8_t {
  up,         ///< away from zero
  down,       ///< towards zero
  half_up,    ///< to the nearer one, halves away from zero
  half_down,  ///< to the nearer one, halves towards zero
  half_even,  ///< to the nearer one, halves to the even one
  floor,      ///< to the smaller one
  ceiling     ///< to the larger one
};

/// A decimal number of at most 34 digits, as FEEL has them (IEEE 754 decimal128 without infinities and without
/// something that is no number): 16 bytes, immutable, cheap to copy, free to share between threads.
///
///     const Decimal third = *Decimal(1).divide(Decimal(3));
///     third.round(2, Rounding::half_even)->to_text();       // 0.33
///
/// A result of more digits is rounded half even. An operation without a result (a division by zero, a result beyond
/// the exponents) gives nothing. 1 and 1.00 are equal; each is written with the decimals that it was computed with.
/// There is one zero, which has no sign.
class Decimal {
 public:
  static constexpr int max_digits = 34;
  static constexpr int least_exponent = -6176;  ///< of ten, behind the last digit
  static constexpr int greatest_exponent = 6111;
  static constexpr int least_scale = -greatest_exponent;  ///< of round()
  static constexpr int greatest_scale = -least_exponent;

  constexpr Decimal() noexcept = default;  ///< 0
  explicit Decimal(std::int64_t number) noexcept;

  /// Reads a number as FEEL writes it, with a sign: `12`, `-.5`, `1.20`, `1.23e+4`; no blanks, no thousands
  /// separators. Nothing where it is none, or where it lies beyond the exponents.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text) noexcept;
  /// So many units of which ten to the power of `decimals` are one: 12345 with 2 decimals is 123.45. The decimals are
  /// 0 to 6176 (asserted).
  [[nodiscard]] static Decimal from_parts(std::int64_t units, int decimals) noexcept;

  /// Without an exponent: `-0.05`, `12300`, `1.20`; zeros at the end of decimals stay as they were computed.
  [[nodiscard]] std::string to_text() const;
  /// Nothing where it is not whole or does not fit.
  [[nodiscard]] std::optional<std::int64_t> as_integer() const noexcept;

  [[nodiscard]] bool is_zero() const noexcept;
  [[nodiscard]] bool is_whole() const noexcept;  ///< also 1.00
  [[nodiscard]] int sign() const noexcept;       ///< -1, 0 or 1

  [[nodiscard]] std::optional<Decimal> add(const Decimal& other) const noexcept;
  [[nodiscard]] std::optional<Decimal> subtract(const Decimal& other) const noexcept;
  [[nodiscard]] std::optional<Decimal> multiply(const Decimal& other) const noexcept;
  [[nodiscard]] std::optional<Decimal> divide(const Decimal& divisor) const noexcept;
  /// This less the divisor as often as it goes into it, rounded down (DMN 1.5, chapter 10.3.4.5): it has the sign of
  /// the divisor. modulo(-10, 4) is 2.
  [[nodiscard]] std::optional<Decimal> modulo(const Decimal& divisor) const noexcept;
  /// Only whole exponents. Zero to the power of zero is 1.
  [[nodiscard]] std::optional<Decimal> power(const Decimal& exponent) const noexcept;
  [[nodiscard]] Decimal negate() const noexcept;
  [[nodiscard]] Decimal abs() const noexcept;

  /// With at most so many decimals; a negative scale rounds to tens, hundreds and so on. Nothing where the scale is
  /// not -6111 to 6176.
  [[nodiscard]] std::optional<Decimal> round(int scale, Rounding rounding) const noexcept;

  /// The same value without zeros at the end of its decimals.
  [[nodiscard]] Decimal normalised() const noexcept;
  /// Equal for equal numbers.
  [[nodiscard]] std::size_t hash() const noexcept;

  /// By value: 1 and 1.00 are equal.
  [[nodiscard]] std::weak_ordering operator<=>(const Decimal& other) const noexcept;
  [[nodiscard]] bool operator==(const Decimal& other) const noexcept;

 private:
  friend struct DecimalParts;
  friend class Value;
  constexpr Decimal(std::uint64_t low, std::uint64_t high) noexcept : low_(low), high_(high) {}

  // From the lowest bit: 113 bits of the digits as one whole number, 14 of the exponent counted from the least, one of
  // the sign. The first two bits of the exponent are never both set.
  static constexpr unsigned place_of_exponent = 49;  // in the upper half
  std::uint64_t low_ = 0;
  std::uint64_t high_ = std::uint64_t{-least_exponent} << place_of_exponent;
};

}  // namespace warrantor
