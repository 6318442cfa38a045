#pragma once

#include <map>
#include <string>

#include <warrantor/claim.hpp>
#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

#include "engine/wording.hpp"

namespace warrantor::engine {

/// The short explanation, in two parts so that more can be said of a line: a few sentences on the claim as a whole, and
/// a few on each of its lines.
struct LineExtras {
  std::string answers;  ///< what the missing facts of the line would change, in lines of its own
  std::map<const RuleInfo*, std::string> reckoned;  ///< of adjustments that change the amount: how it was reckoned
  std::map<const RuleInfo*, std::vector<const RuleInfo*>> versions = {};  ///< of reasons: see versions_that_may_hold()
};

[[nodiscard]] std::string tell_claim_briefly(const Policy& policy, const Claim& claim, const Decision& decision,
                                             const Wording& wording);
[[nodiscard]] std::string tell_line_briefly(const Policy& policy, const Claim& claim, const Decision& decision,
                                            std::size_t line, const Wording& wording, const LineExtras& extras);

}  // namespace warrantor::engine
