#pragma once

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
  std::span<const LimitResult> limits;  ///< of the coverage row: what is the same for all lines; see BlockDecider::last
  std::vector<const RuleInfo*> steps;
};

/// Decides claim lines block by block, as adjudicate() decides them one by one. Two lines of which every condition is
/// known, and is the same on both, have the same ruling: so the conditions of a block are told all at once, a bit a
/// line, and the ordinary engine decides the first line of each pattern of them. For one thread at a time; keeps its
/// rulings from block to block.
///
/// What is unusual it leaves to adjudicate(), with no ruling:
/// - lines of which a condition of a rule, of coverage or of a limit that counts is open, or an amount is;
/// - lines that are rejected, and those on which a rule with `once_per` holds but for what was granted before;
/// - lines whose conditions hang on texts, and all lines where records must be stated;
/// - amounts below zero, or too small for each party to bear something of a share, where a step asks who bears any;
///   amounts that could overflow in a sum;
/// - patterns of conditions beyond `most_patterns`, or where most come up but once.
class BlockDecider {
 public:
  static constexpr std::size_t most_patterns = 16384;  ///< at some hundred bytes each

  explicit BlockDecider(const Policy& policy);
  ~BlockDecider();
  BlockDecider(BlockDecider&&) noexcept;
  BlockDecider& operator=(BlockDecider&&) noexcept;

  /// Facts that a block needs columns for. Those of texts must be stated: there, any known number says that one is.
  [[nodiscard]] const std::vector<FactId>& facts() const noexcept;

  /// Decides all lines of a block; what is asked below is about the last block, which must still be there. Its claims
  /// have ids but no records, and no facts but those of the block (texts aside).
  void decide(const LineBlock& block);

  /// Null: the line is for adjudicate(), and so is its claim. Lives as long as the decider.
  [[nodiscard]] const Ruling* ruling(std::size_t line) const noexcept;

  // Of a line with a ruling, in minor units:
  [[nodiscard]] std::span<const std::int64_t> pays(std::size_t line) const noexcept;  ///< by party
  [[nodiscard]] std::int64_t open(std::size_t line) const noexcept;
  [[nodiscard]] std::int64_t total(std::size_t line) const noexcept;
  /// The last covered day or the largest covered reading by a limit of the ruling, by its place there.
  [[nodiscard]] Value last(std::size_t line, std::size_t limit);

  /// How many patterns of conditions were met.
  [[nodiscard]] std::size_t patterns() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace warrantor::engine
