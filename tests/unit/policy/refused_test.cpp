#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "unit/policy/helpers.hpp"

// Rule sets that would decide something nobody wrote are refused.
namespace warrantor {
namespace {

std::string said_of(const std::string& rules) { return test::mistakes(test::beginning() + test::portions() + rules); }

// Only the codes, `W0405 W0406`.
std::string codes_of(const std::string& mistakes) {
  std::string codes;
  std::size_t begin = 0;
  while (begin < mistakes.size()) {
    codes += (codes.empty() ? "" : " ") + mistakes.substr(begin, 5);
    begin = mistakes.find('\n', begin) + 1;
  }
  return codes;
}

std::string codes(const std::string& rules) { return codes_of(said_of(rules)); }

std::string without(const std::string& line) {
  std::string rules = test::beginning() + test::portions();
  const std::size_t begin = rules.find(line);
  REQUIRE(begin != std::string::npos);
  return rules.erase(begin, rules.find('\n', begin) + 1 - begin);
}

std::string chain(int length, bool rising) {
  std::string names = "derived:\n";
  for (int i = 0; i < length; ++i) {
    const auto name = [](int number) { return "n" + std::to_string(100'000 + number); };
    const int next = rising ? i - 1 : i + 1;
    const bool is_last = next < 0 || next == length;
    names += "  " + name(i) + ": " + (is_last ? "km" : name(next)) + " + 1\n";
  }
  return names;
}

std::string limit(const std::string& rest) { return "limits:\n  most: {id: expired, " + rest + "}\n"; }

std::string row(const std::string& limits) {
  return "coverage:\n  expiry_takes: [main]\n  rows:\n    - {id: one" + limits + "}\n";
}

}  // namespace

TEST_CASE("a rule set names who pays what is approved and what is excluded") {
  CHECK(test::mistakes(without("approved_when_borne_by")).find("`approved_when_borne_by` is missing") !=
        std::string::npos);
  CHECK(codes_of(test::mistakes(without("approved_when_borne_by"))) == "W0405");
  CHECK(test::mistakes(without("excluded_borne_by")).find("`excluded_borne_by` is missing") != std::string::npos);
  CHECK(codes_of(test::mistakes(without("excluded_borne_by"))) == "W0405");
}

TEST_CASE("totals are told by facts that are declared and are no lists") {
  const auto said = [](const std::string& facts) {
    return codes_of(test::mistakes("report_by: [" + facts + "]\n" + test::beginning() +
                                   "  trips: {type: records, fields: {far: {type: number}}}\n" + test::portions()));
  };
  CHECK(said("claim_id, line_id").empty());
  CHECK(said("clam_id") == "W0402");
  CHECK(said("trips") == "W0407");
}

TEST_CASE("what a blank means hangs on facts whose own blanks mean one thing") {
  const auto said = [](const std::string& facts) {
    return codes_of(test::mistakes(test::beginning() + facts + test::portions()));
  };
  const std::string one = "  one: {type: boolean, blank: {when: {rented: true}, is: unknown, else: none}}\n";
  CHECK(said(one).empty());
  CHECK(said(one + "  two: {type: boolean, blank: {when: {one: true}, is: unknown, else: none}}\n") == "W0406");
  CHECK(said("  self: {type: boolean, blank: {when: {self: true}, is: unknown, else: none}}\n") == "W0406");
  CHECK(said("  worn: {of: line, type: boolean}\n  one: {type: boolean, blank: {when: {worn: true}, is: unknown, else: "
             "none}}\n") == "W0406");
  CHECK(said("  worn: {of: line, type: boolean}\n"
             "  one: {of: line, type: boolean, blank: {when: {worn: true}, is: unknown, else: none}}\n")
            .empty());
  CHECK(said("  worn: {of: line, type: boolean, blank: {when: {rented: true}, is: none, else: unknown}}\n").empty());
}

TEST_CASE("what a blank means does not hang on another conditional blank by way of a name either") {
  const auto said = [](const std::string& facts, const std::string& derived) {
    return codes_of(test::mistakes(test::beginning() + facts + test::portions() + derived));
  };
  CHECK(said("  one: {type: boolean, blank: {when: {named: true}, is: unknown, else: none}}\n",
             "derived:\n  named: rented\n")
            .empty());
  CHECK(said("  one: {type: boolean, blank: {when: {named: true}, is: unknown, else: none}}\n"
             "  two: {type: boolean, blank: {when: {rented: true}, is: unknown, else: pending}}\n",
             "derived:\n  named: two\n") == "W0406");
  CHECK(said("  one: {type: boolean, blank: {when: {main: \"> 5\"}, is: unknown, else: none}}\n", "") == "W0406");
}

TEST_CASE("a blank list is never pending, nor hangs on a condition") {
  const auto said = [](const std::string& blank) {
    return codes_of(test::mistakes(test::beginning() + "  stops: {type: records, blank: " + blank +
                                   ", fields: {stop_km: {type: number}}}\n" + test::portions()));
  };
  CHECK(said("none").empty());
  CHECK(said("unknown").empty());
  CHECK(said("reject").empty());
  CHECK(said("pending") == "W0407");
  CHECK(said("{when: {rented: true}, is: none, else: unknown}") == "W0407");
}

TEST_CASE("a limit measures something that has an order") {
  CHECK(codes(limit("of: km")).empty());
  CHECK(codes(limit("of: parts") + row(", most: 5.00")).empty());
  CHECK(codes(limit("of: sold") + row(", most: 'date(\"2024-01-05\")'")).empty());
  CHECK(codes(limit("of: note") + row(", most: 5")) == "W0404");
  CHECK(codes(limit("of: rented") + row(", most: 5")) == "W0404");
  CHECK(codes(limit("of: visits") + row(", most: 5")) == "W0404");
  CHECK(codes(limit("of: visits.visit_km") + row(", most: 5")) == "W0404");
  CHECK(codes(limit("of: colour") + row(", most: 5")) == "W0404");
}

TEST_CASE("a limit is never below zero") {
  CHECK(codes(limit("of: km") + row(", most: 0")).empty());
  CHECK(codes(limit("of: km") + row(", most: -1")) == "W0404");
  CHECK(codes("settings:\n  far: {value: -5}\n" + limit("of: km") + row(", most: far")) == "W0404");
  CHECK(codes(limit("months_from: sold, at: failed") + row(", most: -1")) == "W0404");
  CHECK(codes(limit("days_from: sold, at: failed") + row(", most: -1")) == "W0404");
}

TEST_CASE("a limit is never absent on the way, but where the rules say that there is none") {
  const std::string facts = "  granted: {type: number, blank: none}\n";
  CHECK(codes_of(test::mistakes(test::beginning() + facts + test::portions() + limit("of: km") +
                                row(", most: granted"))) == "W0308");
  CHECK(codes(limit("of: km") + row(", most: if rented then 5 else null")).empty());
  CHECK(codes_of(test::mistakes(test::beginning() + facts + test::portions() + limit("of: km") +
                                row(", most: if rented then granted else null"))) == "W0308");
  CHECK(codes(limit("months_from: sold, at: resold") + row(", most: 5")) == "W0308");
  CHECK(codes(limit("months_from: resold, at: sold") + row(", most: 5")).empty());
  const std::string guarded =
      "coverage:\n  expiry_takes: [main]\n  rows:\n    - {id: one, when: {resold: not(null)}, most: 5}\n"
      "    - {id: two, when: {resold: null}}\n";
  CHECK(codes(limit("months_from: sold, at: resold") + guarded).empty());
  CHECK(codes(limit("of: km") + row(", most: null")).empty());
}

TEST_CASE("rows that have limits say what is taken away where one is passed") {
  const std::string rows = "  rows:\n    - {id: one, most: 5}\n";
  CHECK(codes(limit("of: km") + "coverage:\n" + rows) == "W0405");
  CHECK(codes(limit("of: km") + "coverage:\n  expiry_takes: [main]\n" + rows).empty());
  CHECK(codes(limit("of: km") + "coverage:\n  expiry_takes: main\n" + rows).empty());
  CHECK(codes(limit("of: km") + "coverage:\n  expiry_takes: all\n" + rows).empty());
  CHECK(codes(limit("of: km") + "coverage:\n  expiry_takes: [mian]\n" + rows) == "W0402");
  CHECK(codes("coverage:\n  rows:\n    - {id: one}\n").empty());
}

TEST_CASE("only exclusions hold once per something, and that is no list") {
  const std::string once = "  - {id: x, when: {rented: true}, once_per: [km]";
  CHECK(codes("exclusions:\n" + once + "}\n").empty());
  CHECK(codes("responsibility:\n" + once + ", bears: {main: dealer}}\n") == "W0407");
  CHECK(codes("approvals:\n" + once + ", decides: first, bears: {main: dealer}}\n") == "W0407");
  CHECK(codes("validity:\n" + once + ", at: km}\n") == "W0210");
  CHECK(codes("exclusions:\n  - {id: x, when: {rented: true}, once_per: [visits]}\n") == "W0407");
  CHECK(codes("exclusions:\n  - {id: x, when: {rented: true}, once_per: [visit_km]}\n") == "W0402");
}

TEST_CASE("exclusions name no bearer and have no order") {
  CHECK(codes("exclusions:\n  - {id: x, when: {rented: true}, bears: {main: dealer}}\n") == "W0407");
  for (const char* choose : {"first", "unique"}) {
    CHECK(codes("exclusions:\n  choose: " + std::string(choose) +
                "\n  rules:\n    - {id: x, when: {rented: true}}\n") == "W0407");
  }
}

TEST_CASE("names are made of each other up to 200 deep, in whatever order they are written") {
  for (const bool rising : {false, true}) {
    CAPTURE(rising);
    CHECK(codes(chain(150, rising)).empty());
    CHECK(codes(chain(199, rising)).empty());
    CHECK(codes(chain(201, rising)) == "W0410");
    CHECK(codes(chain(2'000, rising)).substr(0, 5) == "W0410");
  }
}

TEST_CASE("two rules that share alike in other numbers do not disagree") {
  const auto said = [](const char* one, const char* other) {
    return codes("responsibility:\n  - {id: x, when: {rented: true}, bears: {main: " + std::string(one) +
                 "}}\n  - {id: y, when: {consent: true}, bears: {main: " + std::string(other) + "}}\n");
  };
  CHECK(said("dealer", "{dealer: 100}").empty());
  CHECK(said("{dealer: 2, owner: 4}", "{dealer: 1, owner: 2}").empty());
  CHECK(said("{dealer: 2, owner: 0}", "dealer").empty());
  CHECK(said("{dealer: 2, owner: 3}", "{dealer: 1, owner: 2}") == "W0408");
  CHECK(said("dealer", "owner") == "W0408");
}

TEST_CASE("lookup rows overlap only where they give the same, and leave no hole") {
  const auto said = [](const char* choose, const char* rows) {
    return codes("lookups:\n  table:\n    choose: " + std::string(choose) + "\n    rows:\n" + rows);
  };
  CHECK(said("unique", "      - {id: x, when: {km: \"< 5\"}, far: 1}\n      - {id: y, when: {km: \">= 5\"}, far: 2}\n")
            .empty());
  CHECK(said("unique",
             "      - {id: x, when: {km: \"<= 5\"}, far: 1}\n      - {id: y, when: {km: \">= 5\"}, far: 2}\n") ==
        "W0408");
  CHECK(said("unique", "      - {id: x, when: {km: \"<= 5\"}, far: 1}\n      - {id: y, when: {km: \">= 5\"}, far: 1}\n")
            .empty());
  CHECK(said("first", "      - {id: x, when: {km: \"<= 5\"}, far: 1}\n      - {id: y, when: {km: \">= 5\"}, far: 2}\n")
            .empty());
  CHECK(said("first", "      - {id: x, when: {km: \"< 5\"}, far: 1}\n      - {id: y, when: {km: \"> 5\"}, far: 2}\n") ==
        "W0409");
}

// What is not refused must decide a claim without a crash.
TEST_CASE("an empty list or mapping anywhere is refused or harmless") {
  const std::string lookups = "lookups:\n  table:\n    rows:\n      - {id: l, when: {rented: [true, false]}, far: 6}\n";
  const std::vector<std::string> sections{
      "exclusions: @\n",
      "exclusions:\n  - @\n",
      "exclusions:\n  - {id: x, when: @}\n",
      "exclusions:\n  - {id: x, when: {colour: @}}\n",
      "exclusions:\n  - {id: x, when: {if: @}}\n",
      "exclusions:\n  - {id: x, when: {any: @}}\n",
      "exclusions:\n  - {id: x, when: {all: @}}\n",
      "exclusions:\n  - {id: x, when: {not: @}}\n",
      "exclusions:\n  - {id: x, when: {any: [@]}}\n",
      "exclusions:\n  - {id: x, when: {not: {colour: @}}}\n",
      "exclusions:\n  - {id: x, unless: @}\n",
      "exclusions:\n  - {id: x, takes: @}\n",
      "exclusions:\n  - {id: x, takes_when: @}\n",
      "exclusions:\n  - {id: x, once_per: @}\n",
      "exclusions:\n  - {id: x, awaits: @}\n",
      "exclusions:\n  - {for: @, rules: [{id: x}]}\n",
      "exclusions:\n  - {for: {rented: true}, rules: @}\n",
      "responsibility: @\n",
      "responsibility:\n  rules: @\n",
      "responsibility:\n  - {id: x, bears: @}\n",
      "responsibility:\n  - {id: x, bears: {main: @}}\n",
      "approvals:\n  - {id: x, decides: @, bears: {main: dealer}}\n",
      "validity:\n  - {id: x, when: @, at: @}\n",
      "limits: @\n",
      "limits:\n  most: @\n",
      "limits:\n  most: {id: l, of: @}\n",
      "coverage: @\n",
      "coverage:\n  rows: @\n",
      "coverage:\n  for: @\n  rows:\n    - {id: one}\n",
      "coverage:\n  expiry_takes: @\n  rows:\n    - {id: one}\n",
      "coverage:\n  rows:\n    - {id: one, when: @, awaits: @}\n",
      "coverage:\n  rows:\n    - {id: one, when: {colour: @}}\n",
      "limits:\n  most: {id: l, of: km}\ncoverage:\n  expiry_takes: all\n  rows:\n    - {id: one, most: @}\n",
      "lookups: @\n",
      "lookups:\n  table: @\n",
      "lookups:\n  table:\n    rows: @\n",
      "lookups:\n  table:\n    rows:\n      - {id: l, when: @, far: 6}\n",
      "lookups:\n  table:\n    rows:\n      - {id: l, when: {colour: @}, far: 6}\n",
      "lookups:\n  table:\n    rows:\n      - {id: l, far: @}\n",
      "lookups:\n  table:\n    rows:\n      - {id: l, when: {rented: [true, false]}}\n",
      "derived: @\n",
      "derived:\n  d: @\n",
      "settings: @\n",
      "settings:\n  s: @\n",
      "settings:\n  s: {value: @}\n",
      "catalogues: @\n",
      "catalogues:\n  colour: @\n",
      "catalogues:\n  colour: {group: g, groups: @}\n",
      "catalogues:\n  colour: {group: g, groups: {warm: @}}\n",
      "catalogues:\n  colour: {group: g, groups: {warm: {values: @}}}\n",
      "steps: @\n",
      "steps:\n  - {id: s, when: @, text: {en: a}}\n",
      "steps:\n  - {id: s, when: {outcome: @}, text: {en: a}}\n",
      "steps:\n  - {id: s, when: {pending: @}, text: {en: a}}\n",
      "steps:\n  - {id: s, when: {borne_by: @}, text: {en: a}}\n",
      "steps:\n  - {id: s, text: @}\n",
      "title: @\nnote: @\nsource: @\n",
  };
  for (const std::string& section : sections) {
    for (const char* nothing : {"[]", "{}", "\"\"", "null", "~", "[[]]", "[{}]", "[\"\"]", "{a: []}"}) {
      std::string rules = section;
      for (auto found = rules.find('@'); found != std::string::npos; found = rules.find('@'))
        rules.replace(found, 1, nothing);
      CAPTURE(rules);
      const auto policy = test::load(test::beginning() + test::portions() + rules);
      if (!policy) {
        CHECK_FALSE(policy.error().empty());
        continue;
      }
      Claim claim = policy->new_claim();
      REQUIRE(claim.set("claim_id", "1").has_value());
      CHECK(adjudicate(*policy, claim).lines.size() == 1);
      CHECK_FALSE(explain(*policy, claim, History(), "en", Detail::full).empty());
    }
  }
}

TEST_CASE("a test without alternatives is refused where it stands") {
  CHECK(said_of("exclusions:\n  - {id: x, when: {colour: []}}\n") != "");
  CHECK(said_of("coverage:\n  rows:\n    - {id: one, when: {colour: []}}\n") != "");
  CHECK(said_of("lookups:\n  table:\n    rows:\n      - {id: l, when: {colour: []}, far: 6}\n") != "");
  CHECK(said_of("steps:\n  - {id: s, when: {colour: []}, text: {en: a}}\n") != "");
}

}  // namespace warrantor
