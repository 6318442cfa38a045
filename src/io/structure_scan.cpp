#include "io/structure_scan.hpp"

#include <array>
#include <bit>
#include <cstring>

#include "io/byte_masks.hpp"
#include "io/cell_bytes.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t word_size = sizeof(std::uint64_t);

struct Patterns {
  std::uint64_t separator;
  std::uint64_t line_feed;
  std::uint64_t quote;
};

StructureMasks scan_block(const char* bytes, const Patterns& patterns) noexcept {
  StructureMasks masks;
  std::uint64_t suspects = 0;
  for (std::size_t i = 0; i < structure_width; i += word_size) {
    const std::uint64_t word = load<std::uint64_t>(bytes + i);
    const std::uint64_t line_feeds = zero_bytes(word ^ patterns.line_feed);
    masks.ends |= gather(zero_bytes(word ^ patterns.separator) | line_feeds) << i;
    masks.line_feeds |= gather(line_feeds) << i;
    masks.quotes |= gather(zero_bytes(word ^ patterns.quote)) << i;
    suspects |= (word & highest_bits) | zero_bytes(word);
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
