#include "engine/letter_syntax.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "engine/codes.hpp"

namespace warrantor::engine {
namespace {

constexpr std::string_view tag_begin = "{{";
constexpr std::string_view tag_end = "}}";
constexpr std::size_t deepest_section = 32;

bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || base::is_digit(c) || c == '_' || c == '.' || c == '-';
}

/// `{{#name}}` in the file: its brackets and what stands between them.
struct Tag {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< behind the brackets
  char sigil = 0;       ///< `#`, `^`, `/`, `!`, or none
  std::size_t name_begin = 0;
  std::string_view name;
};

class LetterParser {
 public:
  LetterParser(const yaml::Source& source, Diagnostics& diagnostics)
      : source_(source), text_(source.text()), diagnostics_(diagnostics) {
    open_.push_back({});
  }

  std::vector<LetterPart> parse() {
    for (std::size_t at = text_.find(tag_begin); at != std::string_view::npos; at = text_.find(tag_begin, at_)) {
      const auto tag = read_tag(at);
      if (!tag) continue;
      take_text(tag->begin);
      at_ = tag->end;
      if (tag->sigil != 0 && is_alone(*tag)) leave_no_line(*tag);
      take(*tag);
    }
    take_text(text_.size());
    while (open_.size() > 1) report_unclosed();
    return std::move(open_.front().parts);
  }

 private:
  void error(std::string_view code, std::size_t begin, std::size_t end, std::string message, std::string help = {}) {
    diagnostics_.push_back(
        {Severity::error, std::string(code), std::move(message), std::move(help), source_.span(begin, end)});
  }

  // After a mistake reading goes on behind it.
  std::optional<Tag> read_tag(std::size_t begin) {
    Tag tag;
    tag.begin = begin;
    const std::size_t inside = begin + tag_begin.size();
    const bool is_comment = source_.at(inside) == '!';
    const std::size_t close = text_.find(tag_end, inside);
    const std::size_t end_of_line = std::min(text_.find('\n', inside), text_.size());
    if (close == std::string_view::npos || (close > end_of_line && !is_comment)) {
      error(codes::open_placeholder, begin, inside, "`{{` is not closed on its line", "write `}}` behind the name");
      return skip_to(end_of_line);
    }
    tag.end = close + tag_end.size();
    std::string_view content = text_.substr(inside, close - inside);
    if (is_comment) {
      tag.sigil = '!';
      return tag;
    }
    if (!content.empty() && std::string_view("{&>=").find(content.front()) != std::string_view::npos) {
      return refuse_form(content, tag.begin, tag.end);
    }
    if (!content.empty() && std::string_view("#^/").find(content.front()) != std::string_view::npos) {
      tag.sigil = content.front();
      content.remove_prefix(1);
    }
    tag.name = base::trim(content);
    tag.name_begin = tag.name.empty() ? begin : static_cast<std::size_t>(tag.name.data() - text_.data());
    if (tag.name.empty() || !std::all_of(tag.name.begin(), tag.name.end(), is_name_letter)) {
      error(codes::unknown_name, tag.begin, tag.end,
            tag.name.empty() ? "there is no name between the brackets"
                             : base::quote(tag.name) + " is not a name of a placeholder");
      return skip_to(tag.end);
    }
    return tag;
  }

  std::optional<Tag> refuse_form(std::string_view content, std::size_t begin, std::size_t end) {
    const bool is_raw = content.front() == '{' || content.front() == '&';
    if (content.front() == '{' && source_.at(end) == '}') ++end;
    error(
        codes::unsupported, begin, end,
        is_raw ? "a placeholder cannot leave out the escaping" : "this form of Mustache is not read here",
        is_raw ? "write `{{name}}`" : "there are `{{name}}`, `{{#name}}`, `{{^name}}`, `{{/name}}` and `{{! remark}}`");
    return skip_to(end);
  }

  std::optional<Tag> skip_to(std::size_t end) {
    at_ = end;
    return std::nullopt;
  }

  void take_text(std::size_t end) {
    if (end <= at_) return;
    std::string text(text_.substr(at_, end - at_));
    text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
    open_.back().parts.push_back({LetterPart::Kind::text, std::move(text), at_, {}});
  }

  [[nodiscard]] bool is_alone(const Tag& tag) const {
    std::size_t begin = tag.begin;
    while (begin > 0 && (text_[begin - 1] == ' ' || text_[begin - 1] == '\t')) --begin;
    if (begin > 0 && text_[begin - 1] != '\n') return false;
    const std::size_t end = yaml::skip_blanks(text_, tag.end);
    return end >= text_.size() || text_[end] == '\n' || text_[end] == '\r';
  }

  void leave_no_line(const Tag& tag) {
    auto& parts = open_.back().parts;
    if (!parts.empty() && parts.back().kind == LetterPart::Kind::text) {
      std::string& before = parts.back().text;
      while (!before.empty() && (before.back() == ' ' || before.back() == '\t')) before.pop_back();
    }
    const std::size_t line_end = text_.find('\n', tag.end);
    at_ = line_end == std::string_view::npos ? text_.size() : line_end + 1;
  }

  void take(const Tag& tag) {
    if (tag.sigil == '!') return;
    if (tag.sigil == '/') return close(tag);
    const auto kind = tag.sigil == 0     ? LetterPart::Kind::value
                      : tag.sigil == '#' ? LetterPart::Kind::section
                                         : LetterPart::Kind::inverted;
    LetterPart part{kind, std::string(tag.name), tag.name_begin, {}};
    if (tag.sigil == 0) return open_.back().parts.push_back(std::move(part));
    if (open_.size() > deepest_section && !std::exchange(is_told_of_depth_, true)) {
      error(codes::too_deep, tag.begin, tag.end,
            "more than " + std::to_string(deepest_section) + " sections within each other");
    }
    open_.push_back(std::move(part));
  }

  void close(const Tag& tag) {
    const auto opened =
        std::find_if(open_.rbegin(), open_.rend() - 1, [&](const LetterPart& part) { return part.text == tag.name; });
    if (opened == open_.rend() - 1) return refuse_close(tag);
    while (open_.back().text != tag.name) report_unclosed();
    close_last();
  }

  void refuse_close(const Tag& tag) {
    const bool is_open = open_.size() > 1;
    error(codes::unpaired, tag.name_begin, tag.name_begin + tag.name.size(),
          "there is no section " + base::quote(tag.name) + " to close here",
          is_open ? "the section that is open is " + base::quote(open_.back().text) : "");
    // Most likely it is that one, misspelt.
    if (is_open) close_last();
  }

  void report_unclosed() {
    const LetterPart& part = open_.back();
    error(codes::unpaired, part.begin, part.begin + part.text.size(),
          "the section " + base::quote(part.text) + " is not closed", "write `{{/" + part.text + "}}` at its end");
    close_last();
  }

  void close_last() {
    LetterPart part = std::move(open_.back());
    open_.pop_back();
    open_.back().parts.push_back(std::move(part));
  }

  const yaml::Source& source_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::vector<LetterPart> open_;  ///< the whole letter, and the sections that are open
  std::size_t at_ = 0;
  bool is_told_of_depth_ = false;
};

}  // namespace

std::vector<LetterPart> parse_letter(const yaml::Source& source, Diagnostics& diagnostics) {
  return LetterParser(source, diagnostics).parse();
}

}  // namespace warrantor::engine
