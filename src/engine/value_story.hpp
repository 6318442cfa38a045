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

/// What a value that is open hangs on: facts, and the earlier claims of which something is unknown. Empty: nothing that
/// could be stated.
[[nodiscard]] std::string tell_what_it_awaits(const policy::Program& program, expr::Evaluator& evaluator,
                                              const expr::FactValues& facts, const History& history, expr::NodeId value,
                                              const Wording& wording);

}  // namespace warrantor::engine
