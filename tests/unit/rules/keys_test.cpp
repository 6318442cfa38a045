#include "helpers.hpp"

namespace warrantor::rules {

TEST_CASE("an unknown key is told with the nearest key or else with all keys") {
  CHECK(mistakes("titel: x\n") == "W0203: unknown key `titel` in this rule set | did you mean `title`? | titel");
  CHECK(
      mistakes("settings: {grace: {value: 5, colour: red}}\n") ==
      "W0203: unknown key `colour` in setting `grace` | allowed here: value, valid, type, unit, title, note, source | "
      "colour");
  CHECK(mistakes("facts: {km: {type: number, minimun: 0}}\n") ==
        "W0203: unknown key `minimun` in fact `km` | did you mean `minimum`? | minimun");
  CHECK(mistakes("facts: {s: {type: records, fields: {km: {typ: number}}}}\n") ==
        "W0203: unknown key `typ` in field `km` | did you mean `type`? | typ");
  CHECK(mistakes("exclusions:\n  - {id: misuse, wen: {a: 1}}\n") ==
        "W0203: unknown key `wen` in exclusion `misuse` | did you mean `when`? | wen");
  CHECK(mistakes("exclusions:\n  - {rules: [{id: r}], id: x}\n") ==
        "W0203: unknown key `id` in this block of rules | allowed here: for, rules, note | id");
  CHECK(mistakes("steps:\n  - {id: s, text: x, titel: y}\n") ==
        "W0203: unknown key `titel` in step `s` | allowed here: id, valid, when, text, note, source | titel");
}

TEST_CASE("a key of a coverage row is a limit, unless it looks like another key") {
  const std::string limits = "limits: {time: {id: t, of: n}, nota: {id: n, of: n}}\n";
  CHECK(mistakes(limits + "coverage: {rows: [{id: c, time: 5, nota: 3}]}\n") == "");
  CHECK(mistakes(limits + "coverage: {rows: [{id: c, titel: x, kilometers: 3}]}\n") ==
        "W0203: unknown key `titel` in coverage row `c` | did you mean `title`? | titel");
  CHECK(mistakes(limits + "coverage: {rows: [{id: c, whne: {a: 1}}]}\n") ==
        "W0203: unknown key `whne` in coverage row `c` | did you mean `when`? | whne");
  CHECK(mistakes(limits + "coverage: {rows: [{id: c, limits: {time: 5}}]}\n") ==
        "W0203: unknown key `limits` in coverage row `c` | allowed here: id, valid, when, instead_of, awaits, title, "
        "note, "
        "source, "
        "clause | limits");
}

TEST_CASE("an undeclared limit of a coverage row is left for the compiler to tell") {
  const RuleSet rule_set = rule_set_of("coverage: {rows: [{id: c, kilometers: 3}]}\n");
  REQUIRE(rule_set.coverage->rows[0].limits.size() == 1);
  CHECK(rule_set.coverage->rows[0].limits[0].first.value == "kilometers");
}

TEST_CASE("a missing key is told at the name of what misses it") {
  CHECK(shown(load_from({{"a/rules.yaml", "title: x\n"}}).diagnostics) ==
        "W0202: missing key `rule_set` in this rule set |  | title\n"
        "W0202: missing key `version` in this rule set |  | title\n"
        "W0202: missing key `currency` in this rule set |  | title");
  CHECK(mistakes("catalogues:\n  part:\n    note: x\n") ==
        "W0202: missing key `group` in catalogue `part` |  | part\n"
        "W0202: missing key `groups` in catalogue `part` |  | part");
  CHECK(mistakes("catalogues: {part: {group: g, groups: {engine: {}}}}\n") ==
        "W0202: missing key `values` in group `engine` |  | engine");
  CHECK(mistakes("settings: {grace: {unit: km}}\n") == "W0202: missing key `value` in setting `grace` |  | grace");
  CHECK(mistakes("derived: {d: {note: x}}\n") == "W0202: missing key `value` in derived fact `d` |  | d");
  CHECK(mistakes("portions: {whole: {}}\n") ==
        "W0202: missing key `amount` in portion `whole` |  | whole\n"
        "W0202: missing key `else` in portion `whole` |  | whole");
  CHECK(mistakes("facts: {km: {blank: {note: x}}}\n") ==
        "W0202: missing key `when` in the blank of `km` |  | {note: x}\n"
        "W0202: missing key `is` in the blank of `km` |  | {note: x}\n"
        "W0202: missing key `else` in the blank of `km` |  | {note: x}\n"
        "W0203: unknown key `note` in the blank of `km` | allowed here: when, is, else | note");
  CHECK(mistakes("lookups: {t: {}}\n") == "W0202: missing key `rows` in lookup `t` |  | t");
  CHECK(mistakes("coverage: {note: x}\n") ==
        "W0202: missing key `rows` in the section `coverage` |  | {note: x}\n"
        "W0203: unknown key `note` in the section `coverage` | allowed here: for, choose, expiry_takes, rows | note");
  CHECK(mistakes("exclusions:\n  - {clause: a}\n") == "W0202: missing key `id` in this exclusion |  | {clause: a}");
  CHECK(mistakes("responsibility:\n  - {id: r}\n") == "W0202: missing key `bears` in responsibility rule `r` |  | r");
  CHECK(mistakes("approvals:\n  - {id: a}\n") == "W0202: missing key `decides` in approval `a` |  | a");
  CHECK(mistakes("steps:\n  - {id: s}\n") == "W0202: missing key `text` in step `s` |  | s");
}

TEST_CASE("another kind of value than the expected one is told") {
  CHECK(shown(load_from({{"a/rules.yaml", "[x]\n"}}).diagnostics) ==
        "W0201: expected a mapping for this rule set, found a list |  | [x]");
  CHECK(mistakes("facts: [km]\n") == "W0201: expected a mapping for `facts`, found a list |  | [km]");
  CHECK(mistakes("facts: {km: number}\n") == "W0201: expected a mapping for fact `km`, found a text |  | number");
  CHECK(mistakes("facts: {km: {type: [number]}}\n") ==
        "W0201: expected a text for `type` in fact `km`, found a list |  | [number]");
  CHECK(mistakes("facts: {km: {default: null}}\n") ==
        "W0201: expected a text for `default` in fact `km`, found null |  | null");
  CHECK(mistakes("facts: {km: {unit: }}\n") ==
        "W0201: expected a text for `unit` in fact `km`, found nothing |  | unit");
  CHECK(mistakes("facts: {u: {values: x}}\n") ==
        "W0201: expected a mapping for `values` in fact `u`, found a text |  | x");
  CHECK(mistakes("facts: {s: {fields: [km]}}\n") ==
        "W0201: expected a mapping for `fields` in fact `s`, found a list |  | [km]");
  CHECK(mistakes("parties: 5\n") == "W0201: expected a mapping for `parties`, found a text |  | 5");
  CHECK(mistakes("settings: {x: [1]}\n") == "W0201: expected a mapping for `x`, found a text |  | 1");
  CHECK(mistakes("derived: {x: [1]}\n") == "W0201: expected a mapping for `x`, found a text |  | 1");
  CHECK(mistakes("title: [x]\n") == "W0201: expected a text for `title` in this rule set, found a list |  | [x]");
  CHECK(mistakes("coverage: {rows: {}}\n") ==
        "W0201: expected a list for `rows` in the section `coverage`, found a mapping |  | {}");
  CHECK(mistakes("coverage: {rows: [x]}\n") == "W0201: expected a mapping for this coverage row, found a text |  | x");
  CHECK(mistakes("exclusions: x\n") == "W0201: expected a list of rules for `exclusions`, found a text |  | x");
  CHECK(mistakes("exclusions: [x]\n") == "W0201: expected a mapping for this exclusion, found a text |  | x");
  CHECK(mistakes("exclusions: [{id: e, takes: {a: b}}]\n") ==
        "W0201: expected a text for `takes` in exclusion `e`, found a mapping |  | {a: b}");
  CHECK(mistakes("responsibility: [{id: r, bears: someone}]\n") ==
        "W0201: expected a mapping for `bears` in responsibility rule `r`, found a text |  | someone");
  CHECK(mistakes("responsibility: [{id: r, bears: {a: [b]}}]\n") ==
        "W0201: expected a text for `a` in responsibility rule `r`, found a list |  | [b]");
  CHECK(mistakes("steps: {s: x}\n") == "W0201: expected a list for `steps`, found a mapping |  | {s: x}");
}

TEST_CASE("what is empty is told") {
  CHECK(mistakes("exclusions: [{id: e, takes: []}]\n") == "W0208: an empty list for `takes` in exclusion `e` |  | []");
  CHECK(mistakes("exclusions: [{id: e, awaits: ['']}]\n") ==
        "W0208: an empty text for `awaits` in exclusion `e` |  | ''");
  CHECK(mistakes("responsibility: [{id: r, bears: {}}]\n") ==
        "W0208: an empty mapping for `bears` in responsibility rule `r` |  | {}");
  CHECK(mistakes("responsibility: [{id: r, bears: {a: {}}}]\n") ==
        "W0208: an empty mapping for `a` in responsibility rule `r` |  | {}");
  CHECK(mistakes("title: {en: ''}\n") == "W0208: an empty text for `en` in this rule set |  | ''");
}

TEST_CASE("a section may be left empty, as a heading for later") {
  CHECK(mistakes("facts:\nexclusions:\ncoverage:\nsteps:\ninclude:\n") == "");
}

TEST_CASE("names and ids have their letters, and words of expressions are none") {
  CHECK(mistakes("facts: {Odometer: {}}\n") ==
        "W0204: `Odometer` cannot be the name of a fact | write lower-case letters, digits and `_`, a letter first | "
        "Odometer");
  CHECK(mistakes("facts: {1st: {}}\n") ==
        "W0204: `1st` cannot be the name of a fact | write lower-case letters, digits and `_`, a letter first | 1st");
  CHECK(mistakes("facts: {里程: {}}\n") ==
        "W0204: `里程` cannot be the name of a fact | write lower-case letters, digits and `_`, a letter first | 里程");
  CHECK(mistakes("parties: {count: {en: x}}\n") ==
        "W0204: `count` cannot be the name of a party | it is a word of expressions; choose another | count");
  CHECK(mistakes("settings: {borne_by: 5}\n") ==
        "W0204: `borne_by` cannot be the name of a setting | steps ask for the decision by this word; choose another | "
        "borne_by");
  CHECK(mistakes("facts: {u: {values: {a-b: , 3.c: }}}\n") == "");
  CHECK(mistakes("facts: {u: {values: {a-: }}}\n") ==
        "W0204: `a-` cannot be the name of a value | write letters, digits and `_`, and `-` or `.` between them | a-");
  CHECK(mistakes("facts: {u: {values: [yes, 'null']}}\n") ==
        "W0204: `null` cannot be the name of a value | it is a word of expressions; choose another | 'null'");
  CHECK(
      mistakes("exclusions: [{id: Misuse}]\n") ==
      "W0204: `Misuse` cannot be the id of an exclusion | write lower-case letters and digits, in words joined by `-` "
      "or `.` | Misuse");
  CHECK(
      mistakes("catalogues: {part: {group: 'Part group', groups: {}}}\n") ==
      "W0204: `Part group` cannot be the name of the fact that holds the group | write lower-case letters, digits and "
      "`_`, a letter first | 'Part group'");
  CHECK(mistakes("facts: {u: {values: {PALADIN: , 3_series: , pending: {zh: 帕}}}}\n") == "");
}

TEST_CASE("an id is made of words and digits") {
  const auto is_id = [](const std::string& id) { return mistakes("exclusions: [{id: " + id + "}]\n").empty(); };
  for (const char* const id : {"a", "d22-engine", "free-service.too-late", "2024.1"}) CHECK_MESSAGE(is_id(id), id);
  for (const char* const id : {"-a", "a-", "a..b", "a.-b", "a_b", "a b", "A"}) CHECK_MESSAGE(!is_id(id), id);
}

TEST_CASE("no word of expressions can be a name") {
  for (const char* const word : {"and", "or",        "not",     "if",       "then",    "else",    "some",    "every",
                                 "in",  "satisfies", "between", "for",      "return",  "true",    "false",   "count",
                                 "max", "min",       "date",    "duration", "outcome", "pending", "borne_by"}) {
    CHECK_MESSAGE(load_text("derived: {" + std::string(word) + ": 1}\n").diagnostics.size() == 1, word);
  }
}

TEST_CASE("a label in an unknown tongue is told") {
  CHECK(mistakes("title: {english_uk: x}\n") ==
        "W0203: `english_uk` is not the tag of a language | write one of two letters or more, such as en or zh | "
        "english_uk");
  const RuleSet rule_set = rule_set_of("title: {en: x, zh-Hant: y}\n");
  CHECK(rule_set.documentation.title.get("zh-Hant") == "y");
  CHECK(rule_set_of("title: plain\n").documentation.title.get("en") == "plain");
}

TEST_CASE("no more than a hundred mistakes are listed") {
  std::string steps = "steps:\n";
  for (int i = 0; i < 300; ++i) steps += "  - x\n";
  const Diagnostics diagnostics = load_text(steps).diagnostics;
  REQUIRE(diagnostics.size() == 101);
  CHECK(diagnostics.back().code == "W0215");
  CHECK(diagnostics.front().code == "W0201");
}

}  // namespace warrantor::rules
