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

TEST_CASE("open facts of one grant leave others as certain as they are alone") {
  std::string facts;
  std::string grants;
  std::string figures;
  for (int i = 0; i < 20; ++i) {
    const std::string n = std::to_string(i);
    facts += "  a" + n + ": {type: boolean}\n  b" + n + ": {values: [x, y, z]}\n";
    grants += "  - {id: g" + n + ", when: {any: [{a" + n + ": true}, {a" + n + ": false, b" + n + ": [x, y]}, {b" + n +
              ": z}]}}\n";
    figures += "  f" + n + ": 'if granted(\"g" + n + "\") then 1 else 2'\n";
  }
  const std::string broken = "validity:\n  - {id: v, when: {a0: true, a1: true, a2: true, a3: true}}\n";
  const Tried tried(facts + made_portions() + broken + "grants:\n" + grants + "figures:\n" + figures, "");
  CHECK(tried.decision.told_exactly);
  CHECK(tried.decision.grants.size() == 20);
  CHECK(granted(tried).find("f19=1") != std::string::npos);
}

TEST_CASE("what a rule of validity leaves of open facts counts for each grant") {
  const std::string rules = rules_with(R"(validity:
  - {id: v, when: {any: [{rented: true, worn: true}, {worn: false, consent: false}]}}
grants:
  - {id: new, when: {worn: false}}
  - {id: agreed, when: {any: [{consent: true}, {worn: true}]}}
)");
  CHECK(granted(Tried(rules, "\"rented\": true")) == "new; agreed");
  CHECK(granted(Tried(rules, "\"rented\": false")) == "agreed");
}

TEST_CASE("a line that asks for nothing is told behind a line that may use a figure up") {
  const std::string rules = rules_with(R"(adjustments:
  - {id: deductible, per: claim, less: 50.00}
exclusions:
  - {id: wear, when: {parts: "> 90.00", worn: true}}
grants:
  - {id: gift, of: line, borne_by: maker, when: {if: line_id = "2"}}
)");
  const std::string open = R"("line_id": "1", "parts": "100.00"}, {"line_id": "2", "parts": )";
  const Tried nothing(rules, "", open + "\"0.00\"");
  CHECK(granted(nothing) == "gift");
  CHECK(nothing.decision.told_exactly);
  CHECK(granted(Tried(rules, "", open + "\"10.00\"")).empty());
}

TEST_CASE("a grant that goes before another is given in place of it, wherever the two stand") {
  const std::string rules = rules_with(R"(grants:
  - {id: repair, when: {km: "> 5"}}
  - {id: exchange, when: {km: "> 5"}, overrides: repair}
  - {id: refund, of: line, when: {parts: "> 50.00", rented: true}, overrides: exchange}
)");
  CHECK(granted(Tried(rules, "\"km\": 6")) == "exchange");
  CHECK(granted(Tried(rules, "\"km\": 6, \"rented\": true")) == "repair; refund");
  CHECK(granted(Tried(rules, "\"rented\": true")) == "refund");
  CHECK(Tried(rules, "\"km\": 6")
            .says("- repair [repair]: not granted\n      km = 6 (> 5)\n      this is granted instead: "
                  "exchange [exchange]"));
}

TEST_CASE("one of two grants that are given instead of each other is open with what decides between them") {
  const std::string rules = rules_with(R"(grants:
  - {id: exchange}
  - {id: refund, when: {worn: true}, overrides: exchange}
  - {id: either, when: {if: 'granted("exchange") or granted("refund")'}}
  - {id: both, when: {if: 'granted("exchange") and granted("refund")'}}
)");
  const Tried tried(rules, "");
  CHECK(granted(tried) == "either");
  CHECK(tried.decision.told_exactly);
  CHECK(tried.says("- both [both]: not granted"));
  CHECK(tried.says("- exchange [exchange]: cannot be told yet\n      this may be granted instead: refund [refund]"));
}

TEST_CASE("a line may ask for what other lines are granted") {
  const std::string rules = rules_with(R"(grants:
  - {id: cheap, of: line, when: {parts: "< 5.00", worn: true}}
  - {id: dear, of: line, when: {parts: ">= 5.00", if: 'granted("cheap") or worn = false'}}
  - {id: other, when: {if: 'not(granted("dear"))'}}
)");
  const std::string lines = R"("parts": "1.00"}, {"line_id": "2", "parts": "9.00")";
  CHECK(granted(Tried(rules, "", lines)) == "dear");
  CHECK(granted(Tried(rules, "\"worn\": true", lines)) == "cheap; dear");
  CHECK(granted(Tried(rules, "", R"("parts": "9.00")")).empty());
}

TEST_CASE("of versions of a grant that may be given all are named") {
  const std::string rules = rules_with(R"(grants:
  - {id: refund, valid: {to: 2024-01-31, by: failed}, title: Half, when: {km: "> 5"}}
  - {id: refund, valid: {from: 2024-02-01, by: failed}, title: Whole, when: {km: "> 5"}}
)");
  const auto brief = [&](const std::string& facts) {
    const Tried tried(rules, facts);
    return explain(tried.policy, tried.claim, History(), "en", Detail::brief);
  };
  CHECK(brief("\"km\": 6").find("  - Half or Whole.") != std::string::npos);
  CHECK(brief("\"km\": 6, \"failed\": \"2024-02-01\"").find("  - Whole.") != std::string::npos);
  CHECK(brief("").find("Half or Whole (hangs on: failed, km)") != std::string::npos);
}

TEST_CASE("what the bearing of a line hangs on is told of a grant, and what a value hangs on") {
  const std::string rules = rules_with(R"(exclusions:
  - {id: wear, when: {worn: true}}
grants:
  - {id: gift, of: line, borne_by: maker, when: {rented: true}}
  - {id: refund, with: {fee: km}}
)");
  const Tried tried(rules, "\"rented\": true");
  CHECK(tried.says("- gift [gift]: cannot be told yet\n      hangs on: worn"));
  CHECK(tried.says("fee: cannot be told yet (hangs on: km)"));
}

}  // namespace warrantor::test
