#pragma once

#include <string>

#include <warrantor/adjudicate.hpp>
#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

#include "engine/facts.hpp"
#include "engine/wording.hpp"
#include "expr/evaluate.hpp"

namespace warrantor::engine {

/// Tells one line in full, whose facts the reader holds: what was found, and what was looked at without being found.
/// `decided` is the line as it was decided after those before it.
[[nodiscard]] std::string tell_line(const Policy& policy, FactReader& reader, expr::Evaluator& evaluator,
                                    const History& history, const LineDecision& decided, const Wording& wording);

}  // namespace warrantor::engine
