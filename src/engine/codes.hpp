#pragma once

#include <string_view>

// Codes of mistakes in the templates of letters; what each means is told in rules/README.md. A code never changes its
// meaning.
namespace warrantor::engine::codes {

inline constexpr std::string_view no_letter = "W0501";         ///< there is no template in the language
inline constexpr std::string_view unreadable = "W0502";        ///< a template that cannot be read
inline constexpr std::string_view open_placeholder = "W0503";  ///< `{{` without `}}` on its line
inline constexpr std::string_view unknown_name = "W0504";      ///< a placeholder that means nothing, often misspelt
inline constexpr std::string_view misplaced = "W0505";         ///< one that has no meaning in this place
inline constexpr std::string_view unpaired = "W0506";          ///< a section that is not closed, or not opened
inline constexpr std::string_view unsupported = "W0507";       ///< a form of Mustache that is not read here
inline constexpr std::string_view wrong_use = "W0508";  ///< a list or a condition used as a value, or a list twice
inline constexpr std::string_view too_deep = "W0509";   ///< too many sections within each other

}  // namespace warrantor::engine::codes
