#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "reference/compare.hpp"
#include "reference/earlier_run.hpp"
#include "reference/made_rules.hpp"
#include "reference/random_rules.hpp"
#include "reference/seed.hpp"
#include "reference/tree.hpp"
#include "support/made_claim.hpp"
#include "support/scale.hpp"

// The engine against the reference on runs of claims whose rules ask for earlier ones: lists with a history, of lines
// and of claims, and `once_per`.
namespace warrantor::reference {
namespace {

constexpr std::size_t most_cases = 2'000;  ///< of one line; a claim with more is left out of its run

struct Tally {
  Shortfall shortfall;
  int refused = 0;  ///< rule sets
  int inexact = 0;
};

/// The claims of one run, in their order.
class Runner {
 public:
  Runner(const Policy& policy, const Book& book, Tally& tally)
      : policy_(policy), book_(book), tally_(tally), run_(book) {}

  void check(const std::string& json) {
    CAPTURE(json);
    const Claim claim = test::claim_of(policy_, json);
    ClaimResult expected;
    try {
      expected = decide_all(claim);
    } catch (const TooManyCases&) {
      return;
    }
    const Decision decision = adjudicate(policy_, claim, history_);
    CHECK((expected.impossible || !decision.rejected()));
    if (expected.impossible || decision.rejected()) return;
    if (!check_lines(decision, expected, lists_without_key(claim))) return;
    note(claim, decision, expected);
  }

 private:
  ClaimResult decide_all(const Claim& claim) const {
    ClaimResult result;
    for (std::size_t i = 0; i < claim.line_count(); ++i) {
      DecidedLine decided = decide_line(book_, claim, i, {notes_, {}, &run_}, {}, most_cases);
      result.impossible = result.impossible || !decided.line;
      if (!decided.line) return result;
      result.lines.push_back(std::move(*decided.line));
      result.granted.insert(result.granted.end(), decided.granted.begin(), decided.granted.end());
    }
    return result;
  }

  [[nodiscard]] Ids lists_without_key(const Claim& claim) const {
    Ids lists;
    for (const Table& table : policy_.schema().tables()) {
      if (!table.history) continue;
      for (const FactId key : table.history->by) {
        const bool is_blank = claim.get(key).is_unknown() && policy_.schema().fact(key).blank == Blank::unknown;
        if (is_blank) lists.insert(table.name);
      }
    }
    return lists;
  }

  // Whether the lines come out alike.
  bool check_lines(const Decision& decision, ClaimResult& expected, const Ids& without_key) {
    REQUIRE(decision.lines.size() == expected.lines.size());
    bool is_same = true;
    for (std::size_t i = 0; i < expected.lines.size(); ++i) {
      const LineResult engine = result_of(policy_, decision.lines[i]);
      // A list whose key is unknown could be any: only the reference looks which claims there are. It is the key that
      // is asked for.
      const bool is_exact = claims_to_be_exact(decision.lines[i]) && without_key.empty();
      for (const std::string& list : without_key) expected.lines[i].missing.erase(list);
      if (!without_key.empty()) expected.lines[i].plain_steps.clear();
      tally_.inexact += is_exact ? 0 : 1;
      tally_.shortfall.count(engine, expected.lines[i]);
      is_same = is_same && engine.outcome == expected.lines[i].outcome;
      CAPTURE(i);
      for (const auto& [key, what] : faults(engine, expected.lines[i], is_exact)) FAIL_CHECK(key, ": ", what);
    }
    return is_same;
  }

  // What the two would remember differently they must not remember, or all that follows differs.
  void note(const Claim& claim, const Decision& decision, const ClaimResult& expected) {
    History alone;
    alone.note(policy_, claim, decision);
    if (alone.size() != expected.granted.size()) return;
    history_.note(policy_, claim, decision);
    std::vector<EarlierLine> lines;
    for (const LineDecision& line : decision.lines) lines.push_back({line.outcome, paid_by(line)});
    run_.note(claim, decision.outcome, lines);
    notes_.insert(notes_.end(), expected.granted.begin(), expected.granted.end());
  }

  // Of a line that is open what a party may pay may be one amount all the same.
  static std::vector<std::optional<std::int64_t>> paid_by(const LineDecision& line) {
    std::vector<std::optional<std::int64_t>> paid;
    for (std::size_t party = 0; party < line.pays.size(); ++party) {
      const bool is_open = line.outcome == Outcome::needs_information || line.outcome == Outcome::referred;
      if (!is_open) {
        paid.emplace_back(line.pays[party]);
      } else if (party < line.may_pay.size() && line.may_pay[party].most == line.may_pay[party].least) {
        paid.emplace_back(line.may_pay[party].least);
      } else {
        paid.emplace_back();
      }
    }
    return paid;
  }

  const Policy& policy_;
  const Book& book_;
  Tally& tally_;
  EarlierRun run_;
  History history_;
  Notes notes_;
};

void play(unsigned seed, Tally& tally) {
  Maker maker(seed);
  maker.remember();
  const std::string text = maker.rules();
  CAPTURE(seed);
  CAPTURE(text);
  const auto made = made_rules(text);
  if (!made) {
    ++tally.refused;
    return;
  }
  Runner runner(made->policy, made->book, tally);
  for (int i = 0; i < 8; ++i) {
    std::vector<Draft> drafts{maker.draft(i % 4)};
    if (i % 3 == 0) drafts.push_back(maker.draft(i % 4));
    drafts.front().claim.try_emplace("visits", "[]");
    // One claim comes again, and counts as it was decided last.
    runner.check(json_of(drafts, i == 5 ? "K3" : "K" + std::to_string(i)));
  }
}

}  // namespace

TEST_CASE("the claims of a run see those before them as the reference has it") {
  const unsigned seed = first_seed();
  const int rounds = test::scaled(100);
  MESSAGE("seeds ", seed, " to ", seed + static_cast<unsigned>(rounds) - 1);
  Tally tally;
  for (int i = 0; i < rounds; ++i) play(seed + static_cast<unsigned>(i), tally);
  MESSAGE(tally.refused, " rule sets refused; ", tally.inexact, " lines not exact; ", tally.shortfall.told());
  CHECK(tally.shortfall.lines() > rounds);  // else the test says little
}

}  // namespace warrantor::reference
