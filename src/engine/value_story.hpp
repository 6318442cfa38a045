#pragma once

#include <string>
#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/decision.hpp>

#include "engine/wording.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// What a value of a decision was made of, in lines without an indent: the facts, settings and names that it reads with
/// their values, and then the same of each of these names. Of a choice only the side that was taken.
[[nodiscard]] std::vector<std::string> tell_inputs(const policy::Program& program, expr::Evaluator& evaluator,
                                                   const Decision& decision, expr::NodeId value,
                                                   const Wording& wording);

/// Of the facts that a value hangs on: the earlier claims of which something is unknown; empty where there are none.
[[nodiscard]] std::string tell_open_claims(const policy::Program& program, const expr::FactValues& facts,
                                           const History& history, const std::vector<FactId>& open,
                                           const Wording& wording);

}  // namespace warrantor::engine
