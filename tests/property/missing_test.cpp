#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "property/random_claims.hpp"
#include "property/shipped_rules.hpp"
#include "support/scale.hpp"

// Adding a fact never contradicts an answer that was given without it. WARRANTOR_TEST_SCALE=1000 tries ten times as
// many claims.
namespace warrantor {
namespace {

using test::ClaimMaker;
using test::Draft;
using test::is_open;
using test::reasons_of;

std::set<std::string> all_that_may_hold(const LineDecision& line) {
  std::set<std::string> ids = reasons_of(line);
  for (const RuleInfo* rule : line.possible) ids.insert(rule->id);
  return ids;
}

bool is_within(const std::set<std::string>& part, const std::set<std::string>& whole) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

bool is_within(const std::vector<FactId>& part, const std::vector<FactId>& whole) {
  return std::all_of(part.begin(), part.end(),
                     [&](FactId fact) { return std::find(whole.begin(), whole.end(), fact) != whole.end(); });
}

std::string text_of(const LineDecision& line) {
  std::string text(name_of(line.outcome));
  for (const FactId fact : line.missing) text += " missing " + test::shipped_rules().schema().fact(fact).name;
  for (const FactId fact : line.pending) text += " pending " + test::shipped_rules().schema().fact(fact).name;
  for (const std::string& id : reasons_of(line)) text += " " + id;
  for (const RuleInfo* rule : line.possible) text += " maybe " + rule->id;
  return text;
}

PaymentRange range_of(const LineDecision& line, std::size_t party) {
  if (line.may_pay.empty()) return {line.pays[party], line.pays[party]};
  return line.may_pay[party];
}

/// One fact of a claim that is open there, with a value.
struct Addition {
  FactId fact{};
  Draft draft;
};

std::vector<Addition> additions(const Draft& draft, const Draft& whole) {
  const Schema& schema = test::shipped_rules().schema();
  std::vector<Addition> all;
  const auto add = [&](const std::vector<FactId>& facts, const std::vector<Value>& some, const std::vector<Value>& full,
                       auto values_of) {
    for (const FactId id : facts) {
      const auto slot = schema.fact(id).slot;
      if (!some[slot].is_unknown() || full[slot].is_unknown()) continue;
      all.push_back({id, draft});
      values_of(all.back().draft)[slot] = full[slot];
    }
  };
  add(
      schema.claim_facts(), draft.claim, whole.claim, [](Draft & made) -> auto& { return made.claim; });
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    add(
        schema.line_facts(), draft.lines[i], whole.lines[i], [i](Draft & made) -> auto& { return made.lines[i]; });
  }
  if (!draft.records) {
    all.push_back({schema.tables().front().fact, draft});
    all.back().draft.records = whole.records;
  }
  return all;
}

void check_line(const LineDecision& line, const LineDecision& later, FactId added) {
  const bool was_pending = test::shipped_rules().schema().fact(added).blank == Blank::pending;
  CAPTURE(test::shipped_rules().schema().fact(added).name);
  CAPTURE(text_of(line));
  CAPTURE(text_of(later));
  REQUIRE(line.missing_exact);
  REQUIRE(is_within(all_that_may_hold(later), all_that_may_hold(line)));
  for (std::size_t party = 0; party < line.pays.size(); ++party) {
    const PaymentRange before = range_of(line, party);
    const PaymentRange after = range_of(later, party);
    REQUIRE(before.most.has_value());
    REQUIRE(after.least >= before.least);
    REQUIRE(*after.most <= *before.most);
  }
  if (line.outcome != Outcome::referred) REQUIRE(is_within(reasons_of(line), reasons_of(later)));
  if (line.coverage != nullptr) REQUIRE(later.coverage == line.coverage);
  if (!is_open(line)) {
    REQUIRE(later.outcome == line.outcome);
    REQUIRE(later.pays == line.pays);
  }
  if (was_pending) return;
  // What was not asked for changes nothing, and nothing new is asked for.
  const bool was_missing = std::find(line.missing.begin(), line.missing.end(), added) != line.missing.end();
  if (!was_missing) REQUIRE(later.outcome == line.outcome);
  REQUIRE(is_within(later.missing, line.missing));
  if (line.outcome == Outcome::referred) REQUIRE(is_within(later.pending, line.pending));
}

}  // namespace

TEST_CASE("adding a fact never contradicts an answer already given") {
  constexpr std::uint32_t seed = 1101;
  MESSAGE("seed ", seed);
  ClaimMaker maker(test::shipped_rules(), seed);
  std::mt19937 random(seed);
  int compared = 0;
  for (int round = 0; round < test::scaled(1'000); ++round) {
    const Draft draft = maker.draft(8);
    const Claim claim = draft.claim_of(test::shipped_rules());
    const Decision decision = adjudicate(test::shipped_rules(), claim);
    if (decision.rejected()) continue;
    std::vector<Addition> added = additions(draft, maker.completed(draft));
    std::shuffle(added.begin(), added.end(), random);
    if (added.size() > 4) added.resize(4);
    for (const Addition& addition : added) {
      const Claim more = addition.draft.claim_of(test::shipped_rules());
      const Decision later = adjudicate(test::shipped_rules(), more);
      if (later.rejected()) continue;
      CAPTURE(round);
      for (std::size_t i = 0; i < decision.lines.size(); ++i) {
        check_line(decision.lines[i], later.lines[i], addition.fact);
        ++compared;
      }
    }
  }
  CHECK(compared > test::scaled(1'000));  // else the test says little
}

}  // namespace warrantor
