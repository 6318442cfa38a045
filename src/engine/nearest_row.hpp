#pragma once

#include <vector>

#include <warrantor/decision.hpp>

namespace warrantor::engine {

/// A limit and the coverage row that sets it; without a row where only one counts.
struct RowLimitResult {
  const RuleInfo* row = nullptr;
  const LimitResult* limit = nullptr;
};

/// Of the rows that hold and pass a limit, that which came nearest: with the latest last day or the largest reading.
/// Without a limit where none passes it.
[[nodiscard]] RowLimitResult nearest_passed(const LineDecision& line, const RuleInfo& limit);

/// A row that would not have ended by a limit, and by what it is over all the same.
struct OtherRow {
  RowLimitResult kept;  ///< without a limit where the row sets none for what is measured
  std::vector<const RuleInfo*> passed;
};

/// Where each row counts with its own limits: those that hold, keep a limit or set none, and pass another.
[[nodiscard]] std::vector<OtherRow> over_otherwise(const LineDecision& line, const LimitResult& limit);

/// What a reader is told of the limits of a line, each once: where no row covers it, those that are passed by the row
/// that came nearest, then those that the row keeps which is named.
[[nodiscard]] std::vector<RowLimitResult> limits_to_tell(const LineDecision& line);

}  // namespace warrantor::engine
