#pragma once

#include <vector>

#include <warrantor/decision.hpp>

#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// What the limits of a coverage row allow, and what the line that is evaluated shows.
[[nodiscard]] std::vector<LimitResult> limits_of(const policy::Program& program, expr::Evaluator& evaluator,
                                                 const policy::CoverageRow& row);

}  // namespace warrantor::engine
