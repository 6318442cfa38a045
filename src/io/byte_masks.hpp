#pragma once

#include <cstdint>

namespace warrantor::io {

// Eight bytes in a word, of which a condition leaves the highest bit of each byte that it holds for. No sum carries
// into the next byte, so that all of them are right.

inline constexpr std::uint64_t lowest_bits = 0x0101010101010101U;
inline constexpr std::uint64_t highest_bits = 0x8080808080808080U;

[[nodiscard]] constexpr std::uint64_t repeat(char byte) noexcept {
  return lowest_bits * static_cast<unsigned char>(byte);
}

/// Bytes below a limit of at most 128.
[[nodiscard]] constexpr std::uint64_t bytes_below(std::uint64_t word, std::uint64_t limit) noexcept {
  return ~(((word & ~highest_bits) + lowest_bits * (0x80 - limit)) | word) & highest_bits;
}

[[nodiscard]] constexpr std::uint64_t zero_bytes(std::uint64_t word) noexcept { return bytes_below(word, 1); }

/// The highest bits of eight bytes, side by side: the product moves each to its place in the highest byte.
[[nodiscard]] constexpr std::uint64_t gather(std::uint64_t highest) noexcept {
  return ((highest >> 7U) * 0x0102040810204080U) >> 56U;
}

}  // namespace warrantor::io
