#include "audit/coverage.hpp"

#include <algorithm>
#include <set>

#include "audit/coverage_builder.hpp"
#include "base/checked.hpp"

namespace warrantor::audit {

using expr::Node;
using expr::NodeId;
using expr::Op;

Coverage::Coverage(const Policy& policy) : program_(policy.program()) { CoverageBuilder(*this).build(policy); }

bool Coverage::is_complete() const {
  return std::all_of(shown_.begin(), shown_.end(), [](const Shown& shown) {
    return std::all_of(shown.seen.begin(), shown.seen.end(), [](bool seen) { return seen; });
  });
}

void Coverage::evaluated(NodeId id, Value value) {
  last_[index_of(id)] = value;
  const Watch& watch = watches_[index_of(id)];
  if (watch.condition != none && value.is_known()) see(watch.condition, value.is_true() ? 0 : 1);
  if (watch.values != none && value.is_true()) see_values(program_.code.node(id), watch.values);
  if (watch.boundary != none) see_boundary(program_.code.node(id), watch.boundary);
  if (watch.row != none && value.is_true()) see_row(id, watch.row);
}

void Coverage::see_values(const Node& node, std::uint32_t place) {
  const auto operands = program_.code.children_of(node);
  const Value value = last_[index_of(operands[0])];
  // The candidates after the one that is met were not evaluated this time, but do not change here: they are constants.
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const Node& candidate = program_.code.node(operands[i]);
    const Value wanted = candidate.op == Op::constant ? candidate.constant : last_[index_of(operands[i])];
    if (value.is_known() && value.same_as(wanted)) return see(place, i - 1);
  }
}

void Coverage::see_boundary(const Node& node, std::uint32_t place) {
  const auto operands = program_.code.children_of(node);
  const Value left = last_[index_of(operands[0])];
  const Value right = last_[index_of(operands[1])];
  if (!left.is_integer() || !right.is_integer()) return;
  const auto above = base::checked_subtract(left.as_integer(), right.as_integer());
  if (!above) return;
  const std::int64_t last = lies_below(node.op) ? -1 : 0;
  if (*above == last) see(place, 0);
  if (*above == last + 1) see(place, 1);
}

void Coverage::see_row(NodeId id, std::uint32_t rows) {
  for (const NodeId other : rows_[rows]) {
    const std::uint32_t condition = watches_[index_of(other)].condition;
    if (other != id && condition != none) see(condition, 1);
  }
}

void Coverage::see_rules(const std::set<const RuleInfo*>& at_work, bool are_grants) {
  for (std::uint32_t i = 0; i < infos_.size(); ++i) {
    if ((infos_[i]->stage == Stage::grants) == are_grants) see(i, at_work.contains(infos_[i]) ? 0 : 1);
  }
}

void Coverage::decided(const Decision& decision) {
  std::set<const RuleInfo*> rejecting;
  for (const Rejection& rejection : decision.rejections) rejecting.insert(rejection.rule);
  if (decision.rejected()) return see_rules(rejecting, false);
  std::set<const RuleInfo*> granted;
  for (const GrantResult& grant : decision.grants) granted.insert(grant.rule);
  see_rules(granted, true);
  for (const LineDecision& line : decision.lines) {
    std::set<const RuleInfo*> at_work{line.coverage};
    for (const Reason& reason : line.reasons) at_work.insert(reason.rule);
    for (const StepResult& step : line.steps) at_work.insert(step.step);
    for (const AdjustmentResult& adjustment : line.adjustments) at_work.insert(adjustment.rule);
    for (const PortionResult& portion : line.portions) at_work.insert({portion.decided_by, portion.advanced_by});
    see_rules(at_work, false);
  }
}

}  // namespace warrantor::audit
