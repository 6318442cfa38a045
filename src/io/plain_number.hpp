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
  /// Of a number up to 10^18; of one below zero that of its int64_t.
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

  [[nodiscard]] PlainValue read(std::string_view cell) const noexcept { return read_any(cell); }
  [[nodiscard]] PlainValue read(InnerCell cell) const noexcept { return read_any(cell); }

 private:
  template <class Cell>
  [[nodiscard]] PlainValue read_any(Cell cell) const noexcept;
  [[nodiscard]] PlainValue read_long(std::string_view cell) const noexcept;

  PlainRange range_;
};

/// Amounts with all decimals of the currency or with none: `1250.00`, `1250`.
class PlainAmounts {
 public:
  PlainAmounts(Currency currency, const Fact& fact);

  [[nodiscard]] PlainValue read(std::string_view cell) const noexcept { return read_any(cell); }
  [[nodiscard]] PlainValue read(InnerCell cell) const noexcept { return read_any(cell); }

 private:
  template <class Cell>
  [[nodiscard]] PlainValue read_any(Cell cell) const noexcept;
  [[nodiscard]] PlainValue read_long(std::string_view cell) const noexcept;

  PlainRange range_;
  std::size_t decimals_ = 0;
  std::uint64_t units_ = 1;         ///< minor units of 1
  std::uint64_t point_ = '.';       ///< what stands before the decimals; none of a byte where there are none
  unsigned bits_before_point_ = 0;  ///< of eight characters
  std::uint64_t decimals_mask_ = 0;
};

// ---- The bytes of numbers: eight characters in a word, the last in its highest bits ----

inline constexpr std::size_t most_digits = 16;
inline constexpr std::uint64_t eight_zeros = 0x3030303030303030;

/// One to eight characters, behind bytes of zero.
[[nodiscard]] inline std::uint64_t load_last(const char* from, std::size_t size) noexcept {
  const std::size_t empty = 8 * (8 - size);
  if (size >= 4) {
    return std::uint64_t{load<std::uint32_t>(from)} << empty | std::uint64_t{load<std::uint32_t>(from + size - 4)}
                                                                   << 32U;
  }
  // The first, the middle and the last character are all of them.
  const auto shifted = [&](std::size_t place) {
    return std::uint64_t{static_cast<unsigned char>(from[place])} << (empty + 8 * place);
  };
  return shifted(0) | shifted(size / 2) | shifted(size - 1);
}

[[nodiscard]] inline std::uint64_t load_last(std::string_view cell) noexcept {
  return load_last(cell.data(), cell.size());
}
[[nodiscard]] inline std::uint64_t load_last(InnerCell cell) noexcept {
  return load<std::uint64_t>(cell.data() + cell.size() - 8) & shift_up_bytes(~std::uint64_t{0}, 8 - cell.size());
}

/// The values of characters from `0` on; others give bytes that are none of 0 to 9.
[[nodiscard]] constexpr std::uint64_t values_of(std::uint64_t characters, std::size_t count) noexcept {
  return characters - shift_up_bytes(eight_zeros, 8 - count);
}

[[nodiscard]] constexpr bool are_digits(std::uint64_t values) noexcept {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  constexpr std::uint64_t to_high_bit = 0x7676767676767676;  // from 10 on
  return (((values + to_high_bit) | values) & high_bits) == 0;
}

/// Each two digits beside each other become a number, in every other byte.
[[nodiscard]] constexpr std::uint64_t join_pairs(std::uint64_t values) noexcept { return values * 10 + (values >> 8U); }

/// The number that eight digits write.
[[nodiscard]] constexpr std::uint64_t number_of_digits(std::uint64_t values) noexcept {
  constexpr std::uint64_t every_fourth = 0x000000FF000000FF;
  const std::uint64_t pairs = join_pairs(values);
  const std::uint64_t millions_and_hundreds = (pairs & every_fourth) * (100 + (std::uint64_t{1'000'000} << 32U));
  const std::uint64_t the_others = (pairs >> 16U & every_fourth) * (1 + (std::uint64_t{10'000} << 32U));
  return (millions_and_hundreds + the_others) >> 32U;
}

template <class Cell>
PlainValue PlainNumbers::read_any(Cell cell) const noexcept {
  if (cell.size() > 8) return read_long(cell);
  if (cell.empty()) return range_.blank();
  const std::uint64_t values = values_of(load_last(cell), cell.size());
  return are_digits(values) ? range_.known(number_of_digits(values)) : PlainValue();
}

// Takes the point out by moving all before it one place on.
template <class Cell>
PlainValue PlainAmounts::read_any(Cell cell) const noexcept {
  if (cell.size() > 8) return read_long(cell);
  if (cell.empty()) return range_.blank();
  std::uint64_t characters = load_last(cell);
  std::uint64_t units = units_;
  std::size_t count = cell.size();
  if ((characters >> bits_before_point_ & 0xFFU) == point_) {
    if (count < decimals_ + 2) return {};
    characters = (characters & decimals_mask_) | (characters << 8U & ~decimals_mask_);
    units = 1;
    --count;
  }
  const std::uint64_t values = values_of(characters, count);
  return are_digits(values) ? range_.known(number_of_digits(values) * units) : PlainValue();
}

}  // namespace warrantor::io
