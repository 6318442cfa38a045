#pragma once

#include <set>
#include <string>
#include <utility>

namespace warrantor::house {

/// A key and a place where it stands, in the words of the index of keys in rules/README.md: `group`, `catalogue`.
using KeyUse = std::pair<std::string, std::string>;
using KeyUses = std::set<KeyUse>;

/// The keys of one file of a rule set, with all names of the place of each. Throws YAML::Exception where it is no YAML.
[[nodiscard]] KeyUses key_uses_of(const std::string& file);

/// The places that a key may have at all.
[[nodiscard]] const std::set<std::string>& known_places();

}  // namespace warrantor::house
