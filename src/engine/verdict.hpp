#pragma once

#include <optional>
#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/decision.hpp>

#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

using policy::AllocationId;

/// Which coverage row holds, and whether its limits are passed, in three values.
struct CoverageFinding {
  std::optional<std::size_t> row;       ///< where it can be told
  std::vector<std::size_t> candidates;  ///< rows that hold or may hold
  std::vector<Value> passed;            ///< by limit: truth in every row that may hold
  Value expired = Value::boolean(false);
  std::vector<const RuleInfo*> contradictory;  ///< why it is undefined whether a limit is passed
};

/// Who may come to bear a portion: one allocation where it is decided.
struct Bearers {
  std::vector<AllocationId> possible;
  const RuleInfo* decided_by = nullptr;
  bool varies = false;  ///< different rules decide it in different cases
};

/// What the rules make of one line with its facts as they are: truths of three values throughout.
struct Verdict {
  std::vector<Value> holds;  ///< by rule: as a reason
  std::vector<Value> takes;  ///< by rule: with its effects
  CoverageFinding coverage;
  std::vector<Value> amounts;    ///< by portion
  std::vector<bool> counts;      ///< by portion: who bears it makes a difference, since something is asked for
  std::vector<Bearers> bearers;  ///< by portion
  std::vector<const RuleInfo*> contradictions;
  Value referred = Value::boolean(false);  ///< a rule that refers holds; if so, nothing else has a say
  bool decided = false;
  // Where decided:
  Outcome outcome = Outcome::denied;
  std::vector<std::int64_t> pays;
  std::vector<std::vector<std::int64_t>> shares;  ///< by portion
  std::int64_t total = 0;                         ///< of the amounts that are known

  [[nodiscard]] bool same_result(const Verdict& other) const {
    return decided == other.decided && (!decided || (outcome == other.outcome && pays == other.pays));
  }
};

[[nodiscard]] CoverageFinding find_coverage(const policy::Program& program, expr::Evaluator& evaluator);

/// Adds the unknown facts that leave open whether a rule holds and takes effect.
void collect_open(const policy::Program& program, const policy::Rule& rule, expr::Evaluator& evaluator,
                  const expr::FactValues& facts, std::vector<FactId>& open);

/// Adds the unknown facts that leave open which coverage row holds, or whether one of its limits is passed.
void collect_open(const policy::Program& program, const CoverageFinding& coverage, expr::Evaluator& evaluator,
                  std::vector<FactId>& open);

[[nodiscard]] Verdict judge(const policy::Program& program, expr::Evaluator& evaluator, const expr::FactValues& facts,
                            const History& history);

}  // namespace warrantor::engine
