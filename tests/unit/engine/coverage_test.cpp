#include <doctest/doctest.h>

#include <string>

#include "unit/engine/made_lab.hpp"

// Coverage whose rows cannot be proven to speak of every claim with one voice.
namespace warrantor {
namespace {

using test::Tried;

std::string covered_by(const std::string& rows, const std::string& keys = "") {
  return test::made_portions() +
         "limits:\n  distance: {id: expired.distance, of: km}\n  time: {id: expired.time, months_from: sold, at: "
         "failed}\n"
         "coverage:\n  expiry_takes: all\n" +
         keys + "  rows:\n" + rows;
}

}  // namespace

TEST_CASE("a vehicle that no coverage row speaks of is left to a person, one that is not known is asked for") {
  const std::string rules = covered_by("    - {id: one, when: {vin: '\"X\"'}}\n");
  CHECK(Tried(rules, "\"vin\": \"X\"").told() == "approved");
  CHECK(Tried(rules, "\"vin\": \"Y\"").told() == "referred");
  CHECK(Tried(rules, "\"vin\": \"Y\"").pays() == "open 100.00");
  CHECK(Tried(rules, "").told() == "needs_information: vin");
}

TEST_CASE("limits of a row that may not hold decide nothing") {
  const std::string rules = covered_by("    - {id: one, when: {vin: '\"X\"'}, distance: 100}\n");
  CHECK(Tried(rules, R"("vin": "X", "km": 100)").told() == "approved");
  CHECK(Tried(rules, R"("vin": "X", "km": 101)").told() == "denied");
  CHECK(Tried(rules, R"("vin": "Y", "km": 101)").told() == "referred");
  CHECK(Tried(rules, "\"km\": 101").told() == "needs_information: vin");
  CHECK(Tried(rules, "\"km\": 100").line().coverage == nullptr);
}

TEST_CASE("a hole between numbers that are not constants is not covered") {
  const std::string derived = "derived:\n  far: 500\n";
  const std::string rows = "    - {id: near, when: {if: km < far}}\n    - {id: away, when: {if: km > far}}\n";
  CHECK(Tried(derived + covered_by(rows), "\"km\": 499").told() == "approved");
  CHECK(Tried(derived + covered_by(rows), "\"km\": 500").told() == "referred");
  CHECK(Tried(derived + covered_by(rows), "").told() == "needs_information: km");
  const std::string facts =
      "    - {id: near, when: {if: km + 5 < number}}\n    - {id: away, when: {if: km + 5 > number}}\n";
  CHECK(Tried(covered_by(facts), R"("km": 5, "number": 11)").told() == "approved");
  CHECK(Tried(covered_by(facts), R"("km": 5, "number": 10)").told() == "referred");
  CHECK(Tried(covered_by(facts), "\"km\": 5").told() == "needs_information: number");
}

TEST_CASE("where it is open whether coverage applies at all, what it hangs on is named") {
  const std::string rows = "    - {id: one, when: {vin: '\"X\"'}}\n";
  CHECK(Tried(covered_by(rows, "  for: {worn: true}\n"), "\"vin\": \"Y\"").told() == "needs_information: worn");
  CHECK(Tried(covered_by(rows, "  for: {worn: true}\n"), R"("vin": "Y", "worn": false)").told() == "approved");
  CHECK(Tried(covered_by(rows, "  for: {consent: true}\n"), "\"vin\": \"Y\"").told() == "referred: consent");
  CHECK(Tried(covered_by(rows, "  for: {consent: true}\n"), "\"vin\": \"X\"").told() == "approved");
}

TEST_CASE("rows that overlap unseen at loading refer the claim where they say different things, and are named") {
  const auto rows = [](const char* other) {
    return covered_by(
        "    - {id: one, when: {plate: '\"P\"'}, distance: 100}\n    - {id: two, when: {vin: '\"V\"'}, distance: " +
            std::string(other) + "}\n    - {id: rest, when: {plate: 'not(\"P\")', vin: 'not(\"V\")'}}\n",
        "  choose: unique\n");
  };
  const std::string facts = R"("plate": "P", "vin": "V", "km": 150)";
  const Tried twice(rows("200"), facts);
  CHECK(twice.told() == "referred");
  CHECK(twice.contradictions() == "one two");
  CHECK(twice.reasons() == "one two");
  CHECK(Tried(rows("100"), facts).told() == "denied");
  CHECK(Tried(rows("200"), R"("plate": "P", "vin": "V", "km": 100)").told() == "approved");
  CHECK(Tried(rows("200"), R"("plate": "P", "vin": "V", "km": 201)").told() == "denied");
  CHECK(Tried(rows("200"), R"("plate": "P", "vin": "V")").told() == "needs_information: km");
  CHECK(Tried(rows("200"), R"("plate": "P", "vin": "W", "km": 101)").told() == "denied");
}

TEST_CASE("rows that overlap by the count of a list are found on the claim") {
  const std::string rules = covered_by(
      "    - {id: one, when: {if: count(visits) > 1}, distance: 100}\n"
      "    - {id: two, when: {if: count(visits) < 3}, distance: 200}\n",
      "  choose: unique\n");
  CHECK(Tried(rules, R"("km": 150, "visits": [])").told() == "approved");
  CHECK(Tried(rules, R"("km": 150, "visits": [{"visit_km": 1}, {"visit_km": 2}])").reasons() == "one two");
  CHECK(Tried(rules, R"("km": 150, "visits": [{"visit_km": 1}, {"visit_km": 2}, {"visit_km": 3}])").told() == "denied");
}

TEST_CASE("an overlap does not matter where an exclusion takes all anyhow") {
  const std::string rules = covered_by(
                                "    - {id: one, when: {plate: '\"P\"'}, distance: 100}\n    - {id: two, when: {vin: "
                                "'\"V\"'}, distance: 200}\n",
                                "  choose: unique\n") +
                            "exclusions:\n  - {id: hired, when: {rented: true}}\n";
  CHECK(Tried(rules, R"("plate": "P", "vin": "V", "km": 50, "rented": true)").told() == "denied");
}

TEST_CASE("a row of a coverage in order without a truth is waited for by no row below it") {
  const std::string rules = covered_by(
      "    - {id: one, when: {if: max(visits.visit_km) > 5}, distance: 100}\n    - {id: rest, distance: 50}\n",
      "  choose: first\n");
  CHECK(Tried(rules, R"("km": 70, "visits": [{"visit_km": 6}])").told() == "approved");
  CHECK(Tried(rules, R"("km": 70, "visits": [{"visit_km": 5}])").told() == "denied");
  const Tried open(rules, R"("km": 70, "visits": [])");
  CHECK(open.told() == "referred");
  CHECK(open.contradictions() == "one");
}

TEST_CASE("a limit of null is no limit, and expiry may take all") {
  const std::string rules = covered_by(
      "    - {id: one, when: {rented: true}, distance: null}\n    - {id: two, when: {rented: false}, distance: 100}\n");
  CHECK(Tried(rules, R"("rented": true, "km": 1000000)").told() == "approved");
  const Tried expired(rules, "\"km\": 101", R"("parts": "100.00", "labour": "1.00")");
  CHECK(expired.told() == "denied");
  CHECK(expired.pays() == "owner 101.00");
  CHECK(expired.reasons() == "expired.distance");
}

TEST_CASE("a promised limit that is pending decides where every promise leads to the same") {
  const std::string rules = covered_by("    - {id: one, distance: promised_km, time: promised_months}\n");
  const std::string day = R"("sold": "2023-01-31", "failed": "2023-01-31", )";
  CHECK(Tried(rules, day + "\"km\": 0").told() == "approved");
  CHECK(Tried(rules, day + "\"km\": 1").told() == "referred: promised_km");
  CHECK(Tried(rules, R"("sold": "2013-01-31", "failed": "2023-02-01", "km": 1)").told() == "denied");
  CHECK(Tried(rules, R"("sold": "2013-01-31", "failed": "2023-01-31", "km": 0)").told() == "referred: promised_months");
}

TEST_CASE("a line that is out of time by one row or out of distance by another is denied, by no default") {
  const std::string rules =
      covered_by("    - {id: one, when: {worn: true}, distance: 100}\n    - {id: two, when: {worn: false}, time: 1}\n");
  const std::string late = R"("km": 101, "sold": "2023-01-31", "failed": "2023-03-01")";
  const Tried denied(rules, late);
  CHECK(denied.told() == "denied");
  CHECK(denied.possible() == "expired.distance expired.time");
  CHECK(denied.line().portions[0].by_different_rules);
  CHECK_FALSE(denied.says("owner, since no rule says otherwise"));
  CHECK_FALSE(Tried(rules, late + ", \"worn\": true").line().portions[0].by_different_rules);
}

TEST_CASE("a limit without a value is named where it leaves the line open") {
  const Tried huge(covered_by("    - {id: one, distance: number * number}\n"),
                   R"("km": 5, "number": 1000000000000000)");
  CHECK(huge.told() == "referred");
  CHECK(huge.contradictions() == "expired.distance");
}

TEST_CASE("a limit that every case passes by another row tells the values of each") {
  const std::string rules = covered_by(
      "    - {id: one, when: {consent: true}, distance: 100}\n    - {id: two, when: {consent: false}, distance: "
      "200}\n");
  const Tried passed(rules, "\"km\": 201");
  CHECK(passed.told() == "denied");
  CHECK(passed.reasons() == "expired.distance");
  CHECK(passed.line().coverage == nullptr);
  CHECK(passed.line().reasons[0].comparisons.size() == 2);
}

}  // namespace warrantor
