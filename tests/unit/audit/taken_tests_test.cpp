#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "small_policy.hpp"

using namespace warrantor;
using namespace warrantor::audit;
using namespace warrantor::audit::test;

namespace fs = std::filesystem;

namespace {

/// Rule sets of cases alone, in a folder of their own.
class RuleSets {
 public:
  RuleSets() : path_(fs::temp_directory_path() / ("warrantor-taken-tests-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
  }
  RuleSets(const RuleSets&) = delete;
  RuleSets& operator=(const RuleSets&) = delete;
  ~RuleSets() { fs::remove_all(path_); }

  void write(const std::string& rule_set, const std::string& name, const std::string& text) const {
    fs::create_directories(path_ / rule_set / "tests");
    std::ofstream(path_ / rule_set / "tests" / name) << text;
  }
  [[nodiscard]] RuleTests cases_of(const Policy& policy, const std::string& rule_set) const {
    auto tests = load_rule_tests(policy, (path_ / rule_set).string());
    REQUIRE(tests);
    return std::move(*tests);
  }

 private:
  fs::path path_;
};

std::string mistakes_in(const std::string& file) {
  const Policy policy = small_policy();
  const RuleSets sets;
  sets.write("small", "cases.csv", "case,colour,expect.outcome\nred,red,approved\n");
  sets.write("large", "taken.yaml", file);
  std::string messages;
  for (const Diagnostic& mistake : sets.cases_of(policy, "large").mistakes) messages += mistake.message + "\n";
  return messages;
}

}  // namespace

TEST_CASE("the cases of another rule set are taken over, and each states what the file adds") {
  const Policy policy = small_policy();
  const RuleSets sets;
  sets.write("small", "cases.csv",
             "case,age,colour,expect.outcome,expect.reasons\nno age,,red,denied,too-old\nyoung,3,red,approved,-\n");
  sets.write("small", "more.yaml", "[{name: blue, claim: {colour: blue}, expect: {reasons: [too-old, not-red]}}]");
  sets.write("large", "taken.yaml", "cases_of: ../small\nclaim: {age: 12}");
  sets.write("large", "own.yaml", "[{name: own, claim: {colour: red, age: 4}, expect: {outcome: approved}}]");
  const RuleTests tests = sets.cases_of(policy, "large");
  CHECK(tests.mistakes.empty());
  REQUIRE(tests.tests.size() == 4);
  for (const RuleTest& test : tests.tests) CHECK(run_rule_test(policy, test, "en").passed());
  CHECK(tests.tests[0].name == "own");
  CHECK(tests.tests[1].file.ends_with("small/tests/cases.csv"));
}

TEST_CASE("cases may be taken over from a rule set that takes over others") {
  const Policy policy = small_policy();
  const RuleSets sets;
  sets.write("small", "cases.csv", "case,colour,expect.outcome\nred,red,denied\n");
  sets.write("middle", "taken.yaml", "{cases_of: ../small, claim: {age: 12}}");
  sets.write("large", "taken.yaml", "{cases_of: ../middle, claim: {age: 3}}");
  const RuleTests tests = sets.cases_of(policy, "large");
  REQUIRE(tests.tests.size() == 1);
  CHECK(run_rule_test(policy, tests.tests.front(), "en").passed());
}

TEST_CASE("what cannot be taken over is told") {
  CHECK(mistakes_in("{cases_of: ../small, claim: {age: 3}}").empty());
  CHECK(mistakes_in("{claim: {age: 3}}").find("a list of cases") != std::string::npos);
  CHECK(mistakes_in("{cases_of: [../small]}").find("expected a text for `cases_of`") != std::string::npos);
  CHECK(mistakes_in("{cases_of: ../smal}").find("there are no cases beside `../smal`") != std::string::npos);
  CHECK(mistakes_in("{cases_of: ../small, claims: {age: 3}}").find("unknown key `claims`") != std::string::npos);
  CHECK(mistakes_in("{cases_of: ../small, claim: {agee: 3}}").find("`agee`") != std::string::npos);
  CHECK(mistakes_in("{cases_of: ../small, claim: {age: -3}}").find("-3") != std::string::npos);
  CHECK(mistakes_in("{cases_of: ../small, claim: {colour: red}}").find("cannot be stated for all cases") !=
        std::string::npos);
  CHECK(mistakes_in("{cases_of: ../large}").find("in a circle") != std::string::npos);
}
