#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <warrantor/date.hpp>
#include <warrantor/decimal.hpp>

namespace warrantor {

/// What is known of a value.
enum class Knowledge : std::uint8_t {
  known,
  none,      ///< a known absence, written `null` in rules
  unknown,   ///< nobody stated it
  undefined  ///< an expression without a value, such as a maximum of nothing
};

/// The value of a fact or of an expression: 16 bytes, cheap to copy, immutable. It does not carry its type,
/// which the declaration of the fact or the check of the expression fixes: a boolean is 0 or 1, a number a
/// whole number, money minor units, a date days since 1970-01-01, months and days (durations) their count, an
/// entry of a list of values its place in the declaration. A decimal is one of 34 digits. A text is a view of memory
/// that its owner (a Claim, a Policy) keeps.
class Value {
 public:
  Value() noexcept = default;  ///< unknown

  [[nodiscard]] static Value unknown() noexcept { return Value(0, of_unknown); }
  [[nodiscard]] static Value none() noexcept { return Value(0, of_none); }
  [[nodiscard]] static Value undefined() noexcept { return Value(0, of_undefined); }
  [[nodiscard]] static Value integer(std::int64_t number) noexcept {
    return Value(static_cast<std::uint64_t>(number), of_integer);
  }
  [[nodiscard]] static Value boolean(bool truth) noexcept { return Value(truth ? 1 : 0, of_integer); }
  [[nodiscard]] static Value date(Date date) noexcept { return integer(date.days_since_epoch()); }
  [[nodiscard]] static Value text(std::string_view view) noexcept {
    return Value(reinterpret_cast<std::uintptr_t>(view.data()), of_text | static_cast<std::uint32_t>(view.size()));
  }
  [[nodiscard]] static Value decimal(const Decimal& number) noexcept {
    return Value(number.low_, number.high_ + above_decimals);
  }

  [[nodiscard]] Knowledge knowledge() const noexcept {
    return is_known() ? Knowledge::known : static_cast<Knowledge>((high_ >> place_of_kind) & 3U);
  }
  [[nodiscard]] bool is_known() const noexcept { return high_ >> place_of_knowledge != 1; }
  [[nodiscard]] bool is_none() const noexcept { return high_ == of_none; }
  [[nodiscard]] bool is_unknown() const noexcept { return high_ == of_unknown; }
  [[nodiscard]] bool is_undefined() const noexcept { return high_ == of_undefined; }
  [[nodiscard]] bool is_true() const noexcept { return high_ == of_integer && low_ != 0; }
  [[nodiscard]] bool is_false() const noexcept { return high_ == of_integer && low_ == 0; }

  // What kind of known value it is; none of them of another.
  [[nodiscard]] bool is_integer() const noexcept { return high_ == of_integer; }
  [[nodiscard]] bool is_text() const noexcept { return high_ >> place_of_kind == of_text >> place_of_kind; }
  [[nodiscard]] bool is_decimal() const noexcept { return high_ >= above_decimals; }

  /// The number behind any type but text and decimal; only of a known value (asserted).
  [[nodiscard]] std::int64_t as_integer() const noexcept {
    assert(is_integer());
    return static_cast<std::int64_t>(low_);
  }
  [[nodiscard]] Date as_date() const noexcept { return Date::from_days(static_cast<std::int32_t>(as_integer())); }
  [[nodiscard]] std::string_view as_text() const noexcept {
    assert(is_text());
    return {reinterpret_cast<const char*>(static_cast<std::uintptr_t>(low_)), static_cast<std::uint32_t>(high_)};
  }
  [[nodiscard]] Decimal as_decimal() const noexcept {
    assert(is_decimal());
    return Decimal(low_, high_ - above_decimals);
  }

  /// Same knowledge and, where known, same value: 1 and 1.00 are the same decimal. This is not the `=` of the rule
  /// language, which is three-valued.
  [[nodiscard]] bool same_as(const Value& other) const noexcept {
    if (low_ == other.low_ && high_ == other.high_) return true;
    if (is_text() && other.is_text()) return as_text() == other.as_text();
    return is_decimal() && other.is_decimal() && as_decimal() == other.as_decimal();
  }

 private:
  // The upper half of a decimal has its sign at the top and then its exponent, the first two bits of which are never
  // both set, so that it leaves an eighth of all numbers free. Moved up by as much, it leaves the lowest: a whole
  // number has 0 there, which is the quickest to ask for. The lower half of the upper half is a text's length.
  static constexpr unsigned place_of_kind = 56;
  static constexpr unsigned place_of_knowledge = 60;  // 1 there: not known
  static constexpr std::uint64_t above_decimals = std::uint64_t{0x20} << place_of_kind;
  static constexpr std::uint64_t of_integer = 0;
  static constexpr std::uint64_t of_text = std::uint64_t{1} << place_of_kind;
  static constexpr std::uint64_t of_none = std::uint64_t{0x11} << place_of_kind;
  static constexpr std::uint64_t of_unknown = std::uint64_t{0x12} << place_of_kind;
  static constexpr std::uint64_t of_undefined = std::uint64_t{0x13} << place_of_kind;

  Value(std::uint64_t low, std::uint64_t high) noexcept : low_(low), high_(high) {}

  std::uint64_t low_ = 0;
  std::uint64_t high_ = of_unknown;
};
static_assert(sizeof(Value) == 16 && std::is_trivially_copyable_v<Value>);

}  // namespace warrantor
