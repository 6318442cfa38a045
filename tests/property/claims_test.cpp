#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "property/random_claims.hpp"
#include "property/shipped_rules.hpp"
#include "support/scale.hpp"

// What holds of every claim, tried on random ones under rules/zhengzhou-nissan. WARRANTOR_TEST_SCALE=1000 tries ten
// times as many.
namespace warrantor {
namespace {

using test::ClaimMaker;
using test::Draft;
using test::is_open;
using test::reasons_of;

std::string result_of(const LineDecision& line) {
  std::string text(name_of(line.outcome));
  for (const std::int64_t amount : line.pays) text += " " + std::to_string(amount);
  text += " open " + std::to_string(line.open) + ":";
  for (const std::string& id : reasons_of(line)) text += " " + id;
  return text;
}

std::string text_of(const Draft& draft) {
  const Schema& schema = test::shipped_rules().schema();
  std::string text;
  const auto add = [&](const std::vector<FactId>& facts, const std::vector<Value>& values) {
    for (const FactId id : facts) {
      const Fact& fact = schema.fact(id);
      if (!values[fact.slot].is_unknown())
        text += fact.name + "=" + format_value(schema, fact, values[fact.slot]) + " ";
    }
  };
  add(schema.claim_facts(), draft.claim);
  for (const std::vector<Value>& line : draft.lines) {
    text += "\n  line: ";
    add(schema.line_facts(), line);
  }
  text += draft.records ? "\n  records:" : "\n  records blank";
  for (std::size_t i = 0; draft.records && i < draft.records->size(); ++i) {
    text += " ";
    for (const Value& value : (*draft.records)[i])
      text += (value.is_known() ? std::to_string(value.as_integer()) : "?") + "/";
  }
  return text;
}

}  // namespace

TEST_CASE("pays and open add up to the total, nobody pays less than nothing, and only open lines have an open amount") {
  constexpr std::uint32_t seed = 1001;
  MESSAGE("seed ", seed);
  ClaimMaker maker(test::shipped_rules(), seed);
  std::map<Outcome, int> outcomes;
  for (int round = 0; round < test::scaled(12'000); ++round) {
    const Draft draft = maker.draft(round % 2 == 0 ? 0 : 15);
    const Claim claim = draft.claim_of(test::shipped_rules());
    const Decision decision = adjudicate(test::shipped_rules(), claim);
    if (decision.rejected()) continue;
    CAPTURE(text_of(draft));
    REQUIRE(decision.lines.size() == draft.lines.size());
    for (const LineDecision& line : decision.lines) {
      std::int64_t sum = line.open;
      for (const std::int64_t amount : line.pays) {
        REQUIRE(amount >= 0);
        sum += amount;
      }
      REQUIRE(sum == line.total);
      REQUIRE(line.open >= 0);
      if (!is_open(line)) REQUIRE(line.open == 0);
      REQUIRE(line.missing.empty() == (line.outcome != Outcome::needs_information));
      REQUIRE(line.pending.empty() == (line.outcome != Outcome::referred));
      REQUIRE(line.contradictions.empty());
      ++outcomes[line.outcome];
    }
    REQUIRE(decision.outcome == combine(decision.lines));
  }
  for (const Outcome outcome :
       {Outcome::approved, Outcome::partial, Outcome::denied, Outcome::needs_information, Outcome::referred}) {
    CAPTURE(name_of(outcome));
    CHECK(outcomes[outcome] >= test::scaled(20));  // else the test says little
  }
}

TEST_CASE("what is decided with facts unknown is decided so whatever they turn out to be, and its reasons hold") {
  constexpr std::uint32_t seed = 1002;
  MESSAGE("seed ", seed);
  ClaimMaker maker(test::shipped_rules(), seed);
  int compared = 0;
  for (int round = 0; round < test::scaled(6'000); ++round) {
    const Draft draft = maker.draft(12);
    const Claim claim = draft.claim_of(test::shipped_rules());
    const Decision decision = adjudicate(test::shipped_rules(), claim);
    if (decision.rejected()) continue;
    for (int completion = 0; completion < 4; ++completion) {
      const Draft whole = maker.completed(draft);
      const Claim known_claim = whole.claim_of(test::shipped_rules());
      const Decision known = adjudicate(test::shipped_rules(), known_claim);
      if (known.rejected()) continue;
      for (std::size_t i = 0; i < decision.lines.size(); ++i) {
        const LineDecision& line = decision.lines[i];
        if (line.outcome == Outcome::referred) continue;  // its reasons name the rules that it waits for
        CAPTURE(text_of(draft));
        CAPTURE(text_of(whole));
        CAPTURE(result_of(line));
        CAPTURE(result_of(known.lines[i]));
        const auto reasons = reasons_of(line);
        const auto known_reasons = reasons_of(known.lines[i]);
        REQUIRE(std::includes(known_reasons.begin(), known_reasons.end(), reasons.begin(), reasons.end()));
        REQUIRE_FALSE(is_open(known.lines[i]));
        if (is_open(line)) continue;
        ++compared;
        REQUIRE(known.lines[i].outcome == line.outcome);
        REQUIRE(known.lines[i].pays == line.pays);
      }
    }
  }
  CHECK(compared > test::scaled(6'000));  // else the test says little
}

TEST_CASE("the order of a claim's lines does not count") {
  constexpr std::uint32_t seed = 1003;
  MESSAGE("seed ", seed);
  ClaimMaker maker(test::shipped_rules(), seed);
  for (int round = 0; round < test::scaled(2'000); ++round) {
    const Draft draft = maker.draft(8);
    Draft reversed = draft;
    std::reverse(reversed.lines.begin(), reversed.lines.end());
    const Claim claim = draft.claim_of(test::shipped_rules());
    const Claim reversed_claim = reversed.claim_of(test::shipped_rules());
    const Decision one = adjudicate(test::shipped_rules(), claim);
    const Decision other = adjudicate(test::shipped_rules(), reversed_claim);
    CAPTURE(text_of(draft));
    REQUIRE(one.rejected() == other.rejected());
    if (one.rejected()) continue;
    REQUIRE(one.outcome == other.outcome);
    for (std::size_t i = 0; i < one.lines.size(); ++i) {
      const LineDecision& twin = other.lines[one.lines.size() - 1 - i];
      REQUIRE(twin.line_id == one.lines[i].line_id);
      REQUIRE(result_of(twin) == result_of(one.lines[i]));
    }
  }
}

TEST_CASE("the order of claims counts for what may be granted once and for nothing else") {
  constexpr std::uint32_t seed = 1004;
  MESSAGE("seed ", seed);
  ClaimMaker maker(test::shipped_rules(), seed);
  const Fact& claim_type = test::shipped_rules().schema().fact(*test::shipped_rules().schema().find_fact("claim_type"));
  std::vector<Draft> drafts;
  for (int i = 0; i < test::scaled(2'000); ++i) drafts.push_back(maker.draft(3));
  const auto decide_in_order = [&](bool backwards) {
    History history;
    std::vector<std::string> results(drafts.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      const std::size_t place = backwards ? drafts.size() - 1 - i : i;
      const Claim claim = drafts[place].claim_of(test::shipped_rules());
      const Decision decision = adjudicate(test::shipped_rules(), claim, history);
      history.note(test::shipped_rules(), claim, decision);
      for (const LineDecision& line : decision.lines) results[place] += result_of(line) + "\n";
    }
    return results;
  };
  const auto forwards = decide_in_order(false);
  const auto backwards = decide_in_order(true);
  bool any_differs = false;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Value stated = drafts[i].claim[claim_type.slot];
    const bool may_be_used = stated.is_known() && !stated.same_as(claim_type.default_value);
    CAPTURE(text_of(drafts[i]));
    if (!may_be_used) REQUIRE(forwards[i] == backwards[i]);
    any_differs = any_differs || forwards[i] != backwards[i];
  }
  if (drafts.size() >= 2'000) CHECK(any_differs);
}

}  // namespace warrantor
