#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <warrantor/policy.hpp>

#include "engine/block_decider.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// Divides amounts by the same weights time and again, as divide_by_largest_remainder does.
class Division {
 public:
  explicit Division(const policy::Allocation& weights);

  /// An amount of which everyone with a weight surely gets something; 0 where one has all the weight.
  [[nodiscard]] std::int64_t all_bear_from() const noexcept { return alone_ ? 0 : sum_; }
  /// Adds everyone's share of an amount.
  void add(std::int64_t amount, std::span<std::int64_t> pays) const;

 private:
  const policy::Allocation& weights_;
  std::int64_t sum_ = 0;
  std::optional<std::size_t> alone_;    ///< who has all the weight
  std::vector<std::int64_t> of_rests_;  ///< the shares of 0, of 1 … of what lies below the sum; empty: too many
};

/// A ruling with what it takes to reckon the amounts of a line by it.
struct BlockRuling {
  Ruling ruling;
  std::vector<const Division*> shares;  ///< by portion; null: there is nothing to bear; empty: all is open
  std::optional<std::size_t> row;       ///< of coverage
};

/// Makes rulings: for lines of which all conditions are known, by the ordinary engine.
class RulingMaker {
 public:
  /// `facts` are those that the lines' blocks have columns for.
  RulingMaker(const Policy& policy, std::vector<FactId> facts);

  /// Nothing where a ruling cannot say all that is decided about the line. Numbers count on from 0.
  [[nodiscard]] std::optional<BlockRuling> make(const LineBlock& block, std::size_t line);

  /// One line as a claim; texts that are stated are any text.
  [[nodiscard]] Claim claim_of(const LineBlock& block, std::size_t line) const;

 private:
  [[nodiscard]] std::vector<const Division*> shares_of(const Claim& claim) const;
  [[nodiscard]] bool reckons_as(const LineDecision& decision, const BlockRuling& made) const;
  std::span<const LimitResult> limits_of(std::size_t row, const LineDecision& decision);

  Policy policy_;
  const policy::Program& program_;
  std::vector<FactId> facts_;
  std::vector<Division> divisions_;               ///< by allocation
  std::vector<std::vector<LimitResult>> limits_;  ///< by coverage row, once it was met
  std::uint32_t next_number_ = 0;
};

/// Finds the place of a key among those that were added: a hash table of the keys' bits alone.
class KeyTable {
 public:
  /// Keys of so many words, at least one; at most so many keys.
  KeyTable(std::size_t words, std::size_t most);

  [[nodiscard]] std::size_t size() const noexcept { return keys_.size() / words_; }
  [[nodiscard]] bool is_full() const noexcept { return size() == most_; }
  /// Keys are counted from 0 as they are added; nothing where a key was not.
  [[nodiscard]] std::optional<std::uint32_t> find(std::span<const std::uint64_t> key) const noexcept;
  /// A key that is not there yet, while there is room.
  std::uint32_t add(std::span<const std::uint64_t> key);

 private:
  /// Where a key stands in the slots, or would.
  [[nodiscard]] std::size_t slot_of(std::span<const std::uint64_t> key) const noexcept;
  [[nodiscard]] bool is_at(std::uint32_t place, std::span<const std::uint64_t> key) const noexcept;

  std::size_t words_;
  std::size_t most_;
  std::vector<std::uint32_t> slots_;  ///< a power of two of them, never more than half full: a key's place + 1, or 0
  std::vector<std::uint64_t> keys_;   ///< key after key
};

}  // namespace warrantor::engine
