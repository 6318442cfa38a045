#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/claim.hpp>

#include "io/fault.hpp"
#include "io/read_claim.hpp"

namespace warrantor::io {

/// Reads the value of a fact from a text that is not blank, as parse_cell does and by the conversion of its place where
/// it has one. Nothing where it cannot be taken, and then a fault is added; an oddity that the rule set wants pointed
/// out becomes a warning.
[[nodiscard]] std::optional<Value> read_value(const Schema& schema, const Fact& fact, std::string_view text,
                                              const Place& place, TextStore& texts, std::vector<Fault>& faults,
                                              std::vector<Warning>& warnings);

}  // namespace warrantor::io
