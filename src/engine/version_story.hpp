#pragma once

#include <string>

#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

#include "engine/wording.hpp"

namespace warrantor::engine {

/// Which version of the rule set a claim was decided by, and why by none of the others: a line each, the others
/// indented. Empty where the rule set has no versions.
[[nodiscard]] std::string tell_version(const Policy& policy, const Decision& decision, const Wording& wording);

}  // namespace warrantor::engine
