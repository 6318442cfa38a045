#pragma once

#include <string>

#include <doctest/doctest.h>

#include <warrantor/policy.hpp>

#include "audit/rule_test.hpp"

namespace warrantor::audit::test {

/// A policy of no real vehicle, of its facts but the claim_id, and what follows them.
inline Policy small_policy_of(const std::string& rest) {
  const std::string beginning = R"(
rule_set: small
version: "1"
currency: CNY
parties: [seller, buyer]
approved_when_borne_by: seller
excluded_borne_by: buyer
facts:
  claim_id: {type: text, blank: reject}
)";
  auto policy = load_policy({{"small/rules.yaml", beginning + rest}}, "small/rules.yaml");
  if (!policy) FAIL(render(policy.error()));
  return *policy;
}

inline Policy small_policy() {
  return small_policy_of(R"(  age: {type: number, minimum: 0}
  trips: {type: records, fields: {far: {type: number}}}
  colour: {of: line, values: {red: {en: red}, blue: {en: blue}, green: {en: green}}}
  line_id: {of: line, type: text, default: "1"}
  price: {of: line, type: money, minimum: 0, default: 0.00}
portions:
  whole: {amount: price, else: seller}
exclusions:
  - {id: too-old, when: {age: ">= 10"}, title: {en: Too old}}
  - {id: not-red, when: {colour: [blue, green]}, title: {en: Not red}}
validity:
  - {id: too-dear, at: price, when: {price: "> 1000"}, title: {en: Nothing costs that much}}
steps:
  - {id: send, when: {outcome: approved}, text: {en: Send it.}}
)");
}

inline RuleTests yaml_tests(const Policy& policy, const std::string& text) {
  RuleTests tests;
  read_yaml_tests(policy, "cases.yaml", text, tests);
  return tests;
}

inline RuleTests csv_tests(const Policy& policy, const std::string& text) {
  RuleTests tests;
  read_csv_tests(policy, "cases.csv", text, tests);
  return tests;
}

/// The differences of the only case, `key: expected | actual` each.
inline Names differences(const Policy& policy, const RuleTests& tests) {
  INFO(render(tests.mistakes));
  REQUIRE(tests.mistakes.empty());
  REQUIRE(tests.tests.size() == 1);
  Names found;
  for (const Difference& difference : run_rule_test(policy, tests.tests.front(), "en").differences) {
    found.push_back(difference.key + ": " + difference.expected + " | " + difference.actual);
  }
  return found;
}

}  // namespace warrantor::audit::test
