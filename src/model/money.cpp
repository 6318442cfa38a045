#include <warrantor/money.hpp>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <numeric>

#include "base/checked.hpp"
#include "base/text.hpp"

namespace warrantor {

namespace {

__extension__ using UnsignedWide = unsigned __int128;

std::optional<Money> with_currency(std::optional<std::int64_t> minor_units, Currency currency) noexcept {
  if (!minor_units) return std::nullopt;
  return Money(*minor_units, currency);
}

Error not_an_amount(std::string_view text) { return {base::quote(text) + " is not an amount"}; }

Error too_many_decimals(std::string_view text, Currency currency) {
  const std::string limit =
      currency.decimals() == 0 ? "decimals" : "more than " + std::to_string(currency.decimals()) + " decimals";
  return {base::quote(text) + " has " + limit + ", which " + std::string(currency.code()) + " does not know"};
}

std::uint64_t magnitude_of(std::int64_t number) noexcept {
  return number < 0 ? ~static_cast<std::uint64_t>(number) + 1 : static_cast<std::uint64_t>(number);
}

std::int64_t signed_like(std::int64_t sample, std::uint64_t magnitude) noexcept {
  return static_cast<std::int64_t>(sample < 0 ? ~magnitude + 1 : magnitude);
}

}  // namespace

Expected<Money> Money::parse(std::string_view text, Currency currency) {
  std::string_view rest = text;
  const bool is_negative = rest.starts_with('-');
  if (is_negative) rest.remove_prefix(1);
  const std::size_t point = rest.find('.');
  const std::string_view whole = rest.substr(0, point);
  const std::string_view decimals = point == std::string_view::npos ? "" : rest.substr(point + 1);
  const bool has_bare_point = point != std::string_view::npos && decimals.empty();
  if (!base::is_all_digits(whole) || has_bare_point) return not_an_amount(text);
  if (!decimals.empty() && !base::is_all_digits(decimals)) return not_an_amount(text);
  const auto places = static_cast<std::size_t>(currency.decimals());
  if (decimals.size() > places) return too_many_decimals(text, currency);

  std::string digits(is_negative ? "-" : "");
  digits += whole;
  digits += decimals;
  digits.append(places - decimals.size(), '0');
  const auto parsed = base::parse_integer(digits);
  if (!parsed || !parsed->fits) return Error{base::quote(text) + " is too large an amount"};
  return Money(parsed->number, currency);
}

std::optional<Money> Money::plus(Money other) const noexcept {
  assert(currency_ == other.currency_);
  return with_currency(base::checked_add(minor_units_, other.minor_units_), currency_);
}

std::optional<Money> Money::minus(Money other) const noexcept {
  assert(currency_ == other.currency_);
  return with_currency(base::checked_subtract(minor_units_, other.minor_units_), currency_);
}

std::optional<Money> Money::times(std::int64_t factor) const noexcept {
  return with_currency(base::checked_multiply(minor_units_, factor), currency_);
}

bool Money::operator==(const Money& other) const noexcept {
  assert(currency_ == other.currency_);
  return minor_units_ == other.minor_units_;
}

std::strong_ordering Money::operator<=>(const Money& other) const noexcept {
  assert(currency_ == other.currency_);
  return minor_units_ <=> other.minor_units_;
}

std::string Money::to_string() const { return format_minor_units(minor_units_, currency_); }

std::string format_minor_units(std::int64_t minor_units, Currency currency) {
  const auto decimals = static_cast<std::size_t>(currency.decimals());
  std::string digits = std::to_string(magnitude_of(minor_units));
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
  return minor_units < 0 ? "-" + digits : digits;
}

std::vector<std::int64_t> divide_by_largest_remainder(std::int64_t minor_units, std::span<const std::int64_t> weights) {
  assert(std::all_of(weights.begin(), weights.end(), [](std::int64_t weight) { return weight >= 0; }));
  UnsignedWide total_weight = 0;
  for (const std::int64_t weight : weights) total_weight += static_cast<std::uint64_t>(weight);
  assert(total_weight > 0);

  // 64 bits times 63 bits stay below 128 bits.
  const std::uint64_t sum = magnitude_of(minor_units);
  std::uint64_t left = sum;
  std::vector<std::uint64_t> shares(weights.size());
  std::vector<UnsignedWide> remainders(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const UnsignedWide product = UnsignedWide{sum} * static_cast<std::uint64_t>(weights[i]);
    shares[i] = static_cast<std::uint64_t>(product / total_weight);
    remainders[i] = product % total_weight;
    left -= shares[i];
  }

  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; i < left; ++i) ++shares[order[i]];

  std::vector<std::int64_t> result(weights.size());
  std::transform(shares.begin(), shares.end(), result.begin(),
                 [minor_units](std::uint64_t share) { return signed_like(minor_units, share); });
  return result;
}

}  // namespace warrantor
