#include "reference/findings.hpp"

#include <algorithm>

namespace warrantor::reference {

std::string Findings::result() const {
  if (rejected) return {};
  std::string text(name_of(outcome));
  for (const std::int64_t amount : pays) text += " " + std::to_string(amount);
  return text + bearers;
}

Findings in_common(const std::vector<Findings>& all) {
  Findings common;
  common.rejected = true;
  for (const Findings& one : all) {
    if (one.rejected) continue;
    if (common.rejected) {
      common = one;
      common.bearers.clear();
      continue;
    }
    Ids reasons;
    std::set_intersection(common.reasons.begin(), common.reasons.end(), one.reasons.begin(), one.reasons.end(),
                          std::inserter(reasons, reasons.end()));
    common.reasons = std::move(reasons);
    common.ever.insert(one.ever.begin(), one.ever.end());
    common.active.insert(one.active.begin(), one.active.end());
    if (common.coverage != one.coverage) common.coverage.reset();
    for (std::size_t i = 0; i < one.amounts.size(); ++i) {
      if (common.amounts[i] != one.amounts[i]) common.amounts[i].reset();
      if (common.portion_granted[i] != one.portion_granted[i]) common.portion_granted[i].reset();
    }
  }
  return common;
}

}  // namespace warrantor::reference
