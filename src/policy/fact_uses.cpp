#include <algorithm>

#include "policy/cells.hpp"

namespace warrantor::policy {
namespace {

using expr::Node;
using expr::NodeId;
using expr::Op;

/// Looks through some nodes and what they hang on for a fact of an ordered type that is used in any way but a
/// comparison with a constant.
class UseFinder {
 public:
  UseFinder(const Schema& schema, const expr::Program& code)
      : schema_(schema), code_(code), seen_(code.nodes.size(), false) {}

  [[nodiscard]] bool constants_alone() const { return constants_alone_; }

  void look_below(NodeId id) {
    if (seen_[index_of(id)]) return;
    seen_[index_of(id)] = true;
    const Node& node = code_.node(id);
    const auto operands = code_.children_of(node);
    for (const NodeId operand : operands) {
      if (is_ordered_fact(operand) && !with_constants(node, operand)) constants_alone_ = false;
      look_below(operand);
    }
    if (node.op != Op::definition) return;
    const NodeId root = code_.definitions[node.index].root;
    // A name for nothing but the fact is used where the name is.
    if (is_ordered_fact(root)) constants_alone_ = false;
    look_below(root);
  }

 private:
  [[nodiscard]] bool is_ordered_fact(NodeId id) const {
    const auto fact = as_fact(code_.node(id));
    return fact && bounds_of(schema_.fact(*fact));
  }

  [[nodiscard]] bool with_constants(const Node& node, NodeId fact) const {
    if (node.op == Op::is_none) return true;
    if (!is_comparison(node.op)) return false;
    const auto operands = code_.children_of(node);
    if (node.op == Op::one_of && operands[0] != fact) return false;
    return std::all_of(operands.begin(), operands.end(),
                       [&](NodeId operand) { return operand == fact || code_.node(operand).op == Op::constant; });
  }

  const Schema& schema_;
  const expr::Program& code_;
  std::vector<bool> seen_;
  bool constants_alone_ = true;
};

}  // namespace

bool cut_by_constants(const Schema& schema, const expr::Program& code, const std::vector<NodeId>& nodes) {
  UseFinder finder(schema, code);
  for (const NodeId node : nodes) finder.look_below(node);
  return finder.constants_alone();
}

}  // namespace warrantor::policy
