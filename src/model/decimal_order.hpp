#pragma once

#include <warrantor/decimal.hpp>

namespace warrantor {

/// The place of a decimal among all those of 34 digits: the next larger one has the next place, and 0 has 0. Wide
/// enough for every decimal up to 10 to the power of 100. What is nearer to 0 than 10 to the power of -100 has the
/// place of that power: nothing finer is told apart.
__extension__ using DecimalPlace = __int128;

[[nodiscard]] DecimalPlace place_of(const Decimal& number) noexcept;
/// Of a place that place_of() gives (asserted).
[[nodiscard]] Decimal decimal_at(DecimalPlace place) noexcept;

/// The decimal with the fewest decimals between two, both included: the smallest of those, or the largest of them.
[[nodiscard]] Decimal plainest_from(const Decimal& low, const Decimal& high) noexcept;
[[nodiscard]] Decimal plainest_up_to(const Decimal& low, const Decimal& high) noexcept;

}  // namespace warrantor
