#include "io/cell_text.hpp"

#include <algorithm>
#include <array>

#include "base/fold.hpp"
#include "base/text.hpp"

namespace warrantor::io {

namespace {

// As Excel, LibreOffice and WPS show them.
constexpr std::array<std::string_view, 14> errors = {"#N/A",    "#N/A!",  "#REF!",     "#VALUE!",      "#DIV/0!",
                                                     "#NAME?",  "#NULL!", "#NUM!",     "#SPILL!",      "#CALC!",
                                                     "#FIELD!", "#NV",    "#BLOCKED!", "#GETTING_DATA"};

bool is_plain(char c) noexcept { return c > ' ' && c < '\x7f' && c != '\'' && c != '='; }

bool follows_apostrophe(char c) noexcept {
  constexpr std::string_view signs = "=+-@\t\r";
  return base::is_digit(c) || signs.find(c) != std::string_view::npos;
}

}  // namespace

std::string_view tidy_cell(std::string_view text) noexcept {
  if (text.empty() || (is_plain(text.front()) && is_plain(text.back()))) return text;
  text = base::trim_any_blank(text);
  if (text.size() > 3 && text.starts_with("=\"") && text.ends_with('"')) {
    const std::string_view inner = text.substr(2, text.size() - 3);
    if (inner.find('"') == std::string_view::npos) text = base::trim_any_blank(inner);
  }
  if (text.size() > 1 && text[0] == '\'' && follows_apostrophe(text[1])) text.remove_prefix(1);
  return text;
}

std::optional<ValueFault> spreadsheet_error(std::string_view text) {
  if (!text.starts_with('#')) return std::nullopt;
  if (text.size() >= 3 && text.find_first_not_of('#') == std::string_view::npos) {
    return ValueFault{base::quote(text) + " is what a spreadsheet shows where a column is too narrow",
                      "widen the column there and save the file again"};
  }
  const bool is_error = std::any_of(errors.begin(), errors.end(),
                                    [&](std::string_view error) { return base::equal_ignoring_case(text, error); });
  if (!is_error) return std::nullopt;
  return ValueFault{base::quote(text) + " is an error of a spreadsheet, not a value",
                    "mend the cell there, or leave it blank where the value is not known"};
}

bool looks_shortened(std::string_view text) noexcept {
  if (text.size() < 5 || !base::is_digit(text.front()) || !base::is_digit(text.back())) return false;
  const std::size_t sign = text.find_first_of("eE");
  if (sign == std::string_view::npos || sign + 1 >= text.size() || text[sign + 1] != '+') return false;
  const std::string_view before = text.substr(0, sign);
  if (!base::is_all_digits(text.substr(sign + 2))) return false;
  return base::is_all_digits(before.substr(0, 1)) &&
         (before.size() == 1 || (before[1] == '.' && base::is_all_digits(before.substr(2))));
}

}  // namespace warrantor::io
