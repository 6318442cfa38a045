#pragma once

#include <cstdint>
#include <string_view>

#include <warrantor/schema.hpp>

#include "io/cell_bytes.hpp"
#include "io/plain_value.hpp"

namespace warrantor::io {

/// What the numbers of a fact may be.
class PlainRange {
 public:
  explicit PlainRange(const Fact& fact);

  [[nodiscard]] PlainValue blank() const noexcept { return {number_of_blank_, false, takes_blank_}; }
  /// Of a number up to 10^16.
  [[nodiscard]] PlainValue known(std::uint64_t number) const noexcept {
    return {static_cast<std::int64_t>(number), true, number - static_cast<std::uint64_t>(least_) <= width_};
  }

 private:
  std::int64_t least_ = 0;
  std::uint64_t width_ = 0;  ///< from the least to the largest
  std::int64_t number_of_blank_ = 0;
  bool takes_blank_ = false;
};

/// Whole numbers of digits alone: `28000`, `007`.
class PlainNumbers {
 public:
  explicit PlainNumbers(const Fact& fact) : range_(fact) {}

  [[nodiscard]] inline PlainValue read(std::string_view cell) const noexcept;

 private:
  PlainRange range_;
};

/// Amounts with all decimals of the currency or with none: `1250.00`, `1250`.
class PlainAmounts {
 public:
  PlainAmounts(Currency currency, const Fact& fact);

  [[nodiscard]] inline PlainValue read(std::string_view cell) const noexcept;

 private:
  PlainRange range_;
  std::size_t decimals_ = 0;
  std::uint64_t units_ = 1;  ///< minor units of 1
};

// ---- The bytes of numbers: up to 16 digits, eight of them in a word, the first in its lowest bits ----

inline constexpr std::size_t most_digits = 16;

/// The last sixteen characters of a text, which are all of it, behind zeros where it is shorter.
struct Digits {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

inline constexpr std::uint64_t eight_zeros = 0x3030303030303030;

[[nodiscard]] inline Digits digits_of(std::string_view text) noexcept {
  const CellBytes bytes = bytes_of(text);
  const std::size_t in_low = text.size() < 8 ? text.size() : 8;
  const std::size_t in_high = text.size() - in_low;
  return {shift_up_bytes(bytes.head, 8 - in_high) | shift_down_bytes(eight_zeros, in_high),
          shift_up_bytes(bytes.tail, 8 - in_low) | shift_down_bytes(eight_zeros, in_low)};
}

[[nodiscard]] constexpr bool are_digits(std::uint64_t word) noexcept {
  constexpr std::uint64_t high_halves = 0xF0F0F0F0F0F0F0F0;
  constexpr std::uint64_t sixes = 0x0606060606060606;  // carry all above 9 into the high half of their byte
  return (word & high_halves) == eight_zeros && ((word + sixes) & high_halves) == eight_zeros;
}

/// The number that eight digits write: first each two beside each other become one, then each two of those.
[[nodiscard]] constexpr std::uint64_t number_of_digits(std::uint64_t word) noexcept {
  constexpr std::uint64_t every_fourth = 0x000000FF000000FF;
  word -= eight_zeros;
  word = word * 10 + (word >> 8U);
  const std::uint64_t millions_and_hundreds = (word & every_fourth) * (100 + (std::uint64_t{1'000'000} << 32U));
  const std::uint64_t the_others = (word >> 16U & every_fourth) * (1 + (std::uint64_t{10'000} << 32U));
  return (millions_and_hundreds + the_others) >> 32U;
}

PlainValue PlainNumbers::read(std::string_view cell) const noexcept {
  if (cell.empty()) return range_.blank();
  if (cell.size() > most_digits) return {};
  const Digits digits = digits_of(cell);
  bool is_number = are_digits(digits.low);
  std::uint64_t number = number_of_digits(digits.low);
  if (cell.size() > 8) {
    is_number = is_number && are_digits(digits.high);
    number += number_of_digits(digits.high) * 100'000'000;
  }
  return is_number ? range_.known(number) : PlainValue();
}

// Takes the point out by moving all before it one place on.
PlainValue PlainAmounts::read(std::string_view cell) const noexcept {
  if (cell.empty()) return range_.blank();
  if (cell.size() > most_digits) return {};
  Digits digits = digits_of(cell);
  std::uint64_t units = units_;
  const std::size_t place_of_point = 7 - decimals_;
  const bool has_point = decimals_ > 0 && (digits.low >> 8 * place_of_point & 0xFFU) == '.';
  if (has_point) {
    if (cell.size() < decimals_ + 2) return {};
    const std::uint64_t behind = ~std::uint64_t{0} << 8 * place_of_point << 8U;
    const std::uint64_t before = ~(~std::uint64_t{0} << 8 * place_of_point);
    digits.low = (digits.low & behind) | (digits.low & before) << 8U | digits.high >> 56U;
    digits.high = digits.high << 8U | '0';
    units = 1;
  } else if (cell.size() + decimals_ > most_digits) {
    return {};
  }
  bool is_number = are_digits(digits.low);
  std::uint64_t number = number_of_digits(digits.low);
  if (cell.size() > 8) {
    is_number = is_number && are_digits(digits.high);
    number += number_of_digits(digits.high) * 100'000'000;
  }
  return is_number ? range_.known(number * units) : PlainValue();
}

}  // namespace warrantor::io
