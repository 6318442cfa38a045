#pragma once

#include <cstdint>

#include <warrantor/value.hpp>

namespace warrantor::expr {

/// What a condition came to, in one byte: verdicts keep one for every rule. It is a Value but for its size.
class Truth {
 public:
  Truth() noexcept = default;  ///< unknown
  // NOLINTNEXTLINE(google-explicit-constructor): a truth is a value, and is read and written as one
  Truth(Value value) noexcept : state_(state_of(value)) {}
  operator Value() const noexcept {  // NOLINT(google-explicit-constructor)
    if (is_known()) return Value::boolean(is_true());
    return is_unknown() ? Value::unknown() : is_undefined() ? Value::undefined() : Value::none();
  }

  [[nodiscard]] bool is_true() const noexcept { return state_ == State::is_true; }
  [[nodiscard]] bool is_false() const noexcept { return state_ == State::is_false; }
  [[nodiscard]] bool is_known() const noexcept { return is_true() || is_false(); }
  [[nodiscard]] bool is_unknown() const noexcept { return state_ == State::unknown; }
  [[nodiscard]] bool is_undefined() const noexcept { return state_ == State::undefined; }
  [[nodiscard]] bool same_as(Truth other) const noexcept { return state_ == other.state_; }

 private:
  enum class State : std::uint8_t { is_false, is_true, none, unknown, undefined };

  static State state_of(Value value) noexcept {
    if (value.is_known()) return value.is_true() ? State::is_true : State::is_false;
    return value.is_unknown() ? State::unknown : value.is_undefined() ? State::undefined : State::none;
  }

  State state_ = State::unknown;
};

}  // namespace warrantor::expr
