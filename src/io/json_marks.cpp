#include "io/json_marks.hpp"

#include <array>
#include <cstring>

#include "base/utf8.hpp"
#include "io/byte_masks.hpp"
#include "io/cell_bytes.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t width = 64;  // bytes that a word of marks is for
constexpr std::size_t word_size = sizeof(std::uint64_t);
constexpr std::uint64_t first_printable = ' ';

// Adds what is seen in 64 bytes to the traits.
std::uint64_t scan_block(const char* bytes, JsonTraits& traits) noexcept {
  std::uint64_t quotes = 0;
  std::uint64_t odd = 0;
  std::uint64_t wide = 0;
  for (std::size_t i = 0; i < width; i += word_size) {
    const auto word = load<std::uint64_t>(bytes + i);
    quotes |= gather(zero_bytes(word ^ repeat('"'))) << i;
    odd |= zero_bytes(word ^ repeat('\\')) | bytes_below(word, first_printable);
    wide |= word & highest_bits;
  }
  traits.is_odd |= odd != 0;
  traits.is_suspect |= wide != 0;
  return quotes;
}

}  // namespace

JsonTraits scan_quotes(std::string_view text, std::uint64_t* quotes) noexcept {
  JsonTraits traits;
  std::size_t from = 0;
  for (; from + width <= text.size(); from += width) *quotes++ = scan_block(text.data() + from, traits);
  if (from == text.size()) return traits;
  std::array<char, width> rest{};
  rest.fill(' ');
  std::memcpy(rest.data(), text.data() + from, text.size() - from);
  *quotes = scan_block(rest.data(), traits);
  return traits;
}

QuoteScan fastest_quote_scan() noexcept {
  const QuoteScan vector_scan = find_vector_quote_scan();
  return vector_scan == nullptr ? &scan_quotes : vector_scan;
}

bool JsonMarks::look_at(std::string_view text) {
  const std::size_t end = text.size() / width;  // the word of the mark behind the text
  if (quotes_.size() < end + 2) quotes_.resize(2 * (end + 2));
  quotes_[end] = 0;
  const JsonTraits traits = scan_(text, quotes_.data());
  if (traits.is_suspect && !base::is_valid_utf8(text)) return false;
  is_odd_ = traits.is_odd;
  if (is_odd_) leave_out_escaped(text);
  quotes_[end] |= std::uint64_t{1} << text.size() % width;
  return true;
}

void JsonMarks::leave_out_escaped(std::string_view text) noexcept {
  for (std::size_t at = text.find('\\'); at < text.size() - 1; at = text.find('\\', at + 2)) {
    quotes_[(at + 1) / width] &= ~(std::uint64_t{1} << (at + 1) % width);
  }
}

std::size_t JsonMarks::find_far(std::size_t offset) const noexcept {
  const std::uint64_t* word = quotes_.data() + offset / width;
  std::uint64_t here = *word >> offset % width << offset % width;
  while (here == 0) here = *++word;
  return static_cast<std::size_t>(word - quotes_.data()) * width + static_cast<std::size_t>(std::countr_zero(here));
}

}  // namespace warrantor::io
