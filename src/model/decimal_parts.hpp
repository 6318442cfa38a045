#pragma once

#include <array>
#include <optional>

#include <warrantor/decimal.hpp>

namespace warrantor {

__extension__ using Digits = unsigned __int128;

/// 1, 10, 100, … as far as 128 bits go.
inline constexpr std::array<Digits, 39> powers_of_ten = [] {
  std::array<Digits, 39> powers{};
  Digits power = 1;
  for (Digits& entry : powers) {
    entry = power;
    power *= 10;
  }
  return powers;
}();

/// How many digits a number has; 0 has none.
[[nodiscard]] int count_digits(Digits digits) noexcept;

/// A decimal number taken apart: digits times ten to the power of the exponent.
struct DecimalParts {
  bool is_negative = false;
  Digits digits = 0;
  int exponent = 0;

  [[nodiscard]] static DecimalParts of(const Decimal& number) noexcept;
  /// Put together again; the digits are at most 34. Zeros move between digits and exponent where only so the exponent
  /// fits; nothing where that does not do.
  [[nodiscard]] std::optional<Decimal> joined() const noexcept;
};

}  // namespace warrantor
