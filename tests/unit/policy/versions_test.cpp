#include <doctest/doctest.h>

#include <string>

#include "unit/policy/helpers.hpp"

// What is in force on the date of a claim, and rule sets that are made of others.
namespace warrantor {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string rules_with(const std::string& rest) { return test::beginning() + test::portions() + rest; }
std::string said_of(const std::string& rest) { return test::mistakes(rules_with(rest)); }

Policy load_all(const Files& files, const std::string& path) {
  const auto policy = load_policy(files, path);
  REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
  return *policy;
}

std::string mistakes_of(const Files& files, const std::string& path) {
  const auto policy = load_policy(files, path);
  std::string text;
  if (policy) return text;
  for (const Diagnostic& diagnostic : policy.error()) text += test::short_text(diagnostic) + "\n";
  return text;
}

/// The outcome of a claim sold on a day, with its reasons and its version.
std::string told(const Policy& policy, const char* sold, int km = 0) {
  Claim claim = policy.new_claim();
  REQUIRE(claim.set("claim_id", "K1").has_value());
  if (*sold != '\0') REQUIRE(claim.set("sold", sold).has_value());
  REQUIRE(claim.set("km", km).has_value());
  const auto line = claim.add_line();
  REQUIRE(claim.set(line, "parts", "100.00").has_value());
  const Decision decision = adjudicate(policy, claim);
  REQUIRE_FALSE(decision.rejected());
  std::string text(name_of(decision.outcome));
  for (const Reason& reason : decision.lines.front().reasons) text += " " + reason.rule->id;
  return decision.version == nullptr ? text : text + " by " + decision.version->id;
}

const std::string versions = R"(valid_by: sold
versions:
  - {id: old, from: 2020-01-01, to: 2021-12-31, include: old.yaml}
  - {id: new, from: 2022-01-01, include: new.yaml}
)";

Files law(const std::string& old_rules, const std::string& new_rules, const std::string& rest = "") {
  return {{"law/rules.yaml", versions + rules_with(rest)},
          {"law/old.yaml", old_rules},
          {"law/new.yaml", new_rules.empty() ? "derived: {idle_km: km}\n" : new_rules}};
}

}  // namespace

TEST_CASE("a rule is in force on both days that it names and between them, and on no other") {
  const Policy policy = test::loaded(rules_with(R"(exclusions:
  - {id: worn, when: {km: "> 5"}, valid: {from: 2023-01-01, to: 2023-12-31, by: sold}}
)"));
  CHECK(told(policy, "2022-12-31", 6) == "approved");
  CHECK(told(policy, "2023-01-01", 6) == "denied worn");
  CHECK(told(policy, "2023-12-31", 6) == "denied worn");
  CHECK(told(policy, "2024-01-01", 6) == "approved");
  CHECK(told(policy, "", 6) == "needs_information");
  CHECK(told(policy, "", 5) == "approved");
}

TEST_CASE("versions of a rule share an id, and a setting has the value of its day") {
  const Policy policy = test::loaded("valid_by: sold\n" + rules_with(R"(settings:
  most:
    - {value: 5, valid: {to: 2022-12-31}}
    - {value: 9, valid: {from: 2023-01-01, to: 2023-12-31}}
exclusions:
  - {id: worn, when: {km: "> most"}, valid: {to: 2023-06-30}}
  - {id: worn, when: {km: ">= most"}, valid: {from: 2023-07-01}}
)"));
  CHECK(told(policy, "2022-12-31", 6) == "denied worn");
  CHECK(told(policy, "2023-01-01", 6) == "approved");
  CHECK(told(policy, "2023-06-30", 9) == "approved");
  CHECK(told(policy, "2023-07-01", 9) == "denied worn");
  // Past the end of the last version nothing is used in silence.
  CHECK(told(policy, "2024-01-01", 9) == "referred worn");
}

TEST_CASE("the last of versions that leave no day out is for all days that are left, and for no date that is none") {
  const auto by = [](const std::string& date) {
    return "valid_by: " + date + "\n" + rules_with(R"(derived:
  most:
    - {value: km, valid: {from: 2023-01-01}}
    - {value: 5, valid: {to: 2022-12-31}}
exclusions:
  - {id: worn, when: {if: km >= most}}
)");
  };
  const Policy policy = test::loaded(by("sold"));
  CHECK(told(policy, "2022-12-31", 4) == "approved");
  CHECK(told(policy, "2022-12-31", 5) == "denied worn");
  CHECK(told(policy, "2023-01-01", 4) == "denied worn");
  CHECK(told(policy, "", 4) == "needs_information");
  CHECK(told(policy, "", 5) == "denied worn");
  CHECK(told(test::loaded(by("resold")), "2022-12-31", 5) == "referred worn");
}

TEST_CASE("versions that overlap, leave a hole or hang on different dates are refused") {
  const auto settings = [](const std::string& first, const std::string& second) {
    return said_of("settings:\n  fee:\n    - {value: 1, valid: {" + first + "}}\n    - {value: 2, valid: {" + second +
                   "}}\n");
  };
  CHECK(settings("to: 2023-12-31, by: sold", "from: 2024-01-01, by: sold").empty());
  CHECK(settings("from: 2024-01-01, by: sold", "to: 2023-12-31, by: sold").empty());
  CHECK(settings("to: 2023-12-30, by: sold", "from: 2024-01-01, by: sold") ==
        "W0421 at \"2024-01-01\": no version of `fee` is in force on 2023-12-31 (let this one begin on 2023-12-31, or "
        "the one before end on 2023-12-31)\n");
  CHECK(settings("to: 2024-01-02, by: sold", "from: 2024-01-01, by: sold") ==
        "W0420 at \"2024-01-01\": `fee` has two versions in force from 2024-01-01 to 2024-01-02 (end the earlier one "
        "the day before: `to: 2023-12-31`)\n");
  CHECK(settings("from: 2023-01-01, by: sold", "from: 2024-01-01, by: sold").starts_with("W0420 at \"2024-01-01\""));
  CHECK(settings("to: 2023-12-31, by: sold", "from: 2024-01-01, by: failed").starts_with("W0420 at \"failed\""));
  CHECK(settings("to: 2023-12-31", "from: 2024-01-01").starts_with("W0202 at \"{to: 2023-12-31}\""));
  CHECK(settings("to: 2023-02-29, by: sold", "from: 2024-01-01, by: sold").starts_with("W0216 at \"2023-02-29\""));
}

TEST_CASE("a claim is decided by the version of its day, and outside every version by nobody") {
  const Policy policy =
      load_all(law("exclusions: [{id: worn, when: {km: \"> 5\"}}]\n", "exclusions: [{id: worn, when: {km: \"> 9\"}}]\n",
                   "exclusions: [{id: far, when: {km: 7, version: new}}]\n"),
               "law/rules.yaml");
  REQUIRE(policy.versions().size() == 2);
  CHECK(policy.versions()[0].valid.to == Date::parse("2021-12-31").value());
  CHECK(told(policy, "2021-12-31", 7) == "denied worn by old");
  CHECK(told(policy, "2022-01-01", 7) == "denied far by new");
  CHECK(told(policy, "2022-01-01", 8) == "approved by new");
  CHECK(told(policy, "2019-12-31", 0) == "referred outside-versions");
  CHECK(told(policy, "") == "needs_information");
}

TEST_CASE("coverage and lookups of versions leave no hole within any of them") {
  const std::string rows = "coverage: {expiry_takes: main, rows: [{id: all, distance: 100}]}\n";
  const std::string limits = "limits: {distance: {id: too-far, of: km}}\n";
  const Policy policy = load_all(law(rows, "", limits), "law/rules.yaml");
  CHECK(told(policy, "2021-12-31", 101) == "denied too-far by old");
  CHECK(told(policy, "2022-01-01", 101) == "approved by new");
  const std::string table = "lookups: {sizes: {rows: [{id: one, size: 5}]}}\n";
  const std::string use = "exclusions: [{id: large, when: {if: km > size}}]\n";
  CHECK(told(load_all(law(table, "lookups: {sizes: {rows: [{id: two, size: 7}]}}\n", use), "law/rules.yaml"),
             "2022-01-01", 6) == "approved by new");
  CHECK(mistakes_of(law(table, "", use), "law/rules.yaml").starts_with("W0409 at \"sizes\""));
}

TEST_CASE("what claims are made of is the same in every version") {
  CHECK(mistakes_of(law("facts: {more: {type: boolean}}\n", ""), "law/rules.yaml")
            .starts_with("W0210 at \"facts\": `facts` has no meaning in a file of one version"));
  CHECK(
      mistakes_of(law("exclusions: [{id: worn}]\n", "", "exclusions: [{id: worn}]\n"), "law/rules.yaml").find("W04") !=
      std::string::npos);
}

TEST_CASE("an extension changes, drops and adds by id") {
  const Files files{
      {"base/rules.yaml", rules_with("settings: {most: 5}\nexclusions:\n  - {id: worn, when: {km: \"> most\"}}\n"
                                     "  - for: {km: 3}\n    rules: [{id: three}]\n")},
      {"more/rules.yaml",
       "rule_set: more\nversion: \"2\"\nextends: ../base\nchange: {most: 8, worn: {clause: z}}\n"
       "drop: [three]\nexclusions: [{id: four, when: {km: 4}}]\n"},
      {"most/rules.yaml", "rule_set: most\nversion: \"3\"\nextends: ../more\nchange: {most: 9}\ndrop: [four]\n"}};
  const Policy base = load_all(files, "base/rules.yaml");
  const Policy more = load_all(files, "more/rules.yaml");
  const Policy most = load_all(files, "most/rules.yaml");
  CHECK(more.id() == "more");
  CHECK(more.digest() != base.digest());
  CHECK(told(base, "", 6) == "denied worn");
  CHECK(told(more, "", 6) == "approved");
  CHECK(told(more, "", 9) == "denied worn");
  CHECK(told(most, "", 9) == "approved");
  CHECK(told(base, "", 3) == "denied three");
  CHECK(told(more, "", 3) == "approved");
  CHECK(told(more, "", 4) == "denied four");
  CHECK(told(most, "", 4) == "approved");
}

TEST_CASE("an extension can only change what is there") {
  const std::string base = rules_with("settings: {most: 5}\nexclusions: [{id: worn, when: {km: \"> most\"}}]\n");
  const auto said = [&](const std::string& rest) {
    return mistakes_of(
        {{"base/rules.yaml", base}, {"more/rules.yaml", "rule_set: more\nversion: \"2\"\nextends: ../base\n" + rest}},
        "more/rules.yaml");
  };
  CHECK(said("").empty());
  CHECK(said("change: {wurn: {clause: z}}\n") ==
        "W0217 at \"wurn\": the base has nothing that is called `wurn` (did you mean `worn`?)\n");
  CHECK(said("change: {worn: {clouse: z}}\n").starts_with("W0203 at \"clouse\""));
  CHECK(said("drop: [most]\n").starts_with("W0302"));
  CHECK(
      said("drop: [claim_id]\n") ==
      "W0405 at \"claim_id\": the fact `claim_id` is not declared (declare it under `facts:`; every claim has one)\n");
  CHECK(said("drop: [line_id]\n") ==
        "W0405 at \"line_id\": the fact `line_id` is not declared (declare it under `facts:` with `of: line`; every "
        "line has one)\n");
  CHECK(said("change: {worn: {when: {km: 1}}}\ndrop: [worn]\n").starts_with("W0211 at \"worn\""));
  CHECK(said("extends: ../none\n").find("W0106") != std::string::npos);
  CHECK(mistakes_of({{"a/rules.yaml", "rule_set: a\nversion: \"1\"\nextends: ../a\n"}}, "a/rules.yaml").find("W0205") !=
        std::string::npos);
}

TEST_CASE("of an extension without a base only that is told") {
  const std::string rest =
      "change: {worn: {clause: z}}\ndrop: [most]\ncurrency: EUR\ncoverage: {choose: first}\n"
      "exclusions: [{id: worn, when: {colour: red}}]\n";
  const auto said = [&](const std::string& base) {
    return mistakes_of({{"a/rules.yaml", "rule_set: a\nversion: \"1\"\nextends: " + base + "\n" + rest},
                        {"b/rules.yaml", "rule_set: b\nversion: \"1\"\nextends: ../a\n"}},
                       "a/rules.yaml");
  };
  CHECK(said("../../b") == "W0205 at \"../../b\": the path `../../b` leaves the folder that holds the rule sets\n");
  CHECK(said("../a") ==
        "W0205 at \"../a\": `a/rules.yaml` is extended from within itself (the way is a/rules.yaml → a/rules.yaml)\n");
  CHECK(said("../b") ==
        "W0205 at \"../a\": `a/rules.yaml` is extended from within itself (the way is a/rules.yaml → b/rules.yaml → "
        "a/rules.yaml)\n");
  CHECK(said("../c").starts_with("W0206 at \"../c\""));
  CHECK(said("").starts_with("W0201 at \"extends\""));
  CHECK(said("../c").find('\n') == said("../c").size() - 1);
  CHECK(said("").find('\n') == said("").size() - 1);
}

TEST_CASE("one thing that stands with and without a period is one mistake") {
  const std::string help = " (say with `valid` from when, or to when, this one is)\n";
  const auto always = [&](const std::string& name) {
    return "W0420 at \"" + name + "\": one version of `" + name + "` is in force at all times" + help;
  };
  const std::string later = "valid: {from: 2024-01-01, by: sold}";
  CHECK(said_of("exclusions: [{id: worn, when: {km: 1}}, {id: worn, when: {km: 2}, " + later + "}]\n") ==
        always("worn"));
  CHECK(said_of("exclusions: [{id: worn, when: {km: 1}, " + later + "}, {id: worn, when: {km: 2}}]\n") ==
        always("worn"));
  CHECK(said_of("settings: {most: [{value: 1}, {value: 2, " + later + "}]}\n") == always("most"));
  CHECK(said_of("derived: {most: [{value: km}, {value: km + 1, " + later + "}]}\n") == always("most"));
  CHECK(said_of("exclusions: [{id: worn, when: {km: 1}}, {id: worn, when: {km: 2}}]\n").starts_with("W0401"));
  CHECK(said_of("exclusions: [{id: worn, when: {km: 1}}]\nsteps: [{id: worn, text: x, " + later + "}]\n")
            .starts_with("W0401"));
  CHECK(said_of("limits: {far: {id: far, of: km}}\n"
                "coverage: {expiry_takes: main, rows: [{id: far, far: 3, " +
                later + "}]}\n")
            .starts_with("W0401"));
}

TEST_CASE("an extension takes a key away, where it is there") {
  const std::string base = rules_with(
      "settings: {most: {value: 5, note: ASSUMED}, least: 1}\n"
      "exclusions: [{id: worn, when: {km: \"> most\"}, unless: {rented: true}}]\n");
  const auto said = [&](const std::string& change) {
    return mistakes_of(
        {{"base/rules.yaml", base},
         {"more/rules.yaml", "rule_set: more\nversion: \"2\"\nextends: ../base\nchange: {" + change + "}\n"}},
        "more/rules.yaml");
  };
  CHECK(said("worn: {unless: null}, most: {note: null}").empty());
  const std::string help = "(leave it out: what is not there need not go away)\n";
  CHECK(said("worn: {awaits: null}") == "W0217 at \"awaits\": `worn` of the base has no `awaits` " + help);
  CHECK(said("least: {note: null}") == "W0217 at \"note\": `least` of the base has no `note` " + help);
  CHECK(said("worn: {unles: null}") ==
        "W0217 at \"unles\": `worn` of the base has no `unles` (did you mean `unless`?)\n");
  CHECK(said("km: {default: null}") == "W0217 at \"default\": `km` of the base has no `default` " + help);
}

TEST_CASE("each extension of a chain may add coverage rows") {
  const std::string rest =
      "limits: {distance: {id: too-far, of: km}}\n"
      "coverage: {choose: first, expiry_takes: main, rows: [{id: reds, when: {colour: red}, distance: 3}]}\n";
  const Files files{{"one/rules.yaml", rules_with(rest)},
                    {"two/rules.yaml",
                     "rule_set: two\nversion: \"2\"\nextends: ../one\n"
                     "coverage: {rows: [{id: greens, when: {colour: green}, distance: 4}]}\n"},
                    {"three/rules.yaml",
                     "rule_set: three\nversion: \"3\"\nextends: ../two\n"
                     "coverage: {rows: [{id: others, distance: 5}]}\n"}};
  const Policy policy = load_all(files, "three/rules.yaml");
  CHECK(told(policy, "", 5) == "needs_information");
  CHECK(told(policy, "", 6) == "denied too-far");
}

TEST_CASE("where a rule takes, those that it overrides do not, and all are listed") {
  const Policy policy = test::loaded(rules_with(R"(responsibility:
  - {id: third, when: {km: "> 1"}, bears: {main: maker}}
  - {id: second, when: {km: "> 2"}, bears: {main: dealer}, overrides: [third]}
  - {id: first, when: {km: "> 3"}, takes_when: {km: "< 9"}, bears: {main: owner}, overrides: [second, third]}
)"));
  const auto payer = [&](int km) {
    Claim claim = policy.new_claim();
    REQUIRE(claim.set("claim_id", "K1").has_value());
    REQUIRE(claim.set("km", km).has_value());
    REQUIRE(claim.set(claim.add_line(), "parts", "100.00").has_value());
    const Decision decision = adjudicate(policy, claim);
    const PortionResult& portion = decision.lines.front().portions.front();
    return std::to_string(decision.lines.front().reasons.size()) + " " +
           (portion.decided_by == nullptr ? "open" : portion.decided_by->id);
  };
  CHECK(payer(2) == "1 third");
  CHECK(payer(3) == "2 second");
  CHECK(payer(4) == "3 first");
  CHECK(payer(9) == "3 second");
  CHECK(said_of("responsibility:\n  - {id: a, when: {km: 1}, bears: {main: dealer}, overrides: [b]}\n"
                "  - {id: b, when: {km: 1}, bears: {main: owner}, overrides: [a]}\n")
            .starts_with("W0406 at \"b\""));
  CHECK(said_of("responsibility:\n  - {id: one, bears: {main: dealer}, overrides: [tow]}\n"
                "  - {id: two, when: {km: 1}, bears: {main: owner}}\n")
            .starts_with("W0402 at \"tow\": there is no rule `tow` that takes or bears (did you mean `two`?)"));
}

}  // namespace warrantor
