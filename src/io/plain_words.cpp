#include "io/plain_words.hpp"

#include <array>
#include <bit>

#include "io/cell_text.hpp"
#include "io/cell_value.hpp"

namespace warrantor::io {

namespace {

// Those of them that parse_value knows are taken as it takes them.
constexpr std::array<std::string_view, 18> words_of_booleans = {"true", "True", "TRUE",  "yes",   "Yes",   "YES",
                                                                "1",    "是",   "false", "False", "FALSE", "no",
                                                                "No",   "NO",   "0",     "否",    "y",     "n"};

std::vector<std::string_view> possible_words(const Schema& schema, const Fact& fact) {
  if (fact.type == ValueType::boolean) return {words_of_booleans.begin(), words_of_booleans.end()};
  std::vector<std::string_view> words;
  for (const DomainValue& value : schema.domain(fact.domain).values) {
    words.emplace_back(value.name);
    for (const auto& [language, label] : value.labels.all()) words.emplace_back(label);
  }
  return words;
}

}  // namespace

PlainWords::PlainWords(const Schema& schema, const Fact& fact) {
  std::vector<Word> words;
  if (may_be_blank(fact)) words.push_back({{}, {}, {0, false, true}});
  TextStore texts;
  for (const std::string_view text : possible_words(schema, fact)) {
    if (text.empty() || tidy_cell(text) != text) continue;
    const auto cell = parse_cell(schema, fact, text, texts);
    if (!cell || cell->oddity) continue;
    words.push_back({bytes_of(text), text, {cell->value.as_integer(), true, true}});
  }
  slots_.resize(std::bit_ceil(8 * words.size() + 8));
  last_slot_ = slots_.size() - 1;
  shift_ = static_cast<unsigned>(std::countl_zero(last_slot_));
  choose_factor(words);
  put_into_slots(words);
}

// The factor by which the fewest words meet in a slot.
void PlainWords::choose_factor(const std::vector<Word>& words) {
  constexpr int most_tries = 32;
  constexpr std::uint64_t step = 0xD1B54A32D192ED02;  // even, so that the factor stays odd
  std::uint64_t best = 0;
  std::size_t fewest = words.size() + 1;
  factor_ = 0xA24BAED4963EE407;
  for (int i = 0; i < most_tries && fewest > 0; ++i, factor_ += step) {
    const std::size_t meetings = count_meetings(words);
    if (meetings >= fewest) continue;
    fewest = meetings;
    best = factor_;
  }
  factor_ = best;
}

std::size_t PlainWords::count_meetings(const std::vector<Word>& words) const {
  std::vector<bool> is_taken(slots_.size());
  std::size_t count = 0;
  for (const Word& word : words) {
    const std::size_t slot = slot_of(word.bytes, word.text.size());
    if (is_taken[slot]) ++count;
    is_taken[slot] = true;
  }
  return count;
}

void PlainWords::put_into_slots(const std::vector<Word>& words) {
  for (const Word& word : words) {
    std::size_t slot = slot_of(word.bytes, word.text.size());
    while (slots_[slot].value.is_plain) slot = (slot + 1) & last_slot_;
    slots_[slot] = word;
  }
}

}  // namespace warrantor::io
