#include <doctest/doctest.h>

#include <string>

#include "unit/policy/helpers.hpp"

namespace warrantor {
namespace {

// What is said of two unranked rules that give one portion to different parties.
std::string said_of_rules(const std::string& one, const std::string& other, const std::string& more = "") {
  return test::mistakes(test::beginning() + more + test::portions() + "responsibility:\n  - {id: one, when: {" + one +
                        "}, bears: {main: dealer}}\n  - {id: other, when: {" + other + "}, bears: {main: owner}}\n");
}

std::string overlap(const std::string& example) {
  return "W0408 at \"other\": the rules about `main` `one` and `other` can hold together and disagree, as where " +
         example + " (make their conditions exclude each other, or let their order count with `choose: first`)\n";
}

std::string said_of_rows(const std::string& choose, const std::string& one, const std::string& other) {
  return test::mistakes(test::beginning() + test::portions() +
                        "limits:\n  distance: {id: expired, of: km}\ncoverage:\n  choose: " + choose +
                        "\n  expiry_takes: [main]\n  rows:\n    - {id: one, when: {" + one +
                        "}, distance: 100}\n    - {id: other, when: {" + other + "}, distance: 50}\n");
}

}  // namespace

TEST_CASE("a rule that refers conflicts with no other") {
  CHECK(test::mistakes(test::beginning() + test::portions() + R"(responsibility:
  - {id: one, when: {km: "> 1"}, refers: true}
  - {id: two, when: {km: "> 2"}, refers: true}
  - {id: three, when: {km: "> 3"}, bears: {main: dealer}}
)")
            .empty());
}

TEST_CASE("the tests of a rule that refers are looked through like any other") {
  CHECK(test::mistakes(test::beginning() + test::portions() +
                       "validity:\n  - {id: v, refers: true, when: {colour: grey}}\n")
            .substr(0, 5) == "W0303");
  CHECK(test::mistakes(test::beginning() + test::portions() + "approvals:\n  - {id: a, refers: true, once_per: [km]}\n")
            .substr(0, 5) == "W0407");
}

TEST_CASE("unranked rules on ranges conflict where they meet") {
  CHECK(said_of_rules("km: \"[1..5]\"", "km: \"[5..9]\"") == overlap("km = 5"));
  CHECK(said_of_rules("km: \"< 6\"", "km: \"> 4\"") == overlap("km = 5"));
  CHECK(said_of_rules("km: \"[1..5]\"", "km: \"> 5\"").empty());
  CHECK(said_of_rules("km: \"[1..5[\"", "km: \"[5..9]\"").empty());
  CHECK(said_of_rules("km: \"< 5\"", "km: \"> 5\"").empty());
  CHECK(said_of_rules("km: \"not([1..5])\"", "km: \"[2..4]\"").empty());
  CHECK(said_of_rules("km: \"not(5)\"", "km: \"[5..6]\"") == overlap("km = 6"));
}

TEST_CASE("unranked rules on lists of values conflict where they share one") {
  CHECK(said_of_rules("colour: [red, green]", "colour: [green, blue]") == overlap("colour = green"));
  CHECK(said_of_rules("colour: not(red)", "colour: red").empty());
  CHECK(said_of_rules("colour: not(red)", "colour: [red, blue]") == overlap("colour = blue"));
  CHECK(said_of_rules("colour: \"not(red, green)\"", "colour: [red, green]").empty());
}

TEST_CASE("unranked rules on booleans and on several facts conflict where all of them can hold") {
  CHECK(said_of_rules("rented: true", "rented: false").empty());
  CHECK(said_of_rules("rented: true", "consent: true") == overlap("rented = true, consent = true"));
  CHECK(said_of_rules("rented: true, km: \"> 5\"", "consent: true, km: \"<= 5\"").empty());
  CHECK(said_of_rules("any: [{rented: true}, {colour: red}]", "colour: red, rented: false") ==
        overlap("rented = false, colour = red"));
  CHECK(said_of_rules("not: {rented: true}", "rented: true").empty());
}

TEST_CASE("unranked rules on absence conflict only where both can hold") {
  CHECK(said_of_rules("resold: null", "resold: not(null)").empty());
  CHECK(said_of_rules("resold: null", "rented: true") == overlap("resold = null, rented = true"));
}

TEST_CASE("unranked rules on derived names and on dates conflict where both can hold") {
  CHECK(said_of_rules("if: failed > sold", "if: failed < sold").empty());
  CHECK_FALSE(said_of_rules("if: failed > sold", "if: failed > sold + duration(\"P3M\")").empty());
  CHECK(said_of_rules("if: km > 100", "km: \"<= 100\"").empty());
}

TEST_CASE("unranked rules that agree, or are ranked by their order, do not conflict") {
  const std::string rules =
      "rules:\n    - {id: one, when: {km: \"[1..5]\"}, bears: {main: dealer}}\n"
      "    - {id: other, when: {km: \"[5..9]\"}, bears: {main: owner}}\n";
  CHECK(test::mistakes(test::beginning() + test::portions() + "responsibility:\n  choose: first\n  " + rules).empty());
  CHECK(test::mistakes(test::beginning() + test::portions() +
                       "responsibility:\n  - {id: one, when: {km: \"[1..5]\"}, bears: {main: dealer}}\n"
                       "  - {id: other, when: {km: \"[5..9]\"}, bears: {main: {dealer: 1}}}\n")
            .empty());
}

TEST_CASE("rules that could hold together only on claims that are rejected do not conflict") {
  const std::string validity = "validity:\n  - {id: wrong, when: {km: \"> 5\", rented: true}, at: km}\n";
  const std::string rules = test::beginning() + test::portions() +
                            "responsibility:\n  - {id: one, when: {rented: true}, bears: {main: dealer}}\n"
                            "  - {id: other, when: {km: \"> 5\"}, bears: {main: owner}}\n";
  CHECK_FALSE(test::mistakes(rules).empty());
  CHECK(test::mistakes(rules + validity).empty());
}

TEST_CASE("the constants at the ends of 64 bits are compared too") {
  CHECK(said_of_rules("if: km < 9223372036854775807", "km: \"< 9223372036854775807\"") != "");
  CHECK(said_of_rules("km: \"> -9223372036854775807\"", "rented: true") != "");
}

TEST_CASE("coverage rows of which one must hold neither overlap nor leave a hole") {
  CHECK(said_of_rows("unique", "km: \"< 5\"", "km: \">= 5\"").empty());
  CHECK(said_of_rows("unique", "km: \"<= 5\"", "km: \">= 5\"") ==
        "W0408 at \"other\": the coverage rows `one` and `other` can hold together and disagree, as where km = 5 (make "
        "their "
        "conditions exclude each other, or let their order count with `choose: first`)\n");
  CHECK(said_of_rows("first", "km: \"<= 5\"", "km: \">= 5\"").empty());
  for (const char* choose : {"unique", "first"}) {
    const std::string said = said_of_rows(choose, "km: \"< 5\"", "km: \"> 5\"");
    CHECK(said.substr(0, 5) == "W0409");
    CHECK(said.find("no coverage row holds where km = 5 (") != std::string::npos);
  }
  CHECK(said_of_rows("unique", "colour: [red, green]", "colour: blue, rented: false")
            .find("where colour = blue, rented = true") != std::string::npos);
}

TEST_CASE("of a coverage without rows it is said that there are none") {
  CHECK(test::mistakes(test::beginning() + test::portions() + "coverage: {rows: []}\n")
            .starts_with("W0409 at \"{rows: []}\": there is no coverage row ("));
}

TEST_CASE("rows of a lookup neither overlap nor leave a hole") {
  const auto said = [](const char* one, const char* other) {
    return test::mistakes(test::beginning() + test::portions() +
                          "lookups:\n  table:\n    choose: unique\n    rows:\n      - {id: one, when: {colour: " + one +
                          "}, far: 5}\n      - {id: other, when: {colour: " + other + "}, far: 7}\n");
  };
  CHECK(said("red", "not(red)").empty());
  CHECK(said("red", "green").find("W0409 at \"table\": no row of `table` holds where colour = blue") == 0);
  CHECK(said("[red, blue]", "[blue, green]").find("W0408 at \"other\"") == 0);
}

}  // namespace warrantor
