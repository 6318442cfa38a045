#include "io/text_pattern.hpp"

#include "base/text.hpp"

namespace warrantor::io {

Expected<TextPattern> TextPattern::parse(std::string_view text) {
  TextPattern pattern;
  pattern.text_ = text;
  std::string* literal = &pattern.begin_;
  while (!text.empty()) {
    if (text.front() == '}') return Error{"a `}` has no `{` before it"};
    if (text.front() != '{') {
      *literal += text.front();
      text.remove_prefix(1);
      continue;
    }
    if (!pattern.names_.empty() && literal->empty()) {
      return Error{"two parts follow each other without a text between them"};
    }
    const std::size_t end = text.find('}');
    if (end == std::string_view::npos) return Error{"a `{` has no `}` behind it"};
    pattern.names_.emplace_back(base::trim(text.substr(1, end - 1)));
    literal = &pattern.behind_.emplace_back();
    text.remove_prefix(end + 1);
  }
  if (pattern.names_.empty()) return Error{"no part is named in braces"};
  return pattern;
}

std::optional<std::vector<std::string_view>> TextPattern::split(std::string_view text) const {
  if (!text.starts_with(begin_)) return std::nullopt;
  text.remove_prefix(begin_.size());
  std::vector<std::string_view> parts;
  for (std::size_t i = 0; i < behind_.size(); ++i) {
    const std::string& behind = behind_[i];
    const bool is_last = i + 1 == behind_.size();
    if (is_last && !text.ends_with(behind)) return std::nullopt;
    const std::size_t end = is_last ? text.size() - behind.size() : text.find(behind);
    if (end == std::string_view::npos) return std::nullopt;
    parts.push_back(base::trim(text.substr(0, end)));
    text.remove_prefix(end + behind.size());
  }
  return parts;
}

}  // namespace warrantor::io
