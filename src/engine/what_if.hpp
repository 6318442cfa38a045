#pragma once

#include <string>

#include <warrantor/adjudicate.hpp>
#include <warrantor/decision.hpp>

#include "engine/facts.hpp"
#include "engine/wording.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// What an open line may come to: what each party would pay at least and at most, and for each missing fact the result
/// that each of its values leads to while the others stay open. Empty for a line that is decided.
[[nodiscard]] std::string tell_what_if(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                                       const History& history, const LineDecision& decision, const Wording& wording);

/// For the short text: `if genuine part is no: denied by clause g`, a line for each group of values that a missing fact
/// may have. Empty where no fact is missing.
[[nodiscard]] std::string tell_answers(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                                       const History& history, const LineDecision& decision, const Wording& wording);

}  // namespace warrantor::engine
