#include "audit/diff_grants.hpp"

#include <map>
#include <string>

namespace warrantor::audit {
namespace {

constexpr std::size_t most_told = 20;  // claims that are named

using Values = std::map<std::string, std::string, std::less<>>;

Values values_of(const Schema& schema, const std::vector<ValueResult>& results) {
  Values values;
  for (const ValueResult& result : results)
    values[result.info->name] = format_value(schema, result.info->type, result.info->domain, result.value);
  return values;
}

std::map<std::string, Values> grants_of(const DecidedBy& by) {
  std::map<std::string, Values> grants;
  for (const GrantResult& grant : by.decision.grants) grants[grant.rule->id] = values_of(by.schema, grant.values);
  return grants;
}

template <class Totals>
Totals& totals_of(const std::string& name, std::string_view claim, std::map<std::string, Totals>& all) {
  Totals& totals = all[name];
  if (totals.example.empty()) totals.example = claim;
  return totals;
}

// Whether one of them is another.
bool compare_figures(const DecidedBy& before, const DecidedBy& after, std::string_view claim, DiffTotals& totals) {
  bool differs = false;
  const Values old_values = values_of(before.schema, before.decision.figures);
  const Values new_values = values_of(after.schema, after.decision.figures);
  for (const auto& [name, value] : new_values) {
    const auto found = old_values.find(name);
    if (found == old_values.end() || found->second == value) continue;
    ++totals_of(name, claim, totals.figures).claims;
    differs = true;
  }
  return differs;
}

}  // namespace

void compare_told(const DecidedBy& before, const DecidedBy& after, std::string_view claim, DiffTotals& totals) {
  const auto old_grants = grants_of(before);
  const auto new_grants = grants_of(after);
  for (const auto& [id, values] : new_grants) {
    const auto found = old_grants.find(id);
    if (found == old_grants.end()) {
      ++totals_of(id, claim, totals.grants).gained;
    } else if (found->second != values) {
      ++totals_of(id, claim, totals.grants).other_values;
    }
  }
  for (const auto& [id, values] : old_grants) {
    if (!new_grants.contains(id)) ++totals_of(id, claim, totals.grants).lost;
  }
  const bool has_other_figures = compare_figures(before, after, claim, totals);
  if (old_grants == new_grants && !has_other_figures) return;
  ++totals.told_claims;
  if (totals.first_told.size() < most_told) totals.first_told.emplace_back(claim);
}

}  // namespace warrantor::audit
