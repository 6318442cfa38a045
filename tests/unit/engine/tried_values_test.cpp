#include <doctest/doctest.h>

#include <string>

#include "unit/engine/made_lab.hpp"

// Which values stand for all that a fact could be, and how cases are compared that were tried with different ones.
namespace warrantor {
namespace {

using test::Tried;

Tried excluded_if(const std::string& condition, const std::string& facts = "", const std::string& declared = "") {
  return Tried(declared + test::made_portions() + "exclusions:\n  - {id: taken, when: {" + condition + "}}\n", facts);
}

std::string told(const Tried& tried) {
  CHECK(tried.line().missing_exact);
  return tried.told();
}

const std::string reply = "  reply: {values: [agreed, refused, later], blank: pending}\n";

}  // namespace

TEST_CASE("amounts are compared with the same amount, whatever else is known") {
  const std::string rules =
      "  value: {of: line, type: money, minimum: 0}\n"
      "portions:\n  main: {amount: value, else: maker}\n"
      "exclusions:\n  - {id: cheap, when: {worn: true, value: \"< 3.00\"}}\n"
      "  - {id: fairly-cheap, when: {value: \"< 4.00\"}}\n";
  CHECK(told(Tried(rules, "", "")) == "needs_information: value");
}

TEST_CASE("a value that is told from the others only by two cases together is tried") {
  const std::string rules =
      reply + test::made_portions() +
      "exclusions:\n  - {id: taken, when: {consent: true}}\n"
      "approvals:\n"
      "  - {id: special, decides: first, when: {consent: true, reply: agreed}, bears: {main: maker}}\n"
      "  - {id: refused, decides: last, when: {reply: refused}, bears: {main: owner}}\n";
  // Only where the reply comes later does the consent make a difference.
  CHECK(told(Tried(rules, "")) == "referred: consent reply");
}

TEST_CASE("a text that is named in some cases alone is tried in all of them") {
  const std::string rules =
      test::made_portions() +
      "responsibility:\n  - {id: hired, when: {plate: '\"X\"', worn: false}, bears: {main: dealer}}\n"
      "exclusions:\n  - {id: other, when: {plate: \"!= vin\"}}\n";
  CHECK(told(Tried(rules, "\"vin\": \"Y\"")) == "needs_information: plate worn");
}

TEST_CASE("what equals a doubled number is tried with even and odd ones") {
  CHECK(told(excluded_if("if: km + 1 != promised_km * 2")) == "needs_information: km");
  CHECK(told(excluded_if("if: km > 4 and km = promised_km * 2")) == "needs_information: km");
  CHECK(told(excluded_if("if: km + 1 != promised_km * 2", "\"km\": 4")) == "denied");
}

TEST_CASE("days that no count of months comes to are tried") {
  CHECK(told(excluded_if("if: failed = replied + duration(\"P1M\")")) == "needs_information: failed");
  CHECK(told(excluded_if("if: failed = replied + duration(\"P1M\")", "\"failed\": \"2023-03-31\"")) == "approved");
  CHECK(told(excluded_if("if: [replied + duration(\"P1M\") >= failed + duration(\"P30D\"), failed = replied]")) ==
        "needs_information: failed");
}

TEST_CASE("months that have no bounds and days that they come to are both asked for") {
  const auto asked = [](const std::string& condition, const std::string& bounds = "") {
    return excluded_if("if: '" + condition + "'", R"("sold": "2024-01-15")", "  m: {type: months" + bounds + "}\n")
        .told();
  };
  const std::string both = "needs_information: failed m";
  for (const std::string condition : {
           "sold + m = failed",
           "failed + m = sold",
           "failed - m = sold",
           "2024-01-15 + m = failed",
           "sold + m * 2 = failed",
           "failed + m >= sold and failed + m <= sold",
           "sold + m >= failed and sold + m < failed + @\"P7D\"",
           "failed != sold + m",
           "2024-01-15 + m = failed and m = @\"P3M\"",
           "2024-02-29 + m = latest(failed, 2024-01-31)",
           "sold + m = failed and failed > 2024-03-01",
           "failed + m = 2024-03-31 and m >= @\"P1M\"",
       }) {
    CAPTURE(condition);
    CHECK(asked(condition) == both);
    CHECK(asked(condition, ", minimum: 0") == both);
  }
  CHECK(asked("failed + @\"P7D\" <= failed - m") == "needs_information: m");
  // No day is one month before the last of March.
  CHECK(asked("failed + m = 2024-03-31 and m = @\"P1M\"") == "approved");
}

TEST_CASE("months and two days that are compared with each other are asked for") {
  const auto asked = [](const std::string& condition) {
    return excluded_if("if: '" + condition + "'", "", "  m: {type: months}\n").told();
  };
  CHECK(asked("sold + m = failed and failed < sold") == "needs_information: sold failed m");
  CHECK(asked("sold + m = failed and failed >= sold + @\"P40D\" and failed <= sold + @\"P70D\"") ==
        "needs_information: sold failed m");
}

TEST_CASE("what an adjustment without a truth comes to is asked for where it may leave the amount as it is") {
  const std::string rules = "  value: {of: line, type: money, minimum: 0}\n" + test::made_portions() +
                            "adjustments:\n  - {id: reckoned, when: {if: km / number > 1.5}, becomes: value}\n";
  const std::string facts = R"("km": 2, "number": 0)";
  CHECK(told(Tried(rules, facts)) == "needs_information: value");
  CHECK(told(Tried(rules, facts, R"("parts": "100.00", "value": "100.00")")) == "approved");
  CHECK(told(Tried(rules, facts, R"("parts": "100.00", "value": "99.99")")) == "referred");
}

TEST_CASE("a day that shapes an amount is not tried at the end of the calendar") {
  const std::string rules =
      test::made_portions() +
      "approvals:\n  - {id: look, decides: first, refers: true, when: {if: failed + duration(\"P30D\") = failed}}\n"
      "adjustments:\n  - {id: halved, when: {if: failed > 2024-01-31, worn: true}, becomes: {percent: 50}}\n";
  CHECK(told(Tried(rules, "\"worn\": false")) == "approved");
}

TEST_CASE("days from which months are longest are tried") {
  CHECK(told(excluded_if("if: 'failed + @\"P2M\" >= sold and sold >= failed + @\"P62D\"'")) ==
        "needs_information: sold failed");
  CHECK(told(excluded_if("if: 'failed + @\"P2M\" >= sold and sold >= failed + @\"P63D\"'")) == "approved");
}

TEST_CASE("a number of days is asked for where not every day that it comes to can be tried") {
  const Tried tried = excluded_if("if: replied + duration(\"P1M\") = failed + days", R"("failed": "2024-02-01")",
                                  "  days: {type: days, minimum: 0, maximum: 900}\n");
  CHECK(tried.told() == "needs_information: days");
  CHECK_FALSE(tried.line().missing_exact);
}

TEST_CASE("what an unknown list chooses is tried on either side of every choice") {
  const std::string rules =
      "derived:\n  first: if (some v in visits satisfies v.visit_km > 3) then 2024-01-31 else 2024-03-01\n" +
      test::made_portions() + "exclusions:\n  - {id: early, when: {if: failed < first}, takes_when: {rented: true}}\n";
  const Tried tried(rules, "");
  CHECK(told(tried) == "approved");
  CHECK(tried.reasons().empty());
  CHECK(tried.possible() == "early");
}

TEST_CASE("a line says so where its coverage row or what it asks for hangs on a fact that cannot be tried") {
  const std::string never = "if: 'replied + duration(\"P1M\") = replied - promised_days'";
  const Tried row(
      test::made_portions() + "coverage:\n  choose: first\n  rows: [{id: odd, when: {" + never + "}}, {id: rest}]\n",
      "");
  CHECK(row.told() == "approved");
  CHECK(row.line().coverage == nullptr);
  CHECK_FALSE(row.line().missing_exact);
  const Tried waits(
      "portions:\n  main: {amount: parts, else: owner}\n  extra: {amount: labour, else: same as main}\n"
      "responsibility:\n  - {id: hired, when: {worn: true, " +
          never + "}, bears: {main: dealer}}\nexclusions:\n  - {id: taken, when: {plate: '\"X\"'}, takes: [extra]}\n",
      "", R"("parts": "1.00", "labour": "1.00")");
  CHECK(waits.told() == "needs_information: plate worn");
  CHECK_FALSE(waits.line().missing_exact);
}

}  // namespace warrantor
