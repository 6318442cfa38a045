#include <doctest/doctest.h>

#include <string>

#include "expr/ast.hpp"
#include "unit/expr/syntax_text.hpp"

namespace warrantor::expr {
namespace {

std::string tree_of(std::string_view text) {
  const auto syntax = parse_expression(text);
  return syntax ? to_text(syntax.value()) : "fault: " + syntax.error().message;
}

std::string tests_of(std::string_view text) {
  const auto syntax = parse_unary_tests(text);
  return syntax ? to_text(syntax.value()) : "fault: " + syntax.error().message;
}

TEST_CASE("literals and names are leaves") {
  CHECK(tree_of("null") == "null");
  CHECK(tree_of("true") == "true");
  CHECK(tree_of(" 12.50 ") == "12.50");
  CHECK(tree_of(".5") == ".5");
  CHECK(tree_of(R"("a\tb")") == "\"a\tb\"");
  CHECK(tree_of("@\"2024-02-29\"") == "@2024-02-29");
  CHECK(tree_of("2024-02-29") == "@2024-02-29");
  CHECK(tree_of("odometer_km") == "odometer_km");
}

TEST_CASE("operators bind as the standard says: or, and, comparisons, sums, products, powers, minus, filters") {
  CHECK(tree_of("a or b and c") == "(or a (and b c))");
  CHECK(tree_of("a and b or c") == "(or (and a b) c)");
  CHECK(tree_of("a and b = c") == "(and a (equal b c))");
  CHECK(tree_of("a = b + c") == "(equal a (add b c))");
  CHECK(tree_of("a + b * c") == "(add a (multiply b c))");
  CHECK(tree_of("a * b ** c") == "(multiply a (power b c))");
  CHECK(tree_of("-a ** b") == "(power (negate a) b)");
  CHECK(tree_of("a ** -b") == "(power a (negate b))");
  CHECK(tree_of("-a.b[c]") == "(negate (filter (path:b a) c))");
  CHECK(tree_of("a - -b") == "(subtract a (negate b))");
  CHECK(tree_of("--a") == "(negate (negate a))");
}

TEST_CASE("operators of one rank are left associative") {
  CHECK(tree_of("a - b - c") == "(subtract (subtract a b) c)");
  CHECK(tree_of("a / b * c") == "(multiply (divide a b) c)");
  CHECK(tree_of("a ** b ** c") == "(power (power a b) c)");
  CHECK(tree_of("a or b or c") == "(or (or a b) c)");
  CHECK(tree_of("a and b and c") == "(and (and a b) c)");
  CHECK(tree_of("a = b = true") == "(equal (equal a b) true)");
  CHECK(tree_of("a < b = c") == "(equal (less a b) c)");
}

TEST_CASE("all comparisons are told apart") {
  CHECK(tree_of("a != b") == "(not_equal a b)");
  CHECK(tree_of("a < b") == "(less a b)");
  CHECK(tree_of("a <= b") == "(less_equal a b)");
  CHECK(tree_of("a > b") == "(greater a b)");
  CHECK(tree_of("a >= b") == "(greater_equal a b)");
}

TEST_CASE("parentheses group and leave no node") {
  CHECK(tree_of("(1 + 2) * 3") == "(multiply (add 1 2) 3)");
  CHECK(tree_of("((a))") == "a");
  CHECK(tree_of("(a).b") == "(path:b a)");
  CHECK(tree_of("(a < b) < c") == "(less (less a b) c)");
}

TEST_CASE("each bracket of a range says whether its end belongs to it") {
  CHECK(tree_of("[1..2]") == "(range[] 1 2)");
  CHECK(tree_of("(1..2)") == "(range() 1 2)");
  CHECK(tree_of("]1..2[") == "(range() 1 2)");
  CHECK(tree_of("[1..2)") == "(range[) 1 2)");
  CHECK(tree_of("[1..2[") == "(range[) 1 2)");
  CHECK(tree_of("(1..2]") == "(range(] 1 2)");
  CHECK(tree_of("]1..2]") == "(range(] 1 2)");
  CHECK(tree_of("[a + 1..b * 2]") == "(range[] (add a 1) (multiply b 2))");
  CHECK(tree_of("[-1..-.5]") == "(range[] (negate 1) (negate .5))");
}

TEST_CASE("a bracket after the end of a range closes it unless it can only be a filter") {
  CHECK(tree_of("x in ]a..b[ and y") == "(and (in x (test= (range() a b))) y)");
  CHECK(tree_of("x in ]a..5[") == "(in x (test= (range() a 5)))");
  CHECK(tree_of("]a[1]..b[2][") == "(range() (filter a 1) (filter b 2))");
  CHECK(tree_of("[a..b[1]]") == "(range[] a (filter b 1))");
  CHECK(tree_of("[]") == "(list)");
  CHECK(tree_of("[(1..5[, ]a..b[]") == "(list (range() 1 5) (range() a b))");
  CHECK(tree_of("]a..max(b[1])[") == "(range() a (call:max (filter b 1)))");
}

TEST_CASE("lists hold any expressions") {
  CHECK(tree_of("[]") == "(list)");
  CHECK(tree_of("[1]") == "(list 1)");
  CHECK(tree_of("[1, a or b, [2, 3], (1..2)]") == "(list 1 (or a b) (list 2 3) (range() 1 2))");
}

TEST_CASE("filters and members follow a value in any order") {
  CHECK(tree_of("a.b.c") == "(path:c (path:b a))");
  CHECK(tree_of("a[b].c[d = 1]") == "(filter (path:c (filter a b)) (equal d 1))");
  CHECK(tree_of("[1, 2][1]") == "(filter (list 1 2) 1)");
  CHECK(tree_of("f(a).b") == "(path:b (call:f a))");
}

TEST_CASE("between takes sums, so that its and is not a conjunction") {
  CHECK(tree_of("a between 1 and b + 2 and c") == "(and (between a 1 (add b 2)) c)");
  CHECK(tree_of("a + 1 between b and c") == "(between (add a 1) b c)");
}

TEST_CASE("in takes a value, a list, a range or one test") {
  CHECK(tree_of("a in [1, 2]") == "(in a (test= (list 1 2)))");
  CHECK(tree_of("a in (1..2)") == "(in a (test= (range() 1 2)))");
  CHECK(tree_of("a in > 5 and b") == "(and (in a (test> 5)) b)");
  CHECK(tree_of("a in b or c") == "(or (in a (test= b)) c)");
  CHECK(tree_of("a in 1 in b") == "(in (in a (test= 1)) (test= b))");
  CHECK(tree_of("a in b + 1 = c") == "(equal (in a (test= (add b 1))) c)");
}

TEST_CASE("in takes tests in parentheses, which are not taken for a grouped value") {
  CHECK(tree_of("a in (1, 2)") == "(in a (test= 1) (test= 2))");
  CHECK(tree_of("a in (< 1, [2..3], >= b, != 4, = 5)") ==
        "(in a (test< 1) (test= (range[] 2 3)) (test>= b) (test!= 4) (test= 5))");
  CHECK(tree_of("a in (<= 1)") == "(in a (test<= 1))");
  CHECK(tree_of("a in (1)") == "(in a (test= 1))");
  CHECK(tree_of("a in (1 + 2) * 3") == "(in a (test= (multiply (add 1 2) 3)))");
  CHECK(tree_of("a in (b).c[1] and d") == "(and (in a (test= (filter (path:c b) 1))) d)");
  CHECK(tree_of("a in ((1..2), (3))") == "(in a (test= (range() 1 2)) (test= 3))");
  CHECK(tree_of("a in (b in (1, 2), true)") == "(in a (test= (in b (test= 1) (test= 2))) (test= true))");
}

TEST_CASE("if, some, every and for reach as far to the right as they can") {
  CHECK(tree_of("if a then b else c + 1") == "(if a b (add c 1))");
  CHECK(tree_of("1 + if a then b else c") == "(add 1 (if a b c))");
  CHECK(tree_of("if a then b else if c then d else e") == "(if a b (if c d e))");
  CHECK(tree_of("some x in a satisfies x > 1 and b") == "(some:x a (and (greater x 1) b))");
  CHECK(tree_of("every x in a[b] satisfies x") == "(every:x (filter a b) x)");
  CHECK(tree_of("for x in a return x * 2") == "(for:x a (multiply x 2))");
  CHECK(tree_of("for x in 1..a + 1 return x") == "(for:x (range[] 1 (add a 1)) x)");
  CHECK(tree_of("a or some x in b satisfies x") == "(or a (some:x b x))");
}

TEST_CASE("some over several lists is some within some") {
  CHECK(tree_of("some x in a, y in b, z in c satisfies d") == "(some:x a (some:y b (some:z c d)))");
  CHECK(tree_of("every x in a, y in x satisfies d") == "(every:x a (every:y x d))");
}

TEST_CASE("functions of the standard may have names of several words, others may not") {
  CHECK(tree_of("max(a, b)") == "(call:max a b)");
  CHECK(tree_of("modulo(dividend: 10, divisor: a + 1)") == "(call:modulo dividend:10 divisor:(add a 1))");
  CHECK(tree_of("substring(string: s, start position: -1)") == "(call:substring string:s start position:(negate 1))");
  CHECK(tree_of("f(in: a)") == "(call:f in:a)");
  CHECK(tree_of("today()") == "(call:today)");
  CHECK(tree_of("not(a) and b") == "(and (call:not a) b)");
  CHECK(tree_of("list contains([1], a)") == "(call:list contains (list 1) a)");
  CHECK(tree_of("date and time(\"x\")") == "(call:date and time \"x\")");
  CHECK(tree_of("date and time (a)") == "(call:date and time a)");
  CHECK(tree_of("date and time") == "(and date time)");
  CHECK(tree_of("years and months duration(a, b)") == "(call:years and months duration a b)");
  CHECK(tree_of("string length(a) > 1") == "(greater (call:string length a) 1)");
  CHECK(tree_of("day of\n week(a)") == "(call:day of week a)");
  CHECK(tree_of("string(a)") == "(call:string a)");
  CHECK(tree_of("service date(a)") == "fault: unexpected `date`");
}

TEST_CASE("unary tests are a list of which one must hold") {
  CHECK(tests_of("> 60000") == "(tests (test> 60000))");
  CHECK(tests_of("< a + 1, <= 2, >= 3, != 4, = 5") ==
        "(tests (test< (add a 1)) (test<= 2) (test>= 3) (test!= 4) (test= 5))");
  CHECK(tests_of("[1500..2000]") == "(tests (test= (range[] 1500 2000)))");
  CHECK(tests_of("\"a\", b") == "(tests (test= \"a\") (test= b))");
  CHECK(tests_of("null") == "(tests (test= null))");
  CHECK(tests_of("-5") == "(tests (test= (negate 5)))");
  CHECK(tests_of("(1 + 2) * 3") == "(tests (test= (multiply (add 1 2) 3)))");
  CHECK(tests_of("> 2024-01-05") == "(tests (test> @2024-01-05))");
  CHECK(tests_of("]1..5[") == "(tests (test= (range() 1 5)))");
}

TEST_CASE("a lone dash holds for any value") {
  CHECK(tests_of("-") == "(any)");
  CHECK(tests_of(" - // whatever") == "(any)");
}

TEST_CASE("not around tests holds where none of them does") {
  CHECK(tests_of("not(\"a\", > 5)") == "(none_of (test= \"a\") (test> 5))");
  CHECK(tests_of("not(null)") == "(none_of (test= null))");
}

std::string underlined(std::string_view text, TextRange range) {
  return std::string(text.substr(range.begin, range.length));
}

/// `whole text of a node <- its operator`, for every node, children first.
std::string ranges_of(std::string_view text) {
  const auto syntax = parse_expression(text);
  REQUIRE(syntax);
  std::string all;
  for (const SyntaxNode& node : syntax->nodes) {
    if (!all.empty()) all += " | ";
    all += underlined(text, node.range);
    if (node.operator_range.length > 0) all += " <- " + underlined(text, node.operator_range);
  }
  return all;
}

TEST_CASE("a node's range is all of it, and its operator's range is the operator alone") {
  CHECK(ranges_of(" a  + b ") == "a | b | a  + b <- +");
  CHECK(ranges_of("(a + b) * c") == "a | b | a + b <- + | c | (a + b) * c <- *");
  CHECK(ranges_of("-(a)") == "a | -(a) <- -");
  CHECK(ranges_of("a[ b ].c") == "a | b | a[ b ] <- [ b ] | a[ b ].c <- c");
  CHECK(ranges_of("list contains (a, b)") == "a | b | list contains (a, b) <- list contains");
  CHECK(ranges_of("a in (b , > 1)") == "a | b | b | 1 | > 1 <- > | a in (b , > 1) <- in");
  CHECK(ranges_of("a in (b) + 1") == "a | b | 1 | (b) + 1 <- + | (b) + 1 | a in (b) + 1 <- in");
  CHECK(ranges_of("a between 1 and 2") == "a | 1 | 2 | a between 1 and 2 <- between");
  CHECK(ranges_of("[1 .. 2)") == "1 | 2 | [1 .. 2) <- ..");
  CHECK(ranges_of("if a then b else (c) ") == "a | b | c | if a then b else (c) <- if");
  CHECK(ranges_of("some x in a, y in b satisfies c") ==
        "a | b | c | y in b satisfies c <- y | some x in a, y in b satisfies c <- x");
  CHECK(ranges_of("\"部\" = @\"2024-01-05\"") == "\"部\" | @\"2024-01-05\" | \"部\" = @\"2024-01-05\" <- =");
}

}  // namespace
}  // namespace warrantor::expr
