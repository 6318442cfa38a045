#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace warrantor {

/// What went wrong with the environment: a file that cannot be read, a disk that is full. Mistakes *inside* a
/// user's file are diagnostics (diagnostic.hpp), never an Error.
struct Error {
  std::string message;
};

/// A value, or the reason why there is none.
///
///     Expected<Date> date = parse_date("2024-02-30");
///     if (!date) print(date.error().message);
///
/// Asking for the value of an Expected that has none is a bug of the caller and is asserted. As safe for
/// threads as T.
template <class T, class E = Error>
class Expected {
 public:
  // Not explicit, so that a function can return either.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Expected(E error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& value() & { return *checked(std::get_if<0>(&state_)); }
  [[nodiscard]] const T& value() const& { return *checked(std::get_if<0>(&state_)); }
  [[nodiscard]] T&& value() && { return std::move(*checked(std::get_if<0>(&state_))); }
  [[nodiscard]] E& error() & { return *checked(std::get_if<1>(&state_)); }
  [[nodiscard]] const E& error() const& { return *checked(std::get_if<1>(&state_)); }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  template <class P>
  static P* checked(P* pointer) {
    assert(pointer != nullptr);
    return pointer;
  }

  std::variant<T, E> state_;
};

}  // namespace warrantor
