#include "io/structure_scan.hpp"

#include <array>
#include <bit>
#include <cstring>

namespace warrantor::io {

namespace {

constexpr std::size_t word_size = sizeof(std::uint64_t);
constexpr std::uint64_t low_bits = 0x0101010101010101U;
constexpr std::uint64_t high_bits = 0x8080808080808080U;

std::uint64_t load_word(const char* bytes) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, word_size);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

std::uint64_t repeat(char byte) noexcept { return low_bits * static_cast<unsigned char>(byte); }

// The highest bit of each byte that is zero. No sum carries into the next byte.
std::uint64_t zero_bytes(std::uint64_t word) noexcept {
  return ~(((word & ~high_bits) + ~high_bits) | word) & high_bits;
}

// The highest bits of eight bytes, side by side: the product moves each to its place in the highest byte.
std::uint64_t gather(std::uint64_t highest_bits) noexcept {
  return ((highest_bits >> 7U) * 0x0102040810204080U) >> 56U;
}

struct Patterns {
  std::uint64_t separator;
  std::uint64_t line_feed;
  std::uint64_t quote;
};

StructureMasks scan_block(const char* bytes, const Patterns& patterns) noexcept {
  StructureMasks masks;
  std::uint64_t suspects = 0;
  for (std::size_t i = 0; i < structure_width; i += word_size) {
    const std::uint64_t word = load_word(bytes + i);
    const std::uint64_t line_feeds = zero_bytes(word ^ patterns.line_feed);
    masks.ends |= gather(zero_bytes(word ^ patterns.separator) | line_feeds) << i;
    masks.line_feeds |= gather(line_feeds) << i;
    masks.quotes |= gather(zero_bytes(word ^ patterns.quote)) << i;
    suspects |= (word & high_bits) | zero_bytes(word);
  }
  masks.end_count = static_cast<std::uint32_t>(std::popcount(masks.ends));
  masks.is_suspect = suspects != 0;
  return masks;
}

}  // namespace

void scan_structure(std::string_view text, std::size_t from, char separator, StructureMasks* masks) noexcept {
  const Patterns patterns = {repeat(separator), repeat('\n'), repeat('"')};
  for (; from + structure_width <= text.size(); from += structure_width) {
    *masks++ = scan_block(text.data() + from, patterns);
  }
  if (from == text.size()) return;
  std::array<char, structure_width> rest{};
  rest.fill(' ');
  std::memcpy(rest.data(), text.data() + from, text.size() - from);
  *masks = scan_block(rest.data(), patterns);
}

StructureScan fastest_structure_scan() noexcept {
  const StructureScan vector_scan = find_vector_scan();
  return vector_scan == nullptr ? &scan_structure : vector_scan;
}

}  // namespace warrantor::io
