#include <doctest/doctest.h>

#include <string>

#include <warrantor/policy.hpp>

#include "audit/sentences.hpp"

namespace warrantor::audit {
namespace {

constexpr std::string_view declarations = R"(
rule_set: small
version: "1"
currency: EUR
parties: {maker: {en: maker, zh: 厂家}, owner: {en: owner, zh: 车主}}
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  sale: {type: date, blank: none, label: {en: sale date, zh: 售出日期}}
  failed: {type: date, label: {en: failure date, zh: 故障日期}}
  km: {type: number, unit: km, label: {en: odometer, zh: 里程}}
  genuine: {type: boolean, label: {en: genuine part, zh: 原厂件}}
  why: {label: {en: cause, zh: 原因}, values: {wear: {en: wear, zh: 磨损}, long_use: {en: long use, zh: 久用}, misuse: {en: misuse, zh: 误用}}}
  cost: {of: line, type: money, label: {en: cost, zh: 费用}}
  visits:
    type: records
    label: {en: visits, zh: 保养}
    fields: {at_km: {type: number, unit: km, blank: reject, label: {en: reading, zh: 读数}}}
settings:
  most_km: {value: 500, unit: km, title: {en: largest distance, zh: 最大里程}}
  free_period: {value: 24, type: months, title: {en: free period, zh: 免费期}}
portions:
  all_of_it: {amount: cost, else: maker, title: {en: everything, zh: 全部}}
)";

Policy policy_with(const std::string& exclusion) {
  const std::string text = std::string(declarations) + "exclusions:\n  - {id: tried, " + exclusion + "}\n";
  auto policy = load_policy({{"small/rules.yaml", text}}, "small/rules.yaml");
  REQUIRE_MESSAGE(policy, render(policy.error()));
  return *policy;
}

std::string said(const std::string& exclusion, std::string_view language) {
  const Policy policy = policy_with(exclusion);
  const PageWords words(policy.program(), language);
  return Sentences(policy.program(), words).condition(policy.program().rules.front().when);
}

std::string english(const std::string& exclusion) { return said(exclusion, "en"); }
std::string chinese(const std::string& exclusion) { return said(exclusion, "zh"); }

}  // namespace

TEST_CASE("a value that is one of several, or none of them, is named once") {
  const std::string any = R"(when: {if: 'why in ("wear", "misuse") or km > 5'})";
  CHECK(said(any, "en") == "*cause* is wear or misuse, or *odometer* is more than 5 km");
  CHECK(said(R"(when: {if: 'not(why = "wear" or why = "long_use")'})", "zh") == "「原因」既不是磨损，也不是久用");
  CHECK(said(R"(when: {if: 'why = "wear" or genuine or why = "misuse"'})", "en") ==
        "*cause* is wear, or *genuine part*: yes, or *cause* is misuse");
}

TEST_CASE("a fact that is true or false is a question with an answer") {
  CHECK(english("when: {genuine: true}") == "*genuine part*: yes");
  CHECK(english("when: {if: not(genuine)}") == "*genuine part*: no");
  CHECK(chinese("when: {genuine: false}") == "「原厂件」为“否”");
}

TEST_CASE("values of a list are joined, and quoted where one has several words") {
  CHECK(english("when: {why: [wear, misuse]}") == "*cause* is wear or misuse");
  CHECK(english("when: {why: [wear, long_use]}") == "*cause* is “wear” or “long use”");
  CHECK(english("when: {why: 'not(wear, misuse)'}") == "*cause* is neither wear nor misuse");
  CHECK(chinese("when: {why: [wear, long_use, misuse]}") == "「原因」为磨损、久用或误用");
  CHECK(chinese("when: {why: 'not(wear, misuse)'}") == "「原因」既不是磨损，也不是误用");
}

TEST_CASE("an absent value is none, and to compare it says that it is there") {
  CHECK(english("when: {sale: null}") == "there is no *sale date*");
  CHECK(english("when: {sale: not(null)}") == "there is a *sale date*");
  CHECK(english("when: {sale: not(null), if: failed < sale}") == "*failure date* is before *sale date*");
  CHECK(chinese("when: {sale: null}") == "没有「售出日期」");
}

TEST_CASE("a range names its subject once, with the unit of the fact") {
  CHECK(english("when: {km: '[10..2000]'}") == "*odometer* is at least 10 km and is at most 2,000 km");
  CHECK(chinese("when: {km: (10..2000)}") == "「里程」超过10 公里且小于2,000 公里");
}

TEST_CASE("a setting is said by its title and its value") {
  CHECK(english("when: {km: '> most_km'}") == "*odometer* is more than *largest distance* (500 km)");
  CHECK(chinese("when: {sale: not(null), if: failed > sale + free_period}") ==
        "有「售出日期」，且「故障日期」晚于「售出日期」加「免费期」（24 个月）");
  CHECK(english("when: {km: '> 500'}") == "*odometer* is more than 500 km");
}

TEST_CASE("alternatives stand in brackets where something else must hold too") {
  CHECK(english("when: {genuine: true, any: [{km: '> 5'}, {why: wear}]}") ==
        "*genuine part*: yes, and (*odometer* is more than 5 km, or *cause* is wear)");
  CHECK(english("when: {any: [{genuine: true, km: '> 5'}, {why: wear}]}") ==
        "(*genuine part*: yes, and *odometer* is more than 5 km), or *cause* is wear");
}

TEST_CASE("the opposite is said of each part") {
  CHECK(english("when: {genuine: true}, unless: {km: '> 5', why: wear}") ==
        "*genuine part*: yes, and (*odometer* is at most 5 km, or *cause* is not wear)");
  CHECK(english("when: {not: {any: [{genuine: true}, {km: '< 5'}]}}") ==
        "*genuine part*: no, and *odometer* is at least 5 km");
}

TEST_CASE("records have names only where one is looked at within another") {
  CHECK(english("when: {if: some v in visits satisfies v.at_km > 5}") ==
        "among *visits* there is a record where *reading* is more than 5 km");
  CHECK(chinese("when: {if: not(some v in visits satisfies v.at_km > 5)}") ==
        "「保养」中没有满足（「读数」超过5 公里）的记录");
  CHECK(english("when: {if: some v in visits satisfies not(some w in visits satisfies w.at_km > v.at_km)}") ==
        "among *visits* there is a record A where (among *visits* there is no record B where (*reading* of record B is "
        "more "
        "than *reading* of record A))");
}

TEST_CASE("a choice between conditions holds or does not") {
  CHECK(english("when: {if: if km > 5 then genuine else cost > 1.00}") ==
        "(*genuine part*: yes if *odometer* is more than 5 km; otherwise *cost* is more than 1.00 EUR) holds");
}

TEST_CASE("what stands before all conditions is not said again") {
  const Policy policy = policy_with("for: {genuine: true}, when: {genuine: true, km: '> 5'}");
  const PageWords words(policy.program(), "en");
  Sentences sentences(policy.program(), words);
  const policy::Rule& rule = policy.program().rules.front();
  CHECK(sentences.condition(rule.when, rule.applies) == "*odometer* is more than 5 km");
  CHECK(sentences.condition(rule.applies, rule.applies).empty());
}

TEST_CASE("what is rounded or added up is said in words") {
  CHECK(english("when: {if: 'sum(visits.at_km) > 5'}") == "the sum of *reading* of *visits* is more than 5 km");
  CHECK(chinese("when: {if: 'sum(visits.at_km) > 5'}") == "「保养」的「读数」的合计超过5 公里");
  CHECK(english("when: {if: 'round half up((km + 1) / 7, 2) > 5'}") ==
        "((*odometer* + 1 km) ÷ 7) rounded half up to 2 decimals is more than 5");
  CHECK(english("when: {if: 'ceiling(km / 7) > 5'}") ==
        "(*odometer* ÷ 7) rounded up, towards the greater number, to a whole number is more than 5");
}

}  // namespace warrantor::audit
