#pragma once

#include <optional>

#include <warrantor/claim.hpp>

namespace warrantor {

/// Checks a number, an amount or a duration against the least and the greatest value of its fact, and against the
/// largest that a claim can state.
[[nodiscard]] std::optional<ValueFault> range_fault(const Schema& schema, const Fact& fact, std::int64_t number);

/// Likewise of a decimal.
[[nodiscard]] std::optional<ValueFault> range_fault(const Fact& fact, const Decimal& number);

/// The largest number, amount or duration that a claim can state; its negative is the least.
[[nodiscard]] std::int64_t largest_of(ValueType type) noexcept;

/// What is said of a text with more digits than a claim can state.
[[nodiscard]] ValueFault too_large(const Schema& schema, const Fact& fact, std::string_view text);

}  // namespace warrantor
