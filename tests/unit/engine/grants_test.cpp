#include "unit/engine/made_lab.hpp"

// What a claim is granted beside what its lines come to, and the figures that decisions tell.
namespace warrantor::test {
namespace {

std::string rules_with(const std::string& sections) { return made_portions() + sections; }

std::string told(const Policy& policy, const ValueResult& result) {
  const std::string value = result.value.is_known() || result.value.is_none()
                                ? format_value(policy.schema(), result.info->type, result.info->domain, result.value)
                                : "?";
  return result.info->name + "=" + value;
}

// `repair; refund fee=5.00 | left=3`
std::string granted(const Tried& tried) {
  std::string text;
  for (const GrantResult& grant : tried.decision.grants) {
    text += (text.empty() ? "" : "; ") + grant.rule->id;
    for (const ValueResult& value : grant.values) text += " " + told(tried.policy, value);
  }
  for (const ValueResult& figure : tried.decision.figures) text += " | " + told(tried.policy, figure);
  return text;
}

const std::string towing = "grants:\n  - {id: towing, when: {rented: true, km: \"<= 100\"}}\n";

}  // namespace

TEST_CASE("a claim is granted what holds for it, and its lines come to the same") {
  const Tried tried(rules_with(towing), "\"rented\": true, \"km\": 100");
  CHECK(granted(tried) == "towing");
  CHECK(tried.told() == "approved");
  CHECK(tried.reasons().empty());
  REQUIRE(tried.decision.grants.size() == 1);
  CHECK(tried.decision.grants.front().comparisons.size() == 2);
  CHECK_FALSE(tried.decision.grants.front().line.has_value());
  CHECK(granted(Tried(rules_with(towing), "\"rented\": true, \"km\": 101")).empty());
}

TEST_CASE("a grant that hangs on an unknown fact is not given, and nobody is asked for the fact") {
  const Tried tried(rules_with(towing), "\"rented\": true");
  CHECK(granted(tried).empty());
  CHECK(tried.told() == "approved");
  CHECK(tried.decision.told_exactly);
  CHECK(tried.says("- towing [towing]: cannot be told yet\n      hangs on: km"));
}

TEST_CASE("a grant is given where it holds whatever the unknown facts are") {
  const std::string either = "grants:\n  - {id: either, when: {any: [{km: \"> 5\"}, {km: \"<= 5\"}]}}\n";
  CHECK(granted(Tried(rules_with(either), "")) == "either");
  const std::string pending = "grants:\n  - {id: either, when: {any: [{consent: true}, {consent: false}]}}\n";
  CHECK(granted(Tried(rules_with(pending), "")) == "either");
}

TEST_CASE("values that a rule of validity refuses do not count against a grant") {
  const std::string rules =
      rules_with("validity:\n  - {id: far, when: {km: \"> 10\"}}\ngrants:\n  - {id: near, when: {km: \"<= 10\"}}\n");
  CHECK(granted(Tried(rules, "")) == "near");
}

TEST_CASE("a grant by a line is given by one whose cost the party bears") {
  const std::string rules = rules_with(R"(exclusions:
  - {id: wear, when: {worn: true}, takes: [extra]}
grants:
  - {id: gift, of: line, borne_by: maker, when: {parts: "> 50.00"}}
)");
  const std::string both = R"("parts": "100.00", "labour": "1.00")";
  CHECK(granted(Tried(rules, "\"worn\": false", both)) == "gift");
  CHECK(granted(Tried(rules, "\"worn\": true", both)).empty());
  CHECK(granted(Tried(rules, "\"worn\": true")) == "gift");  // nothing is asked for that it would take
  CHECK(granted(Tried(rules, "", both)).empty());
  CHECK(granted(Tried(rules, "\"worn\": false", R"("parts": "50.00")")).empty());
  CHECK(Tried(rules, "\"worn\": true", both).says("not all of the cost is borne by maker"));
}

TEST_CASE("a portion that may ask for nothing may be borne by anyone") {
  const std::string rules = made_beginning() + R"(  lost: {of: line, type: money, minimum: 0}
portions:
  main: {amount: parts, else: maker}
  loss: {amount: lost, else: owner}
grants:
  - {id: gift, of: line, borne_by: maker}
figures:
  given: granted("gift")
)";
  const Policy policy = made_policy(rules);
  const auto given = [&](const std::string& line) {
    const Claim claim = claim_of(policy, R"({"claim_id": "K1", "lines": [{"parts": "1.00")" + line + "}]}");
    const Value value = adjudicate(policy, claim).figures.front().value;
    return value.is_known() ? value.is_true() ? "yes" : "no" : "open";
  };
  CHECK(given("") == std::string("open"));
  CHECK(given(R"(, "lost": "0.00")") == std::string("yes"));
  CHECK(given(R"(, "lost": "1.00")") == std::string("no"));
}

TEST_CASE("a line that asks for nothing is borne by whoever would bear its first portion") {
  const std::string rules = rules_with(R"(exclusions:
  - {id: wear, when: {worn: true}}
grants:
  - {id: gift, of: line, borne_by: maker}
)");
  CHECK(granted(Tried(rules, "\"worn\": false", R"("parts": "0.00")")) == "gift");
  CHECK(granted(Tried(rules, "\"worn\": true", R"("parts": "0.00")")).empty());
  CHECK(granted(Tried(rules, "", R"("parts": "0.00")")).empty());
}

TEST_CASE("a line that a person decides is borne by nobody") {
  const std::string rules = rules_with(R"(approvals:
  - {id: rented, refers: true, when: {rented: true}}
grants:
  - {id: gift, of: line, borne_by: maker}
)");
  CHECK(granted(Tried(rules, "\"rented\": true")).empty());
  CHECK(granted(Tried(rules, "\"rented\": false")) == "gift");
}

TEST_CASE("lines give a grant together where one of them does in every case") {
  const std::string rules = rules_with(R"(grants:
  - {id: cheap, of: line, when: {parts: "< 5.00", km: "<= 10"}}
  - {id: far, of: line, when: {parts: ">= 5.00", km: "> 10"}}
  - {id: cheap-or-far, of: line, when: {any: [{parts: "< 5.00", km: "<= 10"}, {parts: ">= 5.00", km: "> 10"}]}}
)");
  const std::string lines = R"("parts": "1.00"}, {"line_id": "2", "parts": "9.00")";
  const Tried tried(rules, "", lines);
  CHECK(granted(tried) == "cheap-or-far");
  CHECK_FALSE(tried.decision.grants.front().line.has_value());
  const Tried near(rules, "\"km\": 5", lines);
  CHECK(granted(near) == "cheap; cheap-or-far");
  CHECK(near.decision.grants.front().line == 0);
}

TEST_CASE("what goes with a grant may ask whether another one is given, before or behind it") {
  const std::string rules = rules_with(R"(grants:
  - {id: refund, when: {km: "> 5"}, with: {fee: 'if granted("new") then 0.00 else round half up(km * 1.00, 2)'}}
  - {id: new, of: line, when: {parts: "> 50.00", rented: true}}
)");
  CHECK(granted(Tried(rules, "\"km\": 6, \"rented\": true")) == "refund fee=0.00; new");
  CHECK(granted(Tried(rules, "\"km\": 6")) == "refund fee=6.00");
  CHECK(granted(Tried(rules, "\"rented\": true")) == "new");
}

TEST_CASE("a value is told where it is the same in every case") {
  const std::string rules = rules_with(R"(figures:
  far: km > 5
  same: if km > 5 then 3 else 3
  more: km + 1
  way: if km > 5 then "far" else "near"
  day: failed
  number: plate
)");
  CHECK(granted(Tried(rules, R"("km": 6, "failed": "2024-01-31", "plate": "X")")) ==
        " | far=true | same=3 | more=7 | way=far | day=2024-01-31 | number=X");
  CHECK(granted(Tried(rules, "")) == " | far=? | same=3 | more=? | way=? | day=? | number=?");
}

TEST_CASE("what is told of a text leaves lines as exact as they are without it") {
  const std::string rules = rules_with(R"(derived:
  shown: plate
exclusions:
  - {id: plated, when: {if: shown = "X"}}
)");
  const Tried plain(rules, "");
  CHECK(plain.told() == "needs_information: plate");
  CHECK(plain.line().missing_exact);
  const Tried told(rules + "figures: {shown: shown}\n", "");
  CHECK(told.told() == "needs_information: plate");
  CHECK(told.line().missing_exact);
}

TEST_CASE("what has no value gives nothing and tells nothing") {
  const std::string rules = rules_with(R"(figures:
  part: 5 / (km - 5)
grants:
  - {id: half, when: {if: 5 / (km - 5) > 2}}
)");
  const Tried tried(rules, "\"km\": 5");
  CHECK(granted(tried) == " | part=?");
  CHECK(tried.told() == "approved");
}

TEST_CASE("a claim that is rejected is granted nothing and tells nothing") {
  const Tried tried(rules_with("validity:\n  - {id: v, when: {rented: true}}\nfigures: {km: km}\n" + towing),
                    "\"rented\": true, \"km\": 1");
  CHECK(tried.decision.rejected());
  CHECK(granted(tried).empty());
}

TEST_CASE("versions of a grant are one grant, with what goes with the one in force") {
  const std::string rules = rules_with(R"(grants:
  - {id: refund, valid: {to: 2024-01-31, by: failed}, with: {fee: "1.00"}}
  - {id: refund, valid: {from: 2024-02-01, by: failed}, with: {fee: "2.00"}}
  - {id: late, when: {failed: "> 2024-03-01"}, with: {both: 'granted("refund")'}}
)");
  CHECK(granted(Tried(rules, "\"failed\": \"2024-01-31\"")) == "refund fee=1.00");
  CHECK(granted(Tried(rules, "\"failed\": \"2024-02-01\"")) == "refund fee=2.00");
  CHECK(granted(Tried(rules, "\"failed\": \"2024-03-02\"")) == "refund fee=2.00; late both=true");
}

TEST_CASE("a value of a grant is told where it is the same in every version that may be in force") {
  const auto told = [](const std::string& one, const std::string& other, const std::string& facts) {
    const Tried tried(
        rules_with("grants:\n  - {id: refund, valid: {to: 2024-01-31, by: failed}, with: {" + one +
                   "}}\n  - {id: refund, valid: {from: 2024-02-01, by: failed}, with: {" + other + "}}\n"),
        facts);
    CHECK(tried.decision.told_exactly);
    return granted(tried);
  };
  const std::string late = R"("km": 3, "failed": "2024-02-01")";
  CHECK(told("x: km", "y: rented", R"("km": 3)") == "refund x=?");
  CHECK(told("x: km", "y: rented", late) == "refund y=false");
  CHECK(told("x: km", "x: km + 1", R"("km": 3)") == "refund x=?");
  CHECK(told("x: km", "x: km + 1", late) == "refund x=4");
  CHECK(told("x: km, z: 5", "z: 5, x: 6 - km", R"("km": 3)") == "refund x=3 z=5");
  CHECK(told("x: km", "x: if sold > failed then km else km", R"("km": 3)") == "refund x=3");
  CHECK(told("x: km * 100", "x: '@\"P300D\"'", R"("km": 3)") == "refund x=?");
}

}  // namespace warrantor::test
