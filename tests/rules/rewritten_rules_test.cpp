#include <doctest/doctest.h>

#include <set>

#include "rules/comparing.hpp"
#include "rules/shipped_rules.hpp"

// The shipped rules in another layout, and in another order where that does not count: nothing is different.
namespace warrantor::test {
namespace {

YAML::Node reversed(const YAML::Node& node) {
  YAML::Node result(node.Type());
  if (node.IsSequence()) {
    for (std::size_t i = node.size(); i-- > 0;) result.push_back(node[i]);
    return result;
  }
  std::vector<std::pair<YAML::Node, YAML::Node>> entries;
  for (const auto& entry : node) entries.emplace_back(entry.first, entry.second);
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
    result.force_insert(entry->first, entry->second);
  return result;
}

// Operands of `any` and `all`, and the tests of a `when`, all the way down.
void reverse_conditions(YAML::Node node) {
  for (const auto& entry : node) {
    YAML::Node value = node.IsMap() ? entry.second : entry;
    if (value.IsMap() || value.IsSequence()) reverse_conditions(value);
  }
  if (!node.IsMap()) return;
  for (const char* const key : {"when", "any", "all", "takes", "awaits", "rules"}) {
    const YAML::Node list = node[key];
    if (list && (list.IsMap() || list.IsSequence())) node[key] = reversed(list);
  }
}

void reverse_unordered(ShippedRules& rules) {
  YAML::Node main = rules.main();
  for (const char* const section : {"settings", "derived", "limits", "exclusions", "validity"}) {
    if (main[section]) main[section] = reversed(main[section]);
  }
  for (const char* const section : {"exclusions", "approvals", "validity"}) {
    if (main[section]) reverse_conditions(main[section]);
  }
  for (const char* const file : {"zhengzhou-nissan/facts.yaml", "vehicle/facts.yaml"}) {
    YAML::Node facts = rules.file(file)["facts"];
    if (facts) rules.file(file)["facts"] = reversed(facts);
  }
  for (const auto& group : rules.file(ShippedRules::parts_file)["catalogues"]["component"]["groups"]) {
    YAML::Node values = group.second;
    values["values"] = reversed(values["values"]);
  }
}

TEST_CASE("a rule set in another layout is the same rule set") {
  const ShippedRules rules;
  const audit::DiffTotals totals = compare(shipped_policy(), rules.policy());
  CHECK_FALSE(totals.has_differences());
  CHECK(totals.changes.empty());
}

TEST_CASE("a rule set in another order is the same where order does not count") {
  ShippedRules rules;
  reverse_unordered(rules);
  const Policy reordered = rules.policy();
  const audit::DiffTotals totals = compare(shipped_policy(), reordered);
  CHECK_FALSE(totals.has_differences());
  for (const audit::Change& change : totals.changes) FAIL_CHECK(change.key.name);
  CHECK(failing_cases(reordered) == 0);
}

}  // namespace
}  // namespace warrantor::test
