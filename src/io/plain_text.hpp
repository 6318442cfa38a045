#pragma once

#include <string_view>

#include <warrantor/schema.hpp>
#include <warrantor/vin.hpp>

#include "base/text.hpp"
#include "io/cell_bytes.hpp"
#include "io/plain_value.hpp"

namespace warrantor::io {

/// Whether a text that is not empty means itself as it stands: tidy_cell leaves it as it is, and it does not look like
/// an error of a spreadsheet or a number that one has cut short. False of some others, too.
[[nodiscard]] inline bool is_plain_text(std::string_view text) noexcept;

/// Texts; their number is 0.
class PlainTexts {
 public:
  explicit PlainTexts(bool takes_blank) : takes_blank_(takes_blank) {}

  [[nodiscard]] PlainValue read(std::string_view cell) const noexcept {
    if (cell.empty()) return {0, false, takes_blank_};
    return {0, true, is_plain_text(cell)};
  }

 private:
  bool takes_blank_ = false;
};

/// Sound vehicle identification numbers, in capital letters.
class PlainVins {
 public:
  explicit PlainVins(const Fact& fact)
      : takes_blank_(may_be_blank(fact)), checks_digit_(fact.check_digit != VinCheck::off) {}

  /// Whether the numbers of a fact are checked; otherwise they are any texts.
  [[nodiscard]] static bool are_checked(const Fact& fact) noexcept {
    return fact.length_and_letters != VinCheck::off || fact.check_digit != VinCheck::off;
  }

  [[nodiscard]] PlainValue read(std::string_view cell) const noexcept {
    if (cell.empty()) return {0, false, takes_blank_};
    const auto fault = vin_fault(cell);
    return {0, true, !fault || (*fault == VinFault::check_digit && !checks_digit_)};
  }

 private:
  bool takes_blank_ = false;
  bool checks_digit_ = false;
};

/// Decimals, which no column holds: they are read another way each, and their number is 0 as that of texts.
class PlainDecimals {
 public:
  explicit PlainDecimals(const Fact& fact) : takes_blank_(may_be_blank(fact)) {}

  [[nodiscard]] PlainValue read(std::string_view cell) const noexcept {
    return {0, false, cell.empty() && takes_blank_};
  }

 private:
  bool takes_blank_ = false;
};

namespace plain_text {

/// Neither a blank nor a sign that spreadsheets put at the ends of a text.
[[nodiscard]] constexpr bool is_plain_end(char c) noexcept { return c > '\'' && c < '\x7f' && c != '='; }

/// What is_plain_text says of texts that do not begin and end in the most usual way.
[[nodiscard]] bool is_plain_at_second_sight(std::string_view text) noexcept;

}  // namespace plain_text

bool is_plain_text(std::string_view text) noexcept {
  const bool has_plain_ends = plain_text::is_plain_end(text.front()) && plain_text::is_plain_end(text.back());
  if (has_plain_ends && !(base::is_digit(text.front()) && base::is_digit(text.back()))) return true;
  return plain_text::is_plain_at_second_sight(text);
}

}  // namespace warrantor::io
