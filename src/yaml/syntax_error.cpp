#include "yaml/syntax_error.hpp"

#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "yaml/codes.hpp"
#include "yaml/raw_scalar.hpp"

namespace warrantor::yaml {
namespace {

struct Wording {
  std::string_view yaml_cpp;
  std::string_view message;  // % stands for what is underlined
  std::string_view help;
  const char* code = code::syntax;
};

constexpr std::string_view no_aliases = "write the value out wherever it is used; put a text that begins so in quotes";

constexpr std::string_view commas =
    "separate what stands in brackets with commas, and put a text that holds brackets or `: ` in quotes";

const std::array wordings{
    Wording{YAML::ErrorMsg::END_OF_MAP, "% does not fit below what stands before it",
            "write `name: value`, indent the names of one mapping alike, and put a text with quotes in it in "
            "quotes"},
    Wording{YAML::ErrorMsg::END_OF_SEQ, "% is no item of the list above it",
            "begin each item with `- `, and indent the items of one list alike"},
    Wording{YAML::ErrorMsg::END_OF_MAP_FLOW, "% does not fit between these brackets", commas},
    Wording{YAML::ErrorMsg::END_OF_SEQ_FLOW, "% does not fit between these brackets", commas},
    Wording{YAML::ErrorMsg::MAP_VALUE, "a colon does not belong here",
            "put a text that holds `: ` in quotes, and indent the names of one mapping alike"},
    Wording{YAML::ErrorMsg::MAP_KEY, "a name does not belong here", "begin it on a line of its own"},
    Wording{YAML::ErrorMsg::BLOCK_ENTRY, "an item of a list does not belong here",
            "begin the list on a line of its own below its name, or write it as `[a, b]`"},
    Wording{YAML::ErrorMsg::FLOW_END, "% closes no bracket that is open",
            "remove it, or open the bracket that it closes"},
    Wording{YAML::ErrorMsg::UNKNOWN_TOKEN, "a value cannot begin with %", "put the value in quotes"},
    Wording{YAML::ErrorMsg::INVALID_HEX, "an escape of a character needs hexadecimal digits",
            "use single quotes, in which a backslash is nothing special"},
    Wording{YAML::ErrorMsg::TAB_IN_INDENTATION, "a tab indents this line", "indent with spaces"},
    Wording{YAML::ErrorMsg::UNKNOWN_ANCHOR, "alias %", no_aliases, code::alias},
    Wording{YAML::ErrorMsg::ALIAS_NOT_FOUND, "alias %", no_aliases, code::alias},
    Wording{YAML::ErrorMsg::CHAR_IN_ALIAS, "alias %", no_aliases, code::alias},
    Wording{YAML::ErrorMsg::ALIAS_CONTENT, "alias %", no_aliases, code::alias},
    Wording{YAML::ErrorMsg::ANCHOR_NOT_FOUND, "anchor %", no_aliases, code::anchor},
    Wording{YAML::ErrorMsg::CHAR_IN_ANCHOR, "anchor %", no_aliases, code::anchor},
};

Diagnostic make(SourceSpan span, const char* code, std::string message, std::string help) {
  return {Severity::error, code, std::move(message), std::move(help), std::move(span)};
}

/// From `offset` up to the next blank or the end of the line, at least one character where there is one.
std::size_t end_of_word(std::string_view text, std::size_t offset) {
  const std::size_t end = std::min(text.find_first_of(" \t\r\n", offset), text.size());
  if (end > offset || offset >= text.size()) return end;
  return offset + 1;
}

std::size_t end_of_character(std::string_view text, std::size_t offset) {
  return offset < text.size() ? offset + base::decode_utf8(text.substr(offset)).size : offset;
}

/// yaml-cpp finds what is missing at the end of the file, behind the last line; nobody looks for it there.
std::size_t onto_text(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  if (skip_white_space(text, offset) < text.size()) return offset;
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? 0 : std::min(offset, last + 1);
}

std::optional<std::size_t> tab_in_indentation(const Source& source, std::size_t offset) {
  const std::string_view text = source.text();
  const std::size_t line_break = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t start = line_break == std::string_view::npos ? 0 : line_break + 1;
  const std::size_t tab = text.find('\t', start);
  return tab < skip_blanks(text, start) ? std::optional(tab) : std::nullopt;
}

/// A quote that begins a text, behind everything that was read.
std::optional<std::size_t> opening_quote(std::string_view text, std::size_t from) {
  for (std::size_t at = from; (at = text.find_first_of("\"'#", at)) != std::string_view::npos; ++at) {
    const char before = at == 0 ? ' ' : text[at - 1];
    const bool begins = std::string_view(" \t\n[{,:-").find(before) != std::string_view::npos;
    if (begins && text[at] != '#') return at;
    if (begins && before != ',' && before != ':') at = end_of_line(text, at);
  }
  return std::nullopt;
}

/// Whether a bracket has its other half: then what yaml-cpp misses is a comma.
bool is_closed(std::string_view text, std::size_t bracket) {
  std::size_t depth = 0;
  for (std::size_t at = bracket; at < text.size(); ++at) {
    const char byte = text[at];
    const bool begins = at == 0 || std::string_view(" \t\n[{,:").find(text[at - 1]) != std::string_view::npos;
    if ((byte == '"' || byte == '\'') && begins) {
      at = closing_quote(text, at).value_or(text.size());
    } else if (byte == '#' && begins) {
      at = end_of_line(text, at);
    } else if (byte == '[' || byte == '{') {
      ++depth;
    } else if ((byte == ']' || byte == '}') && --depth == 0) {
      return true;
    }
  }
  return false;
}

/// `when: > 5` opens a folded text in YAML; whoever writes rules means a comparison.
Diagnostic comparison_without_quotes(const Source& source, std::size_t offset) {
  const std::string_view text = source.text();
  const std::size_t line_break = text.rfind('\n', offset);
  const std::size_t start = line_break == std::string_view::npos ? 0 : line_break + 1;
  std::size_t begin = offset;
  for (std::size_t at = start; at + 1 < offset; ++at) {
    if ((text[at] == '|' || text[at] == '>') && at > 0 && text[at - 1] == ' ') begin = std::min(begin, at);
  }
  const std::size_t end = end_of_line(text, offset);
  const std::string value(text.substr(begin, text.find_last_not_of(" \t", end - 1) + 1 - begin));
  return make(source.span(begin, end), code::syntax, "`" + value.substr(0, 1) + "` begins a text of several lines",
              "put a comparison in quotes: `\"" + value + "\"`");
}

Diagnostic wrong_escape(const Source& source, std::size_t offset) {
  const std::string_view text = source.text();
  const std::size_t backslash = text.rfind('\\', std::min(offset, text.size()));
  const std::size_t begin = backslash == std::string_view::npos ? offset : backslash;
  const std::size_t end = end_of_character(text, std::min(begin + 1, text.size()));
  return make(source.span(begin, end), code::syntax, "unknown escape " + base::quote(text.substr(begin, end - begin)),
              "write `\\\\` for a backslash, or use single quotes, in which it is nothing special");
}

std::string fill_in(std::string_view pattern, std::string_view value) {
  const std::size_t place = pattern.find('%');
  if (place == std::string_view::npos) return std::string(pattern);
  return std::string(pattern.substr(0, place)) + base::quote(value) + std::string(pattern.substr(place + 1));
}

Diagnostic worded(const Source& source, const SyntaxError& error, std::size_t offset) {
  const std::string_view text = source.text();
  const auto* const wording = std::find_if(wordings.begin(), wordings.end(),
                                           [&](const Wording& each) { return each.yaml_cpp == error.message; });
  const std::size_t word = end_of_word(text, offset);
  if (wording == wordings.end()) {
    return make(source.span(offset, word), code::syntax, "not valid YAML: " + std::string(error.message), "");
  }
  const bool one_character = wording->yaml_cpp == YAML::ErrorMsg::UNKNOWN_TOKEN ||
                             wording->yaml_cpp == YAML::ErrorMsg::FLOW_END ||
                             wording->yaml_cpp == YAML::ErrorMsg::MAP_VALUE;
  const SourceSpan span = source.span(offset, one_character ? end_of_character(text, offset) : word);
  const std::string underlined(text.substr(offset, span.length));
  return make(span, wording->code, fill_in(wording->message, underlined), std::string(wording->help));
}

}  // namespace

Diagnostic never_closed(const Source& source, std::size_t begin, std::size_t end) {
  const std::string_view text = source.text();
  const char opening = source.at(begin);
  const char closing = opening == '[' ? ']' : opening == '{' ? '}' : opening;
  std::string help = std::string("end it with `") + closing + "`";
  if (closing != opening) help += ", and separate what stands in it with commas";
  return make(source.span(begin, end), code::syntax, base::quote(text.substr(begin, 1)) + " is never closed",
              std::move(help));
}

Diagnostic explain(const Source& source, const SyntaxError& error) {
  namespace yaml_cpp = YAML::ErrorMsg;
  const std::string_view text = source.text();
  const std::size_t offset = onto_text(text, error.offset);
  if (const std::optional<std::size_t> tab = tab_in_indentation(source, offset)) {
    return make(source.span(*tab, *tab + 1), code::syntax, "a tab indents this line", "indent with spaces");
  }
  if (error.message == yaml_cpp::END_OF_MAP_FLOW || error.message == yaml_cpp::END_OF_SEQ_FLOW) {
    const std::size_t bracket = error.open_bracket.value_or(0);
    if (error.open_bracket && !is_closed(text, bracket)) return never_closed(source, bracket, bracket + 1);
  }
  if (error.message == yaml_cpp::EOF_IN_SCALAR || error.message == yaml_cpp::DOC_IN_SCALAR) {
    const std::optional<std::size_t> quote = opening_quote(text, error.read_until);
    if (quote) return never_closed(source, *quote, end_of_line(text, *quote));
  }
  if (error.message == yaml_cpp::CHAR_IN_BLOCK) return comparison_without_quotes(source, offset);
  if (error.message.starts_with(yaml_cpp::INVALID_ESCAPE)) return wrong_escape(source, offset);
  return worded(source, error, offset);
}

}  // namespace warrantor::yaml
