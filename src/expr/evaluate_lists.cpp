#include <algorithm>
#include <utility>

#include "base/checked.hpp"
#include "expr/evaluate.hpp"
#include "expr/evaluate_values.hpp"

// What lists come to, and going through them.
namespace warrantor::expr {

bool Evaluator::for_each_record(NodeId list, RecordVisitor visit) {
  const Node& node = program_.node(list);
  const auto operands = program_.children_of(node);
  const Walk walk(*this);
  switch (node.op) {
    case Op::records:
      return go_through(facts_.tables[index_of(node.type.table)], visit);
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

bool Evaluator::for_each_entry(NodeId list, RecordVisitor visit) {
  return program_.node(list).type.is_list_of_records() ? for_each_record(list, visit) : for_each_value(list, visit);
}

// A record without values, where there are too many, is as wide as the others: its fields are read.
bool Evaluator::go_through(const FactValues::Records& table, RecordVisitor visit) {
  for (std::size_t i = 0; i < table.count; ++i) {
    if (!may_step()) {
      visit(std::vector<Value>(table.width, Value::undefined()), Value::undefined());
      return true;
    }
    visit(table.record(i), Value::boolean(true));
  }
  return table.known;
}

bool Evaluator::for_each_value(NodeId list, RecordVisitor visit) {
  const Node& node = program_.node(list);
  const auto operands = program_.children_of(node);
  const Walk walk(*this);
  switch (node.op) {
    case Op::project: {
      const std::uint16_t slot = schema_.fact(node.fact).slot;
      const auto field = [&](std::span<const Value> record, Value member) { visit(record.subspan(slot, 1), member); };
      return for_each_record(operands[0], field);
    }
    case Op::definition: {
      const std::size_t base = base_;
      const std::size_t inner = records_.size();
      base_ = inner;
      const auto outside = [&](std::span<const Value> entry, Value member) {
        base_ = base;
        visit(entry, member);
        base_ = inner;
      };
      const bool known = for_each_value(program_.definitions[node.index].root, outside);
      base_ = base;
      return known;
    }
    case Op::filter: {
      const auto filtered = [&](std::span<const Value> entry, Value member) {
        records_.push_back(entry);
        const Value condition = evaluate(operands[1]);
        records_.pop_back();
        visit(entry, logical_and(member, condition));
      };
      return for_each_value(operands[0], filtered);
    }
    case Op::conditional: {
      const Value condition = as_truth(evaluate(operands[0]));
      if (condition.is_known()) return for_each_value(operands[condition.is_true() ? 1 : 2], visit);
      return has_no_entries(condition, visit);
    }
    default:
      return for_each_made(node, visit);
  }
}

// What the whole of a list hangs on has no value; false where it is unknown.
bool Evaluator::has_no_entries(Value open, RecordVisitor visit) {
  if (open.is_unknown()) return false;
  const Value entry = Value::undefined();
  visit({&entry, 1}, Value::undefined());
  return true;
}

bool Evaluator::for_each_made(const Node& node, RecordVisitor visit) {
  const auto operands = program_.children_of(node);
  bool known = true;
  switch (node.op) {
    case Op::list:
      for (const NodeId operand : operands) {
        if (!may_step()) return has_no_entries(Value::undefined(), visit);
        const Value entry = evaluate(operand);
        visit({&entry, 1}, Value::boolean(true));
      }
      return true;
    case Op::join_lists:
      for (const NodeId operand : operands) known = for_each_value(operand, visit) && known;
      return known;
    case Op::sequence:
      return count_up(evaluate(operands[0]), evaluate(operands[1]), visit);
    case Op::for_each: {
      Entries entries;
      const bool outer_known = for_each_entry(operands[0], [&](std::span<const Value> entry, Value member) {
        if (member.is_false()) return;
        entries.clear();
        records_.push_back(entry);
        if (node.index == 1) {
          known = entries_of(operands[1], entries) && known;
        } else {
          entries.push_back({evaluate(operands[1]), Value::boolean(true)});
        }
        records_.pop_back();
        for (const Entry& made : Entries(entries)) visit({&made.value, 1}, logical_and(member, made.member));
      });
      return outer_known && known;
    }
    case Op::distinct:
    case Op::reverse:
    case Op::sublist:
    case Op::places_of:
      return rearranged(node, visit);
    case Op::split:
      return split(node, visit);
    default:
      return has_no_entries(node.op == Op::constant ? node.constant : Value::undefined(), visit);
  }
}

// Downwards where the last is below the first (DMN 1.5, chapter 10.3.2.14).
bool Evaluator::count_up(Value first, Value last, RecordVisitor visit) {
  constexpr std::int64_t longest = 100'000;
  if (const auto open = without_value(first, last)) return has_no_entries(*open, visit);
  const auto length = base::checked_subtract(last.as_integer(), first.as_integer());
  if (!length || *length >= longest || *length <= -longest) return has_no_entries(Value::undefined(), visit);
  const std::int64_t step = *length < 0 ? -1 : 1;
  for (std::int64_t number = first.as_integer();; number += step) {
    if (!may_step()) return has_no_entries(Value::undefined(), visit);
    const Value entry = Value::integer(number);
    visit({&entry, 1}, Value::boolean(true));
    if (number == last.as_integer()) return true;
  }
}

bool Evaluator::entries_of(NodeId list, Entries& entries) {
  return for_each_value(list, [&](std::span<const Value> entry, Value member) {
    if (!member.is_false()) entries.push_back({entry.front(), member});
  });
}

namespace {

// Unknown or undefined where it is not known of every entry that it is one.
Value all_are_members(const Entries& entries) noexcept {
  Value all = Value::boolean(true);
  for (const Entry& entry : entries) all = logical_and(all, entry.member);
  return all;
}

}  // namespace

bool Evaluator::rearranged(const Node& node, RecordVisitor visit) {
  Entries entries;
  if (!entries_of(program_.children_of(node)[0], entries)) return false;
  const auto show = [&](const Entry& entry) { visit({&entry.value, 1}, entry.member); };
  if (node.op == Op::reverse) {
    std::for_each(entries.rbegin(), entries.rend(), show);
    return true;
  }
  if (const Value all = all_are_members(entries); !all.is_true()) return has_no_entries(all, visit);
  if (node.op == Op::sublist) return part_of_list(node, entries, visit);
  if (node.op == Op::places_of) return places_of(node, entries, visit);
  Entries distinct;
  constexpr std::size_t compared_in_a_step = 8;
  for (const Entry& entry : entries) {
    if (!may_step(distinct.size() / compared_in_a_step)) return has_no_entries(Value::undefined(), visit);
    Value is_there = Value::boolean(false);
    for (const Entry& other : distinct) is_there = logical_or(is_there, equal_values(entry.value, other.value));
    if (!is_there.is_known()) return has_no_entries(is_there, visit);
    if (is_there.is_false()) distinct.push_back(entry);
  }
  std::for_each(distinct.begin(), distinct.end(), show);
  return true;
}

// From a place on, counted from the end where it is negative; as many as are asked for.
bool Evaluator::part_of_list(const Node& node, const Entries& entries, RecordVisitor visit) {
  const auto operands = program_.children_of(node);
  const auto size = static_cast<std::int64_t>(entries.size());
  const Value start = evaluate(operands[1]);
  const Value wanted = operands.size() > 2 ? evaluate(operands[2]) : Value::integer(0);
  if (const auto open = without_value(start, wanted)) return has_no_entries(*open, visit);
  const std::int64_t place = start.as_integer() < 0 ? size + start.as_integer() : start.as_integer() - 1;
  const std::int64_t length = operands.size() > 2 ? wanted.as_integer() : size - place;
  const bool is_there = start.as_integer() != 0 && place >= 0 && length >= 0 && place <= size && length <= size - place;
  if (!is_there) return has_no_entries(Value::undefined(), visit);
  for (std::int64_t i = place; i < place + length; ++i) {
    const Entry& entry = entries[static_cast<std::size_t>(i)];
    visit({&entry.value, 1}, entry.member);
  }
  return true;
}

bool Evaluator::places_of(const Node& node, const Entries& entries, RecordVisitor visit) {
  const Value wanted = child(node, 1);
  std::vector<Value> places;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Value equal = equal_values(entries[i].value, wanted);
    if (!equal.is_known()) return has_no_entries(equal, visit);
    if (equal.is_true()) places.push_back(Value::integer(static_cast<std::int64_t>(i) + 1));
  }
  for (const Value& place : places) visit({&place, 1}, Value::boolean(true));
  return true;
}

Value Evaluator::of_list(const Node& node) {
  switch (node.op) {
    case Op::count:
      return count(node);
    case Op::some:
    case Op::every:
      return quantify(node);
    case Op::sum:
      return total(node);
    case Op::mean:
      return mean(node);
    case Op::all_hold:
    case Op::any_holds:
      return junction_of_list(node);
    case Op::list_contains:
      return list_contains(node);
    case Op::same_list:
      return same_list(node);
    case Op::element:
      return element(node);
    case Op::join_entries:
      return join_entries(node);
    default:
      return extreme(node);
  }
}

Value Evaluator::quantify(const Node& node) {
  const auto operands = program_.children_of(node);
  const bool is_some = node.op == Op::some;
  Value result = Value::boolean(!is_some);
  const bool known = for_each_entry(operands[0], [&](std::span<const Value> record, Value member) {
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
  const bool known = for_each_entry(program_.children_of(node)[0], [&](std::span<const Value>, Value member) {
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
    } else if (ordered(node.op == Op::minimum ? Op::less : Op::greater, order_of(value, best))) {
      best = value;
    }
  }
  return best.is_none() ? Value::undefined() : best;
}

Value Evaluator::extreme_of_list(const Node& node) {
  const NodeId list = program_.children_of(node)[0];
  const Op better = node.op == Op::minimum ? Op::less : Op::greater;
  Value best = Value::undefined();  // of an empty list
  Value open = Value::boolean(true);
  const bool known = for_each_value(list, [&](std::span<const Value> entry, Value member) {
    if (member.is_false()) return;
    const Value value = entry.front();
    if (!member.is_true() || !value.is_known()) open = open_of(open, member.is_true() ? value : member);
    if (!open.is_known()) return;
    if (!best.is_known() || ordered(better, order_of(value, best))) best = value;
  });
  if (!known) return Value::unknown();
  return open.is_known() ? best : open;
}

// Of nothing it is 0.
Value Evaluator::total(const Node& node) {
  Entries entries;
  if (!entries_of(program_.children_of(node)[0], entries)) return Value::unknown();
  const bool is_decimal = node.type.kind == ValueType::decimal;
  Value sum = is_decimal ? Value::decimal(Decimal()) : Value::integer(0);
  for (const Entry& entry : entries) {
    const Value added = entry.member.is_true() ? entry.value : entry.member;
    if (const auto open = without_value(sum, added)) {
      sum = *open;
    } else if (is_decimal) {
      sum = reckon(Op::add, sum, added);
    } else {
      const auto total = base::checked_add(sum.as_integer(), added.as_integer());
      sum = total ? Value::integer(*total) : Value::undefined();
    }
  }
  return sum;
}

Value Evaluator::mean(const Node& node) {
  Entries entries;
  if (!entries_of(program_.children_of(node)[0], entries)) return Value::unknown();
  Value sum = Value::decimal(Decimal());
  for (const Entry& entry : entries) {
    Value added = entry.member.is_true() ? entry.value : entry.member;
    if (added.is_integer())
      added = Value::decimal(Decimal::from_parts(added.as_integer(), static_cast<int>(node.index)));
    if (const auto open = without_value(sum, added)) {
      sum = *open;
    } else {
      sum = reckon(Op::add, sum, added);
    }
  }
  if (!sum.is_known()) return sum;
  return reckon(Op::divide, sum, Value::decimal(Decimal(static_cast<std::int64_t>(entries.size()))));
}

Value Evaluator::junction_of_list(const Node& node) {
  const bool all = node.op == Op::all_hold;
  Value result = Value::boolean(all);
  const bool known = for_each_value(program_.children_of(node)[0], [&](std::span<const Value> entry, Value member) {
    result = all ? logical_and(result, logical_or(logical_not(member), entry.front()))
                 : logical_or(result, logical_and(member, entry.front()));
  });
  if (known) return result;
  return all ? logical_and(result, Value::unknown()) : logical_or(result, Value::unknown());
}

Value Evaluator::list_contains(const Node& node) {
  const Value wanted = child(node, 1);
  Value result = Value::boolean(false);
  const bool known = for_each_value(program_.children_of(node)[0], [&](std::span<const Value> entry, Value member) {
    result = logical_or(result, logical_and(member, equal_values(entry.front(), wanted)));
  });
  return known ? result : logical_or(result, Value::unknown());
}

Value Evaluator::same_list(const Node& node) {
  Entries left;
  Entries right;
  const bool known =
      entries_of(program_.children_of(node)[0], left) && entries_of(program_.children_of(node)[1], right);
  if (!known) return Value::unknown();
  const Value are_members = logical_and(all_are_members(left), all_are_members(right));
  if (!are_members.is_true()) return are_members;
  Value same = Value::boolean(left.size() == right.size());
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    same = logical_and(same, equal_values(left[i].value, right[i].value));
  }
  return same;
}

Value Evaluator::element(const Node& node) {
  Entries entries;
  const Value place = child(node, 1);
  if (!entries_of(program_.children_of(node)[0], entries)) return Value::unknown();
  const Value are_members = all_are_members(entries);
  if (!are_members.is_true()) return are_members;
  if (!place.is_known()) return place.is_none() ? Value::undefined() : place;
  const auto size = static_cast<std::int64_t>(entries.size());
  const std::int64_t number = place.as_integer();
  if (number == 0 || number > size || number < -size) return Value::undefined();
  return entries[static_cast<std::size_t>(number > 0 ? number - 1 : size + number)].value;
}

}  // namespace warrantor::expr
