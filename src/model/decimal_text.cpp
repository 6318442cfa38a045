#include <algorithm>

#include <warrantor/decimal.hpp>

#include "base/text.hpp"
#include "model/decimal_parts.hpp"

namespace warrantor {
namespace {

/// Takes a leading sign, if there is one.
bool take_minus(std::string_view& text) noexcept {
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  return is_negative;
}

std::string_view take_digits(std::string_view& text) noexcept {
  const auto end = std::find_if_not(text.begin(), text.end(), base::is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

/// What stands behind the `e`; far beyond all exponents where there are many digits.
std::optional<int> read_exponent(std::string_view text) noexcept {
  const bool is_negative = take_minus(text);
  if (!base::is_all_digits(text)) return std::nullopt;
  constexpr int far = 1'000'000;
  int exponent = 0;
  for (const char digit : text) exponent = std::min(far, exponent * 10 + (digit - '0'));
  return is_negative ? -exponent : exponent;
}

/// Gathers digits from the left, as many as a number has, and rounds by those that follow, half even.
class DigitReader {
 public:
  void read(std::string_view digits, bool is_behind_point) noexcept {
    for (const char character : digits) {
      if (is_behind_point && exponent_ > -far) --exponent_;
      const auto digit = static_cast<unsigned>(character - '0');
      if (digits_ < powers_of_ten[Decimal::max_digits - 1]) {
        digits_ = digits_ * 10 + digit;
      } else {
        drop(digit);
      }
    }
  }

  [[nodiscard]] DecimalParts result(bool is_negative, int exponent) const noexcept {
    const bool rounds_up = first_dropped_ > 5 || (first_dropped_ == 5 && (more_dropped_ || digits_ % 2 == 1));
    DecimalParts parts{is_negative, digits_ + (rounds_up ? 1 : 0), exponent_ + exponent};
    if (parts.digits == powers_of_ten[Decimal::max_digits]) {
      parts.digits /= 10;
      ++parts.exponent;
    }
    return parts;
  }

 private:
  // A text of so many digits is beyond all exponents whatever follows.
  static constexpr int far = 100'000'000;

  void drop(unsigned digit) noexcept {
    if (has_dropped_) {
      more_dropped_ = more_dropped_ || digit != 0;
    } else {
      first_dropped_ = digit;
      has_dropped_ = true;
    }
    if (exponent_ < far) ++exponent_;
  }

  Digits digits_ = 0;
  int exponent_ = 0;
  unsigned first_dropped_ = 0;
  bool has_dropped_ = false;
  bool more_dropped_ = false;
};

std::string digits_to_text(Digits digits) {
  std::string text;
  do {
    text.push_back(static_cast<char>('0' + static_cast<int>(digits % 10)));
    digits /= 10;
  } while (digits != 0);
  std::reverse(text.begin(), text.end());
  return text;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) noexcept {
  const bool is_negative = take_minus(text);
  const std::string_view whole = take_digits(text);
  std::string_view decimals;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    decimals = take_digits(text);
    if (decimals.empty()) return std::nullopt;
  }
  if (whole.empty() && decimals.empty()) return std::nullopt;
  std::optional<int> exponent = 0;
  if (text.starts_with('e') || text.starts_with('E')) {
    exponent = read_exponent(text.substr(1));
  } else if (!text.empty()) {
    return std::nullopt;
  }
  if (!exponent) return std::nullopt;
  DigitReader reader;
  reader.read(whole, false);
  reader.read(decimals, true);
  return reader.result(is_negative, *exponent).joined();
}

std::string Decimal::to_text() const {
  const DecimalParts parts = DecimalParts::of(*this);
  std::string text = digits_to_text(parts.digits);
  if (parts.exponent > 0) text.append(static_cast<std::size_t>(parts.exponent), '0');
  if (parts.exponent < 0) {
    const auto decimals = static_cast<std::size_t>(-parts.exponent);
    if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
    text.insert(text.size() - decimals, 1, '.');
  }
  return parts.is_negative ? "-" + text : text;
}

}  // namespace warrantor
