#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace warrantor::expr {

/// Finds a pattern in texts, in time that grows with the text and not faster. Immutable; threads may share it.
class TextMatcher {
 public:
  TextMatcher(const TextMatcher&) = delete;
  TextMatcher& operator=(const TextMatcher&) = delete;
  virtual ~TextMatcher() = default;

  /// The first match that begins at a byte of the text or behind it: all of it, then its groups as far as there is room
  /// for them, empty where they matched nothing. What stands before the byte counts for `^`. False where there is none.
  virtual bool find(std::string_view text, std::size_t from, std::span<std::string_view> parts) const = 0;

  /// Takes a pattern as RE2 writes it; null where it is too large. `asks_for_line_ends`: a line end that is the last
  /// character of a text ends a line, and begins none.
  [[nodiscard]] static std::unique_ptr<const TextMatcher> make(const std::string& re2, bool asks_for_line_ends);
  /// Whether this build can make any.
  [[nodiscard]] static bool is_available() noexcept;

 protected:
  TextMatcher() = default;
};

}  // namespace warrantor::expr
