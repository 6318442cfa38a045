#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <warrantor/diagnostic.hpp>

#include "yaml/source.hpp"

namespace warrantor::engine {

/// A piece of a letter's template: text as it is, `{{name}}`, or a section from `{{#name}}` or `{{^name}}` to
/// `{{/name}}`.
struct LetterPart {
  enum class Kind : std::uint8_t { text, value, section, inverted };
  Kind kind = Kind::text;
  std::string text;       ///< of a text; else the name
  std::size_t begin = 0;  ///< of the name in the file
  std::vector<LetterPart> parts;

  [[nodiscard]] bool is_section() const noexcept { return kind == Kind::section || kind == Kind::inverted; }
};

/// Reads a template. A line that holds nothing but tags of sections or a comment leaves no line behind. What is wrong
/// is added to `diagnostics`.
[[nodiscard]] std::vector<LetterPart> parse_letter(const yaml::Source& source, Diagnostics& diagnostics);

}  // namespace warrantor::engine
