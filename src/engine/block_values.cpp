#include "engine/block_values.hpp"

#include <cassert>

#include "engine/block_kernels.hpp"

namespace warrantor::engine {
namespace {

NumberColumn constant_number(Value value, LineNumbers& numbers) {
  numbers.fill(value.is_known() ? value.as_integer() : 0);
  NumberColumn column;
  column.numbers = &numbers;
  if (value.is_known()) column.known = all_lines();
  if (value.is_none()) column.none = all_lines();
  return column;
}

TruthColumn constant_truth(Value value) {
  TruthColumn column;
  if (value.is_true()) column.yes = all_lines();
  if (value.is_false()) column.no = all_lines();
  if (value.is_none()) column.none = all_lines();
  return column;
}

}  // namespace

BlockValues::BlockValues(const BlockProgram& program) : program_(program) {
  for (const BlockProgram::Column& column : program.numbers()) {
    kept_.push_back(std::make_unique<LineNumbers>());
    numbers_.push_back(constant_number(column.constant.value_or(Value::unknown()), *kept_.back()));
  }
  for (const BlockProgram::Column& column : program.truths()) {
    truths_.push_back(constant_truth(column.constant.value_or(Value::unknown())));
  }
}

void BlockValues::run(const LineBlock& block) {
  block_ = &block;
  for (const BlockProgram::Step& step : program_.steps()) take(step.what, step.result);
  find_incomplete();
}

void BlockValues::take(const BlockStep& step, std::uint32_t result) {
  switch (step.op) {
    case BlockOp::fact:
      return read(step, numbers_[result], *kept_[result]);
    case BlockOp::choose:
      return choose_number(step, numbers_[result], *kept_[result]);
    case BlockOp::add:
    case BlockOp::subtract:
    case BlockOp::multiply:
    case BlockOp::plus_months:
    case BlockOp::plus_months_up:
    case BlockOp::plus_days:
    case BlockOp::look_up:
    case BlockOp::smallest:
    case BlockOp::largest:
      return reckon(step, numbers_[result], *kept_[result]);
    case BlockOp::fact_truth:
      return read(step, truths_[result]);
    case BlockOp::equal:
    case BlockOp::less:
    case BlockOp::among:
    case BlockOp::is_none:
      return compare(step, truths_[result]);
    case BlockOp::choose_truth:
      return choose_truth(step, truths_[result]);
    default:
      return judge(step, truths_[result]);
  }
}

// ---- Facts and their blanks ----

BlockValues::Blanks BlockValues::blanks_of(FactId fact) const {
  const FactColumn& column = *block_->column(fact);
  const LineMask blank = ~(column.known | column.none);
  Blanks blanks;
  if (!any(blank)) return blanks;
  const auto sort = [&blanks](Blank meaning, const LineMask& lines) {
    if (meaning == Blank::none) blanks.none = blanks.none | lines;
    if (meaning == Blank::default_value) blanks.default_value = blanks.default_value | lines;
    if (meaning == Blank::reject) blanks.reject = blanks.reject | lines;
  };
  const BlankMeaning& meaning = program_.blank(fact);
  if (!meaning.condition) {
    sort(meaning.meaning, blank);
    return blanks;
  }
  const TruthColumn& condition = (*this)[*meaning.condition];
  sort(meaning.meaning, blank & condition.yes);
  sort(meaning.otherwise, blank & condition.no);
  const bool may_reject = meaning.meaning == Blank::reject || meaning.otherwise == Blank::reject;
  if (may_reject && !program_.is_exact(*meaning.condition)) sort(Blank::reject, blank & ~condition.known());
  return blanks;
}

void BlockValues::find_incomplete() {
  incomplete_ = {};
  for (const FactId fact : program_.required()) incomplete_ = incomplete_ | blanks_of(fact).reject;
}

void BlockValues::read(const BlockStep& step, NumberColumn& result, LineNumbers& numbers) const {
  const auto fact = static_cast<FactId>(step.index);
  const FactColumn& column = stated(step.index);
  const Blanks blanks = blanks_of(fact);
  result.known = column.known | blanks.default_value;
  result.none = column.none | blanks.none;
  result.numbers = &column.numbers;
  if (!any(blanks.default_value)) return;
  replace(blanks.default_value, column.numbers, program_.blank(fact).default_number, numbers);
  result.numbers = &numbers;
}

void BlockValues::read(const BlockStep& step, TruthColumn& result) const {
  const auto fact = static_cast<FactId>(step.index);
  const FactColumn& column = stated(step.index);
  const Blanks blanks = blanks_of(fact);
  const LineMask truths = ~lines_where_equal(column.numbers, 0);
  const bool default_truth = program_.blank(fact).default_number != 0;
  result.yes = column.known & truths;
  result.no = column.known & ~truths;
  LineMask& defaults = default_truth ? result.yes : result.no;
  defaults = defaults | blanks.default_value;
  result.none = column.none | blanks.none;
}

// ---- Numbers ----

void BlockValues::reckon(const BlockStep& step, NumberColumn& result, LineNumbers& numbers) const {
  const NumberColumn& left = numbers_[step.first];
  const NumberColumn& right = numbers_[step.second];
  result.known = left.known & right.known;
  switch (step.op) {
    case BlockOp::add:
      result.known = result.known & add(*left.numbers, *right.numbers, numbers);
      break;
    case BlockOp::subtract:
      result.known = result.known & subtract(*left.numbers, *right.numbers, numbers);
      break;
    case BlockOp::multiply:
      result.known = result.known & multiply(*left.numbers, *right.numbers, numbers);
      break;
    case BlockOp::plus_months:
      add_months(*left.numbers, *right.numbers, MonthRounding::down, numbers);
      break;
    case BlockOp::plus_months_up:
      add_months(*left.numbers, *right.numbers, MonthRounding::up, numbers);
      break;
    case BlockOp::plus_days:
      add_days(*left.numbers, *right.numbers, numbers);
      break;
    case BlockOp::smallest:
      take_smaller(*left.numbers, *right.numbers, numbers);
      break;
    case BlockOp::largest:
      take_larger(*left.numbers, *right.numbers, numbers);
      break;
    default:
      result.known = left.known;
      result.none = left.none;
      look_up(*left.numbers, program_.map(step.index), numbers);
  }
  result.numbers = &numbers;
}

// Whichever way an open condition goes: where both branches agree, that is the value.
void BlockValues::choose_number(const BlockStep& step, NumberColumn& result, LineNumbers& numbers) const {
  const TruthColumn& condition = truths_[step.first];
  const NumberColumn& then_column = numbers_[step.second];
  const NumberColumn& else_column = numbers_[step.third];
  const LineMask open = ~condition.known();
  choose(condition.yes, *then_column.numbers, *else_column.numbers, numbers);
  result.numbers = &numbers;
  result.known = (condition.yes & then_column.known) | (condition.no & else_column.known);
  result.none = (condition.yes & then_column.none) | (condition.no & else_column.none) |
                (open & then_column.none & else_column.none);
  const LineMask may_agree = open & then_column.known & else_column.known;
  if (!any(may_agree)) return;
  result.known = result.known | (may_agree & lines_where_equal(*then_column.numbers, *else_column.numbers));
}

// ---- Truths ----

void BlockValues::choose_truth(const BlockStep& step, TruthColumn& result) const {
  const TruthColumn& condition = truths_[step.first];
  const TruthColumn& then_column = truths_[step.second];
  const TruthColumn& else_column = truths_[step.third];
  const LineMask open = ~condition.known();
  const auto chosen = [&](const LineMask& if_true, const LineMask& if_false) {
    return (condition.yes & if_true) | (condition.no & if_false) | (open & if_true & if_false);
  };
  result.yes = chosen(then_column.yes, else_column.yes);
  result.no = chosen(then_column.no, else_column.no);
  result.none = chosen(then_column.none, else_column.none);
}

void BlockValues::compare(const BlockStep& step, TruthColumn& result) const {
  const NumberColumn& left = numbers_[step.first];
  if (step.op == BlockOp::is_none) {
    result.yes = left.none;
    result.no = left.known;
    return;
  }
  if (step.op == BlockOp::among) {
    result.yes = left.known & lines_where_among(*left.numbers, program_.set(step.index));
    result.no = (left.known & ~result.yes) | left.none;
    return;
  }
  const NumberColumn& right = numbers_[step.second];
  const auto& left_constant = program_.numbers()[step.first].constant;
  const auto& right_constant = program_.numbers()[step.second].constant;
  const LineMask known = left.known & right.known;
  const bool with_constant = right_constant && right_constant->is_known();
  if (step.op == BlockOp::equal) {
    const LineMask same = with_constant ? lines_where_equal(*left.numbers, right_constant->as_integer())
                                        : lines_where_equal(*left.numbers, *right.numbers);
    result.yes = (known & same) | (left.none & right.none);
    result.no = (known & ~same) | (left.none & right.known) | (left.known & right.none);
    return;
  }
  const bool of_constant = left_constant && left_constant->is_known();
  const LineMask less = with_constant ? lines_where_less(*left.numbers, right_constant->as_integer())
                        : of_constant ? lines_where_greater(*right.numbers, left_constant->as_integer())
                                      : lines_where_less(*left.numbers, *right.numbers);
  result.yes = known & less;
  result.no = known & ~less;
}

void BlockValues::judge(const BlockStep& step, TruthColumn& result) const {
  const TruthColumn& left = truths_[step.first];
  const TruthColumn& right = truths_[step.second];
  switch (step.op) {
    case BlockOp::all_of:
      result.yes = left.yes & right.yes;
      result.no = left.no | right.no;
      break;
    case BlockOp::any_of:
      result.yes = left.yes | right.yes;
      result.no = left.no & right.no;
      break;
    case BlockOp::negation:
      result.yes = left.no;
      result.no = left.yes;
      break;
    case BlockOp::same_truth: {
      const LineMask settled = ~(left.open() | right.open());
      result.yes = (left.yes & right.yes) | (left.no & right.no) | (left.none & right.none);
      result.no = settled & ~result.yes;
      break;
    }
    default:  // truth_is_none
      result.yes = left.none;
      result.no = left.known();
  }
}

}  // namespace warrantor::engine
