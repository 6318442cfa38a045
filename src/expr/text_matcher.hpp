#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace warrantor::expr {

/// Finds a pattern in texts: the first match in time that grows with the text and not faster. To find them all can take
/// as much again for each. Immutable; threads may share it.
class TextMatcher {
 public:
  TextMatcher(const TextMatcher&) = delete;
  TextMatcher& operator=(const TextMatcher&) = delete;
  virtual ~TextMatcher() = default;

  /// The first match between two bytes of the text: all of it, then its groups as far as there is room for them, empty
  /// where they matched nothing. What stands around them counts for `^` and `$`. False where there is none.
  virtual bool find(std::string_view text, std::size_t from, std::size_t end,
                    std::span<std::string_view> parts) const = 0;
  /// How many bytes a match without endless repetition takes at most, and so how many are read from its beginning on.
  [[nodiscard]] virtual std::size_t longest_match() const = 0;

  /// Takes a pattern as RE2 writes it; null where it is too large.
  [[nodiscard]] static std::unique_ptr<const TextMatcher> make(const std::string& re2);
  /// Whether this build can make any.
  [[nodiscard]] static bool is_available() noexcept;

 protected:
  TextMatcher() = default;
};

}  // namespace warrantor::expr
