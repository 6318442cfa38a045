#include "policy/declared.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "policy/codes.hpp"

namespace warrantor::policy {

RuleInfo Declared::info_of(const rules::Text& id, const rules::Documentation& documentation, Stage stage,
                           const rules::ValidSyntax* valid) {
  const bool has_versions = valid != nullptr && (valid->version > 0 || valid->has_period());
  const auto [place, is_new] = known_.try_emplace(id.value, Known{stage, valid != nullptr, false});
  Known& known = place->second;
  known.has_versions = known.has_versions || has_versions;
  const bool is_version = known.stage == stage && known.may_have_versions && valid != nullptr && known.has_versions;
  if (id.given() && !is_new && !is_version) {
    reporter_.error(codes::declared_twice, id.place, "the id `" + id.value + "` is given twice",
                    "decisions name rules by their ids: every id is unique in its rule set");
  }
  RuleInfo info;
  info.id = id.value;
  info.clause = documentation.clause.value;
  info.title = documentation.title;
  info.note = documentation.note.value;
  info.notes = documentation.notes;
  info.source = documentation.source.value;
  info.stage = stage;
  if (valid != nullptr) info.valid = validity_of(rule_set_, *valid);
  info.place = rule_set_.span(id.place);
  info.place.text.clear();
  return info;
}

std::optional<PartyId> Declared::party(const rules::Text& name) {
  if (!name.given()) return std::nullopt;
  if (const auto found = program_.schema.find_party(name.value)) return found;
  std::vector<std::string_view> names;
  for (const Party& candidate : program_.schema.parties()) names.emplace_back(candidate.name);
  reporter_.error(codes::undeclared, name.place, "the party `" + name.value + "` is not declared",
                  suggest(name.value, names));
  return std::nullopt;
}

std::optional<PortionId> Declared::portion(const rules::Text& name) {
  if (!name.given()) return std::nullopt;
  const auto& portions = program_.schema.portions();
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < portions.size(); ++i) {
    if (portions[i].name == name.value) return static_cast<PortionId>(i);
    names.emplace_back(portions[i].name);
  }
  reporter_.error(codes::undeclared, name.place, "the portion `" + name.value + "` is not declared",
                  suggest(name.value, names));
  return std::nullopt;
}

std::vector<FactId> Declared::facts(const std::vector<rules::Text>& texts) {
  std::vector<FactId> ids;
  for (const rules::Text& name : texts) {
    if (const auto found = program_.schema.find_fact(name.value)) {
      ids.push_back(*found);
      continue;
    }
    if (const ValueList* const list = program_.schema.find_value_list(name.value)) {
      reporter_.error(codes::undeclared, name.place, "`" + list->name + "` is a list of values, and has none itself",
                      expr::help_for_members(*list));
      continue;
    }
    std::vector<std::string_view> names;
    for (const Fact& fact : program_.schema.facts()) names.emplace_back(fact.name);
    reporter_.error(codes::undeclared, name.place, "the fact `" + name.value + "` is not declared",
                    suggest(name.value, names));
  }
  return ids;
}

std::vector<FactId> Declared::awaited(const std::vector<rules::Text>& texts) {
  const std::vector<FactId> ids = facts(texts);
  for (std::size_t i = 0; i < ids.size() && ids.size() == texts.size(); ++i) {
    const Fact& fact = program_.schema.fact(ids[i]);
    if (fact.blank != Blank::pending && fact.blank_else != Blank::pending) {
      reporter_.error(codes::misplaced, texts[i].place,
                      "nobody decides on `" + fact.name + "`: a blank of it is not pending",
                      "declare the fact with `blank: pending`, or do not await it");
    }
  }
  return ids;
}

std::vector<FactId> Declared::reported(const std::vector<rules::Text>& texts) {
  const std::vector<FactId> ids = facts(texts);
  for (std::size_t i = 0; i < ids.size() && ids.size() == texts.size(); ++i) {
    if (program_.schema.fact(ids[i]).type != ValueType::records) continue;
    reporter_.error(codes::misplaced, texts[i].place,
                    "`" + texts[i].value + "` is a list, and no total can be told by it",
                    "name a fact that holds one value");
  }
  return ids;
}

AllocationId Declared::allocation(Allocation weights) {
  // 100 to one party is all to that party.
  std::int64_t divisor = 0;
  for (const std::int64_t weight : weights) divisor = std::gcd(divisor, weight);
  for (std::int64_t& weight : weights) weight /= divisor;
  auto& all = program_.allocations;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto id = static_cast<AllocationId>(i);
    if (all[i] == weights && !program_.weighed.contains(id)) return id;
  }
  all.push_back(std::move(weights));
  return static_cast<AllocationId>(all.size() - 1);
}

AllocationId Declared::all_to(PartyId party_id) {
  Allocation weights(program_.schema.parties().size(), 0);
  weights[index_of(party_id)] = 1;
  return allocation(std::move(weights));
}

}  // namespace warrantor::policy
