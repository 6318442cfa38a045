#include <doctest/doctest.h>

#include <string>

#include "unit/expr/typed_lab.hpp"

namespace warrantor::expr {
namespace {

Value day(const char* text) { return Value::date(*Date::parse(text)); }

}  // namespace

TEST_CASE("of a list that is known to be empty nothing is some and everything is every") {
  TypedLab lab;
  lab.no_visits();
  CHECK(lab.value("some v in visits satisfies v.km > 0") == "false");
  CHECK(lab.value("every v in visits satisfies v.km > 0") == "true");
  CHECK(lab.value("count(visits)") == "0");
  CHECK(lab.value("max(visits.km)") == "undefined");
  CHECK(lab.value("min(visits.km) > 5") == "undefined");
}

TEST_CASE("of a list that nobody stated nothing can be told") {
  TypedLab lab;
  CHECK(lab.value("some v in visits satisfies v.km > 0") == "unknown");
  CHECK(lab.value("every v in visits satisfies v.km > 0") == "unknown");
  CHECK(lab.value("count(visits)") == "unknown");
  CHECK(lab.value("max(visits.km)") == "unknown");
  CHECK(lab.value("count(visits[km > 5])") == "unknown");
}

TEST_CASE("records with unknown fields leave open what hangs on them") {
  TypedLab lab;
  lab.visit(1000);
  lab.visit(Value::unknown());
  CHECK(lab.value("some v in visits satisfies v.km >= 1000") == "true");
  CHECK(lab.value("some v in visits satisfies v.km > 1000") == "unknown");
  CHECK(lab.value("every v in visits satisfies v.km > 1000") == "false");
  CHECK(lab.value("every v in visits satisfies v.km >= 1000") == "unknown");
  CHECK(lab.value("count(visits)") == "2");
  CHECK(lab.value("count(visits[km > 500])") == "unknown");
  CHECK(lab.value("max(visits.km)") == "unknown");
  CHECK(lab.value("count(visits[proper])") == "2");
}

TEST_CASE("a record whose membership is unknown counts only where it makes no difference") {
  TypedLab lab;
  lab.visit(1000);
  lab.visit(Value::integer(2000), Value::none(), Value::unknown());
  CHECK(lab.value("some v in visits[proper] satisfies v.km > 1500") == "unknown");
  CHECK(lab.value("some v in visits[proper] satisfies v.km > 2500") == "false");
  CHECK(lab.value("some v in visits[proper] satisfies v.km > 500") == "true");
  CHECK(lab.value("every v in visits[proper] satisfies v.km < 1500") == "unknown");
  CHECK(lab.value("every v in visits[proper] satisfies v.km < 2500") == "true");
  CHECK(lab.value("count(visits[proper])") == "unknown");
  CHECK(lab.value("max(visits[proper].km)") == "unknown");
}

TEST_CASE("a field that is none gives an extreme no value, and is passed by a filter that asks") {
  TypedLab lab;
  lab.visit(Value::integer(1), day("2024-01-05"));
  lab.visit(Value::integer(2), Value::none());
  CHECK(lab.value("max(visits.day)") == "undefined");
  CHECK(lab.value("max(visits[day != null].day)") == "2024-01-05");
  CHECK(lab.value("count(visits[day = null])") == "1");
  CHECK(lab.value("some v in visits satisfies v.day != null and v.day > @\"2024-01-04\"") == "true");
}

TEST_CASE("the largest and the smallest of a list and of values") {
  TypedLab lab;
  lab.visit(3000);
  lab.visit(-5);
  lab.visit(1500);
  CHECK(lab.value("max(visits.km)") == "3000");
  CHECK(lab.value("min(visits.km)") == "-5");
  CHECK(lab.value("max(visits[km < 2000].km)") == "1500");
  lab.set("n", 7);
  CHECK(lab.value("max(n, 5, 9, 8)") == "9");
  CHECK(lab.value("min(9, n, 8)") == "7");
}

TEST_CASE("inner variables stand beside outer ones") {
  TypedLab lab;
  lab.visit(1000);
  lab.visit(2000);
  lab.visit(4000);
  CHECK(lab.value("some a in visits satisfies some b in visits satisfies b.km = a.km + 1000") == "true");
  CHECK(lab.value("some a in visits satisfies some b in visits satisfies b.km = a.km + 1500") == "false");
  CHECK(lab.value("every a in visits satisfies some b in visits satisfies b.km >= a.km") == "true");
  CHECK(lab.value("some a in visits, b in visits satisfies a.km = b.km + 3000") == "true");
  CHECK(lab.value("some a in visits satisfies count(visits[km < a.km]) = 2") == "true");
  CHECK(lab.value("some a in visits satisfies count(visits[km < a.km]) = 3") == "false");
  CHECK(lab.value("count(visits[some b in visits satisfies b.km = km * 2])") == "2");
  CHECK(lab.value("count(visits[count(visits[km > 1500]) = 2])") == "3");
}

TEST_CASE("iterations within each other end, and have no value where they would take too many steps") {
  TypedLab lab;
  CHECK(lab.value("count(for i in 1..2000, j in 1..2000 return i)") == "4000000");
  CHECK(lab.value("count(for i in 1..2000, j in 1..2000, k in 1..2000 return i)") == "undefined");
  CHECK(lab.value("sum(for i in 1..90000 return count(for j in 1..90000 return j))") == "undefined");
  CHECK(lab.value("every i in 1..9000, j in 1..9000 satisfies i + j > 0") == "undefined");
  CHECK(lab.value("some i in 1..9000, j in 1..9000 satisfies i + j > 20000") == "undefined");
  CHECK(lab.value("some i in 1..9000, j in 1..9000 satisfies i + j = 3") == "true");
  CHECK(lab.value("count(distinct values(for i in 1..5000 return i))") == "5000");
  CHECK(lab.value("count(distinct values(for i in 1..99999 return i))") == "undefined");
}

TEST_CASE("so do iterations over records") {
  TypedLab lab;
  for (int i = 0; i < 300; ++i) lab.visit(i);
  CHECK(lab.value("count(visits[some b in visits satisfies b.km = km + 1])") == "299");
  CHECK(lab.value("some a in visits, b in visits, c in visits satisfies a.km + b.km + c.km > 900") == "undefined");
  CHECK(lab.value("count(visits[count(visits[count(visits[km > 5]) > 0]) > 0])") == "undefined");
}

TEST_CASE("named lists keep to their own records wherever they are used") {
  TypedLab lab;
  lab.visit(1000);
  lab.visit(2000);
  lab.visit(Value::integer(4000), Value::none(), Value::boolean(false));
  lab.define("done", "visits[proper]");
  lab.define("late", "done[km > 1500]");
  lab.define("echoed", "visits[some d in done satisfies d.km * 2 = km]");
  CHECK(lab.value("count(done)") == "2");
  CHECK(lab.value("count(late)") == "1");
  CHECK(lab.value("count(echoed)") == "2");
  CHECK(lab.value("max(late.km)") == "2000");
  CHECK(lab.value("some a in visits satisfies count(done[km < a.km]) = 2") == "true");
  CHECK(lab.value("every a in done satisfies some b in late satisfies b.km >= a.km") == "true");
  CHECK(lab.value("some a in done satisfies some b in echoed satisfies some c in late satisfies "
                  "b.km = c.km * 2 and a.km + 1000 = c.km") == "true");
  CHECK(lab.value("some a in done satisfies not(some b in late satisfies b.km >= a.km)") == "false");
  CHECK(lab.value("some a in visits satisfies every b in echoed[km > a.km] satisfies b.km = 4000") == "true");
  CHECK(lab.value("count(visits[count(late) = 1 and km > 1500])") == "2");
}

TEST_CASE("a named truth about a list holds the same inside and outside of quantifiers") {
  TypedLab lab;
  lab.visit(1000);
  lab.visit(2000);
  lab.define("has_late", "some v in visits satisfies v.km > 1500");
  CHECK(lab.value("some a in visits satisfies a.km < 1500 and has_late") == "true");
  CHECK(lab.value("count(visits[has_late])") == "2");
  CHECK(lab.value("has_late and every a in visits satisfies has_late") == "true");
}

TEST_CASE("a condition without a value on one record decides nothing on the others") {
  TypedLab lab;
  lab.visit(9'223'372'036'854'775'807);
  lab.visit(10);
  CHECK(lab.value("some v in visits satisfies v.km + 1 = 11") == "true");
  CHECK(lab.value("some v in visits satisfies v.km + 1 = 12") == "undefined");
  CHECK(lab.value("every v in visits satisfies v.km + 1 = 12") == "false");
  CHECK(lab.value("count(visits[km + 1 = 11])") == "undefined");
}

TEST_CASE("the unknown facts behind lists are the list, or what its conditions mention") {
  TypedLab lab;
  lab.define("near", "visits[km > n]");
  const auto unknown = [&](const char* text) { return lab.unknown_in(*lab.compile(text)); };
  CHECK(unknown("count(near) > 0") == "visits n");
  lab.visit(5);
  CHECK(unknown("count(near) > 0") == "n");
  CHECK(unknown("some v in visits satisfies v.km > m") == "m");
  lab.visit(Value::unknown());
  CHECK(unknown("some v in visits satisfies v.km > 9") == "visits");
  CHECK(unknown("some v in visits satisfies v.km > 4") == "");
}

}  // namespace warrantor::expr
