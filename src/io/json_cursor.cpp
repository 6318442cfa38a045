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

}  // namespace warrantor::io
