#include "base/utf8.hpp"

#include <cassert>
#include <cstdint>
#include <cstring>

#include "base/character_width.hpp"

namespace warrantor::base {

namespace {

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
  return character_width(code_point);
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
