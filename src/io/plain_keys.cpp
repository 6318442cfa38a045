#include "io/plain_keys.hpp"

#include <algorithm>
#include <set>

#include "io/json_messages.hpp"
#include "io/reject_columns.hpp"

namespace warrantor::io {

namespace {

constexpr std::string_view key_of_lines = "lines";

// Whether a key can stand in quotes without escapes.
bool needs_no_escape(std::string_view key) {
  return std::none_of(key.begin(), key.end(),
                      [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' '; });
}

PlainKeys::Numbers numbers_of(ValueType type) {
  if (!takes_number(type)) return PlainKeys::Numbers::not_taken;
  const bool is_word = type == ValueType::text || type == ValueType::enumeration;
  return is_word ? PlainKeys::Numbers::to_be_checked : PlainKeys::Numbers::checked_as_cells;
}

}  // namespace

PlainKeys::PlainKeys(const Schema& schema)
    : schema_(&schema), names_(schema, plain_facts(schema)), slot_count_(static_cast<Slot>(schema.facts().size())) {
  const auto is_text = [&](FactId fact) { return schema.fact(fact).type == ValueType::text; };
  if (!is_text(schema.claim_id()) || !is_text(schema.line_id())) return;
  if (!schema.value_lists().empty()) return;  // what a list names is read elsewhere
  // In the order in which JsonClaimReader looks for the meaning of a key.
  add_other(key_of_lines, Role::lines);
  add_tables();
  add_facts();
  for (const std::string_view text : reject_columns) {
    if (names_.find(text).empty()) add_other(text, Role::passed_over);
  }
  const std::size_t most_learnt = keys_.size();
  keys_.reserve(keys_.size() + most_learnt);  // never grows beyond, as others point into it
  for (Key& key : keys_) key.followed_by = &keys_.front();
  places_ = table_of_keys();
}

void PlainKeys::add_other(std::string_view text, Role role) {
  Key key;
  key.role = role;
  key.slot = slot_count_++;
  key.is_given = true;
  add(text, std::move(key));
}

void PlainKeys::add_tables() {
  const auto add_key = [this](const Table& table, std::string_view text) {
    Key key;
    key.role = Role::table;
    key.slot = static_cast<Slot>(index_of(table.fact));
    key.fact = table.fact;
    add(text, std::move(key));
  };
  for (const Table& table : schema_->tables()) add_key(table, table.name);
  for (const Table& table : schema_->tables()) {
    for (const auto& [language, label] : schema_->fact(table.fact).labels.all()) add_key(table, label);
  }
}

void PlainKeys::add_facts() {
  for (const FactId id : names_.facts()) {
    const Fact& fact = schema_->fact(id);
    Key key;
    key.fact = id;
    key.slot = static_cast<Slot>(index_of(id));
    key.role = id == schema_->claim_id() ? Role::claim_id : id == schema_->line_id() ? Role::line_id : Role::plain;
    key.scope = fact.scope;
    key.scopes = fact.scope == Scope::line ? of_line : of_claim;
    key.numbers = numbers_of(fact.type);
    key.takes_truth = fact.type == ValueType::boolean;
    std::set<std::string_view> texts = {fact.name};
    for (const auto& [language, label] : fact.labels.all()) texts.insert(label);
    for (const std::string_view text : texts) {
      if (names_.find(text) == std::vector{id}) add(text, key);
    }
  }
}

// The first meaning of a text counts.
void PlainKeys::add(std::string_view text, Key key) {
  const auto is_same = [text](const Key& other) { return other.text == text; };
  if (!needs_no_escape(text) || std::any_of(keys_.begin(), keys_.end(), is_same)) return;
  key.text = text;
  key.written = {};
  keys_.push_back(std::move(key));
}

PlainKeys::Key* PlainKeys::find(std::string_view text) {
  const PlainValue found = places_.find(text);
  return found.is_plain ? &keys_[static_cast<std::size_t>(found.number)] : learn(text);
}

// A file has the same keys in all its claims, as a rule, so that they are worth being kept.
PlainKeys::Key* PlainKeys::learn(std::string_view text) {
  const auto& facts = names_.find(text);
  if (facts.size() != 1 || keys_.size() == keys_.capacity()) return nullptr;
  const auto gives = [&](const Key& key) { return key.role != Role::table && key.slot == index_of(facts[0]); };
  const auto known = std::find_if(keys_.begin(), keys_.end(), gives);
  if (known == keys_.end() || !needs_no_escape(text)) return nullptr;
  add(text, *known);
  places_ = table_of_keys();
  return &keys_.back();
}

WordTable PlainKeys::table_of_keys() const {
  std::vector<WordTable::Entry> entries;
  for (const Key& key : keys_) entries.push_back({key.text, {static_cast<std::int64_t>(entries.size()), true, true}});
  return WordTable(entries);
}

}  // namespace warrantor::io
