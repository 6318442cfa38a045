#include "reference/findings.hpp"

#include <algorithm>
#include <iterator>

namespace warrantor::reference {
namespace {

Ids in_both(const Ids& left, const Ids& right) {
  Ids both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::inserter(both, both.end()));
  return both;
}

}  // namespace

std::string Findings::result() const {
  if (rejected) return {};
  std::string text(name_of(outcome));
  for (const std::int64_t amount : pays) text += " " + std::to_string(amount);
  for (const std::int64_t amount : advances) text += " first " + std::to_string(amount);
  // Of a line that stays open the amount that is open counts.
  for (const auto& amount : amounts) {
    if (outcome == Outcome::referred) text += " " + std::to_string(amount.value_or(-1));
  }
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
    common.reasons = in_both(common.reasons, one.reasons);
    common.waiting = in_both(common.waiting, one.waiting);
    common.without_value.insert(one.without_value.begin(), one.without_value.end());
    common.ever.insert(one.ever.begin(), one.ever.end());
    common.active.insert(one.active.begin(), one.active.end());
    for (auto& [rule, used] : common.used_up) {
      if (name_of(used) != name_of(one.used_up.at(rule))) used = undefined();
    }
    if (common.total != one.total) common.total.reset();
    if (common.coverage != one.coverage) common.coverage.reset();
    for (std::size_t i = 0; i < one.amounts.size(); ++i) {
      if (common.amounts[i] != one.amounts[i]) common.amounts[i].reset();
      if (common.portion_granted[i] != one.portion_granted[i]) common.portion_granted[i].reset();
    }
  }
  return common;
}

}  // namespace warrantor::reference
