#include "policy/choices.hpp"

#include <algorithm>
#include <vector>

namespace warrantor::policy {

using expr::Node;
using expr::NodeId;
using expr::Op;

void Choices::find() {
  // Those that are added come to be looked at too: a choice may lie within a choice.
  for (std::size_t i = 0; i < code_.nodes.size(); ++i) look_at(static_cast<NodeId>(i));
}

NodeId Choices::alike(NodeId id) const {
  const auto found = alike_.find(index_of(behind_names(id)));
  return found == alike_.end() ? id : found->second;
}

void Choices::look_at(NodeId id) {
  const Op op = code_.node(id).op;
  const bool counts = op == Op::plus_months || op == Op::plus_days || op == Op::days_between || op == Op::add ||
                      op == Op::subtract || op == Op::negate;
  if (!counts || added_ >= most_nodes) return;
  const std::size_t operands = code_.children_of(code_.node(id)).size();
  for (std::size_t i = 0; i < operands; ++i) {
    const NodeId chosen = alike(behind_names(code_.children_of(code_.node(id))[i]));
    if (!is_chosen_by_what_it_reads(chosen)) continue;
    const auto ways = code_.children_of(code_.node(chosen));
    const NodeId condition = ways[0];
    const NodeId one = ways[1];
    const NodeId other = ways[2];
    Node choice = code_.node(id);
    choice.op = Op::conditional;
    alike_.emplace(index_of(id), code_.add(choice, {condition, with_operand(id, i, one), with_operand(id, i, other)}));
    added_ += 3;
    return;
  }
}

NodeId Choices::behind_names(NodeId id) const {
  while (code_.node(id).op == Op::definition) id = code_.definitions[code_.node(id).index].root;
  return id;
}

// Elsewhere what is counted goes as what is chosen does.
bool Choices::is_chosen_by_what_it_reads(NodeId id) {
  if (code_.node(id).op != Op::conditional) return false;
  const auto operands = code_.children_of(code_.node(id));
  const Mentions::Facts& asked = mentions_.of(operands[0]);
  return std::any_of(operands.begin() + 1, operands.end(), [&](NodeId way) {
    const Mentions::Facts& read = mentions_.of(way);
    return std::any_of(read.begin(), read.end(), [&](FactId fact) { return asked.contains(fact); });
  });
}

NodeId Choices::with_operand(NodeId id, std::size_t place, NodeId operand) {
  const auto operands = code_.children_of(code_.node(id));
  std::vector<NodeId> changed(operands.begin(), operands.end());
  changed[place] = operand;
  const Node node = code_.node(id);
  return code_.add(node, changed);
}

}  // namespace warrantor::policy
