#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "reference/compare.hpp"
#include "reference/made_rules.hpp"
#include "reference/random_rules.hpp"
#include "reference/seed.hpp"
#include "reference/tree.hpp"
#include "rules/rule_set.hpp"
#include "support/made_claim.hpp"
#include "support/scale.hpp"

// The engine against the reference on claims whose lines use up figures together.
namespace warrantor::reference {
namespace {

constexpr std::size_t most_cases = 2'000;  ///< of one line; a claim with more is left out

struct Tally {
  Shortfall shortfall;
  int refused = 0;  ///< rule sets
  int behind = 0;   ///< lines behind one that used something up
  int waiting = 0;  ///< lines that wait for what another uses up
  int cautious = 0;
};

/// One claim, line by line.
class Walk {
 public:
  Walk(const Policy& policy, const Book& book, const Claim& claim, Tally& tally)
      : policy_(policy), book_(book), claim_(claim), tally_(tally) {}

  void check(const Decision& decision) {
    for (std::size_t i = 0; i < decision.lines.size(); ++i) {
      try {
        if (!check_line(i, decision.lines[i])) return;
      } catch (const TooManyCases&) {
        return;
      }
    }
  }

 private:
  // False where what follows cannot be told.
  bool check_line(std::size_t i, const LineDecision& decided) {
    const LineResult engine = result_of(policy_, decided);
    const bool is_exact = claims_to_be_exact(decided);
    Differences first;
    for (const UsedUp& used_up : readings()) {
      const auto line = decide_line(book_, claim_, i, {notes_, used_up}, lists_, most_cases).line;
      if (!line || line->tried_a_list) return false;
      const Differences found = faults(as_alone(engine, decided, *line), *line, is_exact);
      if (found.empty()) {
        tally_.cautious += first.empty() ? 0 : 1;
        note(engine, decided, *line, used_up);
        return true;
      }
      if (first.empty()) first = found;
    }
    CAPTURE(i);
    for (const auto& [key, what] : first) FAIL_CHECK(key, ": ", what);
    return false;
  }

  // The reference looks at one line at a time: there a line is referred that waits for facts of another, and none asks
  // for what only lines behind it hang on.
  static LineResult as_alone(LineResult engine, const LineDecision& decided, const LineResult& reference) {
    const bool waits = !decided.awaited_lines.empty() && engine.outcome == Outcome::needs_information;
    if (waits && reference.outcome == Outcome::referred) {
      engine.outcome = reference.outcome;
      engine.missing.clear();
      engine.reasons = reference.reasons;
      engine.steps = reference.steps;
    }
    if (!is_open(engine)) engine.missing.clear();
    return engine;
  }

  // What was used up as all cases have it; then with figures that have no value, since a line of which something is
  // open may have used them up.
  [[nodiscard]] std::vector<UsedUp> readings() const {
    std::vector<UsedUp> all{used_up_};
    for (const rules::RuleSyntax* const rule : may_be_open_) {
      for (std::size_t i = all.size(); i > 0; --i) {
        UsedUp more = all[i - 1];
        more[rule] = undefined();
        all.push_back(std::move(more));
      }
    }
    return all;
  }

  void note(const LineResult& engine, const LineDecision& decided, const LineResult& line, const UsedUp& used_up) {
    tally_.shortfall.count(engine, line);
    tally_.behind +=
        std::any_of(used_up.begin(), used_up.end(), [](const auto& used) { return used.second.number > 0; });
    tally_.waiting += decided.awaited_lines.empty() ? 0 : 1;
    const bool may_wait =
        std::any_of(used_up.begin(), used_up.end(), [](const auto& used) { return !used.second.has_order(); });
    CHECK((may_wait || !may_be_open_.empty() || decided.awaited_lines.empty()));
    used_up_ = together(used_up, line.used_up);
    if (line.is_certain) return;
    for (const auto& [rule, used] : line.used_up) may_be_open_.insert(rule);
  }

  const Policy& policy_;
  const Book& book_;
  const Claim& claim_;
  Tally& tally_;
  Lists lists_{{"visits", {list_of({})}}};
  Notes notes_;
  UsedUp used_up_;
  std::set<const rules::RuleSyntax*> may_be_open_;
};

void play(unsigned seed, Tally& tally) {
  Maker maker(seed);
  maker.count_by_claim();
  const std::string text = maker.rules();
  CAPTURE(seed);
  CAPTURE(text);
  const auto made = made_rules(text);
  if (!made) {
    ++tally.refused;
    return;
  }
  for (int i = 0; i < 8; ++i) {
    std::vector<Draft> drafts{maker.draft(i / 2)};
    for (int line = i % 3; line >= 0; --line) drafts.push_back(maker.draft(i / 3 * 2));
    const std::string json = json_of(drafts);
    CAPTURE(json);
    Claim claim = test::claim_of(made->policy, json);
    claim.state_table(*made->policy.schema().find_table("earlier"));
    const Decision decision = adjudicate(made->policy, claim);
    if (!decision.rejected()) Walk(made->policy, made->book, claim, tally).check(decision);
  }
}

}  // namespace

TEST_CASE("the lines of a claim use figures up as the reference has it") {
  const unsigned seed = first_seed();
  const int rounds = test::scaled(120);
  MESSAGE("seeds ", seed, " to ", seed + static_cast<unsigned>(rounds) - 1);
  Tally tally;
  for (int i = 0; i < rounds; ++i) play(seed + static_cast<unsigned>(i), tally);
  MESSAGE(tally.refused, " rule sets refused; ", tally.behind, " lines behind others that used something up, ",
          tally.waiting, " wait for these, ", tally.cautious, " though they need not; ", tally.shortfall.told());
  CHECK(tally.behind * 2 > rounds - 30);  // else the test says little
  CHECK(tally.waiting * 6 > rounds - 20);
}

}  // namespace warrantor::reference
