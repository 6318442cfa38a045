#include "engine/case_residue.hpp"

#include <bit>
#include <utility>

namespace warrantor::engine {

using expr::Node;
using expr::NodeId;
using expr::Op;

void Residue::start() {
  if (sums_++ == 0) nodes_.assign(program_.code.nodes.size(), 0);
  sum_ = {0x243f6a8885a308d3U, 0x13198a2e03707344U};  // not zero: zeros that come first count, too
}

void Residue::add(std::uint64_t number) noexcept {
  sum_.high = (std::rotl(sum_.high, 29) ^ number) * 0x9e3779b97f4a7c15U;
  sum_.low = (std::rotl(sum_.low, 31) + number) * 0xc2b2ae3d27d4eb4fU ^ sum_.high >> 32U;
}

void Residue::add(Value value) noexcept {
  add(static_cast<std::uint64_t>(value.knowledge()));
  if (!value.is_known()) return;
  if (value.is_integer()) return add(static_cast<std::uint64_t>(value.as_integer()));
  if (value.is_decimal()) return add(value.as_decimal().hash());
  const base::Fingerprint text = base::fingerprint(value.as_text());
  add(text.high);
  add(text.low);
}

// What was added to this sum before says no more the second time.
bool Residue::is_new(NodeId id) {
  add(index_of(id));
  return std::exchange(nodes_[index_of(id)], sums_) != sums_;
}

void Residue::add(NodeId id) {
  const Node& node = program_.code.node(id);
  if (node.type.is_list || node.type.kind == ValueType::records) return add_within(id);
  const Value value = evaluator_.evaluate(id);
  if (!value.is_unknown()) return add(value);
  if (is_new(id)) add_open(node);
}

void Residue::add_open(const Node& node) {
  switch (node.op) {
    case Op::definition:
      return add(program_.code.definitions[node.index].root);
    case Op::some:
    case Op::every:
    case Op::count:
      for (const NodeId operand : program_.code.children_of(node)) add_within(operand);
      return;
    default:
      for (const NodeId operand : program_.code.children_of(node)) add(operand);
  }
}

// Conditions inside a filter or a quantifier are evaluated record by record: all facts that they read count.
void Residue::add_within(NodeId id) {
  if (!is_new(id)) return;
  const Node& node = program_.code.node(id);
  switch (node.op) {
    case Op::claim_fact:
    case Op::line_fact:
      return add(evaluator_.evaluate(id));
    case Op::records:
      for (const auto& [condition, answer] : answers_) {
        add(index_of(condition));
        add(answer);
      }
      return;
    case Op::definition:
      return add_within(program_.code.definitions[node.index].root);
    default:
      for (const NodeId operand : program_.code.children_of(node)) add_within(operand);
  }
}

}  // namespace warrantor::engine
