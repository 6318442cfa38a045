#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <warrantor/schema.hpp>

#include "io/plain_number.hpp"

namespace warrantor::io {

/// The months of the years that claims are about, so that a date is looked up and not computed. Immutable.
class MonthTable {
 public:
  /// The only one; made when it is first asked for.
  [[nodiscard]] static const MonthTable& get();

  struct Month {
    std::int32_t day_before = 0;  ///< days from 1970-01-01 to the last day of the month before
    std::uint32_t length = 0;     ///< days; 0: no month of the table
  };
  /// A month from 1 to 12 of a year; any other numbers give one without days.
  [[nodiscard]] Month find(std::uint64_t year, std::uint64_t month) const noexcept {
    const std::uint64_t place = (year - first_year) * 12 + (month - 1);
    return month - 1 < 12 && place < months_.size() ? months_[place] : Month();
  }

 private:
  MonthTable();

  static constexpr std::uint64_t first_year = 1900;
  static constexpr std::uint64_t last_year = 2099;
  std::array<Month, (last_year - first_year + 1) * 12> months_;
};

/// Days of the years from 1900 to 2099: `2024-01-05`.
class PlainDates {
 public:
  explicit PlainDates(const Fact& fact) : months_(&MonthTable::get()), takes_blank_(may_be_blank(fact)) {}

  [[nodiscard]] PlainValue read(std::string_view cell) const noexcept {
    if (cell.empty()) return {0, false, takes_blank_};
    if (cell.size() != 10) return {};
    // yyyy-mm- and dd become yyyymmdd.
    const auto front = load<std::uint64_t>(cell.data());
    const std::uint64_t back = load<std::uint16_t>(cell.data() + 8);
    const std::uint64_t digits = (front & 0xFFFFFFFF) | (front >> 8U & 0xFFFF00000000) | back << 48U;
    const bool has_dashes = (front & 0xFF0000FF00000000) == 0x2D00002D00000000;
    const std::uint64_t values = values_of(digits, 8);
    if (!has_dashes || !are_digits(values)) return {};
    const std::uint64_t pairs = join_pairs(values);
    const std::uint64_t year = (pairs & 0xFFU) * 100 + (pairs >> 16U & 0xFFU);
    const std::uint64_t day = pairs >> 48U & 0xFFU;
    const MonthTable::Month month = months_->find(year, pairs >> 32U & 0xFFU);
    return {month.day_before + static_cast<std::int64_t>(day), true, day - 1 < month.length};
  }

 private:
  const MonthTable* months_;
  bool takes_blank_ = false;
};

}  // namespace warrantor::io
