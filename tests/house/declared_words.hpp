#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace warrantor::house {

/// Words that rule sets declare, with a file that declares each.
using DeclaredWords = std::map<std::string, std::string>;

/// Reads one file of a rule set: the names of facts, fields, values, catalogues and their groups, parties,
/// settings, derived facts, lookups and their columns, portions and limits, the rule set's own name, and all
/// ids of rules, rows and steps. `faults` gets the sections that this reader does not know: it would overlook
/// what they declare.
void collect_words(const std::string& yaml, const std::string& file, DeclaredWords& words,
                   std::vector<std::string>& faults);

/// The same of all .yaml files below a folder, without the tests of the rule sets.
[[nodiscard]] DeclaredWords read_declared_words(const std::filesystem::path& rules, std::vector<std::string>& faults);

}  // namespace warrantor::house
