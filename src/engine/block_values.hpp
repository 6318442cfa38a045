#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/block_columns.hpp"
#include "engine/block_program.hpp"

namespace warrantor::engine {

/// The columns of a BlockProgram for one block after another. For one thread at a time.
class BlockValues {
 public:
  /// The program must outlive it, and be complete.
  explicit BlockValues(const BlockProgram& program);

  /// Takes all steps over a block, which has columns for the facts of the program and must outlive the values.
  void run(const LineBlock& block);

  [[nodiscard]] const NumberColumn& operator[](NumberSlot slot) const { return numbers_[index_of(slot)]; }
  [[nodiscard]] const TruthColumn& operator[](TruthSlot slot) const { return truths_[index_of(slot)]; }
  /// Lines on which a fact that must be stated is not; where texts would have to tell whether it must, on which it may.
  [[nodiscard]] const LineMask& incomplete() const noexcept { return incomplete_; }

 private:
  /// The lines on which a fact is blank, by what that means there.
  struct Blanks {
    LineMask none{};
    LineMask default_value{};
    LineMask reject{};
  };

  void take(const BlockStep& step, std::uint32_t result);
  void find_incomplete();
  void read(const BlockStep& step, NumberColumn& result, LineNumbers& numbers) const;
  void read(const BlockStep& step, TruthColumn& result) const;
  void reckon(const BlockStep& step, NumberColumn& result, LineNumbers& numbers) const;
  void choose_number(const BlockStep& step, NumberColumn& result, LineNumbers& numbers) const;
  void choose_truth(const BlockStep& step, TruthColumn& result) const;
  void compare(const BlockStep& step, TruthColumn& result) const;
  void judge(const BlockStep& step, TruthColumn& result) const;
  [[nodiscard]] Blanks blanks_of(FactId fact) const;
  [[nodiscard]] const FactColumn& stated(std::uint32_t fact) const {
    return *block_->column(static_cast<FactId>(fact));
  }

  const BlockProgram& program_;
  const LineBlock* block_ = nullptr;
  std::vector<NumberColumn> numbers_;
  std::vector<std::unique_ptr<LineNumbers>> kept_;  ///< what the columns of numbers are written to
  std::vector<TruthColumn> truths_;
  LineMask incomplete_{};
};

}  // namespace warrantor::engine
