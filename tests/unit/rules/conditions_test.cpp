#include "helpers.hpp"

namespace warrantor::rules {
namespace {

/// `model in (A, B)`, `all(…)`, `any(…)`, `not(…)`, `if(…)`.
std::string spelt(const Condition& condition) {
  const auto list = [](const std::string& word, const auto& items, const auto& spell) {
    std::string text = word + "(";
    for (const auto& item : items) text += (&item == &items.front() ? "" : ", ") + spell(item);
    return text + ")";
  };
  const auto text_of = [](const Text& text) { return text.value; };
  switch (condition.kind) {
    case Condition::Kind::always:
      return "always";
    case Condition::Kind::all:
      return list("all", condition.children, spelt);
    case Condition::Kind::any:
      return list("any", condition.children, spelt);
    case Condition::Kind::negation:
      return list("not", condition.children, spelt);
    case Condition::Kind::test:
      return list(condition.subject.value + " in ", condition.tests, text_of);
    case Condition::Kind::expression:
      break;
  }
  return "if(" + condition.expression.value + ")";
}

RuleSyntax rule_of(const std::string& keys) { return rule_set_of("exclusions:\n  - " + keys).rules.at(0); }

/// A condition in flow style, as it stands behind `when:`.
std::string when(const std::string& condition) { return spelt(rule_of("{id: r, when: " + condition + "}").when); }

std::string mistakes_when(const std::string& condition) {
  return mistakes("exclusions:\n  - {id: r, when: " + condition + "}\n");
}

}  // namespace

TEST_CASE("a rule without conditions always holds") {
  const RuleSyntax rule = rule_of("{id: r}");
  for (const Condition* condition : {&rule.applies, &rule.when, &rule.unless, &rule.takes_when}) {
    CHECK(spelt(*condition) == "always");
    CHECK(condition->place.node == nullptr);
  }
}

TEST_CASE("a condition asks a name for one of several tests") {
  CHECK(when("{model: D22}") == "model in (D22)");
  CHECK(when("{model: [D22, RICH]}") == "model in (D22, RICH)");
  CHECK(when("{km: \"> 5\"}") == "km in (> 5)");
  CHECK(when("{sold: null, new: true, km: 010}") == "all(sold in (null), new in (true), km in (010))");
  CHECK(when("{vin: '\"A\"'}") == "vin in (\"A\")");
}

TEST_CASE("conditions are combined with any, all and not") {
  CHECK(when("{any: [{a: 1}, {b: 2, c: 3}]}") == "any(a in (1), all(b in (2), c in (3)))");
  CHECK(when("{all: [{a: 1}, {b: 2}], c: 3}") == "all(all(a in (1), b in (2)), c in (3))");
  CHECK(when("{not: {a: 1, b: 2}}") == "not(all(a in (1), b in (2)))");
  CHECK(when("{not: {a: 1}}") == "not(a in (1))");
  CHECK(when("{not: [{a: 1}, {b: 2}]}") == "not(all(a in (1), b in (2)))");
  CHECK(when("{not: [{any: [{a: 1}]}]}") == "not(any(a in (1)))");
}

TEST_CASE("all expressions of an if must hold") {
  CHECK(when("{if: a > b}") == "if(a > b)");
  CHECK(when("{if: [a > b, b > c], d: 1}") == "all(if(a > b), if(b > c), d in (1))");
  CHECK(when("{if: null}") == "if(null)");
}

TEST_CASE("a rule has four conditions") {
  const RuleSyntax rule = rule_of("{id: r, for: {a: 1}, when: {b: 2}, unless: {c: 3}, takes_when: {d: 4}}");
  CHECK(spelt(rule.applies) == "a in (1)");
  CHECK(spelt(rule.when) == "b in (2)");
  CHECK(spelt(rule.unless) == "c in (3)");
  CHECK(spelt(rule.takes_when) == "d in (4)");
}

TEST_CASE("blocks hand their condition down to their rules, through blocks in blocks") {
  const RuleSet rule_set = rule_set_of(R"(
exclusions:
  for: {a: 1}
  rules:
    - for: {b: 2}
      rules:
        - {id: r1, for: {c: 3}}
        - {id: r2}
    - {id: r3, for: {d: 4}}
    - {id: r4}
    - rules: [{id: r5}]
)");
  REQUIRE(rule_set.rules.size() == 5);
  CHECK(spelt(rule_set.rules[0].applies) == "all(all(a in (1), b in (2)), c in (3))");
  CHECK(spelt(rule_set.rules[1].applies) == "all(a in (1), b in (2))");
  CHECK(spelt(rule_set.rules[2].applies) == "all(a in (1), d in (4))");
  CHECK(spelt(rule_set.rules[3].applies) == "a in (1)");
  CHECK(spelt(rule_set.rules[4].applies) == "a in (1)");
}

TEST_CASE("texts of conditions know their places") {
  const RuleSet rule_set = rule_set_of("exclusions:\n  - {id: r, when: {km: [1, \"> 5\"], if: a = b}}\n");
  const Condition& condition = rule_set.rules[0].when;
  CHECK(underlined(rule_set.span(condition.children[0].subject.place)) == "km");
  CHECK(underlined(rule_set.span(condition.children[0].tests[1].place)) == "\"> 5\"");
  CHECK(underlined(rule_set.span(condition.children[1].expression.place, 4, 1)) == "b");
}

TEST_CASE("conditions of the wrong kind are told") {
  CHECK(mistakes_when("x") == "W0201: expected a mapping for `when` in exclusion `r`, found a text |  | x");
  CHECK(mistakes_when("[{a: 1}]") ==
        "W0201: expected a mapping for `when` in exclusion `r`, found a list |  | [{a: 1}]");
  CHECK(mistakes_when("{any: {a: 1}}") ==
        "W0201: expected a list for `any` in exclusion `r`, found a mapping |  | {a: 1}");
  CHECK(mistakes_when("{all: [3]}") == "W0201: expected a mapping for `all` in exclusion `r`, found a text |  | 3");
  CHECK(mistakes_when("{not: 3}") == "W0201: expected a mapping for `not` in exclusion `r`, found a text |  | 3");
  CHECK(mistakes_when("{if: {a: 1}}") ==
        "W0201: expected an expression for `if` in exclusion `r`, found a mapping |  | {a: 1}");
  CHECK(mistakes_when("{a: {b: 1}}") ==
        "W0201: expected an expression for `a` in exclusion `r`, found a mapping |  | {b: 1}");
  CHECK(mistakes_when("{a: [[1]]}") == "W0201: expected an expression for `a` in exclusion `r`, found a list |  | [1]");
  CHECK(mistakes_when("{a: }") == "W0201: expected an expression for `a` in exclusion `r`, found nothing |  | a");
}

TEST_CASE("empty conditions are told, since nobody can tell what they were to mean") {
  CHECK(mistakes_when("{}") == "W0208: an empty mapping for `when` in exclusion `r` |  | {}");
  CHECK(mistakes_when("{any: []}") == "W0208: an empty list for `any` in exclusion `r` |  | []");
  CHECK(mistakes_when("{all: []}") == "W0208: an empty list for `all` in exclusion `r` |  | []");
  CHECK(mistakes_when("{if: []}") == "W0208: an empty list for `if` in exclusion `r` |  | []");
  CHECK(mistakes_when("{a: []}") == "W0208: an empty list for `a` in exclusion `r` |  | []");
  CHECK(mistakes_when("{a: ' '}") == "W0208: an empty text for `a` in exclusion `r` |  | ' '");
}

}  // namespace warrantor::rules
