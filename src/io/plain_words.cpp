#include "io/plain_words.hpp"

#include <array>
#include <unordered_set>
#include <vector>

#include "io/cell_text.hpp"
#include "io/cell_value.hpp"

namespace warrantor::io {

namespace {

// Those of them that parse_value knows are taken as it takes them.
constexpr std::array<std::string_view, 16> words_of_booleans = {
    "true", "True", "TRUE", "yes", "Yes", "YES", "1", "是", "false", "False", "FALSE", "no", "No", "NO", "0", "否"};

std::vector<std::string_view> possible_words(const Schema& schema, const Fact& fact) {
  if (fact.type == ValueType::boolean) return {words_of_booleans.begin(), words_of_booleans.end()};
  std::vector<std::string_view> words;
  for (const DomainValue& value : schema.domain(fact.domain).values) {
    words.emplace_back(value.name);
    for (const auto& [language, label] : value.labels.all()) words.emplace_back(label);
  }
  return words;
}

std::vector<WordTable::Entry> words_of(const Schema& schema, const Fact& fact) {
  std::vector<WordTable::Entry> words;
  if (may_be_blank(fact)) words.push_back({{}, {0, false, true}});
  TextStore texts;
  std::unordered_set<std::string_view> known;
  for (const std::string_view text : possible_words(schema, fact)) {
    if (text.empty() || tidy_cell(text) != text || !known.insert(text).second) continue;
    const auto cell = parse_cell(schema, fact, text, texts);
    if (cell && !cell->oddity) words.push_back({text, {cell->value.as_integer(), true, true}});
  }
  return words;
}

}  // namespace

PlainWords::PlainWords(const Schema& schema, const Fact& fact) : words_(words_of(schema, fact)) {}

}  // namespace warrantor::io
