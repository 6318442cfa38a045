#include "io/usual_number.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t most_whole_digits = 15;

struct Parts {
  std::string_view whole;  ///< may have commas
  std::string_view decimals;
  bool is_negative = false;

  [[nodiscard]] bool has_commas() const noexcept { return whole.find(',') != std::string_view::npos; }
};

bool are_zeros(std::string_view text) noexcept { return text.find_first_not_of('0') == std::string_view::npos; }

// Nothing where a point stands before no digit.
std::optional<Parts> split_parts(std::string_view text) noexcept {
  Parts parts;
  parts.is_negative = text.starts_with('-');
  if (parts.is_negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  parts.whole = text.substr(0, point);
  if (point == std::string_view::npos) return parts;
  parts.decimals = text.substr(point + 1);
  return base::is_all_digits(parts.decimals) ? std::optional(parts) : std::nullopt;
}

// Whether commas stand where thousands are parted, if anywhere.
bool are_thousands(std::string_view whole) noexcept {
  const std::size_t first = whole.find(',');
  if (first == std::string_view::npos) return true;
  if (first == 0 || first > 3 || whole.front() == '0' || (whole.size() - first) % 4 != 0) return false;
  for (std::size_t i = first; i < whole.size(); ++i) {
    if ((whole[i] == ',') != ((i - first) % 4 == 0)) return false;
  }
  return true;
}

std::optional<std::int64_t> read_whole(std::string_view whole) noexcept {
  std::int64_t number = 0;
  std::size_t digits = 0;
  for (const char c : whole) {
    if (c == ',') continue;
    if (!base::is_digit(c) || ++digits > most_whole_digits) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return digits > 0 && are_thousands(whole) ? std::optional(number) : std::nullopt;
}

std::int64_t with_decimals(std::int64_t whole, std::string_view decimals, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; ++i) whole = whole * 10 + (i < decimals.size() ? decimals[i] - '0' : 0);
  return whole;
}

// Whether a number of a currency with so many decimals can be meant in one way only.
bool is_clear_amount(const Parts& parts, std::size_t decimals) noexcept {
  const bool may_be_decimals = decimals == 3 && parts.decimals.empty() && parts.has_commas();  // `1,250`
  if (may_be_decimals) return false;
  if (parts.decimals.size() <= decimals) return true;
  return parts.decimals.size() != 3 && are_zeros(parts.decimals.substr(decimals));  // three can be thousands
}

}  // namespace

std::optional<std::int64_t> read_usual_amount(std::string_view text, std::size_t decimals) noexcept {
  const auto parts = split_parts(text);
  if (!parts || !is_clear_amount(*parts, decimals)) return std::nullopt;
  const auto whole = read_whole(parts->whole);
  if (!whole) return std::nullopt;
  const std::int64_t amount = with_decimals(*whole, parts->decimals, decimals);
  return parts->is_negative ? -amount : amount;
}

std::optional<std::int64_t> read_usual_number(std::string_view text) noexcept {
  const auto parts = split_parts(text);
  if (!parts || !are_zeros(parts->decimals) || parts->decimals.size() == 3) return std::nullopt;
  const auto whole = read_whole(parts->whole);
  return whole && parts->is_negative ? -*whole : whole;
}

}  // namespace warrantor::io
