#include "helpers.hpp"

namespace warrantor::rules {
namespace {

std::string mistakes_of_limit(const std::string& keys) { return mistakes("limits: {x: {id: x, " + keys + "}}\n"); }

std::string mistakes_of_rows(const std::string& rows) { return mistakes("lookups: {t: {rows: [" + rows + "]}}\n"); }

}  // namespace

TEST_CASE("a setting is a value, alone or with what explains it") {
  const RuleSet rule_set = rule_set_of("settings: {a: 500, b: {value: 5.00, type: money, unit: x, note: ASSUMED}}\n");
  REQUIRE(rule_set.settings.size() == 2);
  CHECK(rule_set.settings[0].name.value == "a");
  CHECK(rule_set.settings[0].value.value == "500");
  CHECK_FALSE(rule_set.settings[0].type.given());
  CHECK(rule_set.settings[1].value.value == "5.00");
  CHECK(rule_set.settings[1].type.value == "money");
  CHECK(rule_set.settings[1].unit.value == "x");
  CHECK(rule_set.settings[1].documentation.note.value == "ASSUMED");
}

TEST_CASE("a derived fact is an expression, alone or with what explains it") {
  const RuleSet rule_set = rule_set_of("derived: {a: x + 1, b: {value: null, title: {zh: y}, source: z}}\n");
  REQUIRE(rule_set.derived.size() == 2);
  CHECK(rule_set.derived[0].expression.value == "x + 1");
  CHECK(rule_set.derived[1].expression.value == "null");
  CHECK(rule_set.derived[1].documentation.title.get("zh") == "y");
  CHECK(rule_set.derived[1].documentation.source.value == "z");
}

TEST_CASE("parties and values are listed with or without labels") {
  const RuleSet rule_set = rule_set_of("parties: [maker, owner]\nfacts: {u: {values: {A: , B: {zh: b}, C: c}}}\n");
  REQUIRE(rule_set.parties.size() == 2);
  CHECK(rule_set.parties[1].name.value == "owner");
  REQUIRE(rule_set.facts[0].values.size() == 3);
  CHECK(rule_set.facts[0].values[0].label.empty());
  CHECK(rule_set.facts[0].values[1].label.get("zh") == "b");
  CHECK(rule_set.facts[0].values[2].label.get("en") == "c");
}

TEST_CASE("a limit counts in exactly one way") {
  CHECK(mistakes_of_limit("months_from: a, at: b, rounding: up") == "");
  CHECK(mistakes_of_limit("days_from: a, at: b") == "");
  CHECK(mistakes_of_limit("of: a, clause: c") == "");
  CHECK(mistakes_of_limit("note: n") ==
        "W0202: limit `x` does not say what it counts | add one of months_from, days_from and of | x");
  CHECK(mistakes_of_limit("months_from: a, of: c, at: b") ==
        "W0211: limit `x` counts in more than one way | keep one of months_from, days_from and of | c");
}

TEST_CASE("a limit in time needs the day that it looks at, a limit of a reading has none") {
  CHECK(mistakes_of_limit("months_from: a") == "W0202: missing key `at` in limit `x` |  | x");
  CHECK(mistakes_of_limit("days_from: a") == "W0202: missing key `at` in limit `x` |  | x");
  CHECK(mistakes_of_limit("of: a, at: b") ==
        "W0210: `at` has no meaning in limit `x` | a limit `of` a reading has no day at which it is looked at | at");
}

TEST_CASE("only months are rounded, down or up") {
  CHECK(
      mistakes_of_limit("days_from: a, at: b, rounding: up") ==
      "W0210: `rounding` has no meaning in limit `x` | only calendar months, `months_from`, have something to round | "
      "rounding");
  CHECK(mistakes_of_limit("months_from: a, at: b, rounding: nearest") ==
        "W0209: `nearest` is not a value of `rounding` in limit `x` | write one of down, up | nearest");
}

TEST_CASE("a note is written in one language or in several") {
  const RuleSet rule_set = rule_set_of("settings: {a: {value: 1, note: n}, b: {value: 2, note: {en: e, zh: z}}}\n");
  REQUIRE(rule_set.settings.size() == 2);
  CHECK(rule_set.settings[0].documentation.notes.get("en") == "n");
  CHECK(rule_set.settings[1].documentation.note.value == "e");
  CHECK(rule_set.settings[1].documentation.notes.get("zh") == "z");
}

TEST_CASE("columns of a lookup have titles and types, and nothing else has") {
  const RuleSet rule_set = rule_set_of("lookups: {t: {columns: {c: {en: e, zh: z}}, rows: [{id: r, c: 1, d: 2}]}}\n");
  REQUIRE(rule_set.lookups[0].columns.size() == 1);
  CHECK(rule_set.lookups[0].columns[0].name.value == "c");
  CHECK(rule_set.lookups[0].columns[0].title.get("zh") == "z");
  const RuleSet typed = rule_set_of(
      "lookups: {t: {columns: {c: {type: months, title: e}, d: {type: money}}, rows: [{id: r, c: 1, d: 2}]}}\n");
  REQUIRE(typed.lookups[0].columns.size() == 2);
  CHECK(typed.lookups[0].columns[0].type.value == "months");
  CHECK(typed.lookups[0].columns[0].title.get("en") == "e");
  CHECK(typed.lookups[0].columns[1].title.empty());
  CHECK(mistakes("lookups: {t: {columns: {first_km: x}, rows: [{id: r, first_kn: 1}]}}\n") ==
        "W0203: there is no column `first_km` | did you mean `first_kn`? | first_km");
}

TEST_CASE("all rows of a lookup have the columns of the first") {
  CHECK(mistakes_of_rows("{id: a, col: 1, km: 2}, {id: b, km: null, col: 3, when: {x: 1}, title: t}") == "");
  CHECK(mistakes_of_rows("{id: a, col: 1, km: 2}, {id: b, col: 3}") ==
        "W0212: row `b` has no column `km` | every row has the same columns; write null for none | b");
  CHECK(mistakes_of_rows("{id: a, column: 1}, {id: b, column: 1, colunm: 2, price: 3}") ==
        "W0212: row `b` has a column `colunm` that the first row does not have | did you mean `column`? | colunm\n"
        "W0212: row `b` has a column `price` that the first row does not have | every row has the same columns; write "
        "null for none | price");
}

TEST_CASE("a key that one row of several alone has is told there, and no other row lacks it") {
  CHECK(mistakes_of_rows("{id: a, col: 1, clause: '4'}, {id: b, col: 2}, {id: c, col: 3}") ==
        "W0212: `clause` of row `a` is no column: not every row has it | write `source` for where a row comes from | "
        "clause");
  CHECK(mistakes_of_rows("{id: a, col: 1}, {id: b, col: 2, price: 5}, {id: c, col: 3}") ==
        "W0212: `price` of row `b` is no column: not every row has it | every row has the same columns; write null for "
        "none | price");
}

TEST_CASE("a column that looks like a key is one only where every row has it") {
  CHECK(mistakes_of_rows("{id: a, notes: 1}, {id: b, notes: 1}") == "");
  CHECK(mistakes_of_rows("{id: a, titel: x, col: 1}, {id: b, col: 1}") ==
        "W0203: unknown key `titel` in row `a` | did you mean `title`? | titel");
  CHECK(mistakes_of_rows("{id: a, col: 1}, {id: b, col: 1, titel: x}") ==
        "W0203: unknown key `titel` in row `b` | did you mean `title`? | titel");
}

TEST_CASE("a column has a name and expressions") {
  CHECK(mistakes_of_rows("{id: a, Col: 1}") ==
        "W0204: `Col` cannot be the name of a column | write lower-case letters, digits and `_`, a letter first | Col");
  CHECK(mistakes_of_rows("{id: a, col: [1]}") ==
        "W0203: unknown key `col` in row `a` | allowed here: id, valid, when, title, note, source | col");
  CHECK(mistakes_of_rows("{id: a, col: ''}") == "W0208: an empty text for `col` in row `a` |  | ''");
}

TEST_CASE("a choice is one of its words, and a misspelt one counts as the nearest") {
  const LoadedRuleSet loaded = load_text("lookups: {t: {choose: frist, rows: []}}\n");
  CHECK(shown(loaded.diagnostics) ==
        "W0209: `frist` is not a value of `choose` in lookup `t` | did you mean `first`? | frist");
  CHECK(loaded.rule_set.lookups[0].choose.is_first());
  CHECK(mistakes("coverage: {choose: all, rows: []}\n") ==
        "W0209: `all` is not a value of `choose` in the section `coverage` | write one of first, unique, union | all");
}

}  // namespace warrantor::rules
