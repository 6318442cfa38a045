#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/decision.hpp>

#include "engine/facts.hpp"
#include "engine/verdict.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// What a line comes to once every value that its unknown and pending facts could take is considered.
struct Findings {
  Findings() = default;
  explicit Findings(Verdict&& of_line) : verdict(std::move(of_line)) {}

  Verdict verdict;                    ///< truths that hold in every case; the result where all cases agree
  bool needs_facts = false;           ///< cases of unknown facts differ, each after its pending facts are considered
  bool referred = false;              ///< in every case of the unknown facts, those of the pending ones differ
  std::vector<FactId> missing;        ///< unknown facts that make a difference alone
  std::vector<FactId> pending;        ///< pending facts that do, in some case
  bool missing_is_exact = true;       ///< false: what could not be tried is named as well
  bool considered = false;            ///< whether cases were tried at all; if not, what follows is empty
  std::vector<bool> listed;           ///< by rule: a reason in every case
  std::vector<bool> possible;         ///< by rule: holds in some case
  std::vector<bool> awaited;          ///< by rule: in some case the line waits for what it awaits, and it may hold
  std::vector<bool> rows_listed;      ///< by coverage row: a reason for a pending fact that it awaits
  std::vector<PaymentRange> may_pay;  ///< by party
  std::vector<const RuleInfo*> always_named;  ///< without a truth, or in contradiction with others, in every case
};

class CaseMemory;

/// Decides the line whose facts the reader holds. The memory may be null.
[[nodiscard]] Findings consider(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                                const History& history, CaseMemory* memory = nullptr);

/// The least and the most that each party may come to pay by what a verdict leaves open.
[[nodiscard]] std::vector<PaymentRange> payments_by(const policy::Program& program, const Verdict& verdict);

}  // namespace warrantor::engine
