#pragma once

#include <doctest/doctest.h>

#include <string>

#include <warrantor/warrantor.hpp>

#include "reference/reference.hpp"
#include "rules/load.hpp"
#include "support/made_claim.hpp"

namespace warrantor::reference {

/// A rule set below rules/ for the engine and for the reference, and its decided cases.
struct ShippedRules {
  explicit ShippedRules(const std::string& name)
      : policy(load(name)),
        loaded(read(name)),
        book(loaded.rule_set, policy.schema()),
        cases(WARRANTOR_SOURCE_DIR "/tests/conformance/" + name + "/") {}

  static Policy load(const std::string& name) {
    auto policy = load_policy(WARRANTOR_SOURCE_DIR "/rules/" + name);
    REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
    return *policy;
  }
  static rules::LoadedRuleSet read(const std::string& name) {
    const auto location = rules::locate_rule_set(WARRANTOR_SOURCE_DIR "/rules/" + name);
    REQUIRE(location.has_value());
    return rules::load_rule_set(location->path, rules::read_below(location->root));
  }

  Claim claim_of(const std::string& json) const { return test::claim_of(policy, json); }

  Policy policy;
  rules::LoadedRuleSet loaded;
  Book book;
  std::string cases;
};

}  // namespace warrantor::reference
