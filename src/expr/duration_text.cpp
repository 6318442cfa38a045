#include "expr/duration_text.hpp"

#include <algorithm>
#include <array>

#include "base/checked.hpp"
#include "base/text.hpp"

namespace warrantor::expr {
namespace {

using Number = std::optional<std::int64_t>;

/// A unit and how many of the smallest unit of its kind it is.
struct Unit {
  char letter;
  bool is_time;
  bool is_month;
  std::int64_t size;
};
constexpr std::array<Unit, 6> units{{{'Y', false, true, 12},
                                     {'M', false, true, 1},
                                     {'D', false, false, 86'400},
                                     {'H', true, false, 3'600},
                                     {'M', true, false, 60},
                                     {'S', true, false, 1}}};
constexpr std::int64_t seconds_of_day = 86'400;

std::string_view take_digits(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view digits = text.substr(0, end);
  text.remove_prefix(end);
  return digits;
}

/// Takes the part `.50` of seconds; whether it is something else than zero. Nothing where it has no digits.
std::optional<bool> take_fraction(std::string_view& text) {
  if (!text.starts_with('.')) return false;
  text.remove_prefix(1);
  const std::string_view digits = take_digits(text);
  if (digits.empty()) return std::nullopt;
  return digits.find_first_not_of('0') != std::string_view::npos;
}

/// Reads a number with its unit after another; each unit at most once, in their order.
class DurationReader {
 public:
  explicit DurationReader(std::string_view text) : rest_(text) {}

  DurationRead read() {
    const bool is_negative = rest_.starts_with('-');
    if (is_negative) rest_.remove_prefix(1);
    if (!rest_.starts_with('P')) return {};
    rest_.remove_prefix(1);
    while (!rest_.empty()) {
      if (!read_part()) return {};
    }
    if (next_ == 0 || (in_time_ && next_ <= 3) || (has_months_ && has_days_)) return {};
    return result(is_negative);
  }

 private:
  bool read_part() {
    if (rest_.starts_with('T')) {
      if (in_time_) return false;
      in_time_ = true;
      rest_.remove_prefix(1);
    }
    const std::string_view digits = take_digits(rest_);
    const auto fraction = take_fraction(rest_);
    if (digits.empty() || rest_.empty() || !fraction) return false;
    while (next_ < units.size() && (units[next_].letter != rest_[0] || units[next_].is_time != in_time_)) ++next_;
    if (next_ == units.size() || (*fraction && rest_[0] != 'S')) return false;
    rest_.remove_prefix(1);
    const Unit& unit = units[next_++];
    (unit.is_month ? has_months_ : has_days_) = true;
    has_fraction_ = has_fraction_ || *fraction;
    const auto count = base::parse_integer(digits);
    const Number size = count->fits ? base::checked_multiply(count->number, unit.size) : std::nullopt;
    sum_ = sum_ && size ? base::checked_add(*sum_, *size) : std::nullopt;
    return true;
  }

  [[nodiscard]] DurationRead result(bool is_negative) const {
    if (!sum_) return {};
    const std::int64_t sum = is_negative ? -*sum_ : *sum_;
    if (has_months_) return {DurationKind::months, sum};
    if (has_fraction_ || sum % seconds_of_day != 0) return {DurationKind::part_of_a_day, 0};
    return {DurationKind::days, sum / seconds_of_day};
  }

  std::string_view rest_;
  std::size_t next_ = 0;  ///< the first unit that may still come
  bool in_time_ = false;
  bool has_months_ = false;
  bool has_days_ = false;
  bool has_fraction_ = false;
  Number sum_ = 0;  ///< in months or seconds
};

std::string magnitude_to_text(std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  return std::to_string(number < 0 ? ~bits + 1 : bits);
}

}  // namespace

DurationRead read_duration(std::string_view text) { return DurationReader(text).read(); }

std::string months_to_text(std::int64_t months) {
  if (months == 0) return "P0M";
  std::string text = months < 0 ? "-P" : "P";
  if (months / 12 != 0) text += magnitude_to_text(months / 12) + "Y";
  if (months % 12 != 0) text += magnitude_to_text(months % 12) + "M";
  return text;
}

std::string days_to_text(std::int64_t days) {
  if (days == 0) return "PT0S";
  return (days < 0 ? "-P" : "P") + magnitude_to_text(days) + "D";
}

}  // namespace warrantor::expr
