#include <algorithm>

#include "engine/block_program.hpp"

// Conditions as steps over columns of truths.
namespace warrantor::engine {

using expr::Op;

TruthSlot BlockProgram::truth(NodeId id) {
  const auto found = truth_of_.find(id);
  if (found != truth_of_.end()) return found->second;
  const TruthSlot slot = make_truth(id);
  truth_of_.emplace(id, slot);
  return slot;
}

TruthSlot BlockProgram::make_truth(NodeId id) {
  const Node& node = program_.code.node(id);
  if (has_no_column(node)) return truth_about_text();
  const auto operands = program_.code.children_of(node);
  switch (node.op) {
    case Op::constant:
      return constant_truth(node.constant);
    case Op::claim_fact:
    case Op::line_fact:
      return fact_truth(node.fact);
    case Op::definition:
      return truth(program_.code.definitions[node.index].root);
    case Op::conjunction:
      return joined(BlockOp::all_of, node);
    case Op::disjunction:
      return joined(BlockOp::any_of, node);
    case Op::negation:
      return opposite(truth(operands[0]));
    case Op::equal:
      return equality(operands[0], operands[1]);
    case Op::not_equal:
      return opposite(equality(operands[0], operands[1]));
    case Op::less:
      return order(operands[0], operands[1]);
    case Op::less_equal:
      return opposite(order(operands[1], operands[0]));
    case Op::greater:
      return order(operands[1], operands[0]);
    case Op::greater_equal:
      return opposite(order(operands[0], operands[1]));
    case Op::one_of:
      return one_of(node);
    case Op::is_none:
      return absence(operands[0]);
    case Op::conditional: {
      const TruthSlot condition = as_condition(truth(operands[0]));
      const TruthSlot then_truth = truth(operands[1]);
      const TruthSlot else_truth = truth(operands[2]);
      return add_truth({BlockOp::choose_truth, at(condition), at(then_truth), at(else_truth)},
                       is_exact(condition) && is_exact(then_truth) && is_exact(else_truth), true);
    }
    default:
      return constant_truth(without_records(id));  // some, every
  }
}

TruthSlot BlockProgram::joined(BlockOp op, const Node& node) {
  TruthSlot result = constant_truth(Value::boolean(op == BlockOp::all_of));
  for (const NodeId operand : program_.code.children_of(node)) result = join(op, result, truth(operand));
  return result;
}

TruthSlot BlockProgram::join(BlockOp op, TruthSlot left, TruthSlot right) {
  const bool is_neutral = op == BlockOp::all_of;
  const auto is_constant = [this](TruthSlot slot, bool truth) {
    const auto& constant = truths_[index_of(slot)].constant;
    return constant && (truth ? constant->is_true() : constant->is_false());
  };
  if (is_constant(left, is_neutral)) return as_condition(right);
  if (is_constant(right, is_neutral)) return as_condition(left);
  if (is_constant(left, !is_neutral)) return left;
  if (is_constant(right, !is_neutral)) return right;
  return add_truth({op, at(std::min(left, right)), at(std::max(left, right))}, is_exact(left) && is_exact(right));
}

TruthSlot BlockProgram::both(TruthSlot left, TruthSlot right) { return join(BlockOp::all_of, left, right); }

// None is no truth.
TruthSlot BlockProgram::as_condition(TruthSlot slot) {
  if (!truths_[index_of(slot)].may_be_none) return slot;
  return add_truth({BlockOp::all_of, at(slot), at(slot)}, is_exact(slot));
}

TruthSlot BlockProgram::opposite(TruthSlot slot) { return add_truth({BlockOp::negation, at(slot)}, is_exact(slot)); }

ValueType BlockProgram::kind_of(NodeId left, NodeId right) const {
  const expr::Type& type = program_.code.node(left).type;
  return type.is_null ? program_.code.node(right).type.kind : type.kind;
}

TruthSlot BlockProgram::equality(NodeId left, NodeId right) {
  const ValueType kind = kind_of(left, right);
  if (is_text(kind) || kind == ValueType::decimal) return truth_about_text();
  if (kind == ValueType::boolean) {
    const TruthSlot first = truth(left);
    const TruthSlot second = truth(right);
    return add_truth({BlockOp::same_truth, at(first), at(second)}, is_exact(first) && is_exact(second));
  }
  const NodeId value[] = {right};
  if (auto entry = members(program_.code.node(left), value)) return among(left, std::move(*entry));
  return equal(number(left), number(right));
}

TruthSlot BlockProgram::equal(NumberSlot left, NumberSlot right) {
  if (numbers_[index_of(left)].constant) std::swap(left, right);
  return add_truth({BlockOp::equal, at(left), at(right)}, is_exact(left) && is_exact(right));
}

TruthSlot BlockProgram::order(NodeId left, NodeId right) {
  if (kind_of(left, right) == ValueType::decimal) return truth_about_text();
  const NumberSlot first = number(left);
  const NumberSlot second = number(right);
  return add_truth({BlockOp::less, at(first), at(second)}, is_exact(first) && is_exact(second));
}

TruthSlot BlockProgram::one_of(const Node& node) {
  const auto operands = program_.code.children_of(node);
  if (auto set = members(program_.code.node(operands[0]), operands.subspan(1))) {
    return among(operands[0], std::move(*set));
  }
  TruthSlot result = constant_truth(Value::boolean(false));
  for (const NodeId value : operands.subspan(1)) result = join(BlockOp::any_of, result, equality(operands[0], value));
  return result;
}

// The entries of an enumeration that are asked for, where they are constants.
std::optional<std::vector<bool>> BlockProgram::members(const Node& subject, std::span<const NodeId> values) const {
  if (subject.type.kind != ValueType::enumeration || subject.type.is_null) return std::nullopt;
  std::vector<bool> members(program_.schema.domain(subject.type.domain).values.size());
  for (const NodeId value : values) {
    const Node& node = program_.code.node(value);
    if (node.op != Op::constant || !node.constant.is_known()) return std::nullopt;
    members[static_cast<std::size_t>(node.constant.as_integer())] = true;
  }
  return members;
}

// Asks of what an entry is reckoned from, rather than reckon it on each line.
TruthSlot BlockProgram::among(NodeId operand, std::vector<bool> members) {
  const Node& node = program_.code.node(operand);
  if (node.op == Op::definition) return among(program_.code.definitions[node.index].root, std::move(members));
  if (node.op == Op::map_value) {
    std::vector<bool> origins;
    for (const std::int64_t entry : program_.code.maps[node.index]) {
      origins.push_back(members[static_cast<std::size_t>(entry)]);
    }
    return among(program_.code.children_of(node)[0], std::move(origins));
  }
  const NumberSlot slot = number(operand);
  return add_truth({BlockOp::among, at(slot), 0, 0, keep_set(members)}, is_exact(slot));
}

std::uint32_t BlockProgram::keep_set(const std::vector<bool>& members) {
  NumberSet set((members.size() + 63) / 64);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i]) set[i / 64] |= std::uint64_t{1} << i % 64;
  }
  const auto found = std::find(sets_.begin(), sets_.end(), set);
  if (found != sets_.end()) return static_cast<std::uint32_t>(found - sets_.begin());
  sets_.push_back(std::move(set));
  return static_cast<std::uint32_t>(sets_.size() - 1);
}

TruthSlot BlockProgram::absence(NodeId operand) {
  const expr::Type& type = program_.code.node(operand).type;
  if (type.kind == ValueType::boolean && !type.is_null) {
    const TruthSlot slot = truth(operand);
    return add_truth({BlockOp::truth_is_none, at(slot)}, is_exact(slot));
  }
  const NumberSlot slot = number(operand);
  return add_truth({BlockOp::is_none, at(slot)}, is_exact(slot));
}

}  // namespace warrantor::engine
