#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace warrantor {

enum class Severity : std::uint8_t { warning, error };

/// A stretch of one line of a user's file. Lines and columns count from 1; a column is a byte of the line,
/// not counting a byte-order mark. `text` is the whole line, for the excerpt under the message; it is empty
/// where there is none to show.
struct SourceSpan {
  std::string file;
  std::uint32_t line = 0;  ///< 0: the file as a whole
  std::uint32_t column = 0;
  std::uint32_t length = 0;  ///< bytes to underline
  std::string text;
};

/// One mistake in a user's file, written as a compiler writes it. The code (`W0203`) is stable and documented
/// in rules/README.md; the message is lower case with user input in back-ticks; help says what to do.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;
  std::string message;
  std::string help;  ///< empty: none
  SourceSpan span;
};

using Diagnostics = std::vector<Diagnostic>;

[[nodiscard]] bool has_errors(const Diagnostics& diagnostics) noexcept;

/// `file:line:col: error[W0203]: message`, the line, the underline and `help:`; ends with a newline.
[[nodiscard]] std::string render(const Diagnostic& diagnostic);
[[nodiscard]] std::string render(const Diagnostics& diagnostics);

}  // namespace warrantor
