#include "audit/diff.hpp"

#include <doctest/doctest.h>

#include "audit/provisions.hpp"

using namespace warrantor;
using namespace warrantor::audit;

namespace {

const std::string head = R"(
rule_set: small
version: "1"
currency: CNY
parties: [seller, sender, buyer]
approved_when_borne_by: seller
excluded_borne_by: buyer
facts:
  claim_id: {type: text, blank: reject}
  age: {type: number, minimum: 0}
  line_id: {of: line, type: text, default: "1"}
  price: {of: line, type: money, minimum: 0, default: 0.00}
portions:
  whole: {amount: price, else: seller}
)";

Policy policy_of(const std::string& rest) {
  auto policy = load_policy({{"small/rules.yaml", head + rest}}, "small/rules.yaml");
  if (!policy) FAIL(render(policy.error()));
  return *policy;
}

std::string changes(const std::string& before, const std::string& after) {
  std::string text;
  for (const Change& change :
       compare(provisions_of(policy_of(before).program(), "en"), provisions_of(policy_of(after).program(), "en"))) {
    text += (change.kind == Change::Kind::added     ? "+"
             : change.kind == Change::Kind::dropped ? "-"
                                                    : "~") +
            change.key.name + " ";
  }
  return text;
}

LineDecision paying(std::vector<std::int64_t> pays, std::int64_t open = 0) {
  LineDecision line;
  line.pays = std::move(pays);
  line.open = open;
  return line;
}

std::string moves(const LineDecision* before, const LineDecision* after) {
  const Policy policy = policy_of("");
  std::string text;
  for (const Move& move : moves_between(Purses(policy.schema(), policy.schema()), before, after)) {
    text += std::to_string(move.from) + ">" + std::to_string(move.to) + ":" + std::to_string(move.amount) + " ";
  }
  return text;
}

}  // namespace

TEST_CASE("provisions are compared by what they lay down, not by how it is written") {
  const std::string rule = "exclusions:\n  - {id: old, when: {all: [{age: '>= 3'}, {price: '> 5'}]}}\n";
  CHECK(changes(rule, "exclusions:\n  - id: old\n    when: {price: '> 5', if: 'age >= 3'}\n") == "");
  CHECK(changes(rule, "exclusions:\n  - {id: old, when: {all: [{age: '>= 4'}, {price: '> 5'}]}}\n") == "~old ");
  CHECK(changes(rule, "exclusions:\n  - {id: old, title: {en: Old}, when: {all: [{age: '>= 3'}, {price: '> 5'}]}}\n") ==
        "");
  CHECK(changes(rule, "") == "-old ");
  CHECK(changes("", rule) == "+old ");
}

TEST_CASE("whether a rule refers is part of what it lays down") {
  const std::string decides = "approvals:\n  - {id: old, decides: last, when: {age: '> 3'}}\n";
  const std::string refers = "approvals:\n  - {id: old, decides: last, refers: true, when: {age: '> 3'}}\n";
  CHECK(changes(decides, refers) == "~old ");
  CHECK(changes(refers, "approvals:\n  - {id: old, refers: true, decides: last, when: {if: age > 3}}\n") == "");
  CHECK(changes("validity:\n  - {id: old, when: {age: 1}}\n",
                "validity:\n  - {id: old, refers: true, when: {age: 1}}\n") == "~old ");
}

TEST_CASE("a setting that is changed changes no rule that reads it") {
  const auto rules = [](const char* years) {
    return "settings: {years: {value: " + std::string(years) +
           "}}\nexclusions:\n  - {id: old, when: {age: '> years'}}\n";
  };
  CHECK(changes(rules("3"), rules("4")) == "~years ");
}

TEST_CASE("the order of rules counts where the first that holds decides, and nowhere else") {
  const std::string one = "    - {id: a, when: {age: 1}, bears: {whole: sender}}\n";
  const std::string two = "    - {id: b, when: {price: '> 5'}, bears: {whole: buyer}}\n";
  const std::string ranked = "responsibility:\n  choose: first\n  rules:\n";
  CHECK(changes(ranked + one + two, ranked + two + one) == "~whole ");
  CHECK(changes(ranked + one + two, ranked + two) == "-a ");
  const std::string c = "  - {id: c, when: {age: 1}}\n";
  const std::string d = "  - {id: d, when: {age: 2}}\n";
  CHECK(changes("exclusions:\n" + c + d, "exclusions:\n" + d + c) == "");
}

TEST_CASE("amounts move from those who bear less to those who bear more, and add up") {
  const LineDecision seller = paying({500, 0, 0});
  const LineDecision shared = paying({100, 150, 250});
  const LineDecision open = paying({0, 0, 0}, 500);
  const LineDecision larger = paying({600, 0, 0});
  CHECK(moves(&seller, &seller) == "");
  CHECK(moves(&seller, &shared) == "0>1:150 0>2:250 ");
  CHECK(moves(&open, &shared) == "3>0:100 3>1:150 3>2:250 ");
  CHECK(moves(&seller, nullptr) == "0>4:500 ");
  CHECK(moves(nullptr, &shared) == "4>0:100 4>1:150 4>2:250 ");
  CHECK(moves(&seller, &larger) == "5>0:100 ");
  CHECK(moves(&larger, &shared) == "0>1:150 0>2:250 0>5:100 ");
}
