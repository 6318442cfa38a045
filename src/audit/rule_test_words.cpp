#include "audit/rule_test_words.hpp"

#include <algorithm>
#include <array>

#include <warrantor/money.hpp>

#include "base/edit_distance.hpp"
#include "base/text.hpp"

namespace warrantor::audit {
namespace {

constexpr std::array<Outcome, 5> outcomes{Outcome::approved, Outcome::partial, Outcome::denied,
                                          Outcome::needs_information, Outcome::referred};

template <class Range>
ValueFault unknown_word(std::string_view what, std::string_view word, const Range& names) {
  return {"there is no " + std::string(what) + " " + base::quote(word), base::did_you_mean(base::nearest(word, names))};
}

}  // namespace

Read<FactId> Words::fact(std::string_view name) const {
  if (const auto found = schema().find_fact(name)) return *found;
  std::vector<std::string_view> names;
  for (const Fact& fact : schema().facts()) {
    if (fact.scope != Scope::record) names.emplace_back(fact.name);
  }
  for (const ValueList& list : schema().value_lists()) names.emplace_back(list.name);
  return unknown_word("fact", name, names);
}

Read<FactId> Words::member(const ValueList& list, std::string_view name) const {
  std::vector<std::string_view> names;
  for (const ValueList::Member& candidate : list.members) {
    if (candidate.name == name) return candidate.fact;
    names.emplace_back(candidate.name);
  }
  const std::string near = base::did_you_mean(base::nearest(name, names));
  return ValueFault{base::quote(name) + " is not one of the values of " + base::quote(list.name),
                    near.empty() ? "there are " + base::join(names, ", ") : near};
}

Read<Value> Words::value(FactId fact, std::string_view text, TextStore& texts) const {
  if (text == "null") return Value::none();
  return parse_value(schema(), schema().fact(fact), text, texts);
}

Read<Outcome> Words::outcome(std::string_view text) {
  std::vector<std::string_view> names;
  for (const Outcome outcome : outcomes) {
    if (text == name_of(outcome)) return outcome;
    names.push_back(name_of(outcome));
  }
  ValueFault fault = unknown_word("outcome", text, names);
  if (fault.help.empty()) fault.help = "there are " + base::join(names, ", ");
  return fault;
}

Read<std::string> Words::rule(std::string_view id) const {
  std::vector<std::string_view> ids;
  for (const RuleInfo* info : policy_.rules()) {
    if (info->id == id) return info->id;
    ids.emplace_back(info->id);
  }
  // An id like no other may be that of a rule that is gone: the case fails, and the others are run.
  if (!base::nearest(id, ids)) return std::string(id);
  return unknown_word("rule", id, ids);
}

Read<std::string> Words::fact_name(std::string_view name) const {
  auto found = fact(name);
  if (!found) return std::move(found.error());
  return schema().fact(*found).name;
}

Read<std::string> Words::rejection(std::string_view word) const {
  if (schema().find_fact(word)) return std::string(word);
  return rule(word);
}

Read<std::string> Words::party(std::string_view name) const {
  if (schema().find_party(name)) return std::string(name);
  std::vector<std::string_view> names;
  for (const Party& party : schema().parties()) names.emplace_back(party.name);
  return unknown_word("party", name, names);
}

Read<std::int64_t> Words::amount(std::string_view text) const {
  auto amount = Money::parse(text, schema().currency());
  if (!amount) return ValueFault{std::move(amount.error().message), ""};
  return amount->minor_units();
}

Read<std::string> Words::grant(std::string_view id) const {
  std::vector<std::string_view> ids;
  for (const GrantInfo& grant : policy_.grants()) {
    if (grant.rule->id == id) return grant.rule->id;
    ids.emplace_back(grant.rule->id);
  }
  if (!ids.empty() && !base::nearest(id, ids)) return std::string(id);  // as of rules that are gone
  return unknown_word("grant", id, ids);
}

Read<const ValueInfo*> Words::value_of_grant(std::string_view id, std::string_view name) const {
  std::vector<std::string_view> names;
  for (const GrantInfo& grant : policy_.grants()) {
    for (const ValueInfo* const value : grant.values) {
      if (grant.rule->id != id) continue;
      if (value->name == name) return value;
      names.emplace_back(value->name);
    }
  }
  return unknown_word("value of " + base::quote(id) + " called", name, names);
}

Read<const ValueInfo*> Words::figure(std::string_view name) const {
  std::vector<std::string_view> names;
  for (const ValueInfo* const figure : policy_.figures()) {
    if (figure->name == name) return figure;
    names.emplace_back(figure->name);
  }
  return unknown_word("figure", name, names);
}

Read<std::string> Words::told(const ValueInfo& info, std::string_view text) const {
  if (text == "null") return std::string(text);
  Fact fact;
  fact.name = info.name;
  fact.type = info.type;
  fact.domain = info.domain;
  TextStore texts;
  const auto value = parse_value(schema(), fact, text, texts);
  if (!value) return value.error();
  return format_value(schema(), info.type, info.domain, *value);
}

std::optional<ListKey> list_key(std::string_view key) {
  if (key == "reasons") return ListKey::reasons;
  if (key == "missing") return ListKey::missing;
  if (key == "pending") return ListKey::pending;
  if (key == "steps") return ListKey::steps;
  return std::nullopt;
}

std::optional<Names>& list_of(ExpectedLine& line, ListKey key) {
  switch (key) {
    case ListKey::reasons:
      return line.reasons;
    case ListKey::missing:
      return line.missing;
    case ListKey::pending:
      return line.pending;
    case ListKey::steps:
      break;
  }
  return line.steps;
}

Read<std::string> word_of_list(const Words& words, ListKey key, std::string_view text) {
  return key == ListKey::missing || key == ListKey::pending ? words.fact_name(text) : words.rule(text);
}

void name_claim(Claim& claim, std::string_view name) {
  const FactId id = claim.schema().claim_id();
  if (claim.get(id).is_unknown()) claim.set(id, Value::text(claim.keep_text(name)));
}

}  // namespace warrantor::audit
