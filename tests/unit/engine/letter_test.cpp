#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "engine/letter_content.hpp"
#include "engine/letter_escape.hpp"
#include "engine/letter_names.hpp"
#include "engine/wording.hpp"
#include "support/scale.hpp"
#include "unit/engine/zhengzhou_nissan_lab.hpp"

namespace warrantor {
namespace {

using engine::LetterContent;
using engine::LetterName;
using engine::LetterNameKind;
using test::claim_of;
using test::sound_claim;
using Files = std::vector<std::pair<std::string, std::string>>;

constexpr const char* small_rules = R"(
rule_set: made
version: "1"
title: {en: The warranty, zh: 质量担保}
currency: EUR
parties: [maker, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  sold: {type: boolean, default: true}
  sold_on: {type: date}
  city: {type: text, label: {en: town}}
  line_id: {of: line, type: text, default: "1"}
  worn: {of: line, type: boolean}
  torn: {of: line, type: boolean, default: false}
  amount: {of: line, type: money}
portions:
  repair: {amount: amount, else: maker}
exclusions:
  - {id: worn, clause: w, when: {worn: true}, title: Worn}
  - {id: torn, when: {torn: true}}
steps:
  - {id: ask, when: {outcome: needs_information}, text: "Ask for {missing}."}
)";

constexpr const char* two_lines = R"({"claim_id": "K1", "sold_on": "2024-01-05",
  "lines": [{"line_id": "A", "worn": "true", "torn": "true", "amount": "1234.50"},
            {"line_id": "B", "worn": "false", "amount": "1.00"}]})";

Expected<LetterTemplate, Diagnostics> load_made(const Policy& policy, const std::string& text) {
  return load_letter(policy, {{"made/rules.yaml", small_rules}, {"made/letters/en.md", text}}, "made/rules.yaml", "en");
}

/// What a template says of a claim under the small rules.
std::string written(const std::string& text, const std::string& claim = two_lines) {
  const Policy policy = test::made_policy(small_rules);
  const auto letter = load_made(policy, text);
  REQUIRE_MESSAGE(letter.has_value(), (letter ? std::string() : render(letter.error())));
  return write_letter(*letter, policy, claim_of(policy, claim), History(), Date::from_ymd(2026, 1, 5));
}

std::string mistakes(const std::string& text) {
  const Policy policy = test::made_policy(small_rules);
  const auto letter = load_made(policy, text);
  REQUIRE_FALSE(letter.has_value());
  std::string codes;
  for (const Diagnostic& diagnostic : letter.error()) {
    const SourceSpan& span = diagnostic.span;
    codes += diagnostic.code + " " + span.text.substr(span.column - 1, span.length) + "; ";
  }
  return codes;
}

/// What a reader of Markdown shows: without back-slashes, with the characters for which entities stand.
std::string shown(std::string_view markdown) {
  std::string text;
  for (std::size_t at = 0; at < markdown.size(); ++at) {
    if (markdown[at] == '\\' && at + 1 < markdown.size())
      ++at;
    else if (markdown[at] == '&') {
      const std::size_t end = markdown.find(';', at);
      const std::string_view name = markdown.substr(at, end + 1 - at);
      at = end;
      text += name == "&lt;" ? '<' : name == "&gt;" ? '>' : name == "&amp;" ? '&' : name == "&quot;" ? '"' : '\'';
      continue;
    }
    text += markdown[at];
  }
  return text;
}

}  // namespace

TEST_CASE("a letter gives values by name, those of a line within its lines") {
  CHECK(written("{{claim_id}}, {{date}}, {{facts.sold_on}}, {{rule_set.title}}: {{pays.owner}} of {{total}}\n") ==
        "K1, 5 January 2026, 5 January 2024, The warranty: 1,234.50 EUR of 1,235.50 EUR\n");
  CHECK(written("{{#lines}}{{number}} {{line_id}} {{outcome}} {{facts.amount}} {{claim_id}};{{/lines}}") ==
        "1 A denied 1,234.50 EUR K1;2 B approved 1.00 EUR K1;\n");
}

TEST_CASE("a section is there where its condition holds or its value is stated, and an inverted one where not") {
  CHECK(written("{{#partial}}part{{/partial}}{{#denied}}no{{/denied}}{{^denied}} of it{{/denied}}") == "part of it\n");
  CHECK(written("{{#facts.city}}in {{facts.city}}{{/facts.city}}{{^facts.city}}{{facts.city}}{{/facts.city}}") ==
        "not stated\n");
  CHECK(written("{{#facts.sold}}sold{{/facts.sold}}{{#open}}open{{/open}}{{#pays.maker}}, paid{{/pays.maker}}") ==
        "sold, paid\n");
}

TEST_CASE("a list is gone through item by item, which know whether they are the first or the last") {
  CHECK(written("{{#lines}}{{#reasons}}{{title}}{{#clause}} ({{clause}}){{/clause}}{{^last}}, {{/last}}{{/reasons}}"
                "{{^reasons}}nothing{{/reasons}}{{#first}}; {{/first}}{{/lines}}") == "Worn (w), torn; nothing\n");
}

TEST_CASE("names of the rule set are conditions: a reason that counts, a step that is due, a fact that is asked for") {
  const std::string open = R"({"claim_id": "K1", "lines": [{"amount": "1.00"}]})";
  const std::string text =
      "{{#missing.worn}}W{{/missing.worn}}{{#missing.torn}}T{{/missing.torn}}{{#steps.ask}}A{{/steps.ask}}"
      "{{#pending.city}}P{{/pending.city}}{{#reasons.worn}}R{{/reasons.worn}}";
  CHECK(written(text, open) == "WA\n");
  CHECK(written(text) == "R\n");
}

TEST_CASE("lines of nothing but sections leave no line, and no gap is longer than one empty line") {
  CHECK(written("A\n\n  {{#approved}}\nB\n{{/approved}}\n{{! a remark\nover lines "
                "}}\n\n\n{{#partial}}\r\nC\r\n{{/partial}}\n") == "A\n\nC\n");
}

TEST_CASE("the letter of a claim that the rules reject names why") {
  CHECK(written("{{#rejected}}{{#rejections}}{{fact}}{{/rejections}}{{/rejected}}{{#denied}}denied{{/denied}}", "{}") ==
        "claim\\_id\n");
}

TEST_CASE("what a claim states cannot become markup") {
  CHECK(written("{{facts.city}}", R"({"claim_id": "K", "city": "<b>*x*</b>\n# y", "lines": []})") ==
        "&lt;b&gt;\\*x\\*&lt;/b&gt; \\# y\n");
  CHECK(engine::escaped_for_markdown("- a") == "\\- a");
  CHECK(engine::escaped_for_markdown("-5") == "-5");
  CHECK(engine::escaped_for_markdown("12. a") == "12\\. a");
  CHECK(engine::escaped_for_markdown("12.50") == "12.50");
  CHECK(engine::escaped_for_markdown("a\u202Eb\x1b[0m") == "a b \\[0m");
  CHECK(engine::escaped_for_markdown("{{x}}") == "\\{\\{x\\}\\}");
}

TEST_CASE("an escaped text is shown as it was, on one line, and holds no mark that is not escaped") {
  const std::string_view alphabet = "aB1 \n\t<>&\"'`*_{}[]()#+-.!|~=:$\\/@^;w";
  std::mt19937 random(20260105);
  MESSAGE("seed 20260105");
  for (int i = 0; i < test::scaled(20'000); ++i) {
    std::string text;
    for (auto length = random() % 12; length > 0; --length) text += alphabet[random() % alphabet.size()];
    const std::string escaped = engine::escaped_for_markdown(text);
    const std::string plain = engine::on_one_line(text);
    CAPTURE(text);
    CHECK(shown(escaped) == base::trim(plain));
    CHECK(escaped.find_first_of("<>\"'\n\t") == std::string::npos);
    for (std::size_t at = 0; at < escaped.size(); ++at) {
      const bool is_mark = std::string_view("`*_{}[]|~#$^").find(escaped[at]) != std::string_view::npos;
      const bool is_entity = escaped.substr(at, 4) == "#39;" && at > 0 && escaped[at - 1] == '&';
      if (escaped[at] == '\\')
        ++at;
      else if (is_mark && !is_entity)
        FAIL_CHECK(escaped);
    }
  }
}

TEST_CASE("mistakes in a template are all told, with their places") {
  CHECK(mistakes("{{claimid}} {{#lines}}\n{{x y}}\n{{{claim_id}}}\n{{open") ==
        "W0504 claimid; W0506 lines; W0504 {{x y}}; W0507 {{{claim_id}}}; W0503 {{; ");
  CHECK(mistakes("{{facts.worn}} {{title}} {{lines}} {{denied}} {{pays.me}} {{first}}") ==
        "W0505 facts.worn; W0505 title; W0508 lines; W0508 denied; W0504 pays.me; W0505 first; ");
  CHECK(mistakes("{{#lines}}{{^lines}}{{/lines}}{{/lines}}{{/lines}}") == "W0508 lines; W0506 lines; ");
}

TEST_CASE("a template is looked for beside the rules, and a missing one names those that are there") {
  const Policy policy = test::made_policy(small_rules);
  const Files files{{"made/rules.yaml", small_rules}, {"made/letters/fr.md", "x"}, {"made/letters/de.md", "x"}};
  const auto letter = load_letter(policy, files, "made/rules.yaml", "en");
  REQUIRE_FALSE(letter.has_value());
  CHECK(letter.error().front().code == "W0501");
  CHECK(letter.error().front().help.find("`de.md`, `fr.md`") != std::string::npos);
  CHECK(load_letter(policy, files, "made/rules.yaml", "fr")->language() == "fr");
  CHECK(letter_languages(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan") == std::vector<std::string>{"en", "zh"});
  CHECK(letter_languages(WARRANTOR_SOURCE_DIR "/rules/vehicle").empty());
}

TEST_CASE("a template with any mistake is refused with a place, or its letter is written") {
  const Policy& policy = test::zhengzhou_nissan();
  const std::string sound = test::text_of(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan/letters/en.md");
  const test::Decided decided(sound_claim().with("part_genuine", "false"));
  const std::vector<std::string> pieces{"{{", "}}", "{{#",   "{{/", "{{^", "{{!", "{{{",
                                        "\n", " ",  "lines", "}",   "#",   "\r"};
  std::mt19937 random(20260106);
  MESSAGE("seed 20260106");
  int refused = 0;
  const int rounds = test::scaled(2'000);
  for (int i = 0; i < rounds; ++i) {
    std::string text = sound;
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      const std::size_t place = random() % text.size();
      if (random() % 2 == 0) text.erase(place, random() % 40);
      if (random() % 2 == 0) text.insert(place, pieces[random() % pieces.size()]);
    }
    CAPTURE(text);
    const auto letter = load_letter(policy, {{"x/letters/en.md", text}}, "x/rules.yaml", "en");
    if (letter) {
      CHECK_FALSE(write_letter(*letter, policy, decided.claim, History()).empty());
      continue;
    }
    ++refused;
    for (const Diagnostic& diagnostic : letter.error()) {
      CHECK(diagnostic.span.line > 0);
      CHECK(diagnostic.span.column + diagnostic.span.length <= diagnostic.span.text.size() + 1);
    }
  }
  CHECK(refused > rounds / 10);
  CHECK(refused < rounds);
}

namespace {

constexpr const char* united_rules = R"(rule_set: made
version: "1"
currency: CNY
parties: [maker, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  km: {type: number, unit: km}
  amount: {of: line, type: money}
portions: {repair: {amount: amount, else: maker}}
limits: {distance: {id: too-far, of: km}}
coverage: {choose: union, expiry_takes: all, rows: [{id: near, distance: 5}, {id: far, distance: 9}]}
)";

constexpr const char* settled_rules = R"(rule_set: made
version: "1"
currency: CNY
parties: [maker, insurer, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  amount: {of: line, type: money}
portions: {repair: {amount: amount, else: maker, advanced_by: insurer}}
adjustments: [{id: own-share, less: "3.00"}]
advances: [{id: small, when: {amount: "< 5.00"}, advances: {repair: maker}}]
grants: [{id: towing, title: Towing, with: {fee: "2.00"}}, {id: gift, of: line, when: {amount: "< 0.00"}}]
figures: {most: 5}
)";

/// The items of all contents of one list, also within others.
void collect(const LetterContent& content, const std::string& list, std::vector<const LetterContent*>& found) {
  for (const auto& [name, item] : content.items) {
    for (const LetterContent& each : item.items) {
      if (name == list) found.push_back(&each);
      collect(each, list, found);
    }
  }
}

}  // namespace

TEST_CASE("a letter tells of coverage rows side by side what each of them says") {
  const Policy policy = test::made_policy(united_rules);
  const Claim claim = test::claim_of(policy, R"({"claim_id": "K1", "km": 7, "lines": [{"amount": "1.00"}]})");
  const std::string text =
      "{{#lines}}{{#coverages}}{{title}} to {{until}}{{^covers}}, over{{/covers}};{{/coverages}}{{/lines}}";
  const auto letter = load_letter(policy, {{"x/letters/en.md", text}}, "x/rules.yaml", "en");
  REQUIRE(letter.has_value());
  CHECK(write_letter(*letter, policy, claim, History()) == "near to 5 km, over;far to 9 km;\n");
}

TEST_CASE("a letter tells each limit that rows side by side pass by the row that came nearest") {
  const Policy policy = test::made_policy(united_rules);
  const std::string text =
      "{{#lines}}{{#limits}}{{coverage}}: {{until}}{{#passed}}, over by {{margin}}{{/passed}}{{/limits}}{{/lines}}";
  const auto letter = load_letter(policy, {{"x/letters/en.md", text}}, "x/rules.yaml", "en");
  REQUIRE(letter.has_value());
  const auto written = [&](const std::string& km) {
    const Claim claim =
        test::claim_of(policy, R"({"claim_id": "K1", "km": )" + km + R"(, "lines": [{"amount": "1.00"}]})");
    return write_letter(*letter, policy, claim, History());
  };
  CHECK(written("12") == "far: 9 km, over by 3 km\n");
  CHECK(written("7") == "far: 9 km\n");
}

TEST_CASE("a letter tells of what the claim is granted, and its figures") {
  const Policy policy = test::made_policy(settled_rules);
  const Claim claim = test::claim_of(policy, R"({"claim_id": "K1", "lines": [{"amount": "9.00"}]})");
  const std::string text =
      "{{#grants}}{{title}} ({{id}}): {{details}}, {{with.fee}};{{/grants}}{{#grants.gift}} a gift{{/grants.gift}} of "
      "{{figures.most}}";
  const auto letter = load_letter(policy, {{"x/letters/en.md", text}}, "x/rules.yaml", "en");
  REQUIRE_MESSAGE(letter.has_value(), (letter ? std::string() : render(letter.error())));
  CHECK(write_letter(*letter, policy, claim, History()) == "Towing (towing): fee 2.00 CNY, 2.00 CNY; of 5\n");
}

TEST_CASE("every name that a template may use stands for something") {
  const Policy& policy = test::zhengzhou_nissan();
  const std::vector<test::Facts> claims{sound_claim().with("part_genuine", "false"),
                                        sound_claim().without("part_genuine"),
                                        sound_claim().with("special_request", "true").with("odometer_km", "60001"),
                                        sound_claim().with("failure_date", "\"2023-01-09\"")};
  std::vector<LetterContent> letters;
  for (const test::Facts& facts : claims) {
    const test::Decided decided(facts);
    letters.push_back(engine::letter_content(policy, decided.claim, decided.decision, "en", std::nullopt));
  }
  const Policy united = test::made_policy(united_rules);
  const Claim claim = test::claim_of(united, R"({"claim_id": "K1", "km": 7, "lines": [{"amount": "1.00"}]})");
  letters.push_back(engine::letter_content(united, claim, adjudicate(united, claim), "en", std::nullopt));
  const Policy settled = test::made_policy(settled_rules);
  const Claim large = test::claim_of(settled, R"({"claim_id": "K1", "lines": [{"amount": "10.00"}]})");
  letters.push_back(engine::letter_content(settled, large, adjudicate(settled, large), "en", std::nullopt));
  for (const LetterName& name : engine::letter_names()) {
    CAPTURE(name.within);
    CAPTURE(name.name);
    if (name.within == "*") continue;
    std::size_t seen = 0;
    for (const LetterContent& letter : letters) {
      std::vector<const LetterContent*> places{&letter};
      if (!name.within.empty()) {
        places.clear();
        collect(letter, std::string(name.within), places);
      }
      for (const LetterContent* place : places) {
        CHECK(place->items.count(name.name) == 1);
        if (!name.within.empty()) CHECK(place->items.count("last") == 1);
        ++seen;
      }
    }
    CHECK(seen > 0);
  }
  for (const Fact& fact : policy.schema().facts()) {
    if (fact.scope == Scope::claim && fact.type != ValueType::records) {
      CHECK(letters[0].items.count("facts." + fact.name) == 1);
    }
  }
}

TEST_CASE("letters are no part of a rule set's digest") {
  const Files files{{"made/rules.yaml", small_rules}, {"made/letters/en.md", "{{claim_id}}"}};
  CHECK(load_policy(files, "made/rules.yaml")->digest() == test::made_policy(small_rules).digest());
}

}  // namespace warrantor
