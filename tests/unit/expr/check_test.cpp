#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "unit/expr/typed_lab.hpp"

namespace warrantor::expr {
namespace {

using Texts = std::vector<const char*>;
using Pairs = std::vector<std::pair<const char*, const char*>>;

void check_sound(const Texts& expressions) {
  for (const char* text : expressions) {
    TypedLab lab;
    CAPTURE(text);
    CHECK(lab.faults(text) == "");
  }
}

// Each expression with the beginning of what is said about it: the code and the text that is underlined.
void check_faulty(const Pairs& expressions) {
  for (const auto& [text, fault] : expressions) {
    TypedLab lab;
    CAPTURE(text);
    const std::string said = lab.faults(text);
    CHECK(said.substr(0, std::string_view(fault).size()) == std::string(fault));
    CHECK(said.find('\n') == std::string::npos);
  }
}

}  // namespace

TEST_CASE("operators take operands of one type and say which types do not go together") {
  check_sound({"n + m", "n - m > 0", "amount + fee", "term + term", "grace - grace", "sold + term", "sold - grace",
               "sold - failed > 30", "p and q or not(r)", "p = q", "colour = \"red\"", "note != \"a\"", "n * m * 2",
               "2 * amount", "amount * n", "sold + term * 2", "-n < --m", "n between 1 and m"});
  check_faulty(
      {{"n + p", "W0304 at \"n + p\": a whole number and true or false cannot be added"},
       {"n - amount", "W0304 at \"n - amount\": a whole number and an amount of money cannot be subtracted"},
       {"sold + failed", "W0304 at \"sold + failed\": a date and a date cannot be added"},
       {"sold + n", "W0304 at \"sold + n\": a date and a whole number cannot be added (declare the number as of type"},
       {"term + grace", "W0304 at \"term + grace\""},
       {"amount * fee", "W0304 at \"amount * fee\": an amount of money cannot be multiplied by an amount of money"},
       {"-sold", "W0304 at \"-sold\": a date has no negative"},
       {"-p", "W0304 at \"-p\""},
       {"n > amount", "W0304 at \"n > amount\": a whole number cannot be compared with an amount of money"},
       {"colour = tint", "W0304 at \"colour = tint\": a value of `colour` cannot be compared with a value of `tint`"},
       {"colour < \"red\"", "W0304 at \"colour < \"red\"\": a value of `colour` has no order"},
       {"p and n", "W0304 at \"n\": this is a whole number, but true or false is expected"},
       {"not(n)", "W0304 at \"n\": this is a whole number, but true or false is expected"},
       {"if n then 1 else 2", "W0304 at \"n\": this is a whole number, but true or false is expected"},
       {"if p then n else sold", "W0304 at \"if p then n else sold\": one branch is a whole number, the other a date"},
       {"visits.km > 5", "W0304 at \"visits.km > 5\": a list, each entry a whole number cannot be compared"}});
}

TEST_CASE("a literal takes its type from what stands beside it") {
  check_sound({"amount > 5",
               "5.50 < amount",
               "amount + 5",
               "-amount < -5.50",
               "amount in [0..5000.00]",
               "term > 12",
               "12 <= term",
               "grace >= 30",
               "\"red\" = colour",
               "if p then \"red\" else colour",
               "if p then 5 else amount",
               "max(amount, 5.50)",
               "max(5, amount)",
               "min(0, -amount, fee)",
               "sold > 2024-01-05",
               "sold > @\"2024-01-05\"",
               "sold > date(\"2024-01-05\")",
               "duration(\"P1Y2M\") > term",
               "sold + duration(\"P10D\") < failed",
               "(if p then 5 else 6) < amount"});
  check_faulty(
      {{"amount > 5.001", "W0305 at \"5.001\""},
       {"term > 1.5", "W0305 at \"1.5\": `1.5` is not a whole number"},
       {"term > 9223372036854775808", "W0305 at \"9223372036854775808\""},
       {"colour = \"gren\"", "W0303 at \"\"gren\"\": `gren` is not a value of `colour` (did you mean `green`?)"},
       {"colour = \"black\"", "W0303 at \"\"black\"\": `black` is not a value of `colour`"},
       {"sold > 2024-02-30", "W0305 at \"2024-02-30\": `2024-02-30` is a day that does not exist"},
       {"sold > date(\"2024-13-01\")", "W0305 at \"\"2024-13-01\"\""},
       {"term > duration(\"P1M10D\")", "W0305 at \"\"P1M10D\"\""},
       {"term > duration(\"P\")", "W0305 at \"\"P\"\""},
       {"term > duration(\"PT5H\")", "W0306 at \"\"PT5H\"\""},
       {"term > duration(\"P10D\")", "W0304 at \"term > duration(\"P10D\")\""}});
}

TEST_CASE("a bare number beside a duration that is written out is refused where it stands") {
  check_faulty({{"[duration(\"P1M\"), 3]",
                 "W0304 at \"3\": `3` is a number, and stands beside a duration (write a duration "
                 "too: `duration(\"P3M\")` of months, `duration(\"P3D\")` of days)"},
                {"[3, duration(\"P1M\")]", "W0304 at \"3\""},
                {"max(duration(\"P1M\"), 3)", "W0304 at \"3\""},
                {"min([duration(\"P2D\"), -3])", "W0304 at \"3\""},
                {"sum(duration(\"P1M\"), 3)", "W0304 at \"3\""},
                {"append([duration(\"P1M\")], 3)", "W0304 at \"3\""},
                {"list contains([duration(\"P1M\")], 3)", "W0304 at \"3\""},
                {"if p then duration(\"P1M\") else 3", "W0304 at \"3\""},
                {"if p then 3 else if q then 4 else duration(\"P1D\")", "W0304 at \"3\""},
                {"duration(\"P1M\") in (3)", "W0304 at \"3\""},
                {"duration(\"P1M\") in [1..3]", "W0304 at \"1\""},
                {"term in (3, duration(\"P6M\"))", "W0304 at \"3\""},
                {"duration(\"P1M\") = 3", "W0304 at \"3\": `3` is a number, and stands beside a duration"},
                {"abs(duration(\"P1M\")) = 3", "W0304 at \"3\""},
                {"-duration(\"P1M\") + 3 > term", "W0304 at \"3\""},
                {"3 + duration(\"P1M\") > term", "W0304 at \"3\""},
                {"duration(\"P1M\") * 2 > 3", "W0304 at \"3\""},
                {"duration(\"P5D\") between 3 and 6", "W0304 at \"3\""}});
  check_sound({"max(term, 3) > term", "[term, 3] = [term, 4]", "if p then term else 3", "term in (3, 6)",
               "max(duration(\"P1M\"), term) > term", "[duration(\"P1M\")][1] > term",
               "if n > 3 then duration(\"P1M\") else duration(\"P2M\")"});
}

TEST_CASE("an expression of an expected type adapts its literals to it and is refused where it is of another") {
  TypedLab lab;
  CHECK(lab.faults("5.50", Type::of(ValueType::money)) == "");
  CHECK(lab.faults("if p then 0 else 5.50", Type::of(ValueType::money)) == "");
  CHECK(lab.faults("24", Type::of(ValueType::months)) == "");
  CHECK(lab.faults("n", Type::of(ValueType::money)) ==
        "W0304 at \"n\": this is a whole number, but an amount of money is expected");
}

TEST_CASE("a name that is not declared is told with the nearest that is") {
  check_faulty({{"nn > 5", "W0302 at \"nn\": `nn` is not declared (did you mean `n`?)"},
                {"failled > sold", "W0302 at \"failled\": `failled` is not declared (did you mean `failed`?)"},
                {"zzzzzz", "W0302 at \"zzzzzz\": `zzzzzz` is not declared"},
                {"count(visits[kmm > 5])", "W0302 at \"kmm\""},
                {"visits.kmm", "W0309 at \"kmm\": a record of `visits` has no `kmm` (did you mean `km`?)"},
                {"some v in visits satisfies v.dai = null", "W0309 at \"dai\""},
                {"n.km", "W0309 at \"km\": a whole number has no members"},
                {"colour = red", "W0302 at \"red\": `red` is not declared (values stand in quotes"},
                {"colour = gren", "W0303 at \"gren\": `gren` is not a value of `colour` (did you mean `green`?)"}});
}

TEST_CASE("every mistake of an expression is told, each once") {
  TypedLab lab;
  CHECK(lab.faults("nope1 + nope2") ==
        "W0302 at \"nope1\": `nope1` is not declared\nW0302 at \"nope2\": `nope2` is not declared");
  CHECK(lab.faults("p and n and (note or q)") ==
        "W0304 at \"n\": this is a whole number, but true or false is expected\n"
        "W0304 at \"note\": this is a text, but true or false is expected");
}

TEST_CASE("what uses a name that is wrong in itself is passed over in silence") {
  TypedLab lab;
  lab.declare_broken("sick");
  CHECK_FALSE(lab.compile("sick > 5 and p").has_value());
  CHECK(lab.faults("sick > 5 and p") == "");
}

TEST_CASE("a value that may be absent is asked for before it is used") {
  check_sound({"maybe != null and maybe > 5", "maybe > 5 and maybe != null", "null != maybe and maybe > 5",
               "maybe = null or maybe > 5", "not(maybe = null) and maybe > 5", "not(maybe = null or p) and maybe > 5",
               "(if maybe = null then 0 else maybe) > 3", "if maybe = null then null else maybe + 1",
               "if not(maybe != null) or p then 1 else maybe + 1", "if p then maybe else 3", "maybe = 5",
               "maybe in [1..5]", "maybe in (null, 5)", "maybe_flag = true", "maybe_flag != null and maybe_flag",
               "count(visits[day != null and day > sold])", "some v in visits satisfies v.day != null and v.day > sold",
               "some v in visits satisfies (if v.day = null then sold else v.day) > failed"});
  check_faulty(
      {{"maybe > 5",
        "W0308 at \"maybe\": `maybe` may be absent here, and then this has no value (ask for it first: "
        "`maybe != null and …`)"},
       {"maybe + 1", "W0308 at \"maybe\""},
       {"-maybe", "W0308 at \"maybe\""},
       {"maybe * 2", "W0308 at \"maybe\""},
       {"max(maybe, 2)", "W0308 at \"maybe\""},
       {"maybe != null or maybe > 5", "W0308 at \"maybe\""},
       {"maybe = null and maybe > 5", "W0308 at \"maybe\""},
       {"if maybe = null and p then 1 else maybe + 1", "W0308 at \"maybe\""},
       {"maybe_flag and p", "W0308 at \"maybe_flag\""},
       {"not(maybe_flag)", "W0308 at \"maybe_flag\""},
       {"n in [1..maybe]", "W0308 at \"maybe\""},
       {"(if p then maybe else 3) > 3", "W0308 at \"if p then maybe else 3\": `if p then maybe else 3` may be absent"},
       {"count(visits[day > sold])", "W0308 at \"day\""},
       {"some v in visits satisfies some w in visits satisfies v.day != null and w.day > sold", "W0308 at \"w.day\""},
       {"null + 5", "W0308 at \"null\""},
       {"not(null)", "W0308 at \"null\""}});
}

TEST_CASE("a condition is never absent") {
  TypedLab lab;
  CHECK(lab.condition_faults("maybe_flag").substr(0, 21) == "W0308 at \"maybe_flag\"");
  CHECK(lab.condition_faults("n") == "W0304 at \"n\": this is a whole number, but true or false is expected");
  CHECK(lab.condition_faults("maybe_flag = true") == "");
}

TEST_CASE("lists are filtered, gone through, projected and counted") {
  check_sound({"count(visits) > 2", "count(visits[km > 5].km) = 1", "visits[km > 5][proper]",
               "max(visits.km) > min(visits.km)", "max(visits.day) > sold", "every v in visits satisfies v.proper",
               "some v in visits satisfies some w in visits satisfies w.km = v.km and not(w.proper)",
               "some v in visits satisfies count(visits[km < v.km]) > 2"});
  check_faulty(
      {{"count(n)", "W0304 at \"n\": `count` needs a list, but this is a whole number"},
       {"some v in n satisfies true", "W0304 at \"n\": `some` needs a list, but this is a whole number"},
       {"n[km > 5]", "W0302 at \"km\""},
       {"visits[1].km[km > 5]", "W0302 at \"km\""},
       {"visits[1].kn", "W0309 at \"kn\": a record of `visits` has no `kn` (did you mean `km`?)"},
       {"visits[1].day > sold", "W0308 at \"visits[1].day\""},
       {"visits[km].day", "W0304 at \"km\": this is a number of the entry itself"},
       {"visits[-km + 1].proper", "W0304 at \"-km + 1\": this is a number of the entry itself"},
       {"visits[n / 2].proper",
        "W0304 at \"n / 2\": in `[…]` stands a condition or a place, but this is a decimal number"},
       {"visits[maybe].proper", "W0308 at \"maybe\""},
       {"visits[count(visits[proper])].km", "W0306 at \"count(visits[proper])\""},
       {"visits[km]", "W0304 at \"km\": this is a number of the entry itself"},
       {"visits[1]", "W0306 at \"visits[1]\": a record by itself is not supported (take one of its fields"},
       {"count(visits[n])", "W0306 at \"visits[n]\""},
       {"max(visits)", "W0304 at \"max(visits)\": `max` needs a list of numbers, amounts or dates (name the field"},
       {"max(visits.proper)", "W0304 at \"max(visits.proper)\""},
       {"some v in visits satisfies v", "W0304 at \"v\": this is a record of `visits`"},
       {"count()", "W0307 at \"count()\""},
       {"max()", "W0307 at \"max()\""},
       {"not(p, q)", "W0307 at \"not(p, q)\""},
       {"date(n)", "W0304 at \"n\""},
       {"duration(n)", "W0307 at \"duration(n)\""}});
}

TEST_CASE("what is not supported is refused where it stands") {
  check_faulty({{"[[1, 2], [3]]", "W0306 at \"[1, 2]\": a list of lists is not supported here"},
                {"for v in visits return v", "W0306 at \"v\": a list of records that `for` makes"},
                {"for v in visits return visits.km", "W0306 at \"visits.km\": a list of lists"},
                {"[null]", "W0306 at \"[null]\": a list of nothing but `null`"},
                {"visits.km[count(visits[proper])]", "W0306 at \"count(visits[proper])\": a place that is found by"},
                {"visits.day.year", "W0306 at \"visits.day.year\": a member of every entry"},
                {"[1..2]", "W0306 at \"[1..2]\""},
                {"cuont(visits)", "W0306 at \"cuont\": the function `cuont` is not supported (did you mean `count`?)"},
                {"p and visits.km[item > 5] = visits", "W0304 at \"visits.km[item > 5] = visits\""}});
}

TEST_CASE("lists and records are not compared, chosen or tested as a whole") {
  check_faulty({{"visits = null", "W0306 at \"visits = null\": comparing lists or records"},
                {"null != visits", "W0306 at \"null != visits\""},
                {"visits = visits", "W0306 at \"visits = visits\""},
                {"visits in (null)", "W0306 at \"(null)\": testing a list of records or a record"},
                {"some v in visits satisfies v = null", "W0306 at \"v = null\""},
                {"some v in visits satisfies (if p then v else v).km > 5", "W0306 at \"if p then v else v\": choosing"},
                {"count(if p then visits else visits[proper])", "W0306 at \"if p then visits else visits[proper]\""}});
  TypedLab lab;
  for (const char* test : {"null", "visits", "visits, visits", "not(null)", "> 5", "[visits, visits]"}) {
    CAPTURE(test);
    CHECK(lab.test_faults("visits", test).substr(0, 5) == "W0306");
  }
}

TEST_CASE("unary tests take the type of their subject") {
  for (const auto& [subject, test] : Pairs{{"n", "5"},
                                           {"n", "-5"},
                                           {"n", "> m + 1"},
                                           {"n", "[-5..-1]"},
                                           {"n", "]1..5["},
                                           {"n", "(1..5]"},
                                           {"n", "-"},
                                           {"n", "null"},
                                           {"n", "not(null)"},
                                           {"n", "1, 2, > 9"},
                                           {"n", "not([1..5], 9)"},
                                           {"n", "= 5"},
                                           {"n", "!= null"},
                                           {"n", "[1, 2]"},
                                           {"colour", "red"},
                                           {"colour", "\"red\", green"},
                                           {"colour", "not(red)"},
                                           {"amount", "> 5000"},
                                           {"amount", "[0.01..fee]"},
                                           {"sold", "> 2024-01-01"},
                                           {"sold", "> failed + term"},
                                           {"maybe", "> 5"},
                                           {"maybe", "[1..5]"},
                                           {"p", "true"},
                                           {"p", "q"},
                                           {"note", "not(\"a\", \"b\")"},
                                           {"term", "> 12"}}) {
    TypedLab lab;
    CAPTURE(subject);
    CAPTURE(test);
    CHECK(lab.test_faults(subject, test) == "");
  }
  const auto said = [](const char* subject, const char* test) {
    TypedLab lab;
    return lab.test_faults(subject, test);
  };
  CHECK(said("nosuch", "5") == "W0302 at \"nosuch\": `nosuch` is not declared");
  CHECK(said("n", "\"a\"") == "W0304 at \"\"a\"\": a whole number cannot be compared with a text");
  CHECK(said("p", "1") ==
        "W0304 at \"1\": true or false cannot be compared with a whole number (write `true` or `false`)");
  CHECK(said("colour", "rde, red") == "W0303 at \"rde\": `rde` is not a value of `colour` (did you mean `red`?)");
  CHECK(said("colour", "> \"red\"").substr(0, 5) == "W0304");
  CHECK(said("colour", "[\"red\"..\"blue\"]") ==
        "W0304 at \"[\"red\"..\"blue\"]\": a value of `colour` has no order (compare it with `=` or `!=`)");
  CHECK(said("n", "> maybe").substr(0, 16) == "W0308 at \"maybe\"");
  CHECK(said("term", "2.5, 3").substr(0, 14) == "W0305 at \"2.5\"");
  CHECK(said("n", "") == "W0301 at \"\": there is no expression here (write one)");
}

TEST_CASE("a value that is written as another type has it is answered with how to write it") {
  const auto said = [](const char* subject, const char* test) {
    TypedLab lab;
    return lab.test_faults(subject, test);
  };
  CHECK(said("note", "D001") ==
        "W0302 at \"D001\": `D001` is not declared (write texts in double quotes inside single quotes: `'\"D001\"'`)");
  CHECK(said("note", "1001") ==
        "W0304 at \"1001\": a text cannot be compared with a whole number "
        "(write texts in double quotes inside single quotes: `'\"1001\"'`)");
  CHECK(said("note", "1001, 1002").find("(write texts in double quotes inside single quotes: `'\"1001\"'`)") !=
        std::string::npos);
  for (const char* const word : {"yes", "no", "Yes", "TRUE", "off"}) {
    CAPTURE(word);
    CHECK(said("p", word) == "W0302 at \"" + std::string(word) + "\": `" + std::string(word) +
                                 "` is not declared (write `true` or `false`)");
  }
  CHECK(said("p", "0").ends_with("(write `true` or `false`)"));
  CHECK(said("p", "\"yes\"").ends_with("(write `true` or `false`)"));
  CHECK(said("sold", "> 2024/01/10") ==
        "W0305 at \"2024/01/10\": `2024/01/10` is not a date (write a date as `2024-01-10`)");
  CHECK(said("sold", "2024-1-5") == "W0305 at \"2024-1-5\": `2024-1-5` is not a date (write a date as `2024-01-05`)");
  CHECK(said("sold", "[2024/1/1..2024/12/31]").starts_with("W0305 at \"2024/1/1\""));
  CHECK(said("sold", "> 20240110").ends_with("(write a date as `2024-01-10`)"));
  CHECK(said("sold", "\"2024-01-10\"").ends_with("(write a date as `2024-01-10`)"));
  check_faulty({{"note = D001", "W0302 at \"D001\": `D001` is not declared (a text stands in quotes: `\"D001\"`)"},
                {"note = 5",
                 "W0304 at \"note = 5\": a text cannot be compared with a whole number (a text stands in quotes: "
                 "`\"5\"`)"},
                {"5 = note",
                 "W0304 at \"5 = note\": a whole number cannot be compared with a text (a text stands in quotes: "
                 "`\"5\"`)"},
                {"p = yes", "W0302 at \"yes\": `yes` is not declared (write `true` or `false`)"},
                {"sold > 2024/1/5", "W0305 at \"2024/1/5\": `2024/1/5` is not a date (write a date as `2024-01-05`)"}});
  check_sound({"n = 2024-1-5"});
}

}  // namespace warrantor::expr
