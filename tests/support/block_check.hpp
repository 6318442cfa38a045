#pragma once

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "engine/block_decider.hpp"

namespace warrantor::test {

/// How the lines of some claims were decided in blocks.
struct BlockTally {
  int lines = 0;
  int rulings = 0;
  int undecided = 0;  ///< of the rulings
};

/// Puts lines into blocks, decides them, and holds each ruling against adjudicate().
class BlockCheck {
 public:
  /// Blocks of so many lines.
  explicit BlockCheck(const Policy& policy, std::size_t size = engine::lines_of_block)
      : policy_(policy), decider_(policy), block_(policy.schema(), decider_.facts()), size_(size) {}

  /// Claims without records; they must live until `finish`.
  void add(const Claim& claim) {
    for (std::size_t line = 0; line < claim.line_count(); ++line) {
      place(claim, line);
      if (block_.size() == size_) finish();
    }
  }

  void finish() {
    finish([](const engine::Ruling*) {});
  }
  /// Hands out the ruling of each line; null where it has none.
  template <class Take>
  void finish(const Take& take) {
    decider_.decide(block_);
    for (std::size_t i = 0; i < block_.size(); ++i) {
      check(i);
      take(decider_.ruling(i));
    }
    block_.clear();
    lines_.clear();
  }

  [[nodiscard]] const BlockTally& tally() const noexcept { return tally_; }
  [[nodiscard]] const engine::BlockDecider& decider() const noexcept { return decider_; }

 private:
  struct Line {
    const Claim* claim = nullptr;
    std::size_t line = 0;
  };

  void place(const Claim& claim, std::size_t line) {
    const std::size_t place = block_.size();
    block_.resize(place + 1);
    lines_.push_back({&claim, line});
    for (const FactId id : decider_.facts()) {
      const Fact& fact = policy_.schema().fact(id);
      const Value value = fact.scope == Scope::line ? claim.get(line, id) : claim.get(id);
      const bool is_text = fact.type == ValueType::text || fact.type == ValueType::vin;
      engine::FactColumn& column = *block_.column(id);
      if (value.is_known()) column.set(place, is_text ? 0 : value.as_integer());
      if (value.is_none()) column.none[place / 64] |= std::uint64_t{1} << place % 64;
    }
  }

  void check(std::size_t place) {
    ++tally_.lines;
    const engine::Ruling* ruling = decider_.ruling(place);
    if (ruling == nullptr) return;
    ++tally_.rulings;
    if (!ruling->decided) ++tally_.undecided;
    // Alone, since another line may have the claim rejected.
    Claim claim = policy_.new_claim();
    copy(*lines_[place].claim, lines_[place].line, claim);
    const Decision decision = adjudicate(policy_, claim);
    REQUIRE_FALSE(decision.rejected());
    check(decision.lines.front(), *ruling, place);
  }

  void copy(const Claim& from, std::size_t line, Claim& to) const {
    const auto index = to.add_line();
    for (const FactId id : policy_.schema().claim_facts()) {
      if (policy_.schema().fact(id).type != ValueType::records) to.set(id, from.get(id));
    }
    for (const FactId id : policy_.schema().line_facts()) to.set(index, id, from.get(line, id));
  }

  void check(const LineDecision& line, const engine::Ruling& ruling, std::size_t place) {
    REQUIRE(name_of(ruling.outcome) == name_of(line.outcome));
    REQUIRE(line.missing.empty());
    REQUIRE(line.pending.empty());
    REQUIRE(line.possible.empty());
    REQUIRE(line.missing_exact);
    REQUIRE(ruling.coverage == line.coverage);
    std::vector<const RuleInfo*> reasons;
    for (const Reason& reason : line.reasons) reasons.push_back(reason.rule);
    REQUIRE(ruling.reasons == reasons);
    std::vector<const RuleInfo*> steps;
    for (const StepResult& step : line.steps) steps.push_back(step.step);
    REQUIRE(ruling.steps == steps);
    const auto pays = decider_.pays(place);
    REQUIRE(std::vector(pays.begin(), pays.end()) == line.pays);
    REQUIRE(decider_.open(place) == line.open);
    REQUIRE(decider_.total(place) == line.total);
    REQUIRE(ruling.limits.size() == line.limits.size());
    for (std::size_t i = 0; i < line.limits.size(); ++i) check(line.limits[i], ruling.limits[i], place, i);
  }

  void check(const LimitResult& limit, const LimitResult& of_ruling, std::size_t place, std::size_t i) {
    REQUIRE(of_ruling.limit == limit.limit);
    REQUIRE(of_ruling.name == limit.name);
    REQUIRE(of_ruling.subject == limit.subject);
    REQUIRE(of_ruling.is_date == limit.is_date);
    REQUIRE(of_ruling.unit == limit.unit);
    REQUIRE(of_ruling.allowed_type == limit.allowed_type);
    REQUIRE((of_ruling.allowed.is_unknown() || of_ruling.allowed.same_as(limit.allowed)));
    REQUIRE(decider_.last(place, i).same_as(limit.last));
  }

  const Policy& policy_;
  engine::BlockDecider decider_;
  engine::LineBlock block_;
  std::size_t size_;
  std::vector<Line> lines_;
  BlockTally tally_;
};

}  // namespace warrantor::test
