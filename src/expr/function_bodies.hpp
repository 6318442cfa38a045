#pragma once

#include <optional>
#include <span>

#include <warrantor/decimal.hpp>
#include <warrantor/value.hpp>

#include "expr/functions.hpp"

// The functions that stand in the table of built-ins; private to it and to tests. Each is called with known arguments
// of the kinds that its row accepts, decimals being decimals.
namespace warrantor::expr::bodies {

using Arguments = std::span<const Value>;

/// The whole number that a scale or a position stands for: decimals are cut off. Nothing beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> whole_part(const Value& number) noexcept;

// Numbers. A scale that is left away is 0.
Value round_to_decimal(Arguments arguments, Rounding rounding);
Value round_to_whole(Arguments arguments, Rounding rounding);
Value round_to_money(Arguments arguments, Rounding rounding);  ///< the last argument: decimals of the currency
Value abs_whole(Arguments arguments, MadeTexts& texts);        ///< also of money, months and days
Value abs_decimal(Arguments arguments, MadeTexts& texts);
Value modulo_whole(Arguments arguments, MadeTexts& texts);
Value modulo_decimal(Arguments arguments, MadeTexts& texts);
Value even_whole(Arguments arguments, MadeTexts& texts);
Value even_decimal(Arguments arguments, MadeTexts& texts);
Value odd_whole(Arguments arguments, MadeTexts& texts);
Value odd_decimal(Arguments arguments, MadeTexts& texts);
Value number_of_text(Arguments arguments, MadeTexts& texts);

// Texts.
Value string_length(Arguments arguments, MadeTexts& texts);
Value substring(Arguments arguments, MadeTexts& texts);
Value substring_before(Arguments arguments, MadeTexts& texts);
Value substring_after(Arguments arguments, MadeTexts& texts);
Value upper_case(Arguments arguments, MadeTexts& texts);
Value lower_case(Arguments arguments, MadeTexts& texts);
Value contains(Arguments arguments, MadeTexts& texts);
Value starts_with(Arguments arguments, MadeTexts& texts);
Value ends_with(Arguments arguments, MadeTexts& texts);
Value string_of_text(Arguments arguments, MadeTexts& texts);
Value string_of_boolean(Arguments arguments, MadeTexts& texts);
Value string_of_whole(Arguments arguments, MadeTexts& texts);
Value string_of_decimal(Arguments arguments, MadeTexts& texts);
Value string_of_date(Arguments arguments, MadeTexts& texts);
Value string_of_months(Arguments arguments, MadeTexts& texts);
Value string_of_days(Arguments arguments, MadeTexts& texts);
Value string_of_money(Arguments arguments, MadeTexts& texts);        ///< second: decimals of the currency
Value string_of_enumeration(Arguments arguments, MadeTexts& texts);  ///< second: the names

// Dates.
Value date_of_text(Arguments arguments, MadeTexts& texts);
Value date_of_date(Arguments arguments, MadeTexts& texts);
Value date_of_parts(Arguments arguments, MadeTexts& texts);
Value day_of_year(Arguments arguments, MadeTexts& texts);
Value day_of_week(Arguments arguments, MadeTexts& texts);
Value month_of_year(Arguments arguments, MadeTexts& texts);
Value week_of_year(Arguments arguments, MadeTexts& texts);
Value last_day_of_month(Arguments arguments, MadeTexts& texts);
Value months_begun(Arguments arguments, MadeTexts& texts);
Value years_and_months_duration(Arguments arguments, MadeTexts& texts);

}  // namespace warrantor::expr::bodies
