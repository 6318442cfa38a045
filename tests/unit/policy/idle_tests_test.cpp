#include <doctest/doctest.h>

#include <string>

#include "unit/policy/helpers.hpp"

// A test that every value passes, or none, is rarely what its writer meant.
namespace warrantor {
namespace {

constexpr const char* facts =
    "  months: {type: months, minimum: 1, maximum: 60}\n"
    "  worn: {of: line, type: boolean}\n"
    "  price: {of: line, type: money, minimum: 0}\n"
    "  number: {type: number}\n";

std::string warned_of(const std::string& rules) {
  const Policy policy = test::loaded(test::beginning() + facts + test::portions() + rules);
  std::string text;
  for (const Diagnostic& warning : policy.warnings()) {
    CHECK(warning.severity == Severity::warning);
    text += test::short_text(warning).substr(0, test::short_text(warning).find(" (")) + "\n";
  }
  return text;
}

std::string of_test(const std::string& test) { return warned_of("exclusions:\n  - {id: x, when: {" + test + "}}\n"); }

// Whether a test is said to let everything or nothing pass: `all`, `none`, or neither.
std::string idle(const std::string& test) {
  const std::string warning = of_test(test);
  if (warning.empty()) return "";
  CHECK(warning.substr(0, 5) == "W0411");
  if (warning.find(" passes this test") == std::string::npos) return warning;
  return warning.find(": every value of ") != std::string::npos ? "all" : "none";
}

}  // namespace

TEST_CASE("a test that every value passes is told") {
  CHECK(of_test("km: '> 1000, < 50000'") == "W0411 at \"'> 1000, < 50000'\": every value of `km` passes this test\n");
  CHECK(idle("km: [\">= 1000\", \"<= 50000\"]") == "all");
  CHECK(idle("colour: [not(red), not(green)]") == "all");
  CHECK(idle("colour: [red, green, blue]") == "all");
  CHECK(idle("rented: [true, false]") == "all");
  CHECK(idle("km: \">= 0\"") == "all");
  CHECK(idle("months: \"[1..60]\"") == "all");
  CHECK(idle("worn: not(null)") == "all");
  CHECK(idle("number: [\"<= 5\", \"> 5\"]") == "all");
}

TEST_CASE("a test that no value passes is told") {
  CHECK(of_test("km: '[60000..10000]'") ==
        "W0411 at \"'[60000..10000]'\": no value that `km` can have passes this test\n");
  CHECK(idle("km: -5") == "none");
  CHECK(idle("km: \"< 0\"") == "none");
  CHECK(idle("months: 61") == "none");
  CHECK(idle("price: \"< 0\"") == "none");
  CHECK(idle("sold: null") == "none");
  CHECK(idle("colour: null") == "none");
  CHECK(idle("colour: 'not(red, green, blue)'") == "none");
  CHECK(idle("number: \"> 1000000000000000\"") == "none");
}

TEST_CASE("a test that some values pass is not told") {
  for (const char* test : {"km: \"> 1000\"",
                           "km: \"[1000..50000]\"",
                           "km: 0",
                           "km: \"> 0\"",
                           "km: [\"< 1000\", \"> 50000\"]",
                           "km: \"not([5..6])\"",
                           "colour: red",
                           "colour: [red, green]",
                           "colour: not(red)",
                           "colour: 'not(red, green)'",
                           "rented: true",
                           "resold: null",
                           "resold: not(null)",
                           "months: 60",
                           "months: \"< 60\"",
                           "price: 0",
                           "number: \"> 999999999999999\"",
                           "number: \"> 5000000000000\"",
                           "note: '\"a\"'",
                           "km: \"> number\"",
                           "sold: \"<= failed\"",
                           "sold: 'date(\"2024-01-05\")'"}) {
    CAPTURE(test);
    CHECK(of_test(test).empty());
  }
}

TEST_CASE("a dash asks nothing and is not told") {
  CHECK(idle("km: \"-\"").empty());
  CHECK(idle("colour: \"-\"").empty());
}

TEST_CASE("idle tests are told wherever they stand, each once") {
  CHECK(warned_of("coverage:\n  rows:\n    - {id: one, when: {km: '[9..5]'}}\n    - {id: two}\n").substr(0, 23) ==
        "W0411 at \"'[9..5]'\": no");
  CHECK(warned_of("lookups:\n  t:\n    choose: first\n    rows:\n      - {id: a, when: {km: '[9..5]'}, far: 1}\n      "
                  "- {id: b, far: 2}\n")
            .substr(0, 23) == "W0411 at \"'[9..5]'\": no");
  CHECK(warned_of("steps:\n  - {id: s, when: {km: '[9..5]'}, text: {en: a}}\n").substr(0, 23) ==
        "W0411 at \"'[9..5]'\": no");
  const std::string twice = warned_of(
      "exclusions:\n  - for: {km: '[9..5]'}\n    rules:\n      - {id: x, when: {rented: true}}\n      - {id: y, when: "
      "{rented: false}}\n");
  CHECK(twice == "W0411 at \"'[9..5]'\": no value that `km` can have passes this test\n");
}

TEST_CASE("the shipped rule sets load without warnings") {
  for (const char* name : {"zhengzhou-nissan"}) {
    CAPTURE(name);
    const auto policy = load_policy(std::string(WARRANTOR_SOURCE_DIR "/rules/") + name);
    REQUIRE(policy.has_value());
    CHECK(policy->warnings().empty());
  }
}

}  // namespace warrantor
