#include "helpers.hpp"

namespace warrantor::rules {
namespace {

std::string joined(const std::vector<Text>& texts) {
  std::string all;
  for (const Text& text : texts) all += (all.empty() ? "" : ",") + text.value;
  return all;
}

}  // namespace

TEST_CASE("a rule takes portions, one or several") {
  const RuleSet rule_set = rule_set_of("exclusions: [{id: a, takes: base}, {id: b, takes: [base, other]}, {id: c}]\n");
  CHECK(joined(rule_set.rules[0].takes) == "base");
  CHECK(joined(rule_set.rules[1].takes) == "base,other");
  CHECK(rule_set.rules[2].takes.empty());
}

TEST_CASE("a portion is borne by one party or by several in shares") {
  const RuleSet rule_set =
      rule_set_of("responsibility: [{id: a, bears: {base: dealer, other: {maker: 70, dealer: 30}}}]\n");
  const std::vector<BearsSyntax>& bears = rule_set.rules[0].bears;
  REQUIRE(bears.size() == 2);
  CHECK(bears[0].portion.value == "base");
  REQUIRE(bears[0].shares.size() == 1);
  CHECK(bears[0].shares[0].first.value == "dealer");
  CHECK_FALSE(bears[0].shares[0].second.given());
  REQUIRE(bears[1].shares.size() == 2);
  CHECK(bears[1].shares[1].first.value == "dealer");
  CHECK(bears[1].shares[1].second.value == "30");
}

TEST_CASE("a rule keeps what it waits for, when it is listed, and what explains it") {
  const RuleSet rule_set = rule_set_of(R"(
approvals:
  - id: a
    decides: last
    awaits: reply
    once_per: [vin, number]
    listed: only_while_awaited
    clause: 3b
    title: {en: T}
    note: N
    source: S
)");
  const RuleSyntax& rule = rule_set.rules[0];
  CHECK(rule.section == Section::approvals);
  CHECK(rule.decides.value == "last");
  CHECK(joined(rule.awaits) == "reply");
  CHECK(joined(rule.once_per) == "vin,number");
  CHECK(rule.listed.value == "only_while_awaited");
  CHECK(rule.documentation.clause.value == "3b");
  CHECK(rule.documentation.title.get("en") == "T");
  CHECK(rule.documentation.note.value == "N");
  CHECK(rule.documentation.source.value == "S");
}

TEST_CASE("sections may be lists, or mappings that say which of their rules count") {
  const RuleSet rule_set = rule_set_of(R"(
exclusions: {choose: first, rules: [{id: a}]}
responsibility: [{id: b, takes: base}]
validity: {for: {x: 1}, rules: [{id: c, at: failure_date}]}
approvals: {rules: [{id: d, decides: first}]}
)");
  CHECK(rule_set.exclusions_choose.is_first());
  CHECK_FALSE(rule_set.responsibility_choose.text.given());
  REQUIRE(rule_set.rules.size() == 4);
  CHECK(rule_set.rules[0].section == Section::validity);
  CHECK(rule_set.rules[0].at.value == "failure_date");
  CHECK(rule_set.rules[0].applies.subject.value == "x");
}

TEST_CASE("what decides, points or takes stands where that has a meaning") {
  CHECK(mistakes("exclusions: [{id: e, decides: first, at: x}]\n") ==
        "W0210: `decides` has no meaning in exclusion `e` | only approvals decide before or after all other rules | "
        "decides\n"
        "W0210: `at` has no meaning in exclusion `e` | only validity rules point to a fact | at");
  for (const std::string key : {"takes", "takes_when", "bears", "awaits", "once_per", "listed"}) {
    CHECK(mistakes("validity: [{id: v, " + key + ": x}]\n") ==
          "W0210: `" + key +
              "` has no meaning in validity rule `v` | a claim that cannot be right is rejected; nobody " +
              "bears any of it | " + key);
  }
  CHECK(
      mistakes("approvals: {choose: first, rules: []}\n") ==
      "W0210: `choose` has no meaning in the section `approvals` | only exclusions and responsibility can be ranked | "
      "choose");
}

TEST_CASE("an approval decides first or last") {
  const LoadedRuleSet loaded = load_text("approvals: [{id: a, decides: lats}]\n");
  CHECK(shown(loaded.diagnostics) ==
        "W0209: `lats` is not a value of `decides` in approval `a` | did you mean `last`? | lats");
  CHECK(loaded.rule_set.rules[0].decides.value == "last");
}

TEST_CASE("a rule of any section may refer, and then an approval need not say when it decides") {
  const RuleSet rule_set = rule_set_of(R"(
validity: [{id: a, refers: true}]
exclusions: [{id: b, refers: true, once_per: vin}, {id: c, refers: false, takes: base}]
responsibility: [{id: d, refers: true}]
approvals: [{id: e, refers: true, awaits: reply}, {id: f, refers: true, decides: last}]
)");
  REQUIRE(rule_set.rules.size() == 6);
  std::string referring;
  for (const RuleSyntax& rule : rule_set.rules) referring += rule.is_referral() ? rule.id.value : "-";
  CHECK(referring == "ab-def");
  CHECK(joined(rule_set.rules[1].once_per) == "vin");
  CHECK(joined(rule_set.rules[2].takes) == "base");
  CHECK_FALSE(rule_set.rules[4].decides.given());
  CHECK(joined(rule_set.rules[4].awaits) == "reply");
  CHECK(rule_set.rules[5].decides.value == "last");
}

TEST_CASE("a rule that refers has no other effect") {
  for (const std::string key : {"takes", "takes_when", "bears", "listed", "at"}) {
    CHECK(mistakes("approvals: [{id: a, refers: true, " + key + ": x}]\n") ==
          "W0211: `" + key + "` stands beside `refers` in approval `a` | " +
              "a person decides all of a line that is referred, and the rule is always listed | " + key);
  }
  CHECK(mistakes("approvals: [{id: a, refers: yes}]\n") ==
        "W0209: `yes` is not a value of `refers` in approval `a` | write one of true, false | yes");
  CHECK(mistakes("exclusions: [{id: a, refer: true}]\n") ==
        "W0203: unknown key `refer` in exclusion `a` | did you mean `refers`? | refer");
  CHECK(mistakes("approvals: [{id: a, refers: false}]\n").substr(0, 5) == "W0202");
}

TEST_CASE("coverage takes portions away when a limit is passed") {
  CHECK(joined(rule_set_of("coverage: {expiry_takes: base, rows: []}\n").coverage->expiry_takes) == "base");
  CHECK(joined(rule_set_of("coverage: {expiry_takes: [a, b], rows: []}\n").coverage->expiry_takes) == "a,b");
}

TEST_CASE("steps have texts in several languages, and conditions on the decision") {
  const RuleSet rule_set = rule_set_of("steps: [{id: s, when: {outcome: [denied, partial]}, text: {en: a, zh: b}}]\n");
  REQUIRE(rule_set.steps.size() == 1);
  CHECK(rule_set.steps[0].text.get("zh") == "b");
  CHECK(rule_set.steps[0].when.subject.value == "outcome");
  CHECK(joined(rule_set.steps[0].when.tests) == "denied,partial");
}

TEST_CASE("a small file cannot become a huge tree by the conditions of its blocks") {
  std::string condition = "{x: [1";
  for (int i = 0; i < 2000; ++i) condition += ", 1";
  std::string rules;
  for (int i = 0; i < 1000; ++i) rules += "      - {id: r" + std::to_string(i) + "}\n";
  const std::string found = mistakes("exclusions:\n  - for: " + condition + "]}\n    rules:\n" + rules);
  CHECK(found.rfind("W0207: too many conditions in `exclusions` | shorten the `for` of its blocks | ", 0) == 0);
}

}  // namespace warrantor::rules
