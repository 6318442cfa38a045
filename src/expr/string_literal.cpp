#include "expr/string_literal.hpp"

#include <charconv>
#include <optional>
#include <utility>

#include "base/utf8.hpp"

namespace warrantor::expr {
namespace {

bool is_high_surrogate(char32_t code) { return code >= 0xD800 && code <= 0xDBFF; }
bool is_low_surrogate(char32_t code) { return code >= 0xDC00 && code <= 0xDFFF; }

class StringReader {
 public:
  StringReader(std::string_view text, std::uint32_t begin) : text_(text), begin_(begin), position_(begin + 1) {}

  Expected<StringLiteral, SyntaxFault> run() {
    while (!fault_ && !at('"')) {
      const std::uint32_t place = position_;
      step();
      places_.resize(value_.size(), place);
    }
    if (fault_) return *std::move(fault_);
    places_.push_back(position_);
    return StringLiteral{std::move(value_), position_ + 1, std::move(places_)};
  }

 private:
  [[nodiscard]] bool at(char character) const { return position_ < text_.size() && text_[position_] == character; }

  void step() {
    if (position_ == text_.size() || at('\n') || at('\r')) {
      return fail(begin_, "the string is never closed", "add `\"` at its end; a line break inside is written `\\n`");
    }
    if (at('\\')) return escape();
    value_ += text_[position_++];
  }

  void escape() {
    const char letter = position_ + 1 < text_.size() ? text_[position_ + 1] : '\0';
    switch (letter) {
      case '"':
        return plain('"');
      case '\'':
        return plain('\'');
      case '\\':
        return plain('\\');
      case 'n':
        return plain('\n');
      case 'r':
        return plain('\r');
      case 't':
        return plain('\t');
      case 'u':
        return unicode(4);
      case 'U':
        return unicode(6);
      default:
        return is_for_patterns(letter) ? keep_backslash() : unknown_escape();
    }
  }

  // As FEEL has it, so that patterns need not double theirs. Of other letters, a backslash is taken for a slip.
  static bool is_for_patterns(char letter) {
    return letter != '\0' &&
           std::string_view("dDsSwWiIcCpP.-^$?*+{}()[]|123456789").find(letter) != std::string_view::npos;
  }

  void keep_backslash() {
    value_ += '\\';
    ++position_;
  }

  void plain(char character) {
    value_ += character;
    position_ += 2;
  }

  void unicode(std::uint32_t digits) {
    const std::uint32_t begin = position_;
    std::optional<char32_t> code = escaped_code(digits);
    if (code && is_high_surrogate(*code) && text_.substr(position_, 2) == "\\u") code = low_half(*code);
    if (!code || is_high_surrogate(*code) || is_low_surrogate(*code) || *code > 0x10FFFF) {
      return fail_escape(begin, position_ > begin ? position_ : begin + 2);
    }
    base::append_utf8(value_, *code);
  }

  /// The second half of a character above U+FFFF that is written as two escapes.
  std::optional<char32_t> low_half(char32_t high) {
    const std::optional<char32_t> low = escaped_code(4);
    if (!low || !is_low_surrogate(*low)) return std::nullopt;
    return 0x10000U + ((high - 0xD800U) << 10U) + (*low - 0xDC00U);
  }

  std::optional<char32_t> escaped_code(std::uint32_t digits) {
    const std::string_view hex = text_.substr(position_ + 2, digits);
    std::uint32_t code = 0;
    const auto result = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
    if (hex.size() != digits || result.ec != std::errc() || result.ptr != hex.data() + digits) return std::nullopt;
    position_ += 2 + digits;
    return code;
  }

  void unknown_escape() {
    if (position_ + 1 == text_.size()) {
      return fail(begin_, "the string is never closed", "add `\"` at its end");
    }
    const auto size = static_cast<std::uint32_t>(base::decode_utf8(text_.substr(position_ + 1)).size);
    fail_escape(position_, position_ + 1 + size);
  }

  void fail_escape(std::uint32_t begin, std::uint32_t end) {
    fail(begin, end, "unknown escape `" + std::string(text_.substr(begin, end - begin)) + "` in a string",
         R"(write `\"`, `\\`, `\n`, `\r`, `\t` or `\u` with four hexadecimal digits; a backslash itself is `\\`)");
  }

  /// Underlines from `begin` to the end of the line.
  void fail(std::uint32_t begin, std::string message, std::string help) {
    const std::size_t line_end = text_.find_first_of("\r\n", begin);
    const std::size_t end = line_end == std::string_view::npos ? text_.size() : line_end;
    fail(begin, static_cast<std::uint32_t>(end), std::move(message), std::move(help));
  }

  void fail(std::uint32_t begin, std::uint32_t end, std::string message, std::string help) {
    fault_ = SyntaxFault{{begin, end - begin}, std::move(message), std::move(help)};
  }

  std::string_view text_;
  std::uint32_t begin_;
  std::uint32_t position_;
  std::string value_;
  std::vector<std::uint32_t> places_;
  std::optional<SyntaxFault> fault_;
};

}  // namespace

Expected<StringLiteral, SyntaxFault> read_string(std::string_view text, std::uint32_t begin) {
  return StringReader(text, begin).run();
}

}  // namespace warrantor::expr
