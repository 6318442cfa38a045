#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/expected.hpp>

namespace warrantor::io {

/// Splits a text into named parts: `{model}/{usage}`. Texts between and around the parts stand there as they are; a
/// part ends where the text behind it first comes. A part that is wanted by nobody is `{_}`.
class TextPattern {
 public:
  /// The error says why texts could not be split for certain: no part, two parts without a text between them, a brace
  /// without its other half.
  [[nodiscard]] static Expected<TextPattern> parse(std::string_view text);

  /// The parts of a text, trimmed, by the place of their names; nothing where it is not of the form.
  [[nodiscard]] std::optional<std::vector<std::string_view>> split(std::string_view text) const;

  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  std::string text_;
  std::string begin_;                ///< before the first part
  std::vector<std::string> names_;   ///< of the parts
  std::vector<std::string> behind_;  ///< the text behind each part; empty only behind the last
};

}  // namespace warrantor::io
