#include <doctest/doctest.h>

#include <string>

#include "unit/policy/helpers.hpp"

// Remedies and figures as a rule set declares them.
namespace warrantor {
namespace {

std::string said_of(const std::string& rules) { return test::mistakes(test::beginning() + test::portions() + rules); }

std::string listed(const Expected<Policy, Diagnostics>& policy) {
  REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
  std::string text;
  for (const GrantInfo& grant : policy->grants()) {
    text += grant.rule->id;
    for (const ValueInfo* const value : grant.values) text += " " + value->name;
    text += "; ";
  }
  for (const ValueInfo* const figure : policy->figures()) text += figure->name + " ";
  return text;
}

}  // namespace

TEST_CASE("a rule set lists its grants with what goes with them, and its figures") {
  const auto policy = test::load(test::beginning() + test::portions() + R"(grants:
  for: {rented: false}
  rules:
    - {id: towing, of: line, borne_by: maker}
    - for: {consent: true}
      rules:
        - {id: refund, with: {fee: "5.00", on: failed}}
figures: {km: km, late: failed > sold}
)");
  CHECK(listed(policy) == "towing; refund fee on; km late ");
}

TEST_CASE("a figure that is called as what it tells has its title") {
  const auto policy = test::load(test::beginning() + test::portions() +
                                 "derived:\n  far: {value: km > 5, title: {en: far away}}\nfigures: {far: far}\n");
  REQUIRE(policy.has_value());
  CHECK(policy->figures().front()->title.get("en") == "far away");
}

TEST_CASE("a grant by the claim and what is told of it ask for no fact of a line, by whatever name") {
  CHECK(said_of("derived:\n  dear: parts > 5.00\ngrants:\n  - {id: gift, when: {dear: true}}\n") ==
        "W0407 at \"gift\": this hangs on `parts`, which each line states anew (write `of: line`, or ask for facts of "
        "the claim alone)\n");
  CHECK(said_of("grants:\n  - {id: gift, of: line, when: {parts: \"> 5.00\"}}\n").empty());
  CHECK(said_of("figures:\n  asked: parts\n").substr(0, 14) == "W0407 at \"part");
}

TEST_CASE("a mistake in the condition of a grant is told once") {
  CHECK(said_of("grants:\n  - {id: gift, when: {kn: 5}}\n").substr(0, 14) == "W0302 at \"kn\":");
  CHECK(said_of("grants:\n  - {id: gift, when: {if: 'granted(\"gift\")'}}\n").find('\n') + 1 ==
        said_of("grants:\n  - {id: gift, when: {if: 'granted(\"gift\")'}}\n").size());
}

TEST_CASE("grants, values and figures ask for what else is granted") {
  const std::string gift = "grants:\n  - {id: gift}\n";
  CHECK(said_of(gift + "figures:\n  given: granted(\"gift\")\n").empty());
  CHECK(said_of(gift + "figures:\n  given: granted(\"gitf\")\n") ==
        "W0302 at \"\"gitf\"\": there is no grant `gitf` (did you mean `gift`?)\n");
  CHECK(said_of(gift + "derived:\n  given: granted(\"gift\")\n").substr(0, 21) == "W0306 at \"granted\": n");
}

TEST_CASE("grants and values may hang on names that use one another twice each") {
  std::string rules = "derived:\n  n0: km * 2\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "n" + std::to_string(i - 1);
    rules += "  n" + std::to_string(i) + ": if " + before + " > 3 then " + before + " else 7\n";
  }
  CHECK(said_of(rules + "grants:\n  - {id: gift, when: {n59: \"> 5\"}, with: {worth: n59}}\nfigures:\n  far: n59\n")
            .empty());
}

TEST_CASE("no grant hangs on itself") {
  const auto circle = [](const std::string& grants) { return said_of("grants:\n" + grants).substr(0, 56); };
  CHECK(circle("  - {id: gift, when: {if: 'granted(\"loan\")'}}\n  - {id: loan, overrides: gift}\n").empty());
  CHECK(circle("  - {id: gift, when: {if: 'granted(\"gift\")'}}\n") ==
        "W0406 at \"gift\": whether `gift` is given hangs on itself");
  CHECK(circle("  - {id: gift, overrides: loan}\n  - {id: loan, overrides: gift}\n") ==
        "W0406 at \"loan\": whether `loan` is given hangs on `gift`");
  CHECK(circle("  - {id: gift, overrides: laon}\n  - {id: loan}\n").substr(0, 52) ==
        "W0402 at \"laon\": there is no grant `laon` (did you m");
}

TEST_CASE("digits that stand alone are an amount where they have the decimals of the currency") {
  const auto type_of = [](const std::string& value) {
    const auto policy = test::load(test::beginning() + test::portions() + "figures:\n  fee: '" + value + "'\n");
    REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
    return policy->figures().front()->type;
  };
  for (const char* const amount :
       {"5.00", "-5.00", "if km > 5 then 5.00 else 0.00", "if km > 5 then null else 5.00", "5.00 + 1.00"}) {
    CHECK_MESSAGE(type_of(amount) == ValueType::money, amount);
  }
  CHECK(type_of("5") == ValueType::number);
  CHECK(type_of("5.0") == ValueType::decimal);
  CHECK(type_of("km * 1.00") == ValueType::decimal);
  CHECK(said_of("figures:\n  fee: if km > 5 then 5.00 else 0\n").substr(0, 79) ==
        "W0404 at \"if km > 5 then 5.00 else 0\": `5.00` is an amount, and `0` beside it a");
}

TEST_CASE("an extension changes and drops grants and figures of its base") {
  const std::string base = test::beginning() + test::portions() + R"(grants:
  - {id: gift, when: {km: 5}, with: {fee: "5.00"}}
  - {id: towing}
figures: {km: km, late: failed > sold}
)";
  const std::string extension = R"(rule_set: more
version: "1"
extends: ../base
change:
  gift: {with: {worth: "6.00"}}
  figures.late: failed >= sold
drop: [towing, figures.km]
grants:
  - {id: loan}
figures: {far: km > 5}
)";
  const auto policy = load_policy({{"base/rules.yaml", base}, {"more/rules.yaml", extension}}, "more/rules.yaml");
  CHECK(listed(policy) == "gift worth; loan; late far ");
}

TEST_CASE("files of versions have grants and figures of their own, which are one each") {
  const std::string main = test::beginning() + test::portions() + R"(valid_by: failed
versions:
  - {id: old, to: 2023-12-31, include: old.yaml}
  - {id: new, from: 2024-01-01, include: new.yaml}
)";
  const auto policy =
      load_policy({{"made/rules.yaml", main},
                   {"made/old.yaml", "grants:\n  - {id: gift, with: {fee: \"1.00\"}}\nfigures: {far: km > 5}\n"},
                   {"made/new.yaml", "grants:\n  - {id: gift, with: {fee: \"2.00\"}}\nfigures: {far: km > 6}\n"}},
                  "made/rules.yaml");
  CHECK(listed(policy) == "gift fee; far ");
}

}  // namespace warrantor
