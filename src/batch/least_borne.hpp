#pragma once

#include <warrantor/policy.hpp>

namespace warrantor::batch {

/// Whether a party may bear less than nothing by the rules, as where a claim may ask for an amount below zero. Also
/// where an amount is reckoned so that this is not plain to see.
[[nodiscard]] bool may_bear_below_zero(const Policy& policy);

}  // namespace warrantor::batch
