#include "audit/show.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <string>

#include "policy/program.hpp"

namespace warrantor::audit {
namespace {

const Policy& zhengzhou_nissan() {
  static const Policy policy = [] {
    auto loaded = load_policy(std::string(WARRANTOR_SOURCE_DIR) + "/rules/zhengzhou-nissan");
    REQUIRE_MESSAGE(loaded, render(loaded.error()));
    return *loaded;
  }();
  return policy;
}

bool holds(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

std::string in_code(std::string_view name) { return "`" + std::string(name) + "`"; }

}  // namespace

TEST_CASE("every rule, fact, setting and derived value is shown in both languages") {
  const Policy& policy = zhengzhou_nissan();
  for (const std::string_view language : {"en", "zh"}) {
    CAPTURE(language);
    const std::string page = show(policy, language);
    for (const RuleInfo* const rule : policy.rules()) CHECK_MESSAGE(holds(page, in_code(rule->id)), rule->id);
    for (const Fact& fact : policy.schema().facts()) CHECK_MESSAGE(holds(page, in_code(fact.name)), fact.name);
    const policy::Documented& documented = policy.program().documented;
    for (const auto& setting : documented.settings)
      CHECK_MESSAGE(holds(page, in_code(setting.remark.name)), setting.remark.name);
    for (const auto& derived : documented.derived) CHECK_MESSAGE(holds(page, in_code(derived.name)), derived.name);
    for (const Domain& domain : policy.schema().domains()) {
      for (const DomainValue& value : domain.values) CHECK_MESSAGE(holds(page, value.labels.get(language)), value.name);
    }
  }
}

TEST_CASE("every assumption stands in the list of them, with what it belongs to") {
  const std::string page = show(zhengzhou_nissan(), "en");
  const std::string list = page.substr(page.find("## What is ASSUMED"));
  std::size_t assumptions = 0;
  for (const RuleInfo* const rule : zhengzhou_nissan().rules()) {
    if (rule->note.find("ASSUMED") == std::string::npos) continue;
    ++assumptions;
    CHECK_MESSAGE(holds(list, in_code(rule->id)), rule->id);
    CHECK_MESSAGE(holds(list, rule->note), rule->note);
  }
  CHECK(assumptions >= 5);
  CHECK(holds(list, "`report_above` | largest base that needs no technical report: 5,000.00 CNY |"));
  CHECK(holds(list, "`part_group`"));
  CHECK(holds(list, "`vin`"));
}

TEST_CASE("a rule, a row and a limit name their source, but not where it is the clause") {
  const auto policy = load_policy({{"law/rules.yaml", R"(
rule_set: law
version: "1"
currency: CNY
parties: [maker, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  km: {type: number}
  worn: {type: boolean}
portions: {all_of_it: {amount: 5.00, else: maker}}
limits: {distance: {id: too-far, of: km, source: "43: 18"}}
coverage: {expiry_takes: all, rows: [{id: new, distance: 9, source: order 43}]}
exclusions:
  - {id: worn, when: {worn: true}, source: "a | b"}
  - {id: very-far, clause: "43: 32", when: {km: "> 100"}, source: "43: 32"}
)"}},
                                  "law/rules.yaml");
  REQUIRE_MESSAGE(policy, render(policy.error()));
  const std::string page = show(*policy, "en");
  CHECK(holds(page, "`too-far` (source: 43: 18): "));
  CHECK(holds(page, "`new`<br>Source: order 43 |"));
  CHECK(holds(page, "`worn`<br>Source: a \\| b |"));
  CHECK(holds(page, "`very-far` |"));
  CHECK(holds(show(*policy, "zh"), "<br>依据：order 43 |"));
}

TEST_CASE("the Chinese page has no English but names as they stand in files") {
  std::string page = show(zhengzhou_nissan(), "zh");
  page = std::regex_replace(page, std::regex("`[^`]*`|<br>"), "");
  std::smatch word;
  CHECK_FALSE_MESSAGE(std::regex_search(page, word, std::regex("[a-z]{2,}")), word.str());
}

TEST_CASE("a table has as many cells in every row as in its header") {
  for (const std::string_view language : {"en", "zh"}) {
    const std::string page = show(zhengzhou_nissan(), language);
    std::size_t columns = 0;
    std::size_t begin = 0;
    for (std::size_t end = page.find('\n'); end != std::string::npos; begin = end + 1, end = page.find('\n', begin)) {
      const std::string line = std::regex_replace(page.substr(begin, end - begin), std::regex(R"(\\\|)"), "");
      if (line.empty() || line.front() != '|') {
        columns = 0;
        continue;
      }
      const auto cells = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
      if (columns == 0) columns = cells;
      CHECK_MESSAGE(cells == columns, line);
    }
  }
}

TEST_CASE("coverage rows say what their vehicles and parts are granted") {
  const std::string page = show(zhengzhou_nissan(), "en");
  CHECK(holds(page, "*model* is D22, and *group of parts* is engine | 24 months | 50,000 km |"));
  CHECK(holds(page,
              "*who had the vehicle when it failed* is not customer, and there is no *in-service date* | no limit | no "
              "limit |"));
  CHECK(holds(show(zhengzhou_nissan(), "zh"), "「车系」为 D22，且「零部件类别」不是发动机 | 18 个月 | 30,000 公里 |"));
}

TEST_CASE("what is owed, who bears it and who pays first are told as far as a rule set has them") {
  const auto policy = load_policy(std::string(WARRANTOR_SOURCE_DIR) + "/rules/transport");
  REQUIRE_MESSAGE(policy, render(policy.error()));
  const std::string page = show(*policy, "en");
  CHECK(holds(page, "What is owed of the claim starts as *loss*."));
  CHECK(holds(page, "| *indirect loss* is more than 0.00 CNY | stays as it is |"));
  CHECK(holds(page, "They say who bears what is owed. Where several hold"));
  CHECK(holds(page, "origin station 40 %, line haul 30 % and delivery station 30 %: the claim"));
  CHECK(holds(page, "decides: (1) who bears the cost in the end; (2) this table."));
  CHECK_FALSE(holds(page, "exclusions"));
  CHECK_FALSE(holds(page, "approval"));
}

TEST_CASE("rules that decide last and ask nobody are not called approvals") {
  const auto policy = load_policy(std::string(WARRANTOR_SOURCE_DIR) + "/rules/us-new-vehicle");
  REQUIRE_MESSAGE(policy, render(policy.error()));
  const std::string page = show(*policy, "en");
  CHECK(holds(page, "## What decides first or last"));
  CHECK_FALSE(holds(page, "person's decision"));
  CHECK(holds(page, "manufacturer 75 % and customer 25 %: parts and labor"));
  CHECK(holds(page, "defect of material or workmanship `defect`; accident, theft, fire or flood `accident`; "));
}

TEST_CASE("of extensions of extensions each says what it added itself") {
  const auto extension = [](const std::string& id, const std::string& base, const std::string& rule) {
    return "rule_set: " + id + "\nversion: \"2\"\nextends: ../" + base + "\nexclusions: [{id: " + rule +
           ", when: {km: " + std::to_string(rule.size()) + "}}]\n";
  };
  const std::string base =
      "rule_set: base\nversion: \"1\"\ncurrency: CNY\nparties: [maker, owner]\napproved_when_borne_by: maker\n"
      "excluded_borne_by: owner\nfacts:\n  claim_id: {type: text, blank: reject}\n"
      "  line_id: {of: line, type: text, default: \"1\"}\n  km: {type: number}\n"
      "  parts: {of: line, type: money}\nportions: {main: {amount: parts, else: maker}}\n";
  const auto policy = load_policy({{"base/rules.yaml", base},
                                   {"middle/rules.yaml", extension("middle", "base", "of-the-middle")},
                                   {"last/rules.yaml", extension("last", "middle", "of-the-last")}},
                                  "last/rules.yaml");
  REQUIRE_MESSAGE(policy, render(policy.error()));
  const std::string page = show(*policy, "en");
  CHECK(holds(page,
              "## What differs from `base` 1\n\n| Difference | Of what | Keys |\n| --- | --- | --- |\n"
              "| added | `of-the-middle` | |\n\n"));
  CHECK(holds(page,
              "## What differs from `middle` 2\n\n| Difference | Of what | Keys |\n| --- | --- | --- |\n"
              "| added | `of-the-last` | |\n\n"));
}

TEST_CASE("a setting is named where it grants months or is a percentage, and settings are apart from figures") {
  const std::string rules = R"(rule_set: base
version: "1"
currency: CNY
parties: [maker, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  km: {type: number, unit: km}
  sold: {type: date}
  failed: {type: date}
  parts: {of: line, type: money}
settings:
  term: {value: 24, type: months}
  most: {value: 60000, unit: km}
  share: 25
portions: {main: {amount: parts, else: maker}}
limits:
  time: {id: late, months_from: sold, at: failed}
  distance: {id: far, of: km}
coverage:
  expiry_takes: all
  choose: union
  rows:
    - {id: long, time: term, distance: most}
    - {id: short, time: 12, distance: 30000}
adjustments:
  - {id: part-of-it, becomes: {percent: share}}
figures:
  used: km / most
)";
  const auto policy = load_policy({{"base/rules.yaml", rules}}, "base/rules.yaml");
  REQUIRE_MESSAGE(policy, render(policy.error()));
  const std::string page = show(*policy, "en");
  CHECK(holds(page, "| *term* (24 months) | *most* (60,000 km) |"));
  CHECK(holds(page, "| 12 months | 30,000 km |"));
  CHECK(holds(page, "*share* (25 %) of *"));
  CHECK(holds(page, "| `used` | *km* ÷ *most* (60,000 km) |"));
  CHECK(holds(page, "## Settings\n"));
  CHECK(holds(page, "## Figures that every decision tells\n"));
  CHECK_FALSE(holds(page, "## Figures\n"));
}

TEST_CASE("an extension changes the labels of parties by their names") {
  const auto shown = [](const std::string& parties, const std::string& change) {
    const std::string base =
        "rule_set: base\nversion: \"1\"\ncurrency: CNY\nparties: " + parties +
        "\napproved_when_borne_by: maker\nexcluded_borne_by: owner\nfacts:\n  claim_id: {type: text, blank: reject}\n"
        "  line_id: {of: line, type: text, default: \"1\"}\n  km: {type: number}\n"
        "  parts: {of: line, type: money}\nportions: {main: {amount: parts, else: maker}}\n";
    const std::string own = "rule_set: own\nversion: \"1\"\nextends: ../base\nchange: {" + change + "}\n";
    const auto policy = load_policy({{"base/rules.yaml", base}, {"own/rules.yaml", own}}, "own/rules.yaml");
    return policy ? show(*policy, "en") + show(*policy, "zh") : render(policy.error());
  };
  CHECK(holds(shown("[maker, owner]", "parties.maker: Acme"), "| `main` | *parts* | Acme |"));
  const std::string one = shown("{maker: {en: maker, zh: 厂家}, owner: owner}", "parties.maker: {en: Acme}");
  CHECK(holds(one, "| `main` | *parts* | Acme |"));
  CHECK(holds(one, "| `main` | 「parts」 | 厂家 |"));
  CHECK(holds(shown("{maker: maker, owner: owner}", "parties.owner: {en: Bo}"), "| `main` | *parts* | maker |"));
  CHECK(holds(shown("[maker, owner]", "parties.makr: Acme"), "did you mean `parties.maker`?"));
}

}  // namespace warrantor::audit
