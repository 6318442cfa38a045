#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "unit/engine/made_lab.hpp"

namespace warrantor {
namespace {

constexpr const char* rules = R"(rule_set: made
version: "1"
currency: CNY
parties: [maker, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  vin: {type: text, blank: {when: {owned: false}, is: none, else: unknown}}
  owned: {type: boolean, default: true}
  km: {type: number}
  part: {of: line, values: [pump, door]}
  amount: {of: line, type: money, default: 0}
  earlier:
    type: records
    history: {by: [vin]}
    fields: {km: , part: , remark: {from: line_id}, result: {from: outcome}, paid: {from: pays.maker}}
  whole:
    type: records
    history: {by: [vin], each: claim}
    fields: {km: , paid: {from: pays.maker}}
portions:
  repair: {amount: amount, else: maker}
exclusions:
  - id: again
    when: {if: some e in earlier satisfies e.part = part and e.result = "approved"}
  - id: back
    when: {if: some w in whole satisfies w.km > km}
  - id: dear
    when: {if: some w in whole satisfies w.paid >= 300}
)";

struct Line {
  std::string part;
  int amount = 100;
};

/// A run of claims one after the other.
class Run {
 public:
  Run() : policy_(*load_policy({{"made/rules.yaml", rules}}, "made/rules.yaml")) {}

  /// The outcome of each line with its reasons and what is missing; a blank vin or km is not stated, `-` is none.
  std::string decide(const std::string& id, const std::string& vin, int km,
                     const std::vector<Line>& lines = {Line{"pump"}}, bool is_noted = true) {
    Claim claim = policy_.new_claim();
    CHECK(claim.set("claim_id", id).has_value());
    if (vin == "-") CHECK(claim.set("owned", false).has_value());
    if (vin != "-" && !vin.empty()) CHECK(claim.set("vin", vin).has_value());
    if (km > 0) CHECK(claim.set("km", km).has_value());
    for (const Line& line : lines) {
      const auto place = claim.add_line();
      if (!line.part.empty()) CHECK(claim.set(place, "part", line.part).has_value());
      CHECK(claim.set(place, "amount", std::to_string(line.amount)).has_value());
    }
    const Decision decision = adjudicate(policy_, claim, history_);
    if (is_noted) history_.note(policy_, claim, decision);
    return told(decision);
  }

  /// What an explanation says of a claim of one line.
  [[nodiscard]] std::string explained(const std::string& id, const std::string& vin, const std::string& part,
                                      Detail detail) const {
    Claim claim = policy_.new_claim();
    CHECK(claim.set("claim_id", id).has_value());
    CHECK(claim.set("vin", vin).has_value());
    CHECK(claim.set("km", 9).has_value());
    CHECK(claim.set(claim.add_line(), "part", part).has_value());
    return explain(policy_, claim, history_, "en", detail);
  }

  [[nodiscard]] const Policy& policy() const noexcept { return policy_; }
  History& history() noexcept { return history_; }

 private:
  [[nodiscard]] std::string told(const Decision& decision) const {
    std::string text;
    for (const LineDecision& line : decision.lines) {
      text += (text.empty() ? "" : "; ") + std::string(name_of(line.outcome));
      for (const Reason& reason : line.reasons) text += " " + reason.rule->id;
      for (const FactId fact : line.missing) text += " ?" + policy_.schema().fact(fact).name;
      for (const std::string& id : line.open_claims) text += " of " + id;
      if (!line.missing_exact) text += " or less";
    }
    return text;
  }

  Policy policy_;
  History history_;
};

TEST_CASE("what earlier claims left open is asked for by their names") {
  Run run;
  CHECK(run.decide("C1", "V", 5, {Line{""}}) == "approved");
  CHECK(run.decide("C2", "W", 5, {Line{""}}) == "approved");
  const std::string text = run.explained("C3", "V", "pump", Detail::brief);
  CHECK(text.find("Earlier claims of which something is still unknown: C1.") != std::string::npos);
  const std::string full = run.explained("C3", "V", "pump", Detail::full);
  CHECK(full.find("  - Earlier claims of which something is still unknown: C1\n") != std::string::npos);
}

TEST_CASE("a list of earlier claims holds those with the same values of the facts by which they are found") {
  Run run;
  CHECK(run.decide("A", "V1", 100) == "approved");
  CHECK(run.decide("B", "V2", 100) == "approved");
  CHECK(run.decide("C", "V1", 200) == "denied again");
  CHECK(run.decide("D", "V1", 50, {Line{"door"}}) == "denied back");
  CHECK(run.decide("E", "V1", 300, {Line{"door"}}) == "approved");
}

TEST_CASE("lines of one claim do not count against each other, and each is a record for later claims") {
  Run run;
  CHECK(run.decide("A", "V1", 100, {{"pump"}, {"pump"}}) == "approved; approved");
  CHECK(run.decide("B", "V1", 100, {{"door"}, {"pump"}}) == "approved; denied again");
}

TEST_CASE("what a party bears of all lines of a claim is added up") {
  Run run;
  CHECK(run.decide("A", "V1", 100, {{"pump", 100}, {"door", 199}}) == "approved; approved");
  CHECK(run.decide("B", "V1", 100, {{"", 50}}) == "denied again");  // whichever part it is
  Run dear;
  CHECK(dear.decide("A", "V1", 100, {{"pump", 100}, {"door", 200}}) == "approved; approved");
  CHECK(dear.decide("B", "V1", 100, {{"door", 0}}) == "denied again dear");
}

TEST_CASE("where it is unknown by what earlier claims are found, that is asked for") {
  Run run;
  CHECK(run.decide("A", "", 100) == "needs_information ?vin or less");
  CHECK(run.decide("B", "V1", 100) == "approved");
}

TEST_CASE("where it is none, no earlier claim belongs to the claim") {
  Run run;
  CHECK(run.decide("A", "-", 100) == "approved");
  CHECK(run.decide("B", "-", 50) == "approved");
}

TEST_CASE("a claim is not in its own list, and one that comes again counts as it was decided last") {
  Run run;
  CHECK(run.decide("A", "V1", 100) == "approved");
  CHECK(run.decide("A", "V1", 50) == "approved");
  CHECK(run.decide("B", "V1", 70, {Line{"door"}}) == "approved");
}

TEST_CASE("what an earlier claim left unknown is unknown in its record") {
  Run run;
  CHECK(run.decide("A", "V1", 0) == "approved");
  CHECK(run.decide("B", "V1", 100, {Line{"door"}}, false) == "needs_information ?whole of A");
  CHECK(run.decide("C", "V1", 300, {Line{"door"}}, false) == "needs_information ?whole of A");
  CHECK(run.decide("A", "V1", 50) == "approved");
  CHECK(run.decide("D", "V1", 400, {Line{"door"}}, false) == "approved");
}

TEST_CASE("what a record leaves unknown is tried with every value, beside what the list says otherwise") {
  const std::string facts = "  odd: {type: records, fields: {odd_km: {type: number, minimum: 0}}}\n";
  const std::string by_record = facts + test::made_portions() +
                                "exclusions:\n  - {id: far, when: {if: every o in odd satisfies o.odd_km < km}}\n";
  const test::Tried stated(by_record, R"("odd": [{"odd_km": 5}], "km": 0)");
  CHECK(stated.told() == "approved");
  CHECK(stated.line().missing_exact);
  // It could not hold for any distance, and the list is not empty.
  const test::Tried blank(by_record, R"("odd": [{}], "km": 0)");
  CHECK(blank.told() == "approved");
  CHECK(blank.line().missing_exact);
  CHECK(test::Tried(by_record, R"("odd": [{}], "km": 1)").told() == "needs_information: odd");
  CHECK(test::Tried(by_record, R"("odd": [{}, {"odd_km": 5}], "km": 3)").told() == "approved");
  CHECK(test::Tried(by_record, R"("odd": [{}, {"odd_km": 5}], "km": 6)").told() == "needs_information: odd");
  const test::Tried unknown(by_record, R"("km": 0)");
  CHECK(unknown.told() == "needs_information: odd");
  CHECK(unknown.line().missing_exact);
}

TEST_CASE("a record holds a copy of the texts of a claim that is gone") {
  Run run;
  {
    Claim claim = run.policy().new_claim();
    const std::string vin(100, 'V');
    CHECK(claim.set("claim_id", std::string(40, 'A')).has_value());
    CHECK(claim.set("vin", vin).has_value());
    CHECK(claim.set("km", 100).has_value());
    CHECK(claim.set(claim.add_line(), "part", "pump").has_value());
    run.history().note(run.policy(), claim, adjudicate(run.policy(), claim, run.history()));
  }
  CHECK(run.decide("B", std::string(100, 'V'), 200) == "denied again");
}

}  // namespace
}  // namespace warrantor
