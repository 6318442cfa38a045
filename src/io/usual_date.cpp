#include "io/usual_date.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "io/plain_date.hpp"

namespace warrantor::io {

namespace {

/// What stands behind the year, the month and the day.
struct Signs {
  std::string_view year;
  std::string_view month;
  std::string_view day;
};

std::optional<Signs> signs_behind(char first) noexcept {
  switch (first) {
    case '/':
      return Signs{"/", "/", ""};
    case '-':
      return Signs{"-", "-", ""};
    case '.':
      return Signs{".", ".", ""};
    case "年"[0]:
      return Signs{"年", "月", "日"};
    default:
      return std::nullopt;
  }
}

bool take(std::string_view& text, std::string_view sign) noexcept {
  if (!text.starts_with(sign)) return false;
  text.remove_prefix(sign.size());
  return true;
}

// A number of so many digits at most; nothing where there is none.
std::optional<std::uint64_t> take_number(std::string_view& text, std::size_t most) noexcept {
  std::size_t count = 0;
  std::uint64_t number = 0;
  for (; count < std::min(most, text.size()) && base::is_digit(text[count]); ++count) {
    number = number * 10 + static_cast<std::uint64_t>(text[count] - '0');
  }
  text.remove_prefix(count);
  return count > 0 ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> day_of(std::uint64_t year, std::uint64_t month, std::uint64_t day) noexcept {
  const MonthTable::Month found = MonthTable::get().find(year, month);
  if (day - 1 >= found.length) return std::nullopt;
  return found.day_before + static_cast<std::int64_t>(day);
}

std::optional<std::int64_t> take_eight_digits(std::string_view& text) noexcept {
  const std::size_t before = text.size();
  const auto number = take_number(text, 8);
  if (!number || before - text.size() != 8) return std::nullopt;
  return day_of(*number / 10000, *number / 100 % 100, *number % 100);
}

std::optional<std::int64_t> take_date(std::string_view& text) noexcept {
  constexpr std::size_t digits_of_year = 4;
  if (text.size() <= digits_of_year || !base::is_all_digits(text.substr(0, digits_of_year))) return std::nullopt;
  const auto signs = signs_behind(text[digits_of_year]);
  if (!signs) return take_eight_digits(text);
  const auto year = take_number(text, digits_of_year);
  if (!take(text, signs->year)) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, signs->month)) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  take(text, signs->day);
  return day_of(*year, *month, *day);
}

// As databases and spreadsheets write it behind a day.
bool is_midnight(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 6> forms = {" 00:00:00",     "T00:00:00",     " 0:00",
                                                     " 00:00:00.000", "T00:00:00.000", " 0:00:00"};
  return std::find(forms.begin(), forms.end(), text) != forms.end();
}

}  // namespace

std::optional<std::int64_t> read_usual_date(std::string_view text) noexcept {
  const auto day = take_date(text);
  return text.empty() || is_midnight(text) ? day : std::nullopt;
}

}  // namespace warrantor::io
