#include "engine/nearest_row.hpp"

#include <algorithm>

namespace warrantor::engine {
namespace {

bool is_passed(const LimitResult& limit) { return limit.margin.is_known() && limit.margin.as_integer() < 0; }

const LimitResult* find_limit(const std::vector<LimitResult>& limits, const RuleInfo& limit) {
  const auto found =
      std::find_if(limits.begin(), limits.end(), [&limit](const LimitResult& each) { return each.limit == &limit; });
  return found == limits.end() ? nullptr : &*found;
}

bool is_covered(const LineDecision& line) {
  return std::any_of(line.coverages.begin(), line.coverages.end(),
                     [](const CoverageResult& row) { return row.covers(); });
}

}  // namespace

RowLimitResult nearest_passed(const LineDecision& line, const RuleInfo& limit) {
  RowLimitResult nearest;
  for (const CoverageResult& row : line.coverages) {
    const LimitResult* const found = find_limit(row.limits, limit);
    if (found == nullptr || !is_passed(*found)) continue;
    if (nearest.limit == nullptr || found->margin.as_integer() > nearest.limit->margin.as_integer()) {
      nearest = {line.coverages.size() > 1 ? row.row : nullptr, found};
    }
  }
  if (nearest.limit != nullptr) return nearest;
  const LimitResult* const found = find_limit(line.limits, limit);
  return {nullptr, found != nullptr && is_passed(*found) ? found : nullptr};
}

std::vector<OtherRow> over_otherwise(const LineDecision& line, const LimitResult& limit) {
  std::vector<OtherRow> rows;
  for (const CoverageResult& row : line.coverages) {
    OtherRow other{{row.row, find_limit(row.limits, *limit.limit)}, {}};
    // A limit of its own for the same day or reading says enough of the row.
    const auto measures_it = [&limit](const LimitResult& each) { return each.subject == limit.subject; };
    const bool keeps_it = other.kept.limit != nullptr ? other.kept.limit->passed.is_false()
                                                      : std::none_of(row.limits.begin(), row.limits.end(), measures_it);
    for (const LimitResult& each : row.limits) {
      if (is_passed(each)) other.passed.push_back(each.limit);
    }
    if (keeps_it && !other.passed.empty()) rows.push_back(std::move(other));
  }
  return rows;
}

std::vector<RowLimitResult> limits_to_tell(const LineDecision& line) {
  std::vector<RowLimitResult> limits;
  const auto is_told = [&limits](const LimitResult& limit) {
    return std::any_of(limits.begin(), limits.end(),
                       [&limit](const RowLimitResult& told) { return told.limit->limit == limit.limit; });
  };
  for (const CoverageResult& row : line.coverages) {
    for (const LimitResult& limit : row.limits) {
      if (is_covered(line) || !is_passed(limit) || is_told(limit)) continue;
      const RowLimitResult nearest = nearest_passed(line, *limit.limit);
      limits.push_back({nearest.row == nullptr ? row.row : nearest.row, nearest.limit});
    }
  }
  for (const LimitResult& limit : line.limits) {
    if (!is_told(limit)) limits.push_back({line.coverage, &limit});
  }
  return limits;
}

}  // namespace warrantor::engine
