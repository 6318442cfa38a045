#include "expr/pattern.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace warrantor::expr {
namespace {

std::size_t offset_of(std::string_view text, std::string_view part) {
  return static_cast<std::size_t>(part.data() - text.data());
}

}  // namespace

Pattern::Pattern(const PatternForm& form, std::unique_ptr<const TextMatcher> matcher)
    : plain_(form.plain.value_or("")),
      groups_(form.groups),
      asks_for_line_ends_(form.asks_for_line_ends),
      repeats_without_end_(form.repeats_without_end),
      matcher_(std::move(matcher)) {}

// A pattern of which each character stands for itself means the same in every build.
Expected<Pattern, PatternFault> Pattern::compile(std::string_view pattern, PatternFlags flags, bool is_gone_through) {
  auto form = read_pattern(pattern, flags);
  if (!form) return std::move(form.error());
  const TextRange whole{0, static_cast<std::uint32_t>(pattern.size())};
  if (is_gone_through && form->matches_empty) {
    return PatternFault{whole, true, "an empty text matches this pattern, so that it is found between any characters",
                        "ask for one character at least: `+` instead of `*`"};
  }
  if (form->plain) return Pattern(*form, nullptr);
  if (!TextMatcher::is_available()) {
    return PatternFault{whole, false,
                        "this program was built without RE2, and reads only patterns in which each character stands "
                        "for itself",
                        "`starts with`, `ends with` and `substring` ask for parts of a text"};
  }
  auto matcher = TextMatcher::make(form->re2);
  if (matcher == nullptr) return PatternFault{whole, false, "a pattern so large is not supported", "repeat less in it"};
  return Pattern(*form, std::move(matcher));
}

bool Pattern::is_in(std::string_view text) const { return PatternSearch(*this, text).next({}); }

// A line end that is the last character of a text ends a line, and begins none.
PatternSearch::PatternSearch(const Pattern& pattern, std::string_view text) : pattern_(pattern), text_(text) {
  if (pattern.asks_for_line_ends_ && text.ends_with('\n')) followed_ = std::string(text) + ' ';
}

bool PatternSearch::next(std::span<std::string_view> parts) {
  if (!find(parts)) return false;
  if (parts.empty()) return true;
  const std::size_t from = std::exchange(place_, offset_of(text_, parts.front()) + parts.front().size());
  const bool may_read_all = pattern_.matcher_ != nullptr && pattern_.repeats_without_end_;
  const std::size_t ahead = pattern_.matcher_ != nullptr ? pattern_.matcher_->longest_match() : 0;
  bytes_read_ = may_read_all ? text_.size() - from : std::min(text_.size(), place_ + ahead) - from;
  return true;
}

bool PatternSearch::find(std::span<std::string_view> parts) const {
  if (pattern_.matcher_ == nullptr) {
    const std::size_t found = text_.find(pattern_.plain_, place_);
    if (found == std::string_view::npos) return false;
    if (!parts.empty()) parts.front() = text_.substr(found, pattern_.plain_.size());
    return true;
  }
  const std::string_view searched = followed_.empty() ? text_ : std::string_view(followed_);
  if (!pattern_.matcher_->find(searched, place_, text_.size(), parts)) return false;
  for (std::string_view& part : parts) {
    if (part.data() != nullptr) part = text_.substr(offset_of(searched, part), part.size());
  }
  return true;
}

namespace {

// A number with more digits than there are groups ends before them (XPath and XQuery Functions 3.1, chapter 5.6.3).
// Leaves the place at its last digit.
std::uint32_t read_group(std::string_view written, std::size_t& place, std::uint32_t groups) {
  constexpr std::uint32_t ten = 10;
  const auto digit = [&](std::size_t at) { return static_cast<std::uint32_t>(written[at] - '0'); };
  std::uint32_t group = digit(place);
  for (; place + 1 < written.size() && base::is_digit(written[place + 1]); ++place) {
    const std::uint32_t longer = group * ten + digit(place + 1);
    if (longer > groups) break;
    group = longer;
  }
  return group;
}

}  // namespace

Expected<Replacement, PatternFault> Replacement::read(std::string_view written, std::uint32_t groups) {
  Replacement replacement;
  std::string text;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const char next = i + 1 < written.size() ? written[i + 1] : '\0';
    const bool is_special = written[i] == '$' || written[i] == '\\';
    if (!is_special) {
      text += written[i];
    } else if (written[i] == '\\' && (next == '\\' || next == '$')) {
      text += written[++i];
    } else if (written[i] == '$' && base::is_digit(next)) {
      const std::uint32_t group = read_group(written, ++i, groups);
      replacement.parts_.push_back({std::exchange(text, {}), group <= groups ? std::optional(group) : std::nullopt});
    } else {
      return PatternFault{{static_cast<std::uint32_t>(i), 1},
                          true,
                          "`" + std::string(1, written[i]) + "` in a replacement is followed by " +
                              (written[i] == '$' ? "the number of a group" : "`\\` or `$`"),
                          written[i] == '$' ? "`\\$` stands for itself" : R"(a backslash itself is `\\\\`)"};
    }
  }
  replacement.parts_.push_back({std::move(text), std::nullopt});
  return replacement;
}

void Replacement::append_to(std::string& text, std::span<const std::string_view> groups) const {
  for (const Part& part : parts_) {
    text += part.text;
    if (part.group) text += groups[*part.group];
  }
}

}  // namespace warrantor::expr
