#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include <warrantor/warrantor.hpp>

#include "reference/claim_grants.hpp"
#include "reference/made_rules.hpp"
#include "reference/random_rules.hpp"
#include "reference/seed.hpp"
#include "reference/tree.hpp"
#include "support/made_claim.hpp"
#include "support/scale.hpp"

// What the engine says that claims are granted, and their figures, against the reference.
namespace warrantor::reference {
namespace {

constexpr std::size_t most_cases = 8'000;  ///< of one claim; one with more is left out

Lists some_visits() {
  const auto visit = [](std::int64_t km, bool own_shop) {
    return record_of({{"visit_km", number_of(Thing::Kind::number, km)}, {"own_shop", truth(own_shop)}});
  };
  return {{"visits",
           {list_of({}), list_of({visit(1, true)}), list_of({visit(5, false)}),
            list_of({visit(2, true), visit(4, false)}), list_of({visit(1, true), visit(2, true), visit(3, true)})}}};
}

struct Tally {
  int claims = 0;
  int too_large = 0;
  int refused = 0;  ///< rule sets
  int granted = 0;
  int untold = 0;    ///< values
  int cautious = 0;  ///< claims of which the engine says less than could be said
};

Claim claim_of(const Policy& policy, const std::string& json) {
  Claim claim = test::claim_of(policy, json);
  claim.state_table(*policy.schema().find_table("earlier"));
  return claim;
}

// Whether what is said is so, and nothing is said that is not so.
bool is_sound(const ToldClaim::Values& values, const ToldClaim::Values& expected) {
  return std::all_of(values.begin(), values.end(), [&](const auto& value) {
    return value.second == "null" || expected.at(value.first) == value.second;
  });
}

std::string text_of(const ToldClaim& told) {
  const auto add = [](const ToldClaim::Values& values, std::string& text) {
    for (const auto& [name, value] : values) text.append(" ").append(name).append("=").append(value);
  };
  std::string text;
  for (const auto& [id, values] : told.grants) {
    text += id;
    add(values, text);
    text += "; ";
  }
  add(told.figures, text);
  return text;
}

void check(const ToldClaim& told, const ToldClaim& expected, bool is_exact) {
  if (is_exact) {
    CHECK(text_of(told) == text_of(expected));
    return;
  }
  CHECK(is_sound(told.figures, expected.figures));
  for (const auto& [id, values] : told.grants) {
    const auto found = std::find_if(expected.grants.begin(), expected.grants.end(),
                                    [&id = id](const auto& grant) { return grant.first == id; });
    CHECK_MESSAGE(found != expected.grants.end(), id);
    if (found != expected.grants.end()) CHECK_MESSAGE(is_sound(values, found->second), id);
  }
}

void play(unsigned seed, Tally& tally) {
  Maker maker(seed);
  maker.tell_of_claims();
  if (seed % 3 != 0) maker.settle_at_once();
  const std::string text = maker.rules();
  CAPTURE(seed);
  CAPTURE(text);
  const auto made = made_rules(text);
  if (!made) {
    ++tally.refused;
    return;
  }
  for (int i = 0; i < 6; ++i) {
    Draft draft = maker.draft(i);
    draft.claim["worth"] = i % 4 == 3 ? "null" : "\"5.00\"";
    if (i % 4 == 3) draft.claim.erase("worth");
    const std::string json = i % 2 == 0 ? draft.json() : json_of({draft, maker.draft(2)});
    CAPTURE(json);
    const Claim claim = claim_of(made->policy, json);
    const Decision decision = adjudicate(made->policy, claim);
    if (decision.rejected()) continue;
    ToldClaim expected;
    try {
      expected = tell(made->policy, made->book, claim, {}, some_visits(), most_cases);
    } catch (const TooManyCases&) {
      ++tally.too_large;
      continue;
    }
    if (expected.impossible) continue;
    ++tally.claims;
    const ToldClaim told = told_by(made->policy, decision);
    tally.granted += static_cast<int>(told.grants.size());
    for (const auto& [name, value] : told.figures) tally.untold += value == "null" ? 1 : 0;
    tally.cautious += told.grants != expected.grants || told.figures != expected.figures ? 1 : 0;
    check(told, expected, decision.told_exactly && !expected.tried_a_list);
  }
}

}  // namespace

TEST_CASE("the engine grants claims and tells figures as the reference does") {
  const unsigned seed = first_seed();
  const int rounds = test::scaled(110);
  MESSAGE("seeds ", seed, " to ", seed + static_cast<unsigned>(rounds) - 1);
  Tally tally;
  for (int i = 0; i < rounds; ++i) play(seed + static_cast<unsigned>(i), tally);
  MESSAGE(tally.claims, " claims, ", tally.too_large, " too large; ", tally.granted, " grants; ", tally.untold,
          " figures not told; ", tally.cautious, " claims of which more could be told");
  CHECK(tally.claims > rounds);  // else the test says little
  CHECK(tally.granted > rounds / 2);
}

}  // namespace warrantor::reference
