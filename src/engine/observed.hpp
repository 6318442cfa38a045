#pragma once

#include <warrantor/adjudicate.hpp>

#include "expr/evaluate.hpp"

namespace warrantor::engine {

/// Decides as adjudicate() does, and tells an observer (null: nobody) of every value on the way; not of those that
/// follow from trying what a pending fact could be.
[[nodiscard]] Decision adjudicate_observed(const Policy& policy, const Claim& claim, const History& history,
                                           expr::Observer* observer) noexcept;

}  // namespace warrantor::engine
