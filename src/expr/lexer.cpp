#include "expr/lexer.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "expr/characters.hpp"
#include "expr/foreign_symbols.hpp"
#include "expr/string_literal.hpp"

namespace warrantor::expr {
namespace {

constexpr std::array<std::string_view, 17> keywords{"null",  "true",      "false", "and",    "or",      "not",
                                                    "in",    "between",   "if",    "then",   "else",    "some",
                                                    "every", "satisfies", "for",   "return", "function"};

// Longer symbols stand before those that begin them.
constexpr std::array<std::string_view, 22> symbols{"**", "!=", "<=", ">=", "..", "+", "-", "*", "/", "=", "<",
                                                   ">",  "(",  ")",  "[",  "]",  "{", "}", ",", ".", ":", "?"};

bool is_keyword(std::string_view word) { return std::find(keywords.begin(), keywords.end(), word) != keywords.end(); }

/// `2024-01-05` as the text begins.
bool begins_with_date(std::string_view text) {
  constexpr std::string_view form = "dddd-dd-dd";
  if (text.size() < form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == 'd' ? !is_digit(text[i]) : text[i] != form[i]) return false;
  }
  return text.size() == form.size() || !is_digit(text[form.size()]);
}

/// The length of `e+4`, `E12` as the text begins; 0 where it does not begin so.
std::uint32_t exponent_length(std::string_view text) {
  if (text.empty() || (text[0] != 'e' && text[0] != 'E')) return 0;
  std::uint32_t length = text.size() > 1 && (text[1] == '+' || text[1] == '-') ? 2 : 1;
  const std::uint32_t without_digits = length;
  while (length < text.size() && is_digit(text[length])) ++length;
  return length > without_digits ? length : 0;
}

/// `P1Y6M`, `-P10D`; whether it is one is told by whoever reads it.
bool looks_like_duration(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.starts_with('P');
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {
    assert(text.size() < std::numeric_limits<std::uint32_t>::max());
  }

  Expected<std::vector<Token>, SyntaxFault> run() {
    check_encoding();
    skip_blanks();
    while (!fault_ && position_ < text_.size()) {
      read_token();
      skip_blanks();
    }
    if (fault_) return *std::move(fault_);
    add(TokenKind::end, position_, {});
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] std::string_view rest(std::uint32_t offset = 0) const {
    return text_.substr(std::min<std::size_t>(position_ + offset, text_.size()));
  }
  [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
    return text_.substr(begin, end - begin);
  }
  [[nodiscard]] bool digit_at(std::uint32_t position) const {
    return position < text_.size() && is_digit(text_[position]);
  }

  void check_encoding() {
    const std::optional<std::size_t> invalid = base::find_invalid_utf8(text_);
    if (!invalid) return;
    position_ = static_cast<std::uint32_t>(*invalid);
    fail(1, "the text is not valid UTF-8", "");
  }

  void skip_blanks() {
    while (!fault_ && position_ < text_.size()) {
      if (rest().substr(0, 2) == "//") {
        position_ = static_cast<std::uint32_t>(std::min(text_.find('\n', position_), text_.size()));
      } else if (rest().substr(0, 2) == "/*") {
        skip_block_comment();
      } else {
        const base::DecodedCharacter character = base::decode_utf8(rest());
        if (!is_space(character.code_point)) return;
        position_ += static_cast<std::uint32_t>(character.size);
      }
    }
  }

  void skip_block_comment() {
    const std::size_t close = text_.find("*/", position_ + 2);
    if (close == std::string_view::npos) return fail(2, "the comment `/*` is never closed", "add `*/` at its end");
    position_ = static_cast<std::uint32_t>(close + 2);
  }

  void read_token() {
    const char character = text_[position_];
    if (digit_at(position_) || (character == '.' && digit_at(position_ + 1))) return read_number();
    if (character == '"') return read_string_token();
    if (character == '@') return read_at_literal();
    if (is_name_start(base::decode_utf8(rest()).code_point)) return read_name();
    read_symbol();
  }

  void read_name() {
    const std::uint32_t begin = position_;
    position_ = end_of_name(begin);
    const std::string_view word = slice(begin, position_);
    add(is_keyword(word) ? TokenKind::keyword : TokenKind::name, begin, std::string(word));
  }

  [[nodiscard]] std::uint32_t end_of_name(std::uint32_t position) const {
    while (position < text_.size()) {
      const base::DecodedCharacter character = base::decode_utf8(text_.substr(position));
      if (!is_name_part(character.code_point)) break;
      position += static_cast<std::uint32_t>(character.size);
    }
    return position;
  }

  void read_number() {
    const std::uint32_t begin = position_;
    if (begins_with_date(rest())) {
      position_ += 10;
      if (end_of_name(position_) != position_) return fail_word(begin, "date", "times of day are not supported");
      return add(TokenKind::date, begin, std::string(slice(begin, position_)));
    }
    skip_digits();
    if (position_ < text_.size() && text_[position_] == '.' && digit_at(position_ + 1)) {
      ++position_;
      skip_digits();
    }
    position_ += exponent_length(rest());
    if (end_of_name(position_) != position_) return fail_number(begin);
    add(TokenKind::number, begin, std::string(slice(begin, position_)));
  }

  void skip_digits() {
    while (digit_at(position_)) ++position_;
  }

  void fail_number(std::uint32_t begin) {
    const std::string_view word = slice(begin, end_of_name(position_));
    if (word.find_first_not_of("0123456789._") == std::string_view::npos) {
      std::string plain(word);
      plain.erase(std::remove(plain.begin(), plain.end(), '_'), plain.end());
      return fail_word(begin, "number", "write `" + plain + "`");
    }
    fail_word(begin, "number",
              "write numbers without a unit; names begin with a letter, and a value of a list that does not is "
              "written in quotes: `\"" +
                  std::string(word) + "\"`");
  }

  void fail_word(std::uint32_t begin, std::string_view wanted, std::string help) {
    const std::string word(slice(begin, end_of_name(position_)));
    position_ = begin;
    fail(static_cast<std::uint32_t>(word.size()), "`" + word + "` is not a " + std::string(wanted), std::move(help));
  }

  void read_string_token() {
    const std::uint32_t begin = position_;
    std::optional<std::string> value = read_quoted(position_);
    if (value) add(TokenKind::string, begin, *std::move(value));
  }

  std::optional<std::string> read_quoted(std::uint32_t quote) {
    Expected<StringLiteral, SyntaxFault> literal = read_string(text_, quote);
    if (!literal) {
      fault_ = literal.error();
      return std::nullopt;
    }
    position_ = literal->end;
    return std::move(literal->text);
  }

  void read_at_literal() {
    const std::uint32_t begin = position_;
    if (rest(1).substr(0, 1) != "\"")
      return fail(1, "expected a string after `@`", R"(write a date as `@"2024-01-05"`, a duration as `@"P36M"`)");
    std::optional<std::string> value = read_quoted(begin + 1);
    if (!value) return;
    if (begins_with_date(*value) && value->size() == 10) return add(TokenKind::date, begin, *std::move(value));
    if (looks_like_duration(*value)) return add(TokenKind::duration, begin, *std::move(value));
    const std::string written(slice(begin, position_));
    position_ = begin;
    fail(static_cast<std::uint32_t>(written.size()), "`" + written + "` is neither a date nor a duration",
         R"(after `@` only dates such as `@"2024-01-05"` and durations such as `@"P36M"` are supported)");
  }

  void read_symbol() {
    const std::string_view text = rest();
    const auto* own = std::find_if(symbols.begin(), symbols.end(),
                                   [text](std::string_view symbol) { return text.substr(0, symbol.size()) == symbol; });
    const ForeignSymbol* foreign = find_foreign_symbol(text);
    const std::size_t own_length = own == symbols.end() ? 0 : own->size();
    if (foreign != nullptr && foreign->text.size() > own_length) return fail_foreign(*foreign);
    if (own_length == 0) return fail_symbol();
    const std::uint32_t begin = position_;
    position_ += static_cast<std::uint32_t>(own_length);
    add(TokenKind::symbol, begin, std::string(*own));
  }

  void fail_foreign(const ForeignSymbol& symbol) {
    fail(static_cast<std::uint32_t>(symbol.text.size()), "unknown symbol `" + std::string(symbol.text) + "`",
         std::string(symbol.help));
  }

  void fail_symbol() {
    if (text_[position_] == '\'') return fail_single_quotes();
    if (text_[position_] == '!') return fail_exclamation_mark();
    const auto length = static_cast<std::uint32_t>(base::decode_utf8(rest()).size);
    fail(length, "unknown symbol `" + std::string(rest().substr(0, length)) + "`", "");
  }

  void fail_single_quotes() {
    const std::size_t close = text_.find('\'', position_ + 1);
    const std::size_t end = close == std::string_view::npos ? text_.size() : close + 1;
    const auto length = static_cast<std::uint32_t>(end - position_);
    if (close == std::string_view::npos) return fail(length, "unknown symbol `'`", "write strings in double quotes");
    fail(length, "`" + std::string(rest().substr(0, length)) + "` is not a string",
         "write strings in double quotes: `\"" + std::string(rest(1).substr(0, length - 2)) + "\"`");
  }

  void fail_exclamation_mark() {
    std::uint32_t end = end_of_name(position_ + 1);
    while (end < text_.size() && text_[end] == '.') end = end_of_name(end + 1);
    const std::string operand(slice(position_ + 1, end));
    fail(1, "unknown symbol `!`", "write `not(" + (operand.empty() ? "..." : operand) + ")`");
  }

  void add(TokenKind kind, std::uint32_t begin, std::string text) {
    tokens_.push_back({kind, {begin, position_ - begin}, std::move(text)});
  }

  void fail(std::uint32_t length, std::string message, std::string help) {
    fault_ = SyntaxFault{{position_, length}, std::move(message), std::move(help)};
  }

  std::string_view text_;
  std::uint32_t position_ = 0;
  std::vector<Token> tokens_;
  std::optional<SyntaxFault> fault_;
};

}  // namespace

Expected<std::vector<Token>, SyntaxFault> read_tokens(std::string_view text) { return Lexer(text).run(); }

}  // namespace warrantor::expr
