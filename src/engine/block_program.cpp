#include "engine/block_program.hpp"

#include <algorithm>

#include "engine/facts.hpp"
#include "expr/evaluate.hpp"

namespace warrantor::engine {
namespace {

using expr::Op;

std::pair<Knowledge, std::int64_t> key_of(Value value) noexcept {
  return {value.knowledge(), value.is_integer() ? value.as_integer() : 0};
}

bool may_reject(const Fact& fact) noexcept {
  return fact.blank == Blank::reject || (fact.blank_is_conditional && fact.blank_else == Blank::reject);
}

}  // namespace

BlockProgram::BlockProgram(const policy::Program& program) : program_(program), blanks_(program.schema.facts().size()) {
  list_required();
}

std::vector<FactId> BlockProgram::facts() const {
  std::vector<FactId> facts = required_;
  for (const Step& step : steps_) {
    const bool is_fact = step.what.op == BlockOp::fact || step.what.op == BlockOp::fact_truth;
    if (is_fact) facts.push_back(static_cast<FactId>(step.what.index));
  }
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

// ---- Facts ----

void BlockProgram::list_required() {
  const Schema& schema = program_.schema;
  for (std::size_t i = 0; i < schema.facts().size(); ++i) {
    const auto id = static_cast<FactId>(i);
    const Fact& fact = schema.fact(id);
    if (fact.scope == Scope::record || id == schema.claim_id()) continue;
    if (fact.type == ValueType::records) {
      requires_records_ = requires_records_ || fact.blank == Blank::reject;
    } else if (may_reject(fact)) {
      required_.push_back(id);
      read_blank(id);
    }
  }
}

void BlockProgram::read_blank(FactId id) {
  if (blanks_[index_of(id)]) return;
  const Fact& fact = program_.schema.fact(id);
  BlankMeaning blank;
  blank.meaning = fact.blank;
  const auto& condition = program_.blank_conditions[index_of(id)];
  if (fact.blank_is_conditional && condition) {
    blank.condition = truth(*condition);
    blank.otherwise = fact.blank_else;
  }
  if (fact.default_value.is_integer()) blank.default_number = fact.default_value.as_integer();
  blanks_[index_of(id)] = blank;
}

bool BlockProgram::blank_is_exact(FactId fact) const {
  const BlankMeaning& meaning = blank(fact);
  return !meaning.condition || is_exact(*meaning.condition);
}

NumberSlot BlockProgram::fact_number(FactId fact) {
  const ValueType type = program_.schema.fact(fact).type;
  if (is_text(type) || type == ValueType::decimal) return text();
  read_blank(fact);
  return add_number({BlockOp::fact, 0, 0, 0, at(fact)}, blank_is_exact(fact));
}

TruthSlot BlockProgram::fact_truth(FactId fact) {
  read_blank(fact);
  return add_truth({BlockOp::fact_truth, 0, 0, 0, at(fact)}, blank_is_exact(fact), true);
}

// ---- Columns ----

NumberSlot BlockProgram::add_number(const BlockStep& step, bool is_exact, bool may_be_none) {
  const auto [found, is_new] = made_.try_emplace(step, static_cast<std::uint32_t>(numbers_.size()));
  if (is_new) {
    numbers_.push_back({std::nullopt, is_exact, may_be_none});
    steps_.push_back({step, found->second});
  }
  return static_cast<NumberSlot>(found->second);
}

TruthSlot BlockProgram::add_truth(const BlockStep& step, bool is_exact, bool may_be_none) {
  const auto [found, is_new] = made_.try_emplace(step, static_cast<std::uint32_t>(truths_.size()));
  if (is_new) {
    truths_.push_back({std::nullopt, is_exact, may_be_none});
    steps_.push_back({step, found->second});
  }
  return static_cast<TruthSlot>(found->second);
}

NumberSlot BlockProgram::constant_number(Value value) {
  const auto [found, is_new] = number_constants_.try_emplace(key_of(value), static_cast<NumberSlot>(numbers_.size()));
  if (is_new) numbers_.push_back({value, true, value.is_none()});
  return found->second;
}

TruthSlot BlockProgram::constant_truth(Value value) {
  const auto [found, is_new] = truth_constants_.try_emplace(key_of(value), static_cast<TruthSlot>(truths_.size()));
  if (is_new) truths_.push_back({value, true, value.is_none()});
  return found->second;
}

NumberSlot BlockProgram::text() {
  if (!text_) {
    text_ = static_cast<NumberSlot>(numbers_.size());
    numbers_.push_back({Value::unknown(), false, false});
  }
  return *text_;
}

TruthSlot BlockProgram::truth_about_text() {
  if (!truth_about_text_) {
    truth_about_text_ = static_cast<TruthSlot>(truths_.size());
    truths_.push_back({Value::unknown(), false, false});
  }
  return *truth_about_text_;
}

// What looks at a list looks at no record, so it has one value for all claims without any.
Value BlockProgram::without_records(NodeId id) const {
  const Claim claim(program_.schema);
  FactReader reader(program_, claim);
  reader.read_line(0);
  return expr::Evaluator(program_.code, program_.schema, reader.facts()).evaluate(id);
}

// ---- Numbers ----

NumberSlot BlockProgram::number(NodeId id) {
  const auto found = number_of_.find(id);
  if (found != number_of_.end()) return found->second;
  const NumberSlot slot = make_number(id);
  number_of_.emplace(id, slot);
  return slot;
}

NumberSlot BlockProgram::make_number(NodeId id) {
  const Node& node = program_.code.node(id);
  if (has_no_column(node)) return text();
  const auto operands = program_.code.children_of(node);
  switch (node.op) {
    case Op::constant:
      return constant_number(node.constant);
    case Op::claim_fact:
    case Op::line_fact:
      return fact_number(node.fact);
    case Op::definition:
      return number(program_.code.definitions[node.index].root);
    case Op::conditional: {
      const TruthSlot condition = as_condition(truth(operands[0]));
      const NumberSlot then_number = number(operands[1]);
      const NumberSlot else_number = number(operands[2]);
      return add_number({BlockOp::choose, at(condition), at(then_number), at(else_number)},
                        is_exact(condition) && is_exact(then_number) && is_exact(else_number));
    }
    case Op::map_value: {
      const NumberSlot operand = number(operands[0]);
      return add_number({BlockOp::look_up, at(operand), 0, 0, node.index}, is_exact(operand));
    }
    case Op::minimum:
    case Op::maximum:
      return extreme(id);
    case Op::earliest:
    case Op::latest:
      return first_or_last(node);
    case Op::count:
      return constant_number(without_records(id));
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::negate:
    case Op::plus_months:
    case Op::plus_days:
    case Op::days_between:
      return arithmetic(node);
    default:
      return text();
  }
}

// Texts and decimals, and what looks at lists of anything but records.
bool BlockProgram::has_no_column(const Node& node) const {
  if ((is_text(node.type.kind) || node.type.kind == ValueType::decimal) && !node.type.is_null) return true;
  const bool may_look_at_list = node.op == Op::some || node.op == Op::every || node.op == Op::count ||
                                node.op == Op::minimum || node.op == Op::maximum;
  if (!may_look_at_list) return expr::is_opaque(program_.code, node);
  const NodeId first = program_.code.children_of(node)[0];
  const expr::Type& type = program_.code.node(first).type;
  return (type.is_list || type.is_list_of_records()) && !expr::is_made_of_records(program_.code, first);
}

NumberSlot BlockProgram::arithmetic(const Node& node) {
  const auto operands = program_.code.children_of(node);
  const NumberSlot first = node.op == Op::negate ? constant_number(Value::integer(0)) : number(operands[0]);
  const NumberSlot second = number(operands[node.op == Op::negate ? 0 : 1]);
  BlockOp op = BlockOp::subtract;  // of days_between and negate too
  if (node.op == Op::add) op = BlockOp::add;
  if (node.op == Op::multiply) op = BlockOp::multiply;
  if (node.op == Op::plus_days) op = BlockOp::plus_days;
  if (node.op == Op::plus_months) {
    op = node.rounding == MonthRounding::up ? BlockOp::plus_months_up : BlockOp::plus_months;
  }
  return add_number({op, at(first), at(second)}, is_exact(first) && is_exact(second));
}

// What is not there is passed over.
NumberSlot BlockProgram::first_or_last(const Node& node) {
  const BlockOp op = node.op == Op::earliest ? BlockOp::smallest : BlockOp::largest;
  const auto operands = program_.code.children_of(node);
  NumberSlot best = number(operands[0]);
  const auto choose = [this](TruthSlot condition, NumberSlot chosen, NumberSlot other) {
    return add_number({BlockOp::choose, at(condition), at(chosen), at(other)},
                      is_exact(condition) && is_exact(chosen) && is_exact(other));
  };
  const auto no_date = [this](NumberSlot slot) { return add_truth({BlockOp::is_none, at(slot)}, is_exact(slot)); };
  for (const NodeId operand : operands.subspan(1)) {
    const NumberSlot other = number(operand);
    const NumberSlot better = add_number({op, at(best), at(other)}, is_exact(best) && is_exact(other));
    best = choose(no_date(best), other, choose(no_date(other), best, better));
  }
  return best;
}

NumberSlot BlockProgram::extreme(NodeId id) {
  const Node& node = program_.code.node(id);
  const auto operands = program_.code.children_of(node);
  if (program_.code.node(operands[0]).type.is_list) return constant_number(without_records(id));
  const BlockOp op = node.op == Op::minimum ? BlockOp::smallest : BlockOp::largest;
  NumberSlot best = number(operands[0]);
  // One value alone goes with itself, since none is no smallest value.
  for (const NodeId operand : operands.size() > 1 ? operands.subspan(1) : operands) {
    const NumberSlot other = number(operand);
    best = add_number({op, at(best), at(other)}, is_exact(best) && is_exact(other));
  }
  return best;
}

}  // namespace warrantor::engine
