#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/text.hpp"
#include "expr/lone_expression.hpp"

namespace warrantor::expr {
namespace {

std::string told(std::string_view text, const std::vector<Given>& given = {}) {
  const auto expression = LoneExpression::compile(text, given);
  if (expression) return written(expression->evaluate());
  std::string faults;
  for (const LoneFault& fault : expression.error()) {
    faults += (faults.empty() ? "" : "; ") + (fault.given ? given[*fault.given].name : "expression") + ": " +
              fault.fault.message;
  }
  return faults;
}

std::string hangs_on(std::string_view text, const std::vector<Given>& given) {
  const auto expression = LoneExpression::compile(text, given);
  REQUIRE(expression);
  return type_of(expression->evaluate()) + ": " + base::join(expression->evaluate().hangs_on, " ");
}

Given known(std::string name, std::string text) { return {std::move(name), std::move(text), {}}; }
Given unknown(std::string name) { return {std::move(name), {}, {}}; }

TEST_CASE("an expression without names comes to its value") {
  CHECK(told("1 + 2") == "3");
  CHECK(told("2024-01-31 + duration(\"P1M\")") == "2024-02-29");
  CHECK(told("\"say \\\"a\\\"\"") == "\"say \\\"a\\\"\"");
  CHECK(told("null") == "none");
  CHECK(told("1 < 2 and 2 < 1") == "false");
}

TEST_CASE("durations are written with their units") {
  CHECK(told("duration(\"P26M\")") == "P2Y2M");
  CHECK(told("duration(\"P1Y\")") == "P1Y");
  CHECK(told("duration(\"P0M\")") == "P0M");
  CHECK(told("-duration(\"P14M\")") == "-P1Y2M");
  CHECK(told("2024-03-01 - 2024-02-01") == "P29D");
  CHECK(told("2024-02-01 - 2024-03-01") == "-P29D");
}

TEST_CASE("a name stands for the value that is given") {
  CHECK(told("n * 2", {known("n", "20 + 1")}) == "42");
  CHECK(told("sold + term", {known("sold", "2023-02-28"), known("term", "duration(\"P12M\")")}) == "2024-02-28");
  CHECK(told("a = \"x\"", {known("a", "\"x\"")}) == "true");
  CHECK(told("a = null", {known("a", "null")}) == "true");
  CHECK(told("a != null", {known("a", "5")}) == "true");
}

TEST_CASE("of an unknown name the type is found out from its use") {
  CHECK(told("a or true", {unknown("a")}) == "true");
  CHECK(told("a and true", {unknown("a")}) == "unknown");
  CHECK(told("a + 1", {unknown("a")}) == "unknown");
  CHECK(told("if a then d + duration(\"P1M\") > e else n > 3",
             {unknown("a"), unknown("d"), unknown("e"), known("n", "5")}) == "unknown");
  CHECK(told("if a then d > e else n > 3", {unknown("a"), known("d", "2"), known("e", "1"), known("n", "5")}) ==
        "true");
  CHECK(hangs_on("d + duration(\"P1M\") > 2024-01-01 and b", {unknown("b"), unknown("d")}) == "boolean: d b");
}

TEST_CASE("of many unknown names all have one type") {
  const std::vector<Given> five{unknown("a"), unknown("b"), unknown("c"), unknown("d"), unknown("e")};
  CHECK(told("a + b + c + d + e", five) == "unknown");
  CHECK(told("a + b + c + d > 2024-01-01 - e", five) != "unknown");
}

TEST_CASE("an unknown name may have a type that is told") {
  Given date = unknown("d");
  date.type = ValueType::date;
  CHECK(told("d > 2024-01-01", {date}) == "unknown");
  CHECK(told("d > 1", {date}).find("expression: ") == 0);
}

TEST_CASE("mistakes are told of the expression and of the values of names") {
  CHECK(told("1 + true") == "expression: a whole number and true or false cannot be added");
  CHECK(told("a + x", {known("a", "1 +")}).find("a: ") == 0);
  CHECK(told("a + x", {known("a", "1 +")}).find("; expression: `x` is not declared") != std::string::npos);
  CHECK(told("a", {known("a", "b"), known("b", "1")}) == "a: `b` is not declared");
}

TEST_CASE("what is written as a duration is not compared with digits") {
  CHECK(told("duration(\"P0D\") = 0") == "expression: `0` is a number, and stands beside a duration");
  CHECK(told("0 = duration(\"P0M\")") == "expression: `0` is a number, and stands beside a duration");
  CHECK(told("term = 12", {known("term", "duration(\"P1Y\")")}) == "true");
}

TEST_CASE("a name is one word of letters, digits and _") {
  CHECK(is_name("odometer_km"));
  CHECK(is_name("里程"));
  CHECK_FALSE(is_name("5"));
  CHECK_FALSE(is_name("if"));
  CHECK_FALSE(is_name("a b"));
  CHECK_FALSE(is_name("a.b"));
  CHECK_FALSE(is_name(" a"));
  CHECK_FALSE(is_name(""));
}

}  // namespace
}  // namespace warrantor::expr
