#include "io/encoding.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace warrantor::io {

namespace {

struct NamedEncoding {
  std::string_view name;
  Encoding encoding;
};

constexpr std::array<NamedEncoding, 7> names = {{{"auto", Encoding::found_out},
                                                 {"utf-8", Encoding::utf8},
                                                 {"utf8", Encoding::utf8},
                                                 {"gb18030", Encoding::gb18030},
                                                 {"gbk", Encoding::gb18030},
                                                 {"gb2312", Encoding::gb18030},
                                                 {"cp936", Encoding::gb18030}}};

/// How well a text fits an encoding.
struct Fit {
  std::size_t characters = 0;  ///< beyond ASCII
  std::size_t common = 0;      ///< of them, those that are in daily use
  std::size_t faults = 0;
};

constexpr std::size_t longest_character = 4;

// Whether a text is the beginning of one character of UTF-8.
bool is_cut_off(std::string_view text) noexcept {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0xC2 || lead > 0xF4) return false;
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : longest_character;
  return text.size() < size && std::all_of(text.begin() + 1, text.end(),
                                           [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; });
}

Fit fit_to_utf8(std::string_view text) {
  Fit fit;
  while (!text.empty()) {
    const base::DecodedCharacter character = base::decode_utf8(text);
    if (character.valid) {
      if (character.code_point >= 0x80) ++fit.characters;
    } else if (!is_cut_off(text)) {
      ++fit.faults;
    }
    text.remove_prefix(character.size);
  }
  return fit;
}

// GB 18030-2022: two bytes 81-FE 40-7E/80-FE, four bytes 81-FE 30-39 81-FE 30-39. The characters of GB 2312, those in
// daily use, are the pairs from A1A1 on.
Fit fit_to_gb18030(std::string_view text) {
  Fit fit;
  const auto byte = [&](std::size_t place) { return static_cast<unsigned char>(text[place]); };
  const auto is_lead = [](unsigned char c) { return c >= 0x81 && c <= 0xFE; };
  const auto is_digit = [](unsigned char c) { return c >= 0x30 && c <= 0x39; };
  while (!text.empty()) {
    std::size_t size = 1;
    if (byte(0) >= 0x80) {
      if (!is_lead(byte(0))) {
        ++fit.faults;
      } else if (text.size() < 2) {
        break;
      } else if (byte(1) >= 0x40 && byte(1) != 0x7F && byte(1) != 0xFF) {
        size = 2;
        ++fit.characters;
        if (byte(0) >= 0xA1 && byte(1) >= 0xA1) ++fit.common;
      } else if (text.size() < longest_character) {
        break;
      } else if (is_digit(byte(1)) && is_lead(byte(2)) && is_digit(byte(3))) {
        size = longest_character;
        ++fit.characters;
      } else {
        ++fit.faults;
      }
    }
    text.remove_prefix(size);
  }
  return fit;
}

}  // namespace

std::optional<Encoding> find_encoding(std::string_view name) {
  for (const NamedEncoding& known : names) {
    if (base::equal_ignoring_case(known.name, name)) return known.encoding;
  }
  return std::nullopt;
}

Encoding guess_encoding(std::string_view text) {
  const Fit utf8 = fit_to_utf8(text);
  if (utf8.faults == 0 || utf8.characters > utf8.faults) return Encoding::utf8;
  const Fit gb18030 = fit_to_gb18030(text);
  const bool is_usual = gb18030.common * 2 > gb18030.characters;
  return is_usual && gb18030.faults * 4 < gb18030.characters ? Encoding::gb18030 : Encoding::utf8;
}

}  // namespace warrantor::io
