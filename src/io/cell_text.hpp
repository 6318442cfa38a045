#pragma once

#include <optional>
#include <string_view>

#include <warrantor/claim.hpp>

namespace warrantor::io {

/// What a cell says, without what only its form needs: blanks of every keyboard around it, the wrapping `="0012"` and
/// the apostrophe before digits or signs, by both of which spreadsheets are told that a number is a text.
[[nodiscard]] std::string_view tidy_cell(std::string_view text) noexcept;

/// The fault of a cell that shows an error of a spreadsheet (`#N/A`, `#REF!`, `####` where a column was too narrow).
[[nodiscard]] std::optional<ValueFault> spreadsheet_error(std::string_view text);

/// Whether a text looks like a long number that a spreadsheet has cut down to `1.23457E+14`.
[[nodiscard]] bool looks_shortened(std::string_view text) noexcept;

}  // namespace warrantor::io
