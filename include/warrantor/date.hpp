#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <warrantor/expected.hpp>

namespace warrantor {

/// Where a counted month has no such day (31 January + 1 month): its last day, or the first of the next
/// month.
enum class MonthRounding : std::uint8_t { down, up };

/// A day of the proleptic Gregorian calendar from 0001-01-01 to 9999-12-31, without a time or a zone. Eight
/// bytes at most, immutable, free to share between threads.
///
///     Date sold = *Date::parse("2023-08-31");
///     Date last = sold.plus_months(18).value();      // 2025-02-28: the last covered day
class Date {
 public:
  [[nodiscard]] static std::optional<Date> from_ymd(int year, int month, int day) noexcept;
  /// Days since 1970-01-01; asserted to lie within the calendar above.
  [[nodiscard]] static Date from_days(std::int32_t days_since_epoch) noexcept;
  [[nodiscard]] static Date earliest() noexcept;  ///< 0001-01-01
  [[nodiscard]] static Date latest() noexcept;    ///< 9999-12-31

  /// Reads 2024-01-05, 2024/1/5 or 20240105, and nothing else: no blanks, no two-digit years. The error says
  /// whether the text is no date at all or names a day that does not exist.
  [[nodiscard]] static Expected<Date> parse(std::string_view text);

  [[nodiscard]] std::int32_t days_since_epoch() const noexcept { return days_; }
  [[nodiscard]] int year() const noexcept;
  [[nodiscard]] int month() const noexcept;  ///< 1 to 12
  [[nodiscard]] int day() const noexcept;    ///< 1 to 31

  /// Nothing where the result leaves the calendar.
  [[nodiscard]] std::optional<Date> plus_days(std::int64_t days) const noexcept;

  /// Counts calendar months, keeping the number of the day; where the month has no such day, `rounding`
  /// decides. 2023-02-28 + 12 months is 2024-02-28 (a library that snaps month ends says 29). Civil Code of
  /// China, articles 201 and 202. Nothing where the result leaves the calendar.
  [[nodiscard]] std::optional<Date> plus_months(std::int64_t months,
                                                MonthRounding rounding = MonthRounding::down) const noexcept;

  auto operator<=>(const Date&) const noexcept = default;

  [[nodiscard]] std::string to_string() const;  ///< 2024-01-05

 private:
  explicit Date(std::int32_t days) noexcept : days_(days) {}
  std::int32_t days_;
};

/// Whole days from one date to another; negative where `to` lies before `from`.
[[nodiscard]] std::int32_t days_between(Date from, Date to) noexcept;

/// A period that is counted from a start day, which itself is not counted, to a last day that is within
/// (Civil Code of China, articles 201 and 202).
struct Period {
  Date start;
  Date last_day;

  /// Days by which `day` lies after the last day; 0 or less: within.
  [[nodiscard]] std::int32_t days_past(Date day) const noexcept { return days_between(last_day, day); }
  [[nodiscard]] bool has_ended_by(Date day) const noexcept { return day > last_day; }
};

/// The period of so many calendar months from `start`. A last day beyond the calendar is its latest day.
[[nodiscard]] Period period_of_months(Date start, std::int64_t months,
                                      MonthRounding rounding = MonthRounding::down) noexcept;
[[nodiscard]] Period period_of_days(Date start, std::int64_t days) noexcept;

}  // namespace warrantor
