#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <immintrin.h>

/// What the scans of CSV and of JSON look for with AVX2, 32 or 64 bytes at a time. The functions say one by one that
/// they are for AVX2: the rest of the program is compiled for any processor of its kind.
namespace warrantor::io::avx2 {

inline constexpr std::size_t block_width = 64;

[[nodiscard]] inline bool is_there() noexcept {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
         __builtin_cpu_supports("popcnt") != 0;
}

inline constexpr std::size_t bytes_before = 3;  ///< of a character that may end in a block

// ---- Bytes ----

[[gnu::target("avx2")]] inline __m256i load(const char* bytes) noexcept {
  return _mm256_loadu_si256(static_cast<const __m256i_u*>(static_cast<const void*>(bytes)));
}

[[gnu::target("avx2")]] inline std::uint64_t find(char byte, __m256i first, __m256i second) noexcept {
  const __m256i sought = _mm256_set1_epi8(byte);
  const auto low = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(first, sought)));
  const auto high = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(second, sought)));
  return low | (static_cast<std::uint64_t>(high) << 32U);
}

// ---- Blocks at the ends of a text ----

// A block at the beginning or end of a text, with blanks for what is not there.
class EdgeBlock {
 public:
  EdgeBlock(std::string_view text, std::size_t from) noexcept {
    bytes_.fill(' ');
    const std::size_t before = std::min(from, bytes_before);
    const std::size_t count = std::min(text.size() - from, block_width);
    std::memcpy(bytes_.data() + bytes_before - before, text.data() + from - before, before + count);
  }

  [[nodiscard]] const char* data() const noexcept { return bytes_.data() + bytes_before; }

 private:
  std::array<char, bytes_before + block_width> bytes_{};
};

// Whether a character may go on after a text, or is cut off where nothing follows.
inline bool ends_unfinished(std::string_view text) noexcept {
  const auto has_at_end = [text](std::size_t place, unsigned char least) {
    return text.size() >= place && static_cast<unsigned char>(text[text.size() - place]) >= least;
  };
  return has_at_end(1, 0xC0) || has_at_end(2, 0xE0) || has_at_end(3, 0xF0);
}

// ---- UTF-8 ----

namespace utf8 {

// What two bytes in a row can have against them. Each table gives the bits that half of a byte leaves possible; the
// bits that all three leave are mistakes: the way of Keiser and Lemire, "Validating UTF-8 in less than one instruction
// per byte" (2021).
inline constexpr char too_short = 1;            // a first byte, then no continuation
inline constexpr char too_long = 1 << 1;        // ASCII, then a continuation
inline constexpr char overlong_3 = 1 << 2;      // E0 80..9F
inline constexpr char too_large = 1 << 3;       // above F4 8F
inline constexpr char surrogate = 1 << 4;       // ED A0..BF
inline constexpr char overlong_2 = 1 << 5;      // C0, C1
inline constexpr char overlong_4 = 1 << 6;      // F0 80..8F
inline constexpr char too_large_1000 = 1 << 6;  // F5.. 80..8F; told from overlong_4 by the lower half of the first byte
inline constexpr char two_continuations = '\x80';  // right where a third or fourth byte is due
inline constexpr char in_any = too_short | too_long | two_continuations;
inline constexpr char in_large = in_any | too_large | too_large_1000;

using HalfByteTable = std::array<char, 16>;
inline constexpr HalfByteTable upper_half_of_first = {too_long,
                                                      too_long,
                                                      too_long,
                                                      too_long,
                                                      too_long,
                                                      too_long,
                                                      too_long,
                                                      too_long,
                                                      two_continuations,
                                                      two_continuations,
                                                      two_continuations,
                                                      two_continuations,
                                                      too_short | overlong_2,
                                                      too_short,
                                                      too_short | overlong_3 | surrogate,
                                                      too_short | too_large | too_large_1000 | overlong_4};
inline constexpr HalfByteTable lower_half_of_first = {in_any | overlong_2 | overlong_3 | overlong_4,
                                                      in_any | overlong_2,
                                                      in_any,
                                                      in_any,
                                                      in_any | too_large,
                                                      in_large,
                                                      in_large,
                                                      in_large,
                                                      in_large,
                                                      in_large,
                                                      in_large,
                                                      in_large,
                                                      in_large,
                                                      in_large | surrogate,
                                                      in_large,
                                                      in_large};
inline constexpr char in_continuation = too_long | two_continuations | overlong_2;
inline constexpr HalfByteTable upper_half_of_second = {too_short,
                                                       too_short,
                                                       too_short,
                                                       too_short,
                                                       too_short,
                                                       too_short,
                                                       too_short,
                                                       too_short,
                                                       in_continuation | overlong_3 | too_large_1000 | overlong_4,
                                                       in_continuation | overlong_3 | too_large,
                                                       in_continuation | surrogate | too_large,
                                                       in_continuation | surrogate | too_large,
                                                       too_short,
                                                       too_short,
                                                       too_short,
                                                       too_short};

[[gnu::target("avx2")]] inline __m256i look_up(const HalfByteTable& table, __m256i halves) noexcept {
  const __m128i row = _mm_loadu_si128(static_cast<const __m128i_u*>(static_cast<const void*>(table.data())));
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(row), halves);
}

[[gnu::target("avx2")]] inline __m256i upper_halves(__m256i bytes) noexcept {
  return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

// Bits where 32 bytes, of which three more are readable before them, are no UTF-8.
[[gnu::target("avx2")]] inline __m256i mistakes_in(const char* bytes) noexcept {
  const __m256i before = load(bytes - 1);
  const __m256i possible =
      _mm256_and_si256(look_up(upper_half_of_first, upper_halves(before)),
                       look_up(lower_half_of_first, _mm256_and_si256(before, _mm256_set1_epi8(0x0F))));
  const __m256i found = _mm256_and_si256(possible, look_up(upper_half_of_second, upper_halves(load(bytes))));
  // Two or three bytes after the first of three or four, its highest bit is left by the subtraction.
  const __m256i third = _mm256_subs_epu8(load(bytes - 2), _mm256_set1_epi8(0xE0 - 0x80));
  const __m256i fourth = _mm256_subs_epu8(load(bytes - 3), _mm256_set1_epi8(0xF0 - 0x80));
  const __m256i due = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(two_continuations));
  return _mm256_xor_si256(due, found);
}

}  // namespace utf8

[[gnu::target("avx2")]] inline bool is_utf8(const char* bytes) noexcept {
  const __m256i mistakes = _mm256_or_si256(utf8::mistakes_in(bytes), utf8::mistakes_in(bytes + 32));
  return _mm256_testz_si256(mistakes, mistakes) != 0;
}

}  // namespace warrantor::io::avx2
