#pragma once

#include <optional>

#include <warrantor/claim.hpp>

namespace warrantor {

/// Checks a number or an amount against the least and the greatest value of its fact.
[[nodiscard]] std::optional<ValueFault> range_fault(const Schema& schema, const Fact& fact,
                                                    std::int64_t number);

}  // namespace warrantor
