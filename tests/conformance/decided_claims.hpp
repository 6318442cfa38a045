#pragma once

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "support/json_claims.hpp"

namespace warrantor::test {

using base::JsonValue;
using Texts = std::set<std::string>;

inline Texts texts_of(const JsonValue& array) {
  Texts texts;
  for (const JsonValue item : array) texts.emplace(item.text());
  return texts;
}

inline std::string joined(const Texts& texts) {
  std::string text;
  for (const std::string& item : texts) text += (text.empty() ? "" : " ") + item;
  return text;
}

inline Texts fact_names(const Policy& policy, const std::vector<FactId>& facts) {
  Texts names;
  for (const FactId fact : facts) names.insert(policy.schema().fact(fact).name);
  return names;
}

inline std::string payments(const Policy& policy, const std::vector<std::int64_t>& amounts) {
  Texts parts;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (amounts[i] == 0) continue;
    parts.insert(policy.schema().parties()[i].name + "=" + format_minor_units(amounts[i], policy.schema().currency()));
  }
  return joined(parts);
}

inline std::string payments(const JsonValue& pays) {
  Texts parts;
  for (const JsonValue amount : pays) parts.insert(std::string(amount.key()) + "=" + std::string(amount.text()));
  return joined(parts);
}

/// `fee=9000.00`; null where it hangs on an unknown fact.
inline std::string told(const Policy& policy, const ValueResult& value) {
  const std::string text = value.value.is_known()
                               ? format_value(policy.schema(), value.info->type, value.info->domain, value.value)
                               : "null";
  return value.info->name + "=" + text;
}

inline std::string told(const JsonValue& member) {
  return std::string(member.key()) + "=" + std::string(member.is_null() ? "null" : member.text());
}

inline std::string grants_of(const Policy& policy, const Decision& decision) {
  std::string text;
  for (const GrantResult& grant : decision.grants) {
    Texts values{"id=" + grant.rule->id};
    for (const ValueResult& value : grant.values) values.insert(told(policy, value));
    text += joined(values) + "; ";
  }
  return text;
}

inline std::string grants_of(const JsonValue& grants) {
  std::string text;
  for (const JsonValue grant : grants) {
    Texts values;
    for (const JsonValue member : grant) values.insert(told(member));
    text += joined(values) + "; ";
  }
  return text;
}

inline void check_remedies(const Policy& policy, const Decision& decision, const JsonValue& expected) {
  if (const auto grants = expected.find("grants")) CHECK(grants_of(policy, decision) == grants_of(*grants));
  if (const auto figures = expected.find("figures")) {
    Texts wanted;
    Texts found;
    const JsonValue members = *figures;
    for (const JsonValue member : members) wanted.insert(told(member));
    for (const ValueResult& figure : decision.figures) found.insert(told(policy, figure));
    CHECK(joined(found) == joined(wanted));
  }
}

inline void check_line(const Policy& policy, const LineDecision& line, const JsonValue& expected) {
  const auto text = [&](std::string_view key) { return std::string(expected.find(key)->text()); };
  Texts reasons;
  for (const Reason& reason : line.reasons) reasons.insert(reason.rule->id);
  std::string steps;
  for (const StepResult& step : line.steps) steps += step.step->id + " ";
  std::string expected_steps;
  if (const auto step_list = expected.find("steps")) {
    const JsonValue list = *step_list;
    for (const JsonValue step : list) expected_steps += std::string(step.text()) + " ";
  }
  CHECK(line.line_id == text("line_id"));
  CHECK(std::string(name_of(line.outcome)) == text("outcome"));
  CHECK(joined(reasons) == joined(texts_of(*expected.find("reasons"))));
  CHECK(joined(fact_names(policy, line.missing)) == joined(texts_of(*expected.find("missing"))));
  CHECK(joined(fact_names(policy, line.pending)) == joined(texts_of(*expected.find("pending"))));
  if (const auto coverage = expected.find("coverage"))
    CHECK((line.coverage == nullptr ? "null" : line.coverage->id) == std::string(coverage->text()));
  CHECK(format_minor_units(line.open, policy.schema().currency()) == text("open"));
  CHECK(payments(policy, line.pays) == payments(*expected.find("pays")));
  if (const auto advances = expected.find("advances")) CHECK(payments(policy, line.advances) == payments(*advances));
  if (expected.find("steps")) CHECK(steps == expected_steps);
}

/// A rule set that decides the cases of another one alike, where all claims state something besides.
struct OtherRules {
  std::string rule_set;
  std::string fact;
  std::string value;
};

/// Claims with their right decisions, worked out from a policy's text by an independent program (see README.md in the
/// folder of the cases). All lines must be right in every key; `claims` and `lines` are how many there are. The engine
/// must vouch for what is missing in all claims but those that are named: there it says itself that it cannot.
inline void check_decided_claims(const std::string& name, std::size_t claims_there, int lines_there,
                                 const Texts& not_vouched_for = {}, const OtherRules& other = {}) {
  const std::string folder = WARRANTOR_SOURCE_DIR "/tests/conformance/" + name + "/";
  const std::string& rule_set = other.rule_set.empty() ? name : other.rule_set;
  const auto policy = load_policy(WARRANTOR_SOURCE_DIR "/rules/" + rule_set);
  REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
  const auto claims = lines_of(folder + "claims.jsonl");
  const auto expectations = lines_of(folder + "expected.jsonl");
  REQUIRE(claims.size() == claims_there);
  REQUIRE(expectations.size() == claims.size());
  History history;
  int compared = 0;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    base::JsonReader reader;
    base::JsonReader expected_reader;
    const auto object = reader.read(claims[i]);
    const auto expected = expected_reader.read(expectations[i]);
    REQUIRE(object.has_value());
    REQUIRE(expected.has_value());
    CAPTURE(claims[i]);
    Claim claim = policy->new_claim();
    std::string faults;
    fill_claim(*object, claim, faults);
    REQUIRE(faults.empty());
    if (!other.fact.empty()) REQUIRE(claim.set(other.fact, other.value).has_value());
    const Decision decision = adjudicate(*policy, claim, history);
    history.note(*policy, claim, decision);
    REQUIRE_FALSE(decision.rejected());
    const JsonValue lines = *expected->find("lines");
    REQUIRE(decision.lines.size() == lines.size());
    std::size_t line = 0;
    for (const JsonValue expected_line : lines) {
      CAPTURE(line);
      check_line(*policy, decision.lines[line], expected_line);
      const std::string id(expected->find("claim_id")->text());
      CHECK(decision.lines[line++].missing_exact == !not_vouched_for.contains(id));
      ++compared;
    }
    CHECK(name_of(decision.outcome) == expected->find("outcome")->text());
    check_remedies(*policy, decision, *expected);
  }
  CHECK(compared == lines_there);
}

}  // namespace warrantor::test
