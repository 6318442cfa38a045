#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>
#include <string_view>

#include "expr/functions.hpp"
#include "unit/expr/typed_lab.hpp"

using namespace warrantor;
using namespace warrantor::expr;

namespace {

/// Whether a value is kept in the way that its type says.
bool is_kept_as(const Value& value, const Type& type) {
  if (!value.is_known()) return true;
  if (type.kind == ValueType::decimal) return value.is_decimal();
  return type.kind == ValueType::text ? value.is_text() : value.is_integer();
}

/// Evaluates a call, if it may be called so; whether it was.
bool try_call(TypedLab& lab, const std::string& call) {
  CAPTURE(call);
  const auto node = lab.compile(call);
  if (!node) return false;
  Evaluator evaluator(lab.program, lab.schema, lab.facts);
  CHECK(is_kept_as(evaluator.evaluate(*node), lab.program.node(*node).type));
  return true;
}

}  // namespace
TEST_CASE("every function can be called by its arguments in order and by their names") {
  TypedLab lab;
  for (const char* condition : {
           "decimal(1/3, 2.5) = 0.33",
           "decimal(n: 1/3, scale: 2) = 0.33",
           "floor(-1.5) = -2",
           "floor(1.56, 1) = 1.5",
           "ceiling(-1.56, 1) = -1.5",
           "round up(1.121, 2) = 1.13",
           "round down(scale: 2, n: -1.126) = -1.12",
           "round half up(5.5, 0) = 6",
           "round half down(5.5, 0) = 5",
           "abs(-3) = 3",
           "abs(-2.5) = 2.5",
           "abs(duration(\"-P1Y\")) = duration(\"P12M\")",
           "abs(duration(\"-P1D\")) = duration(\"P1D\")",
           "modulo(-10, 4) = 2",
           "modulo(dividend: 10.1, divisor: -4.5) = -3.4",
           "even(4)",
           "odd(number: 3.0)",
           "number(\"-12.50\") = -12.5",
           "number(from: \"1.234,5\", grouping separator: \".\", decimal separator: \",\") = 1234.5",
           "string length(string: \"横綱\") = 2",
           "substring(\"foobar\", 3, 3) = \"oba\"",
           "substring(string: \"foobar\", start position: -2) = \"ar\"",
           "substring before(\"Hello World\", \" \") = \"Hello\"",
           "substring after(string: \"Hello World\", match: \" \") = \"World\"",
           "upper case(\"abc\") + lower case(\"DEF\") = \"ABCdef\"",
           "contains(\"foobar\", \"o\")",
           "starts with(\"foobar\", \"foo\") and ends with(string: \"foobar\", match: \"bar\")",
           "string(5) + string(2.50) + string(true) = \"52.50true\"",
           "string(date(\"2024-01-05\")) = \"2024-01-05\"",
           "string(duration(\"P26M\")) + string(duration(\"PT48H\")) = \"P2Y2MP2D\"",
           "date(year: 2017, month: 8, day: 30) = date(\"2017-08-30\")",
           "date(date(\"2017-10-11\")) = date(from: \"2017-10-11\")",
           "day of week(date(\"2018-12-10\")) = \"Monday\"",
           "day of year(date: date(\"2018-02-01\")) = 32",
           "month of year(date(\"2018-02-01\")) = \"February\"",
           "week of year(date(\"2021-01-03\")) = 53",
           "last day of month(date(\"2024-02-10\")) = date(\"2024-02-29\")",
           "months begun(from: date(\"2023-01-10\"), to: date(\"2024-01-11\")) = 13",
           "years and months duration(date(\"2013-08-24\"), date(\"2011-12-22\")) = duration(\"-P1Y8M\")",
           "list contains(element: 2, list: [1, 2])",
           "count(list: [1, 2]) = 2",
           "duration(from: \"P1Y\") = duration(\"P12M\")",
       }) {
    CAPTURE(condition);
    CHECK(lab.value(condition) == "true");
  }
}

TEST_CASE("a function takes facts, and what is unknown or has no value leaves its result so") {
  TypedLab lab;
  CHECK(lab.value("string length(note) > 3") == "unknown");
  lab.set("note", Value::text("D22"));
  CHECK(lab.value("string length(note)") == "3");
  CHECK(lab.value("substring(note, 1, 1) = \"D\"") == "true");
  CHECK(lab.value("substring(note, 9)") == "undefined");
  CHECK(lab.value("string length(substring(note, 9))") == "undefined");
  CHECK(lab.value("modulo(n, 0) = 1") == "unknown");
  lab.set("n", 7);
  CHECK(lab.value("modulo(n, 0) = 1") == "undefined");
  CHECK(lab.value("modulo(n, 4)") == "3");
  CHECK(lab.value("round half up(n / 2, 0)") == "4");
  lab.set_colour("blue");
  CHECK(lab.value("string(colour) + \"!\"") == "blue!");
  CHECK(lab.value("starts with(string(colour), \"bl\")") == "true");
  lab.set("maybe", Value::none());
  CHECK(lab.value("if maybe != null then abs(maybe) else 0") == "0");
}

TEST_CASE("an amount is rounded to an amount") {
  TypedLab lab;
  lab.set("amount", 100'01);
  CHECK(lab.value("round half up(amount / 2, 2)") == "50.01");
  CHECK(lab.value("round down(amount / 2, 2)") == "50.00");
  CHECK(lab.value("round half up(amount * 1.5, 0) + amount") == "250.01");
  CHECK(lab.value("floor(amount)") == "100.00");
  CHECK(lab.value("round up(amount, -2)") == "200.00");
  CHECK(lab.value("abs(-amount)") == "100.01");
  CHECK(lab.value("string(amount)") == "100.01");
  CHECK(lab.faults("round half up(amount / 2, 3)") ==
        "W0310 at \"3\": an amount is rounded to at most 2 decimals (write their number out: `round half up(…, 2)`)");
  CHECK(lab.faults("round half up(amount / 2, n)") ==
        "W0310 at \"n\": an amount is rounded to at most 2 decimals (write their number out: `round half up(…, 2)`)");
}

TEST_CASE("wrong arguments are refused with what would be right") {
  TypedLab lab;
  CHECK(lab.faults("modulo(4)") ==
        "W0307 at \"modulo(4)\": `modulo` does not take 1 value (write `modulo(dividend, divisor)`)");
  CHECK(lab.faults("date(1, 2)") ==
        "W0307 at \"date(1, 2)\": `date` does not take 2 values (write `date(from)` or `date(year, month, day)`)");
  CHECK(lab.faults("floor(\"1.5\")") ==
        "W0304 at \"\"1.5\"\": `floor` needs a number or an amount of money here, but this is a text");
  CHECK(lab.faults("floor(1.5, \"1\")") == "W0304 at \"\"1\"\": `floor` needs a number here, but this is a text");
  CHECK(lab.faults("upper case(n)") ==
        "W0304 at \"n\": `upper case` needs a text here, but this is a whole number (write `string(n)`)");
  CHECK(
      lab.faults("upper case(5)") ==
      "W0304 at \"5\": `upper case` needs a text here, but this is a whole number (a text stands in quotes: `\"5\"`)");
  CHECK(lab.faults("contains(colour, \"re\")") ==
        "W0304 at \"colour\": `contains` needs a text here, but this is a value of `colour` (write `string(colour)`)");
  CHECK(lab.faults("date(1)") == "W0304 at \"1\": `date` needs a text or a date here, but this is a whole number");
  CHECK(lab.faults("abs(maybe)").starts_with("W0308 at \"maybe\""));
  CHECK(lab.faults("abs(null)").starts_with("W0308 at \"null\""));
  CHECK(lab.faults("string(visits)").starts_with("W0304 at \"visits\""));
  CHECK(lab.faults("uper case(note)").starts_with("W0301 at \"case\""));
  CHECK(lab.faults("contians(note, \"a\")") ==
        "W0306 at \"contians\": the function `contians` is not supported (did you mean `contains`?)");
}

TEST_CASE("wrong names of arguments are refused with the right ones") {
  TypedLab lab;
  CHECK(lab.faults("modulo(dividend: 1, by: 2)") ==
        "W0307 at \"by:\": `modulo` has no argument `by` (its arguments are those of `modulo(dividend, divisor)`)");
  CHECK(lab.faults("modulo(dividend: 1, dividend: 2)") ==
        "W0307 at \"modulo(dividend: 1, dividend: 2)\": `modulo` is not called with these arguments "
        "(its arguments are those of `modulo(dividend, divisor)`)");
  CHECK(lab.faults("substring(string: \"a\", length: 1)").starts_with("W0307"));
  CHECK(lab.faults("date(year: 2017, day: 1)").starts_with("W0307"));
  CHECK(lab.faults("all(l: [true])") ==
        "W0307 at \"l:\": `all` has no argument `l` (its arguments are those of `all(list)`)");
  CHECK(lab.faults("today(zone: 1)").starts_with("W0306"));
}

TEST_CASE("a date of written parts is a mistake where there is no such day") {
  TypedLab lab;
  CHECK(lab.faults("date(2017, 13, 31)") == "W0305 at \"date(2017, 13, 31)\": there is no such day");
  CHECK(lab.faults("date(-2017, 1, 1)") ==
        "W0306 at \"date(-2017, 1, 1)\": a day before 0001-01-01 or after 9999-12-31 is not supported here");
  CHECK(lab.faults("date(\"-2017-12-31\")").starts_with("W0305"));
  CHECK(lab.faults("date(2017, 1.5, 1)").starts_with("W0305"));
  lab.set("n", 13);
  CHECK(lab.value("date(2017, n, 31)") == "undefined");
}

TEST_CASE("a duration is read in all of its forms") {
  TypedLab lab;
  CHECK(lab.value("duration(\"PT48H\") = duration(\"P2D\")") == "true");
  CHECK(lab.value("duration(\"P999999999M\") = duration(\"P83333333Y3M\")") == "true");
  CHECK(lab.faults("duration(\"PT1H\")") ==
        "W0306 at \"\"PT1H\"\": a duration that is not of whole days is not supported here");
  CHECK(lab.faults("duration(\"P1H\")").starts_with("W0305"));
}

TEST_CASE("called with whatever there is, a function is refused or gives a value of its type") {
  constexpr std::array<std::string_view, 13> values{
      "n",      "2.5",  "-1",   "amount / 3", "amount", "note",     "\"2024-01-05\"",
      "colour", "sold", "term", "grace",      "p",      "visits.km"};
  std::set<std::string_view> names;
  for (const BuiltIn& row : all_built_ins()) names.insert(row.name);
  for (const std::string_view name : names) {
    TypedLab lab;
    lab.set("n", 7), lab.set("amount", 100'01), lab.set("term", -30), lab.set("grace", 3), lab.set("p", 1);
    lab.set("note", Value::text("3.5")), lab.set_colour("green"), lab.set_day("sold", "2023-08-31"), lab.visit(5);
    int taken = 0;
    const std::string open = std::string(name) + "(";
    for (const std::string_view first : values) {
      const std::string one = open + std::string(first);
      taken += try_call(lab, one + ")");
      for (const std::string_view second : values) {
        const std::string two = one + ", " + std::string(second);
        taken += try_call(lab, two + ")");
        for (const std::string_view third : {"2.5", "note", "n", "sold", "\"3\""}) {
          taken += try_call(lab, two + ", " + std::string(third) + ")");
        }
      }
    }
    CHECK_MESSAGE(taken > 0, name);
  }
}
