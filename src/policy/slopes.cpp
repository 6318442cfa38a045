#include "policy/slopes.hpp"

#include <algorithm>

#include <warrantor/claim.hpp>

#include "base/checked.hpp"

namespace warrantor::policy {

using expr::Node;
using expr::NodeId;
using expr::Op;

Slope flipped(Slope slope) noexcept {
  if (slope == Slope::rises) return Slope::falls;
  return slope == Slope::falls ? Slope::rises : slope;
}

Slope together(Slope left, Slope right) noexcept {
  if (left == Slope::none || left == right) return right;
  return right == Slope::none ? left : Slope::unclear;
}

void Slopes::look_at_level(std::uint32_t level) {
  level_ = level;
  known_.clear();
}

bool Slopes::is_fact(NodeId id, FactId fact) const {
  const Node& node = code_.node(id);
  const bool reads = node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field;
  return reads && node.fact == fact && (node.op != Op::field || node.index == level_);
}

// The largest of a list lies where one of its records does.
bool Slopes::is_extreme_of(NodeId id, FactId fact) const {
  const Node& node = code_.node(id);
  if (node.op == Op::definition) return is_extreme_of(code_.definitions[node.index].root, fact);
  if (node.op != Op::minimum && node.op != Op::maximum) return false;
  const Node& list = code_.node(code_.children_of(node)[0]);
  return list.op == Op::project && list.fact == fact;
}

Slope Slopes::of_side(NodeId id, FactId fact) { return is_extreme_of(id, fact) ? Slope::rises : of(id, fact); }

// A condition has cuts of its own, between which a choice that it makes is constant or goes as what it chooses does.
Slope Slopes::of_choice(NodeId condition, Slope chosen, FactId fact) {
  return chosen != Slope::none && mentions_.of(condition).contains(fact) ? Slope::unclear : chosen;
}

Slope Slopes::of(NodeId id, FactId fact) {
  if (is_fact(id, fact)) return Slope::rises;
  // What only conditions hang on changes where these turn, which they are cut for by themselves.
  if (!mentions_.as_values(id).contains(fact)) return Slope::none;
  const Node& node = code_.node(id);
  const auto operands = code_.children_of(node);
  switch (node.op) {
    case Op::definition: {
      const auto known = known_.find({node.index, fact});
      if (known != known_.end()) return known->second;
      const Slope found = of(code_.definitions[node.index].root, fact);
      known_.emplace(std::pair(node.index, fact), found);
      return found;
    }
    case Op::conditional:
      return of_choice(operands[0], together(of(operands[1], fact), of(operands[2], fact)), fact);
    case Op::add:
    case Op::plus_months:
    case Op::plus_days:
      return together(of(operands[0], fact), of(operands[1], fact));
    case Op::subtract:
    case Op::days_between:
      return together(of(operands[0], fact), flipped(of(operands[1], fact)));
    case Op::negate:
      return flipped(of(operands[0], fact));
    case Op::widen:
      return of(operands[0], fact);
    case Op::divide:
    case Op::scale_span:
    case Op::divide_span:
      return of_scaled(operands[0], operands[1], fact);
    case Op::power:
      return Slope::unclear;
    case Op::multiply:
      return of_product(operands[0], operands[1], fact);
    case Op::proportion:  // nothing in it is below zero where it has a value
      return together(together(of(operands[0], fact), of(operands[1], fact)), flipped(of(operands[2], fact)));
    case Op::earliest:
    case Op::latest:
    case Op::minimum:
    case Op::maximum: {
      if (is_of_list(code_, node)) return expr::is_opaque(code_, node) ? Slope::unclear : Slope::none;
      Slope all = Slope::none;
      for (const NodeId operand : operands) all = together(all, of(operand, fact));
      return all;
    }
    case Op::call:
      return expr::is_rounding(code_, node) ? of(operands[0], fact) : Slope::unclear;
    default:
      if (expr::is_opaque(code_, node)) return Slope::unclear;
      return Slope::none;  // a truth or a count, which changes only where its own comparisons are cut
  }
}

Slope Slopes::of_difference(NodeId left, std::optional<NodeId> right, FactId fact) {
  if (right && are_months_apart(left, *right, fact)) return Slope::none;
  const auto of_left = coefficient(left, fact);
  const auto of_right = right ? coefficient(*right, fact) : std::optional<std::int64_t>(0);
  const auto both = of_left && of_right ? base::checked_subtract(*of_left, *of_right) : std::nullopt;
  if (!both) return Slope::unclear;
  if (*both == 0) return Slope::none;
  return *both > 0 ? Slope::rises : Slope::falls;
}

// How much a node grows with each step of the fact; nothing where that varies.
Slopes::Number Slopes::coefficient(NodeId id, FactId fact) {
  if (is_fact(id, fact)) return 1;
  if (!mentions_.of(id).contains(fact)) return 0;
  const Node& node = code_.node(id);
  const auto operands = code_.children_of(node);
  const auto of = [&](std::size_t i) { return coefficient(operands[i], fact); };
  switch (node.op) {
    case Op::definition:
      return coefficient(code_.definitions[node.index].root, fact);
    case Op::add:
    case Op::plus_days:
      return combined(of(0), of(1), base::checked_add);
    case Op::subtract:
    case Op::days_between:
      return combined(of(0), of(1), base::checked_subtract);
    case Op::negate:
      return combined(0, of(0), base::checked_subtract);
    case Op::multiply: {
      const bool is_left = mentions_.of(operands[0]).contains(fact);
      const Node& factor = code_.node(operands[is_left ? 1 : 0]);
      if (factor.op != Op::constant || !factor.constant.is_integer()) return std::nullopt;
      return combined(of(is_left ? 0 : 1), factor.constant.as_integer(), base::checked_multiply);
    }
    default:
      return std::nullopt;
  }
}

Slopes::Number Slopes::combined(Number left, Number right, Number (*of)(std::int64_t, std::int64_t) noexcept) {
  return left && right ? of(*left, *right) : std::nullopt;
}

std::optional<Slopes::CountedDay> Slopes::counted_day(NodeId id, FactId fact) {
  if (is_fact(id, fact)) return CountedDay{};
  const Node& node = code_.node(id);
  if (node.op == Op::definition) return counted_day(code_.definitions[node.index].root, fact);
  if (node.op != Op::plus_months && node.op != Op::plus_days) return std::nullopt;
  const auto operands = code_.children_of(node);
  auto day = counted_day(operands[0], fact);
  if (!day || mentions_.of(operands[1]).contains(fact)) return std::nullopt;
  if (node.op == Op::plus_months) {
    if (std::exchange(day->by_months, true)) return std::nullopt;
    return day;
  }
  const Node& days = code_.node(operands[1]);
  if (days.op != Op::constant || !days.constant.is_known()) return std::nullopt;
  day->days += std::clamp<std::int64_t>(days.constant.as_integer(), -longest_duration, longest_duration);
  return day;
}

// Days that are counted by months from the same day are 28 days apart or more, or none: which of them comes first
// hangs on the months alone.
bool Slopes::are_months_apart(NodeId left, NodeId right, FactId fact) {
  constexpr std::int64_t shortest_month = 28;
  const auto one = counted_day(left, fact);
  const auto other = counted_day(right, fact);
  if (!one || !other) return false;
  const std::int64_t days = one->days - other->days;
  return -shortest_month < days && days < shortest_month;
}

Slope Slopes::of_product(NodeId left, NodeId right, FactId fact) {
  if (mentions_.of(left).contains(fact)) std::swap(left, right);
  return of_scaled(right, left, fact);
}

// Unknown where it is not looked at, or hangs on the fact itself.
Value Slopes::value_of(NodeId id, FactId fact) {
  return evaluator_ != nullptr && !mentions_.of(id).contains(fact) ? evaluator_->evaluate(id) : Value::unknown();
}

// Multiplied or divided by a constant. What is cut off behind whole months or days never turns the course.
Slope Slopes::of_scaled(NodeId scaled, NodeId by, FactId fact) {
  const Node& factor = code_.node(by);
  const Value number = factor.op == Op::constant ? factor.constant : value_of(by, fact);
  if (factor.op == Op::negate && code_.node(code_.children_of(factor)[0]).op == Op::constant)
    return flipped(of_scaled(scaled, code_.children_of(factor)[0], fact));
  if (!number.is_known()) return Slope::unclear;
  const int sign = number.is_decimal() ? number.as_decimal().sign() : number.as_integer() < 0 ? -1 : 1;
  if (sign == 0) return Slope::unclear;
  return sign < 0 ? flipped(of(scaled, fact)) : of(scaled, fact);
}

}  // namespace warrantor::policy
