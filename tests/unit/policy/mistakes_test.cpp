#include <doctest/doctest.h>

#include <string>

#include "unit/policy/helpers.hpp"

namespace warrantor {
namespace {

std::string said_of(const std::string& rules) { return test::mistakes(test::beginning() + test::portions() + rules); }

}  // namespace

TEST_CASE("a limit may be a name that others are made of twice each") {
  std::string rules = "derived:\n  n0: 'if rented then 500 else null'\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "n" + std::to_string(i - 1);
    rules += "  n" + std::to_string(i) + ": if rented then " + before + " else " + before + "\n";
  }
  CHECK(test::mistakes(test::beginning() + test::portions() + rules +
                       "limits:\n  far: {id: too-far, of: km}\ncoverage:\n  expiry_takes: [main]\n  rows:\n"
                       "    - {id: one, far: n59}\n")
            .empty());
}

TEST_CASE("a rule set of facts and portions alone is sound") { CHECK(said_of("").empty()); }

TEST_CASE("a name is declared once, whatever it is declared as") {
  CHECK(said_of("derived:\n  km: 5\n") == "W0401 at \"km\": `km` is declared twice\n");
  CHECK(said_of("derived:\n  main: 5\n") == "W0401 at \"main\": `main` is declared twice\n");
  CHECK(said_of("settings:\n  far: 5\nderived:\n  far: 6\n") == "W0401 at \"far\": `far` is declared twice\n");
  CHECK(
      said_of(
          "settings:\n  far: 5\nlookups:\n  t:\n    rows:\n      - {id: r, when: {rented: [true, false]}, far: 6}\n") ==
      "W0401 at \"far\": `far` is declared twice\n");
  CHECK(test::mistakes(test::beginning() + "portions:\n  km: {amount: parts, else: maker}\n") ==
        "W0401 at \"km\": `km` is declared twice\n");
}

TEST_CASE("an id is given once, whatever carries it") {
  const std::string twice = said_of(
      "exclusions:\n  - {id: hired, when: {rented: true}}\nsteps:\n  - {id: hired, when: {rented: true}, text: {en: "
      "a}}\n");
  CHECK(twice.substr(0, 50) == "W0401 at \"hired\": the id `hired` is given twice (d");
}

TEST_CASE("of a list of values each is asked for by itself") {
  const auto said = [](const std::string& rest) {
    std::string rules = test::beginning() + test::portions() + rest;
    const std::string place = "  note: {type: text}\n";
    rules.insert(rules.find(place), "  papers: {type: list, values: [bill, photos]}\n");
    return test::mistakes(rules);
  };
  const std::string message =
      "`papers` is a list of values, and has none itself (each of its values is true or false by itself: "
      "`papers.bill`, `papers.photos`)\n";
  CHECK(said("exclusions: [{id: a, when: {papers.bill: true}}]\n").empty());
  CHECK(said("exclusions: [{id: a, when: {papers: bill}}]\n") == "W0302 at \"papers\": " + message);
  CHECK(said("exclusions: [{id: a, when: {if: 'papers = \"bill\"'}}]\n") == "W0302 at \"papers\": " + message);
  CHECK(said("report_by: [papers]\n") == "W0402 at \"papers\": " + message);
  CHECK(said("exclusions: [{id: a, when: {if: paper.bill}}]\n") ==
        "W0302 at \"paper\": `paper` is not declared (did you mean `papers`?)\n");
}

TEST_CASE("what an amount is multiplied by is a number, or a ratio of two of a kind") {
  const auto said = [](const std::string& figure) {
    std::string rules = test::beginning() + test::portions() + "adjustments:\n  - {id: a, at_most: {" + figure + "}}\n";
    const std::string place = "  note: {type: text}\n";
    rules.insert(rules.find(place),
                 "  term: {type: months, minimum: 0, default: 1}\n  wait: {type: days, minimum: 0, default: 1}\n");
    return test::mistakes(rules);
  };
  const std::string pair = " (a ratio has two of a kind: amounts, numbers, months or days)\n";
  CHECK(said("percent: km").empty());
  CHECK(said("times: km, over: 12").empty());
  CHECK(said("percent: '@\"P5M\"'").starts_with("W0404 at \"'@\"P5M\"'\": `percent` is "));
  CHECK(said("percent: wait").starts_with("W0404 at \"wait\": `percent` is "));
  CHECK(said("times: km, over: '@\"P5M\"'").starts_with("W0404 at \"km\": `times` is a whole number and `over` is "));
  CHECK(said("times: term, over: '@\"P5M\"'").empty());
  CHECK(said("times: term").starts_with("W0404 at \"term\": `times` is a number of months, and stands without `over`"));
  CHECK(said("times: wait, over: term").ends_with(pair));
  CHECK(said("times: term, over: 12").empty());
  CHECK(said("times: wait, over: wait").empty());
}

TEST_CASE("a name that is defined by itself is told once, by whatever way it comes back") {
  CHECK(said_of("derived:\n  a: a + 1\n") == "W0406 at \"a\": `a` is defined by itself (break the circle of names)\n");
  CHECK(said_of("derived:\n  a: b + 1\n  b: c + 1\n  c: if km > 5 then a else 0\n").substr(0, 40) ==
        "W0406 at \"a\": `a` is defined by itself (");
  CHECK(test::mistakes(test::beginning() + "portions:\n  main: {amount: main + parts, else: maker}\n").substr(0, 13) ==
        "W0406 at \"mai");
}

TEST_CASE("the order of derived names does not count") {
  CHECK(said_of("derived:\n  a: b + 1\n  b: c * 2\n  c: km\nexclusions:\n  - {id: x, when: {a: \"> 5\"}}\n").empty());
}

TEST_CASE("a portion follows one that stands before it") {
  const auto portions = [](const char* text) { return test::mistakes(test::beginning() + "portions:\n" + text); };
  CHECK(portions("  main: {amount: parts, else: same as extra}\n  extra: {amount: parts, else: maker}\n") ==
        "W0406 at \"same as extra\": `extra` does not stand before `main` (a portion can only follow one that is "
        "declared "
        "before it)\n");
  CHECK(portions("  main: {amount: parts, else: same as main}\n").substr(0, 24) == "W0406 at \"same as main\":");
  CHECK(portions("  main: {amount: parts, else: maker}\n  extra: {amount: parts, else: same as mian}\n") ==
        "W0402 at \"same as mian\": the portion `mian` is not declared (did you mean `main`?)\n");
  CHECK(portions("  main: {amount: parts, else: maker}\n  extra: {amount: parts, else: same as main}\n").empty());
}

TEST_CASE("the amount of a portion is money and never absent") {
  CHECK(test::mistakes(test::beginning() + "portions:\n  main: {amount: km, else: maker}\n") ==
        "W0304 at \"km\": this is a whole number, but an amount of money is expected\n");
  CHECK(test::mistakes(test::beginning() + "  granted: {of: line, type: money, blank: none}\n" +
                       "portions:\n  main: {amount: granted, else: maker}\n") ==
        "W0308 at \"granted\": the amount of `main` may be absent (say with `if … then … else …` what it is then)\n");
  CHECK(test::mistakes(test::beginning() + "  granted: {of: line, type: money, blank: none}\n" +
                       "portions:\n  main: {amount: \"if granted = null then 0 else granted\", else: maker}\n")
            .empty());
}

TEST_CASE("shares are whole numbers that add up to something") {
  const auto bears = [](const char* shares) {
    return said_of("responsibility:\n  - {id: x, when: {rented: true}, bears: {main: " + std::string(shares) + "}}\n");
  };
  CHECK(bears("{maker: 60, owner: 40}").empty());
  CHECK(bears("{maker: 0, owner: 1}").empty());
  CHECK(bears("{maker: 0, owner: 0}") == "W0404 at \"main\": the shares of `main` add up to nothing\n");
  CHECK(bears("{maker: -1, owner: 2}").substr(0, 14) == "W0404 at \"-1\":");
  CHECK(bears("{maker: 1.5, owner: 2}").substr(0, 15) == "W0404 at \"1.5\":");
  CHECK(bears("{maker: 1, ower: 2}") ==
        "W0402 at \"ower\": the party `ower` is not declared (did you mean `owner`?)\n");
}

TEST_CASE("a condition may not be absent, and a rule's own conditions guard what it takes") {
  CHECK(said_of("exclusions:\n  - {id: x, when: {if: resold > sold}}\n").substr(0, 18) == "W0308 at \"resold\":");
  CHECK(said_of("exclusions:\n  - {id: x, when: {resold: not(null), if: resold > sold}}\n").empty());
  CHECK(said_of("exclusions:\n  - {id: x, when: {resold: not(null)}, unless: {if: resold > sold}}\n").empty());
  CHECK(said_of("exclusions:\n  - {id: x, when: {resold: not(null)}, takes_when: {if: resold > sold}}\n").empty());
  CHECK(said_of("exclusions:\n  - {id: x, takes_when: {if: resold > sold}}\n").substr(0, 18) == "W0308 at \"resold\":");
}

TEST_CASE("only a decision that can be pending is awaited") {
  CHECK(said_of("approvals:\n  - {id: x, decides: first, when: {consent: true}, awaits: [consent, km], bears: {main: "
                "maker}}\n") ==
        "W0407 at \"km\": nobody decides on `km`: a blank of it is not pending (declare the fact with `blank: "
        "pending`, or do "
        "not await it)\n");
}

TEST_CASE("steps name outcomes, decisions, parties and places that exist") {
  const auto step = [](const char* when, const char* text) {
    return said_of("steps:\n  - {id: s, when: {" + std::string(when) + "}, text: {en: \"" + text + "\"}}\n");
  };
  CHECK(step("outcome: [approved, partial]", "{missing} {pending} {charged} {owner}").empty());
  CHECK(step("outcome: aproved", "a").substr(0, 19) == "W0403 at \"aproved\":");
  CHECK(step("borne_by: ownr", "a").substr(0, 16) == "W0402 at \"ownr\":");
  CHECK(step("pending: nope", "a").substr(0, 16) == "W0402 at \"nope\":");
  CHECK(step("rented: true", "a {mising}") ==
        "W0403 at \"{en: \"a {mising}\"}\": the text of `s` has the unknown place `{mising}` (did you mean "
        "`missing`?)\n");
  CHECK(step("rented: true", "a {missing") ==
        "W0403 at \"{en: \"a {missing\"}\": the text of `s` has a `{` that is never closed\n");
}

TEST_CASE("a currency that is not known is told, and all else is read on") {
  std::string rules = test::beginning() + test::portions() + "derived:\n  a: nope\n";
  rules.replace(rules.find("CNY"), 3, "CNX");
  CHECK(test::mistakes(rules) ==
        "W0404 at \"CNX\": `CNX` is not a currency that is known here (write the three letters of ISO 4217, such as "
        "CNY)\n"
        "W0302 at \"nope\": `nope` is not declared (did you mean `note`?)\n");
}

TEST_CASE("lookups and catalogues become names of their own") {
  const std::string catalogue =
      "  component: {of: line, type: enumeration}\n"
      "catalogues:\n  component:\n    group: kind\n    groups:\n"
      "      engine: {label: {en: engine}, values: {piston: {en: piston}, pump: {en: pump}}}\n"
      "      trim: {label: {en: trim}, values: {paint: {en: paint}}}\n";
  const std::string lookup =
      "lookups:\n  terms:\n    choose: unique\n    rows:\n"
      "      - {id: long, when: {kind: engine}, allowed_km: 500}\n"
      "      - {id: short, when: {kind: not(engine)}, allowed_km: 100}\n"
      "exclusions:\n  - {id: far, when: {if: km > allowed_km}}\n  - {id: painted, when: {component: paint}}\n";
  CHECK(test::mistakes(test::beginning() + catalogue + test::portions() + lookup).empty());
  const Policy policy = test::loaded(test::beginning() + catalogue + test::portions() + lookup);
  const auto reasons = [&](const char* component, int km) {
    Claim claim = policy.new_claim();
    (void)claim.set("claim_id", "1");
    (void)claim.set("km", km);
    (void)claim.set(claim.add_line(), "component", component);
    std::string text;
    const Decision decision = adjudicate(policy, claim);
    for (const Reason& reason : decision.lines.at(0).reasons) text += reason.rule->id + " ";
    return text;
  };
  CHECK(reasons("pump", 500).empty());
  CHECK(reasons("pump", 501) == "far ");
  CHECK(reasons("paint", 101) == "far painted ");
  CHECK(reasons("paint", 100) == "painted ");
}

TEST_CASE("the mistakes of a rule set are told all at once, each where it stands") {
  const std::string rules = test::beginning() +
                            "  strange: {type: nmber}\n"
                            "  early: {type: number, minimum: 5, default: 3}\n"
                            "portions:\n  main: {amount: parts, else: mker}\n"
                            "settings:\n  most: {value: lots, type: money}\n"
                            "derived:\n  loop: loop + 1\n  odd: km + sold\n"
                            "exclusions:\n"
                            "  - {id: a, when: {rentd: true}}\n"
                            "  - {id: b, when: {colour: grene}}\n"
                            "  - {id: a, when: {if: km > today()}}\n"
                            "  - {id: c, when: {if: resold > sold}, takes: [mian]}\n";
  const std::string said = test::mistakes(rules);
  for (const char* mistake :
       {"W0403 at \"nmber\":", "W0404 at \"3\":", "W0402 at \"mker\":", "W0404 at \"lots\":", "W0406 at \"loop\":",
        "W0304 at \"km + sold\":", "W0302 at \"rentd\":", "W0303 at \"grene\":", "W0401 at \"a\":",
        "W0306 at \"today\":", "W0308 at \"resold\":", "W0402 at \"mian\":"}) {
    CAPTURE(said);
    CAPTURE(mistake);
    CHECK(said.find(mistake) != std::string::npos);
  }
  CHECK(std::count(said.begin(), said.end(), '\n') == 12);
}

}  // namespace warrantor
