#pragma once

#include <memory>

#include <warrantor/diagnostic.hpp>

#include "policy/program.hpp"
#include "rules/rule_set.hpp"

namespace warrantor::policy {

/// Resolves every name of a rule set, checks every type, finds rules that contradict each other, and gives the program
/// that decides claims. Adds everything that is wrong to `diagnostics`; nothing where one of them is an error.
[[nodiscard]] std::shared_ptr<const Program> compile(const rules::RuleSet& rule_set, Diagnostics& diagnostics);

}  // namespace warrantor::policy
