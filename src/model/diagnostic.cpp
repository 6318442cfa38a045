#include <warrantor/diagnostic.hpp>

#include <algorithm>

#include "base/utf8.hpp"

namespace warrantor {

namespace {

constexpr std::size_t longest_excerpt = 160;  // bytes of a line that are shown
constexpr std::size_t tab_columns = 4;
constexpr std::string_view margin = "  ";
constexpr std::string_view cut_mark = "…";

bool is_inside_character(std::string_view text, std::size_t offset) noexcept {
  return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U;
}

/// What of a line is shown, and which of it is underlined: offsets of bytes.
struct Excerpt {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t marked_begin = 0;
  std::size_t marked_end = 0;
};

// Of a long line a window is shown, which begins a third of its size before the underline.
Excerpt choose_excerpt(const SourceSpan& span) {
  const std::string_view text = span.text;
  Excerpt excerpt;
  excerpt.end = text.size();
  excerpt.marked_begin = std::min<std::size_t>(span.column - 1, text.size());
  excerpt.marked_end = excerpt.marked_begin + std::min<std::size_t>(span.length, text.size() - excerpt.marked_begin);
  if (text.size() <= longest_excerpt) return excerpt;
  const std::size_t lead = longest_excerpt / 3;
  const std::size_t latest_begin = text.size() - longest_excerpt;
  excerpt.begin = std::min(excerpt.marked_begin > lead ? excerpt.marked_begin - lead : 0, latest_begin);
  excerpt.end = excerpt.begin + longest_excerpt;
  while (excerpt.begin > 0 && is_inside_character(text, excerpt.begin)) --excerpt.begin;
  while (is_inside_character(text, excerpt.end)) ++excerpt.end;
  excerpt.marked_end = std::min(excerpt.marked_end, excerpt.end);
  return excerpt;
}

/// A text as it can be shown: tabs as blanks, controls and bytes that are no UTF-8 as U+FFFD; and its
/// columns.
struct Shown {
  std::string text;
  std::size_t columns = 0;
};

Shown show(std::string_view text) {
  Shown shown;
  while (!text.empty()) {
    const base::DecodedCharacter character = base::decode_utf8(text);
    if (character.code_point == '\t') {
      shown.text.append(tab_columns, ' ');
      shown.columns += tab_columns;
    } else {
      const char32_t visible = base::is_control(character.code_point) ? 0xFFFD : character.code_point;
      base::append_utf8(shown.text, visible);
      shown.columns += base::display_width(visible);
    }
    text.remove_prefix(character.size);
  }
  return shown;
}

void append_excerpt(std::string& out, const SourceSpan& span) {
  const std::string_view text = span.text;
  const Excerpt excerpt = choose_excerpt(span);
  const Shown before = show(text.substr(excerpt.begin, excerpt.marked_begin - excerpt.begin));
  const Shown marked = show(text.substr(excerpt.marked_begin, excerpt.marked_end - excerpt.marked_begin));
  const Shown after = show(text.substr(excerpt.marked_end, excerpt.end - excerpt.marked_end));
  const bool is_cut_before = excerpt.begin > 0;

  out += margin;
  if (is_cut_before) out += cut_mark;
  out += before.text + marked.text + after.text;
  if (excerpt.end < text.size()) out += cut_mark;
  out += '\n';
  out += margin;
  out.append(before.columns + (is_cut_before ? 1 : 0), ' ');
  out += '^';
  if (marked.columns > 1) out.append(marked.columns - 1, '~');
  out += '\n';
}

void append_place(std::string& out, const SourceSpan& span) {
  if (span.file.empty() && span.line == 0) return;
  out += span.file;
  if (span.line > 0) out += ':' + std::to_string(span.line);
  if (span.line > 0 && span.column > 0) out += ':' + std::to_string(span.column);
  out += ": ";
}

}  // namespace

bool has_errors(const Diagnostics& diagnostics) noexcept {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

std::string render(const Diagnostic& diagnostic) {
  std::string out;
  append_place(out, diagnostic.span);
  out += diagnostic.severity == Severity::error ? "error" : "warning";
  if (!diagnostic.code.empty()) out += '[' + diagnostic.code + ']';
  out += ": " + diagnostic.message + '\n';
  const bool has_excerpt = diagnostic.span.line > 0 && diagnostic.span.column > 0 && !diagnostic.span.text.empty();
  if (has_excerpt) append_excerpt(out, diagnostic.span);
  if (!diagnostic.help.empty()) (out += margin).append("help: ").append(diagnostic.help) += '\n';
  return out;
}

std::string render(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += render(diagnostic);
  return out;
}

}  // namespace warrantor
