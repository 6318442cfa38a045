#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "unit/expr/typed_lab.hpp"

namespace warrantor::expr {

TEST_CASE("lists of values are compared entry by entry") {
  TypedLab lab;
  check_values(lab, {{"[1, 2] = [1, 2]", "true"},
                     {"[1, 2] = [1.0, 2]", "true"},
                     {"[1, 2] = [2, 1]", "false"},
                     {"[1, 2] != [1, 2, 3]", "true"},
                     {"[] = []", "true"},
                     {"[] = null", "false"},
                     {"[n] = [1]", "unknown"},
                     {"[n, 2] = [1, 3]", "false"},
                     {"[1, 2] in [[1], [1, 2]]", "true"},
                     {"[1, 2] in =[1, 2]", "true"}});
}

TEST_CASE("what is said of the entries of an empty list is said of none") {
  TypedLab lab;
  check_values(lab, {{"every i in [] satisfies i > 3", "true"},
                     {"some i in [] satisfies i > 3", "false"},
                     {"every i in [] satisfies i > 3 and i.km = 2", "true"},
                     {"some i in [] satisfies p", "false"},
                     {"every i in [], k in [1] satisfies i = k", "true"},
                     {"every i in [] satisfies some k in [1] satisfies i = k", "true"},
                     {"every i in [][item > 3] satisfies i > 3", "true"},
                     {"count(for i in [] return i + 1)", "0"},
                     {"count([])", "0"},
                     {"[][1]", "undefined"},
                     {"sum(for i in [] return i * 2)", "0"}});
  CHECK(lab.faults("every i in [] satisfies i > ghost").starts_with("W0302 at \"ghost\""));
  CHECK(lab.faults("every i in [] satisfies i > 3 and n").starts_with("W0304 at \"n\""));
  CHECK(lab.faults("every i in [] satisfies n").starts_with("W0304 at \"n\""));
}

TEST_CASE("an entry is taken by its place, from either end") {
  TypedLab lab;
  check_values(lab, {{"[1, 2, 3][3]", "3"},
                     {"[1, 2, 3][-3]", "1"},
                     {"[1, 2, 3][4]", "undefined"},
                     {"[1, 2, 3][0]", "undefined"},
                     {"[1, 2, 3][n]", "unknown"},
                     {"100[1]", "100"},
                     {"true[0]", "undefined"}});
}

TEST_CASE("a field of the record at a place is undefined beyond either end, and unknown where the list is") {
  TypedLab lab;
  CHECK(lab.value("visits[1].km") == "unknown");
  lab.no_visits();
  CHECK(lab.value("visits[1].km") == "undefined");
  CHECK(lab.value("visits[day = max(visits.day)][1].km") == "undefined");
  const auto day = [](int days) { return Value::date(Date::from_days(days)); };
  lab.visit(Value::integer(30), day(300));
  lab.visit(Value::integer(20), day(500), Value::boolean(false));
  lab.visit(Value::integer(10), day(400), Value::unknown());
  lab.set("m", Value::integer(2));
  check_values(lab, {{"visits[1].km", "30"},
                     {"visits[-1].km", "10"},
                     {"visits[m].km", "20"},
                     {"visits[m - 1].km", "30"},
                     {"visits[-m].km", "20"},
                     {"visits[count(visits)].km", "10"},
                     {"visits[4].km", "undefined"},
                     {"visits[0].km", "undefined"},
                     {"visits[-4].km", "undefined"},
                     {"visits[n].km", "unknown"},
                     {"visits[3].proper", "unknown"},
                     {"visits[km < 25][1].km", "20"},
                     {"visits[proper][1].km", "unknown"},
                     {"visits[day = max(visits.day)][1].km", "20"},
                     {"visits[km = min(visits.km)][-1].km", "10"},
                     {"(for i in 1..3 return visits[i].km) = [30, 20, 10]", "true"},
                     {"some i in 2..3 satisfies visits[i].km > visits[i - 1].km", "false"},
                     {"every v in visits satisfies v.km <= visits[1].km", "true"},
                     {"(if visits[2].day = null then sold else visits[2].day) = visits[2].day", "true"}});
}

TEST_CASE("lists of values are filtered, gone through and made") {
  TypedLab lab;
  lab.set("m", Value::integer(2));
  check_values(lab, {{"[1, 2, 3][item >= m] = [2, 3]", "true"},
                     {"count([1, 2, 3][item > n])", "unknown"},
                     {"count([1, 2, 3][true])", "3"},
                     {"count(100[false])", "0"},
                     {"some x in [1, 2] satisfies x > 1", "true"},
                     {"every x in [1, m] satisfies x > 1", "false"},
                     {"some x in [1, n] satisfies x = 1", "true"},
                     {"some x in [1, n] satisfies x > 1", "unknown"},
                     {"(for x in [1, 2] return x * m) = [2, 4]", "true"},
                     {"(for x in 1..3 return x) = [1, 2, 3]", "true"},
                     {"(for x in 3..1 return x) = [3, 2, 1]", "true"},
                     {"(for x in [1, 2], y in [10, 20] return x + y) = [11, 21, 12, 22]", "true"},
                     {"sum(for x in [1, 2] return sum(for y in [x, x] return y * x))", "10"},
                     {"sum([1, 2][some y in [1] satisfies y < item])", "2"}});
}

TEST_CASE("what lists of values come to") {
  TypedLab lab;
  check_values(lab, {{"sum([1, 2.5])", "3.5"},
                     {"sum(1, 2)", "3"},
                     {"sum([])", "0"},
                     {"sum([amount, 1.00])", "unknown"},
                     {"sum([1, null])", "undefined"},
                     {"mean([1, 2])", "1.5"},
                     {"mean([])", "undefined"},
                     {"max([1, 3, 2])", "3"},
                     {"min([])", "undefined"},
                     {"all([true, p])", "unknown"},
                     {"all([false, p])", "false"},
                     {"all([])", "true"},
                     {"all([true, null])", "undefined"},
                     {"any(false)", "false"},
                     {"any([p, true])", "true"},
                     {"list contains([1, 2], 2.0)", "true"},
                     {"list contains([1, n], 2)", "unknown"},
                     {"append([1], 2) = [1, 2]", "true"},
                     {"concatenate([1], [2, 3]) = [1, 2, 3]", "true"},
                     {"union([1, 2], [2, 3]) = [1, 2, 3]", "true"},
                     {"reverse([1, 2]) = [2, 1]", "true"},
                     {"distinct values([1, 2, 1]) = [1, 2]", "true"},
                     {"sublist([1, 2, 3], 2) = [2, 3]", "true"},
                     {"sublist([1, 2, 3], -2, 1) = [2]", "true"},
                     {"count(sublist([1], 3))", "undefined"},
                     {"index of([1, 2, 1], 1) = [1, 3]", "true"}});
}

TEST_CASE("a value is in a list, in a range of a list of ranges") {
  TypedLab lab;
  lab.set("n", Value::integer(5));
  check_values(lab, {{"n in [[1..3], [4..6]]", "true"},
                     {"n in [1, [4..6)]", "true"},
                     {"n in (<= 4, 7)", "false"},
                     {"n in !=5", "false"},
                     {"n in [4.5, 5.0]", "true"},
                     {"n in (for x in [2, 3] return x + 2)", "true"},
                     {"m in [4, 5]", "unknown"}});
}

TEST_CASE("lists of unknown records leave sums unknown") {
  TypedLab lab;
  CHECK(lab.value("sum(visits.km)") == "unknown");
  CHECK(lab.value("some x in visits.km satisfies x > 5") == "unknown");
  CHECK(lab.value("visits.km[1]") == "unknown");
  CHECK(lab.value("[1, 2] = visits.km") == "unknown");
}

}  // namespace warrantor::expr
