#include "io/cell_date.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <warrantor/date.hpp>

#include "base/text.hpp"

namespace warrantor::io {

namespace {

/// The three numbers of a date, in the order in which they are written.
struct Numbers {
  std::array<std::string_view, 3> parts;
};

ValueFault no_date(std::string_view text, std::string help = "write a date as `2024-01-05`") {
  return {base::quote(text) + " is not a date", std::move(help)};
}

bool are_numbers(const Numbers& numbers) {
  return std::all_of(numbers.parts.begin(), numbers.parts.end(),
                     [](std::string_view part) { return base::is_all_digits(part) && part.size() <= 4; });
}

// Parts a text at two separators, which may be followed by nothing but a third.
std::optional<Numbers> split_at(std::string_view text, std::string_view first, std::string_view second,
                                std::string_view third) {
  const std::size_t one = text.find(first);
  if (one == std::string_view::npos) return std::nullopt;
  const std::size_t two = text.find(second, one + first.size());
  if (two == std::string_view::npos) return std::nullopt;
  std::string_view last = text.substr(two + second.size());
  if (!third.empty() && last.ends_with(third)) last.remove_suffix(third.size());
  Numbers numbers{{base::trim(text.substr(0, one)),
                   base::trim(text.substr(one + first.size(), two - one - first.size())), base::trim(last)}};
  return are_numbers(numbers) ? std::optional(numbers) : std::nullopt;
}

std::optional<Numbers> split_date(std::string_view text) {
  for (const std::string_view separator : {"-", "/", "."}) {
    if (auto numbers = split_at(text, separator, separator, "")) return numbers;
  }
  if (auto numbers = split_at(text, "年", "月", "日")) return numbers;
  if (text.size() == 8 && base::is_all_digits(text))
    return Numbers{{text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)}};
  return std::nullopt;
}

/// What stands behind a date.
enum class TimeOfDay { none, midnight, other, unknown };

// `0:00`, `00:00:00`, `00:00:00.000`, `12:00:00 AM`.
TimeOfDay read_time(std::string_view text) {
  if (text.empty()) return TimeOfDay::none;
  const std::string lower = base::to_lower(text);
  std::string_view rest = lower;
  const bool is_morning = rest.ends_with("am");
  const bool is_afternoon = rest.ends_with("pm");
  if (is_morning || is_afternoon) rest = base::trim(rest.substr(0, rest.size() - 2));
  bool is_zero = !is_afternoon;
  const std::string_view clock = rest.substr(0, rest.find('.'));
  const std::vector<std::string_view> parts = base::split(clock, ':');
  if (clock.size() < rest.size() && !base::is_all_digits(rest.substr(clock.size() + 1))) return TimeOfDay::unknown;
  if (clock.size() < rest.size() && rest.find_first_not_of('0', clock.size() + 1) != std::string_view::npos)
    is_zero = false;
  if (parts.size() < 2 || parts.size() > 3) return TimeOfDay::unknown;
  constexpr std::array<std::int64_t, 3> bounds = {24, 60, 60};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!base::is_all_digits(parts[i]) || parts[i].size() > 2) return TimeOfDay::unknown;
    const std::int64_t number = base::parse_integer(parts[i])->number;
    if (number >= bounds[i]) return TimeOfDay::unknown;
    const bool is_midnight_hour = i == 0 && is_morning && number == 12;
    if (number != 0 && !is_midnight_hour) is_zero = false;
    if (i == 0 && is_morning && number == 0) is_zero = false;  // no clock of twelve hours says so
  }
  return is_zero ? TimeOfDay::midnight : TimeOfDay::other;
}

// `20240105000000`, as some databases write it.
std::optional<PlainDate> read_fourteen_digits(std::string_view text) {
  if (text.size() != 14 || !base::is_all_digits(text)) return std::nullopt;
  const std::string clock =
      std::string(text.substr(8, 2)) + ':' + std::string(text.substr(10, 2)) + ':' + std::string(text.substr(12, 2));
  const TimeOfDay clock_time = read_time(clock);
  if (clock_time == TimeOfDay::unknown) return std::nullopt;
  return PlainDate{std::string(text.substr(0, 8)), clock_time == TimeOfDay::other};
}

// Where the date ends and a clock_time may begin.
std::size_t end_of_date(std::string_view text) {
  constexpr std::string_view day_sign = "日";
  const std::size_t day = text.find(day_sign);
  if (day != std::string_view::npos) return day + day_sign.size();
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return text.size();
  const std::size_t blank = text.find_first_of(" Tt");
  return std::min(blank, text.size());
}

std::optional<std::string> as_date(std::string_view year, std::string_view month, std::string_view day) {
  const auto number = [](std::string_view digits) { return static_cast<int>(base::parse_integer(digits)->number); };
  const auto date = Date::from_ymd(number(year), number(month), number(day));
  return date ? std::optional("`" + date->to_string() + "`") : std::nullopt;
}

// Faults of dates whose year does not come first.
ValueFault year_not_first(std::string_view text, const Numbers& numbers) {
  const auto& [first, second, third] = numbers.parts;
  if (third.size() != 4) {
    return no_date(text, "write the year with four digits and first, as `2024-01-05`");
  }
  const auto day_first = as_date(third, second, first);
  const auto month_first = as_date(third, first, second);
  if (day_first && month_first && *day_first != *month_first) {
    return {base::quote(text) + " can be read as two days",
            "write the year first: " + *day_first + " or " + *month_first};
  }
  if (!day_first && !month_first) return no_date(text);
  return no_date(text, "write the year first: " + (day_first ? *day_first : *month_first));
}

std::optional<ValueFault> counted_days(std::string_view text) {
  constexpr std::int64_t begin_of_count = -25569;  // 1899-12-30
  const std::string_view digits = text.substr(0, text.find('.'));
  if (digits.size() != 5 || !base::is_all_digits(digits)) return std::nullopt;
  const auto day = static_cast<std::int32_t>(base::parse_integer(digits)->number + begin_of_count);
  return ValueFault{
      base::quote(text) + " is a number by which a spreadsheet counts days",
      "give the column the form of a date there and save again; it may be `" + Date::from_days(day).to_string() + "`"};
}

}  // namespace

Expected<PlainDate, ValueFault> plain_date(std::string_view text) {
  if (auto compact = read_fourteen_digits(text)) return *std::move(compact);
  const std::size_t end = end_of_date(text);
  std::string_view behind = text.substr(end);
  if (behind.starts_with('T') || behind.starts_with('t')) behind.remove_prefix(1);
  const TimeOfDay clock_time = read_time(base::trim(behind));
  const auto numbers = split_date(base::trim(text.substr(0, end)));
  if (!numbers) {
    if (auto counted = counted_days(text)) return *std::move(counted);
    return no_date(text);
  }
  const auto& [year, month, day] = numbers->parts;
  if (year.size() != 4 || month.size() > 2 || day.size() > 2) return year_not_first(text, *numbers);
  const std::string plain = std::string(year) + '/' + std::string(month) + '/' + std::string(day);
  if (clock_time == TimeOfDay::unknown) {
    const auto date = as_date(year, month, day);
    return no_date(text, "write the day alone, as " + date.value_or("`2024-01-05`"));
  }
  return PlainDate{plain, clock_time == TimeOfDay::other};
}

}  // namespace warrantor::io
