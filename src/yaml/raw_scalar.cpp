#include "yaml/raw_scalar.hpp"

#include <algorithm>

#include "yaml/source.hpp"

// A scalar is walked in units: the smallest stretches of the file that mean a stretch of the text, such as an
// escape, or a line break with the indentation behind it.
namespace warrantor::yaml {
namespace {

struct Unit {
  std::size_t raw;   // bytes in the file, at least one
  std::size_t text;  // bytes in the text, perhaps none
};

bool is_quoted(Style style) { return style == Style::single_quoted || style == Style::double_quoted; }
bool is_block(Style style) { return style == Style::literal || style == Style::folded; }

std::size_t count_breaks(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::size_t hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<std::size_t>(digit - '0');
  return static_cast<std::size_t>((digit | 0x20) - 'a') + 10;
}

Unit hex_escape(std::string_view file, std::size_t at, std::size_t digits) {
  std::size_t code_point = 0;
  for (const char digit : file.substr(std::min(at + 2, file.size()), digits))
    code_point = code_point * 16 + hex_digit(digit);
  const std::size_t bytes = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
  return {2 + digits, bytes};
}

Unit escape(std::string_view file, std::size_t at) {
  const char kind = at + 1 < file.size() ? file[at + 1] : '\0';
  switch (kind) {
    case 'x':
      return hex_escape(file, at, 2);
    case 'u':
      return hex_escape(file, at, 4);
    case 'U':
      return hex_escape(file, at, 8);
    case 'N':  // the four that mean a character outside ASCII
    case '_':
      return {2, 2};
    case 'L':
    case 'P':
      return {2, 3};
    case '\r':
    case '\n': {  // joins two lines
      const std::size_t next = file.find('\n', at);
      return {next == std::string_view::npos ? 2 : skip_blanks(file, next + 1) - at, 0};
    }
    default:
      return {2, 1};
  }
}

/// A unit of a plain or quoted scalar, in which line breaks are folded.
Unit flow_unit(const RawScalar& scalar, std::size_t at) {
  const std::string_view file = scalar.file;
  const char byte = file[at];
  if (byte == '\\' && scalar.style == Style::double_quoted) return escape(file, at);
  if (byte == '\'' && scalar.style == Style::single_quoted) return {2, 1};
  if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n') return {1, 1};
  const std::size_t after_blanks = skip_blanks(file, at);
  if (after_blanks < file.size() && file[after_blanks] != '\r' && file[after_blanks] != '\n') return {1, 1};
  const std::size_t next = skip_white_space(file, at);
  const std::size_t breaks = count_breaks(file.substr(at, next - at));
  return {std::max<std::size_t>(next - at, 1), breaks > 1 ? breaks - 1 : 1};
}

/// The indentation of a block: that of its first line of text, less the spaces that belong to the text.
std::size_t block_indentation(const RawScalar& scalar, std::size_t content) {
  const std::size_t first = skip_white_space(scalar.file, content);
  const std::size_t line_break = first == 0 ? std::string_view::npos : scalar.file.rfind('\n', first - 1);
  const std::size_t indentation = line_break == std::string_view::npos ? first : first - line_break - 1;
  const std::size_t letter = std::min(scalar.text.find_first_not_of(" \n"), scalar.text.size());
  const std::size_t text_break = letter == 0 ? std::string_view::npos : scalar.text.rfind('\n', letter - 1);
  const std::size_t own = text_break == std::string_view::npos ? letter : letter - text_break - 1;
  return indentation > own ? indentation - own : 0;
}

std::size_t skip_indentation(std::string_view file, std::size_t at, std::size_t indentation) {
  const std::size_t limit = std::min(at + indentation, file.size());
  while (at < limit && file[at] == ' ') ++at;
  return at;
}

/// The start of the line of text behind a break and any blank lines; its last line break where there is none.
std::size_t next_text_line(std::string_view file, std::size_t at) {
  const std::size_t next = skip_white_space(file, at);
  const std::size_t line_break = file.rfind('\n', next == 0 ? 0 : next - 1);
  return line_break == std::string_view::npos || line_break < at ? file.size() : line_break + 1;
}

Unit block_unit(const RawScalar& scalar, std::size_t at, std::size_t in_text, std::size_t indentation) {
  const std::string_view file = scalar.file;
  const bool line_break = file[at] == '\n' || (file[at] == '\r' && at + 1 < file.size() && file[at + 1] == '\n');
  if (!line_break) return {1, 1};
  if (scalar.style == Style::literal) {
    const std::size_t next = std::min(file.find('\n', at), file.size() - 1) + 1;
    return {skip_indentation(file, next, indentation) - at, 1};
  }
  // Folding depends on what is indented further; the text says what became of the breaks.
  const std::size_t next = skip_indentation(file, next_text_line(file, at), indentation);
  const std::size_t letter = std::min(scalar.text.find_first_not_of('\n', in_text), scalar.text.size());
  return {next - at, std::max<std::size_t>(letter - in_text, 1)};
}

class Walk {
 public:
  explicit Walk(const RawScalar& scalar) : scalar_(scalar), at_(scalar.offset) {
    if (is_quoted(scalar.style)) ++at_;
    if (!is_block(scalar.style)) return;
    at_ = std::min(scalar.file.find('\n', at_), scalar.file.size() - 1) + 1;
    indentation_ = block_indentation(scalar, at_);
    at_ = skip_indentation(scalar.file, at_, indentation_);
  }

  [[nodiscard]] std::size_t at() const { return std::min(at_, scalar_.file.size()); }

  /// To the unit in which byte `target` of the text stands.
  void to_start_of(std::size_t target) {
    while (!done()) {
      const Unit next = unit();
      if (in_text_ + next.text > target) return;
      advance(next);
    }
  }

  /// Behind the unit in which the byte before `target` stands.
  void to_end_of(std::size_t target) {
    while (!done() && in_text_ < target) advance(unit());
  }

 private:
  [[nodiscard]] bool done() const { return in_text_ >= scalar_.text.size() || at_ >= scalar_.file.size(); }
  [[nodiscard]] Unit unit() const {
    return is_block(scalar_.style) ? block_unit(scalar_, at_, in_text_, indentation_) : flow_unit(scalar_, at_);
  }
  void advance(Unit unit) {
    at_ += unit.raw;
    in_text_ += unit.text;
  }

  const RawScalar& scalar_;
  std::size_t at_;
  std::size_t in_text_ = 0;
  std::size_t indentation_ = 0;
};

}  // namespace

RawRange locate(const RawScalar& scalar, std::size_t begin, std::size_t end) noexcept {
  Walk walk(scalar);
  walk.to_start_of(begin);
  const std::size_t from = walk.at();
  walk.to_end_of(end);
  return {from, std::max(walk.at(), from)};
}

RawRange locate(const RawScalar& scalar) noexcept {
  if (is_block(scalar.style)) {
    const std::size_t letter = scalar.text.find_first_not_of(" \n");
    if (letter == std::string_view::npos) return {scalar.offset, scalar.offset + 1};
    return locate(scalar, letter, scalar.text.size());
  }
  if (is_quoted(scalar.style)) {
    return {scalar.offset, closing_quote(scalar.file, scalar.offset).value_or(scalar.file.size() - 1) + 1};
  }
  Walk walk(scalar);
  walk.to_end_of(scalar.text.size());
  return {scalar.offset, walk.at()};
}

std::optional<std::size_t> closing_quote(std::string_view file, std::size_t offset) noexcept {
  const char quote = file[offset];
  for (std::size_t at = offset + 1; at < file.size(); ++at) {
    if (file[at] == '\\' && quote == '"') {
      ++at;
    } else if (file[at] == quote) {
      const bool doubled = quote == '\'' && at + 1 < file.size() && file[at + 1] == quote;
      if (!doubled) return at;
      ++at;
    }
  }
  return std::nullopt;
}

}  // namespace warrantor::yaml
