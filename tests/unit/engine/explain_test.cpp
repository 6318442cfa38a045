#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "unit/engine/zhengzhou_nissan_lab.hpp"

// Only the sentences that carry the decision; the rest of the wording is free to change.
namespace warrantor {
namespace {

using test::Decided;
using test::sound_claim;

std::string told(const test::Facts& facts, const char* language) {
  const Decided decided(facts);
  return explain(test::zhengzhou_nissan(), decided.claim, History(), language, Detail::full);
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
             {"Claim K1", "denied", "[expired.time]", "failure date = 2025-01-11 (> 2025-01-10)", "[expired.distance]",
              "odometer = 60,001 (> 60,000)", "a. A compulsory check",
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

}  // namespace warrantor
