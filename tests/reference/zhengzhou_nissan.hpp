#pragma once

#include <doctest/doctest.h>

#include <string>

#include <warrantor/warrantor.hpp>

#include "reference/reference.hpp"
#include "rules/load.hpp"
#include "support/json_claims.hpp"

namespace warrantor::reference {

/// rules/zhengzhou-nissan for the engine and for the reference, and its decided cases.
struct ZhengzhouNissan {
  ZhengzhouNissan() : policy(load()), loaded(read()), book(loaded.rule_set, policy.schema()) {}

  static Policy load() {
    auto policy = load_policy(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan");
    REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
    return *policy;
  }
  static rules::LoadedRuleSet read() {
    const auto location = rules::locate_rule_set(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan");
    REQUIRE(location.has_value());
    return rules::load_rule_set(location->path, rules::read_below(location->root));
  }

  Claim claim_of(const std::string& json) const {
    base::JsonReader reader;
    const auto object = reader.read(json);
    REQUIRE(object.has_value());
    Claim claim = policy.new_claim();
    std::string faults;
    test::fill_claim(*object, claim, faults);
    REQUIRE_MESSAGE(faults.empty(), faults);
    return claim;
  }

  Policy policy;
  rules::LoadedRuleSet loaded;
  Book book;
  std::string cases = WARRANTOR_SOURCE_DIR "/tests/conformance/zhengzhou-nissan/";
};

}  // namespace warrantor::reference
