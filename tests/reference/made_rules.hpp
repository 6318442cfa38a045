#pragma once

#include <memory>
#include <string>
#include <utility>

#include <warrantor/warrantor.hpp>

#include "reference/book.hpp"
#include "rules/load.hpp"

namespace warrantor::reference {

/// A rule set of a text, as the engine has it and as the reference does.
struct MadeRules {
  MadeRules(Policy engine, const std::string& text)
      : policy(std::move(engine)),
        loaded(rules::load_rule_set("made/rules.yaml", [&text](const std::string&) { return text; })),
        book(loaded.rule_set, policy.schema()) {}
  MadeRules(const MadeRules&) = delete;
  MadeRules& operator=(const MadeRules&) = delete;

  Policy policy;
  rules::LoadedRuleSet loaded;
  Book book;  ///< reads the two above
};

/// Nothing where the rule set is refused.
inline std::unique_ptr<MadeRules> made_rules(const std::string& text) {
  auto policy = load_policy({{"made/rules.yaml", text}}, "made/rules.yaml");
  return policy ? std::make_unique<MadeRules>(*std::move(policy), text) : nullptr;
}

}  // namespace warrantor::reference
