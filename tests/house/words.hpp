#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "house/declared_words.hpp"
#include "house/source_text.hpp"

namespace warrantor::house {

/// Where a declared word may stand in code although rules declare it.
struct Allowance {
  bool as_identifier = false;
  bool as_literal = false;
};
using AllowedWords = std::map<std::string, Allowance, std::less<>>;

/// Reads lines of `word identifier|literal|both reason`; blank lines and `#` lines are skipped. A line that
/// is written otherwise, or gives no reason, is a fault.
[[nodiscard]] AllowedWords read_allowed_words(std::string_view text, std::vector<std::string>& faults);

/// True where the word is the identifier itself (a member's trailing `_` aside; `-` and `.` are `_` in
/// identifiers), or is made of several words and stands within it, as `odometer_km` does in
/// `find_odometer_km`.
[[nodiscard]] bool names_in_identifier(std::string_view identifier, std::string_view word);

/// True where a string literal names the word, rather than being a sentence that happens to contain it: the
/// word is the whole literal or a piece of a list in it, or it stands in quotes or back-ticks, or it is no
/// word of English (`D22`, `odometer_km`, `non-genuine-part`) and stands in it anywhere.
[[nodiscard]] bool names_in_literal(std::string_view literal, std::string_view word);

/// The declared words that files name where they are not allowed: the first place of each word in each file.
[[nodiscard]] std::vector<std::string> word_faults(const std::vector<SourceFile>& files, const DeclaredWords& words,
                                                   const AllowedWords& allowed);

}  // namespace warrantor::house
