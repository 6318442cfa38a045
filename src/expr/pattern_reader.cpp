#include "expr/pattern_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "expr/class_reader.hpp"
#include "expr/pattern_characters.hpp"

namespace warrantor::expr {
namespace {

constexpr std::size_t longest_pattern = 10'000;
constexpr std::size_t deepest_groups = 100;
constexpr std::uint32_t most_times = 1'000;

/// A part of a pattern as RE2 writes it.
struct Part {
  std::string re2;
  bool may_be_empty = false;  ///< matches an empty text
  /// Of patterns that ask for lines: a `^` in it need be followed by neither a character nor a `$`.
  bool ends_with_line_begin = false;
  bool has_line_end = false;  ///< and whatever it matches, there is a `$` in it
};

class PatternReader {
 public:
  PatternReader(std::string_view pattern, PatternFlags flags)
      : flags_(flags), characters_(pattern, flags.passes_blanks), classes_(characters_, flags.ignores_case) {}

  Expected<PatternForm, PatternFault> run() {
    const Part all = read_choices();
    if (characters_.at(')')) fail_at_current("has no `(` before it");
    if (all.ends_with_line_begin) {
      characters_.not_supported(0, "a `^` that no character must follow is not supported with the flag `m`",
                                "ask for the characters that begin the line");
    }
    if (characters_.fault()) return *characters_.fault();
    form_.re2 = all.re2;
    form_.matches_empty = all.may_be_empty;
    if (is_plain_) form_.plain = std::move(plain_);
    return std::move(form_);
  }

 private:
  // Alternatives, up to a `)` or the end.
  Part read_choices() {
    Part all = read_sequence();
    while (characters_.accept('|')) {
      is_plain_ = false;
      const Part other = read_sequence();
      all.re2 += '|' + other.re2;
      all.may_be_empty = all.may_be_empty || other.may_be_empty;
      all.ends_with_line_begin = all.ends_with_line_begin || other.ends_with_line_begin;
      all.has_line_end = all.has_line_end && other.has_line_end;
    }
    return all;
  }

  Part read_sequence() {
    Part all{{}, true};
    while (!characters_.at_end() && !characters_.at('|') && !characters_.at(')')) {
      const Part part = read_repeated();
      all.re2 += part.re2;
      const bool may_be_passed = part.may_be_empty && !part.has_line_end;
      all.ends_with_line_begin = part.ends_with_line_begin || (all.ends_with_line_begin && may_be_passed);
      all.has_line_end = all.has_line_end || part.has_line_end;
      all.may_be_empty = all.may_be_empty && part.may_be_empty;
    }
    return all;
  }

  Part read_repeated() {
    const std::size_t begin = characters_.place();
    Part part = read_atom();
    if (!characters_.at_one_of("*+?{")) return part;
    is_plain_ = false;
    part.re2 = "(?:" + part.re2 + ')';
    const char32_t times = characters_.take();
    if (times == '{') {
      read_times(begin, part);
    } else {
      part.re2 += static_cast<char>(times);
      if (times != '+') let_be_away(part);
      if (times != '?') form_.repeats_without_end = true;
    }
    if (characters_.accept('?')) part.re2 += '?';
    if (characters_.at_one_of("*+?{")) fail_at_current("repeats what is repeated already");
    return part;
  }

  // Behind a `{`.
  void read_times(std::size_t begin, Part& part) {
    const auto least = read_number();
    auto most = least;
    const bool has_comma = least && characters_.accept(',');
    if (has_comma) most = read_number();
    const bool is_closed = least && characters_.accept('}');
    if (!is_closed) {
      return characters_.fail(begin, "`{` is followed by how many times, and `}`",
                              "write `{3}`, `{2,}` or `{2,5}`; `\\{` where it stands for itself");
    }
    if (std::max(*least, most.value_or(0)) > most_times) {
      return characters_.not_supported(begin, "more than " + std::to_string(most_times) + " times are not supported",
                                       "");
    }
    if (most && *most < *least) {
      return characters_.fail(begin, "`" + characters_.written(begin) + "` asks for more than it allows",
                              "write the smaller number first");
    }
    part.re2 += '{' + std::to_string(*least) + (has_comma ? "," : "") +
                (has_comma && most ? std::to_string(*most) : std::string()) + '}';
    if (*least == 0) let_be_away(part);
    if (!most) form_.repeats_without_end = true;
  }

  static void let_be_away(Part& part) {
    part.may_be_empty = true;
    part.has_line_end = false;
  }

  // Beyond what is allowed its exact size does not matter.
  std::optional<std::uint32_t> read_number() {
    constexpr std::uint32_t ten = 10;
    std::optional<std::uint32_t> number;
    while (characters_.at_one_of("0123456789")) {
      const auto digit = static_cast<std::uint32_t>(characters_.take() - '0');
      number = std::min(number.value_or(0) * ten + digit, most_times + 1);
    }
    return number;
  }

  Part read_atom() {
    const std::size_t begin = characters_.place();
    if (characters_.at_one_of("*+?{")) return fail_at_current("has nothing before it that it could repeat");
    if (characters_.at_one_of("]}")) return fail_at_current("closes nothing");
    const char32_t character = characters_.take();
    switch (character) {
      case '(':
        return read_group(begin);
      case '[':
        return read_class(classes_.read_brackets(begin), begin);
      case '.':
        is_plain_ = false;
        return {flags_.dot_is_any ? "[\\x{0}-\\x{10ffff}]" : "[^\\n\\r]"};
      case '^':
        is_plain_ = false;
        return {flags_.by_lines ? "(?m:^)" : "\\A", true, flags_.by_lines};
      case '$':
        is_plain_ = false;
        form_.asks_for_line_ends = flags_.by_lines;
        return {flags_.by_lines ? "(?m:$)" : "\\z", true, false, flags_.by_lines};
      case '\\':
        return read_escape(begin);
      default:
        return literal(character);
    }
  }

  Part read_group(std::size_t open) {
    is_plain_ = false;
    const bool is_plain_group = characters_.at('?') && characters_.follows(1, ':');
    if (is_plain_group) {
      characters_.take(), characters_.take();
    } else if (characters_.at('?')) {
      characters_.take(), characters_.take();
      characters_.fail(open, "`" + characters_.written(open) + "` is no group of FEEL's patterns",
                       "groups are `(…)` and `(?:…)`");
    } else {
      ++form_.groups;
    }
    if (++depth_ > deepest_groups)
      characters_.not_supported(open, "groups so deep within each other are not supported", "");
    Part group = read_choices();
    --depth_;
    if (!characters_.accept(')')) characters_.fail(open, "the `(` is never closed", "add `)` where the group ends");
    group.re2 = (is_plain_group ? "(?:" : "(") + group.re2 + ')';
    return group;
  }

  Part read_escape(std::size_t backslash) {
    if (characters_.at_one_of("123456789")) {
      characters_.take();
      characters_.not_supported(backslash,
                                "`" + characters_.written(backslash) + "`, what a group matched, is not supported",
                                "no pattern here refers to another part of itself");
      return {};
    }
    const ClassReader::Escaped escaped = classes_.read_escape(backslash);
    return escaped.character ? literal(*escaped.character) : read_class(escaped.several, backslash);
  }

  Part read_class(const CharacterClass& characters, std::size_t begin) {
    is_plain_ = false;
    if (characters_.fault()) return {};
    auto re2 = characters.to_re2();
    if (re2) return {*std::move(re2)};
    characters_.not_supported(begin, "this mixture of what is in the class and what is not, is not supported",
                              "write it as two classes: `(?:[…]|[…])`");
    return {};
  }

  Part literal(char32_t character) {
    base::append_utf8(plain_, character);
    if (!flags_.ignores_case) return {re2_character(character)};
    is_plain_ = false;
    return {"(?i:" + re2_character(character) + ')'};
  }

  Part fail_at_current(std::string_view what) {
    const std::size_t place = characters_.place();
    characters_.take();
    const std::string sign = characters_.written(place);
    characters_.fail(place, "`" + sign + "` " + std::string(what), "`\\" + sign + "` stands for itself");
    return {};
  }

  PatternFlags flags_;
  PatternCharacters characters_;
  ClassReader classes_;
  PatternForm form_;
  std::string plain_;
  bool is_plain_ = true;
  std::size_t depth_ = 0;
};

}  // namespace

Expected<PatternFlags, PatternFault> read_flags(std::string_view flags) {
  PatternFlags read;
  for (std::size_t i = 0; i < flags.size(); i += base::decode_utf8(flags.substr(i)).size) {
    bool* flag = nullptr;
    if (flags[i] == 's') flag = &read.dot_is_any;
    if (flags[i] == 'm') flag = &read.by_lines;
    if (flags[i] == 'i') flag = &read.ignores_case;
    if (flags[i] == 'x') flag = &read.passes_blanks;
    if (flag == nullptr) {
      const std::string_view sign = flags.substr(i, base::decode_utf8(flags.substr(i)).size);
      return PatternFault{{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(sign.size())},
                          true,
                          "there is no flag `" + std::string(sign) + "`",
                          "flags are `i` (cases do not count), `s` (`.` takes line ends too), `m` (`^` and `$` of "
                          "lines) and `x` (blanks do not count)"};
    }
    *flag = true;
  }
  return read;
}

Expected<PatternForm, PatternFault> read_pattern(std::string_view pattern, PatternFlags flags) {
  if (pattern.size() > longest_pattern) {
    return PatternFault{
        {0, static_cast<std::uint32_t>(pattern.size())}, false, "a pattern so long is not supported", ""};
  }
  return PatternReader(pattern, flags).run();
}

}  // namespace warrantor::expr
