#include <doctest/doctest.h>

#include <set>
#include <string>

#include <warrantor/warrantor.hpp>

#include "support/json_claims.hpp"

// 128 claims with their right decisions, worked out from the policy text by an independent program (see README.md in
// the folder of the cases). All must be right in every key.
namespace warrantor {
namespace {

using base::JsonValue;
using Texts = std::set<std::string>;

std::string joined(const Texts& texts) {
  std::string text;
  for (const std::string& item : texts) text += (text.empty() ? "" : " ") + item;
  return text;
}

std::string texts_of(const JsonValue& array) {
  Texts texts;
  for (const JsonValue item : array) texts.emplace(item.text());
  return joined(texts);
}

std::string fact_names(const Policy& policy, const std::vector<FactId>& facts) {
  Texts names;
  for (const FactId fact : facts) names.insert(policy.schema().fact(fact).name);
  return joined(names);
}

std::string payments(const Policy& policy, const std::vector<std::int64_t>& amounts) {
  Texts parts;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (amounts[i] == 0) continue;
    parts.insert(policy.schema().parties()[i].name + "=" + format_minor_units(amounts[i], policy.schema().currency()));
  }
  return joined(parts);
}

std::string payments(const JsonValue& pays) {
  Texts parts;
  for (const JsonValue amount : pays) parts.insert(std::string(amount.key()) + "=" + std::string(amount.text()));
  return joined(parts);
}

void check_line(const Policy& policy, const LineDecision& line, const JsonValue& expected) {
  const auto text = [&](std::string_view key) { return std::string(expected.find(key)->text()); };
  Texts reasons;
  for (const Reason& reason : line.reasons) reasons.insert(reason.rule->id);
  CHECK(line.line_id == text("line_id"));
  CHECK(std::string(name_of(line.outcome)) == text("outcome"));
  CHECK(joined(reasons) == texts_of(*expected.find("reasons")));
  CHECK(fact_names(policy, line.missing) == texts_of(*expected.find("missing")));
  CHECK(fact_names(policy, line.pending) == texts_of(*expected.find("pending")));
  CHECK(format_minor_units(line.open, policy.schema().currency()) == text("open"));
  CHECK(payments(policy, line.pays) == payments(*expected.find("pays")));
  CHECK(payments(policy, line.advances) == payments(*expected.find("advances")));
  // An open line may say that it cannot vouch for every name; they are held to the expected ones all the same.
  CHECK((line.missing_exact || !line.missing.empty()));
}

}  // namespace

TEST_CASE("every claim of the transport cases is decided as expected") {
  const std::string folder = WARRANTOR_SOURCE_DIR "/tests/conformance/transport/";
  const auto policy = load_policy(WARRANTOR_SOURCE_DIR "/rules/transport");
  REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
  const auto claims = test::lines_of(folder + "claims.jsonl");
  const auto expectations = test::lines_of(folder + "expected.jsonl");
  REQUIRE(claims.size() == 128);
  REQUIRE(expectations.size() == claims.size());
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
    test::fill_claim(*object, claim, faults);
    REQUIRE(faults.empty());
    const Decision decision = adjudicate(*policy, claim);
    REQUIRE_FALSE(decision.rejected());
    const JsonValue lines = *expected->find("lines");
    REQUIRE(decision.lines.size() == lines.size());
    std::size_t line = 0;
    for (const JsonValue expected_line : lines) check_line(*policy, decision.lines[line++], expected_line);
    CHECK(name_of(decision.outcome) == expected->find("outcome")->text());
  }
}

}  // namespace warrantor
