#pragma once

#include <string>
#include <string_view>

#include <warrantor/claim.hpp>

namespace warrantor::io {

/// A number in the one form that parse_value takes: `-1234.50`.
struct PlainNumber {
  std::string text;
  bool had_exponent = false;
};

/// Reads a number, an amount or a duration as people and spreadsheets write it: with commas, blanks or apostrophes
/// between thousands, with the sign or the letters of the rule set's currency, with the fact's unit behind it, with an
/// exponent (`1.5E+04`), with decimals that are zeros only. The point is what stands before decimals. What can be meant
/// in two ways (`1,25`, `1.250,00`, `15.000` of a whole number) is a fault that says so. Folded text, without blanks
/// around.
[[nodiscard]] Expected<PlainNumber, ValueFault> plain_number(const Schema& schema, const Fact& fact,
                                                             std::string_view text);

/// Whether a text is the unit that a fact declares, in one of the ways to write it (`km`, `公里`), or stands beside
/// amounts of the rule set's currency.
[[nodiscard]] bool is_unit_of(const Schema& schema, const Fact& fact, std::string_view text);

}  // namespace warrantor::io
