#include <doctest/doctest.h>

#include <string>

#include "unit/engine/made_lab.hpp"

// Rules and steps of which there are several versions, on a claim that leaves open which of them is in force.
namespace warrantor {
namespace {

using test::Tried;

std::string two_versions(const std::string& rule, const std::string& before, const std::string& after) {
  return "  - {" + rule + before + ", valid: {to: 2022-12-31, by: sold}}\n  - {" + rule + after +
         ", valid: {from: 2023-01-01, by: sold}}\n";
}

std::string excluded_by(const std::string& before, const std::string& after) {
  return test::made_portions() + "exclusions:\n" + two_versions("id: taken", before, after);
}

}  // namespace

TEST_CASE("a rule that holds in each of its versions is a reason, and named once") {
  const std::string rules = excluded_by(R"(, when: {km: "> 100"})", R"(, when: {km: "> 200"})");
  const Tried far(rules, "\"km\": 300");
  CHECK(far.told() == "denied");
  CHECK(far.reasons() == "taken");
  CHECK(far.possible().empty());
  CHECK(far.says("* taken [taken]: yes\n      whichever of its versions is in force\n"));
  CHECK(far.says("owner, by taken [taken]"));
}

TEST_CASE("a reason that stands in each of its versions is called as all that may hold are") {
  const std::string rules = excluded_by(R"(, title: Before, clause: "3", when: {km: "> 100"})",
                                        R"(, title: After, clause: "4", when: {km: "> 200"})");
  const auto brief = [&](const std::string& facts) {
    const Tried tried(rules, facts);
    return explain(tried.policy, tried.claim, History(), "en", Detail::brief);
  };
  CHECK(
      Tried(rules, "\"km\": 300").says("whichever of its versions is in force: 3. Before [taken], 4. After [taken]\n"));
  CHECK(brief("\"km\": 300").find("Before (clause 3) or After (clause 4).") != std::string::npos);
  CHECK(brief("\"km\": 300, \"sold\": \"2023-01-01\"").find("  - After (clause 4).") != std::string::npos);
}

TEST_CASE("a rule of which one version may hold is possible, and named once") {
  const std::string rules = excluded_by(R"(, when: {km: "> 100"})", R"(, when: {km: "> 200"})");
  const Tried between(rules, "\"km\": 150");
  CHECK(between.told() == "needs_information: sold");
  CHECK(between.reasons().empty());
  CHECK(between.possible() == "taken");
  const Tried open(rules, "");
  CHECK(open.told() == "needs_information: km sold");
  CHECK(open.possible() == "taken");
}

TEST_CASE("the versions of a rule are told together whatever else is open") {
  const std::string rules = excluded_by(", when: {rented: true}", ", when: {rented: true}") +
                            "  - {id: far, when: {km: \"> 5\"}}\n  - {id: worn, when: {worn: true}}\n";
  const Tried tried(rules, "\"rented\": true");
  CHECK(tried.told() == "denied");
  CHECK(tried.reasons() == "taken");
  CHECK(tried.possible() == "far worn");
}

TEST_CASE("a rule is no reason where none of its versions is in force") {
  const std::string rules = test::made_portions() +
                            "exclusions:\n"
                            "  - {id: taken, valid: {to: 2022-12-31, by: sold}}\n"
                            "  - {id: taken, valid: {from: 2023-01-01, to: 2023-06-30, by: sold}}\n"
                            "  - {id: other, when: {rented: true}}\n";
  const Tried tried(rules, "\"rented\": true");
  CHECK(tried.reasons() == "other");
  CHECK(tried.possible() == "taken");
}

TEST_CASE("a rule that awaits a decision in each of its versions is listed while the line waits") {
  const std::string rules =
      test::made_portions() + "exclusions:\n" +
      two_versions("id: taken, when: {worn: true}, takes_when: {consent: false}, awaits: [consent]", "", "");
  const Tried tried(rules, "\"worn\": true");
  CHECK(tried.told() == "referred: consent");
  CHECK(tried.reasons() == "taken");
}

TEST_CASE("a step is to be done where each of its versions says the same") {
  const auto told = [](const std::string& before, const std::string& after) {
    const std::string step = "id: tell, when: {rented: true, outcome: approved}";
    const Tried tried(test::made_portions() + "steps:\n" + two_versions(step, before, after), "\"rented\": true");
    std::string steps;
    for (const StepResult& listed : tried.line().steps) steps += listed.step->id + " ";
    return steps;
  };
  CHECK(told(", text: Say it.", ", text: Say it.") == "tell ");
  CHECK(told(", text: Say it.", ", text: Write it.").empty());
}

}  // namespace warrantor
