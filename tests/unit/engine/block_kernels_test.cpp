#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <warrantor/date.hpp>

#include "base/checked.hpp"
#include "engine/block_kernels.hpp"

namespace warrantor::engine {
namespace {

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

/// Numbers on which sums, products and comparisons turn, in any order.
LineNumbers edge_numbers(std::mt19937& random) {
  static const std::vector<std::int64_t> edges{smallest, smallest + 1, -4'294'967'296, -1,          0,      1, 2,
                                               63,       64,           3'037'000'500,  largest - 1, largest};
  LineNumbers numbers;
  for (std::int64_t& number : numbers) number = edges[random() % edges.size()];
  return numbers;
}

LineNumbers random_dates(std::mt19937& random) {
  const std::int32_t first = Date::earliest().days_since_epoch();
  const auto count = static_cast<std::uint32_t>(Date::latest().days_since_epoch() - first + 1);
  LineNumbers dates;
  for (std::int64_t& date : dates) date = first + static_cast<std::int64_t>(random() % count);
  return dates;
}

/// The last days of every month of some years, leap years of each kind among them, and the ends of the calendar.
std::vector<std::int64_t> month_ends() {
  std::vector<std::int64_t> days{Date::earliest().days_since_epoch(), Date::latest().days_since_epoch()};
  for (const int year : {1, 4, 1600, 1900, 1970, 2000, 2023, 2024, 2100, 9999}) {
    for (int month = 1; month <= 12; ++month) {
      for (const int day : {1, 27, 28, 29, 30, 31}) {
        if (const auto date = Date::from_ymd(year, month, day)) days.push_back(date->days_since_epoch());
      }
    }
  }
  return days;
}

std::int64_t plus_months(std::int64_t date, std::int64_t months, MonthRounding rounding) {
  const auto sum = Date::from_days(static_cast<std::int32_t>(date)).plus_months(months, rounding);
  return sum.value_or(months < 0 ? Date::earliest() : Date::latest()).days_since_epoch();
}

std::int64_t plus_days(std::int64_t date, std::int64_t days) {
  const auto sum = Date::from_days(static_cast<std::int32_t>(date)).plus_days(days);
  return sum.value_or(days < 0 ? Date::earliest() : Date::latest()).days_since_epoch();
}

}  // namespace

TEST_CASE("comparisons of a block are those of its lines") {
  constexpr std::uint32_t seed = 11;
  MESSAGE("seed ", seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 20; ++round) {
    const LineNumbers left = edge_numbers(random);
    const LineNumbers right = edge_numbers(random);
    const std::int64_t constant = right.front();
    for (std::size_t line = 0; line < lines_of_block; ++line) {
      REQUIRE(contains(lines_where_equal(left, right), line) == (left[line] == right[line]));
      REQUIRE(contains(lines_where_equal(left, constant), line) == (left[line] == constant));
      REQUIRE(contains(lines_where_less(left, right), line) == (left[line] < right[line]));
      REQUIRE(contains(lines_where_less(left, constant), line) == (left[line] < constant));
      REQUIRE(contains(lines_where_greater(left, constant), line) == (left[line] > constant));
    }
  }
}

TEST_CASE("sums, differences and products of a block are those of its lines, and what does not fit is told") {
  constexpr std::uint32_t seed = 12;
  MESSAGE("seed ", seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 20; ++round) {
    const LineNumbers left = edge_numbers(random);
    const LineNumbers right = edge_numbers(random);
    LineNumbers sums;
    LineNumbers differences;
    LineNumbers products;
    const LineMask sum_fits = add(left, right, sums);
    const LineMask difference_fits = subtract(left, right, differences);
    const LineMask product_fits = multiply(left, right, products);
    const auto check = [](std::optional<std::int64_t> expected, const LineMask& fits, const LineNumbers& numbers,
                          std::size_t line) {
      REQUIRE(contains(fits, line) == expected.has_value());
      if (expected) REQUIRE(numbers[line] == *expected);
    };
    for (std::size_t line = 0; line < lines_of_block; ++line) {
      check(base::checked_add(left[line], right[line]), sum_fits, sums, line);
      check(base::checked_subtract(left[line], right[line]), difference_fits, differences, line);
      check(base::checked_multiply(left[line], right[line]), product_fits, products, line);
    }
  }
}

TEST_CASE("months are added to all dates as Date adds them, month ends and the calendar's ends among them") {
  const std::vector<std::int64_t> days = month_ends();
  for (const std::int64_t months :
       {0, 1, -1, 2, 11, 12, 13, 18, 24, -24, 1200, -120'000, 119'987, 120'000, 1'000'000}) {
    CAPTURE(months);
    for (std::size_t first = 0; first < days.size(); first += lines_of_block) {
      LineNumbers dates{};
      LineNumbers by{};
      by.fill(months);
      const std::size_t count = std::min(lines_of_block, days.size() - first);
      for (std::size_t i = 0; i < count; ++i) dates[i] = days[first + i];
      for (const MonthRounding rounding : {MonthRounding::down, MonthRounding::up}) {
        LineNumbers sums;
        add_months(dates, by, rounding, sums);
        for (std::size_t i = 0; i < count; ++i) {
          CAPTURE(dates[i]);
          REQUIRE(sums[i] == plus_months(dates[i], months, rounding));
        }
      }
    }
  }
}

TEST_CASE("months and days are added to random dates as Date adds them, however many they are") {
  constexpr std::uint32_t seed = 13;
  MESSAGE("seed ", seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 40; ++round) {
    const LineNumbers dates = random_dates(random);
    LineNumbers by;
    for (std::int64_t& number : by) {
      number = static_cast<std::int64_t>(random() % 8'000'000) - 4'000'000;
      if (random() % 2 == 0) number /= 10'000;
      if (random() % 16 == 0) number = random() % 2 == 0 ? smallest : largest;
    }
    LineNumbers months;
    LineNumbers days;
    add_months(dates, by, MonthRounding::down, months);
    add_days(dates, by, days);
    for (std::size_t line = 0; line < lines_of_block; ++line) {
      REQUIRE(months[line] == plus_months(dates[line], by[line], MonthRounding::down));
      REQUIRE(days[line] == plus_days(dates[line], by[line]));
    }
  }
}

TEST_CASE("entries are found in sets of a word and of several, and in tables") {
  for (const std::size_t entries : {1U, 63U, 64U, 65U, 200U}) {
    CAPTURE(entries);
    std::vector<std::uint64_t> set((entries + 63) / 64);
    std::vector<std::int64_t> table;
    for (std::size_t entry = 0; entry < entries; ++entry) {
      if (entry % 3 == 0) set[entry / 64] |= std::uint64_t{1} << entry % 64;
      table.push_back(static_cast<std::int64_t>(entry % 7));
    }
    LineNumbers numbers;
    for (std::size_t line = 0; line < lines_of_block; ++line) numbers[line] = static_cast<std::int64_t>(line % entries);
    const LineMask found = lines_where_among(numbers, set);
    LineNumbers looked_up;
    look_up(numbers, table, looked_up);
    for (std::size_t line = 0; line < lines_of_block; ++line) {
      REQUIRE(contains(found, line) == (numbers[line] % 3 == 0));
      REQUIRE(looked_up[line] == numbers[line] % 7);
    }
  }
}

TEST_CASE("numbers are chosen, replaced and bounded line by line") {
  std::mt19937 random(14);
  const LineNumbers left = edge_numbers(random);
  const LineNumbers right = edge_numbers(random);
  LineMask mask;
  for (std::uint64_t& word : mask) word = std::uint64_t{random()} << 32U | random();
  LineNumbers chosen;
  LineNumbers replaced;
  LineNumbers smaller;
  LineNumbers larger;
  choose(mask, left, right, chosen);
  replace(mask, left, 7, replaced);
  take_smaller(left, right, smaller);
  take_larger(left, right, larger);
  for (std::size_t line = 0; line < lines_of_block; ++line) {
    REQUIRE(chosen[line] == (contains(mask, line) ? left[line] : right[line]));
    REQUIRE(replaced[line] == (contains(mask, line) ? 7 : left[line]));
    REQUIRE(smaller[line] == std::min(left[line], right[line]));
    REQUIRE(larger[line] == std::max(left[line], right[line]));
  }
}

TEST_CASE("a square of bits is turned over its diagonal") {
  std::mt19937_64 random(15);
  std::array<std::uint64_t, 64> rows;
  for (std::uint64_t& row : rows) row = random();
  const std::array<std::uint64_t, 64> before = rows;
  transpose(rows);
  for (std::size_t row = 0; row < 64; ++row) {
    for (std::size_t column = 0; column < 64; ++column) {
      REQUIRE((rows[row] >> column & 1U) == (before[column] >> row & 1U));
    }
  }
}

}  // namespace warrantor::engine
