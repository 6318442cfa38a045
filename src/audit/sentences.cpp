#include "audit/sentences.hpp"
#include "policy/settings.hpp"

#include <algorithm>

namespace warrantor::audit {

using expr::Node;
using expr::Op;

bool Sentences::same(NodeId left_id, NodeId right_id) const {
  if (left_id == right_id) return true;
  const Node& left = node(left_id);
  const Node& right = node(right_id);
  if (left.op != right.op || left.child_count != right.child_count || left.index != right.index) return false;
  if (left.fact != right.fact || left.rounding != right.rounding || left.type.table != right.type.table) return false;
  if (left.op == Op::constant && !left.constant.same_as(right.constant)) return false;
  const auto lefts = code_.children_of(left);
  const auto rights = code_.children_of(right);
  return std::equal(lefts.begin(), lefts.end(), rights.begin(), [this](NodeId a, NodeId b) { return same(a, b); });
}

bool Sentences::asks_nothing(NodeId id) const {
  const Node& asked = node(id);
  if (asked.op == Op::constant) return asked.constant.is_true();
  if (asked.op != Op::conjunction) return false;
  const auto parts = code_.children_of(asked);
  return std::all_of(parts.begin(), parts.end(), [this](NodeId part) { return asks_nothing(part); });
}

const expr::Definition* Sentences::definition(std::string_view name) const {
  const auto found = std::find_if(code_.definitions.begin(), code_.definitions.end(),
                                  [&](const expr::Definition& candidate) { return candidate.name == name; });
  return found == code_.definitions.end() ? nullptr : &*found;
}

std::size_t Sentences::nesting(NodeId id) const {
  const Node& asked = node(id);
  const auto operands = code_.children_of(asked);
  std::size_t deepest = 0;
  for (const NodeId operand : operands) deepest = std::max(deepest, nesting(operand));
  const bool goes_through =
      asked.op == Op::some || asked.op == Op::every || asked.op == Op::filter || asked.op == Op::for_each;
  return goes_through ? std::max(nesting(operands[0]), 1 + nesting(operands[1])) : deepest;
}

std::string Sentences::condition(NodeId id, std::optional<NodeId> given) {
  levels_ = nesting(id);
  std::vector<Claimed> parts;
  std::vector<Claimed> known;
  collect(id, true, Op::conjunction, parts);
  if (given) collect(*given, true, Op::conjunction, known);
  parts.erase(std::remove_if(parts.begin(), parts.end(), [&](const Claimed& one) { return is_said(one, known); }),
              parts.end());
  return join(parts, true).text;
}

std::string Sentences::value(NodeId id, std::string_view unit) {
  levels_ = nesting(id);
  const bool is_condition = node(id).type.kind == ValueType::boolean && !node(id).type.is_list;
  if (is_condition && node(id).op != Op::conditional) return part(id, true).text;
  const std::string_view own = unit_of(id);
  return value_with(id, own.empty() ? unit : own);
}

}  // namespace warrantor::audit
