#include "policy/mentions.hpp"

#include <utility>

namespace warrantor::policy {

using expr::Node;
using expr::NodeId;
using expr::Op;

namespace {

bool is_condition(const Node& node) {
  const bool is_leaf = node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field;
  return node.type.kind == ValueType::boolean && node.type.is_single() && !is_leaf;
}

}  // namespace

Mentions::Mentions(const Schema& schema, const expr::Program& code) : schema_(schema), code_(code) {}

const Mentions::Facts& Mentions::of(NodeId id) { return find(id, true, known_); }

const Mentions::Facts& Mentions::as_values(NodeId id) { return find(id, false, known_as_values_); }

const Mentions::Facts& Mentions::find(NodeId id, bool of_conditions, Known& known_of) {
  if (known_of.size() < code_.nodes.size()) known_of.resize(code_.nodes.size());  // nodes may have been added
  auto& known = known_of[index_of(id)];
  if (known) return *known;
  Facts facts;
  const Node& node = code_.node(id);
  if (node.op == Op::records) facts.insert(schema_.table(node.type.table).fact);
  if (node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field) facts.insert(node.fact);
  if (node.op == Op::project) facts.insert(node.fact);
  const auto add = [&](NodeId operand) {
    if (!of_conditions && is_condition(code_.node(operand))) return;
    const Facts& below = find(operand, of_conditions, known_of);
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
