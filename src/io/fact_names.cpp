#include "io/fact_names.hpp"

#include <algorithm>

#include "base/edit_distance.hpp"
#include "base/fold.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "io/cell_number.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t most_edits = 2;

std::size_t count_characters(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_called(std::string_view name, const Labels& labels, std::string_view text, const std::string& form) {
  if (name == text || base::fold_form(name) == form) return true;
  return std::any_of(labels.all().begin(), labels.all().end(),
                     [&](const auto& label) { return base::fold_form(label.second) == form; });
}

}  // namespace

FactNames::FactNames(const Schema& schema, std::vector<FactId> facts) : schema_(&schema), facts_(std::move(facts)) {
  for (const FactId id : facts_) add(exact_, schema.fact(id).name, id);
  // A name wins over a label that reads the same.
  Index labels;
  for (const FactId id : facts_) {
    for (const auto& [language, label] : schema.fact(id).labels.all()) add(labels, label, id);
  }
  for (auto& [label, ids] : labels) exact_.try_emplace(label, ids);
  for (const FactId id : facts_) add(folded_, base::fold_form(schema.fact(id).name), id);
  Index folded_labels;
  for (const auto& [label, ids] : labels) {
    for (const FactId id : ids) add(folded_labels, base::fold_form(label), id);
  }
  for (auto& [label, ids] : folded_labels) folded_.try_emplace(label, ids);
  for (const ValueList& list : schema.value_lists()) {
    const auto is_member = [&](FactId id) { return id == list.members.front().fact; };
    if (std::any_of(facts_.begin(), facts_.end(), is_member)) lists_.push_back(&list);
  }
}

const ValueList* FactNames::find_list(std::string_view text) const {
  if (lists_.empty()) return nullptr;
  const auto found = std::find_if(lists_.begin(), lists_.end(), [&](const ValueList* list) {
    return is_called(list->name, list->labels, text, base::fold_form(text));
  });
  return found == lists_.end() ? nullptr : *found;
}

void FactNames::add(Index& index, std::string text, FactId fact) {
  std::vector<FactId>& ids = index[std::move(text)];
  if (std::find(ids.begin(), ids.end(), fact) == ids.end()) ids.push_back(fact);
}

const std::vector<FactId>& FactNames::find_form(std::string_view form) const {
  static const std::vector<FactId> none;
  const auto found = folded_.find(form);
  return found == folded_.end() ? none : found->second;
}

const std::vector<FactId>& FactNames::find(std::string_view text) const {
  if (const auto found = exact_.find(text); found != exact_.end()) return found->second;
  const std::string form = base::fold_form(text);
  const std::vector<FactId>& found = find_form(form);
  const std::size_t opening = form.rfind('(');
  if (!found.empty() || opening == std::string::npos || !form.ends_with(')')) return found;
  const std::string_view unit = base::trim(std::string_view(form).substr(opening + 1, form.size() - opening - 2));
  const std::vector<FactId>& named = find_form(base::trim(std::string_view(form).substr(0, opening)));
  const bool fits =
      std::all_of(named.begin(), named.end(), [&](FactId id) { return is_unit_of(*schema_, schema_->fact(id), unit); });
  return fits ? named : found;
}

void FactNames::add_elsewhere(const Schema& other) {
  for (const Fact& fact : other.facts()) {
    elsewhere_.insert(fact.name);
    for (const auto& [language, label] : fact.labels.all()) elsewhere_.insert(label);
  }
  for (const ValueList& list : other.value_lists()) {
    elsewhere_.insert(list.name);
    for (const auto& [language, label] : list.labels.all()) elsewhere_.insert(label);
  }
}

std::optional<std::string_view> FactNames::nearly(std::string_view text) const {
  std::optional<std::string_view> best;
  std::size_t best_distance = most_edits + 1;
  const std::string lower = base::fold_form(text);
  const auto offer = [&](std::string_view name) {
    const std::size_t distance = base::edit_distance(lower, base::to_lower(name), most_edits);
    const std::size_t length = std::max(count_characters(text), count_characters(name));
    if (distance >= best_distance || 2 * distance >= length) return;
    best = name;
    best_distance = distance;
  };
  for (const FactId id : facts_) offer(schema_->fact(id).name);
  for (const FactId id : facts_) {
    for (const auto& [language, label] : schema_->fact(id).labels.all()) offer(label);
  }
  for (const ValueList* const list : lists_) {
    offer(list->name);
    for (const auto& [language, label] : list->labels.all()) offer(label);
  }
  return best;
}

const ValueList::Member* find_member(const Schema& schema, const ValueList& list, std::string_view text) {
  const std::string form = base::fold_form(text);
  const auto found = std::find_if(list.members.begin(), list.members.end(), [&](const ValueList::Member& member) {
    return is_called(member.name, schema.fact(member.fact).labels, text, form);
  });
  return found == list.members.end() ? nullptr : &*found;
}

ValueFault unknown_member(const ValueList& list, std::string_view text) {
  std::vector<std::string> names;
  for (const ValueList::Member& member : list.members) names.push_back(member.name);
  const std::string near = base::did_you_mean(base::nearest(text, names));
  return {base::quote(text) + " is not one of the values of " + base::quote(list.name),
          near.empty() ? "there are " + base::join(names, ", ") : near};
}

std::vector<FactId> plain_facts(const Schema& schema) {
  std::vector<FactId> facts;
  for (const auto* scope : {&schema.claim_facts(), &schema.line_facts()}) {
    std::copy_if(scope->begin(), scope->end(), std::back_inserter(facts),
                 [&](FactId id) { return schema.fact(id).type != ValueType::records; });
  }
  return facts;
}

}  // namespace warrantor::io
