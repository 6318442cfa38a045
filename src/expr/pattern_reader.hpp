#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <warrantor/expected.hpp>

#include "expr/ast.hpp"

namespace warrantor::expr {

/// The flags of FEEL's patterns.
struct PatternFlags {
  bool dot_is_any = false;     ///< s: `.` stands for line ends too
  bool by_lines = false;       ///< m: `^` and `$` stand for where a line begins and ends
  bool ignores_case = false;   ///< i
  bool passes_blanks = false;  ///< x: blanks in the pattern are passed over
};

/// One mistake in a pattern, a replacement or flags; the range is within it, in bytes.
struct PatternFault {
  TextRange range;
  bool is_wrong = true;  ///< else it is right in FEEL, and not supported
  std::string message;
  std::string help;
};

/// A pattern, read.
struct PatternForm {
  std::string re2;                   ///< the same pattern as RE2 writes it
  std::optional<std::string> plain;  ///< where each of its characters stands for itself: what it matches
  std::uint32_t groups = 0;
  bool matches_empty = false;        ///< an empty text
  bool repeats_without_end = false;  ///< some part of it any number of times
  bool asks_for_line_ends = false;   ///< with the flag m
};

[[nodiscard]] Expected<PatternFlags, PatternFault> read_flags(std::string_view flags);

/// Reads a pattern of FEEL: a regular expression of XML Schema with what XPath and XQuery Functions 3.1, chapter 5.6.1,
/// adds to it. The pattern is valid UTF-8.
[[nodiscard]] Expected<PatternForm, PatternFault> read_pattern(std::string_view pattern, PatternFlags flags);

}  // namespace warrantor::expr
