#include "expr/evaluate.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "base/checked.hpp"

namespace warrantor::expr {
namespace {

// A value that is no truth value (none, undefined) makes a condition undefined, unless another operand decides it.
Value as_truth(Value value) noexcept { return value.is_none() ? Value::undefined() : value; }

// Of two operands that leave a result open: unknown wins, since the other may come to be decided by it.
Value open_of(Value left, Value right) noexcept {
  return left.is_unknown() || right.is_unknown() ? Value::unknown() : Value::undefined();
}

// What an operation that needs known operands makes of others; nothing where both are known.
std::optional<Value> without_value(Value left, Value right) noexcept {
  if (left.is_known() && right.is_known()) return std::nullopt;
  if (left.is_undefined() || right.is_undefined() || left.is_none() || right.is_none()) return Value::undefined();
  return Value::unknown();
}

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

Value equal_values(Value left, Value right) noexcept {
  if (left.is_undefined() || right.is_undefined()) return Value::undefined();
  if (left.is_unknown() || right.is_unknown()) return Value::unknown();
  return Value::boolean(left.same_as(right));
}

bool ordered(Op op, std::int64_t left, std::int64_t right) noexcept {
  switch (op) {
    case Op::less:
      return left < right;
    case Op::less_equal:
      return left <= right;
    case Op::greater:
      return left > right;
    default:
      return left >= right;
  }
}

void add_once(std::vector<FactId>& facts, FactId fact) {
  if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
}

}  // namespace

// Two factors of 63 bits stay below 126 bits.
Value proportion(std::int64_t amount, std::int64_t times, std::int64_t over, AmountRounding rounding) noexcept {
  __extension__ using Wide = unsigned __int128;
  if (amount < 0 || times < 0 || over <= 0) return Value::undefined();
  const Wide product = static_cast<Wide>(amount) * static_cast<Wide>(times);
  const auto divisor = static_cast<Wide>(over);
  Wide quotient = product / divisor;
  const Wide rest = product % divisor;
  const bool is_half = rest * 2 == divisor;
  const bool is_more = rest * 2 > divisor;
  const bool goes_up = (rounding == AmountRounding::up && rest > 0) ||
                       (rounding != AmountRounding::down && rounding != AmountRounding::up && is_more) ||
                       (is_half && (rounding == AmountRounding::half_up ||
                                    (rounding == AmountRounding::half_even && quotient % 2 == 1)));
  if (goes_up) ++quotient;
  if (quotient > static_cast<Wide>(std::numeric_limits<std::int64_t>::max())) return Value::undefined();
  return Value::integer(static_cast<std::int64_t>(quotient));
}

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
    case Op::conditional:
      return conditional(node);
    case Op::map_value: {
      const Value value = child(node, 0);
      if (!value.is_known()) return value;
      return Value::integer(program_.maps[node.index][static_cast<std::size_t>(value.as_integer())]);
    }
    case Op::some:
    case Op::every:
    case Op::count:
    case Op::minimum:
    case Op::maximum:
      if (answers_ != nullptr) {
        if (const auto answer = answer_for(node)) return *answer;
      }
      if (node.op == Op::count) return count(node);
      return node.op == Op::some || node.op == Op::every ? quantify(node) : extreme(node);
    case Op::records:
    case Op::filter:
    case Op::project:
      break;
  }
  assert(false && "a list has no single value");
  return Value::undefined();
}

Value Evaluator::observed_value_of(NodeId id) {
  const Value value = value_of(id);
  observer_->evaluated(id, value);
  return value;
}

Value Evaluator::evaluate_definition(std::uint32_t index) {
  Cached& cached = definitions_[index];
  if (cached.generation == generation_) return cached.value;
  const std::size_t base = base_;
  base_ = records_.size();
  const Value value = evaluate(program_.definitions[index].root);
  base_ = base;
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

Value Evaluator::proportion(const Node& node) {
  const Value amount = child(node, 0);
  const Value times = child(node, 1);
  const Value over = child(node, 2);
  if (const auto open = without_value(amount, times)) return without_value(*open, over).value_or(*open);
  if (const auto open = without_value(amount, over)) return *open;
  return expr::proportion(amount.as_integer(), times.as_integer(), over.as_integer(),
                          static_cast<AmountRounding>(node.index));
}

Value Evaluator::conditional(const Node& node) {
  const Value condition = as_truth(child(node, 0));
  if (condition.is_true()) return child(node, 1);
  if (condition.is_false()) return child(node, 2);
  // Whichever way an open condition goes: where both branches agree, that is the value. So it is where the condition
  // has no value too, since an unknown one may come to have none.
  const Value then_value = child(node, 1);
  const Value else_value = child(node, 2);
  return then_value.same_as(else_value) ? then_value : condition;
}

bool Evaluator::for_each_record(NodeId list, RecordVisitor visit) {
  const Node& node = program_.node(list);
  const auto operands = program_.children_of(node);
  switch (node.op) {
    case Op::records: {
      const FactValues::Records& table = facts_.tables[index_of(node.type.table)];
      for (std::size_t i = 0; i < table.count; ++i) visit(table.record(i), Value::boolean(true));
      return table.known;
    }
    case Op::definition: {
      // The filters of the definition count their records from here; the visitor counts from where it was.
      const std::size_t base = base_;
      const std::size_t inner = records_.size();
      base_ = inner;
      const auto outside = [&](std::span<const Value> record, Value member) {
        base_ = base;
        visit(record, member);
        base_ = inner;
      };
      const bool known = for_each_record(program_.definitions[node.index].root, outside);
      base_ = base;
      return known;
    }
    case Op::filter: {
      const auto filtered = [&](std::span<const Value> record, Value member) {
        records_.push_back(record);
        const Value condition = evaluate(operands[1]);
        records_.pop_back();
        visit(record, logical_and(member, condition));
      };
      return for_each_record(operands[0], filtered);
    }
    default:
      return for_each_record(operands[0], visit);  // project: the caller reads the field
  }
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

Value Evaluator::quantify(const Node& node) {
  const auto operands = program_.children_of(node);
  const bool is_some = node.op == Op::some;
  Value result = Value::boolean(!is_some);
  const bool known = for_each_record(operands[0], [&](std::span<const Value> record, Value member) {
    if (member.is_false() || (result.is_known() && result.is_true() == is_some)) return;
    records_.push_back(record);
    const Value condition = evaluate(operands[1]);
    records_.pop_back();
    result = is_some ? logical_or(result, logical_and(member, condition))
                     : logical_and(result, logical_or(logical_not(member), condition));
  });
  if (known) return result;
  return is_some ? logical_or(result, Value::unknown()) : logical_and(result, Value::unknown());
}

Value Evaluator::count(const Node& node) {
  std::int64_t members = 0;
  Value open = Value::boolean(true);
  const bool known = for_each_record(program_.children_of(node)[0], [&](std::span<const Value>, Value member) {
    if (member.is_true()) ++members;
    if (!member.is_known()) open = open.is_unknown() ? open : member;
  });
  if (!known) return Value::unknown();
  return open.is_known() ? Value::integer(members) : open;
}

Value Evaluator::extreme(const Node& node) {
  const auto operands = program_.children_of(node);
  if (program_.node(operands[0]).type.is_list) return extreme_of_list(node);
  Value best;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Value value = evaluate(operands[i]);
    if (i == 0) {
      best = value;
    } else if (const auto open = without_value(best, value)) {
      best = *open;
    } else if (ordered(node.op == Op::minimum ? Op::less : Op::greater, value.as_integer(), best.as_integer())) {
      best = value;
    }
  }
  return best.is_none() ? Value::undefined() : best;
}

Value Evaluator::extreme_of_list(const Node& node) {
  const NodeId list = program_.children_of(node)[0];
  const std::uint16_t slot = schema_.fact(program_.node(list).fact).slot;
  const Op better = node.op == Op::minimum ? Op::less : Op::greater;
  Value best = Value::undefined();  // of an empty list
  Value open = Value::boolean(true);
  const bool known = for_each_record(list, [&](std::span<const Value> record, Value member) {
    if (member.is_false()) return;
    const Value value = record[slot];
    if (!member.is_true() || !value.is_known()) open = open_of(open, member.is_true() ? value : member);
    if (!open.is_known()) return;
    if (!best.is_known() || ordered(better, value.as_integer(), best.as_integer())) best = value;
  });
  if (!known) return Value::unknown();
  return open.is_known() ? best : open;
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
      return add_once(facts, node.fact);
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
      if (evaluate(id).is_unknown()) add_once(facts, node.fact);
      return;
    case Op::records:
      if (!facts_.tables[index_of(node.type.table)].known) add_once(facts, schema_.table(node.type.table).fact);
      return;
    case Op::field:
    case Op::project:
      if (has_unknown(node.fact)) add_once(facts, schema_.table(schema_.fact(node.fact).table).fact);
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
