#include "policy/mentions.hpp"

#include <utility>

namespace warrantor::policy {

using expr::Node;
using expr::NodeId;
using expr::Op;

Mentions::Mentions(const Schema& schema, const expr::Program& code)
    : schema_(schema), code_(code), known_(code.nodes.size()) {}

const Mentions::Facts& Mentions::of(NodeId id) {
  if (known_.size() < code_.nodes.size()) known_.resize(code_.nodes.size());  // nodes may have been added
  auto& known = known_[index_of(id)];
  if (known) return *known;
  Facts facts;
  const Node& node = code_.node(id);
  if (node.op == Op::records) facts.insert(schema_.table(node.type.table).fact);
  if (node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field) facts.insert(node.fact);
  if (node.op == Op::project) facts.insert(node.fact);
  const auto add = [&](NodeId operand) {
    const Facts& below = of(operand);
    facts.insert(below.begin(), below.end());
  };
  for (const NodeId operand : code_.children_of(node)) add(operand);
  if (node.op == Op::definition) add(code_.definitions[node.index].root);
  return known.emplace(std::move(facts));
}

bool is_of_list(const expr::Program& code, const Node& node) {
  return code.node(code.children_of(node)[0]).type.is_list;
}

}  // namespace warrantor::policy
