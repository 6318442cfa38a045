#pragma once

#include <cstdint>
#include <optional>

#include <warrantor/decimal.hpp>

namespace warrantor {

/// amount × times / over, rounded once to a whole number, whatever decimals the two have. Nothing where one of them is
/// below zero, `over` is zero, or where the result does not fit.
[[nodiscard]] std::optional<std::int64_t> proportion_of(std::int64_t amount, const Decimal& times, const Decimal& over,
                                                        Rounding rounding) noexcept;

}  // namespace warrantor
