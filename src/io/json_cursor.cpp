#include "io/json_cursor.hpp"

#include <algorithm>

namespace warrantor::io {

bool is_plain_number(std::string_view token) noexcept {
  if (token.starts_with('-')) token.remove_prefix(1);
  const std::size_t point = std::min(token.find('.'), token.size());
  const std::string_view whole = token.substr(0, point);
  const bool has_needless_zero = whole.size() > 1 && whole.front() == '0';
  if (has_needless_zero || !base::is_all_digits(whole)) return false;
  return point == token.size() || base::is_all_digits(token.substr(point + 1));
}

// A text in which something stands that is none, or an escape.
JsonToken JsonCursor::take_odd_text(const char* quote) noexcept {
  const std::string_view text(at_ + 1, static_cast<std::size_t>(quote - at_ - 1));
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
  if (std::any_of(text.begin(), text.end(), is_control)) return {};
  const bool is_escaped = text.find('\\') != std::string_view::npos;
  at_ = quote + 1;
  if (!is_escaped) return {JsonToken::Kind::text, text};
  return {JsonToken::Kind::escaped, {text.data() - 1, text.size() + 2}};
}

const char* JsonCursor::find_end_of_number() const noexcept {
  return std::find_if(at_, end_, [](char c) { return c < '-' || c > '9'; });
}

}  // namespace warrantor::io
