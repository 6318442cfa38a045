#include "unit/engine/made_lab.hpp"

// Lines that wait for what lines before them use up of a figure that all of them share.
namespace warrantor::test {
namespace {

std::string with_facts_of_lines(const std::string& sections) {
  return "  broken: {of: line, type: boolean}\n  disputed: {of: line, type: boolean, blank: pending}\n" +
         made_portions() + sections;
}

/// `approved; needs_information: worn`, line by line.
std::string told_of_lines(const Tried& tried) {
  std::string text;
  for (const LineDecision& line : tried.decision.lines) {
    const std::string names = names_of(tried.policy, line.missing) + names_of(tried.policy, line.pending);
    text += (text.empty() ? "" : "; ") + std::string(name_of(line.outcome)) + (names.empty() ? "" : ": " + names);
  }
  return text;
}

const std::string capped = with_facts_of_lines(R"(adjustments:
  - {id: cap, portion: main, per: claim, at_most: 100.00}
exclusions:
  - {id: broken, when: {broken: true}}
  - {id: disputed, when: {disputed: true}, awaits: disputed}
)");

const std::string unknown = R"("parts": "40.00", "disputed": false)";
const std::string pending = R"("parts": "40.00", "broken": false)";
const std::string stated = R"("parts": "40.00", "broken": false, "disputed": false)";

const std::string rules_of_two_caps = with_facts_of_lines(R"(adjustments:
  - {id: cap, portion: main, per: claim, at_most: 100.00}
  - {id: labour-cap, portion: extra, per: claim, at_most: 100.00}
exclusions:
  - {id: worn, when: {worn: true, line_id: '"1"'}, takes: main}
  - {id: plated, when: {plate: '"P"', line_id: '"1"'}, takes: extra}
)");

std::string lines(const std::string& first, const std::string& second, const std::string& third) {
  return first + "}, {\"line_id\": \"2\", " + second + "}, {\"line_id\": \"3\", " + third;
}

}  // namespace

TEST_CASE("behind a pending line a line is referred, whichever line before lacks a fact") {
  CHECK(told_of_lines(Tried(capped, "", lines(unknown, pending, stated))) ==
        "needs_information: broken; referred: disputed; referred");
  CHECK(told_of_lines(Tried(capped, "", lines(pending, unknown, stated))) ==
        "referred: disputed; needs_information: broken; referred");
}

TEST_CASE("behind a line that needs information and a decision, the information comes first") {
  CHECK(told_of_lines(Tried(capped, "", lines(R"("parts": "40.00")", stated, stated))) ==
        "needs_information: broken; needs_information; needs_information");
}

TEST_CASE("behind a line that merely waits a line waits for the same, also by another figure") {
  const std::string rules = with_facts_of_lines(R"(adjustments:
  - {id: cap, portion: main, per: claim, at_most: 100.00}
  - {id: labour-cap, portion: extra, per: claim, at_most: 100.00}
exclusions:
  - {id: broken, when: {broken: true}, takes: main}
)");
  const std::string waits = R"("parts": "90.00", "labour": "90.00", "broken": false)";
  const std::string by_labour = R"("labour": "90.00", "broken": false)";
  CHECK(told_of_lines(Tried(rules, "", lines(R"("parts": "90.00")", waits, by_labour))) ==
        "needs_information: broken; needs_information; needs_information");
}

TEST_CASE("a line asks for no facts of the claim that leave open only what it does not ask for") {
  const Tried tried(rules_of_two_caps, "",
                    R"("parts": "90.00", "labour": "90.00"}, {"line_id": "2", "parts": "90.00")");
  CHECK(told_of_lines(tried) == "needs_information: plate worn; needs_information: worn");
  const Tried of_labour(rules_of_two_caps, "\"worn\": true",
                        R"("parts": "90.00", "labour": "90.00"}, {"line_id": "2", "parts": "90.00")");
  CHECK(told_of_lines(of_labour) == "needs_information: plate; approved");
}

TEST_CASE("a line names the first ten lines that it waits for, each once, in their order") {
  const std::string rules = with_facts_of_lines(R"(adjustments:
  - {id: cap, portion: [extra, main], per: claim, at_most: 100.00}
  - {id: own-part, portion: main, per: claim, less: 50.00}
exclusions:
  - {id: broken, when: {broken: true}}
)");
  std::string many;
  for (int i = 1; i <= 400; ++i) {
    many += (i == 1 ? "\"line_id\": \"" : "}, {\"line_id\": \"") + std::to_string(i) +
            R"(", "parts": "90.00", "labour": "90.00")";
  }
  const Policy policy = made_policy(made_beginning() + rules);
  const Claim claim = claim_of(policy, R"({"claim_id": "K1", "lines": [{)" + many + "}]}");
  const Decision decision = adjudicate(policy, claim);
  REQUIRE(decision.lines.size() == 400);
  CHECK(decision.lines[3].awaited_lines == std::vector<std::string>{"1", "2", "3"});
  CHECK(decision.lines[399].awaited_lines ==
        std::vector<std::string>{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"});
  CHECK(names_of(policy, decision.lines[398].missing) == "broken");
}

TEST_CASE("what a waiting line is owed decides whether a step is a reason, so that it is none yet") {
  const std::string rules = made_portions() + R"(adjustments:
  - {id: deductible, per: claim, listed: where_it_changes, less: 30.00}
exclusions:
  - {id: worn-out, when: {worn: true, labour: not(0)}}
)";
  const std::string lines = R"("parts": "50.00", "labour": "1.00"}, {"line_id": "2", "parts": "50.00")";
  const auto reasons_of_second = [&](const std::string& facts) {
    const Tried tried(rules, facts, lines);
    return reasons_of(tried.decision.lines.at(1));
  };
  CHECK(reasons_of_second("\"worn\": true") == "deductible");
  CHECK(reasons_of_second("\"worn\": false").empty());
  const Tried open(rules, "", lines);
  CHECK(reasons_of(open.decision.lines.at(1)).empty());
  CHECK(ids_of(open.decision.lines.at(1).possible) == "deductible");
  CHECK_FALSE(open.decision.lines.at(1).missing_exact);
}

TEST_CASE("a line waits, too, where a step behind reads what the shared figure leaves") {
  const std::string rules = made_portions() + R"(adjustments:
  - {id: deductible, per: claim, less: 30.00}
  - {id: half, portion: extra, at_most: {amount: amount_so_far.main, percent: 50}}
exclusions:
  - {id: worn-out, when: {worn: true}, takes: main}
)";
  const std::string lines =
      R"("parts": "20.00", "labour": "10.00"}, {"line_id": "2", "parts": "50.00", "labour": "10.00")";
  const Tried tried(rules, "", lines);
  CHECK(tried.decision.lines.at(1).outcome == Outcome::needs_information);
  CHECK(names_of(tried.policy, tried.decision.lines.at(1).missing) == "worn");
}

TEST_CASE("of a line that is decided it is said that a later line hangs on what is asked of it") {
  const std::string rules = with_facts_of_lines(R"(adjustments:
  - {id: deductible, portion: main, per: claim, less: 30.00}
exclusions:
  - {id: broken, when: {broken: true}, takes: main}
)");
  const Tried tried(rules, "", R"("parts": "20.00"}, {"line_id": "2", "parts": "50.00", "broken": false)");
  CHECK(told_of_lines(tried) == "denied: broken; needs_information");
  CHECK(tried.says("To be stated, since a later line hangs on it: broken"));
  CHECK_FALSE(tried.says("Still to be stated: broken"));
  const std::string brief = explain(tried.policy, tried.claim, History(), "en", Detail::brief);
  CHECK(brief.find("To be stated, since a later line hangs on it: broken.") != std::string::npos);
  CHECK(brief.find("if broken is") == std::string::npos);
}

}  // namespace warrantor::test
