#include <doctest/doctest.h>

#include <array>
#include <random>
#include <set>
#include <string>

#include "support/scale.hpp"
#include "unit/engine/made_lab.hpp"

// Two dates that nobody stated, and comparisons that leave few days of them.
namespace warrantor {
namespace {

using test::Tried;

constexpr int days_in_window = 18;

std::string day_text(Date day) { return day.to_string(); }
Date later(Date day, int days) { return Date::from_days(day.days_since_epoch() + days); }

/// A rule on two dates, each of which lies within a few days. What lies outside would be rejected.
struct Windows {
  Date sold;
  Date failed;
  std::string conditions;

  [[nodiscard]] std::string rules() const {
    const auto outside = [](const std::string& name, Date first) {
      return "{" + name + ": \"< " + day_text(first) + "\"}, {" + name + ": \"> " +
             day_text(later(first, days_in_window - 1)) + "\"}";
    };
    return test::made_beginning() + test::made_portions() + "validity:\n  - {id: outside, when: {any: [" +
           outside("sold", sold) + ", " + outside("failed", failed) + "]}}\nexclusions:\n  - {id: meet, when: {if: [" +
           conditions + "]}}\n";
  }
};

class Draws {
 public:
  explicit Draws(unsigned seed) : random_(seed) {}

  Windows windows() {
    struct Span {
      int days;
      std::array<const char*, 6> lengths;
    };
    static const std::array<Span, 3> spans{
        Span{31, {R"("P1M")", R"("P30D")", R"("P31D")", R"("P28D")", R"("P1M") + duration("P1D")", R"("P1M")"}},
        Span{61,
             {R"("P2M")", R"("P61D")", R"("P1M") + duration("P1M")", R"("P1M") + duration("P30D")", R"("P2M")",
              R"("P60D")"}},
        Span{365,
             {R"("P12M")", R"("P365D")", R"("P11M") + duration("P1M")", R"("P366D")", R"("P12M")",
              R"("P10M") + duration("P2M")"}}};
    const Span& span = spans[below(spans.size())];
    const auto comparison = [&] {
      const std::string length = span.lengths[below(span.lengths.size())];
      const std::string relation = std::array{"<", "<=", ">", ">=", "<=", ">=", "="}[below(7)];
      const bool is_single = length.find('+') == std::string::npos;
      return below(4) == 0 && is_single ? "'sold " + relation + " failed - duration(" + length + ")'"
                                        : "'sold + duration(" + length + ") " + relation + " failed'";
    };
    const Date sold = Date::from_days(19'300 + static_cast<int>(below(1'500)));
    Windows drawn{sold, later(sold, span.days - 8 + static_cast<int>(below(16))), {}};
    drawn.conditions = comparison() + ", " + comparison();
    if (below(4) == 0) drawn.conditions += ", " + comparison();
    return drawn;
  }

 private:
  std::size_t below(std::size_t count) { return random_() % count; }
  std::mt19937 random_;
};

class Dated {
 public:
  explicit Dated(const std::string& rules) : policy_(test::made_policy(rules)) {
    sold_ = *policy_.schema().find_fact("sold");
    failed_ = *policy_.schema().find_fact("failed");
  }
  LineDecision decide(std::optional<Date> sold, std::optional<Date> failed) const {
    Claim claim = policy_.new_claim();
    REQUIRE(claim.set("claim_id", "K1").has_value());
    if (sold) REQUIRE(claim.set("sold", day_text(*sold)).has_value());
    if (failed) REQUIRE(claim.set("failed", day_text(*failed)).has_value());
    REQUIRE(claim.set(claim.add_line(), "parts", "100.00").has_value());
    const Decision decision = adjudicate(policy_, claim);
    REQUIRE_FALSE(decision.rejected());
    return decision.lines.at(0);
  }

 private:
  Policy policy_;
  FactId sold_{};
  FactId failed_{};
};

void check_against_all(const LineDecision& open, const std::set<Outcome>& all) {
  const bool asks = open.outcome == Outcome::needs_information;
  if (all.size() > 1) CHECK(asks);
  if (all.size() == 1 && open.missing_exact) CHECK(open.outcome == *all.begin());
}

}  // namespace

TEST_CASE("two dates whose comparisons leave few days are asked for just where some days would change the result") {
  const unsigned seed = 20'261'122;
  CAPTURE(seed);
  Draws draws(seed);
  for (int round = 0; round < test::scaled(150); ++round) {
    const Windows windows = draws.windows();
    CAPTURE(round);
    CAPTURE(windows.rules());
    const Dated dated(windows.rules());
    std::set<Outcome> all;
    std::array<std::set<Outcome>, days_in_window> by_failed;
    for (int i = 0; i < days_in_window; ++i) {
      std::set<Outcome> of_sold;
      for (int j = 0; j < days_in_window; ++j) {
        const Outcome outcome = dated.decide(later(windows.sold, i), later(windows.failed, j)).outcome;
        of_sold.insert(outcome);
        by_failed[static_cast<std::size_t>(j)].insert(outcome);
        all.insert(outcome);
      }
      if (i % 6 == 0) check_against_all(dated.decide(later(windows.sold, i), std::nullopt), of_sold);
    }
    check_against_all(dated.decide(std::nullopt, later(windows.failed, 7)), by_failed[7]);
    check_against_all(dated.decide(std::nullopt, std::nullopt), all);
  }
}

TEST_CASE("days that only some months leave between two comparisons are found") {
  const std::string between =
      R"(if: ['sold + duration("P2M") > failed', 'sold + duration("P1M") + duration("P1M") <= failed'])";
  const auto told = [&](const std::string& window) {
    return Tried(test::made_portions() + "exclusions:\n  - {id: meet, when: {failed: \"" + window + "\", " + between +
                     "}}\n",
                 "")
        .told();
  };
  CHECK(told("[2023-02-10..2023-05-10]") == "needs_information: sold failed");
  CHECK(told("[2023-03-28..2023-03-30]") == "needs_information: sold failed");
  CHECK(told("[2023-04-01..2023-04-20]") == "approved");
}

}  // namespace warrantor
