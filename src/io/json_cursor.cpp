#include "io/json_cursor.hpp"

#include <algorithm>

namespace warrantor::io {

namespace {

bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < ' '; }

}  // namespace

bool is_plain_number(std::string_view token) noexcept {
  if (token.starts_with('-')) token.remove_prefix(1);
  const std::size_t point = std::min(token.find('.'), token.size());
  const std::string_view whole = token.substr(0, point);
  const bool has_needless_zero = whole.size() > 1 && whole.front() == '0';
  if (has_needless_zero || !base::is_all_digits(whole)) return false;
  return point == token.size() || base::is_all_digits(token.substr(point + 1));
}

JsonToken JsonCursor::take_token() noexcept {
  if (is_at('"')) return take_text();
  if (!is_at_end() && (base::is_digit(front()) || front() == '-')) return take_number();
  const char* const begin = data();
  const std::size_t size = take_word();
  return size == 0 ? JsonToken() : JsonToken(JsonToken::Kind::word, {begin, size});
}

JsonToken JsonCursor::take_text() noexcept {
  const std::size_t quote = marks_->find(at_ + 1);
  const std::string_view text(data() + 1, quote - at_ - 1);
  if (quote == size_ || std::any_of(text.begin(), text.end(), is_control)) return {};
  const bool has_escapes = marks_->is_odd() && text.find('\\') != std::string_view::npos;
  at_ = quote + 1;
  if (!has_escapes) return {JsonToken::Kind::text, text};
  return {JsonToken::Kind::escaped, {text.data() - 1, text.size() + 2}};
}

JsonToken JsonCursor::take_number() noexcept {
  const char* const begin = data();
  while (at_ != size_ && front() >= '-' && front() <= '9') ++at_;
  return {JsonToken::Kind::number, {begin, static_cast<std::size_t>(data() - begin)}};
}

bool JsonCursor::is_odd(std::string_view text) noexcept {
  return std::any_of(text.begin(), text.end(), [](char c) { return c == '\\' || is_control(c); });
}

}  // namespace warrantor::io
