#pragma once

#include <vector>

#include <warrantor/decision.hpp>

#include "expr/evaluate.hpp"

namespace warrantor::engine {

/// Adds the comparisons that make a condition come out as `truth`, as a person would check them: of an `and` that holds
/// all, of an `or` that holds those operands that do, behind a derived condition the comparisons of its own.
void collect_comparisons(expr::Evaluator& evaluator, expr::NodeId condition, bool truth,
                         std::vector<Comparison>& comparisons);

}  // namespace warrantor::engine
