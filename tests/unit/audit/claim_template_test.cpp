#include "audit/claim_template.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/text.hpp"
#include "io/fact_names.hpp"

namespace warrantor::audit {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Policy small_policy() {
  auto policy = load_policy({{"small/rules.yaml", R"(
rule_set: small
version: "1"
currency: EUR
parties: [maker, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject, label: {en: claim, zh: 索赔单}}
  line_id: {of: line, type: text, default: "1", label: {en: line, zh: 行}}
  first_km: {type: number, unit: km, minimum: 0, label: {en: reading, zh: 读数}}
  second_km: {type: number, unit: km, label: {en: reading, zh: 读数}}
  why: {values: {wear: {en: normal wear, zh: 磨损}}, label: {en: cause, zh: "原因,说明"}}
  cost: {of: line, type: money, default: 0}
portions: {everything: {amount: cost, else: maker}}
)"}},
                            "small/rules.yaml");
  REQUIRE_MESSAGE(policy, render(policy.error()));
  return *policy;
}

}  // namespace

TEST_CASE("a template has a header of all facts, and no claim") {
  CHECK(claim_template(small_policy(), "en") == "claim_id,first_km,second_km,why,line_id,cost\n");
}

TEST_CASE("Chinese headers are labels, where a label names one fact") {
  CHECK(claim_template(small_policy(), "zh") ==
        std::string(byte_order_mark) + "索赔单,first_km,second_km,\"原因,说明\",行,cost\n");
}

TEST_CASE("each column of a template is explained in a line") {
  const std::string text = explain_template(small_policy(), "en");
  CHECK(base::split(text, '\n').size() == 7);  // the last is empty
  CHECK(text.find("first_km: reading; whole number of km, at least 0. Blank: unknown") != std::string::npos);
  CHECK(text.find("why: cause; one of: normal wear (wear). Blank:") != std::string::npos);
}

TEST_CASE("what a template writes names each fact that a claim file may have") {
  const auto policy = load_policy(std::string(WARRANTOR_SOURCE_DIR) + "/rules/zhengzhou-nissan");
  REQUIRE(policy);
  const std::vector<FactId> facts = io::plain_facts(policy->schema());
  const io::FactNames names(policy->schema(), facts);
  for (const std::string_view language : {"en", "zh"}) {
    std::string header = claim_template(*policy, language);
    if (header.starts_with(byte_order_mark)) header.erase(0, byte_order_mark.size());
    header.pop_back();
    const auto columns = base::split(header, ',');
    REQUIRE(columns.size() == facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) CHECK(names.find(columns[i]) == std::vector<FactId>{facts[i]});
  }
}

}  // namespace warrantor::audit
