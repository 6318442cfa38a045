#include "io/exact_scaling.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"

namespace warrantor::io {

namespace {

__extension__ using Wide = __int128;

constexpr std::size_t most_digits = 18;         // of a number in a file, with its decimals
constexpr std::size_t most_factor_digits = 12;  // on either side: products stay below 10^34

/// Digits and where the point stands among them.
struct Decimal {
  std::int64_t digits = 0;
  std::size_t decimals = 0;
  bool is_negative = false;
};

std::int64_t power_of_ten(std::size_t exponent) noexcept {
  std::int64_t power = 1;
  for (std::size_t i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// Whole digits without their marks of thousands; nothing where the groups are not of three.
std::optional<std::string> without_groups(std::string_view whole, std::string_view mark) {
  std::string digits;
  bool is_first = true;
  for (std::size_t at = whole.find(mark); !mark.empty() && at != std::string_view::npos; at = whole.find(mark)) {
    const std::string_view group = whole.substr(0, at);
    if (is_first ? group.empty() || group.size() > 3 : group.size() != 3) return std::nullopt;
    is_first = false;
    digits += group;
    whole.remove_prefix(at + mark.size());
  }
  if (!is_first && whole.size() != 3) return std::nullopt;
  return digits.append(whole);
}

Expected<Decimal, ScalingFault> parse_decimal(std::string_view text, const Scaling& form) {
  Decimal number;
  number.is_negative = text.starts_with('-');
  if (number.is_negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find(form.decimal_mark);
  const std::string_view decimals =
      point == std::string_view::npos ? std::string_view() : text.substr(point + form.decimal_mark.size());
  if (point != std::string_view::npos && !base::is_all_digits(decimals)) return ScalingFault::no_number;
  auto digits = without_groups(text.substr(0, point), form.thousands_mark);
  if (!digits || !base::is_all_digits(*digits)) return ScalingFault::no_number;
  digits->append(decimals);
  digits->erase(0, std::min(digits->find_first_not_of('0'), digits->size() - 1));
  if (digits->size() > most_digits || decimals.size() > most_digits) return ScalingFault::too_large;
  number.digits = base::parse_integer(*digits)->number;
  number.decimals = decimals.size();
  return number;
}

// Of a division that is not whole, both positive.
bool rounds_up(Rounding rounding, Wide quotient, Wide rest, Wide divisor) noexcept {
  switch (rounding) {
    case Rounding::up:
      return true;
    case Rounding::half_up:
      return 2 * rest >= divisor;
    case Rounding::half_even:
      return 2 * rest > divisor || (2 * rest == divisor && quotient % 2 == 1);
    case Rounding::never:
    case Rounding::down:
      break;
  }
  return false;
}

std::optional<Decimal> parse_factor_part(std::string_view text) {
  const auto part = parse_decimal(text, Scaling{});
  if (!part || part->is_negative || part->digits == 0 || text.starts_with('+')) return std::nullopt;
  if (text.size() > most_factor_digits + 1) return std::nullopt;
  return *part;
}

}  // namespace

bool set_factor(Scaling& scaling, std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto above = parse_factor_part(base::trim(text.substr(0, slash)));
  const auto below = slash == std::string_view::npos ? std::optional(Decimal{1, 0, false})
                                                     : parse_factor_part(base::trim(text.substr(slash + 1)));
  if (!above || !below) return false;
  if (slash != std::string_view::npos && above->decimals + below->decimals > 0) return false;  // 1.5/2: write 3/4
  const std::int64_t denominator = below->digits * power_of_ten(above->decimals);
  const std::int64_t common = std::gcd(above->digits, denominator);
  scaling.numerator = above->digits / common;
  scaling.denominator = denominator / common;
  scaling.factor = text;
  return true;
}

Expected<std::int64_t, ScalingFault> scale(const Scaling& scaling, std::string_view text, int decimals) {
  const auto number = parse_decimal(text, scaling);
  if (!number) return number.error();
  const Wide numerator = Wide{number->digits} * scaling.numerator * power_of_ten(static_cast<std::size_t>(decimals));
  const Wide divisor = Wide{scaling.denominator} * power_of_ten(number->decimals);
  Wide quotient = numerator / divisor;
  const Wide rest = numerator % divisor;
  if (rest != 0 && scaling.rounding == Rounding::never) return ScalingFault::not_whole;
  if (rest != 0 && rounds_up(scaling.rounding, quotient, rest, divisor)) ++quotient;
  if (quotient > power_of_ten(most_digits)) return ScalingFault::too_large;
  const auto result = static_cast<std::int64_t>(quotient);
  return number->is_negative ? -result : result;
}

}  // namespace warrantor::io
