#pragma once

#include <string>
#include <vector>

#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

#include "engine/wording.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// Which version of the rule set a claim was decided by, and why by none of the others: a line each, the others
/// indented. Empty where the rule set has no versions.
[[nodiscard]] std::string tell_version(const Policy& policy, const Decision& decision, const Wording& wording);

/// Of a reason that stands whichever version of its rule is in force: all that may hold, where they are not called the
/// same; else nothing. The facts of the line are those that the evaluator reads.
[[nodiscard]] std::vector<const RuleInfo*> versions_that_may_hold(const policy::Program& program,
                                                                  expr::Evaluator& evaluator, const RuleInfo& reason);

}  // namespace warrantor::engine
