#pragma once

#include <string>
#include <utility>
#include <vector>

#include <warrantor/policy.hpp>

namespace warrantor::test {

using RuleFiles = std::vector<std::pair<std::string, std::string>>;

/// The name of the rule set that pieces are put into.
inline constexpr const char* workshop = "workshop";

/// The text of a whole rule set of rules/README.md by its name.
[[nodiscard]] const std::string& rule_set_text(const std::string& name);

/// The workshop's rule set with a piece in an included file. What the piece declares takes the place of what the
/// workshop declares by the same name.
[[nodiscard]] RuleFiles workshop_with(const std::string& piece);

[[nodiscard]] Expected<Policy, Diagnostics> load_workshop_with(const std::string& piece);
/// The same where the piece must be sound; the line is that of the document.
[[nodiscard]] Policy sound_workshop_with(const std::string& piece, std::size_t line);

}  // namespace warrantor::test
