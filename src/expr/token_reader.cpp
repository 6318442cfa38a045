#include "expr/token_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "expr/function_names.hpp"

namespace warrantor::expr {
namespace {

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

/// `AND` where `and` is meant.
std::string lower_keyword(const Token& token) {
  constexpr std::array<std::string_view, 9> words{"and",  "or",        "in",     "between", "then",
                                                  "else", "satisfies", "return", "not"};
  std::string lower = token.text;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
  });
  const bool known = std::find(words.begin(), words.end(), lower) != words.end();
  return token.kind == TokenKind::name && known ? lower : std::string();
}

}  // namespace

TokenReader::TokenReader(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

const Token& TokenReader::next() const { return tokens_[std::min(position_ + 1, tokens_.size() - 1)]; }

const Token& TokenReader::previous() const { return tokens_[position_ == 0 ? 0 : position_ - 1]; }

bool TokenReader::after_literal() const {
  const Token& token = previous();
  return token.kind == TokenKind::number || token.kind == TokenKind::date || token.kind == TokenKind::duration ||
         token.kind == TokenKind::string || token.is("null") || token.is("true") || token.is("false");
}

bool TokenReader::begins_value(const Token& token) {
  constexpr std::array<std::string_view, 11> words{"(",   "[",  "-",    "null",  "true", "false",
                                                   "not", "if", "some", "every", "for"};
  if (token.kind == TokenKind::end) return false;
  if (token.kind != TokenKind::keyword && token.kind != TokenKind::symbol) return true;
  return std::find(words.begin(), words.end(), token.text) != words.end();
}

TextRange TokenReader::since(std::uint32_t begin) const {
  const TextRange last = previous().range;
  const std::uint32_t end = last.begin + last.length;
  return {begin, end > begin ? end - begin : 0};
}

std::string TokenReader::written(TextRange range) const { return std::string(text_.substr(range.begin, range.length)); }

const Token& TokenReader::take() {
  const Token& token = current();
  if (!at_end()) ++position_;
  return token;
}

bool TokenReader::accept(std::string_view word) {
  if (!at(word)) return false;
  take();
  return true;
}

std::string TokenReader::take_function_words() {
  std::string name;
  for (std::size_t words = count_function_words(tokens_, position_); words > 0; --words) {
    if (!name.empty()) name += ' ';
    name += take().text;
  }
  return name;
}

std::string TokenReader::take_argument_words() {
  std::size_t end = position_;
  while (tokens_[end].kind == TokenKind::name || tokens_[end].kind == TokenKind::keyword) ++end;
  if (end == position_ || !tokens_[end].is(":")) return {};
  std::string name;
  while (position_ < end) {
    if (!name.empty()) name += ' ';
    name += take().text;
  }
  take();
  return name;
}

void TokenReader::expect(std::string_view word, const Token& partner, std::string_view missing, std::string_view help) {
  if (accept(word)) return;
  std::string message = "expected " + quoted(word) + " " + std::string(missing);
  if (!at_end()) message += ", not " + quoted_current();
  fail(at_end() ? partner.range : current().range, std::move(message), std::string(help));
}

const Token& TokenReader::expect_name(std::string_view place, const Token& partner) {
  if (at_name()) return take();
  std::string message = "expected a name " + std::string(place);
  if (!at_end()) message += ", not " + quoted_current();
  const bool is_reserved = current().kind == TokenKind::keyword;
  fail(at_end() ? partner.range : current().range, std::move(message),
       is_reserved ? quoted_current() + " is a word of the language and cannot be a name" : std::string());
  return current();
}

void TokenReader::expect_close(const Token& open, std::string_view close) {
  if (accept(close)) return;
  if (at_end()) return fail(open.range, quoted(open.text) + " is never closed", "add " + quoted(close));
  const std::string opened = quoted(open.text) + " at character " + std::to_string(column(open.range.begin));
  if (at(")") || at("]") || at("}")) {
    return fail(current().range, quoted_current() + " does not close " + opened, "write " + quoted(close));
  }
  std::string help = help_for_unexpected();
  if (help.empty()) help = "write " + quoted(close) + " or an operator";
  fail(current().range, "expected " + quoted(close) + ", which closes " + opened + ", not " + quoted_current(),
       std::move(help));
}

void TokenReader::expect_end() {
  if (!at_end()) fail(current().range, "unexpected " + quoted_current(), help_for_unexpected());
}

// A comma with a number right before it and three digits right behind it.
bool TokenReader::is_group_of_digits(std::size_t comma) const {
  if (comma == 0 || comma + 1 >= tokens_.size() || !tokens_[comma].is(",")) return false;
  const Token& before = tokens_[comma - 1];
  const Token& group = tokens_[comma + 1];
  const auto end = [](const Token& token) { return token.range.begin + token.range.length; };
  return before.kind == TokenKind::number && group.kind == TokenKind::number &&
         before.text.find('.') == std::string::npos && before.text.size() <= 3 &&
         group.text.substr(0, group.text.find('.')).size() == 3 && end(before) == tokens_[comma].range.begin &&
         end(tokens_[comma]) == group.range.begin;
}

void TokenReader::refuse_thousands(std::string_view parts) {
  if (!is_group_of_digits(position_)) return;
  const std::uint32_t begin = previous().range.begin;
  std::string plain = previous().text;
  std::size_t end = position_;
  for (; is_group_of_digits(end); end += 2) plain += tokens_[end + 1].text;
  const TextRange last = tokens_[end - 1].range;
  const TextRange whole{begin, last.begin + last.length - begin};
  const std::string number = end - position_ == 2 ? "two " : "several ";
  fail(whole, quoted(written(whole)) + " reads as " + number + std::string(parts),
       "write numbers without separators of thousands: " + quoted(plain) + "; or put a blank behind the comma");
}

void TokenReader::fail(TextRange range, std::string message, std::string help) {
  if (!fault_) fault_ = SyntaxFault{range, std::move(message), std::move(help)};
  position_ = tokens_.size() - 1;
}

void TokenReader::fail_no_value() {
  if (tokens_.size() == 1) {
    return fail({0, static_cast<std::uint32_t>(text_.size())}, "there is no expression here", "write one");
  }
  if (at_end()) return fail(previous().range, "expected a value after " + quoted(written(previous().range)), "");
  fail(current().range, "expected a value, not " + quoted_current(), "");
}

std::string TokenReader::quoted_current() const { return quoted(written(current().range)); }

std::string TokenReader::help_for_unexpected() const {
  if (const std::string lower = lower_keyword(current()); !lower.empty()) return "write " + quoted(lower);
  if (at("not")) return "write `not(...)` around the whole condition";
  if (at_name() && previous().text == "round" && current().text == "half")
    return "write `decimal(n, scale)` to round halves to the even";
  if (at_name() && previous().kind == TokenKind::name) {
    return "names have no blanks: write " + quoted(previous().text + "_" + current().text) +
           " or an operator between them";
  }
  if (at(",")) return "write a list in brackets: `[a, b]`";
  if (at("..")) return "write a range in brackets: `[1..5]`";
  if (at("then") || at("else")) return "a condition begins with `if`";
  if (at(")") || at("]") || at("}")) return "remove it, or open the bracket";
  if (at_value()) return "write an operator such as `and` before it";
  return {};
}

std::size_t TokenReader::column(std::uint32_t byte) const {
  const std::string_view before = text_.substr(0, byte);
  const auto continuations = std::count_if(before.begin(), before.end(), [](char character) {
    return (static_cast<unsigned char>(character) & 0xC0U) == 0x80U;
  });
  return before.size() - static_cast<std::size_t>(continuations) + 1;
}

}  // namespace warrantor::expr
