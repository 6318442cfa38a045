#pragma once

#include <string_view>

// Codes of mistakes in expressions; what each means is told in rules/README.md. A code never changes its meaning.
namespace warrantor::expr::codes {

inline constexpr std::string_view syntax = "W0301";           ///< not an expression
inline constexpr std::string_view unknown_name = "W0302";     ///< a name that is not declared
inline constexpr std::string_view unknown_value = "W0303";    ///< not one of the values of an enumeration
inline constexpr std::string_view type_mismatch = "W0304";    ///< operands of types that do not go together
inline constexpr std::string_view bad_literal = "W0305";      ///< a number, date or duration that does not exist
inline constexpr std::string_view not_supported = "W0306";    ///< FEEL that this version does not support
inline constexpr std::string_view wrong_arguments = "W0307";  ///< a function called with the wrong arguments
inline constexpr std::string_view may_be_absent = "W0308";    ///< a value that may be none, used without asking first
inline constexpr std::string_view unknown_member = "W0309";   ///< a record has no such field

inline constexpr std::string_view not_rounded = "W0310";  ///< an amount with more decimals than the currency has

}  // namespace warrantor::expr::codes
