#include "rules/names.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace warrantor::rules {
namespace {

constexpr std::array<std::string_view, 21> words_of_expressions{
    "and", "between", "count", "date", "duration", "else",   "every",     "false", "for",  "if",  "in",
    "max", "min",     "not",   "null", "or",       "return", "satisfies", "some",  "then", "true"};
constexpr std::array<std::string_view, 3> words_of_steps{"borne_by", "outcome", "pending"};

constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }

bool is_name(std::string_view word) noexcept {
  return is_lower(word.front()) &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_lower(c) || base::is_digit(c) || c == '_'; });
}

bool is_joint(char c) noexcept { return c == '-' || c == '.'; }

bool is_entry(std::string_view word) noexcept {
  if (is_joint(word.front()) || is_joint(word.back())) return false;
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return is_lower(c) || is_upper(c) || base::is_digit(c) || c == '_' || is_joint(c); });
}

bool is_id(std::string_view word) noexcept {
  bool after_joint = true;
  for (const char c : word) {
    if (is_joint(c) ? after_joint : !is_lower(c) && !base::is_digit(c)) return false;
    after_joint = is_joint(c);
  }
  return !after_joint;
}

}  // namespace

bool has_form_of(WordKind kind, std::string_view word) noexcept {
  if (word.empty()) return false;
  if (kind == WordKind::name) return is_name(word);
  return kind == WordKind::entry ? is_entry(word) : is_id(word);
}

bool is_word_of_expressions(std::string_view word) noexcept {
  return std::find(words_of_expressions.begin(), words_of_expressions.end(), word) != words_of_expressions.end();
}

bool is_word_of_steps(std::string_view word) noexcept {
  return std::find(words_of_steps.begin(), words_of_steps.end(), word) != words_of_steps.end();
}

std::string_view form_of(WordKind kind) noexcept {
  if (kind == WordKind::name) return "write lower-case letters, digits and `_`, a letter first";
  if (kind == WordKind::entry) return "write letters, digits and `_`, and `-` or `.` between them";
  return "write lower-case letters and digits, in words joined by `-` or `.`";
}

}  // namespace warrantor::rules
