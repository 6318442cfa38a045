#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <warrantor/expected.hpp>

namespace warrantor::io {

/// What becomes of a result that is not whole; `never`: it is a fault. Halves and signs: `half_up` rounds a half away
/// from zero, `half_even` to the even neighbour; `down` goes towards zero, `up` away from it.
enum class Rounding : std::uint8_t { never, down, up, half_up, half_even };

/// How another system writes numbers and in which unit, and how they become whole numbers of the rule set's unit.
/// Computed in whole numbers of 128 bits, never in floating point.
struct Scaling {
  std::int64_t numerator = 1;    ///< the factor, as a fraction; positive
  std::int64_t denominator = 1;  ///< positive
  std::string factor = "1";      ///< as it was written
  Rounding rounding = Rounding::never;
  std::string decimal_mark = ".";
  std::string thousands_mark;  ///< between groups of three digits; empty: none is taken
};

/// Sets the factor from `1.609344` or `5/4`: positive, at most 12 digits on either side. False where it is neither.
[[nodiscard]] bool set_factor(Scaling& scaling, std::string_view text);

enum class ScalingFault : std::uint8_t { no_number, not_whole, too_large };

/// Reads a number as `scaling` says and gives it in units of which `decimals` digits stand behind the point: 2 for an
/// amount in fen, 0 for a whole number.
[[nodiscard]] Expected<std::int64_t, ScalingFault> scale(const Scaling& scaling, std::string_view text, int decimals);

}  // namespace warrantor::io
