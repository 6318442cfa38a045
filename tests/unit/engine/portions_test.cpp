#include "unit/engine/made_lab.hpp"

// Adjustments that act on several portions, and those that are reasons only where they change something.
namespace warrantor::test {
namespace {

std::string rules_with(const std::string& sections) { return made_portions() + sections; }

std::string amounts(const std::string& parts, const std::string& labour) {
  return R"("parts": ")" + parts + R"(", "labour": ")" + labour + '"';
}

const std::string cap = rules_with("adjustments:\n  - {id: cap, portion: [main, extra], at_most: 100.00}\n");

}  // namespace

TEST_CASE("portions use a figure up together, in the order in which they are written") {
  CHECK(Tried(cap, "", amounts("60.00", "40.00")).pays() == "maker 100.00");
  CHECK(Tried(cap, "", amounts("60.00", "40.01")).pays() == "maker 100.00, owner 0.01");
  const Tried tried(cap, "", amounts("70.00", "80.00"));
  CHECK(tried.pays() == "maker 100.00, owner 50.00");
  CHECK(tried.reasons() == "cap");
  REQUIRE(tried.line().portions.size() == 2);
  CHECK(tried.line().portions[0].owed.same_as(Value::integer(70'00)));
  CHECK(tried.line().portions[1].owed.same_as(Value::integer(30'00)));
  const std::string other_way = rules_with("adjustments:\n  - {id: cap, portion: [extra, main], at_most: 100.00}\n");
  const Tried turned(other_way, "", amounts("70.00", "80.00"));
  CHECK(turned.line().portions[0].owed.same_as(Value::integer(20'00)));
}

TEST_CASE("a deductible of all portions is taken off once") {
  const std::string rules = rules_with("adjustments:\n  - {id: deductible, portion: all, less: 100.00}\n");
  CHECK(Tried(rules, "", amounts("60.00", "80.00")).pays() == "maker 40.00, owner 100.00");
  CHECK(Tried(rules, "", amounts("60.00", "30.00")).pays() == "owner 90.00");
  CHECK(Tried(rules, "", amounts("0.00", "130.00")).pays() == "maker 30.00, owner 100.00");
}

TEST_CASE("lines use a figure up one after the other, and within each its portions do") {
  const std::string rules = rules_with("adjustments:\n  - {id: cap, portion: all, per: claim, at_most: 100.00}\n");
  const std::string lines =
      "\"line_id\": \"1\", " + amounts("30.00", "40.00") + "}, {\"line_id\": \"2\", " + amounts("50.00", "60.00");
  const Tried tried(rules, "", lines);
  REQUIRE(tried.decision.lines.size() == 2);
  CHECK(payments_of(tried.policy, tried.decision.lines[0]) == "maker 70.00");
  CHECK(payments_of(tried.policy, tried.decision.lines[1]) == "maker 30.00, owner 80.00");
}

TEST_CASE("a portion that an exclusion takes leaves the figure to the others") {
  const std::string rules = cap + "exclusions:\n  - {id: worn-out, when: {worn: true}, takes: [main]}\n";
  CHECK(Tried(rules, "\"worn\": true", amounts("70.00", "80.00")).pays() == "maker 80.00, owner 70.00");
  CHECK(Tried(rules, "\"worn\": false", amounts("70.00", "80.00")).pays() == "maker 100.00, owner 50.00");
  CHECK(Tried(rules, "", amounts("70.00", "80.00")).told() == "needs_information: worn");
  CHECK(Tried(rules, "", amounts("0.00", "80.00")).told() == "approved");
}

TEST_CASE("what becomes of several portions becomes of each by itself, and is rounded for each") {
  const std::string rules = rules_with("adjustments:\n  - {id: half, portion: all, becomes: {percent: 50}}\n");
  const Tried tried(rules, "", amounts("0.01", "0.01"));
  CHECK(tried.pays() == "maker 0.02");
  CHECK(Tried(rules, "", amounts("10.00", "5.00")).pays() == "maker 7.50, owner 7.50");
}

TEST_CASE("a step may ask what the steps before have left of another portion, where its name is what was asked for") {
  const auto owed_of_extra = [](const std::string& figure) {
    const Tried tried(rules_with("adjustments:\n  - {id: half, becomes: {percent: 50}}\n  - {id: tax, portion: extra, "
                                 "becomes: {amount: " +
                                 figure + ", percent: 20}}\n"),
                      "", amounts("100.00", "90.00"));
    return format_minor_units(tried.line().portions[1].owed.as_integer(), tried.policy.schema().currency());
  };
  CHECK(owed_of_extra("amount_so_far.main") == "10.00");
  CHECK(owed_of_extra("main") == "20.00");
  CHECK(owed_of_extra("amount_so_far.main + amount_so_far.extra") == "28.00");
}

TEST_CASE("a step that is listed where it changes something is no reason where the amount stays as it was") {
  const std::string rules = rules_with(
      "adjustments:\n  - {id: cap, listed: where_it_changes, at_most: 100.00}\n"
      "  - {id: fee, listed: where_it_changes, when: {rented: true}, less: 0}\n");
  CHECK(Tried(rules, "\"rented\": true", amounts("100.00", "0.00")).reasons().empty());
  CHECK(Tried(rules, "\"rented\": true", amounts("100.01", "0.00")).reasons() == "cap");
  CHECK(Tried(rules, "", amounts("100.00", "0.00")).line().adjustments.empty());
}

TEST_CASE("whether a step changes something may hang on what is unknown") {
  const std::string rules = rules_with(R"(adjustments:
  - {id: worn-out, listed: never, when: {worn: true}, becomes: {percent: 80}}
  - {id: cap, listed: where_it_changes, at_most: 100.00}
)");
  const Tried tried(rules, "", amounts("110.00", "0.00"));
  CHECK(tried.told() == "needs_information: worn");
  CHECK(tried.reasons().empty());
  CHECK(tried.possible() == "cap");
  CHECK(Tried(rules, "", amounts("130.00", "0.00")).reasons() == "cap");
}

}  // namespace warrantor::test
