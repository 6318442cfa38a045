#include <doctest/doctest.h>

#include <algorithm>

#include "rules/comparing.hpp"
#include "rules/shipped_rules.hpp"

// What the law lays under a maker's warranty can only help whoever bought the vehicle.
namespace warrantor::test {
namespace {

std::size_t party(const Policy& policy, const std::string& name) {
  const auto& parties = policy.schema().parties();
  const auto found = std::find_if(parties.begin(), parties.end(), [&](const Party& one) { return one.name == name; });
  REQUIRE(found != parties.end());
  return static_cast<std::size_t>(found - parties.begin());
}

}  // namespace

TEST_CASE("the floor of the law takes nothing from a customer that the maker's rules give") {
  const auto household = load_policy(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan-household");
  REQUIRE_MESSAGE(household, (household ? std::string() : render(household.error())));
  const audit::DiffTotals totals = compare(shipped_policy(), *household);
  const std::size_t customer = party(*household, "customer");
  const std::size_t manufacturer = party(*household, "manufacturer");
  const std::size_t open = household->schema().parties().size();
  for (const auto& [purses, weight] : totals.moves) {
    CHECK((purses.second != customer || purses.first == open));
    CHECK(purses.first != manufacturer);
  }
  CHECK(totals.moves.at({customer, manufacturer}).lines > 0);
  const auto denied = static_cast<std::size_t>(Outcome::denied);
  for (std::size_t before = 0; before < denied; ++before) CHECK(totals.outcomes[before][denied].lines == 0);
}

}  // namespace warrantor::test
