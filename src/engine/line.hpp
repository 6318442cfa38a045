#pragma once

#include <warrantor/adjudicate.hpp>
#include <warrantor/decision.hpp>

#include "engine/facts.hpp"
#include "engine/verdict.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// Decides the line whose facts the reader holds; tries the values of pending facts where they could make a difference.
[[nodiscard]] LineDecision decide_line(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                                       const History& history);

/// Whether each rule and each coverage row holds once the values that pending facts could take are all considered.
struct Findings {
  Verdict verdict;              ///< truths that hold in every case; the result where all cases agree
  bool referred = false;        ///< every case is decided, and they differ
  std::vector<FactId> pending;  ///< facts by which cases differ, or that cannot be tried and leave some open
};
[[nodiscard]] Findings consider(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                                const History& history);

}  // namespace warrantor::engine
