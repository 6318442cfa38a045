#include "yaml/bytes.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/utf8.hpp"
#include "yaml/codes.hpp"

namespace warrantor::yaml {
namespace {

constexpr std::size_t most_reported = 20;
constexpr char32_t byte_order_mark = 0xFEFF;

std::string hex(std::uint32_t number, int digits) {
  std::string out;
  for (int digit = digits - 1; digit >= 0; --digit) out += "0123456789ABCDEF"[(number >> (4 * digit)) & 0xFU];
  return out;
}

/// An excerpt with `?` for every byte that a terminal must not get; columns stay what they are.
std::string printable(std::string_view line) {
  std::string out;
  while (!line.empty()) {
    const base::DecodedCharacter character = base::decode_utf8(line);
    if (!character.valid || (base::is_control(character.code_point) && character.code_point != '\t')) {
      out.append(character.size, '?');
    } else {
      out.append(line.substr(0, character.size));
    }
    line.remove_prefix(character.size);
  }
  return out;
}

SourceSpan printable_span(const Source& source, std::size_t offset, std::size_t size) {
  SourceSpan span = source.span(offset, offset + size);
  span.text = printable(span.text);
  return span;
}

/// Only the first: in a file of another encoding nearly every line has some.
Diagnostic not_utf8(const Source& source, std::size_t offset) {
  const auto byte = static_cast<unsigned char>(source.text()[offset]);
  return {Severity::error, code::invalid_utf8, "byte 0x" + hex(byte, 2) + " is not valid UTF-8",
          "save the file as UTF-8", printable_span(source, offset, 1)};
}

Diagnostic invisible(const Source& source, std::size_t offset, const base::DecodedCharacter& character) {
  std::string message = "invisible character U+" + hex(character.code_point, 4);
  std::string help = "remove it";
  if (character.code_point == '\r') {
    message = "carriage return (U+000D) without a line feed";
    help = "end lines with a line feed, or with a carriage return and a line feed";
  } else if (character.code_point == byte_order_mark) {
    message = "byte-order mark (U+FEFF) inside the file";
  }
  return {Severity::error, code::control_character, std::move(message), std::move(help),
          printable_span(source, offset, character.size)};
}

/// Whether a byte begins no character that is forbidden, as nearly all do.
constexpr std::array<bool, 256> harmless_bytes = [] {
  std::array<bool, 256> harmless{};
  for (std::size_t byte = 0x20; byte < 256; ++byte) harmless[byte] = byte != 0x7F && byte != 0xC2 && byte != 0xEF;
  harmless['\t'] = harmless['\n'] = true;
  return harmless;
}();

bool is_forbidden(std::string_view text, std::size_t offset, char32_t code_point) {
  if (code_point == '\r') return offset + 1 >= text.size() || text[offset + 1] != '\n';
  if (code_point == '\t' || code_point == '\n') return false;
  return base::is_control(code_point) || code_point == byte_order_mark;
}

}  // namespace

Diagnostics check_bytes(const Source& source) {
  const std::string_view text = source.text();
  if (const std::optional<std::size_t> invalid = base::find_invalid_utf8(text)) return {not_utf8(source, *invalid)};
  Diagnostics found;
  for (std::size_t offset = 0; offset < text.size() && found.size() < most_reported; ++offset) {
    if (harmless_bytes[static_cast<unsigned char>(text[offset])]) continue;
    const base::DecodedCharacter character = base::decode_utf8(text.substr(offset));
    if (is_forbidden(text, offset, character.code_point)) found.push_back(invisible(source, offset, character));
  }
  return found;
}

}  // namespace warrantor::yaml
