#pragma once

#include <string_view>

// Codes of mistakes in the shape of a rule set's files; what each means is told in rules/README.md. A code
// never changes its meaning and is never used again. W0200 is in src/policy.
namespace warrantor::rules::codes {

inline constexpr std::string_view wrong_kind = "W0201";   ///< a list where a mapping is expected, and the like
inline constexpr std::string_view missing_key = "W0202";  ///< a key that must be there is not
inline constexpr std::string_view unknown_key = "W0203";  ///< a key that means nothing here, often misspelt
inline constexpr std::string_view bad_name = "W0204";  ///< a name or an id with forbidden letters, or a reserved word
inline constexpr std::string_view bad_include = "W0205";     ///< absolute, out of the root, looping, or listed twice
inline constexpr std::string_view unreadable = "W0206";      ///< a file that cannot be read
inline constexpr std::string_view too_many = "W0207";        ///< files, levels of includes, or conditions
inline constexpr std::string_view nothing_given = "W0208";   ///< an empty text, list or mapping, or a value left out
inline constexpr std::string_view bad_choice = "W0209";      ///< a word that is not one of those allowed here
inline constexpr std::string_view misplaced = "W0210";       ///< a key that is known, but has no meaning in this place
inline constexpr std::string_view contradiction = "W0211";   ///< keys of which only one may stand
inline constexpr std::string_view uneven_rows = "W0212";     ///< rows of a lookup with different columns
inline constexpr std::string_view main_file_only = "W0213";  ///< a key that an included file may not have
inline constexpr std::string_view stated_twice = "W0214";    ///< two files state what can stand only once
inline constexpr std::string_view too_many_mistakes = "W0215";  ///< the rest is not listed

inline constexpr std::string_view bad_day = "W0216";      ///< no such day, or a period that ends before it begins
inline constexpr std::string_view not_in_base = "W0217";  ///< what an extension changes or drops is not there

}  // namespace warrantor::rules::codes
