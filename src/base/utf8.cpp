#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <cstring>

namespace warrantor::base {

namespace {

struct CodePointRange {
  char32_t first;
  char32_t last;
};

// East_Asian_Width W and F of Unicode 15, blocks joined where the gaps hold no narrow character.
constexpr std::array wide_ranges = std::to_array<CodePointRange>({
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x2705, 0x2705},   {0x274C, 0x274C},   {0x2753, 0x2757},
    {0x2795, 0x2797},   {0x2E80, 0x303E},   {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x17000, 0x18CFF}, {0x1B000, 0x1B2FF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A},
    {0x1F200, 0x1F265}, {0x1F300, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393},
    {0x1F3A0, 0x1F3CA}, {0x1F3E0, 0x1F3F0}, {0x1F400, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC},
    {0x1F4FF, 0x1F53D}, {0x1F550, 0x1F567}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC},
    {0x1F6D0, 0x1F6D2}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F9FF},
    {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
});

constexpr std::array zero_width_ranges = std::to_array<CodePointRange>({
    {0x0300, 0x036F},
    {0x0483, 0x0489},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x200B, 0x200F},
    {0x202A, 0x202E},
    {0x2060, 0x2064},
    {0x20D0, 0x20FF},
    {0x302A, 0x302D},
    {0x3099, 0x309A},
    {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF},
    {0xE0100, 0xE01EF},
});

template <std::size_t Size>
bool is_in(const std::array<CodePointRange, Size>& ranges, char32_t code_point) noexcept {
  const auto* after = std::upper_bound(ranges.begin(), ranges.end(), code_point,
                                       [](char32_t point, const CodePointRange& range) { return point < range.first; });
  return after != ranges.begin() && code_point <= std::prev(after)->last;
}

struct LeadByte {
  std::size_t size = 0;  ///< 0: not a first byte
  char32_t bits = 0;
  char32_t least = 0;  ///< the first code point that needs this many bytes
};

LeadByte read_lead_byte(unsigned char byte) noexcept {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07U, 0x10000};
  return {};
}

bool is_scalar_value(char32_t code_point) noexcept {
  return code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
}

// Eight bytes at a time, since nearly all text of claim files is ASCII.
std::size_t skip_ascii(std::string_view text, std::size_t offset) noexcept {
  for (; offset + 8 <= text.size(); offset += 8) {
    std::uint64_t chunk = 0;
    std::memcpy(&chunk, text.data() + offset, 8);
    if ((chunk & 0x8080808080808080U) != 0) break;
  }
  while (offset < text.size() && static_cast<unsigned char>(text[offset]) < 0x80) ++offset;
  return offset;
}

}  // namespace

DecodedCharacter decode_utf8(std::string_view text) noexcept {
  assert(!text.empty());
  constexpr DecodedCharacter malformed = {0xFFFD, 1, false};
  const LeadByte lead = read_lead_byte(static_cast<unsigned char>(text.front()));
  if (lead.size == 0 || lead.size > text.size()) return malformed;
  char32_t code_point = lead.bits;
  for (std::size_t i = 1; i < lead.size; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) != 0x80U) return malformed;
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  if (code_point < lead.least || !is_scalar_value(code_point)) return malformed;
  return {code_point, lead.size, true};
}

void append_utf8(std::string& out, char32_t code_point) {
  assert(is_scalar_value(code_point));
  const auto append = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  const auto append_continuation = [&](unsigned shift) { append(0x80U | ((code_point >> shift) & 0x3FU)); };
  if (code_point < 0x80) {
    append(code_point);
  } else if (code_point < 0x800) {
    append(0xC0U | (code_point >> 6U));
    append_continuation(0);
  } else if (code_point < 0x10000) {
    append(0xE0U | (code_point >> 12U));
    append_continuation(6);
    append_continuation(0);
  } else {
    append(0xF0U | (code_point >> 18U));
    append_continuation(12);
    append_continuation(6);
    append_continuation(0);
  }
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept {
  for (std::size_t offset = skip_ascii(text, 0); offset < text.size(); offset = skip_ascii(text, offset)) {
    const DecodedCharacter character = decode_utf8(text.substr(offset));
    if (!character.valid) return offset;
    offset += character.size;
  }
  return std::nullopt;
}

std::size_t display_width(char32_t code_point) noexcept {
  if (is_control(code_point)) return 0;
  if (code_point < 0x300) return 1;
  if (is_in(zero_width_ranges, code_point)) return 0;
  return is_in(wide_ranges, code_point) ? 2 : 1;
}

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  while (!text.empty()) {
    const DecodedCharacter character = decode_utf8(text);
    width += display_width(character.code_point);
    text.remove_prefix(character.size);
  }
  return width;
}

std::string_view fit_to_width(std::string_view text, std::size_t columns) noexcept {
  std::size_t width = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const DecodedCharacter character = decode_utf8(text.substr(end));
    width += display_width(character.code_point);
    if (width > columns) break;
    end += character.size;
  }
  return text.substr(0, end);
}

std::string shorten_to_width(std::string_view text, std::size_t columns) {
  if (columns == 0) return {};
  if (fit_to_width(text, columns).size() == text.size()) return std::string(text);
  return std::string(fit_to_width(text, columns - 1)) + "…";
}

std::string pad_to_width(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return std::string(text) + std::string(width < columns ? columns - width : 0, ' ');
}

}  // namespace warrantor::base
