#pragma once

#include <warrantor/adjudicate.hpp>
#include <warrantor/decision.hpp>

#include "engine/case_memory.hpp"
#include "engine/facts.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// Decides the line whose facts the reader holds; tries the values of open facts where they could make a difference.
/// The memory may be null.
[[nodiscard]] LineDecision decide_line(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                                       const History& history, CaseMemory* memory = nullptr);

}  // namespace warrantor::engine
