#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/fingerprint.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// Sums up what is left of conditions once some facts have values: what they came to, or, where they are still open,
/// how they hang on the facts that are open. Two cases with the same sum go on alike, whatever the facts are that they
/// differ in. Sums are of 128 bits: that two differ and look the same does not come about by chance.
class Residue {
 public:
  using Answers = std::vector<std::pair<expr::NodeId, Value>>;

  /// `answers` are those that lists are given.
  Residue(const policy::Program& program, expr::Evaluator& evaluator, const Answers& answers)
      : program_(program), evaluator_(evaluator), answers_(answers) {}

  void start();  ///< a sum of its own; due whenever a fact has changed
  void add(std::uint64_t number) noexcept;
  void add(Value value) noexcept;
  void add_truth(Value truth) noexcept { add(truth); }
  void add(expr::NodeId id);  ///< a condition or any other expression
  [[nodiscard]] const base::Fingerprint& sum() const noexcept { return sum_; }

 private:
  void add_open(const expr::Node& node);
  [[nodiscard]] bool is_new(expr::NodeId id);
  void add_within(expr::NodeId id);

  const policy::Program& program_;
  expr::Evaluator& evaluator_;
  const Answers& answers_;
  std::vector<std::uint32_t> nodes_;  ///< by node: the sum that it was last added to; empty until the first
  std::uint32_t sums_ = 0;
  base::Fingerprint sum_;
};

}  // namespace warrantor::engine
