#include <doctest/doctest.h>

#include <cstdint>

#include "property/random_claims.hpp"
#include "reference/compare.hpp"
#include "reference/seed.hpp"
#include "reference/services.hpp"
#include "reference/tree.hpp"
#include "reference/zhengzhou_nissan.hpp"
#include "support/scale.hpp"

// The engine against the reference on random claims over a whole policy.
namespace warrantor::reference {
namespace {

constexpr std::size_t most_cases = 4'000;  ///< of one line; a claim with more is left out

struct Tally {
  Shortfall shortfall;
  int too_large = 0;
  int rejected = 0;
};

class Run {
 public:
  explicit Run(unsigned seed) : maker_(nissan_.policy, seed) {}

  void check(std::uint32_t blanks) {
    const test::Draft draft = maker_.draft(blanks);
    const Claim claim = draft.claim_of(nissan_.policy);
    const Decision decision = adjudicate(nissan_.policy, claim, history_);
    ClaimResult expected;
    try {
      expected = decide(nissan_.book, claim, notes_, service_lists(claim), most_cases);
    } catch (const TooManyCases&) {
      ++tally_.too_large;
      return;
    }
    tally_.rejected += decision.rejected() ? 1 : 0;
    CHECK((expected.impossible || expected.rejected || !decision.rejected()));
    if (decision.rejected() || expected.impossible) return;
    check_lines(claim, decision, expected);
    if (decision.outcome != expected.outcome) return;
    history_.note(nissan_.policy, claim, decision);
    notes_.insert(notes_.end(), expected.granted.begin(), expected.granted.end());
  }

  [[nodiscard]] const Tally& tally() const { return tally_; }

 private:
  void check_lines(const Claim& claim, const Decision& decision, const ClaimResult& expected) {
    REQUIRE(decision.lines.size() == expected.lines.size());
    bool all_same = true;
    for (std::size_t i = 0; i < expected.lines.size(); ++i) {
      const LineResult line = result_of(nissan_.policy, decision.lines[i]);
      all_same = all_same && line.outcome == expected.lines[i].outcome;
      tally_.shortfall.count(line, expected.lines[i]);
      const Differences found = faults(line, expected.lines[i], claims_to_be_exact(decision.lines[i]));
      if (found.empty()) continue;
      CAPTURE(told(claim, i));
      for (const auto& [key, what] : found) FAIL_CHECK(key, ": ", what);
    }
    if (all_same) CHECK(name_of(decision.outcome) == name_of(expected.outcome));
  }

  std::string told(const Claim& claim, std::size_t line) const {
    std::string text;
    for (const auto& [fact, value] : read_line(nissan_.book.schema(), claim, line).facts) {
      text += fact + "=" + name_of(value) + " ";
    }
    return text;
  }

  ZhengzhouNissan nissan_;
  test::ClaimMaker maker_;
  Tally tally_;
  History history_;
  Notes notes_;
};

}  // namespace

TEST_CASE("the engine decides as the reference does on random claims over the Zhengzhou Nissan policy") {
  const unsigned seed = first_seed();
  const int rounds = test::scaled(300);
  MESSAGE("seed ", seed);
  Run run(seed);
  for (int i = 0; i < rounds; ++i) run.check(static_cast<std::uint32_t>(i % 3) * 6);
  const Tally& tally = run.tally();
  MESSAGE(rounds, " claims, ", tally.too_large, " too large, ", tally.rejected, " rejected; ", tally.shortfall.told());
  CHECK(tally.shortfall.lines() * 3 > rounds);  // else the test says little
}

}  // namespace warrantor::reference
