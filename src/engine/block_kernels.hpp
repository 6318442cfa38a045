#pragma once

#include <array>
#include <cstdint>
#include <span>

#include <warrantor/date.hpp>

#include "engine/block_columns.hpp"

// What is done to all lines of a block at once: loops without branches, which the compiler turns into vector
// instructions. They look at every line, known or not.
namespace warrantor::engine {

[[nodiscard]] LineMask lines_where_equal(const LineNumbers& left, const LineNumbers& right) noexcept;
[[nodiscard]] LineMask lines_where_equal(const LineNumbers& left, std::int64_t right) noexcept;
[[nodiscard]] LineMask lines_where_less(const LineNumbers& left, const LineNumbers& right) noexcept;
[[nodiscard]] LineMask lines_where_less(const LineNumbers& left, std::int64_t right) noexcept;
[[nodiscard]] LineMask lines_where_greater(const LineNumbers& left, std::int64_t right) noexcept;
/// Lines whose number n is one of a set: bit n % 64 of word n / 64. All numbers must lie within it.
[[nodiscard]] LineMask lines_where_among(const LineNumbers& numbers, std::span<const std::uint64_t> set) noexcept;

/// `chosen` where the mask has the line, else `other`.
void choose(const LineMask& mask, const LineNumbers& chosen, const LineNumbers& other, LineNumbers& result) noexcept;
/// One number on the lines of a mask, the others as they are.
void replace(const LineMask& mask, const LineNumbers& numbers, std::int64_t by, LineNumbers& result) noexcept;
/// The entries of a table; all numbers must lie within it.
void look_up(const LineNumbers& numbers, std::span<const std::int64_t> table, LineNumbers& result) noexcept;
void take_smaller(const LineNumbers& left, const LineNumbers& right, LineNumbers& result) noexcept;
void take_larger(const LineNumbers& left, const LineNumbers& right, LineNumbers& result) noexcept;

// The result are the lines on which the number fits; on others there is any.
[[nodiscard]] LineMask add(const LineNumbers& left, const LineNumbers& right, LineNumbers& result) noexcept;
[[nodiscard]] LineMask subtract(const LineNumbers& left, const LineNumbers& right, LineNumbers& result) noexcept;
[[nodiscard]] LineMask multiply(const LineNumbers& left, const LineNumbers& right, LineNumbers& result) noexcept;

// Dates are days since 1970-01-01. A day beyond the calendar is its last one, either way.
void add_days(const LineNumbers& dates, const LineNumbers& days, LineNumbers& result) noexcept;
void add_months(const LineNumbers& dates, const LineNumbers& months, MonthRounding rounding,
                LineNumbers& result) noexcept;

/// Bit i of row k becomes bit k of row i.
void transpose(std::array<std::uint64_t, 64>& rows) noexcept;

}  // namespace warrantor::engine
