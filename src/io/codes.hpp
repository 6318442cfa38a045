#pragma once

#include <string_view>

// Codes of mistakes in a column map, beside those of its form (W01..) and its keys (W02..); what each means is told in
// rules/README.md. A code never changes its meaning and is never used again.
namespace warrantor::io::codes {

inline constexpr std::string_view unreadable = "W0600";     ///< there is no column map at the path, or it is no text
inline constexpr std::string_view unknown_fact = "W0601";   ///< not a fact, field or table of the rule set
inline constexpr std::string_view bad_value = "W0602";      ///< a value that the fact cannot take
inline constexpr std::string_view given_twice = "W0603";    ///< a fact that the map gives already
inline constexpr std::string_view wrong_type = "W0604";     ///< a conversion that the fact's type does not have
inline constexpr std::string_view bad_date_form = "W0605";  ///< a form of dates that cannot be read for certain
inline constexpr std::string_view bad_factor = "W0606";     ///< not a positive number or fraction
inline constexpr std::string_view bad_number_form =
    "W0607";                                               ///< marks of decimals or thousands that cannot be told apart
inline constexpr std::string_view bad_pattern = "W0608";   ///< a pattern that does not split a text for certain
inline constexpr std::string_view no_such_part = "W0609";  ///< a part that the pattern does not have
inline constexpr std::string_view bad_identity = "W0610";  ///< the id of a claim as a constant, or converted
inline constexpr std::string_view bad_list = "W0611";      ///< a list of records that cannot be complete

}  // namespace warrantor::io::codes
