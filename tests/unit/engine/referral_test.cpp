#include "unit/engine/made_lab.hpp"

// Rules that refer a line whatever else holds.
namespace warrantor::test {
namespace {

std::string rules_with(const std::string& sections) { return made_portions() + sections; }

const std::string rented = "approvals:\n  - {id: rented, refers: true, when: {rented: true}}\n";

std::string ranges_of(const Tried& tried) {
  std::string text;
  for (const PaymentRange& range : tried.line().may_pay) {
    text += (text.empty() ? "" : " ") + std::to_string(range.least) + ".." +
            (range.most ? std::to_string(*range.most) : "");
  }
  return text;
}

}  // namespace

TEST_CASE("a line for which a rule refers is referred, and all of it is open") {
  const Tried tried(rules_with(rented), "\"rented\": true");
  CHECK(tried.told() == "referred");
  CHECK(tried.reasons() == "rented");
  CHECK(tried.pays() == "open 100.00");
  CHECK(ranges_of(tried) == "0..10000 0..10000 0..10000");
  CHECK(tried.contradictions().empty());
  REQUIRE(tried.line().reasons.size() == 1);
  CHECK(tried.line().reasons.front().comparisons.size() == 1);
  CHECK(tried.line().reasons.front().rule->refers);
  CHECK(tried.says("A person decides, because of\n  - rented [rented]"));
  CHECK(Tried(rules_with(rented), "\"rented\": false").told() == "approved");
}

TEST_CASE("whatever else holds is listed beside the rule that refers, in its place") {
  const std::string rules = rules_with(R"(
validity:
  - {id: order, refers: true, when: {if: failed < sold}}
limits:
  distance: {id: too-far, of: km}
coverage: {expiry_takes: main, rows: [{id: all, distance: 100}]}
exclusions:
  - {id: worn, when: {worn: true}}
  - {id: number, refers: true, when: {number: 7}}
responsibility:
  - {id: dealer, when: {worn: true}, bears: {main: dealer}}
)" + rented);
  const Tried tried(rules, R"("rented": true, "sold": "2024-02-01", "failed": "2024-01-01", "km": 101, "worn": true,
                              "number": 7)");
  CHECK(tried.told() == "referred");
  CHECK(tried.reasons() == "order too-far worn number dealer rented");
  CHECK(tried.pays() == "open 100.00");
  CHECK(tried.says("What may not be right\n  * order [order]: yes"));
}

TEST_CASE("a line that asks for nothing is referred as well") {
  const Tried tried(rules_with(rented), "\"rented\": true", "");
  CHECK(tried.told() == "referred");
  CHECK(tried.pays().empty());
}

TEST_CASE("facts that only other rules hang on are not missing from a line that is referred") {
  const std::string rules = rules_with("exclusions:\n  - {id: worn, when: {worn: true}}\n" + rented);
  const Tried tried(rules, "\"rented\": true");
  CHECK(tried.told() == "referred");
  CHECK(tried.reasons() == "rented");
  CHECK(tried.possible() == "worn");
}

TEST_CASE("a rule that may refer makes one of the possible results") {
  const std::string rules = rules_with("exclusions:\n  - {id: worn, refers: true, when: {worn: true}}\n");
  const Tried open(rules, "");
  CHECK(open.told() == "needs_information: worn");
  CHECK(open.possible() == "worn");
  CHECK(ranges_of(open) == "0..10000 0..10000 0..10000");
  CHECK(open.says("yes: referred for a decision by worn [worn]"));
  CHECK(Tried(rules, "\"worn\": false").told() == "approved");
}

TEST_CASE("a line that is referred in every case asks for nothing, and its reasons hold in every case") {
  const std::string rules = rules_with(R"(exclusions:
  - {id: worn, refers: true, when: {worn: true}}
  - {id: good, refers: true, when: {worn: false}}
  - {id: number, when: {number: 7}}
)");
  const Tried tried(rules, "\"number\": 7");
  CHECK(tried.told() == "referred");
  CHECK(tried.reasons() == "number");
  CHECK(tried.possible() == "worn good");
}

TEST_CASE("a pending decision is waited for where it may refer, and not where the line is referred anyhow") {
  const std::string rules =
      rules_with("exclusions:\n  - {id: refused, refers: true, awaits: [consent], when: {consent: false}}\n" + rented);
  const Tried waits(rules, "\"rented\": false");
  CHECK(waits.told() == "referred: consent");
  CHECK(waits.reasons() == "refused");
  const Tried referred(rules, "\"rented\": true");
  CHECK(referred.told() == "referred");
  CHECK(referred.reasons() == "rented");
  CHECK(referred.possible() == "refused");
}

TEST_CASE("the amount of a line that is referred is asked for, since it is open") {
  const std::string rules =
      "  value: {of: line, type: money, minimum: 0}\nportions:\n  main: {amount: value, else: maker}\n" + rented;
  const Tried tried(rules, "\"rented\": true", "");
  CHECK(tried.told() == "needs_information: value");
  CHECK(tried.reasons() == "rented");
  CHECK(ranges_of(tried) == "0.. 0.. 0..");
}

TEST_CASE("a rule that refers last holds only where nothing before it has decided the main portion") {
  const std::string rules = rules_with(R"(exclusions:
  - {id: worn, when: {worn: true}, takes: [main]}
approvals:
  - {id: large, decides: last, refers: true, when: {main: "> 50.00"}}
)");
  CHECK(Tried(rules, "\"worn\": false").told() == "referred");
  const Tried denied(rules, "\"worn\": true");
  CHECK(denied.told() == "denied");
  CHECK(denied.reasons() == "worn");
  CHECK(Tried(rules, "").told() == "needs_information: worn");
  CHECK(Tried(rules, "\"worn\": false", "\"parts\": \"50.00\"").told() == "approved");
}

TEST_CASE("rules that contradict each other are not named where a rule refers the line anyhow") {
  const std::string rules = rules_with(R"(responsibility:
  - {id: dealer, when: {vin: '"X"'}, bears: {main: dealer}}
  - {id: owner, when: {plate: '"Y"'}, bears: {main: owner}}
)" + rented);
  const std::string both = R"("vin": "X", "plate": "Y")";
  CHECK(Tried(rules, both).contradictions() == "dealer owner");
  const Tried referred(rules, both + ", \"rented\": true");
  CHECK(referred.contradictions().empty());
  CHECK(referred.reasons() == "dealer owner rented");
}

TEST_CASE("a rule that refers and has no truth is named, but not where another refers the line") {
  const std::string rules =
      rules_with("exclusions:\n  - {id: far, refers: true, when: {if: max(visits.visit_km) > 5}}\n" + rented);
  const Tried tried(rules, "\"visits\": []");
  CHECK(tried.told() == "referred");
  CHECK(tried.contradictions() == "far");
  CHECK(tried.reasons() == "far");
  const Tried referred(rules, R"("visits": [], "rented": true)");
  CHECK(referred.contradictions().empty());
  CHECK(referred.reasons() == "rented");
}

TEST_CASE("what keeps a line open in some cases only is told, but is no reason") {
  const std::string rules = rules_with(R"(exclusions:
  - {id: far, when: {if: max(visits.visit_km) > 5}}
  - {id: worn, refers: true, when: {worn: true}}
)");
  const Tried tried(rules, "\"visits\": []");
  CHECK(tried.told() == "referred");
  CHECK(tried.contradictions() == "far");
  CHECK(tried.reasons().empty());
  CHECK(tried.possible() == "far worn");
  CHECK(Tried(rules, R"("visits": [], "worn": false)").reasons() == "far");
}

TEST_CASE("a rule that refers last has no truth where one before it has none, and that one is named") {
  const std::string rules = rules_with(R"(exclusions:
  - {id: far, when: {if: max(visits.visit_km) > 5}, takes: [main]}
approvals:
  - {id: large, decides: last, refers: true, when: {main: "> 50.00"}}
)");
  const Tried tried(rules, "\"visits\": []");
  CHECK(tried.told() == "referred");
  CHECK(tried.reasons() == "far");
  CHECK(tried.possible() == "large");
}

TEST_CASE("a rule that refers may hold once something was granted before") {
  const std::string rules = rules_with("exclusions:\n  - {id: again, refers: true, once_per: [vin]}\n");
  const Tried first(rules, R"("vin": "X")");
  CHECK(first.told() == "approved");
  History history;
  history.note(first.policy, first.claim, first.decision);
  const Tried second(rules, R"("vin": "X")", R"("parts": "100.00")", history);
  CHECK(second.told() == "referred");
  CHECK(second.reasons() == "again");
  history.note(second.policy, second.claim, second.decision);
  CHECK(history.size() == 1);
}

TEST_CASE("steps ask for lines that are referred, whatever referred them") {
  const std::string rules = rules_with(rented + R"(steps:
  - {id: look, when: {outcome: referred}, text: Look.}
  - {id: wait, when: {outcome: referred, pending: consent}, text: Wait.}
)");
  const Tried tried(rules, "\"rented\": true");
  REQUIRE(tried.line().steps.size() == 1);
  CHECK(tried.line().steps.front().step->id == "look");
}

TEST_CASE("a step names what a line waits for: pending facts, else the rules that refer it or contradict each other") {
  const auto said = [](const std::string& rules, const std::string& facts) {
    const Tried tried(
        rules_with(rules + "steps:\n  - {id: wait, when: {outcome: referred}, text: \"Wait: {pending}.\"}\n"), facts);
    REQUIRE(tried.line().steps.size() == 1);
    return tried.policy.step_text(tried.line(), tried.line().steps.front(), "en");
  };
  const std::string others = R"(responsibility:
  - {id: dealer, when: {vin: '"X"'}, bears: {main: dealer}}
  - {id: owner, when: {plate: '"Y"'}, bears: {main: owner}}
exclusions:
  - {id: taken, when: {consent: true}}
  - {id: number, refers: true, when: {number: 7}, title: The number is in doubt}
)";
  CHECK(said(rented + others, R"("rented": false, "vin": "A", "plate": "B", "number": 1)") == "Wait: consent.");
  CHECK(said(rented + others, R"("rented": true, "number": 7)") == "Wait: The number is in doubt, rented.");
  CHECK(said(others, R"("vin": "X", "plate": "Y", "number": 1, "consent": false)") == "Wait: dealer, owner.");
}

TEST_CASE("what may be right or not is referred, and what cannot be is rejected") {
  const std::string rules = rules_with(R"(validity:
  - {id: early, when: {if: failed < sold}}
  - {id: odd, refers: true, when: {number: 7}}
)");
  CHECK(Tried(rules, "\"number\": 7").told() == "referred");
  const Policy policy = made_policy(made_beginning() + rules);
  CHECK(adjudicate(policy,
                   claim_of(policy, R"({"claim_id": "K", "number": 7, "sold": "2024-02-01", "failed": "2024-01-01"})"))
            .rejected());
}

}  // namespace warrantor::test
