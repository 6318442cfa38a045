#include <doctest/doctest.h>

#include <string>

#include "unit/engine/made_lab.hpp"

// A line is decided only where every case leads to the same result, and every case was tried.
namespace warrantor {
namespace {

using test::Tried;

std::string excluded_if(const std::string& condition) {
  return test::made_portions() + "exclusions:\n  - {id: taken, when: {" + condition + "}}\n";
}

// What becomes of a line of 100.00 that one exclusion takes.
std::string told(const std::string& condition, const std::string& facts) {
  return Tried(excluded_if(condition), facts).told();
}

constexpr const char* sold_and_failed = R"("sold": "2023-01-31", "failed": "2024-02-29")";

}  // namespace

TEST_CASE("a pending number that is counted with is waited for where no trial can be complete") {
  CHECK(told("if: promised_km * 2 between 1000 and 2000", "") == "referred: promised_km");
  CHECK(told("if: promised_km * 2 between 1000 and 2000", "\"promised_km\": 600") == "denied");
  CHECK(told("if: km - promised_km > 400", "\"km\": 500") == "referred: promised_km");
  CHECK(told("if: 'max(promised_km, 100) = 777'", "") == "referred: promised_km");
  CHECK(told("if: \"(if rented then km else promised_km) = 777\"", "\"km\": 5") == "referred: promised_km");
}

TEST_CASE("a pending number under a name of its own is waited for") {
  CHECK(Tried("derived:\n  granted_km: promised_km\n" + excluded_if("granted_km: 777"), "").told() ==
        "referred: promised_km");
  CHECK(Tried("derived:\n  granted_km: promised_km\n" + excluded_if("if: km > granted_km"), "\"km\": 777").told() ==
        "referred: promised_km");
}

TEST_CASE("a pending date that days are counted from is waited for") {
  CHECK(told("if: replied - failed = duration(\"P30D\")", sold_and_failed) == "referred: replied");
  CHECK(told("if: replied > failed + duration(\"P30D\")", sold_and_failed) == "referred: replied");
  CHECK(told("if: replied + duration(\"P1M\") = failed", sold_and_failed) == "referred: replied");
}

TEST_CASE("two pending numbers that are compared with each other are both waited for") {
  CHECK(told("if: promised_km = offered_km + 1", "") == "referred: promised_km offered_km");
  CHECK(told("if: promised_km > offered_km", "") == "referred: promised_km offered_km");
  CHECK(told("if: promised_km = offered_km + 1", "\"offered_km\": 776") == "referred: promised_km");
  CHECK(told("if: promised_km = offered_km + 1", "\"offered_km\": 776, \"promised_km\": 777") == "denied");
}

TEST_CASE("a pending number that is compared with what a claim states is tried on either side of it") {
  CHECK(told("if: km > promised_km", "\"km\": 777") == "referred: promised_km");
  CHECK(told("if: promised_km < km", "\"km\": 0") == "approved");
  CHECK(told("if: promised_km <= km", "\"km\": 0") == "referred: promised_km");
  CHECK(told("if: promised_km = km * 2 + 1", "\"km\": 777") == "referred: promised_km");
  CHECK(told("promised_km: \"< 0\"", "") == "approved");
}

TEST_CASE("a pending number beyond what rules compare is tried as far as a claim can state it") {
  CHECK(told("promised_km: \"> 5000000000000\"", "") == "referred: promised_km");
  CHECK(told("if: promised_km > km", "\"km\": 5000000000000") == "referred: promised_km");
}

TEST_CASE("pending months are tried so that the last covered day falls on either side of a date") {
  const std::string kept = "if: failed > sold + promised_months";
  CHECK(told(kept, sold_and_failed) == "referred: promised_months");
  CHECK(told(kept, R"("sold": "2023-01-31", "failed": "2023-01-31")") == "approved");
  CHECK(told(kept, R"("sold": "2023-01-31", "failed": "2023-02-01")") == "referred: promised_months");
  // No more than 120 months can be promised: until 2033-01-31.
  CHECK(told(kept, R"("sold": "2023-01-31", "failed": "2033-01-31")") == "referred: promised_months");
  CHECK(told(kept, R"("sold": "2023-01-31", "failed": "2033-02-01")") == "denied");
}

TEST_CASE("pending months of which only one number makes a difference are found") {
  // From 2023-01-31: 13 months end on 2024-02-29, 12 on 2024-01-31, 14 on 2024-03-31.
  const auto hit = [](const char* day) {
    return told("if: sold + promised_months = failed",
                R"("sold": "2023-01-31", "failed": ")" + std::string(day) + "\"");
  };
  CHECK(hit("2024-02-29") == "referred: promised_months");
  CHECK(hit("2024-02-28") == "approved");
  CHECK(hit("2024-03-30") == "approved");
  CHECK(hit("2022-12-31") == "approved");
  const auto between = [](const char* after, const char* before) {
    return told(
        "if: sold + promised_months > failed and sold + promised_months < date(\"" + std::string(before) + "\")",
        R"("sold": "2023-01-15", "failed": ")" + std::string(after) + "\"");
  };
  CHECK(between("2024-01-15", "2024-03-15") == "referred: promised_months");
  CHECK(between("2024-01-15", "2024-02-15") == "approved");
  CHECK(between("2024-01-14", "2024-01-16") == "referred: promised_months");
}

TEST_CASE("pending days are tried likewise") {
  const auto between = [](const char* after, const char* before) {
    return told("if: sold + promised_days > failed and sold + promised_days < date(\"" + std::string(before) + "\")",
                R"("sold": "2023-01-15", "failed": ")" + std::string(after) + "\"");
  };
  CHECK(between("2024-01-15", "2024-01-17") == "referred: promised_days");
  CHECK(between("2024-01-15", "2024-01-16") == "approved");
  CHECK(between("2028-01-15", "2028-01-17") == "approved");  // more than 900 days on
}

TEST_CASE("a pending text that a condition asks for is waited for, and not where the line is decided anyhow") {
  CHECK(told("remark: '\"agreed\"'", "") == "referred: remark");
  CHECK(told("remark: '\"agreed\"'", "\"remark\": \"agreed\"") == "denied");
  CHECK(told("remark: '\"agreed\"'", "\"remark\": \"refused\"") == "approved");
  CHECK(told("any: [{remark: '\"agreed\"'}, {rented: true}]", "\"rented\": true") == "denied");
  CHECK(told("all: [{remark: '\"agreed\"'}, {rented: true}]", "\"rented\": false") == "approved");
  const std::string on_one =
      test::made_portions() + "exclusions:\n  - {id: taken, takes: [extra], when: {remark: '\"agreed\"'}}\n";
  CHECK(Tried(on_one, "").told() == "approved");
  CHECK(Tried(on_one, "", R"("parts": "100.00", "labour": "1.00")").told() == "referred: remark");
}

TEST_CASE("a line that comes out the same whatever a pending text says is decided, though other decisions are open") {
  CHECK(told("any: [{consent: true}, {consent: false}, {remark: '\"agreed\"'}]", "") == "denied");
  CHECK(told("all: [{consent: true}, {remark: '\"agreed\"'}]", "") == "referred: remark consent");
}

TEST_CASE("an unknown fact is asked for where only decisions that are made differ by it") {
  CHECK(told("all: [{consent: true}, {worn: true}]", "") == "needs_information: worn");
  CHECK(told("all: [{consent: true}, {worn: true}]", "\"worn\": true") == "referred: consent");
  CHECK(told("all: [{consent: true}, {worn: true}]", "\"worn\": false") == "approved");
}

TEST_CASE("only facts that can make a difference are asked for") {
  // What takes a portion of nothing, or stands behind what decides already, makes none.
  const std::string on_nothing = test::made_portions() +
                                 "exclusions:\n  - {id: taken, takes: [main], when: {worn: true}}\n"
                                 "  - {id: other, takes: [extra], when: {plate: '\"X\"'}}\n";
  CHECK(Tried(on_nothing, "").told() == "needs_information: worn");
  CHECK(Tried(on_nothing, "", R"("parts": "100.00", "labour": "1.00")").told() == "needs_information: plate worn");
  const std::string behind = test::made_portions() +
                             "responsibility:\n  choose: first\n  rules:\n"
                             "    - {id: first, when: {worn: true}, bears: {main: owner}}\n"
                             "    - {id: second, when: {rented: true}, bears: {main: dealer}}\n"
                             "    - {id: third, when: {plate: '\"X\"'}, bears: {main: {owner: 1, dealer: 1}}}\n"
                             "exclusions:\n  - {id: far, when: {km: \"> 5\"}}\n";
  CHECK(Tried(behind, "\"rented\": true").told() == "needs_information: worn");
  CHECK(Tried(behind, R"("rented": true, "worn": false)").told() == "denied");
  CHECK(Tried(behind, "").told() == "needs_information: km plate worn");
}

TEST_CASE("a rule without a truth refers a line only where a portion hangs on it, and is named") {
  const std::string largest = "if: max(visits.visit_km) > 5";
  const std::string rules =
      test::made_portions() + "exclusions:\n  - {id: far, takes: [extra], when: {" + largest + "}}\n";
  const char* both = R"("parts": "100.00", "labour": "1.00")";
  const Tried referred(rules, "\"visits\": []", both);
  CHECK(referred.told() == "referred");
  CHECK(referred.contradictions() == "far");
  CHECK(referred.reasons() == "far");
  CHECK(referred.pays() == "open 101.00");
  const Tried nothing_taken(rules, "\"visits\": []");
  CHECK(nothing_taken.told() == "approved");
  CHECK(nothing_taken.contradictions().empty());
  CHECK(nothing_taken.reasons().empty());
  CHECK(Tried(rules, R"("visits": [{"visit_km": 6}])", both).told() == "partial");
}

TEST_CASE("a rule without a truth does not matter behind one that decides") {
  const std::string rules = test::made_portions() +
                            "responsibility:\n  - {id: hired, when: {rented: true}, bears: {main: dealer}}\n"
                            "exclusions:\n  - {id: far, when: {if: max(visits.visit_km) > 5}}\n";
  const Tried decided(rules, R"("visits": [], "rented": true)");
  CHECK(decided.told() == "denied");
  CHECK(decided.reasons() == "hired");
  CHECK(decided.contradictions().empty());
  const Tried referred(rules, R"("visits": [], "rented": false)");
  CHECK(referred.told() == "referred");
  CHECK(referred.reasons() == "far");
}

TEST_CASE("a decision that leads to a contradiction one way is named beside it") {
  const std::string rules =
      test::made_portions() + "exclusions:\n  - {id: far, when: {consent: true, if: max(visits.visit_km) > 5}}\n";
  const Tried referred(rules, "\"visits\": []");
  CHECK(referred.told() == "referred: consent");
  CHECK(referred.contradictions() == "far");
}

TEST_CASE("a rule without a truth is not named beside one that does the same") {
  const std::string rules =
      test::made_portions() +
      "responsibility:\n  - {id: hired, when: {if: max(visits.visit_km) > 4}, bears: {main: dealer}}\n"
      "exclusions:\n  - {id: far, when: {if: max(visits.visit_km) > 5}}\n"
      "  - {id: worn-out, when: {worn: true}}\n";
  const Tried referred(rules, R"("visits": [], "worn": true)");
  CHECK(referred.told() == "referred");
  CHECK(referred.reasons() == "worn-out hired");
  CHECK(referred.contradictions() == "hired");
}

TEST_CASE("a rule without a truth is not named where another without one decides first wherever it matters") {
  const std::string largest = "if: max(visits.visit_km) > 5";
  const std::string rules =
      "portions:\n  main: {amount: parts, else: maker}\n  extra: {amount: labour, else: same as main}\n"
      "responsibility:\n  - {id: hired, when: {" +
      largest +
      "}, bears: {main: maker}}\n"
      "exclusions:\n  - {id: far, when: {" +
      largest + "}, takes: [main, extra]}\n";
  const Tried referred(rules, "\"visits\": []", R"("parts": "0.00", "labour": "1.00")");
  CHECK(referred.told() == "referred");
  CHECK(referred.reasons() == "far");
}

TEST_CASE("a rule without a truth is a reason only where the line hangs on it in every case, or it holds") {
  const Tried one_or_other(test::made_portions() +
                               "exclusions:\n  - {id: far, when: {worn: true, if: max(visits.visit_km) > 5}}\n"
                               "  - {id: near, when: {worn: false, if: max(visits.visit_km) > 1}}\n",
                           "\"visits\": []");
  CHECK(one_or_other.told() == "referred");
  CHECK(one_or_other.reasons().empty());
  CHECK(one_or_other.possible() == "far near");
  CHECK(one_or_other.contradictions() == "far near");
  const Tried either_way(
      test::made_portions() + "exclusions:\n  - {id: far, when: {if: max(visits.visit_km) > 5 or worn}}\n",
      "\"visits\": []");
  CHECK(either_way.told() == "needs_information: worn");
  CHECK(either_way.reasons() == "far");
}

TEST_CASE("a rule that is listed as a last resort awaits nothing where another may hold") {
  const std::string rules =
      test::made_portions() +
      "responsibility:\n  - {id: hired, when: {worn: true}, bears: {main: dealer}, takes_when: {rented: true}}\n"
      "exclusions:\n  - {id: taken, when: {consent: true}, awaits: [consent], listed: as_last_resort}\n";
  const Tried open(rules, "");
  CHECK(open.told() == "referred: consent");
  CHECK(open.reasons().empty());
  CHECK(open.possible() == "taken hired");
  CHECK(Tried(rules, "\"worn\": false").reasons() == "taken");
}

TEST_CASE("equal sums that are shared differently are decided, their portions stay open") {
  const std::string rules = test::made_portions() +
                            "responsibility:\n"
                            "  - {id: one-way, when: {consent: true}, bears: {main: dealer, extra: owner}}\n"
                            "  - {id: other-way, when: {consent: false}, bears: {main: owner, extra: dealer}}\n";
  const Tried swapped(rules, "", R"("parts": "5.00", "labour": "5.00")");
  CHECK(swapped.told() == "denied");
  CHECK(swapped.pays() == "dealer 5.00, owner 5.00");
  for (const PortionResult& portion : swapped.line().portions) {
    CHECK_FALSE(portion.decided);
    CHECK(portion.shares.empty());
    CHECK(portion.decided_by == nullptr);
  }
  CHECK_FALSE(swapped.says("since no rule says otherwise"));
  CHECK(Tried(rules, "", R"("parts": "5.00", "labour": "6.00")").told() == "referred: consent");
}

TEST_CASE("a portion that falls to one party by one rule or another tells so") {
  const std::string rules = test::made_portions() +
                            "responsibility:\n"
                            "  - {id: one-way, when: {consent: true}, bears: {main: dealer}}\n"
                            "  - {id: other-way, when: {consent: false}, bears: {main: dealer}}\n";
  const Tried same(rules, "");
  CHECK(same.told() == "denied");
  CHECK(same.line().portions[0].decided);
  CHECK(same.line().portions[0].by_different_rules);
  CHECK(same.line().portions[0].decided_by == nullptr);
  CHECK(same.says("by a different rule in each"));
  CHECK_FALSE(same.says("parts 100.00 CNY: dealer, since no rule says otherwise"));
  const Tried by_default(rules, "\"consent\": true");
  CHECK_FALSE(by_default.line().portions[0].by_different_rules);
}

TEST_CASE("amounts that differ by case are not told as known, though what everyone pays is") {
  const Tried moved(
      "portions:\n  main: {amount: if consent then parts else labour, else: maker}\n"
      "  extra: {amount: if consent then labour else parts, else: maker}\n",
      "", R"("parts": "5.00", "labour": "6.00")");
  CHECK(moved.told() == "approved");
  CHECK(moved.pays() == "maker 11.00");
  CHECK(moved.line().total == 1100);
  CHECK(moved.line().portions[0].amount.is_unknown());
  CHECK_FALSE(moved.line().portions[0].decided);
}

TEST_CASE("two rules of last resort do not silence each other") {
  const std::string rules = test::made_portions() +
                            "exclusions:\n"
                            "  - {id: one, listed: as_last_resort, when: {rented: true}}\n"
                            "  - {id: two, listed: as_last_resort, when: {rented: true}}\n"
                            "  - {id: far, when: {km: \"> 5\"}}\n";
  CHECK(Tried(rules, R"("rented": true, "km": 5)").reasons() == "one two");
  CHECK(Tried(rules, R"("rented": true, "km": 6)").reasons() == "far");
  const Tried open(rules, "\"rented\": true");
  CHECK(open.told() == "denied");
  CHECK(open.reasons().empty());
  CHECK(open.possible() == "one two far");
}

TEST_CASE("a sum of many unknown facts is tried once for each value that it may have, not for each way to it") {
  std::string facts;
  std::string sum;
  for (int i = 10; i < 30; ++i) {
    const std::string name = "answer_" + std::to_string(i);
    facts += "  " + name + ": {type: boolean}\n";
    sum += (sum.empty() ? "" : " + ") + ("(if " + name + " then 1 else 0)");
  }
  const Tried open(facts + test::made_portions() + "exclusions:\n  - {id: many, when: {if: '" + sum + " > 9'}}\n", "");
  CHECK(open.outcome() == "needs_information");
  CHECK(open.line().missing_exact);
  CHECK(open.line().missing.size() == 20);
  CHECK(open.possible() == "many");
}

}  // namespace warrantor
