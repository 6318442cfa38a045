#include "io/avx2_bytes.hpp"
#include "io/json_marks.hpp"

namespace warrantor::io {

namespace {

using avx2::block_width;

// Of a text of 64 bytes or more.
class QuoteBlocks {
 public:
  explicit QuoteBlocks(std::string_view text) noexcept : text_(text) {}

  // The quotes of the 64 bytes from an offset on.
  [[gnu::target("avx2,bmi"), gnu::always_inline]] std::uint64_t scan(std::size_t from) noexcept {
    const __m256i first = avx2::load(text_.data() + from);
    const __m256i second = avx2::load(text_.data() + from + 32);
    const __m256i least = _mm256_min_epu8(first, second);
    const __m256i controls = _mm256_cmpeq_epi8(_mm256_min_epu8(least, _mm256_set1_epi8(' ' - 1)), least);
    const __m256i backslash = _mm256_set1_epi8('\\');
    const __m256i backslashes =
        _mm256_or_si256(_mm256_cmpeq_epi8(first, backslash), _mm256_cmpeq_epi8(second, backslash));
    odd_ = _mm256_or_si256(odd_, _mm256_or_si256(controls, backslashes));
    const bool is_wide = _mm256_movemask_epi8(_mm256_or_si256(first, second)) != 0;
    if (is_wide || is_after_wide_) is_suspect_ |= !is_utf8(from);
    is_after_wide_ = is_wide;
    return avx2::find('"', first, second);
  }

  [[gnu::target("avx2,bmi")]] [[nodiscard]] JsonTraits traits() const noexcept {
    return {is_suspect_ || (is_after_wide_ && avx2::ends_unfinished(text_)), _mm256_testz_si256(odd_, odd_) == 0};
  }

 private:
  [[gnu::target("avx2,bmi"), gnu::noinline]] [[nodiscard]] bool is_utf8(std::size_t from) const noexcept {
    if (from >= avx2::bytes_before) return avx2::is_utf8(text_.data() + from);
    return avx2::is_utf8(avx2::EdgeBlock(text_, from).data());
  }

  std::string_view text_;
  __m256i odd_{};
  bool is_suspect_ = false;
  bool is_after_wide_ = false;  // the block before may have left a character unfinished
};

[[gnu::target("avx2,bmi")]] JsonTraits scan_quotes_with_avx2(std::string_view text, std::uint64_t* quotes) {
  if (text.empty()) return {};
  if (text.size() < block_width) {
    const avx2::EdgeBlock filled_up(text, 0);
    return scan_quotes_with_avx2({filled_up.data(), block_width}, quotes);
  }
  QuoteBlocks blocks(text);
  std::size_t from = 0;
  for (; from + block_width <= text.size(); from += block_width) *quotes++ = blocks.scan(from);
  // The last bytes are looked at together with some that have been.
  const std::size_t rest = text.size() - from;
  if (rest > 0) *quotes = blocks.scan(text.size() - block_width) >> (block_width - rest);
  return blocks.traits();
}

}  // namespace

QuoteScan find_vector_quote_scan() noexcept { return avx2::is_there() ? &scan_quotes_with_avx2 : nullptr; }

}  // namespace warrantor::io
