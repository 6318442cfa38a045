#pragma once

#include <cstddef>

namespace warrantor::base {

/// Columns that a character takes on a terminal of fixed width: 2 where it is wide (Unicode Standard Annex 11), 0 where
/// it joins the one before it, else 1. Not for control characters, which a terminal obeys.
[[nodiscard]] std::size_t character_width(char32_t code_point) noexcept;

}  // namespace warrantor::base
