#include <doctest/doctest.h>

#include <string>

#include "unit/policy/helpers.hpp"

namespace warrantor {
namespace {

// `rest` may speak of miles, metres (of depth), a limit and settings in either unit.
std::string said_of(const std::string& rest) {
  return test::mistakes(R"(rule_set: made
version: "1"
currency: USD
parties: [maker, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  miles: {type: number, unit: mi, minimum: 0}
  far: {type: decimal, unit: km}
  plain: {type: number}
  cost: {of: line, type: money, minimum: 0, default: 0}
settings:
  most: {value: 60000, unit: km}
  most_miles: {value: 36000, unit: mi}
portions:
  main: {amount: cost, else: maker}
)" + rest);
}

std::string excluded_where(const std::string& condition) {
  return said_of("exclusions:\n  - {id: a, when: {if: '" + condition + "'}}\n");
}

const std::string help =
    " (nothing is converted: multiply one of them first by what makes it the other's unit, as in "
    "`round half up(miles * 1.609344, 0)`; a product has no unit)\n";

}  // namespace

TEST_CASE("a limit in miles is not set by a setting in kilometres") {
  const std::string coverage =
      "limits:\n  dist: {id: x, of: miles}\ncoverage:\n  expiry_takes: all\n  rows:\n    - {id: b, dist: ";
  CHECK(said_of(coverage + "most_miles}\n").empty());
  CHECK(said_of(coverage + "50000}\n").empty());
  CHECK(said_of(coverage + "most}\n") ==
        "W0404 at \"most\": `dist` is measured in mi, and this is in km (nothing is converted: write it in mi)\n");
}

TEST_CASE("values of two units are neither compared nor added up, until one is multiplied") {
  CHECK(excluded_where("miles > most") == "W0404 at \"most\": `miles` is in mi, and `most` is in km" + help);
  CHECK(excluded_where("most_miles - most > 5") ==
        "W0404 at \"most\": `most_miles` is in mi, and `most` is in km" + help);
  CHECK(excluded_where("far < miles + 1") == "W0404 at \"miles + 1\": `far` is in km, and `miles + 1` is in mi" + help);
  CHECK(excluded_where("miles > max(most_miles, plain) and far > most").empty());
  CHECK(excluded_where("miles * 1.609344 > most").empty());
  CHECK(excluded_where("miles / most_miles > far / most").empty());
}

TEST_CASE("values keep their unit in lists and through functions that do not turn it into another") {
  CHECK(excluded_where("abs(most) > miles") == "W0404 at \"miles\": `abs(most)` is in km, and `miles` is in mi" + help);
  for (const char* const mixed :
       {"list contains([miles], most)", "[miles, 5][1] > most", "sum([miles, 5]) > most", "modulo(miles, most) > 0",
        "modulo(most, 7) > miles", "mean([miles]) > far", "max([miles, 5]) > most", "min(reverse([miles])) > most",
        "count(append([miles], most)) > 0", "count(union([miles], [most])) > 0", "count(index of([miles], most)) > 0",
        "sum(sublist([miles, 5], 1)) > most", "sum(for one in [1, 2] return one + miles) > most", "[miles] = [most]",
        "sum(distinct values([miles])) > most", "sum(concatenate([5], [miles])) > most"}) {
    CAPTURE(mixed);
    CHECK(excluded_where(mixed).substr(0, 5) == "W0404");
  }
  for (const char* const sound :
       {"list contains([miles, 5], most_miles)", "[miles, 5][1] > most_miles", "[most, 5][miles] > most",
        "modulo(miles, 5000) > most_miles", "sum(sublist([most, 5], miles)) > most",
        "count(index of([miles], 5)) > most", "sum(for one in [miles] return one * 1.609344) > most"}) {
    CAPTURE(sound);
    CHECK(excluded_where(sound).empty());
  }
}

TEST_CASE("a unit goes with a name, and a test of a fact asks in its unit") {
  CHECK(said_of("derived:\n  driven: miles - 5\nexclusions:\n  - {id: a, when: {driven: '> most'}}\n") ==
        "W0404 at \"most\": `driven` is in mi, and `most` is in km" + help);
  CHECK(said_of("exclusions:\n  - {id: a, when: {miles: '> most_miles'}}\n").empty());
}

TEST_CASE("a value in quotes is not needed where a declared value looks like a number or a difference") {
  const auto said = [](const std::string& value) {
    std::string rules =
        test::beginning() + test::portions() + "exclusions:\n  - {id: a, when: {model: " + value + "}}\n";
    const std::string place = "  note: {type: text}\n";
    rules.insert(rules.find(place), "  model: {values: [3RWD, 330i, \"3\", F-150, CX-5, ID.4, plain]}\n");
    return test::mistakes(rules);
  };
  for (const char* const value : {"3RWD", "330i", "3", "F-150", "CX-5", "ID.4", "plain", "[F-150, 3RWD]"})
    CHECK(said(value).empty());
  const std::string in_quotes = " (write `\"F-150\"` in quotes)\n";
  for (const char* const value : {"not(F-150)", "'F-150, plain'", "'plain, F-150'"}) {
    CAPTURE(value);
    CHECK(said(value) == "W0303 at \"F\": `F` is not a value of `model`" + in_quotes);
  }
  CHECK(said("not(\"F-150\")").empty());
  CHECK(said("3RW") ==
        "W0301 at \"3RW\": `3RW` is not a number (write numbers without a unit; names begin with a letter, and a value "
        "of a list that does not is written in quotes: `\"3RW\"`)\n");
}

TEST_CASE("what a list of truths holds is called as conditions can ask for it") {
  const auto said = [](const std::string& members) {
    std::string rules = test::beginning() + test::portions();
    const std::string place = "  note: {type: text}\n";
    rules.insert(rules.find(place), "  papers: {type: list, values: [" + members + "], blank: unknown}\n");
    return test::mistakes(rules);
  };
  CHECK(said("way_bill, Scan3").empty());
  const std::string help =
      " (write letters, digits and `_`, and what people read as its title: conditions ask for it as `papers.…`)\n";
  CHECK(said("way-bill") == "W0204 at \"way-bill\": `way-bill` cannot be the name of a value of a `list`" + help);
  CHECK(said("way.bill") == "W0204 at \"way.bill\": `way.bill` cannot be the name of a value of a `list`" + help);
}

TEST_CASE("a hole that an extension makes by dropping a row is shown where it drops it") {
  const std::string base = test::beginning() + test::portions() +
                           "lookups:\n  t:\n    rows:\n      - {id: hired, when: {rented: true}, c: 1}\n"
                           "      - {id: own, when: {rented: false}, c: 2}\n";
  const std::string own = "rule_set: own\nversion: \"1\"\nextends: ../made\ndrop: [own]\n";
  const auto policy = load_policy({{"made/rules.yaml", base}, {"own/rules.yaml", own}}, "own/rules.yaml");
  REQUIRE_FALSE(policy.has_value());
  REQUIRE(policy.error().size() == 1);
  const Diagnostic& hole = policy.error().front();
  CHECK(hole.code == "W0409");
  CHECK(hole.span.file == "own/rules.yaml");
  CHECK(hole.span.line == 4);
  CHECK(hole.message == "no row of `t` holds where rented = false, now that `own` is dropped");
}

TEST_CASE("of several rows that an extension drops the one that left the hole is named") {
  const std::string base = test::beginning() + test::portions() +
                           "coverage:\n  choose: first\n  expiry_takes: [main]\n  rows:\n"
                           "    - {id: hired-red, when: {colour: red, rented: true}}\n"
                           "    - {id: red, when: {colour: red}}\n    - {id: green, when: {colour: green}}\n"
                           "    - {id: blue, when: {colour: [blue]}}\n";
  const auto hole_without = [&base](const std::string& dropped) {
    const std::string own = "rule_set: own\nversion: \"1\"\nextends: ../made\ndrop: [" + dropped + "]\n";
    const auto policy = load_policy({{"made/rules.yaml", base}, {"own/rules.yaml", own}}, "own/rules.yaml");
    REQUIRE_FALSE(policy.has_value());
    return test::short_text(policy.error().front());
  };
  const std::string help = " (add a row for it: a claim that no row speaks of could not be decided)";
  CHECK(hole_without("hired-red, green") ==
        "W0409 at \"green\": no coverage row holds where colour = green, now that `green` is dropped" + help);
  CHECK(hole_without("hired-red, blue") ==
        "W0409 at \"blue\": no coverage row holds where colour = blue, now that `blue` is dropped" + help);
}

}  // namespace warrantor
