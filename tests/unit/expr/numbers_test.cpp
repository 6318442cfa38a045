#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "unit/expr/typed_lab.hpp"

namespace warrantor::expr {

TEST_CASE("numbers with decimals are reckoned with 34 digits") {
  TypedLab lab;
  check_values(lab, {{"1 / 4", "0.25"},
                     {"1 / 3", "0.3333333333333333333333333333333333"},
                     {"0.1 + 0.2", "0.3"},
                     {"0.1 + 0.2 = 0.3", "true"},
                     {"1.5 * 2", "3.0"},
                     {"7 / 2 * 2 = 7", "true"},
                     {"2 ** 0.5", "undefined"},
                     {"2 ** -2", "0.25"},
                     {"-1.5", "-1.5"},
                     {"1.23e+4 = 12300", "true"},
                     {".5 < 1", "true"},
                     {"1 / 0", "undefined"},
                     {"if true then 1 else 0.5", "1"},
                     {"max(1, 2.5)", "2.5"}});
}

TEST_CASE("a whole number stands wherever a decimal is wanted") {
  TypedLab lab;
  lab.set("n", Value::integer(7));
  check_values(lab, {{"n / 2", "3.5"},
                     {"n > 6.5", "true"},
                     {"6.5 in (n, 6.5)", "true"},
                     {"n in [6.5..7.5]", "true"},
                     {"n = 7.0", "true"},
                     {"n + 0.5", "7.5"},
                     {"m * 1.5 > 2", "unknown"}});
}

TEST_CASE("an amount times a decimal is no amount until it is rounded") {
  TypedLab lab;
  lab.set("amount", Value::integer(10001));
  check_values(lab, {{"amount * 0.8", "80.008"},
                     {"amount / 3 > 33.33", "true"},
                     {"amount * 0.8 < amount", "true"},
                     {"amount / amount", "1"},
                     {"amount * 0.8 - amount", "-20.002"},
                     {"amount * 2", "200.02"}});
  CHECK(lab.faults("amount * 0.8", Type::of(ValueType::money)) ==
        "W0310 at \"amount * 0.8\": this amount has more decimals than CNY has (say how it is rounded: `round half "
        "up(…, 2)`)");
  CHECK(lab.faults("amount * 2", Type::of(ValueType::money)) == "");
  CHECK(lab.faults("amount * amount").substr(0, 5) == "W0304");
  CHECK(lab.faults("amount + 0.5 * n").substr(0, 5) == "W0304");
}

TEST_CASE("durations are scaled to whole months and days") {
  TypedLab lab;
  lab.set("term", Value::integer(131));
  check_values(lab, {{"term / -2.5", "-52"},
                     {"term * 0.5", "65"},
                     {"-1.5 * @\"P2M\"", "-3"},
                     {"@\"P10D\" * 3", "30"},
                     {"@\"P1Y\" / @\"P5M\"", "2.4"},
                     {"-@\"-P1D\"", "1"},
                     {"@\"P1Y\" + @\"2021-01-01\"", "2022-01-01"},
                     {"term.years", "10"},
                     {"term.months", "11"},
                     {"@\"2018-12-10\".weekday", "1"},
                     {"date(\"2018-12-10\").month", "12"}});
  CHECK(lab.faults("term.days").substr(0, 5) == "W0309");
  CHECK(lab.faults("sold.months").substr(0, 5) == "W0309");
}

TEST_CASE("texts have the order of their characters, and can be joined") {
  TypedLab lab;
  lab.set("note", Value::text("b"));
  check_values(lab, {{"note > \"a\"", "true"},
                     {"note between \"b\" and \"d\"", "true"},
                     {"\"é\" > \"z\"", "true"},
                     {"note + \"c\"", "bc"},
                     {"note + note = \"bb\"", "true"}});
}

}  // namespace warrantor::expr
