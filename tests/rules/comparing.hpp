#pragma once

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "audit/diff.hpp"
#include "audit/rule_test.hpp"

namespace warrantor::test {

/// Hears nothing.
class NoReports final : public batch::Reports {
 public:
  void reject(const io::Fault&) override {}
  void warn(const io::Warning&) override {}
  void fail(const io::Fault& fault) override { FAIL(fault.message); }
};

class NoLines final : public audit::ChangedLineSink {
 public:
  void add(const audit::ChangedLine&) override {}
};

/// Both policies on the 600 claims of the conformance cases.
inline audit::DiffTotals compare(const Policy& old_policy, const Policy& new_policy) {
  batch::Inputs inputs;
  inputs.claims = {WARRANTOR_SOURCE_DIR "/tests/conformance/zhengzhou-nissan/claims.jsonl"};
  NoReports reports;
  NoLines lines;
  const audit::DiffTotals totals = audit::diff({old_policy, new_policy, inputs, inputs, {}, reports, lines, "en"});
  CHECK(totals.claims == 600);
  CHECK(totals.lines == 944);
  return totals;
}

/// How many of the cases beside the rule set fail under a policy.
inline std::size_t failing_cases(const Policy& policy) {
  const auto tests = audit::load_rule_tests(policy, WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan");
  REQUIRE(tests);
  REQUIRE_MESSAGE(!has_errors(tests->mistakes), render(tests->mistakes));
  std::size_t failing = 0;
  for (const audit::RuleTest& test : tests->tests)
    failing += audit::run_rule_test(policy, test, "en").passed() ? 0U : 1U;
  return failing;
}

}  // namespace warrantor::test
