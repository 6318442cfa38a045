#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/expected.hpp>

namespace warrantor {

/// A currency of ISO 4217: its three letters and how many decimals its minor unit has (CNY 2, JPY 0, KWD 3).
class Currency {
 public:
  [[nodiscard]] static std::optional<Currency> from_code(std::string_view code) noexcept;

  [[nodiscard]] std::string_view code() const noexcept { return {code_, 3}; }
  [[nodiscard]] int decimals() const noexcept { return decimals_; }
  /// Whether a text may stand beside an amount of this currency: its three letters in either case, or a sign that is
  /// usual for it (`¥` or `元` for CNY). A sign may be usual for several currencies.
  [[nodiscard]] bool is_marked_by(std::string_view text) const noexcept;
  bool operator==(const Currency&) const noexcept = default;

 private:
  Currency(std::string_view code, int decimals) noexcept;
  char code_[3];
  std::int8_t decimals_;
};

/// A sum in whole minor units (fen, cents) of one currency; immutable, cheap to copy, free to share between
/// threads.
///
///     auto price = Money::parse("5000.00", cny);      // 500'000 fen
///     auto total = price->plus(*freight);             // nothing where it would overflow
///
/// There is no conversion from floating point and no product of two sums. Sums of two currencies never meet:
/// adding or comparing them is a bug of the caller and is asserted.
class Money {
 public:
  Money(std::int64_t minor_units, Currency currency) noexcept : minor_units_(minor_units), currency_(currency) {}

  /// Reads `-1234.50`: digits, at most as many decimals as the currency has, no thousands separators.
  [[nodiscard]] static Expected<Money> parse(std::string_view text, Currency currency);

  [[nodiscard]] std::int64_t minor_units() const noexcept { return minor_units_; }
  [[nodiscard]] Currency currency() const noexcept { return currency_; }

  /// Nothing where the 64 bits would overflow.
  [[nodiscard]] std::optional<Money> plus(Money other) const noexcept;
  [[nodiscard]] std::optional<Money> minus(Money other) const noexcept;
  [[nodiscard]] std::optional<Money> times(std::int64_t factor) const noexcept;

  bool operator==(const Money& other) const noexcept;
  std::strong_ordering operator<=>(const Money& other) const noexcept;

  /// `1234.50`, without the currency.
  [[nodiscard]] std::string to_string() const;

 private:
  std::int64_t minor_units_;
  Currency currency_;
};

/// Divides a sum of minor units by weights so that the shares add up to it exactly: each share is rounded
/// down (towards zero), then the units left over go one each to the largest remainders, ties to the earlier
/// weight. Weights are 0 or more and at least one is above 0 (asserted). A negative sum is divided as its
/// absolute value.
[[nodiscard]] std::vector<std::int64_t> divide_by_largest_remainder(std::int64_t minor_units,
                                                                    std::span<const std::int64_t> weights);

/// The text of an amount of minor units, as Money::to_string writes it; for writers that keep amounts as
/// integers.
[[nodiscard]] std::string format_minor_units(std::int64_t minor_units, Currency currency);

}  // namespace warrantor
