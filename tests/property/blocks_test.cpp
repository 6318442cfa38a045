#include <doctest/doctest.h>

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "property/random_claims.hpp"
#include "property/shipped_rules.hpp"
#include "reference/random_rules.hpp"
#include "support/block_check.hpp"
#include "support/made_claim.hpp"
#include "support/scale.hpp"

// What is decided in blocks is what adjudicate() decides, in every part of a ruling.
namespace warrantor {
namespace {

using test::BlockCheck;
using test::BlockTally;

Policy loaded(const std::vector<std::pair<std::string, std::string>>& files, const std::string& path) {
  const auto policy = load_policy(files, path);
  REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
  return *policy;
}

void replace(std::string& text, const std::string& what, const std::string& by) {
  const std::size_t place = text.find(what);
  REQUIRE(place != std::string::npos);
  text.replace(place, what.size(), by);
}

/// The shipped rules, but that a claim without service records had none: so most conditions are known.
Policy rules_without_services() {
  std::vector<std::pair<std::string, std::string>> files;
  const std::string folder = WARRANTOR_SOURCE_DIR "/rules/";
  for (const char* name :
       {"vehicle/facts.yaml", "vehicle/parts.yaml", "zhengzhou-nissan/facts.yaml", "zhengzhou-nissan/rules.yaml"}) {
    files.emplace_back(name, test::text_of(folder + name));
  }
  replace(files.front().second, "    type: records\n", "    type: records\n    blank: none\n");
  return loaded(files, "zhengzhou-nissan/rules.yaml");
}

BlockTally check_random_claims(const Policy& policy, std::uint32_t seed, int rounds, std::size_t block_size) {
  test::ClaimMaker maker(policy, seed);
  BlockCheck check(policy, block_size);
  std::deque<Claim> claims;
  for (int round = 0; round < rounds; ++round) {
    test::Draft draft = maker.draft(round % 3 == 0 ? 0 : 12);
    draft.records.reset();
    claims.push_back(draft.claim_of(policy));
    check.add(claims.back());
  }
  check.finish();
  return check.tally();
}

/// Random rules; every other time a claim without records had none. Rules that look at earlier claims are never decided
/// in blocks.
std::string random_rules(reference::Maker& maker, unsigned seed) {
  std::string text = maker.rules();
  replace(text, "    history: {by: [usage]}\n    fields: {owned: , parts: , was: {from: outcome}}\n",
          "    fields: {owned: {type: boolean}, parts: {type: money}, was: {values: [approved, partial, denied, "
          "needs_information, referred]}}\n");
  if (seed % 2 == 0) replace(text, "    type: records\n", "    type: records\n    blank: none\n");
  return text;
}

// Only of claims that are neither too large nor wait for lists; those are null anyway, and slow to decide.
void check_random_rules(unsigned seed, int& refused, BlockTally& sum) {
  reference::Maker maker(seed);
  if (seed % 8 != 0) maker.settle_at_once();
  const std::string text = random_rules(maker, seed);
  CAPTURE(seed);
  CAPTURE(text);
  const auto policy = load_policy({{"made/rules.yaml", text}}, "made/rules.yaml");
  if (!policy) {
    ++refused;
    return;
  }
  BlockCheck check(*policy, 64);
  std::deque<Claim> claims;
  for (int i = 0; i < 60; ++i) {
    reference::Draft draft = maker.draft(i % 4);
    draft.claim.erase("visits");
    claims.push_back(test::claim_of(*policy, draft.json()));
    check.add(claims.back());
  }
  check.finish();
  sum.lines += check.tally().lines;
  sum.rulings += check.tally().rulings;
  sum.undecided += check.tally().undecided;
}

}  // namespace

TEST_CASE("lines of random claims under the shipped rules are decided in blocks as one by one") {
  constexpr std::uint32_t seed = 2001;
  MESSAGE("seed ", seed);
  const BlockTally tally = check_random_claims(test::shipped_rules(), seed, test::scaled(3'000), 512);
  MESSAGE(tally.rulings, " of ", tally.lines, " lines have a ruling");
  CHECK(tally.rulings > tally.lines / 50);  // else the test says little
}

TEST_CASE("lines of claims that had no services are decided in blocks of any size as one by one") {
  constexpr std::uint32_t seed = 2002;
  MESSAGE("seed ", seed);
  const Policy policy = rules_without_services();
  for (const std::size_t size : {1U, 63U, 64U, 65U, 512U}) {
    CAPTURE(size);
    const BlockTally tally = check_random_claims(policy, seed, test::scaled(size == 512 ? 3'000 : 300), size);
    MESSAGE(tally.rulings, " of ", tally.lines, " lines have a ruling");
    CHECK(tally.rulings > tally.lines / 8);  // else the test says little
  }
}

TEST_CASE("lines of claims under random rules are decided in blocks as one by one") {
  constexpr unsigned seed = 1;
  const int rounds = test::scaled(250);
  MESSAGE("seeds ", seed, " to ", seed + static_cast<unsigned>(rounds) - 1);
  int refused = 0;
  BlockTally tally;
  for (int i = 0; i < rounds; ++i) check_random_rules(seed + static_cast<unsigned>(i), refused, tally);
  MESSAGE(refused, " rule sets refused; ", tally.rulings, " of ", tally.lines, " lines have a ruling, ",
          tally.undecided, " of them undecided");
  CHECK(refused * 2 < rounds + 2);          // else the test says little
  CHECK(tally.rulings > tally.lines / 32);  // most random conditions call functions, which are not for blocks
}

TEST_CASE("the conformance claims without records are decided in blocks as one by one") {
  const Policy& policy = test::shipped_rules();
  BlockCheck check(policy);
  std::deque<Claim> claims;
  for (const std::string& json :
       test::lines_of(WARRANTOR_SOURCE_DIR "/tests/conformance/zhengzhou-nissan/claims.jsonl")) {
    Claim claim = test::claim_of(policy, json);
    if (claim.is_stated(TableId{})) continue;
    claims.push_back(std::move(claim));
    check.add(claims.back());
  }
  check.finish();
  MESSAGE(check.tally().rulings, " of ", check.tally().lines, " lines have a ruling");
  CHECK(check.tally().lines > 0);
}

}  // namespace warrantor
