#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "unit/expr/typed_lab.hpp"

namespace warrantor::expr {
namespace {

constexpr std::string_view letters = "TF.-!";  // true, false, unknown, none, undefined

Value truth(char letter) {
  switch (letter) {
    case 'T':
      return Value::boolean(true);
    case 'F':
      return Value::boolean(false);
    case '-':
      return Value::none();
    case '!':
      return Value::undefined();
    default:
      return Value::unknown();
  }
}

char letter_of(const std::string& value) {
  if (value == "true") return 'T';
  if (value == "false") return 'F';
  if (value == "null") return '-';
  return value == "undefined" ? '!' : '.';
}

// What an expression of p and q gives: rows by p, columns by q, each in the order of `letters`.
std::string table_of(const char* expression) {
  TypedLab lab;
  const auto node = lab.compile(expression);
  REQUIRE(node.has_value());
  std::string table;
  for (const char left : letters) {
    if (!table.empty()) table += ' ';
    for (const char right : letters) {
      lab.set("p", truth(left));
      lab.set("q", truth(right));
      table += letter_of(lab.value_of(*node));
    }
  }
  return table;
}

}  // namespace

TEST_CASE("and, or and not follow Kleene, where none and undefined decide nothing") {
  CHECK(table_of("p and q") == "TF.!! FFFFF .F... !F.!! !F.!!");
  CHECK(table_of("p or q") == "TTTTT TF.!! T.... T!.!! T!.!!");
  CHECK(table_of("not(p)") == "FFFFF TTTTT ..... !!!!! !!!!!");
}

TEST_CASE("the order of operands of and and or does not count") {
  for (const char* expression : {"p and q and r", "q and r and p", "r and p and q", "p or q or r", "r or q or p"}) {
    TypedLab lab;
    const auto node = lab.compile(expression);
    const bool is_and = std::string_view(expression).find("and") != std::string_view::npos;
    lab.set("p", Value::undefined());
    lab.set("q", Value::unknown());
    lab.set("r", Value::boolean(!is_and));
    CHECK(lab.value_of(*node) == (is_and ? "false" : "true"));
    lab.set("r", Value::boolean(is_and));
    CHECK(lab.value_of(*node) == "unknown");
  }
}

TEST_CASE("equality knows none, and leaves open what is unknown or undefined") {
  CHECK(table_of("p = q") == "TF.F! FT.F! ....! FF.T! !!!!!");
  CHECK(table_of("p != q") == "FT.T! TF.T! ....! TT.F! !!!!!");
  CHECK(table_of("p = null") == "FFFFF FFFFF ..... TTTTT !!!!!");
  CHECK(table_of("p != null") == "TTTTT TTTTT ..... FFFFF !!!!!");
}

TEST_CASE("a condition that is unknown leaves the branches open unless they agree") {
  TypedLab lab;
  const auto differing = lab.compile("if p then n else m");
  lab.set("n", 5);
  lab.set("m", 5);
  CHECK(lab.value_of(*differing) == "5");
  lab.set("m", 6);
  CHECK(lab.value_of(*differing) == "unknown");
  lab.set("p", Value::boolean(true));
  CHECK(lab.value_of(*differing) == "5");
  lab.set("p", Value::boolean(false));
  CHECK(lab.value_of(*differing) == "6");
  lab.set("p", Value::undefined());
  CHECK(lab.value_of(*differing) == "undefined");
  lab.set("n", 6);
  CHECK(lab.value_of(*differing) == "6");
}

TEST_CASE("comparisons and sums are open where an operand is unknown and have no value where one is none") {
  TypedLab lab;
  lab.set("n", 5);
  for (const char* expression : {"n < m", "n >= m", "n + m", "n - m", "m * n", "-m", "max(n, m)", "min(m, n)"}) {
    CAPTURE(expression);
    const auto node = lab.compile(expression);
    lab.set("m", Value::unknown());
    CHECK(lab.value_of(*node) == "unknown");
    lab.set("m", Value::none());
    CHECK(lab.value_of(*node) == "undefined");
    lab.set("m", Value::undefined());
    CHECK(lab.value_of(*node) == "undefined");
  }
}

TEST_CASE("a sum beyond 64 bits is undefined") {
  TypedLab lab;
  lab.set("n", 9'223'372'036'854'775'807);
  lab.set("m", -9'223'372'036'854'775'807 - 1);
  CHECK(lab.value("n + 1") == "undefined");
  CHECK(lab.value("m - 1") == "undefined");
  CHECK(lab.value("n * 2") == "undefined");
  CHECK(lab.value("-m") == "undefined");
  CHECK(lab.value("n + 1 > 5") == "undefined");
  CHECK(lab.value("n + 1 > 5 or p") == "unknown");
  CHECK(lab.value("n + m") == "-1");
}

TEST_CASE("calendar months clamp to the month's end and stop at the calendar's") {
  TypedLab lab;
  const auto sum = [&](const char* day, std::int64_t months) {
    lab.set_day("sold", day);
    lab.set("term", months);
    return lab.value("sold + term");
  };
  CHECK(sum("2023-02-28", 12) == "2024-02-28");
  CHECK(sum("2024-02-29", 24) == "2026-02-28");
  CHECK(sum("2023-08-31", 18) == "2025-02-28");
  CHECK(sum("2024-03-31", -1) == "2024-02-29");
  CHECK(sum("2024-01-31", 1'000'000'000'000) == "9999-12-31");
  CHECK(sum("2024-01-31", -1'000'000'000'000) == "0001-01-01");
  lab.set("grace", 9'223'372'036'854'775'807);
  CHECK(lab.value("sold + grace") == "9999-12-31");
  CHECK(lab.value("sold - grace") == "0001-01-01");
  lab.set("term", 2);
  CHECK(lab.value("sold - term") == "2023-11-30");
}

TEST_CASE("days between dates are negative where the first is the earlier") {
  TypedLab lab;
  lab.set_day("sold", "2024-02-28");
  lab.set_day("failed", "2024-03-01");
  CHECK(lab.value("failed - sold") == "2");
  CHECK(lab.value("sold - failed") == "-2");
  CHECK(lab.value("failed > sold + duration(\"P1D\")") == "true");
  CHECK(lab.value("failed > sold + duration(\"P2D\")") == "false");
}

TEST_CASE("ranges hold their ends where they are closed and not where they are open") {
  TypedLab lab;
  const auto at = [&](std::int64_t n, const char* test) {
    lab.set("n", n);
    return lab.test("n", test) == "true";
  };
  CHECK((at(1, "[1..5]") && at(5, "[1..5]") && !at(0, "[1..5]") && !at(6, "[1..5]")));
  CHECK((!at(1, "]1..5]") && at(5, "]1..5]") && at(1, "[1..5[") && !at(5, "[1..5[")));
  CHECK((!at(1, "(1..5)") && !at(5, "(1..5)") && at(2, "(1..5)")));
  CHECK((at(-3, "[-5..-1]") && !at(-6, "[-5..-1]")));
  lab.set("n", 5);
  CHECK(lab.value("n between 1 and 5") == "true");
  CHECK(lab.value("n between 6 and 9") == "false");
  CHECK(lab.value("n in (1, 2, > 4)") == "true");
  CHECK(lab.value("n in ([1..2], [6..7])") == "false");
}

TEST_CASE("tests of a list hold where one of them does, not() where none does") {
  TypedLab lab;
  lab.set("n", 7);
  CHECK(lab.test("n", "1, 2, > 6") == "true");
  CHECK(lab.test("n", "1, 2, 3") == "false");
  CHECK(lab.test("n", "not(1, 2)") == "true");
  CHECK(lab.test("n", "not([5..9], 1)") == "false");
  CHECK(lab.test("n", "-") == "true");
  lab.set_colour("green");
  CHECK(lab.test("colour", "red, green") == "true");
  CHECK(lab.test("colour", "not(red, green)") == "false");
  CHECK(lab.value("colour in (\"blue\", \"green\")") == "true");
  lab.set("colour", Value::unknown());
  CHECK(lab.test("colour", "not(red)") == "unknown");
  CHECK(lab.test("n", "m, 7") == "true");
  CHECK(lab.test("n", "m, 8") == "unknown");
}

TEST_CASE("an absent subject passes no test but null and not()") {
  TypedLab lab;
  lab.set("maybe", Value::none());
  CHECK(lab.test("maybe", "> 5") == "false");
  CHECK(lab.test("maybe", "<= 5") == "false");
  CHECK(lab.test("maybe", "[1..5]") == "false");
  CHECK(lab.test("maybe", "5") == "false");
  CHECK(lab.test("maybe", "null") == "true");
  CHECK(lab.test("maybe", "null, > 5") == "true");
  CHECK(lab.test("maybe", "not(null)") == "false");
  CHECK(lab.test("maybe", "not(> 5)") == "true");
  CHECK(lab.test("maybe", "!= 5") == "true");
  lab.set("maybe", Value::unknown());
  CHECK(lab.test("maybe", "> 5") == "unknown");
  CHECK(lab.test("maybe", "null") == "unknown");
}

TEST_CASE("what is asked for first decides before what would have no value") {
  TypedLab lab;
  lab.set("maybe", Value::none());
  CHECK(lab.value("maybe != null and maybe > 5") == "false");
  CHECK(lab.value("maybe > 5 and maybe != null") == "false");
  CHECK(lab.value("maybe = null or maybe > 5") == "true");
  CHECK(lab.value("if maybe = null then 0 else maybe") == "0");
  CHECK(lab.value("if maybe = null then null else maybe + 1") == "null");
  lab.set("maybe", 6);
  CHECK(lab.value("maybe != null and maybe > 5") == "true");
  CHECK(lab.value("if maybe = null then null else maybe + 1") == "7");
}

TEST_CASE("amounts are counted in minor units") {
  TypedLab lab;
  lab.set("amount", 500'001);
  CHECK(lab.value("amount > 5000") == "true");
  CHECK(lab.value("amount > 5000.01") == "false");
  CHECK(lab.value("amount - 5000") == "0.01");
  CHECK(lab.value("amount * 2") == "10000.02");
  CHECK(lab.value("max(0, amount - 6000)") == "0.00");
}

TEST_CASE("a definition is evaluated once until it is forgotten") {
  TypedLab lab;
  lab.set("n", 1);
  lab.define("twice", "n * 2");
  const auto node = lab.compile("twice + twice");
  Evaluator evaluator(lab.program, lab.schema, lab.facts);
  CHECK(evaluator.evaluate(*node).as_integer() == 4);
  lab.set("n", 5);
  CHECK(evaluator.evaluate(*node).as_integer() == 4);
  evaluator.forget();
  CHECK(evaluator.evaluate(*node).as_integer() == 20);
}

TEST_CASE("the unknown facts of a value are those that leave it open") {
  TypedLab lab;
  lab.define("both", "p and q");
  lab.set("n", 5);
  const auto unknown = [&](const char* text) { return lab.unknown_in(*lab.compile(text)); };
  CHECK(unknown("n > m and both") == "m p q");
  CHECK(unknown("n > 6 and both") == "");
  CHECK(unknown("n > 4 and both") == "p q");
  CHECK(unknown("n > 4 or both") == "");
  CHECK(unknown("p or both") == "p q");
  CHECK(unknown("(if n > 4 then p else q) or r") == "p r");
  CHECK(unknown("(if p then q else r)") == "p q r");
  CHECK(unknown("count(visits) > m") == "visits m");
}

TEST_CASE("definitions that use each other many times over are searched for unknown facts once") {
  TypedLab lab;
  lab.define("d0", "p and q");
  for (int level = 1; level < 60; ++level) {
    const std::string last = "d" + std::to_string(level - 1);
    lab.define("d" + std::to_string(level), last + " and (r or " + last + ")");
  }
  const auto unknown = [&](const char* text) { return lab.unknown_in(*lab.compile(text)); };
  CHECK(unknown("d59") == "p q r");
  CHECK(unknown("count(visits[d59])") == "visits p q r");
  CHECK(unknown("p and count(visits[d59]) > 0 and d59") == "p visits q r");
}

}  // namespace warrantor::expr
