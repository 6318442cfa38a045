#include <doctest/doctest.h>

#include <string>

#include "unit/engine/made_lab.hpp"

// What is asked for is just what makes a difference.
namespace warrantor {
namespace {

using test::Tried;

std::string excluded_if(const std::string& condition) {
  return test::made_portions() + "exclusions:\n  - {id: taken, when: {" + condition + "}}\n";
}

Tried tried(const std::string& condition, const std::string& facts) { return Tried(excluded_if(condition), facts); }

std::string told(const std::string& condition, const std::string& facts) {
  const Tried result = tried(condition, facts);
  CHECK(result.line().missing_exact);
  return result.told();
}

}  // namespace

TEST_CASE("a fact that makes no difference is not asked for, though a rule reads it") {
  CHECK(told("any: [{worn: true}, {worn: false, km: \"> 5\"}]", "\"km\": 6") == "denied");
  CHECK(told("any: [{worn: true}, {km: \"> 5\"}]", "\"km\": 5") == "needs_information: worn");
  CHECK(told("if: km > 5 or km < 6", "") == "denied");
  CHECK(told("if: km > 5 and km < 6", "") == "approved");
  CHECK(told("if: km > 5 and km < 7", "") == "needs_information: km");
}

TEST_CASE("a rule without a truth that overrides one with the same effect makes no difference") {
  const std::string rules = test::made_portions() +
                            "exclusions:\n  - {id: worn, when: {worn: true}}\n"
                            "  - {id: often, when: {if: km / number > 1.5}, overrides: [worn]}\n";
  const std::string facts = R"("km": 2, "number": 0)";
  CHECK(Tried(rules, facts + R"(, "worn": true)").told() == "denied");
  CHECK(Tried(rules, facts + R"(, "worn": false)").told() == "referred");
  CHECK(Tried(rules, facts).told() == "needs_information: worn");
  CHECK(Tried(rules, R"("worn": true)").told() == "denied");
  const std::string last = "approvals:\n  - {id: rest, decides: last, bears: {main: dealer}}\n";
  CHECK(Tried(rules + last, facts + R"(, "worn": true)").reasons() == "worn");
}

TEST_CASE("a line that hangs on whether a rule without a truth overrides another names the rule without a truth") {
  const std::string rules = test::made_portions() +
                            "exclusions:\n  - {id: worn, when: {worn: true}, takes: [main]}\n"
                            "  - {id: often, when: {if: km / number > 1.5}, takes: [extra], overrides: [worn]}\n"
                            "  - {id: rare, when: {if: km / number < 1}, takes: [extra], overrides: [often]}\n";
  const Tried open(rules, R"("km": 2, "number": 0, "worn": true)");
  CHECK(open.told() == "referred");
  CHECK(open.contradictions() == "often rare");
  CHECK(open.reasons() == "worn often rare");
  CHECK(open.possible().empty());
  // Where the one that is overridden has no truth either, all of them are named.
  const std::string both = test::made_portions() +
                           "exclusions:\n  - {id: worn, when: {if: km / number > 1}, takes: [main]}\n"
                           "  - {id: often, when: {if: km / number > 1.5}, takes: [extra], overrides: [worn]}\n";
  CHECK(Tried(both, R"("km": 2, "number": 0)").contradictions() == "worn often");
}

TEST_CASE("two unknown dates are tried relative to each other") {
  CHECK(told("if: failed > sold", "") == "needs_information: sold failed");
  CHECK(told("if: failed > sold and failed < sold", "") == "approved");
  CHECK(told("if: failed > sold or failed <= sold + duration(\"P1D\")", "") == "denied");
  CHECK(told("if: failed > sold and failed < sold + duration(\"P1D\")", "") == "approved");
  CHECK(told("if: failed > sold and failed < sold + duration(\"P2D\")", "") == "needs_information: sold failed");
  CHECK(told("if: failed > sold and sold > 2024-01-05 and failed < 2024-01-07", "") == "approved");
  CHECK(told("if: failed > sold and sold > 2024-01-05 and failed < 2024-01-08", "") ==
        "needs_information: sold failed");
  CHECK(told("if: [failed > sold, km > number, number > 7, km < 9]", "") == "approved");
  CHECK(told("if: [km > number, number > 7, km < 10]", "") == "needs_information: km number");
}

TEST_CASE("what is counted from a date that chooses by itself is tried like any other") {
  const std::string start =
      "(if sold < 2022-01-01 then sold else if sold < 2023-01-01 then sold + duration(\"P1M\") else 2023-06-30)";
  const auto counted = [&](const std::string& count) { return "if: failed > " + start + " + " + count; };
  CHECK(told(counted("duration(\"P12M\")"), R"("failed": "2022-12-31")") == "needs_information: sold");
  CHECK(told(counted("duration(\"P12M\") + duration(\"P3D\")"), R"("failed": "2022-12-31")") ==
        "needs_information: sold");
  CHECK(told(counted("duration(\"P1200M\")"), R"("failed": "2022-12-31", "sold": "1950-01-01")") == "approved");
  CHECK(told(counted("duration(\"P12M\")") + " and sold >= 2023-01-01", R"("failed": "2024-06-30")") == "approved");
  CHECK(told(counted("duration(\"P12M\")") + " or sold < 2023-01-01", R"("failed": "2024-07-01")") == "denied");
  CHECK(told("if: failed - " + start + " > duration(\"P5D\") and sold >= 2022-12-31", R"("failed": "2023-02-05")") ==
        "approved");
  CHECK(told("if: failed - " + start + " > duration(\"P4D\") and sold >= 2022-12-31", R"("failed": "2023-02-05")") ==
        "needs_information: sold");
}

TEST_CASE("a fact that a sum only asks for in its conditions is tried like any other") {
  const std::string three = R"("visits": [{"visit_km": 2}, {"visit_km": 5}, {"visit_km": 9}])";
  const std::string sum = "sum(for v in visits[visit_km > km] return v.visit_km)";
  const auto told_if = [&](const std::string& condition) { return told("if: '" + condition + "'", three); };
  CHECK(told_if(sum + " > 13") == "needs_information: km");
  CHECK(told_if(sum + " > 16") == "approved");
  CHECK(told_if(sum + " >= 0") == "denied");
  CHECK(told_if(sum + " > 13 and km >= 5") == "approved");
  CHECK(told_if(sum + " >= 14 and km >= 2") == "needs_information: km");
  CHECK(told_if("sum(for v in visits return if v.visit_km > km then 1 else 0) between 0 and 3") == "denied");
  CHECK_FALSE(tried("if: 'sum(for v in visits return v.visit_km * km) > 13'", three).line().missing_exact);
}

TEST_CASE("a value that a rule of validity refuses is not one that a fact could take") {
  const std::string rules =
      excluded_if("if: failed < sold") + "validity:\n  - {id: reversed, at: failed, when: {if: failed < sold}}\n";
  CHECK(Tried(rules, "").told() == "approved");
  CHECK(Tried(rules, "\"sold\": \"2024-01-01\"").told() == "approved");
}

TEST_CASE("a list that only validity looks at is not asked for, since it could be empty") {
  const auto rules = [](const std::string& excluded, const std::string& invalid) {
    return excluded_if(excluded) + "validity:\n  - {id: wrong, when: {if: " + invalid + "}}\n";
  };
  const std::string twice = "some v in visits satisfies v.visit_km * v.visit_km > 400";
  const auto told_of = [](const std::string& made, const std::string& facts) {
    const Tried result(made, facts);
    CHECK(result.line().missing_exact);
    return result.told();
  };
  CHECK(told_of(rules("worn: true", twice), "\"worn\": true") == "denied");
  CHECK(told_of(rules("worn: true", twice), "") == "needs_information: worn");
  CHECK(told_of(rules("km: \"> 5\"", "some v in visits satisfies v.visit_km * km > 400"), "") ==
        "needs_information: km");
  // What is broken by the empty list still tells something of the others.
  CHECK(told_of(rules("km: \"> 5\"", "km > 3 and not(some v in visits satisfies v.visit_km > 400)"), "") ==
        "needs_information: km");
  CHECK_FALSE(Tried(rules("km: \"> 5\"", "km > 3 and count(visits) < 2"), "").line().missing_exact);
  CHECK_FALSE(Tried(rules("if: some v in visits satisfies v.visit_km > 5", twice), "").line().missing_exact);
}

TEST_CASE("an unknown list is asked for only where lists differ") {
  const std::string one = "if: some v in visits satisfies v.visit_km > 5";
  CHECK(told(one, "") == "needs_information: visits");
  CHECK(told(one, "\"visits\": []") == "approved");
  CHECK(told("if: some v in visits satisfies (v.visit_km > 5 and v.visit_km < 6)", "") == "approved");
  CHECK(told("if: every v in visits satisfies (v.visit_km > 5 or v.visit_km < 6)", "") == "denied");
  CHECK(told("if: [some v in visits satisfies v.visit_km > 7, not(some v in visits satisfies v.visit_km > 5)]", "") ==
        "approved");
  CHECK(told("if: some v in visits satisfies v.visit_km > km", "") == "needs_information: km visits");
  CHECK(told("if: [some v in visits satisfies v.visit_km > km, every v in visits satisfies v.visit_km < 5, km > 3]",
             "") == "approved");
}

TEST_CASE("records that are related to each other are tried in chains") {
  // Every visit above 0 has one at most 10 before it.
  const std::string gap =
      "if: [some v in visits satisfies v.visit_km >= 95, every v in visits satisfies v.visit_km >= 0, not(some v in "
      "visits satisfies (v.visit_km > 0 and not(some e in visits satisfies (e.visit_km < v.visit_km and e.visit_km >= "
      "v.visit_km - 10))))]";
  CHECK(told(gap, "") == "needs_information: visits");
}

TEST_CASE("a fact that cannot be tried is asked for, and the line says so") {
  const Tried counted = tried("if: count(visits) > 2", "");
  CHECK(counted.told() == "needs_information: visits");
  CHECK_FALSE(counted.line().missing_exact);
  const Tried multiplied = tried("if: km * number > 2", "");
  CHECK(multiplied.told() == "needs_information: km number");
  CHECK_FALSE(multiplied.line().missing_exact);
  CHECK(told("if: km * 3 > 2", "") == "needs_information: km");
}

TEST_CASE("a column on which all rows of a lookup agree has that value though nobody knows the row") {
  const std::string rules =
      "lookups:\n  allowances:\n    rows:\n      - {id: worn-ones, when: {worn: true}, allowed_km: 5, spare_km: 1}\n"
      "      - {id: others, when: {worn: false}, allowed_km: 5, spare_km: 2}\n" +
      excluded_if("if: km > allowed_km");
  const Tried decided(rules, "\"km\": 6");
  CHECK(decided.told() == "denied");
  CHECK(decided.says("km = 6 (> 5)"));
}

TEST_CASE("each party is told the least and the most that it may pay") {
  const std::string rules = test::made_portions() +
                            "responsibility:\n  choose: first\n  rules:\n"
                            "    - {id: shared, when: {worn: true}, bears: {main: {owner: 1, dealer: 3}}}\n";
  const Tried open(rules, "", R"("parts": "10.00", "labour": "1.00")");
  REQUIRE(open.line().may_pay.size() == 3);
  CHECK(open.line().may_pay[0].least == 100);
  CHECK(open.line().may_pay[0].most == 1100);
  CHECK(open.line().may_pay[1].least == 0);
  CHECK(open.line().may_pay[1].most == 750);
  CHECK(open.line().may_pay[2].most == 250);
  CHECK(Tried(rules, "\"worn\": true").line().may_pay.empty());
}

TEST_CASE("an amount that nobody states may be any") {
  const std::string rules =
      "  asked: {of: line, type: money, minimum: 0}\n"
      "portions:\n  main: {amount: asked, else: maker}\nexclusions:\n  - {id: large, when: {main: \"> 50.00\"}}\n";
  const Tried open(rules, "", "");
  CHECK(open.told() == "needs_information: asked");
  CHECK(open.line().may_pay[0].least == 0);
  CHECK(open.line().may_pay[0].most == 5000);
  CHECK_FALSE(open.line().may_pay[2].most.has_value());
}

TEST_CASE("an explanation tells what each missing fact would change") {
  const Tried open(test::made_portions() +
                       "exclusions:\n  - {id: far, when: {km: \"> 60000\"}}\n  - {id: late, when: {if: failed > sold + "
                       "duration(\"P24M\")}}\n",
                   "\"sold\": \"2022-03-01\"");
  CHECK(open.says("- km\n      up to 60,000: still open (failed)\n      from 60,001: denied, owner 100.00 CNY by far"));
  CHECK(open.says("up to 2024-03-01: still open (km)\n      from 2024-03-02: denied"));
  CHECK(open.says("- maker: 0.00 CNY to 100.00 CNY"));
  const Tried decided(excluded_if("worn: true"), "\"worn\": false");
  CHECK_FALSE(decided.says("What each missing fact would change"));
}

}  // namespace warrantor
