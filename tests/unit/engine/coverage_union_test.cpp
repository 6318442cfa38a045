#include <doctest/doctest.h>

#include <string>

#include "unit/engine/made_lab.hpp"

// Coverage rows that count side by side, and what their limits count from.
namespace warrantor {
namespace {

using test::Tried;

std::string united(const std::string& rows, const std::string& limits = "") {
  return test::made_portions() +
         "limits:\n  distance: {id: too-far, of: km}\n  time: {id: too-old, months_from: sold, at: failed}\n" + limits +
         "coverage:\n  choose: union\n  expiry_takes: all\n  rows:\n" + rows;
}

const std::string floor_and_promise =
    united("    - {id: law, time: 36, distance: 60000}\n    - {id: promise, time: 60, distance: 50000}\n");

std::string facts(const std::string& failed, int km) {
  return R"("sold": "2021-01-31", "failed": ")" + failed + "\", \"km\": " + std::to_string(km);
}

std::string row_of(const Tried& tried) { return tried.line().coverage == nullptr ? "" : tried.line().coverage->id; }

}  // namespace

TEST_CASE("a line is covered while one of the rows keeps all of its own limits, and that row is named") {
  const Tried by_law(floor_and_promise, facts("2024-01-31", 60000));
  CHECK(by_law.told() == "approved");
  CHECK(row_of(by_law) == "law");
  const Tried by_promise(floor_and_promise, facts("2024-02-01", 50000));
  CHECK(by_promise.told() == "approved");
  CHECK(row_of(by_promise) == "promise");
  CHECK(by_promise.reasons().empty());
}

TEST_CASE("the months of one row and the distance of another never come together") {
  const Tried over(floor_and_promise, facts("2024-02-01", 50001));
  CHECK(over.told() == "denied");
  CHECK(over.reasons() == "too-far too-old");
  CHECK(row_of(over) == "promise");
  REQUIRE(over.line().coverages.size() == 2);
  CHECK_FALSE(over.line().coverages[0].covers());
  CHECK(over.line().coverages[1].limits.size() == 2);
}

TEST_CASE("a passed limit is told by the row that came nearest, and which others would not have ended by it") {
  const Tried by_turns(floor_and_promise, facts("2024-02-01", 50001));
  CHECK(
      by_turns.tells("the last covered day is 2024-01-31 (law); 1 day too late; promise would last until 2026-01-31, "
                     "but is over: too-far."));
  CHECK(
      by_turns.tells("the limit is 50,000 (promise); over by 1; law would allow 60,000, but is over: "
                     "too-old."));
  CHECK(by_turns.says("the last covered day is 2024-01-31 (law); 1 day too late"));
  const Tried both(floor_and_promise, facts("2026-02-01", 60001));
  CHECK(both.tells("the last covered day is 2026-01-31 (promise); 1 day too late."));
  CHECK(both.tells("the limit is 60,000 (law); over by 1."));
  CHECK(row_of(both) == "promise");
}

TEST_CASE("a row that sets no limit for a reading is told beside the one that does, unless it has one of its own") {
  const std::string rules =
      united("    - {id: law, time: 36, distance: 60000}\n    - {id: motor, time: 60}\n    - {id: own, own: 70000}\n",
             "  own: {id: own-too-far, of: km}\n");
  const Tried over(rules, facts("2026-02-01", 90000));
  CHECK(over.reasons() == "too-far too-old own-too-far");
  CHECK(over.tells("the limit is 60,000 (law); over by 30,000; motor sets no such limit, but is over: too-old."));
  CHECK_FALSE(over.tells("own sets no such limit, but is over: own-too-far; "));
  CHECK(
      over.tells("the last covered day is 2026-01-31 (motor); 1 day too late; own sets no such limit, but is over: "
                 "own-too-far."));
}

TEST_CASE("where one row alone holds its title is not needed beside its limit") {
  const Tried alone(united("    - {id: law, time: 36}\n    - {id: seat, when: {rented: true}, time: 60}\n"),
                    facts("2024-02-01", 1) + ", \"rented\": false");
  CHECK(alone.tells("the last covered day is 2024-01-31; 1 day too late."));
}

TEST_CASE("only what could end every row is asked for") {
  const std::string sold = R"("sold": "2021-01-31", "failed": "2022-01-31")";
  const Tried blank(floor_and_promise, sold);
  CHECK(blank.told() == "needs_information: km");
  CHECK(row_of(blank).empty());
  CHECK(blank.possible() == "too-far");
  const std::string unlimited = floor_and_promise + "    - {id: seat, when: {rented: true}, time: 24}\n";
  const Tried enough(unlimited, sold + ", \"rented\": true");
  CHECK(enough.told() == "approved");
  CHECK(row_of(enough).empty());  // law, where the odometer allows it
  CHECK(enough.line().missing_exact);
}

TEST_CASE("a row steps aside wherever one that stands instead of it holds, even one that is over") {
  const std::string rules = united(
      "    - {id: basic, distance: 5000}\n    - {id: special, when: {worn: true}, instead_of: [basic], distance: "
      "100}\n");
  const Tried special(rules, "\"worn\": true, \"km\": 200");
  CHECK(special.told() == "denied");
  CHECK(row_of(special) == "special");
  CHECK(special.says("steps aside for special [special]"));
  CHECK(Tried(rules, "\"worn\": false, \"km\": 200").told() == "approved");
  CHECK(Tried(rules, "\"km\": 200").told() == "needs_information: worn");
  CHECK(Tried(rules, "\"km\": 100").told() == "approved");
  CHECK(Tried(rules, "\"km\": 5001").reasons() == "too-far");
}

TEST_CASE("rows of which one stands instead of the other do not contradict each other") {
  const std::string rules =
      test::made_portions() +
      "limits:\n  distance: {id: too-far, of: km}\ncoverage:\n  choose: unique\n  expiry_takes: all\n"
      "  rows:\n    - {id: basic, distance: 5000}\n"
      "    - {id: special, when: {worn: true}, instead_of: [basic], distance: 100}\n";
  CHECK(Tried(rules, "\"worn\": true, \"km\": 200").told() == "denied");
  CHECK(Tried(rules, "\"worn\": false, \"km\": 200").told() == "approved");
}

TEST_CASE("a condition without a truth refers the line only where it makes a difference which way it goes") {
  const std::string rules = united(
      "    - {id: basic, distance: 5000}\n"
      "    - {id: more, when: {if: 'max(visits.visit_km) > 5'}, instead_of: [basic], distance: 8000}\n");
  const std::string none = ", \"visits\": []";
  CHECK(Tried(rules, "\"km\": 5000" + none).told() == "approved");
  CHECK(Tried(rules, "\"km\": 8001" + none).told() == "denied");
  CHECK(Tried(rules, "\"km\": 8001" + none).reasons() == "too-far");
  const Tried between(rules, "\"km\": 6000" + none);
  CHECK(between.told() == "referred");
  CHECK(between.contradictions() == "more");
}

TEST_CASE("a period is extended by days after its months are counted") {
  const std::string rules = united("    - {id: one, shop: 12}\n",
                                   "  shop: {id: over, months_from: sold, at: failed, extended_by: promised_days}\n");
  const std::string sold = R"("sold": "2020-02-29", "promised_days": 3, "failed": )";
  CHECK(Tried(rules, sold + "\"2021-03-03\"").told() == "approved");
  CHECK(Tried(rules, sold + "\"2021-03-04\"").told() == "denied");
  const Tried open(rules, R"("sold": "2020-02-29", "failed": "2021-03-01")");
  CHECK(open.told() == "referred: promised_days");
  const Tried told(rules, sold + "\"2021-03-03\"");
  CHECK(told.says("2020-02-29 + 12 months + 3 days, last covered day: 2021-03-03"));
}

TEST_CASE("an explanation says on which day a month ends that lacks the day of its start") {
  const std::string sold = R"("sold": "2020-08-31", "promised_days": 3, "failed": "2021-02-28")";
  const auto with = [](const std::string& more) {
    return united("    - {id: one, shop: 6}\n", "  shop: {id: over, months_from: sold, at: failed" + more + "}\n");
  };
  CHECK(Tried(with(""), sold).says("last covered day: 2021-02-28, here"));
  CHECK(Tried(with(""), sold).says("has the same number or is the month's last"));
  const Tried up(with(", rounding: up"), sold);
  CHECK(up.says("last covered day: 2021-03-01, here"));
  CHECK(up.says("has the same number or is the first of the next month"));
  CHECK(Tried(with(", rounding: up, extended_by: promised_days"), sold).says("or is the first of the next month"));
}

TEST_CASE("a reading may count from another, and has not begun where that is none") {
  const std::string facts_of_part =
      "  fitted_km: {type: number, unit: mi, minimum: 0, blank: none}\n"
      "  miles: {type: number, unit: mi, minimum: 0}\n";
  const std::string rules = facts_of_part + united("    - {id: part, part: 20000}\n",
                                                   "  part: {id: part-too-far, of: miles, from: fitted_km}\n");
  CHECK(Tried(rules, R"("fitted_km": 79000, "miles": 99000)").told() == "approved");
  const Tried over(rules, R"("fitted_km": 79000, "miles": 99001)");
  CHECK(over.told() == "denied");
  CHECK(over.says("miles: up to 99,000 mi (79,000 mi + 20,000 mi), here: 99,001 mi"));
  CHECK(Tried(rules, "\"miles\": 99001").told() == "approved");
  CHECK(Tried(rules, "\"fitted_km\": 79000").told() == "needs_information: miles");
}

TEST_CASE("the earliest and the latest of dates pass over one that is not there, and not over one that nobody knows") {
  const std::string shown = "  shown: {type: date, blank: none}\nderived:\n  start: ";
  const auto rules = [&](const std::string& start) {
    return shown + start + "\n" +
           united("    - {id: one, since: 12}\n", "  since: {id: over, months_from: start, at: failed}\n");
  };
  const std::string first = rules("earliest(sold, shown)");
  const std::string last = rules("latest(sold, shown)");
  const std::string failed = R"("failed": "2022-01-31", )";
  CHECK(Tried(first, failed + R"("sold": "2021-01-31")").told() == "approved");
  CHECK(Tried(first, failed + R"("sold": "2021-01-31", "shown": "2021-01-30")").told() == "denied");
  CHECK(Tried(first, failed + R"("sold": "2021-01-30", "shown": "2021-01-31")").told() == "denied");
  CHECK(Tried(last, failed + R"("sold": "2021-01-30", "shown": "2021-01-31")").told() == "approved");
  CHECK(Tried(last, failed + R"("sold": "2021-01-30")").told() == "denied");
  CHECK(Tried(first, failed + R"("shown": "2021-01-31")").told() == "needs_information: sold");
  CHECK(Tried(first, failed + R"("shown": "2021-01-30")").told() == "denied");
}

TEST_CASE("the whole of a line is open where only how it is divided into portions hangs on what is unknown") {
  const std::string rules =
      "portions:\n  main: {amount: if worn then parts else parts + labour, else: maker}\n"
      "  rest: {amount: if worn then labour else 0, else: owner}\n";
  const Tried open(rules, "", R"("parts": "100.00", "labour": "20.00")");
  CHECK(open.told() == "needs_information: worn");
  CHECK(open.line().open == 12000);
  CHECK(open.line().total == 12000);
}

}  // namespace warrantor
