#pragma once

#include <string>
#include <vector>

#include <warrantor/decision.hpp>

#include "engine/wording.hpp"

namespace warrantor::engine {

/// How far the limits of a coverage row reach, and by what they are kept or passed: a line of text each.
[[nodiscard]] std::vector<std::string> tell_limits(const std::vector<LimitResult>& limits, const Wording& wording);

}  // namespace warrantor::engine
