#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/claim.hpp>
#include <warrantor/decision.hpp>
#include <warrantor/diagnostic.hpp>
#include <warrantor/expected.hpp>
#include <warrantor/policy.hpp>

#include "engine/observed.hpp"

namespace warrantor::audit {

using Names = std::vector<std::string>;

/// What a case says of the decision on one line. Only what is given is compared.
struct ExpectedLine {
  std::optional<Outcome> outcome;
  std::optional<Names> reasons;  ///< ids of rules, in any order
  std::optional<Names> missing;  ///< names of facts, in any order
  std::optional<Names> pending;
  std::optional<Names> steps;                                 ///< ids, in their order
  std::optional<std::string> coverage;                        ///< id of the row; empty: there is none
  std::map<std::string, std::int64_t, std::less<>> pays;      ///< minor units by party
  bool others_pay_nothing = false;                            ///< parties that `pays` does not name
  std::map<std::string, std::int64_t, std::less<>> advances;  ///< minor units by party: who pays first
  bool others_advance_nothing = false;
  std::optional<std::int64_t> open;  ///< minor units
};

/// Values by name, as decisions write them; `null` for one that is not told.
using ExpectedValues = std::map<std::string, std::string, std::less<>>;

struct ExpectedGrant {
  std::string id;
  ExpectedValues values;  ///< of those that go with it; others are not compared
};

struct Expectation {
  std::optional<Outcome> outcome;  ///< of the claim
  std::optional<Names> rejected;   ///< ids of validity rules; facts that must be stated and are not
  std::vector<ExpectedLine> lines;
  std::optional<std::vector<ExpectedGrant>> grants;  ///< in their order
  ExpectedValues figures;
};

/// A case that stands beside a rule set: a claim, and what must come out. Must not outlive its policy.
struct RuleTest {
  explicit RuleTest(const Policy& policy) : claim(policy.new_claim()) {}

  std::string name;
  std::string file;
  std::uint32_t line = 0;
  std::vector<Claim> given;  ///< claims that are decided before it
  Claim claim;
  Expectation expected;
};

/// The cases of a rule set in the order of their files. With an error among the mistakes none should be run.
struct RuleTests {
  std::vector<RuleTest> tests;
  Diagnostics mistakes;
};

/// Reads all *.yaml and *.csv files of `tests/` in the folder of a rule set (`path` names the folder or its
/// rules.yaml). Without such a folder there is no case. The Error is a file that cannot be read. `level` is how many
/// rule sets took over the cases of the next one.
[[nodiscard]] Expected<RuleTests> load_rule_tests(const Policy& policy, const std::string& path, int level = 0);

/// The cases of one YAML file or CSV table; `file` is its name for messages. A YAML file may take over those of another
/// rule set instead, whose folder it names from that of its own.
void read_yaml_tests(const Policy& policy, const std::string& file, std::string text, RuleTests& tests, int level = 0);
void read_csv_tests(const Policy& policy, const std::string& file, std::string text, RuleTests& tests);

/// One key of an expectation that is not met.
struct Difference {
  std::string key;  ///< `reasons`, `lines[1].outcome`
  std::string expected;
  std::string actual;
};

struct RuleTestResult {
  const RuleTest* test = nullptr;
  std::vector<Difference> differences;
  std::string trace;  ///< of a failed case: why its lines are decided as they are

  [[nodiscard]] bool passed() const noexcept { return differences.empty(); }
};

/// Decides a case and compares. An observer (null: none) is told of all that is evaluated, and `decided` where given of
/// every decision, also those on the claims before it.
class DecisionSink {
 public:
  DecisionSink() = default;
  DecisionSink(const DecisionSink&) = delete;
  DecisionSink& operator=(const DecisionSink&) = delete;
  virtual ~DecisionSink() = default;
  virtual void decided(const Decision& decision) = 0;
};
[[nodiscard]] RuleTestResult run_rule_test(const Policy& policy, const RuleTest& test, std::string_view language,
                                           expr::Observer* observer = nullptr, DecisionSink* sink = nullptr);

/// A failed case as text: where it stands, what differs, the trace, which is in the language of its run.
[[nodiscard]] std::string describe_failure(const RuleTestResult& result, std::string_view language = "en");

/// The results in the XML that JUnit writes and CI systems read; a suite a file.
[[nodiscard]] std::string junit_of(const std::vector<RuleTestResult>& results);

}  // namespace warrantor::audit
