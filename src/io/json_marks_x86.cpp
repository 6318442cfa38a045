#include "io/avx2_bytes.hpp"
#include "io/json_marks.hpp"

namespace warrantor::io {

namespace {

using avx2::block_width;

class QuoteBlocks {
 public:
  // Three bytes before the block are readable.
  [[gnu::target("avx2,bmi")]] std::uint64_t scan(const char* bytes) noexcept {
    const __m256i first = avx2::load(bytes);
    const __m256i second = avx2::load(bytes + 32);
    const __m256i least = _mm256_min_epu8(first, second);
    const __m256i controls = _mm256_cmpeq_epi8(_mm256_min_epu8(least, _mm256_set1_epi8(' ' - 1)), least);
    const __m256i backslash = _mm256_set1_epi8('\\');
    const __m256i backslashes = _mm256_or_si256(_mm256_cmpeq_epi8(first, backslash), _mm256_cmpeq_epi8(second, backslash));
    odd_ = _mm256_or_si256(odd_, _mm256_or_si256(controls, backslashes));
    const bool is_wide = _mm256_movemask_epi8(_mm256_or_si256(first, second)) != 0;
    if (is_wide || is_after_wide_) is_suspect_ |= !avx2::is_utf8(bytes);
    is_after_wide_ = is_wide;
    return avx2::find('"', first, second);
  }

  [[gnu::target("avx2,bmi")]] [[nodiscard]] JsonTraits traits(std::string_view text) const noexcept {
    return {is_suspect_ || (is_after_wide_ && avx2::ends_unfinished(text)), _mm256_testz_si256(odd_, odd_) == 0};
  }

 private:
  __m256i odd_{};
  bool is_suspect_ = false;
  bool is_after_wide_ = false;  // the block before may have left a character unfinished
};

[[gnu::target("avx2,bmi")]] JsonTraits scan_quotes_with_avx2(std::string_view text, std::uint64_t* quotes) {
  QuoteBlocks blocks;
  std::size_t from = 0;
  if (text.size() >= block_width) {
    *quotes++ = blocks.scan(avx2::EdgeBlock(text, 0).data());
    from = block_width;
  }
  for (; from + block_width <= text.size(); from += block_width) *quotes++ = blocks.scan(text.data() + from);
  if (from < text.size()) *quotes = blocks.scan(avx2::EdgeBlock(text, from).data());
  return blocks.traits(text);
}

}  // namespace

QuoteScan find_vector_quote_scan() noexcept { return avx2::is_there() ? &scan_quotes_with_avx2 : nullptr; }

}  // namespace warrantor::io
