#include "batch/least_borne.hpp"

#include <algorithm>

#include "policy/program.hpp"

namespace warrantor::batch {
namespace {

using expr::Node;
using expr::NodeId;
using expr::Op;

class Signs {
 public:
  explicit Signs(const policy::Program& program) : schema_(program.schema), code_(program.code) {}

  [[nodiscard]] bool is_below_zero_never(NodeId id) const {
    const Node& node = code_.node(id);
    switch (node.op) {
      case Op::constant:
        return !node.constant.is_known() || (node.constant.is_integer() && node.constant.as_integer() >= 0);
      case Op::claim_fact:
      case Op::line_fact:
      case Op::field:
      case Op::project:
        return schema_.fact(node.fact).minimum.value_or(-1) >= 0;
      case Op::definition:
        return is_below_zero_never(code_.definitions[node.index].root);
      case Op::conditional:
        return is_never(code_.children_of(node).subspan(1));
      case Op::add:
      case Op::multiply:
      case Op::minimum:
      case Op::maximum:
      case Op::widen:
      case Op::proportion:
      case Op::sum:
        return is_never(code_.children_of(node));
      default:
        return false;
    }
  }

 private:
  template <class Nodes>
  [[nodiscard]] bool is_never(const Nodes& nodes) const {
    return std::all_of(nodes.begin(), nodes.end(), [this](NodeId each) { return is_below_zero_never(each); });
  }

  const Schema& schema_;
  const expr::Program& code_;
};

}  // namespace

// Shares and adjustments leave the sign of an amount as it is.
bool may_bear_below_zero(const Policy& policy) {
  const policy::Program& program = policy.program();
  const Signs signs(program);
  return !std::all_of(program.portions.begin(), program.portions.end(),
                      [&](const policy::Portion& portion) { return signs.is_below_zero_never(portion.amount); });
}

}  // namespace warrantor::batch
