#pragma once

#include <string_view>

// Codes of mistakes that show when a rule set is compiled; what each means is told in rules/README.md. A code never
// changes its meaning.
namespace warrantor::policy::codes {

inline constexpr std::string_view no_rule_set = "W0200";  ///< there is no rule set at the path

inline constexpr std::string_view declared_twice = "W0401";  ///< a name or id that is already taken
inline constexpr std::string_view undeclared = "W0402";      ///< a party, portion, fact or limit that is not declared
inline constexpr std::string_view bad_choice = "W0403";      ///< a word that is not one of those allowed here
inline constexpr std::string_view bad_value = "W0404";       ///< a value that does not fit its type or domain
inline constexpr std::string_view missing = "W0405";         ///< something that every rule set needs
inline constexpr std::string_view circular = "W0406";        ///< a name that is defined by itself
inline constexpr std::string_view misplaced = "W0407";       ///< a key that has no meaning for this kind of thing
inline constexpr std::string_view conflict = "W0408";        ///< two unranked rules that disagree can hold together
inline constexpr std::string_view hole = "W0409";            ///< no coverage row or lookup row holds
inline constexpr std::string_view too_many = "W0410";        ///< more of something than fits

inline constexpr std::string_view cap_by_line =
    "W0412";  ///< lines share a figure, and are asked one by one (a warning)

inline constexpr std::string_view twice_in_force = "W0420";  ///< two versions of one thing are in force on a day
inline constexpr std::string_view not_in_force = "W0421";    ///< a hole between two versions of one thing

inline constexpr std::string_view idle_test = "W0411";  ///< a test that every value passes, or none (a warning)

}  // namespace warrantor::policy::codes
