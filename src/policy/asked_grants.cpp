#include "policy/asked_grants.hpp"

#include <algorithm>
#include <utility>

namespace warrantor::policy {
namespace {

class AskedGrants {
 public:
  explicit AskedGrants(const expr::Program& code) : code_(code), seen_(code.nodes.size(), false) {}

  // Names may use one name several times each, so that what was seen is not looked at again.
  void collect(expr::NodeId id) {
    if (seen_[index_of(id)]) return;
    seen_[index_of(id)] = true;
    const expr::Node& node = code_.node(id);
    if (node.op == expr::Op::granted) add(node.index);
    if (node.op == expr::Op::definition) collect(code_.definitions[node.index].root);
    for (const expr::NodeId operand : code_.children_of(node)) collect(operand);
  }

  std::vector<std::uint32_t> take() { return std::move(grants_); }

 private:
  void add(std::uint32_t grant) {
    if (std::find(grants_.begin(), grants_.end(), grant) == grants_.end()) grants_.push_back(grant);
  }

  const expr::Program& code_;
  std::vector<bool> seen_;
  std::vector<std::uint32_t> grants_;
};

}  // namespace

std::vector<std::uint32_t> asked_grants(const expr::Program& code, expr::NodeId id) {
  AskedGrants asked(code);
  asked.collect(id);
  return asked.take();
}

}  // namespace warrantor::policy
