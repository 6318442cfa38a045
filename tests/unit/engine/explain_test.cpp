#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "unit/engine/made_lab.hpp"
#include "unit/engine/zhengzhou_nissan_lab.hpp"

// Only the sentences that carry the decision; the rest of the wording is free to change.
namespace warrantor {
namespace {

using test::Decided;
using test::sound_claim;

std::string told(const test::Facts& facts, const char* language, Detail detail = Detail::full) {
  const Decided decided(facts);
  return explain(test::zhengzhou_nissan(), decided.claim, History(), language, detail);
}

void check_says(const std::string& text, const std::vector<const char*>& sentences) {
  std::size_t from = 0;
  for (const char* sentence : sentences) {
    CAPTURE(text);
    CAPTURE(sentence);
    const std::size_t found = text.find(sentence, from);
    CHECK(found != std::string::npos);
    if (found != std::string::npos) from = found;
  }
}

test::Facts refused() {
  return sound_claim()
      .with("part_genuine", "false")
      .with("odometer_km", "60001")
      .with("failure_date", "\"2025-01-11\"")
      .with("indirect_amount", "\"1234.50\"");
}

}  // namespace

TEST_CASE("an explanation tells the values, the limits, how they were counted and by how much they are passed") {
  check_says(told(refused(), "en"),
             {"Claim K1", "== line 1: denied ==", "[expired.time]", "failure date = 2025-01-11 (> 2025-01-10)",
              "[expired.distance]", "odometer = 60,001 (> 60,000)", "a. A compulsory check",
              "g. A part that is not a genuine one [non-genuine-part]", "genuine part = no", "2023-01-10 + 24 months",
              "last covered day: 2025-01-10", "counted in calendar months", "passed by: 1 day", "passed by: 1 km",
              "parts and labour 100.00 CNY: customer", "total: 1,334.50 CNY", "[explain-to-customer]"});
}

TEST_CASE("an explanation in Chinese tells the same in Chinese words") {
  check_says(told(refused(), "zh"),
             {"索赔单 K1", "超过质量担保期限 [expired.time]", "故障日期 = 2025-01-11 (> 2025-01-10)",
              "行驶里程 = 60,001 (> 60,000)", "使用非原装配件 [non-genuine-part]", "原装配件 = 否", "2025-01-10",
              "材料费和工时费 100.00 元", "1,334.50 元"});
}

TEST_CASE("an explanation tells what did not hold, and why") {
  check_says(told(sound_claim(), "en"), {"approved", "coverage.commitment", "usage = private", "[coverage.paladin]",
                                         "[odometer-tampered]: no", "[dealer-storage]: no", "[technical-report]: no",
                                         "parts and labour = 100.00", "100.00 CNY: manufacturer", "[repair]"});
}

TEST_CASE("an explanation of an open line tells what is missing or awaited, and leaves the amount open") {
  check_says(told(sound_claim().without("part_genuine"), "en"),
             {"[non-genuine-part]", "Still to be stated: genuine part", "[ask-missing]"});
  check_says(told(sound_claim().with("cause", "\"undetermined\"").with("manual_followed_evidence", "true"), "zh"),
             {"[doubtful-cause]", "售后服务课同意"});
}

TEST_CASE("an explanation of a rejected claim tells the rule") {
  check_says(told(sound_claim().with("failure_date", "\"2023-01-09\""), "en"), {"rejected", "[failure-before-sale]"});
}

TEST_CASE("a brief explanation says who pays how much, and each reason with its clause and the values compared") {
  check_says(
      told(refused(), "en", Detail::brief),
      {"Claim K1, gearbox: denied\n", "Who pays: customer 1,334.50 CNY\n",
       "The warranty period is over. Failure date: 2025-01-11; the last covered day is 2025-01-10; 1 day too late.",
       "Odometer: 60,001 km; the limit is 60,000 km; over by 1 km.",
       "A part that is not a genuine one (clause g). Genuine part: no.",
       "Covered until 2025-01-10 or 60,000 km, whichever comes first (PALADIN, all parts: 24 months from "
       "2023-01-10; 60,000 km).",
       "1. Explain to the customer what they pay: 1,334.50 CNY."});
  check_says(told(refused(), "zh", Detail::brief),
             {"索赔单 K1，变速器：不予担保\n", "费用承担：客户 1,334.50 元\n", "逾期 1 天。",
              "上限为 60,000 公里；超过 1 公里。", "使用非原装配件（条款 g）。原装配件：否。",
              "担保至 2025-01-10 或 60,000 公里，以先到者为准"});
}

TEST_CASE("a brief explanation of an open line says what to ask for, or what it waits for, as not decided") {
  check_says(told(sound_claim().without("part_genuine"), "en", Detail::brief),
             {"needs information", "Not decided yet: 100.00 CNY",
              "What it may turn on: A part that is not a genuine one", "Ask for: genuine part."});
  const std::string waiting =
      told(sound_claim().with("special_request", "true").with("odometer_km", "60001"), "en", Detail::brief);
  check_says(waiting, {"What is certain so far:", "over by 1 km", "Waits for a decision: Approved as a special item."});
}

TEST_CASE("a brief explanation of a part that is paid says which portion of the sum falls to whom") {
  check_says(told(sound_claim().with("indirect_amount", "\"8.50\""), "en", Detail::brief),
             {"partly approved", "Parts and labour: manufacturer 100.00 CNY", "Indirect loss: customer 8.50 CNY"});
}

TEST_CASE("a brief explanation of a rejected claim says why and asks for it again") {
  check_says(told(sound_claim().with("failure_date", "\"2023-01-09\""), "en", Detail::brief),
             {"Claim K1: rejected", "The failure lies before the sale to the customer.", "hand it in again"});
}

TEST_CASE(
    "explanations are brief and without ids, and letters are filled in, for every claim of the conformance files") {
  const Policy& policy = test::zhengzhou_nissan();
  for (const char* language : {"en", "zh"}) {
    const auto letter = load_letter(policy, WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan", language);
    REQUIRE_MESSAGE(letter.has_value(), (letter ? std::string() : render(letter.error())));
    for (const std::string& line :
         test::lines_of(WARRANTOR_SOURCE_DIR "/tests/conformance/zhengzhou-nissan/claims.jsonl")) {
      const Claim claim = test::claim_of(policy, line);
      const std::string text = explain(policy, claim, History(), language);
      const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
      CAPTURE(text);
      CHECK(count <= 4 + 17 * std::max<std::size_t>(claim.line_count(), 1));
      CHECK(text.find('[') == std::string::npos);
      const std::string written = write_letter(*letter, policy, claim, History());
      CHECK(written.find("{{") == std::string::npos);
      CHECK(written.size() > 200);
    }
  }
}

TEST_CASE("names of conditions that use one another twice each are told once") {
  std::string rules = "derived:\n  n0: km > 3\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "n" + std::to_string(i - 1);
    rules += "  n" + std::to_string(i) + ": " + before + " or (" + before + " and worn)\n";
  }
  const test::Tried tried(test::made_portions() + rules + "exclusions:\n  - {id: far, when: {n59: true}}\n",
                          "\"km\": 5, \"worn\": true");
  CHECK(tried.reasons() == "far");
}

TEST_CASE("what a missing fact would change is told with what the fact is counted in") {
  const test::Facts facts = sound_claim().without("odometer_km").with("services", "[]");
  check_says(told(facts, "en", Detail::brief), {"if odometer is 2,000 km or less: approved"});
  check_says(told(facts, "zh", Detail::brief), {"若行驶里程为2,000 公里或以下：同意担保"});
}

}  // namespace warrantor
