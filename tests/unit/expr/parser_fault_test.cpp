#include <doctest/doctest.h>

#include <string>

#include "expr/ast.hpp"

namespace warrantor::expr {
namespace {

std::string describe(std::string_view text, const Expected<Syntax, SyntaxFault>& syntax) {
  if (syntax) return "no fault";
  const SyntaxFault& fault = syntax.error();
  REQUIRE(fault.range.begin + fault.range.length <= text.size());
  return fault.message + " / " + fault.help + " / " + std::string(text.substr(fault.range.begin, fault.range.length));
}

/// `message / help / underlined text`
std::string fault_of(std::string_view text) { return describe(text, parse_expression(text)); }
std::string test_fault_of(std::string_view text) { return describe(text, parse_unary_tests(text)); }

TEST_CASE("a missing value is named by what stands before or in its place") {
  CHECK(fault_of("") == "there is no expression here / write one / ");
  CHECK(fault_of("  ") == "there is no expression here / write one /   ");
  CHECK(fault_of("a +") == "expected a value after `+` /  / +");
  CHECK(fault_of("a + )") == "expected a value, not `)` /  / )");
  CHECK(fault_of("a and or b") == "expected a value, not `or` /  / or");
  CHECK(fault_of("> 5") == "expected a value, not `>` /  / >");
  CHECK(fault_of("[1, ]") == "expected a value, not `]` /  / ]");
  CHECK(fault_of("max(a,)") == "expected a value, not `)` /  / )");
  CHECK(fault_of("()") == "expected a value, not `)` /  / )");
  CHECK(fault_of("a in ()") == "expected a value, not `)` /  / )");
}

TEST_CASE("a bracket that is never closed is underlined where it was opened") {
  CHECK(fault_of("(a + (b)") == "`(` is never closed / add `)` / (");
  CHECK(fault_of("a[b") == "`[` is never closed / add `]` / [");
  CHECK(fault_of("[1, 2") == "`[` is never closed / add `]` / [");
  CHECK(fault_of("[1..2") == "`[` is never closed / add `]` / [");
  CHECK(fault_of("max(1") == "`(` is never closed / add `)` / (");
  CHECK(fault_of("a in (1, 2") == "`(` is never closed / add `)` / (");
  const auto inner = parse_expression("(a + (b");
  REQUIRE(!inner);
  CHECK(inner.error().range.begin == 5);
}

TEST_CASE("a bracket of another kind is answered with where its partner was opened") {
  CHECK(fault_of("部 + (a]") == "`]` does not close `(` at character 5 / write `)` / ]");
  CHECK(fault_of("[1, 2)") == "`)` does not close `[` at character 1 / write `]` / )");
  CHECK(fault_of("(a b)") ==
        "expected `)`, which closes `(` at character 1, not `b` / "
        "names have no blanks: write `a_b` or an operator between them / b");
  CHECK(fault_of("[1..2, 3]") ==
        "expected `]`, which closes `[` at character 1, not `,` / write a list in brackets: `[a, b]` / ,");
  CHECK(fault_of("max(a = 1 : 2)") ==
        "expected `)`, which closes `(` at character 4, not `:` / write `)` or an operator / :");
}

TEST_CASE("what follows a whole expression is underlined, with a guess at what was meant") {
  CHECK(fault_of("service date > 5") ==
        "unexpected `date` / names have no blanks: write `service_date` or an operator between them / date");
  CHECK(fault_of("a AND b") == "unexpected `AND` / write `and` / AND");
  CHECK(fault_of("a not in b") == "unexpected `not` / write `not(...)` around the whole condition / not");
  CHECK(fault_of("a, b") == "unexpected `,` / write a list in brackets: `[a, b]` / ,");
  CHECK(fault_of("1..5") == "unexpected `..` / write a range in brackets: `[1..5]` / ..");
  CHECK(fault_of("a then b") == "unexpected `then` / a condition begins with `if` / then");
  CHECK(fault_of("a)") == "unexpected `)` / remove it, or open the bracket / )");
  CHECK(fault_of("a \"b\"") == "unexpected `\"b\"` / write an operator such as `and` before it / \"b\"");
  CHECK(fault_of("]a]") == "unexpected `]` / remove it, or write a range: `]1..5]` / ]");
}

TEST_CASE("a construct without one of its words is answered with its form") {
  const std::string form = "write `if ... then ... else ...`";
  CHECK(fault_of("if a b") == "expected `then` after the condition of `if`, not `b` / " + form + " / b");
  CHECK(fault_of("if a") == "expected `then` after the condition of `if` / " + form + " / if");
  CHECK(fault_of("if a then b") == "expected `else` after the `then` of `if` / " + form + " / if");
  CHECK(fault_of("a between 1 or 2") ==
        "expected `and` after the lower end of `between`, not `or` / write `a between 1 and 5` / or");
  CHECK(fault_of("some x in a") ==
        "expected `satisfies` after the list of `some` / write `some x in list satisfies ...` / some");
  CHECK(fault_of("for x in a satisfies b") ==
        "expected `return` after the list of `for`, not `satisfies` / write `for x in list return ...` / "
        "satisfies");
  CHECK(fault_of("every x = a") ==
        "expected `in` after the variable of `every`, not `=` / write `every x in list` / =");
  CHECK(fault_of("some if in a satisfies b") ==
        "expected a name after `some`, not `if` / `if` is a word of the language and cannot be a name / if");
  CHECK(fault_of("a.") == "expected a name after `.` /  / .");
  CHECK(fault_of("a.5") == "unexpected `.5` / write an operator such as `and` before it / .5");
  CHECK(fault_of("a.in") ==
        "expected a name after `.`, not `in` / `in` is a word of the language and cannot be a name / in");
  CHECK(fault_of("not a") == "`not` needs parentheses / write `not(...)` / not");
}

TEST_CASE("a chain of comparisons is refused") {
  CHECK(fault_of("1500 <= km < 2000") == "comparisons cannot be chained / write `a <= b and b < c` / <");
  CHECK(fault_of("a and b > c > d") == "comparisons cannot be chained / write `a > b and b > c` / >");
}

TEST_CASE("what the language has and we do not is refused by name") {
  CHECK(fault_of("x = {a: {b: 1}} + 1") == "a context `{...}` is not supported /  / {a: {b: 1}}");
  CHECK(fault_of("{a: 1") == "a context `{...}` is not supported /  / {");
  CHECK(fault_of("(a instance of number)") ==
        "`instance of` is not supported / the type of every name is declared / instance of");
  CHECK(fault_of("function(x) x + 1") == "a function definition is not supported /  / function");
  CHECK(fault_of("modulo(dividend: 10, 4)") == "either all arguments have names or none /  / 4");
  CHECK(fault_of("modulo(10, divisor: 4)") == "either all arguments have names or none /  / divisor:");
  CHECK(fault_of("a.b(1)") == "a call of a member is not supported / write the function first: `f(a)` / a.b");
  CHECK(fault_of("f(1)(2)") == "a call of a result is not supported /  / f(1)");
  CHECK(fault_of("? > 5") == "`?` is not supported / the value under test is not written: `> 5` / ?");
}

TEST_CASE("faults of unary tests are answered in terms of tests") {
  CHECK(test_fault_of("") == "there is no expression here / write one / ");
  CHECK(test_fault_of("> 5 and < 10") ==
        "unexpected `and` / write a range such as `[5..10)`; of tests with `,` between them one must hold / "
        "and");
  CHECK(test_fault_of("> ") == "expected a value after `>` /  / >");
  CHECK(test_fault_of("a,") == "expected a value after `,` /  / ,");
  CHECK(test_fault_of("not(a), b") == "unexpected `,` after `not(...)` / put all tests into one `not(...)` / ,");
  CHECK(test_fault_of("not(a") == "`(` is never closed / add `)` / (");
  CHECK(test_fault_of("not()") == "expected a value, not `)` /  / )");
  CHECK(test_fault_of("[1..2") == "`[` is never closed / add `]` / [");
}

TEST_CASE("separators of thousands would make several tests of a number, and are refused") {
  const std::string help = "write numbers without separators of thousands: ";
  const std::string blank = "; or put a blank behind the comma / ";
  CHECK(test_fault_of("> 60,000") == "`60,000` reads as two tests / " + help + "`60000`" + blank + "60,000");
  CHECK(test_fault_of("5, < 1,234,567.50") ==
        "`1,234,567.50` reads as several tests / " + help + "`1234567.50`" + blank + "1,234,567.50");
  CHECK(test_fault_of("not(60,000)") == "`60,000` reads as two tests / " + help + "`60000`" + blank + "60,000");
  CHECK(fault_of("a in (60,000)") == "`60,000` reads as two tests / " + help + "`60000`" + blank + "60,000");
  CHECK(fault_of("max(0, a - 60,000)") == "`60,000` reads as two values / " + help + "`60000`" + blank + "60,000");
  for (const char* const tests : {"60, 000", "100 ,200", "1,2,3", "10,20", "1.5,000", "1000,2000", "a,100"}) {
    CAPTURE(tests);
    CHECK(test_fault_of(tests) == "no fault");
  }
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST_CASE("nesting is bounded whatever nests") {
  const std::string message = "the expression is nested more than 200 deep / give a part of it a name of its own / ";
  for (const std::string_view open : {"(", "[", "-", "f(", "not(", "if a then b else ", "a in (", "a[", "](", "[1..",
                                      "some x in a satisfies ", "some x in ", "for x in a return ", "1 + ("}) {
    CAPTURE(open);
    CHECK(fault_of(repeat(open, 10'000) + "1").rfind(message, 0) == 0);
    CHECK(fault_of(repeat(open, 95) + "1").rfind(message, 0) == std::string::npos);
  }
  CHECK(fault_of("some x in a" + repeat(", x in a", 10'000) + " satisfies x").rfind(message, 0) == 0);
  CHECK(fault_of(repeat("(", 199) + "1" + repeat(")", 199)) == "no fault");
  CHECK(fault_of(repeat("(", 200) + "1" + repeat(")", 200)) == message + "1");
}

TEST_CASE("operations that build on one another are bounded, items side by side are not") {
  CHECK(fault_of("a" + repeat(" + a", 999)) == "no fault");
  CHECK(fault_of("a" + repeat(" + a", 1000)).rfind("more than 1000 operations build on one another", 0) == 0);
  CHECK(fault_of("a" + repeat(".b", 1000)).rfind("more than 1000 operations", 0) == 0);
  CHECK(fault_of("[a" + repeat(", a", 10'000) + "]") == "no fault");
  CHECK(fault_of("a in (1" + repeat(", 1", 10'000) + ")") == "no fault");
}

}  // namespace
}  // namespace warrantor::expr
