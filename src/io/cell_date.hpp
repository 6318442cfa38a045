#pragma once

#include <string>
#include <string_view>

#include <warrantor/claim.hpp>

namespace warrantor::io {

/// A date in a form that parse_value takes: `2024/1/5`.
struct PlainDate {
  std::string text;
  bool had_time = false;  ///< a time of day other than midnight stood behind it
};

/// Reads a date as people and spreadsheets write it, always from the year on: `2024-1-5`, `2024.1.5`, `2024/01/05`,
/// `2024年1月5日`, `20240105`, also with a time of day behind it. Forms that could be another day (`5/1/2024`, two
/// digits for the year, the number by which a spreadsheet counts days) are faults that say what to write. Folded text,
/// without blanks around.
[[nodiscard]] Expected<PlainDate, ValueFault> plain_date(std::string_view text);

}  // namespace warrantor::io
