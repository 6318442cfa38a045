#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include <warrantor/warrantor.hpp>

#include "engine/observed.hpp"
#include "reference/compare.hpp"
#include "reference/made_rules.hpp"
#include "reference/random_rules.hpp"
#include "reference/seed.hpp"
#include "reference/tree.hpp"
#include "support/made_claim.hpp"
#include "support/scale.hpp"

// The engine against the reference on random rule sets and claims. How to run it for long: see README.md.
namespace warrantor::reference {
namespace {

constexpr std::size_t most_cases = 4'000;  ///< of one line; a claim with more is left out

// Each visit that a rule could tell from others by itself, some that come together, and many of one kind.
Lists visit_lists() {
  const auto visit = [](std::int64_t km, bool own_shop) {
    return record_of({{"visit_km", number_of(Thing::Kind::number, km)}, {"own_shop", truth(own_shop)}});
  };
  std::vector<Thing> lists{list_of({})};
  for (std::int64_t km = 0; km < 8; ++km) {
    lists.push_back(list_of({visit(km, true)}));
    lists.push_back(list_of({visit(km, false)}));
    lists.push_back(list_of({visit(km, true), visit(0, true)}));
    if (km % 3 == 0) lists.push_back(list_of({visit(km, true), visit(5 - km / 3, km == 0)}));
  }
  for (std::size_t count = 2; count < 13; ++count) {
    lists.push_back(list_of(std::vector<Thing>(count, visit(1, true))));
    lists.push_back(list_of(std::vector<Thing>(count, visit(6, false))));
    if (count < 4) lists.push_back(list_of(std::vector<Thing>(count, visit(7, true))));
  }
  return {{"visits", std::move(lists)}};
}

struct Tally {
  Shortfall shortfall;
  int refused = 0;  ///< rule sets
  int tried = 0;    ///< claims, of which:
  int too_large = 0;
  int rejected = 0;
};

class Round {
 public:
  Round(const Policy& policy, const Book& book, Tally& tally) : policy_(policy), book_(book), tally_(tally) {}

  void check(Maker& maker, const Draft& draft) {
    const std::string json = named(draft.json());
    CAPTURE(json);
    ++tally_.tried;
    const Claim claim = test::claim_of(policy_, json);
    const Claim filled = with_earlier(json);
    ClaimResult expected;
    try {
      expected = decide(book_, filled, notes_, lists_, most_cases);
    } catch (const TooManyCases&) {
      ++tally_.too_large;
      return;
    }
    const Decision decision = adjudicate(policy_, claim, history_);
    // Where every case is rejected, a rule may still not hold for certain.
    if (expected.impossible) {
      ++tally_.rejected;
      return;
    }
    CHECK_FALSE(decision.rejected());
    if (decision.rejected()) return;
    check_lines(decision, expected);
    for (int i = 0; i < 3; ++i) check_completed(expected.lines.front(), named(maker.completed(draft).json()));
    note(claim, filled, decision, expected);
  }

 private:
  void check_lines(const Decision& decision, const ClaimResult& expected) {
    REQUIRE(decision.lines.size() == expected.lines.size());
    for (std::size_t i = 0; i < expected.lines.size(); ++i) {
      const LineResult line = result_of(policy_, decision.lines[i]);
      tally_.shortfall.count(line, expected.lines[i]);
      // Other lists than those tried may make a difference that only the engine sees.
      const bool comparable = claims_to_be_exact(decision.lines[i]) && !expected.lines[i].tried_a_list;
      for (const auto& [key, what] : faults(line, expected.lines[i], comparable)) {
        FAIL_CHECK(key, ": ", what);
      }
    }
  }

  // The reference itself must not say of a claim what is not so once more is known.
  void check_completed(const LineResult& expected, const std::string& whole_json) {
    if (expected.tried_a_list) return;  // the whole claim may have a list that was not tried
    CAPTURE(whole_json);
    const Claim whole_claim = test::claim_of(policy_, whole_json);
    const Decision whole = adjudicate(policy_, whole_claim, history_);
    if (whole.rejected()) return;
    const LineResult line = result_of(policy_, whole.lines.front());
    for (const std::string& id : expected.reasons) {
      // What waits for a decision is listed while it could hold.
      const bool waits =
          expected.outcome == Outcome::referred || (is_open(expected) && expected.may_await.contains(id));
      if (!waits) CHECK_MESSAGE(line.reasons.contains(id), id);
    }
    for (const std::string& id : line.reasons) {
      if (line.contradictions.contains(id)) continue;
      CHECK_MESSAGE((expected.reasons.contains(id) || expected.possible.contains(id)), id);
    }
    if (is_open(expected)) return;
    CHECK(name_of(line.outcome) == name_of(expected.outcome));
    CHECK(line.pays == expected.pays);
  }

  // What the two would remember differently they must not remember, or all that follows differs.
  void note(const Claim& claim, const Claim& filled, const Decision& decision, const ClaimResult& expected) {
    History noted;
    noted.note(policy_, filled, decision);
    const bool is_exact = std::none_of(expected.lines.begin(), expected.lines.end(),
                                       [](const LineResult& line) { return line.tried_a_list; });
    // What the engine cannot try to the end it does not count as granted.
    if (is_exact && decision.outcome == expected.outcome) CHECK(noted.size() <= expected.granted.size());
    if (decision.outcome != expected.outcome || noted.size() != expected.granted.size()) return;
    history_.note(policy_, claim, decision);
    for (const LineResult& line : expected.lines) note_earlier(claim, line.outcome);
    notes_.insert(notes_.end(), expected.granted.begin(), expected.granted.end());
  }

  // Each claim of a round has an id of its own.
  [[nodiscard]] std::string named(std::string json) const {
    const std::string id = "\"K1\"";
    return json.replace(json.find(id), id.size(), "\"K" + std::to_string(tally_.tried) + "\"");
  }

  // ---- The list of earlier claims, as given data ----

  struct Earlier {
    Value usage;
    std::vector<Value> values;  ///< of the record: owned, parts, was
  };

  [[nodiscard]] Value value_of(const Claim& claim, std::string_view name) const {
    const FactId id = *policy_.schema().find_fact(name);
    const Fact& fact = policy_.schema().fact(id);
    const Value stated = fact.scope == Scope::claim ? claim.get(id) : claim.get(0, id);
    return stated.is_unknown() ? fact.default_value : stated;
  }

  void note_earlier(const Claim& claim, Outcome outcome) {
    earlier_.push_back(
        {value_of(claim, "usage"),
         {value_of(claim, "owned"), value_of(claim, "parts"), Value::integer(static_cast<std::int64_t>(outcome))}});
  }

  [[nodiscard]] Claim with_earlier(const std::string& json) const {
    Claim claim = test::claim_of(policy_, json);
    const TableId table = *policy_.schema().find_table("earlier");
    claim.state_table(table);
    for (const Earlier& one : earlier_) {
      if (!one.usage.same_as(value_of(claim, "usage"))) continue;
      const auto record = claim.add_record(table);
      for (std::size_t slot = 0; slot < one.values.size(); ++slot) {
        claim.set(table, record, policy_.schema().table(table).fields[slot], one.values[slot]);
      }
    }
    return claim;
  }

  const Policy& policy_;
  const Book& book_;
  Tally& tally_;
  std::vector<Earlier> earlier_;
  Lists lists_ = visit_lists();
  History history_;
  Notes notes_;
};

void play(unsigned seed, Tally& tally, bool asks_which_covers = false) {
  Maker maker(seed);
  if (asks_which_covers) maker.ask_which_covers();
  const std::string text = maker.rules();
  CAPTURE(seed);
  CAPTURE(text);
  const auto made = made_rules(text);
  if (!made) {
    ++tally.refused;
    return;
  }
  Round round(made->policy, made->book, tally);
  for (int i = 0; i < 6; ++i) round.check(maker, maker.draft(i));
}

// A claim and others that state one fact more: much of what these leave open is alike.
std::vector<Draft> neighbours(const Draft& draft, const Draft& whole) {
  std::vector<Draft> drafts{draft};
  const auto add = [&](std::map<std::string, std::string> Draft::*facts) {
    for (const auto& [fact, value] : whole.*facts) {
      Draft more = draft;
      if ((more.*facts).emplace(fact, value).second) drafts.push_back(std::move(more));
    }
  };
  add(&Draft::claim);
  add(&Draft::line);
  return drafts;
}

void check_remembered(const Policy& policy, const Claim& claim, engine::CaseMemory& memory) {
  const Decision decision = adjudicate(policy, claim);
  const Decision again = engine::adjudicate_observed(policy, claim, History(), nullptr, &memory);
  REQUIRE(again.lines.size() == decision.lines.size());
  for (std::size_t i = 0; i < decision.lines.size(); ++i) {
    const LineDecision& line = decision.lines[i];
    const LineDecision& remembered = again.lines[i];
    CHECK(differences(result_of(policy, remembered), result_of(policy, line)).empty());
    CHECK(remembered.missing_exact == line.missing_exact);
    CHECK(remembered.total == line.total);
    const auto same = [](const PaymentRange& left, const PaymentRange& right) {
      return left.least == right.least && left.most == right.most;
    };
    CHECK(std::equal(remembered.may_pay.begin(), remembered.may_pay.end(), line.may_pay.begin(), line.may_pay.end(),
                     same));
  }
}

}  // namespace

TEST_CASE("the engine decides as the reference does on random rule sets and claims") {
  const unsigned seed = first_seed();  // each round has the next
  const int rounds = test::scaled(300);
  MESSAGE("seeds ", seed, " to ", seed + static_cast<unsigned>(rounds) - 1);
  Tally tally;
  for (int i = 0; i < rounds; ++i) play(seed + static_cast<unsigned>(i), tally);
  MESSAGE(tally.refused, " rule sets refused; ", tally.tried, " claims, ", tally.too_large, " too large, ",
          tally.rejected, " rejected; ", tally.shortfall.told());
  CHECK(tally.refused * 2 < rounds + 2);  // else the test says little
  CHECK(tally.shortfall.lines() > rounds);
}

TEST_CASE("the engine decides as the reference does where conditions ask which row covers") {
  const unsigned seed = first_seed();
  const int rounds = test::scaled(30);
  MESSAGE("seeds ", seed, " to ", seed + static_cast<unsigned>(rounds) - 1);
  Tally tally;
  for (int i = 0; i < rounds; ++i) play(seed + static_cast<unsigned>(i), tally, true);
  MESSAGE(tally.refused, " rule sets refused; ", tally.tried, " claims, ", tally.too_large, " too large, ",
          tally.rejected, " rejected; ", tally.shortfall.told());
  CHECK(tally.refused * 2 < rounds + 2);
  CHECK(tally.shortfall.lines() > rounds);
}

TEST_CASE("a line is decided as if no line like it had been decided before") {
  const unsigned seed = first_seed();
  const int rounds = test::scaled(100);
  MESSAGE("seeds ", seed, " to ", seed + static_cast<unsigned>(rounds) - 1);
  for (int i = 0; i < rounds; ++i) {
    Maker maker(seed + static_cast<unsigned>(i));
    const auto policy = load_policy({{"made/rules.yaml", maker.rules()}}, "made/rules.yaml");
    if (!policy) continue;
    engine::CaseMemory memory(0);
    for (int blanks = 1; blanks < 6; ++blanks) {
      const Draft draft = maker.draft(blanks);
      for (const Draft& one : neighbours(draft, maker.completed(draft))) {
        const std::string json = one.json();
        CAPTURE(seed + static_cast<unsigned>(i));
        CAPTURE(json);
        check_remembered(*policy, test::claim_of(*policy, json), memory);
      }
    }
  }
}

}  // namespace warrantor::reference
