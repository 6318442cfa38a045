#include <doctest/doctest.h>

#include <string>

#include "audit/expression_cases.hpp"

namespace warrantor::audit {
namespace {

ExpressionCase made(std::string expression, StatedValue expected, std::vector<expr::Given> given = {}) {
  ExpressionCase test;
  test.suite = "suite";
  test.id = "7";
  test.expression = std::move(expression);
  test.expected = std::move(expected);
  test.given = std::move(given);
  return test;
}
StatedValue stated(std::string type, std::string text) { return {std::move(type), std::move(text), {}}; }
const StatedValue nothing{"null", {}, {}};
const expr::Given unknown_a{"a", {}, {}};

std::string told(const ExpressionCase& test) { return describe(test, run_expression_case(test)); }
std::string_view kind(const ExpressionCase& test) { return name_of(run_expression_case(test).kind); }

ExpressionCase error(ExpressionCase test) {
  test.is_error = true;
  return test;
}

TEST_CASE("a case passes where the expression comes to the value that is stated") {
  CHECK(told(made("1 + 2", stated("decimal", "3"))) == "pass suite 7: 1 + 2 → 3");
  CHECK(kind(made("1 + 2", stated("decimal", "3.00"))) == "pass");
  CHECK(kind(made("duration(\"P1Y\")", stated("duration", "P12M"))) == "pass");
  CHECK(kind(made("duration(\"P0D\")", stated("duration", "PT0S"))) == "pass");
  CHECK(kind(made("\"a\"", stated("string", "a"))) == "pass");
  CHECK(kind(made("date(\"2024-01-05\")", stated("date", "2024-01-05"))) == "pass");
}

TEST_CASE("a case is wrong where the value is another, or of another type") {
  CHECK(told(made("1 +\n  2", stated("decimal", "4"))) == "wrong suite 7: 1 + 2 → 3, expected 4");
  CHECK(kind(made("duration(\"P1M\")", stated("duration", "P1D"))) == "wrong");
  CHECK(kind(made("duration(\"P0M\")", stated("duration", "PT0S"))) == "wrong");
  CHECK(kind(made("\"3\"", stated("decimal", "3"))) == "wrong");
  CHECK(kind(made("1 + 2", nothing)) == "wrong");
  CHECK(kind(made("null", stated("decimal", "3"))) == "wrong");
}

TEST_CASE("a null that is stated is met by unknown, and by none unless an error is expected") {
  CHECK(kind(made("a and true", nothing, {unknown_a})) == "pass");
  CHECK(kind(made("null", nothing)) == "pass");
  CHECK(kind(error(made("null", nothing))) == "wrong");
  CHECK(kind(error(made("a and true", nothing, {unknown_a}))) == "pass");
}

TEST_CASE("a diagnostic meets an error and is otherwise unsupported") {
  CHECK(kind(error(made("1 + true", nothing))) == "pass");
  CHECK(kind(made("1 + true", nothing)) == "unsupported");
  CHECK(told(made("nonsense(1)", stated("decimal", "1"))).find("unsupported suite 7: nonsense(1) → refused: ") == 0);
}

TEST_CASE("an `if`, `=` or `!=` over what is unknown deviates, and nothing else does") {
  const StatedValue truth = stated("boolean", "false");
  CHECK(kind(made("if a then 1 else 2", stated("decimal", "2"), {unknown_a})) == "deviates");
  CHECK(kind(made("a = 1", truth, {unknown_a})) == "deviates");
  CHECK(kind(made("1 != a", truth, {unknown_a})) == "deviates");
  CHECK(kind(made("a > 1", truth, {unknown_a})) == "wrong");
  CHECK(kind(made("if a then 1 else 1", stated("decimal", "2"), {unknown_a})) == "wrong");
}

TEST_CASE("totals count every kind") {
  CaseTotals totals;
  for (const CaseKind one : {CaseKind::passes, CaseKind::passes, CaseKind::deviates, CaseKind::wrong}) totals.add(one);
  totals.add(CaseKind::unsupported);
  CHECK(describe(totals) == "pass 2, deviates 1, unsupported 1, wrong 1");
}

}  // namespace
}  // namespace warrantor::audit
