#include <algorithm>
#include <bit>

#include "io/avx2_bytes.hpp"
#include "io/structure_scan.hpp"

namespace warrantor::io {

namespace {

class BlockScan {
 public:
  BlockScan(char separator, bool is_after_wide) noexcept : separator_(separator), is_after_wide_(is_after_wide) {}

  // Three bytes before the block are readable.
  [[gnu::target("avx2,bmi,popcnt")]] StructureMasks operator()(const char* bytes) noexcept {
    const __m256i first = avx2::load(bytes);
    const __m256i second = avx2::load(bytes + 32);
    StructureMasks masks;
    masks.line_feeds = avx2::find('\n', first, second);
    masks.ends = avx2::find(separator_, first, second) | masks.line_feeds;
    masks.quotes = avx2::find('"', first, second);
    masks.end_count = static_cast<std::uint32_t>(std::popcount(masks.ends));
    const __m256i least = _mm256_min_epu8(first, second);
    masks.is_suspect = _mm256_movemask_epi8(_mm256_cmpeq_epi8(least, _mm256_setzero_si256())) != 0;
    const bool is_wide = _mm256_movemask_epi8(_mm256_or_si256(first, second)) != 0;
    if (is_wide || is_after_wide_) masks.is_suspect |= !avx2::is_utf8(bytes);
    is_after_wide_ = is_wide;
    return masks;
  }

 private:
  char separator_;
  bool is_after_wide_;  // the block before may have left a character unfinished
};

bool is_after_wide(std::string_view text, std::size_t from) noexcept {
  const std::string_view before =
      text.substr(from - std::min(from, avx2::bytes_before), std::min(from, avx2::bytes_before));
  return std::any_of(before.begin(), before.end(), [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
}

[[gnu::target("avx2,bmi,popcnt")]] void scan_with_avx2(std::string_view text, std::size_t from, char separator,
                                                       StructureMasks* masks) {
  if (from == text.size()) return;
  BlockScan scan(separator, is_after_wide(text, from));
  if (from < avx2::bytes_before) {
    *masks++ = scan(avx2::EdgeBlock(text, from).data());
    from = std::min(from + structure_width, text.size());
  }
  for (; from + structure_width <= text.size(); from += structure_width) *masks++ = scan(text.data() + from);
  if (from < text.size()) *masks++ = scan(avx2::EdgeBlock(text, from).data());
  if (avx2::ends_unfinished(text)) masks[-1].is_suspect = true;
}

}  // namespace

StructureScan find_vector_scan() noexcept { return avx2::is_there() ? &scan_with_avx2 : nullptr; }

}  // namespace warrantor::io
