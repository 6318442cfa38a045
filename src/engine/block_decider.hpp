#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

#include "engine/line_block.hpp"

namespace warrantor::engine {

/// What a line comes to by the truths of all conditions, whatever its amounts are: lines with the same truths share
/// one. Nothing is unknown and nothing pending about such a line.
struct Ruling {
  std::uint32_t number = 0;  ///< among the rulings of its decider, from 0: for whoever keeps texts by it
  Outcome outcome = Outcome::denied;
  bool decided = false;  ///< false: referred, and all of it is open
  std::vector<const RuleInfo*> reasons;
  const RuleInfo* coverage = nullptr;
  std::vector<LimitResult> limits;  ///< of the coverage row: what is the same for all lines; see BlockDecider::last
  std::vector<const RuleInfo*> steps;
};

/// Decides claim lines block by block, as adjudicate() decides them one by one. What is unusual it leaves to
/// adjudicate(): lines of which a condition is not known to hold or not to hold, lines that are rejected, lines that
/// hang on earlier claims. For one thread at a time; keeps its rulings from block to block.
class BlockDecider {
 public:
  explicit BlockDecider(const Policy& policy);
  ~BlockDecider();
  BlockDecider(BlockDecider&&) noexcept;
  BlockDecider& operator=(BlockDecider&&) noexcept;

  /// Facts that a block needs columns for.
  [[nodiscard]] const std::vector<FactId>& facts() const noexcept;

  /// Decides all lines of a block; what is asked below is about the last block. The claims of its lines have no records
  /// and no facts but those of the block (texts aside).
  void decide(const LineBlock& block);

  /// Null: the line is for adjudicate(), and so is its claim.
  [[nodiscard]] const Ruling* ruling(std::size_t line) const noexcept;

  // Of a line with a ruling, in minor units:
  [[nodiscard]] std::span<const std::int64_t> pays(std::size_t line) const noexcept;  ///< by party
  [[nodiscard]] std::int64_t open(std::size_t line) const noexcept;
  [[nodiscard]] std::int64_t total(std::size_t line) const noexcept;
  /// The last covered day or the largest covered reading by a limit of the ruling, by its place there.
  [[nodiscard]] Value last(std::size_t line, std::size_t limit);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace warrantor::engine
