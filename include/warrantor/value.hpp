#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>

#include <warrantor/date.hpp>

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
/// entry of a list of values its place in the declaration. A text is a view of memory that its owner (a
/// Claim, a Policy) keeps.
class Value {
 public:
  Value() noexcept = default;  ///< unknown

  [[nodiscard]] static Value unknown() noexcept { return Value(Knowledge::unknown, 0); }
  [[nodiscard]] static Value none() noexcept { return Value(Knowledge::none, 0); }
  [[nodiscard]] static Value undefined() noexcept { return Value(Knowledge::undefined, 0); }
  [[nodiscard]] static Value integer(std::int64_t number) noexcept { return Value(Knowledge::known, number); }
  [[nodiscard]] static Value boolean(bool truth) noexcept { return Value(Knowledge::known, truth ? 1 : 0); }
  [[nodiscard]] static Value date(Date date) noexcept { return integer(date.days_since_epoch()); }
  [[nodiscard]] static Value text(std::string_view view) noexcept { return Value(view); }

  [[nodiscard]] Knowledge knowledge() const noexcept { return knowledge_; }
  [[nodiscard]] bool is_known() const noexcept { return knowledge_ == Knowledge::known; }
  [[nodiscard]] bool is_none() const noexcept { return knowledge_ == Knowledge::none; }
  [[nodiscard]] bool is_unknown() const noexcept { return knowledge_ == Knowledge::unknown; }
  [[nodiscard]] bool is_undefined() const noexcept { return knowledge_ == Knowledge::undefined; }
  [[nodiscard]] bool is_true() const noexcept { return is_known() && number_ != 0; }
  [[nodiscard]] bool is_false() const noexcept { return is_known() && number_ == 0; }

  /// The number behind any type but text; only of a known value (asserted).
  [[nodiscard]] std::int64_t as_integer() const noexcept {
    assert(is_known() && !is_text_);
    return number_;
  }
  [[nodiscard]] Date as_date() const noexcept { return Date::from_days(static_cast<std::int32_t>(as_integer())); }
  [[nodiscard]] std::string_view as_text() const noexcept {
    assert(is_known() && is_text_);
    return {text_, length_};
  }

  /// Same knowledge and, where known, same value. This is not the `=` of the rule language, which is
  /// three-valued.
  [[nodiscard]] bool same_as(const Value& other) const noexcept {
    if (knowledge_ != other.knowledge_ || is_text_ != other.is_text_) return false;
    return is_text_ ? as_text() == other.as_text() : number_ == other.number_;
  }

 private:
  Value(Knowledge knowledge, std::int64_t number) noexcept : number_(number), knowledge_(knowledge) {}
  explicit Value(std::string_view view) noexcept
      : text_(view.data()),
        length_(static_cast<std::uint32_t>(view.size())),
        knowledge_(Knowledge::known),
        is_text_(true) {}

  union {
    std::int64_t number_ = 0;
    const char* text_;
  };
  std::uint32_t length_ = 0;
  Knowledge knowledge_ = Knowledge::unknown;
  bool is_text_ = false;
};

}  // namespace warrantor
