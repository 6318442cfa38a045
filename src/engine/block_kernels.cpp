#include "engine/block_kernels.hpp"

// Each of these loops is compiled for several generations of processors, of which the fitting one is taken at run time;
// under a sanitizer, or where the system does not know of this, for the oldest alone.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define WARRANTOR_VECTOR_LOOP [[gnu::target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")]]
#else
#define WARRANTOR_VECTOR_LOOP
#endif

namespace warrantor::engine {
namespace {

template <class Test>
LineMask lines_where(const Test& test) noexcept {
  LineMask mask;
  for (std::size_t word = 0; word < words_of_mask; ++word) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; ++i) bits |= std::uint64_t{test(word * 64 + i)} << i;
    mask[word] = bits;
  }
  return mask;
}

template <class Make>
void for_each_line(LineNumbers& result, const Make& make) noexcept {
  for (std::size_t line = 0; line < lines_of_block; ++line) result[line] = make(line);
}

// As two's complement has it; on lines that are not known anything may stand.
std::int64_t wrapped_sum(std::int64_t left, std::int64_t right) noexcept {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(left) + static_cast<std::uint64_t>(right));
}

std::int64_t wrapped_difference(std::int64_t left, std::int64_t right) noexcept {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(left) - static_cast<std::uint64_t>(right));
}

// The calendar in months from March of the year 0 and days from its first: a leap day is then the last of its year.
// In 32 bits, of which a vector instruction takes twice as many at once; unsigned, so that a number which is no date
// does no harm.

constexpr std::int64_t days_before_epoch = 719468;  // from 0000-03-01 to 1970-01-01
constexpr std::int32_t first_month = 10;            // January of the year 1
constexpr std::int32_t last_month = 119997;         // December of the year 9999
constexpr std::int64_t most_months = 120000;

struct MonthAndDay {
  std::uint32_t month = 0;
  std::uint32_t day = 0;  ///< from 0
};

MonthAndDay month_of(std::uint32_t days) noexcept {
  constexpr std::uint32_t quarters_of_century = 146097;
  constexpr std::uint32_t days_of_four_years = 1461;
  const std::uint32_t quarters = 4 * days + 3;
  const std::uint32_t in_century = quarters % quarters_of_century | 3U;
  const std::uint32_t year = 100 * (quarters / quarters_of_century) + in_century / days_of_four_years;
  const std::uint32_t day_of_year = in_century % days_of_four_years / 4;
  const std::uint32_t month = (5 * day_of_year + 2) / 153;
  return {12 * year + month, day_of_year - (153 * month + 2) / 5};
}

std::uint32_t start_of(std::uint32_t month) noexcept {
  const std::uint32_t year = month / 12;
  return 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month % 12) + 2) / 5;
}

// In line, so as to be compiled for each processor as the loop around it is.
[[gnu::always_inline]] inline std::uint32_t plus_months(std::uint32_t days, std::int32_t months,
                                                        std::uint32_t days_past_end) noexcept {
  const MonthAndDay start = month_of(days);
  const std::int32_t sum = static_cast<std::int32_t>(start.month) + months;
  const auto month = static_cast<std::uint32_t>(std::clamp(sum, first_month, last_month));
  const std::uint32_t begin = start_of(month);
  const std::uint32_t end = start_of(month + 1);
  const std::uint32_t day = begin + start.day < end ? begin + start.day : end - 1 + days_past_end;
  const std::uint32_t not_too_late = sum > last_month ? end - 1 : day;
  return sum < first_month ? begin : not_too_late;
}

}  // namespace

WARRANTOR_VECTOR_LOOP
LineMask lines_where_equal(const LineNumbers& left, const LineNumbers& right) noexcept {
  return lines_where([&](std::size_t line) { return left[line] == right[line]; });
}

WARRANTOR_VECTOR_LOOP
LineMask lines_where_equal(const LineNumbers& left, std::int64_t right) noexcept {
  return lines_where([&](std::size_t line) { return left[line] == right; });
}

WARRANTOR_VECTOR_LOOP
LineMask lines_where_less(const LineNumbers& left, const LineNumbers& right) noexcept {
  return lines_where([&](std::size_t line) { return left[line] < right[line]; });
}

WARRANTOR_VECTOR_LOOP
LineMask lines_where_less(const LineNumbers& left, std::int64_t right) noexcept {
  return lines_where([&](std::size_t line) { return left[line] < right; });
}

WARRANTOR_VECTOR_LOOP
LineMask lines_where_greater(const LineNumbers& left, std::int64_t right) noexcept {
  return lines_where([&](std::size_t line) { return left[line] > right; });
}

WARRANTOR_VECTOR_LOOP
LineMask lines_where_among(const LineNumbers& numbers, std::span<const std::uint64_t> set) noexcept {
  if (set.size() == 1) {
    const std::uint64_t bits = set.front();
    return lines_where([&](std::size_t line) { return (bits >> static_cast<std::uint64_t>(numbers[line]) & 1U) != 0; });
  }
  return lines_where([&](std::size_t line) {
    const auto number = static_cast<std::uint64_t>(numbers[line]);
    return (set[number / 64] >> number % 64 & 1U) != 0;
  });
}

WARRANTOR_VECTOR_LOOP
void choose(const LineMask& mask, const LineNumbers& chosen, const LineNumbers& other, LineNumbers& result) noexcept {
  for_each_line(result, [&](std::size_t line) { return contains(mask, line) ? chosen[line] : other[line]; });
}

WARRANTOR_VECTOR_LOOP
void replace(const LineMask& mask, const LineNumbers& numbers, std::int64_t by, LineNumbers& result) noexcept {
  for_each_line(result, [&](std::size_t line) { return contains(mask, line) ? by : numbers[line]; });
}

WARRANTOR_VECTOR_LOOP
void look_up(const LineNumbers& numbers, std::span<const std::int64_t> table, LineNumbers& result) noexcept {
  for_each_line(result, [&](std::size_t line) { return table[static_cast<std::size_t>(numbers[line])]; });
}

WARRANTOR_VECTOR_LOOP
void take_smaller(const LineNumbers& left, const LineNumbers& right, LineNumbers& result) noexcept {
  for_each_line(result, [&](std::size_t line) { return std::min(left[line], right[line]); });
}

WARRANTOR_VECTOR_LOOP
void take_larger(const LineNumbers& left, const LineNumbers& right, LineNumbers& result) noexcept {
  for_each_line(result, [&](std::size_t line) { return std::max(left[line], right[line]); });
}

WARRANTOR_VECTOR_LOOP
LineMask add(const LineNumbers& left, const LineNumbers& right, LineNumbers& result) noexcept {
  for_each_line(result, [&](std::size_t line) { return wrapped_sum(left[line], right[line]); });
  return lines_where(
      [&](std::size_t line) { return ((left[line] ^ result[line]) & (right[line] ^ result[line])) >= 0; });
}

WARRANTOR_VECTOR_LOOP
LineMask subtract(const LineNumbers& left, const LineNumbers& right, LineNumbers& result) noexcept {
  for_each_line(result, [&](std::size_t line) { return wrapped_difference(left[line], right[line]); });
  return lines_where([&](std::size_t line) { return ((left[line] ^ right[line]) & (left[line] ^ result[line])) >= 0; });
}

WARRANTOR_VECTOR_LOOP
LineMask multiply(const LineNumbers& left, const LineNumbers& right, LineNumbers& result) noexcept {
  return lines_where([&](std::size_t line) { return !__builtin_mul_overflow(left[line], right[line], &result[line]); });
}

WARRANTOR_VECTOR_LOOP
void add_days(const LineNumbers& dates, const LineNumbers& days, LineNumbers& result) noexcept {
  const std::int64_t earliest = Date::earliest().days_since_epoch();
  const std::int64_t latest = Date::latest().days_since_epoch();
  const std::int64_t most = latest - earliest;
  for_each_line(result, [&](std::size_t line) {
    return std::clamp(wrapped_sum(dates[line], std::clamp(days[line], -most, most)), earliest, latest);
  });
}

WARRANTOR_VECTOR_LOOP
void add_months(const LineNumbers& dates, const LineNumbers& months, MonthRounding rounding,
                LineNumbers& result) noexcept {
  const std::uint32_t days_past_end = rounding == MonthRounding::up ? 1 : 0;
  std::array<std::uint32_t, lines_of_block> from;
  std::array<std::int32_t, lines_of_block> by;
  for (std::size_t line = 0; line < lines_of_block; ++line) {
    from[line] = static_cast<std::uint32_t>(wrapped_sum(dates[line], days_before_epoch));
    by[line] = static_cast<std::int32_t>(std::clamp(months[line], -most_months, most_months));
  }
  for (std::size_t line = 0; line < lines_of_block; ++line) {
    from[line] = plus_months(from[line], by[line], days_past_end);
  }
  for_each_line(result, [&](std::size_t line) { return std::int64_t{from[line]} - days_before_epoch; });
}

// Hacker's Delight, 7-3, on 64 bits: swaps ever smaller squares across the diagonal.
WARRANTOR_VECTOR_LOOP
void transpose(std::array<std::uint64_t, 64>& rows) noexcept {
  std::uint64_t mask = 0x00000000FFFFFFFF;
  for (std::size_t size = 32; size != 0; size >>= 1U, mask ^= mask << size) {
    for (std::size_t block = 0; block < 64; block += 2 * size) {
      for (std::size_t i = block; i < block + size; ++i) {
        const std::uint64_t swapped = (rows[i] >> size ^ rows[i + size]) & mask;
        rows[i] ^= swapped << size;
        rows[i + size] ^= swapped;
      }
    }
  }
}

}  // namespace warrantor::engine
