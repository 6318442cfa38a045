#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/line_block.hpp"

namespace warrantor::engine {

inline constexpr std::size_t words_of_mask = lines_of_block / 64;

[[nodiscard]] inline LineMask operator&(LineMask left, const LineMask& right) noexcept {
  for (std::size_t i = 0; i < words_of_mask; ++i) left[i] &= right[i];
  return left;
}
[[nodiscard]] inline LineMask operator|(LineMask left, const LineMask& right) noexcept {
  for (std::size_t i = 0; i < words_of_mask; ++i) left[i] |= right[i];
  return left;
}
[[nodiscard]] inline LineMask operator~(LineMask mask) noexcept {
  for (std::uint64_t& word : mask) word = ~word;
  return mask;
}
[[nodiscard]] inline LineMask all_lines() noexcept { return ~LineMask{}; }
[[nodiscard]] inline bool any(const LineMask& mask) noexcept {
  std::uint64_t bits = 0;
  for (const std::uint64_t word : mask) bits |= word;
  return bits != 0;
}
[[nodiscard]] inline bool contains(const LineMask& mask, std::size_t line) noexcept {
  return (mask[line / 64] >> line % 64 & 1U) != 0;
}

using LineNumbers = std::array<std::int64_t, lines_of_block>;

/// What an expression that is no condition comes to on each line: known, none, or neither, which is open: unknown or
/// without a value.
struct NumberColumn {
  const LineNumbers* numbers = nullptr;  ///< of lines that are not known anything that the expression can be
  LineMask known{};
  LineMask none{};

  [[nodiscard]] LineMask open() const noexcept { return ~(known | none); }
};

/// What a condition comes to on each line: at most one of these; where it is neither of them, it is open.
struct TruthColumn {
  LineMask yes{};
  LineMask no{};
  LineMask none{};

  [[nodiscard]] LineMask known() const noexcept { return yes | no; }
  [[nodiscard]] LineMask open() const noexcept { return ~(yes | no | none); }
};

}  // namespace warrantor::engine
