#include "audit/rule_test.hpp"

#include "small_policy.hpp"

using namespace warrantor;
using namespace warrantor::audit;
using namespace warrantor::audit::test;

TEST_CASE("a case passes where all that it expects is so") {
  const Policy policy = small_policy();
  const RuleTests tests = yaml_tests(policy, R"(
- name: blue
  claim: {age: 3, colour: blue, price: 5.00}
  expect: {outcome: denied, reasons: [not-red], pays: {buyer: 5.00}, missing: [], steps: [], coverage: null, open: 0.00}
)");
  CHECK(differences(policy, tests).empty());
}

TEST_CASE("every key that differs is told, with what is expected and what is") {
  const Policy policy = small_policy();
  const RuleTests tests = yaml_tests(policy, R"(
- name: red
  claim: {age: 3, colour: red, price: 5.00}
  expect: {outcome: denied, reasons: [too-old, not-red], pays: {buyer: 5.00}, missing: [age], steps: []}
)");
  CHECK(differences(policy, tests) == Names{"outcome: denied | approved", "reasons: too-old, not-red | none",
                                            "missing: age | none", "pays.seller: 0.00 | 5.00",
                                            "pays.buyer: 5.00 | 0.00", "steps: none | send"});
}

TEST_CASE("what a case does not mention is not compared") {
  const Policy policy = small_policy();
  CHECK(differences(policy, yaml_tests(policy, "[{name: any, claim: {colour: blue}, expect: {}}]")).empty());
}

TEST_CASE("of several lines each is compared with its own expectation, and only those that differ are explained") {
  const Policy policy = small_policy();
  const RuleTests tests = yaml_tests(policy, R"(
- name: two
  claim:
    age: 3
    lines: [{line_id: "1", colour: red, price: 1.00}, {line_id: "2", colour: blue, price: 2.00}]
  expect: {outcome: partial, lines: [{outcome: approved}, {outcome: approved}]}
)");
  CHECK(differences(policy, tests) == Names{"lines[1].outcome: approved | denied"});
  const std::string trace = run_rule_test(policy, tests.tests.front(), "en").trace;
  CHECK(trace.find("== line 1") == std::string::npos);
  CHECK(trace.find("== line 2") != std::string::npos);
}

TEST_CASE("a rejected claim is expected by the rules that reject it") {
  const Policy policy = small_policy();
  const std::string rejected = "[{name: dear, claim: {price: 1000.01}, expect: {rejected: [too-dear]}}]";
  CHECK(differences(policy, yaml_tests(policy, rejected)).empty());
  const std::string decided = "[{name: dear, claim: {price: 1000.01}, expect: {outcome: approved}}]";
  CHECK(differences(policy, yaml_tests(policy, decided)) == Names{"rejected: none | too-dear"});
  const std::string sound = "[{name: cheap, claim: {price: 1000.00}, expect: {rejected: [too-dear]}}]";
  CHECK(differences(policy, yaml_tests(policy, sound)) == Names{"rejected: too-dear | none"});
}

TEST_CASE("a table holds a case a row, where a blank cell states and expects nothing and a dash an empty list") {
  const Policy policy = small_policy();
  const RuleTests tests = csv_tests(policy,
                                    "case,age,colour,price,expect.outcome,expect.reasons,expect.pays.buyer\n"
                                    "both,10,blue,5.00,denied,not-red; too-old,5.00\n"
                                    "red,9,red,5.00,approved,-,\n"
                                    "wrong,9,red,5.00,,too-old,1.00\n");
  REQUIRE(tests.mistakes.empty());
  REQUIRE(tests.tests.size() == 3);
  CHECK(tests.tests[2].line == 4);
  CHECK(run_rule_test(policy, tests.tests[0], "en").passed());
  CHECK(run_rule_test(policy, tests.tests[1], "en").passed());
  CHECK(run_rule_test(policy, tests.tests[2], "en").differences.size() == 2);
}

TEST_CASE("a case names values of a list as a claim does") {
  const auto policy = load_policy(
      {{"papers/rules.yaml",
        "rule_set: papers\nversion: \"1\"\ncurrency: CNY\nparties: [seller, buyer]\napproved_when_borne_by: seller\n"
        "excluded_borne_by: buyer\nfacts:\n  claim_id: {type: text, blank: reject}\n"
        "  line_id: {of: line, type: text, default: \"1\"}\n  papers: {type: list, values: [bill, photos]}\n"
        "  marks: {of: line, type: list, values: [dent]}\n  price: {of: line, type: money, default: 1.00}\n"
        "portions: {whole: {amount: price, else: seller}}\nexclusions:\n"
        "  - {id: no-bill, unless: {papers.bill: true}}\n  - {id: dented, when: {marks.dent: true}}\n"}},
      "papers/rules.yaml");
  REQUIRE_MESSAGE(policy, render(policy.error()));
  const auto passes = [&](const std::string& claim) {
    const std::string test = "[{name: one, claim: " + claim + ", expect: {reasons: [dented]}}]";
    return differences(*policy, yaml_tests(*policy, test)).empty();
  };
  CHECK(passes("{papers: [bill, photos], marks: [dent]}"));
  CHECK(passes("{papers: [bill], lines: [{marks: [dent]}]}"));
  CHECK(differences(*policy, csv_tests(*policy, "case,papers,marks,expect.reasons\na,photos; bill,dent,dented\n"))
            .empty());
  const RuleTests bad = yaml_tests(*policy, R"(
- {name: one, claim: {papers: [bil], lines: [{papers: [bill]}]}, expect: {}}
- {name: two, claim: {marks: [dent], lines: [{}]}, expect: {}}
)");
  Names messages;
  for (const Diagnostic& mistake : bad.mistakes) messages.push_back(mistake.message);
  CHECK(messages == Names{"`bil` is not one of the values of `papers`", "`papers` is the same on every line",
                          "`marks` is a fact of lines"});
  CHECK(csv_tests(*policy, "case,papers\na,bil\n").mistakes.at(0).message ==
        "papers: `bil` is not one of the values of `papers`");
}

TEST_CASE("mistakes in a YAML file are all reported at their place, with the nearest name") {
  const RuleTests tests = yaml_tests(small_policy(), R"(
- name: wrong
  claim: {agee: 3, colour: blu, trips: [{fair: 1}]}
  expect: {outcome: aproved, reasons: [not-rad], pays: {byer: 1}, reason: []}
)");
  const std::string text = render(tests.mistakes);
  INFO(text);
  CHECK(tests.mistakes.size() == 7);
  for (const char* wanted :
       {"cases.yaml:3:11: error", "did you mean `age`?", "did you mean `blue`?", "did you mean `far`?",
        "did you mean `approved`?", "did you mean `not-red`?", "did you mean `buyer`?", "did you mean `reasons`?"}) {
    CHECK_MESSAGE(text.find(wanted) != std::string::npos, wanted);
  }
}

TEST_CASE("a case needs a name, a claim and an expectation") {
  const RuleTests tests = yaml_tests(small_policy(), "[{}]");
  CHECK(tests.mistakes.size() == 3);
  CHECK(yaml_tests(small_policy(), "name: x\n").mistakes.size() == 1);
}

TEST_CASE("a claim of several lines needs an expectation for each") {
  const Policy policy = small_policy();
  const std::string claim = "- {name: two, claim: {lines: [{}, {}]}, expect: ";
  CHECK(yaml_tests(policy, claim + "{outcome: approved}}").mistakes.empty());
  CHECK(yaml_tests(policy, claim + "{reasons: []}}").mistakes.size() == 1);
  CHECK(yaml_tests(policy, claim + "{lines: [{}]}}").mistakes.size() == 1);
  CHECK(yaml_tests(policy, claim + "{lines: [{}, {}]}}").mistakes.empty());
}

TEST_CASE("mistakes in a table are reported with line and column") {
  const Policy policy = small_policy();
  const auto said = [&](const std::string& text) { return render(csv_tests(policy, text).mistakes); };
  CHECK(said("") == "cases.csv: error: the table is empty\n  help: its first line names its columns\n");
  CHECK(said("age\n1\n").find("no column `case`") != std::string::npos);
  CHECK(said("case,agee\n").find("did you mean `age`?") != std::string::npos);
  CHECK(said("case,expect.reason\n").find("did you mean `reasons`?") != std::string::npos);
  CHECK(said("case,expect.pays.byer\n").find("did you mean `buyer`?") != std::string::npos);
  CHECK(said("case,age,age\n").find("stands twice") != std::string::npos);
  CHECK(said("case,trips\n").find("write the case in YAML") != std::string::npos);
  CHECK(said("case,age\nx,ten\n").starts_with("cases.csv:2: error: age: "));
  CHECK(said("case,age\nx\n").find("the row has 1 fields, its header 2") != std::string::npos);
  CHECK(said("case,age\n,1\n").find("the case has no name") != std::string::npos);
  CHECK(said("case,expect.outcome\nx,aproved\n").find("did you mean `approved`?") != std::string::npos);
}

TEST_CASE("the XML for CI systems counts cases and failures, and escapes what XML would misread") {
  const Policy policy = small_policy();
  const RuleTests tests = csv_tests(policy, "case,colour,expect.outcome\na < b,red,denied\nc & d,blue,denied\n");
  std::vector<RuleTestResult> results;
  for (const RuleTest& test : tests.tests) results.push_back(run_rule_test(policy, test, "en"));
  const std::string xml = junit_of(results);
  CHECK(xml.find(R"(<testsuites tests="2" failures="1">)") != std::string::npos);
  CHECK(xml.find(R"(name="a &lt; b")") != std::string::npos);
  CHECK(xml.find(R"(name="c &amp; d")") != std::string::npos);
  CHECK(xml.find("a < b") == std::string::npos);
}

TEST_CASE("a rule set without a folder of cases has none") {
  const Policy policy = small_policy();
  const auto tests = load_rule_tests(policy, "nowhere/small");
  REQUIRE(tests.has_value());
  CHECK(tests->tests.empty());
}

namespace {

/// Of a claim that names its papers, and what each of its lines is made of.
Policy policy_with_lists() {
  return small_policy_of(R"(  papers: {type: list, values: [bill, photo]}
  line_id: {of: line, type: text, default: "1"}
  stuff: {of: line, type: list, values: [wood, iron]}
  price: {of: line, type: money, minimum: 0, default: 5.00}
portions:
  whole: {amount: price, else: seller}
exclusions:
  - {id: no-bill, unless: {papers.bill: true}}
  - {id: iron, when: {stuff.iron: true}}
)");
}

}  // namespace

TEST_CASE("a list of values states what it names and nothing of the rest") {
  const Policy policy = policy_with_lists();
  CHECK(differences(policy, yaml_tests(policy, R"(
- name: iron
  claim: {papers: [bill], stuff: [iron, wood]}
  expect: {outcome: denied, reasons: [iron], missing: []}
)"))
            .empty());
  CHECK(differences(policy, yaml_tests(policy, R"(
- name: two lines
  claim: {papers: [photo], lines: [{line_id: "1", stuff: [iron]}, {line_id: "2", stuff: [wood]}]}
  expect: {lines: [{outcome: denied}, {outcome: needs_information, missing: [papers.bill, stuff.iron]}]}
)"))
            .empty());
}

TEST_CASE("a list of values in the wrong place, or with a value that it does not have, is a mistake") {
  const RuleTests tests = yaml_tests(policy_with_lists(), R"(
- name: wrong
  claim: {papers: [bil], stuff: [iron], lines: [{papers: [bill]}]}
  expect: {}
- name: no list
  claim: {papers: bill}
  expect: {}
)");
  const std::string text = render(tests.mistakes);
  INFO(text);
  CHECK(text.find("`bil` is not one of the values of `papers`") != std::string::npos);
  CHECK(text.find("did you mean `bill`?") != std::string::npos);
  CHECK(text.find("`stuff` is a fact of lines") != std::string::npos);
  CHECK(text.find("`papers` is the same on every line") != std::string::npos);
  CHECK(tests.mistakes.size() == 4);
}

TEST_CASE("a decimal is expected by its value, however many digits it is written with") {
  const Policy policy = small_policy_of(R"(  age: {type: number, minimum: 0}
  price: {of: line, type: money, minimum: 0, default: 0.00}
  line_id: {of: line, type: text, default: "1"}
portions:
  whole: {amount: price, else: seller}
figures:
  share: age * 0.5
)");
  for (const char* const share : {"35", "35.0", "35.00"}) {
    const std::string expected(share);
    CHECK(differences(policy,
                      yaml_tests(policy, "[{name: a, claim: {age: 70}, expect: {figures: {share: " + expected + "}}}]"))
              .empty());
    CHECK(differences(policy, csv_tests(policy, "case,age,expect.figures.share\na,70," + expected + "\n")).empty());
  }
  CHECK(differences(policy, yaml_tests(policy, "[{name: a, claim: {age: 70}, expect: {figures: {share: 36}}}]")) ==
        Names{"figures.share: 36 | 35.0"});
}
