#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <warrantor/claim.hpp>

namespace warrantor::io {

/// What a cell was understood as.
struct CellValue {
  Value value;
  /// What might be meant otherwise, to be pointed out.
  struct Oddity {
    std::string kind;  ///< a few words that fit after a number
    std::string message;
    std::string help;
  };
  std::optional<Oddity> oddity;
};

/// Reads the value of a fact as people, dealer systems and spreadsheets write it. Whatever parse_value takes is taken
/// as it takes it; beyond that forms are understood that can mean one value only (see plain_number, plain_date and
/// Domain::find_in_any_form). All else is a fault that says what to write. The text is that of tidy_cell and not blank.
[[nodiscard]] Expected<CellValue, ValueFault> parse_cell(const Schema& schema, const Fact& fact, std::string_view text,
                                                         TextStore& texts);

/// A vehicle identification number in capital letters of the usual width.
[[nodiscard]] std::string plain_vin(std::string_view text);

}  // namespace warrantor::io
