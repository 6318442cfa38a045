#include "audit/coverage.hpp"

#include <algorithm>

#include "small_policy.hpp"

using namespace warrantor;
using namespace warrantor::audit;
using namespace warrantor::audit::test;

namespace {

struct Report {
  Names gaps;
  bool is_complete = false;
};

/// What is lacking of one rule or name once the rows of a table (age, colour, price) were decided.
Report gaps_of(const Policy& policy, const std::string& owner, const std::string& rows) {
  const RuleTests tests = csv_tests(policy, "case,age,colour,price\n" + rows);
  REQUIRE(tests.mistakes.empty());
  Coverage coverage(policy);
  for (const RuleTest& test : tests.tests) (void)run_rule_test(policy, test, "en", &coverage, &coverage);
  Report report;
  report.is_complete = coverage.is_complete();
  for (const Shown& shown : coverage.shown()) {
    if (shown.owner != owner) continue;
    for (std::size_t way = 0; way < shown.seen.size(); ++way) {
      if (!shown.seen[way]) report.gaps.push_back((shown.text.empty() ? "" : shown.text + " ") + shown.gaps[way]);
    }
  }
  return report;
}

bool lacks(const Report& report, const std::string& gap) {
  return std::find(report.gaps.begin(), report.gaps.end(), gap) != report.gaps.end();
}

}  // namespace

TEST_CASE("without a case nothing is shown") {
  const Report report = gaps_of(small_policy(), "too-old", "");
  CHECK(report.gaps == Names{"was never at work", "was at work in every case", "age: >= 10 was never true",
                             "age: >= 10 was never false", "age: >= 10 was never tried one below the boundary",
                             "age: >= 10 was never tried at the boundary itself"});
}

TEST_CASE("a boundary wants the value itself and its neighbour, however often a condition was true and false") {
  const Policy policy = small_policy();
  const std::string far = "a,1,red,1\nb,100,red,1\n";
  CHECK(gaps_of(policy, "too-old", far).gaps == Names{"age: >= 10 was never tried one below the boundary",
                                                      "age: >= 10 was never tried at the boundary itself"});
  CHECK(gaps_of(policy, "too-old", "a,9,red,1\nb,10,red,1\n").gaps.empty());
}

TEST_CASE("an amount has its neighbour one minor unit away") {
  const Policy policy = small_policy();
  CHECK(lacks(gaps_of(policy, "too-dear", "a,1,red,1000.00\nb,1,red,1001.00\n"),
              "price: > 1000 was never tried one above the boundary"));
  CHECK(gaps_of(policy, "too-dear", "a,1,red,1000.00\nb,1,red,1000.01\n").gaps.empty());
}

TEST_CASE("each of a list of values is to be met") {
  const Policy policy = small_policy();
  CHECK(gaps_of(policy, "not-red", "a,1,red,1\nb,1,blue,1\n").gaps ==
        Names{"colour: blue, green was never met by `green`"});
  CHECK(gaps_of(policy, "not-red", "a,1,red,1\nb,1,blue,1\nc,1,green,1\n").gaps.empty());
}

TEST_CASE("an unknown fact makes a condition neither true nor false") {
  const Report report = gaps_of(small_policy(), "not-red", "a,1,,1\n");
  CHECK(lacks(report, "colour: blue, green was never true"));
  CHECK(lacks(report, "colour: blue, green was never false"));
}

TEST_CASE("cases that show everything make it complete") {
  const std::string rows = "a,9,red,1000.00\nb,10,blue,1000.01\nc,10,green,1\nd,10,blue,1\n";
  const Policy policy = small_policy();
  CHECK(gaps_of(policy, "send", rows).is_complete);
  CHECK_FALSE(gaps_of(policy, "send", "a,9,red,1000.00\n").is_complete);
}

TEST_CASE("versions can be shown, the last of them by the days that are left") {
  const auto policy = load_policy({{"made/rules.yaml", R"(rule_set: made
version: "1"
currency: CNY
parties: [seller, buyer]
approved_when_borne_by: seller
excluded_borne_by: buyer
valid_by: sold
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  sold: {type: date}
  age: {type: number}
  price: {of: line, type: money}
portions: {whole: {amount: price, else: seller}}
derived:
  counted:
    - {value: age, valid: {to: 2022-12-31}}
    - {value: age + 1, valid: {from: 2023-01-01}}
exclusions:
  - {id: too-old, when: {counted: "> 9"}}
  - {id: too-dear, when: {if: price > most}, valid: {to: 2023-12-31}}
settings:
  most:
    - {value: 5, type: money, valid: {to: 2022-12-31}}
    - {value: 8, type: money, valid: {from: 2023-01-01, to: 2023-12-31}}
)"}},
                                  "made/rules.yaml");
  REQUIRE(policy.has_value());
  const RuleTests tests = csv_tests(*policy,
                                    "case,sold,age,price\na,2022-12-31,9,1\nb,2022-12-31,10,1\n"
                                    "c,2023-01-01,8,8.00\nd,2023-01-01,9,8.01\ne,2023-12-31,9,8.01\n"
                                    "f,2024-01-01,9,8.01\ng,2022-12-31,9,5.01\n");
  Coverage coverage(*policy);
  for (const RuleTest& test : tests.tests) (void)run_rule_test(*policy, test, "en", &coverage, &coverage);
  CHECK(coverage.is_complete());
}

TEST_CASE("what is shown does not change with the form of the files") {
  const std::string head = R"(
rule_set: small
version: "1"
currency: CNY
parties: [seller, buyer]
approved_when_borne_by: seller
excluded_borne_by: buyer
facts:
  claim_id: {type: text, blank: reject}
  age: {type: number}
  line_id: {of: line, type: text, default: "1"}
portions: {whole: {amount: "1.00", else: seller}}
)";
  const auto count = [&head](const std::string& rules) {
    const auto policy = load_policy({{"small/rules.yaml", head + rules}}, "small/rules.yaml");
    if (!policy) FAIL(render(policy.error()));
    std::size_t ways = 0;
    const Coverage coverage(*policy);
    for (const Shown& shown : coverage.shown()) ways += shown.seen.size();
    return ways;
  };
  const std::size_t in_one_line = count("exclusions: [{id: odd, when: {if: age = 1 or age = 3 or age > 7}}]\n");
  const std::size_t in_several = count(
      "exclusions:\n  - id: odd\n    when:\n      if: >-\n        age = 1\n"
      "        or age = 3\n        or age > 7\n");
  CHECK(in_one_line == 2 + 3 * 2 + 2);
  CHECK(in_several == in_one_line);
}

TEST_CASE("the report names what is lacking with its place, and rounds down") {
  const Policy policy = small_policy();
  const std::string text = describe_coverage(Coverage(policy), "here/");
  INFO(text);
  CHECK(text.find("here/small/rules.yaml:18:32: too-old `age: >= 10` was never true\n") != std::string::npos);
  CHECK(text.find("  all         0.0 % (0 of ") != std::string::npos);
}

TEST_CASE("a rule that refers has to be at work in a test, and not in every one") {
  const Policy policy = small_policy_of(R"(  age: {type: number, minimum: 0}
  colour: {of: line, values: [red, blue]}
  line_id: {of: line, type: text, default: "1"}
  price: {of: line, type: money, minimum: 0, default: 0.00}
portions:
  whole: {amount: price, else: seller}
validity:
  - {id: odd, refers: true, when: {age: "> 150"}}
)");
  CHECK(lacks(gaps_of(policy, "odd", "a,7,red,5\n"), "was never at work"));
  const Report report = gaps_of(policy, "odd", "a,150,red,5\nb,151,red,5\n");
  CHECK(report.gaps.empty());
}
