#pragma once

#include <string_view>

namespace warrantor::expr {

/// A symbol that people bring along from other languages or from a Chinese keyboard, and what to write in its
/// place.
struct ForeignSymbol {
  std::string_view text;
  std::string_view help;
};

/// The longest such symbol with which the text begins; nullptr: none.
[[nodiscard]] const ForeignSymbol* find_foreign_symbol(std::string_view text);

}  // namespace warrantor::expr
