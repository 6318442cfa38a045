#include "engine/letter_escape.hpp"

#include "base/text.hpp"
#include "engine/wording.hpp"

namespace warrantor::engine {
namespace {

// Those that could mean something anywhere in a line. `$` begins a formula where such are read.
constexpr std::string_view marks = "\\`*_[]{}|~#$^";

// What begins a list, a quotation, a rule or an underline where it is the first of its line.
bool begins_a_block(std::string_view text) {
  if (std::string_view("-+=:%").find(text.front()) != std::string_view::npos) {
    return text.size() == 1 || !base::is_digit(text[1]);
  }
  return false;
}

/// The place of the `.` or `)` by which a number becomes that of a list; npos: it is none.
std::size_t list_number_end(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && base::is_digit(text[end])) ++end;
  if (end == 0 || end == text.size() || (text[end] != '.' && text[end] != ')')) return std::string_view::npos;
  return end + 1 == text.size() || text[end + 1] == ' ' ? end : std::string_view::npos;
}

/// Addresses are made links where they begin like this.
bool is_in_address(std::string_view text, std::size_t at) {
  if (text[at] == ':') return text.substr(at, 3) == "://";
  return text[at] == '.' && at >= 3 && base::equal_ignoring_case(text.substr(at - 3, 3), "www");
}

void append(std::string& out, std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '&':
      out += "&amp;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    default:
      if (marks.find(text[at]) != std::string_view::npos || is_in_address(text, at)) out += '\\';
      out += text[at];
  }
}

}  // namespace

std::string escaped_for_markdown(std::string_view text) {
  const std::string line = on_one_line(text);
  const std::string_view plain = base::trim(line);
  std::string escaped;
  if (plain.empty()) return escaped;
  const std::size_t number_end = list_number_end(plain);
  for (std::size_t at = 0; at < plain.size(); ++at) {
    if ((at == 0 && begins_a_block(plain)) || at == number_end) escaped += '\\';
    append(escaped, plain, at);
  }
  return escaped;
}

}  // namespace warrantor::engine
