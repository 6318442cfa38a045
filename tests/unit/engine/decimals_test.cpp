#include <doctest/doctest.h>

#include <string>

#include "unit/engine/made_lab.hpp"

// Decimals that nobody stated are tried on either side of all that they are compared with.
namespace warrantor {
namespace {

using test::Tried;

const std::string depth = "  depth: {type: decimal, unit: mm, minimum: 0, maximum: 60.5}\n";

std::string excluded_if(const std::string& condition) {
  return depth + "  promised_depth: {type: decimal, blank: pending}\n" +
         "  wheels: {type: records, fields: {groove: {type: decimal}}}\n" + test::made_portions() +
         "exclusions:\n  - {id: taken, when: {if: '" + condition + "'}}\n";
}

std::string told(const std::string& condition, const std::string& facts = "") {
  const Tried result(excluded_if(condition), facts);
  CHECK(result.line().missing_exact);
  return result.told();
}

}  // namespace

TEST_CASE("a line that comes out the same whatever a decimal is needs no decimal") {
  CHECK(told("depth >= 52.5 or depth < 52.5") == "denied");
  CHECK(told("depth > 52.5 and depth < 52.5") == "approved");
  CHECK(told("depth = 52.5 or depth != 52.5") == "denied");
  CHECK(told("depth > 60.5") == "approved");
  CHECK(told("depth < 0") == "approved");
  CHECK(told("depth >= 0 and depth <= 60.5") == "denied");
}

TEST_CASE("a line that hangs on a decimal asks for it, since there is always one between two others") {
  CHECK(told("depth >= 52.5") == "needs_information: depth");
  CHECK(told("depth >= 60.5") == "needs_information: depth");
  CHECK(told("depth <= 0") == "needs_information: depth");
  CHECK(told("depth > 52.5 and depth < 52.50001") == "needs_information: depth");
  CHECK(told("depth >= 52.5 and depth <= 52.5") == "needs_information: depth");
  CHECK(told("promised_depth >= 52.5") == "referred: promised_depth");
  CHECK(told("promised_depth >= 52.5 or promised_depth < 52.5") == "denied");
  CHECK(told("depth > 1.6 and worn", "\"worn\": false") == "approved");
  CHECK(told("depth > 1.6 and worn", "\"worn\": true") == "needs_information: depth");
}

TEST_CASE("what is reckoned from a decimal turns at the decimal where it does") {
  CHECK(told("depth * 2 - 1 > 4 and depth < 2.5") == "approved");
  CHECK(told("depth * 2 - 1 >= 4 and depth <= 2.5") == "needs_information: depth");
  CHECK(told("depth * 3 >= 1 or depth < 1") == "denied");
  CHECK(told("-depth < -2.5 and depth <= 2.5") == "approved");
  CHECK(told("max(depth, 1.6) > 2.5 and depth <= 2.5") == "approved");
  CHECK(told("depth >= number or depth < number", "\"number\": 7") == "denied");
  CHECK(told("depth >= (if worn then 52.5 else 40) or depth < 52.5") == "denied");
  CHECK(told("depth >= (if worn then 52.5 else 40)") == "needs_information: worn depth");
  CHECK(told("depth >= (if worn then 52.5 else 40)", "\"depth\": 52.5") == "denied");
}

TEST_CASE("a factor that is stated leaves a fact to be tried") {
  CHECK(told("depth / number >= 0.7 or depth < 52.5", "\"number\": 75") == "denied");
  CHECK(told("depth / number >= 0.7", "\"number\": 75") == "needs_information: depth");
  CHECK(told("depth * number > -5 and depth >= 2.5", "\"number\": -2") == "approved");
  CHECK(told("km * number > 10 and km <= 5", "\"number\": 2") == "approved");
  CHECK(told("km * number > 10 and km <= 6", "\"number\": 2") == "needs_information: km");
  CHECK(told("depth * number > 10 or km > 5", "\"number\": 0, \"km\": 6") == "denied");
  CHECK_FALSE(Tried(excluded_if("depth * number > 10"), "").line().missing_exact);
}

TEST_CASE("decimals of records that nobody stated are tried likewise") {
  CHECK(told("some w in wheels satisfies w.groove < 1.6 and w.groove > 1.6") == "approved");
  CHECK(told("some w in wheels satisfies w.groove < 1.6 and w.groove > 1.59") == "needs_information: wheels");
  CHECK(told("every w in wheels satisfies w.groove < 1.6 or w.groove >= 1.6") == "denied");
}

TEST_CASE("a percentage that is not stated matters only where it changes what is paid") {
  const auto reduced = [](const std::string& percent) {
    return depth + test::made_portions() + "adjustments:\n  - {id: share, becomes: {percent: '" + percent + "'}}\n";
  };
  CHECK(Tried(reduced("depth"), "").told() == "needs_information: depth");
  CHECK(Tried(reduced("depth"), "").line().missing_exact);
  CHECK(Tried(reduced("depth"), "").line().may_pay.at(0).most == 6050);
  CHECK(Tried(reduced("max(depth, 60.5)"), "").pays() == "maker 60.50, owner 39.50");
  CHECK(Tried(reduced("depth"), "", R"("parts": "0.00")").outcome() == "approved");
}

TEST_CASE("what a decimal would change is told by the numbers that people write") {
  const Tried from(excluded_if("depth >= 52.5"), "");
  CHECK(from.says("      below 52.5 mm: approved, maker 100.00 CNY\n"));
  CHECK(from.says("      from 52.5 mm: denied, owner 100.00 CNY by taken [taken]\n"));
  const Tried above(excluded_if("depth > 52.5"), "");
  CHECK(above.says("      up to 52.5 mm: approved, maker 100.00 CNY\n"));
  CHECK(above.says("      above 52.5 mm: denied, owner 100.00 CNY by taken [taken]\n"));
  const Tried within(excluded_if("depth > 1.6 and depth < 52.5"), "");
  CHECK(within.says("      above 1.6 mm to below 52.5 mm: denied"));
  const std::string brief = explain(from.policy, from.claim, {}, "en", Detail::brief);
  CHECK(brief.find("  - if depth is below 52.5 mm: approved") != std::string::npos);
  CHECK(brief.find("  - if depth is 52.5 mm or more: denied") != std::string::npos);
  const std::string chinese = explain(above.policy, above.claim, {}, "zh", Detail::full);
  CHECK(chinese.find("不超过 52.5 mm：") != std::string::npos);
  CHECK(chinese.find("大于 52.5 mm：") != std::string::npos);
}

}  // namespace warrantor
