#include "cli/expression_diagnostics.hpp"

#include <algorithm>

namespace warrantor::cli {

Diagnostic diagnostic_of(const std::string& place, std::string_view text, const expr::Fault& fault) {
  const std::size_t begin = std::min<std::size_t>(fault.range.begin, text.size());
  const std::string_view before = text.substr(0, begin);
  const std::size_t line_end = before.rfind('\n');
  const std::size_t line_begin = line_end == std::string_view::npos ? 0 : line_end + 1;
  const std::string_view line = text.substr(line_begin, text.substr(line_begin).find('\n'));
  Diagnostic diagnostic;
  diagnostic.code = fault.code;
  diagnostic.message = fault.message;
  diagnostic.help = fault.help;
  diagnostic.span.file = place;
  diagnostic.span.line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1);
  diagnostic.span.column = static_cast<std::uint32_t>(begin - line_begin + 1);
  diagnostic.span.length = fault.range.length;
  diagnostic.span.text = line;
  return diagnostic;
}

}  // namespace warrantor::cli
