#include "io/csv_cell.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace warrantor::io {

namespace {

bool begins_like_formula(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 11> beginnings = {"=",  "+",      "-",      "@",      "\t",    "\r",
                                                           "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return text.starts_with(beginning); });
}

// A sign, digits, and perhaps a point and more digits.
bool is_plain_number(std::string_view text) noexcept {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return base::is_all_digits(text);
  return base::is_all_digits(text.substr(0, point)) && base::is_all_digits(text.substr(point + 1));
}

}  // namespace

bool could_be_formula(std::string_view text) noexcept {
  if (!begins_like_formula(text)) return false;
  return !is_plain_number(text) && text.find_first_not_of('-') != std::string_view::npos;
}

void append_csv_field(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") != std::string_view::npos) return append_quoted_csv_field(out, text);
  out += text;
}

void append_quoted_csv_field(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_harmless_csv_field(std::string& out, std::string_view text) {
  if (!could_be_formula(text)) return append_csv_field(out, text);
  append_csv_field(out, '\'' + std::string(text));
}

}  // namespace warrantor::io
