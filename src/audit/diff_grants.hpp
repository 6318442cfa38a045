#pragma once

#include <string_view>

#include "audit/diff.hpp"

namespace warrantor::audit {

/// A decision and what its values are to be read by.
struct DecidedBy {
  const Schema& schema;
  const Decision& decision;
};

/// Counts what a claim is granted and what is told of it by one rule set and not by the other.
void compare_told(const DecidedBy& before, const DecidedBy& after, std::string_view claim, DiffTotals& totals);

}  // namespace warrantor::audit
