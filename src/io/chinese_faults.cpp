#include "io/chinese_faults.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "io/chinese_sentences.hpp"

namespace warrantor::io {
namespace {

constexpr int deepest = 4;  // sentences within sentences

using Parts = std::vector<std::string_view>;

// Behind what is quoted at a place, where the texts of users end.
std::size_t behind_quote(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '`') return at;
  const std::size_t end = text.find('`', at + 1);
  return end == std::string_view::npos ? at : end + 1;
}

/// The parts of a sentence that stand where `{}` stands in a pattern; nothing: it is another sentence.
std::optional<Parts> parts_of(std::string_view text, std::string_view pattern) {
  constexpr std::string_view mark = "{}";
  Parts parts;
  std::size_t at = 0;
  std::size_t hole = pattern.find(mark);
  if (hole == std::string_view::npos) return text == pattern ? std::optional(parts) : std::nullopt;
  if (!text.starts_with(pattern.substr(0, hole))) return std::nullopt;
  at = hole;
  for (pattern.remove_prefix(hole + mark.size());; pattern.remove_prefix(hole + mark.size())) {
    hole = pattern.find(mark);
    const std::string_view literal = pattern.substr(0, hole);
    std::size_t end = text.size();
    if (hole != std::string_view::npos) {
      end = text.find(literal, behind_quote(text, at));
    } else if (text.size() >= at + literal.size() && text.ends_with(literal)) {
      end = text.size() - literal.size();
    } else {
      return std::nullopt;
    }
    if (end == std::string_view::npos || end == at) return std::nullopt;
    parts.push_back(text.substr(at, end - at));
    if (hole == std::string_view::npos) return parts;
    at = end + literal.size();
  }
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// Of what is quoted, the words between are said otherwise.
std::string list_in_chinese(std::string_view list) {
  std::string text(list);
  replace_all(text, "` or `", "`或`");
  replace_all(text, "`, `", "`、`");
  return text;
}

std::optional<std::string> find(std::string_view sentence, int depth);

std::string part_in_chinese(std::string_view part, int depth) {
  const bool is_quoted = behind_quote(part, 0) == part.size();
  if (!is_quoted && depth < deepest) {
    if (auto sentence = find(part, depth + 1)) return *std::move(sentence);
  }
  return list_in_chinese(part);
}

// `{0}` and the like are filled in one go, so that what is filled in is left alone.
std::string filled(std::string_view pattern, const Parts& parts, int depth) {
  std::string text;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool is_mark = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}';
    const std::size_t place = is_mark ? static_cast<std::size_t>(pattern[at + 1] - '0') : parts.size();
    if (place >= parts.size()) {
      text += pattern[at];
    } else {
      text += part_in_chinese(parts[place], depth);
      at += 2;
    }
  }
  return text;
}

std::optional<std::string> find(std::string_view sentence, int depth) {
  for (const Sentence& known : chinese_sentences()) {
    if (const auto parts = parts_of(sentence, known.english)) return filled(known.chinese, *parts, depth);
  }
  return std::nullopt;
}

}  // namespace

std::string in_chinese(std::string_view sentence) {
  auto found = find(sentence, 0);
  return found ? *std::move(found) : std::string(sentence);
}

Fault in_language(Fault fault, std::string_view language) {
  if (language != "zh") return fault;
  fault.message = in_chinese(fault.message);
  if (!fault.help.empty()) fault.help = in_chinese(fault.help);
  return fault;
}

}  // namespace warrantor::io
