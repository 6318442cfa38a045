#pragma once

#include <string>

#include <warrantor/claim.hpp>
#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

#include "engine/wording.hpp"

namespace warrantor::engine {

/// The short explanation, in two parts so that more can be said of a line: a few sentences on the claim as a whole, and
/// a few on each of its lines. `answers` says what the missing facts of the line would change, in lines of its own.
[[nodiscard]] std::string tell_claim_briefly(const Policy& policy, const Claim& claim, const Decision& decision,
                                             const Wording& wording);
[[nodiscard]] std::string tell_line_briefly(const Policy& policy, const Claim& claim, const Decision& decision,
                                            std::size_t line, const Wording& wording, const std::string& answers);

}  // namespace warrantor::engine
