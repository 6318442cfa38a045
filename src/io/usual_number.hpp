#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace warrantor::io {

/// Reads an amount in the forms that exports usually have, in units of its last decimal (a currency has so many): with
/// a sign, with fewer decimals than that or with needless zeros, with commas between thousands (`1250.5`, `-0.1`,
/// `1,250.00`). Of at most 15 digits before the point. What it takes, parse_cell takes as the same, within the range of
/// the fact and without an oddity; all else is left to that.
[[nodiscard]] std::optional<std::int64_t> read_usual_amount(std::string_view text, std::size_t decimals) noexcept;

/// The same of a whole number, a number of months or of days: `+5`, `28000.0`, `9,000`.
[[nodiscard]] std::optional<std::int64_t> read_usual_number(std::string_view text) noexcept;

}  // namespace warrantor::io
