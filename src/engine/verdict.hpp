#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/decision.hpp>

#include "base/small_vector.hpp"
#include "expr/evaluate.hpp"
#include "expr/truth.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

using policy::AllocationId;

/// Which coverage row holds, and whether its limits are passed, in three values. Where each row counts with its own
/// limits: which row is named, and whether all that hold are over.
struct CoverageFinding {
  std::optional<std::size_t> row;                ///< where it can be told
  base::SmallVector<std::size_t, 4> candidates;  ///< rows that hold or may hold
  base::SmallVector<expr::Truth, 4> truths;      ///< by candidate: whether it holds; empty where one row alone counts
  bool named_is_open = false;                    ///< of those: which row is named hangs on unknown facts
  base::SmallVector<expr::Truth, 8> passed;      ///< by limit: truth in every row that may hold
  expr::Truth expired = Value::boolean(false);
  std::vector<const RuleInfo*> contradictory;  ///< why it is undefined whether a limit is passed
};

/// Who may come to bear a portion: one allocation where it is decided.
struct Bearers {
  base::SmallVector<AllocationId, 4> possible;
  const RuleInfo* decided_by = nullptr;
  bool varies = false;  ///< different rules decide it in different cases
};

/// An allocation by weights that are expressions, as they come to for one line.
struct Weighed {
  AllocationId allocation{};
  Value known;  ///< true, unknown, or undefined where the weights divide nothing
  policy::Allocation weights;
};

using Amounts = base::SmallVector<std::int64_t, 6>;  ///< minor units

/// What the rules make of one line with its facts as they are: truths of three values throughout.
struct Verdict {
  base::SmallVector<expr::Truth, 64> holds;  ///< by rule: as a reason
  base::SmallVector<expr::Truth, 64> takes;  ///< by rule: with its effects
  /// Rules that were not false when they were evaluated, in order: what else is known of the rules is that they are
  /// false. Only of a verdict on one case.
  base::SmallVector<std::uint32_t, 16> standing;
  CoverageFinding coverage;
  base::SmallVector<Value, 4> amounts;  ///< by portion
  base::SmallVector<Value, 4> owed;     ///< by portion: what adjustments leave of the amount
  base::SmallVector<std::uint8_t, 8>
      counts;  ///< by portion, 0 or 1: who bears it makes a difference, since something is owed
  base::SmallVector<Bearers, 4> bearers;    ///< by portion
  base::SmallVector<Bearers, 2> advancers;  ///< by portion, where the rule set tells who pays first
  std::vector<Weighed> weighed;             ///< of all allocations by expressions
  std::vector<const RuleInfo*> contradictions;
  Value referred = Value::boolean(false);  ///< a rule that refers holds; if so, nothing else has a say
  bool decided = false;
  // Where decided:
  Outcome outcome = Outcome::denied;
  Amounts pays;                          ///< by party
  Amounts advances;                      ///< by party, likewise
  base::SmallVector<Amounts, 4> shares;  ///< by portion, by party
  std::int64_t total = 0;                ///< of the amounts that are known
};

[[nodiscard]] CoverageFinding find_coverage(const policy::Program& program, expr::Evaluator& evaluator);

/// Of a row that may hold: whether it does.
[[nodiscard]] Value truth_of_row(const CoverageFinding& coverage, std::size_t row);

/// Rows and limits without a truth, among those that hold or may hold.
[[nodiscard]] std::vector<const RuleInfo*> without_truth(const policy::Program& program, expr::Evaluator& evaluator,
                                                         const CoverageFinding& coverage);

/// All allocations by expressions, with the facts of one line.
[[nodiscard]] std::vector<Weighed> weigh(const policy::Program& program, expr::Evaluator& evaluator);
/// The first allocation that shares in the same way, whichever way it says so; all whose weights have no value do.
[[nodiscard]] AllocationId same_as_known(const policy::Program& program, const Verdict& verdict,
                                         AllocationId allocation);
/// The weights of an allocation; null where they are not known.
[[nodiscard]] const policy::Allocation* weights_of(const policy::Program& program, const Verdict& verdict,
                                                   AllocationId allocation);
/// Whether all of a portion that something is asked for goes where excluded amounts go, whatever is owed of it.
[[nodiscard]] bool is_all_excluded(const policy::Program& program, const Verdict& verdict, std::size_t portion);

/// Adds the unknown facts that leave open whether a rule holds and takes effect.
void collect_open(const policy::Program& program, const policy::Rule& rule, expr::Evaluator& evaluator,
                  const expr::FactValues& facts, std::vector<FactId>& open);

/// Adds the unknown facts that leave open which coverage row holds, or whether one of its limits is passed.
void collect_open(const policy::Program& program, const CoverageFinding& coverage, expr::Evaluator& evaluator,
                  std::vector<FactId>& open);

[[nodiscard]] Verdict judge(const policy::Program& program, expr::Evaluator& evaluator, const expr::FactValues& facts,
                            const History& history);

}  // namespace warrantor::engine
