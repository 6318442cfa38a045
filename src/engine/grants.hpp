#pragma once

#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/decision.hpp>

#include "engine/facts.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// What a line was decided by: its facts, and what the lines before it had used up.
struct LineFacts {
  std::vector<Value> facts;
  std::vector<Value> used_up;
};

/// Fills in what the decision tells of the claim as a whole: what it is granted, and its figures. `lines` are all of
/// the claim, one at least. The facts that the reader holds of a line are overwritten.
void tell_of_claim(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                   const History& history, const std::vector<LineFacts>& lines, Decision& decision);

}  // namespace warrantor::engine
