#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "audit/expression_cases.hpp"

// Expressions of the DMN Technology Compatibility Kit: tests/conformance/feel/README.md.
namespace warrantor::audit {
namespace {

// Of the 316 cases that give a value, as many as pass: to be raised with every construct that is added.
constexpr std::size_t least_passing_values = 305;
constexpr std::size_t values = 316;
constexpr std::size_t all = 579;

std::vector<ExpressionCase> load() {
  auto cases = load_expression_cases(WARRANTOR_SOURCE_DIR "/tests/conformance/feel/cases.jsonl");
  REQUIRE(cases);
  REQUIRE(*cases);
  return **cases;
}

TEST_CASE("no expression of the compatibility kit comes to a wrong value, and as many pass as did") {
  const std::vector<ExpressionCase> cases = load();
  CHECK(cases.size() == all);
  std::size_t with_value = 0;
  std::size_t passing = 0;
  for (const ExpressionCase& test : cases) {
    const CaseResult result = run_expression_case(test);
    CAPTURE(describe(test, result));
    CHECK(result.kind != CaseKind::wrong);
    if (test.expected.is_null()) continue;
    ++with_value;
    passing += result.kind == CaseKind::passes ? 1U : 0U;
  }
  CHECK(with_value == values);
  MESSAGE(passing, " of ", with_value, " cases with a value pass");
  CHECK(passing >= least_passing_values);
}

}  // namespace
}  // namespace warrantor::audit
