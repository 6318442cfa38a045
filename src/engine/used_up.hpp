#pragma once

#include <warrantor/decision.hpp>

#include "engine/facts.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// Counts what a line that was just decided used up of figures that the lines of a claim share. Of a line that is open
/// nobody can tell: then the figure has no value for the lines behind it, where they hang on it.
void note_used_up(const policy::Program& program, expr::Evaluator& evaluator, const LineDecision& line,
                  FactReader& reader);

}  // namespace warrantor::engine
