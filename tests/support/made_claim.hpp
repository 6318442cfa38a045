#pragma once

#include <string>

#include <doctest/doctest.h>

#include <warrantor/policy.hpp>

#include "base/json_reader.hpp"
#include "support/json_claims.hpp"

namespace warrantor::test {

/// A claim as JSON Lines has it, of which everything must be a fact of the policy.
inline Claim claim_of(const Policy& policy, const std::string& json) {
  base::JsonReader reader;
  const auto object = reader.read(json);
  REQUIRE_MESSAGE(object.has_value(), json);
  Claim claim = policy.new_claim();
  std::string faults;
  fill_claim(*object, claim, faults);
  REQUIRE_MESSAGE(faults.empty(), faults);
  return claim;
}

}  // namespace warrantor::test
