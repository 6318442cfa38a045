#pragma once

#include <warrantor/adjudicate.hpp>

#include "engine/case_memory.hpp"
#include "expr/evaluate.hpp"

namespace warrantor::engine {

/// Decides as adjudicate() does, and tells an observer (null: nobody) of every value on the way; not of those that
/// follow from trying what a pending fact could be. The memory may be null, too.
[[nodiscard]] Decision adjudicate_observed(const Policy& policy, const Claim& claim, const History& history,
                                           expr::Observer* observer, CaseMemory* memory = nullptr) noexcept;

}  // namespace warrantor::engine
