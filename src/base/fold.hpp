#pragma once

#include <string>
#include <string_view>

namespace warrantor::base {

// What differs between two texts only by the keyboard they were typed on: full-width forms of ASCII, blanks that are no
// space, the case of letters of ASCII.

/// Without the blanks at either end; besides those of ASCII the no-break, the ideographic, the thin and the zero-width
/// ones, and a byte-order mark.
[[nodiscard]] std::string_view trim_any_blank(std::string_view text) noexcept;

/// Full-width letters, digits and signs (`Ａ`, `１`, `．`, `￥`) become the usual ones, any blank a space, the true
/// minus sign a hyphen; zero-width blanks go. All else stays.
[[nodiscard]] std::string fold_width(std::string_view text);

/// The same in lower case and without blanks at either end: two texts with one result are meant to be the same.
[[nodiscard]] std::string fold_form(std::string_view text);

}  // namespace warrantor::base
