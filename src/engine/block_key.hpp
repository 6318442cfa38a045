#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/block_program.hpp"
#include "engine/block_values.hpp"

namespace warrantor::engine {

/// All that a ruling hangs on: the truths of the conditions of a policy, a bit each. Lines with the same bits have the
/// same ruling, whatever else their facts are.
class BlockKey {
 public:
  /// Adds what it asks for to the block's program. The policy's program must outlive it.
  BlockKey(const policy::Program& program, BlockProgram& code);

  /// Of 64 bits each, at least one.
  [[nodiscard]] std::size_t words() const noexcept { return bits_.empty() ? 1 : (bits_.size() + 63) / 64; }
  [[nodiscard]] const std::vector<NumberSlot>& amounts() const noexcept { return amounts_; }  ///< by portion

  /// Lines that have a key: their conditions and amounts are known, no sum of these overflows, and they are neither
  /// rejected nor hang on earlier claims.
  [[nodiscard]] LineMask lines_with_key(const BlockValues& values) const;
  /// The keys of the 64 lines of one word, line after line.
  void read(const BlockValues& values, std::size_t word, std::span<std::uint64_t> keys) const;

 private:
  void add_bit(TruthSlot slot);
  void add_condition(TruthSlot slot);
  void add_condition_that_may_be_open(TruthSlot slot);
  void add_validity(const policy::Program& program);
  void add_coverage(const policy::Coverage& coverage);
  void add_united(const policy::Coverage& coverage);
  void add_rule(const policy::Rule& rule);
  void add_portion(const policy::Portion& portion);

  BlockProgram& code_;
  std::vector<TruthSlot> bits_;
  std::vector<TruthSlot> known_;        ///< conditions that must hold or not hold
  std::vector<TruthSlot> not_granted_;  ///< conditions that must not hold: of rules that look at earlier claims
  TruthSlot sound_{};                   ///< no rule of validity is broken
  std::vector<NumberSlot> amounts_;
};

}  // namespace warrantor::engine
