#include <doctest/doctest.h>

#include <string>

#include "unit/engine/helpers.hpp"

// What the Zhengzhou Nissan rules have no example of, under small rule sets.
namespace warrantor {
namespace {

constexpr const char* beginning = R"(rule_set: made
version: "1"
currency: CNY
parties: {maker: {en: maker}, dealer: {en: dealer}, owner: {en: owner}}
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  km: {type: number}
  pieces: {of: line, type: number, default: 1}
  parts: {of: line, type: money, default: 0}
portions:
  main: {amount: parts, else: maker}
)";

std::string told(const std::string& rules, const std::string& facts) {
  const Policy policy = test::made_policy(beginning + rules);
  const Claim claim = test::claim_of(policy, R"({"claim_id": "1", "lines": [{)" + facts + "}]}");
  const Decision decision = adjudicate(policy, claim);
  const LineDecision& line = decision.lines.at(0);
  return std::string(name_of(line.outcome)) + ": " + test::payments_of(policy, line);
}

std::string shared(const char* shares, const char* amount) {
  return told("responsibility:\n  - {id: shared, bears: {main: " + std::string(shares) + "}}\n",
              "\"parts\": \"" + std::string(amount) + "\"");
}

}  // namespace

TEST_CASE("odd fen go by largest remainder, ties in the order of the parties") {
  CHECK(shared("{maker: 1, dealer: 1, owner: 1}", "0.01") == "partial: maker 0.01");
  CHECK(shared("{maker: 1, dealer: 1, owner: 1}", "1.00") == "partial: maker 0.34, dealer 0.33, owner 0.33");
  CHECK(shared("{owner: 1, dealer: 1}", "0.01") == "denied: dealer 0.01");
  CHECK(shared("{maker: 30, owner: 70}", "0.01") == "partial: owner 0.01");
  CHECK(shared("{maker: 100}", "0.01") == "approved: maker 0.01");
  CHECK(shared("{maker: 60, owner: 40}", "99.99") == "partial: maker 59.99, owner 40.00");
}

TEST_CASE("products and sums beyond 64 bits leave the line to a person instead of overflowing") {
  const std::string many = "  other: {amount: parts * pieces, else: owner}\n";
  CHECK(told(many, R"("parts": "10000000000000.00", "pieces": 9222)") ==
        "partial: maker 10000000000000.00, owner 92220000000000000.00");
  CHECK(told(many, R"("parts": "10000000000000.00", "pieces": 9224)").substr(0, 8) == "referred");
  const std::string two =
      "  one: {amount: parts * pieces, else: owner}\n  other: {amount: parts * pieces, else: owner}\n";
  CHECK(told(two, R"("parts": "10000000000000.00", "pieces": 9223)").substr(0, 8) == "referred");
  CHECK(told(two, R"("parts": "10000000000000.00", "pieces": -9223)").substr(0, 8) == "referred");
}

TEST_CASE("a rule without a value refers the line and is named") {
  const Policy policy =
      test::made_policy(std::string(beginning) + "exclusions:\n  - {id: huge, when: {if: km * km > 5}}\n");
  const Claim claim =
      test::claim_of(policy, R"({"claim_id": "1", "km": 1000000000000000, "lines": [{"parts": "5.00"}]})");
  const Decision decision = adjudicate(policy, claim);
  const LineDecision& line = decision.lines.at(0);
  CHECK(line.outcome == Outcome::referred);
  REQUIRE(line.contradictions.size() == 1);
  CHECK(line.contradictions[0]->id == "huge");
  CHECK(line.open == 500);
}

TEST_CASE("a portion that follows another goes where that one goes") {
  const std::string rules =
      "  more: {amount: parts, else: same as main}\n"
      "exclusions:\n  - {id: far, when: {km: \"> 5\"}, takes: [main]}\n";
  CHECK(told(rules, R"("parts": "5.00")") == "needs_information: open 10.00");
  const Policy policy = test::made_policy(std::string(beginning) + rules);
  const Claim claim = test::claim_of(policy, R"({"claim_id": "1", "km": 6, "lines": [{"parts": "5.00"}]})");
  const Decision decision = adjudicate(policy, claim);
  CHECK(test::payments_of(policy, decision.lines.at(0)) == "owner 10.00");
}

}  // namespace warrantor
