#include "expr/evaluate.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/add_once.hpp"
#include "base/checked.hpp"
#include "expr/evaluate_values.hpp"

namespace warrantor::expr {
namespace {

Value from_checked(std::optional<std::int64_t> number) noexcept {
  return number ? Value::integer(*number) : Value::undefined();
}

// A last day beyond the calendar is its latest day, so that a very long period never ends.
Value plus_months(Value date, Value months, MonthRounding rounding) noexcept {
  const Date start = date.as_date();
  if (const auto sum = start.plus_months(months.as_integer(), rounding)) return Value::date(*sum);
  return Value::date(months.as_integer() < 0 ? Date::earliest() : Date::latest());
}

Value plus_days(Value date, Value days) noexcept {
  if (const auto sum = date.as_date().plus_days(days.as_integer())) return Value::date(*sum);
  return Value::date(days.as_integer() < 0 ? Date::earliest() : Date::latest());
}

}  // namespace

Value logical_not(Value value) noexcept {
  value = as_truth(value);
  return value.is_known() ? Value::boolean(value.is_false()) : value;
}

Value logical_and(Value left, Value right) noexcept {
  left = as_truth(left);
  right = as_truth(right);
  if (left.is_false() || right.is_false()) return Value::boolean(false);
  if (left.is_known() && right.is_known()) return Value::boolean(true);
  return open_of(left, right);
}

Value logical_or(Value left, Value right) noexcept {
  left = as_truth(left);
  right = as_truth(right);
  if (left.is_true() || right.is_true()) return Value::boolean(true);
  if (left.is_known() && right.is_known()) return Value::boolean(false);
  return open_of(left, right);
}

Evaluator::Evaluator(const Program& program, const Schema& schema, const FactValues& facts, Observer* observer,
                     const ConditionIndex* index)
    : program_(program),
      schema_(schema),
      facts_(facts),
      observer_(observer),
      index_(index),
      definitions_(program.definitions.size()) {}

Value Evaluator::compute(const Node& node) {
  switch (node.op) {
    case Op::constant:
    case Op::claim_fact:
    case Op::line_fact:
      return *value_at_hand(node);
    case Op::field:
      return records_[base_ + node.index][schema_.fact(node.fact).slot];
    case Op::definition:
      return evaluate_definition(node.index);
    case Op::conjunction:
      return conjunction(node);
    case Op::disjunction:
      return disjunction(node);
    case Op::negation:
      return logical_not(child(node, 0));
    case Op::equal:
      return equal_values(child(node, 0), child(node, 1));
    case Op::not_equal:
      return logical_not(equal_values(child(node, 0), child(node, 1)));
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return compare(node);
    case Op::one_of:
      return one_of(node);
    case Op::is_none: {
      const Value value = child(node, 0);
      return value.is_known() || value.is_none() ? Value::boolean(value.is_none()) : value;
    }
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::negate:
    case Op::plus_months:
    case Op::plus_days:
    case Op::days_between:
      return arithmetic(node);
    case Op::proportion:
      return proportion(node);
    case Op::used_up:
      return node.index < facts_.used_up.size() ? facts_.used_up[node.index] : Value::integer(0);
    case Op::granted:
      return node.index < facts_.granted.size() ? facts_.granted[node.index] : Value::unknown();
    case Op::conditional:
      return conditional(node);
    case Op::map_value: {
      const Value value = child(node, 0);
      if (!value.is_known()) return value;
      return Value::integer(program_.maps[node.index][static_cast<std::size_t>(value.as_integer())]);
    }
    case Op::earliest:
    case Op::latest:
      return first_or_last(node);
    case Op::some:
    case Op::every:
    case Op::count:
    case Op::minimum:
    case Op::maximum:
    case Op::sum:
    case Op::mean:
    case Op::all_hold:
    case Op::any_holds:
    case Op::list_contains:
    case Op::same_list:
    case Op::element:
    case Op::join_entries:
      if (answers_ != nullptr) {
        if (const auto answer = answer_for(node)) return *answer;
      }
      return of_list(node);
    case Op::item:
      return records_[base_ + node.index].front();
    default:
      return special(node);
  }
}

Value Evaluator::observed_value_of(NodeId id) {
  const Value value = value_of(id);
  observer_->evaluated(id, value);
  return value;
}

Value Evaluator::evaluate_definition(std::uint32_t index) {
  Cached& cached = definitions_[index];
  if (cached.generation == generation_) return cached.value;
  const std::size_t base = std::exchange(base_, records_.size());
  // Its value is kept, so it must not hang on how many steps were taken where it is first asked for.
  const std::size_t walks = std::exchange(walks_, 0);
  const std::size_t steps = steps_;
  const Value value = evaluate(program_.definitions[index].root);
  base_ = base;
  walks_ = walks;
  steps_ = steps;
  definitions_[index] = {generation_, value};
  return value;
}

Value Evaluator::conjunction(const Node& node) {
  Value result = Value::boolean(true);
  for (const NodeId operand : program_.children_of(node)) {
    const Value value = evaluate(operand);
    if (value.is_false()) return value;
    if (!value.is_true()) result = logical_and(result, value);
  }
  return result;
}

Value Evaluator::disjunction(const Node& node) {
  Value result = Value::boolean(false);
  for (const NodeId operand : program_.children_of(node)) {
    const Value value = evaluate(operand);
    if (value.is_true()) return value;
    if (!value.is_false()) result = logical_or(result, value);
  }
  return result;
}

Value Evaluator::compare(const Node& node) {
  const Value left = child(node, 0);
  const Value right = child(node, 1);
  if (const auto open = without_value(left, right)) return *open;
  if (!left.is_integer()) return Value::boolean(ordered(node.op, order_of(left, right)));
  return Value::boolean(ordered(node.op, left.as_integer(), right.as_integer()));
}

Value Evaluator::one_of(const Node& node) {
  const auto operands = program_.children_of(node);
  const Value value = evaluate(operands[0]);
  Value result = Value::boolean(false);
  for (const NodeId candidate : operands.subspan(1)) {
    const Value equal = equal_values(value, evaluate(candidate));
    if (equal.is_true()) return equal;
    if (!equal.is_false()) result = logical_or(result, equal);
  }
  return result;
}

Value Evaluator::arithmetic(const Node& node) {
  const Value left = child(node, 0);
  const Value right = node.op == Op::negate ? Value::integer(0) : child(node, 1);
  if (const auto open = without_value(left, right)) return *open;
  if (!left.is_integer()) return reckon(node.op, left, right);
  switch (node.op) {
    case Op::add:
      return from_checked(base::checked_add(left.as_integer(), right.as_integer()));
    case Op::subtract:
      return from_checked(base::checked_subtract(left.as_integer(), right.as_integer()));
    case Op::multiply:
      return from_checked(base::checked_multiply(left.as_integer(), right.as_integer()));
    case Op::negate:
      return from_checked(base::checked_subtract(0, left.as_integer()));
    case Op::plus_months:
      return plus_months(left, right, node.rounding);
    case Op::plus_days:
      return plus_days(left, right);
    default:
      return Value::integer(days_between(right.as_date(), left.as_date()));
  }
}

Value Evaluator::conditional(const Node& node) {
  const Value condition = as_truth(child(node, 0));
  if (condition.is_true()) return child(node, 1);
  if (condition.is_false()) return child(node, 2);
  // Whichever way an open condition goes: where both branches agree, that is the value. So it is where the condition
  // has no value too, since an unknown one may come to have none.
  const Value then_value = child(node, 1);
  const Value else_value = child(node, 2);
  if (then_value.same_as(else_value)) return then_value;
  // A branch that nobody knows may come to the same as the other.
  const bool may_agree = (then_value.is_unknown() && !else_value.is_undefined()) ||
                         (else_value.is_unknown() && !then_value.is_undefined());
  return may_agree ? Value::unknown() : condition;
}

std::optional<Value> Evaluator::answer_for(const Node& node) const {
  for (const auto& [id, answer] : *answers_) {
    if (&program_.node(id) == &node) return answer;
  }
  return std::nullopt;
}

Value Evaluator::membership(NodeId list, std::span<const Value> record) {
  const Node& node = program_.node(list);
  if (node.op == Op::records) return Value::boolean(true);
  if (node.op == Op::definition) {
    const std::size_t base = std::exchange(base_, records_.size());
    const Value member = membership(program_.definitions[node.index].root, record);
    base_ = base;
    return member;
  }
  const auto operands = program_.children_of(node);
  const Value member = membership(operands[0], record);
  if (node.op != Op::filter || member.is_false()) return member;
  records_.push_back(record);
  const Value condition = evaluate(operands[1]);
  records_.pop_back();
  return logical_and(member, condition);
}

// A date that is not there is passed over; one that nobody knows could be any.
Value Evaluator::first_or_last(const Node& node) {
  const Op better = node.op == Op::earliest ? Op::less : Op::greater;
  Value best = Value::none();
  for (const NodeId operand : program_.children_of(node)) {
    const Value value = evaluate(operand);
    if (value.is_none()) continue;
    if (best.is_none()) {
      best = value;
    } else if (const auto open = without_value(best, value)) {
      best = *open;
    } else if (ordered(better, value.as_integer(), best.as_integer())) {
      best = value;
    }
  }
  return best;
}

void Evaluator::collect_unknown(NodeId id, std::vector<FactId>& facts) {
  ++collection_;
  seen_.resize(program_.definitions.size());
  collect(id, facts);
}

void Evaluator::collect(NodeId id, std::vector<FactId>& facts) {
  const Node& node = program_.node(id);
  if (node.type.is_list || node.type.kind == ValueType::records) return collect_within(id, facts);
  if (!evaluate(id).is_unknown()) return;
  if (reached_ != nullptr) (*reached_)[index_of(id)] = true;
  switch (node.op) {
    case Op::claim_fact:
    case Op::line_fact:
      return base::add_once(facts, node.fact);
    case Op::definition:
      if (std::exchange(seen_[node.index].as_value, collection_) == collection_) return;
      return collect(program_.definitions[node.index].root, facts);
    case Op::some:
    case Op::every:
    case Op::count:
      return collect_within(id, facts);
    case Op::conditional: {
      const auto operands = program_.children_of(node);
      const Value condition = evaluate(operands[0]);
      if (condition.is_known()) return collect(operands[condition.is_true() ? 1 : 2], facts);
      [[fallthrough]];
    }
    default:
      for (const NodeId operand : program_.children_of(node)) collect(operand, facts);
  }
}

// Conditions inside a filter or a quantifier are evaluated record by record, so from outside it cannot be told on what
// they hang: every unknown fact that they mention counts.
void Evaluator::collect_within(NodeId id, std::vector<FactId>& facts) {
  const Node& node = program_.node(id);
  if (reached_ != nullptr) (*reached_)[index_of(id)] = true;
  switch (node.op) {
    case Op::claim_fact:
    case Op::line_fact:
      if (evaluate(id).is_unknown()) base::add_once(facts, node.fact);
      return;
    case Op::records:
      if (!facts_.tables[index_of(node.type.table)].known) base::add_once(facts, schema_.table(node.type.table).fact);
      return;
    case Op::field:
    case Op::project:
      if (has_unknown(node.fact)) base::add_once(facts, schema_.table(schema_.fact(node.fact).table).fact);
      break;
    case Op::definition:
      if (std::exchange(seen_[node.index].within, collection_) == collection_) return;
      return collect_within(program_.definitions[node.index].root, facts);
    default:
      break;
  }
  for (const NodeId operand : program_.children_of(node)) collect_within(operand, facts);
}

bool Evaluator::has_unknown(FactId field) const {
  const Fact& fact = schema_.fact(field);
  const FactValues::Records& table = facts_.tables[index_of(fact.table)];
  for (std::size_t i = 0; i < table.count; ++i) {
    if (table.record(i)[fact.slot].is_unknown()) return true;
  }
  return false;
}

}  // namespace warrantor::expr
