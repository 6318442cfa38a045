#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/decision_writer.hpp"

namespace warrantor::io {

/// Decisions as CSV (RFC 4180, comma, LF), a row for each line of a claim: claim_id, line_id, outcome,
/// reasons, a column for each party, open, coverage, coverage_until, coverage_limit, missing, pending, steps,
/// rules; then the columns carried along. `claim_outcome`, `clauses`, `possible` and `total` can be asked
/// for. Lists are joined with `;`. Headers, outcomes, rules and facts are ids and names, or labels where the setup asks
/// for them. No cell can be taken for a formula: see append_harmless_csv_field().
[[nodiscard]] Expected<std::unique_ptr<DecisionWriter>> make_csv_writer(const WriterSetup& setup);

}  // namespace warrantor::io
