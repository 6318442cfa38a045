#include <algorithm>

#include "expr/evaluate_values.hpp"
#include "policy/cell_finder.hpp"
#include "policy/cells.hpp"
#include "policy/slopes.hpp"

// Where the values of facts of an ordered type fall apart.
namespace warrantor::policy {
namespace {

using expr::Node;
using expr::NodeId;
using expr::Op;

// Values and records gone through to cut one fact; one that needs more cannot be cut.
constexpr int most_steps = 20'000;
constexpr std::int64_t most_single_values = 32;

bool contains(const std::vector<FactId>& facts, FactId fact) {
  return std::find(facts.begin(), facts.end(), fact) != facts.end();
}

}  // namespace

CellFinder::Boundaries CellFinder::boundaries(FactId fact) {
  Boundaries found;
  if (is_read_opaquely(fact)) cut_everywhere(fact, found);
  visiting_.push_back(fact);
  for (Cut cut : program_.reads[index_of(fact)].cuts) {
    if (!(*reached_)[index_of(cut.comparison)]) continue;
    if (cut.course == Cut::Course::unclear) cut.course = course_now(fact, cut);
    if (cut.course == Cut::Course::unclear) {
      cut_everywhere(fact, found);
    } else if (++steps_ > most_steps) {
      found.complete = false;
    } else {
      cut_by(fact, cut, found);
    }
  }
  visiting_.pop_back();
  return found;
}

// A factor that the claim states, or that is being tried, has a sign now.
Cut::Course CellFinder::course_now(FactId fact, const Cut& cut) {
  if (cut.levels > 0 || !cut.right) return Cut::Course::unclear;
  if (!mentions_) mentions_.emplace(program_.schema, program_.code);
  Slopes slopes(program_.code, *mentions_);
  slopes.look_at_values(evaluator_);
  const Slope slope = together(slopes.of_side(cut.left, fact), flipped(slopes.of_side(*cut.right, fact)));
  if (slope == Slope::rises) return Cut::Course::rises;
  return slope == Slope::falls ? Cut::Course::falls : Cut::Course::unclear;
}

// Of a fact with few values each is tried by itself.
void CellFinder::cut_everywhere(FactId fact, Boundaries& found) const {
  const Range range = *range_of(program_.schema.fact(fact));
  if (range.high - range.low > most_single_values) {
    found.complete = false;
    return;
  }
  for (Position value = range.low + 1; value <= range.high; ++value) found.firsts.insert(value);
}

void CellFinder::cut_by(FactId fact, const Cut& cut, Boundaries& found) {
  in_contexts(fact, cut, 0, found, [&] { cut_by_ways(fact, cut, found); });
}

// A side that is chosen by a list that nobody stated may come to any of its choices.
void CellFinder::cut_by_ways(FactId fact, const Cut& cut, Boundaries& found) {
  std::vector<NodeId> left;
  std::vector<NodeId> right;
  add_open_ways(cut.left, left);
  if (cut.right) add_open_ways(*cut.right, right);
  Cut way = cut;
  for (const NodeId one : left) {
    way.left = one;
    for (std::size_t i = 0; i < std::max<std::size_t>(right.size(), 1); ++i) {
      if (cut.right) way.right = right[i];
      in_settings(fact, way, found, [&] { cut_here(fact, way, found); });
    }
  }
}

void CellFinder::add_open_ways(NodeId id, std::vector<NodeId>& ways) {
  const Node& node = program_.code.node(id);
  const auto operands = program_.code.children_of(node);
  const auto hangs_on_list = [this](NodeId condition) {
    std::vector<FactId> facts;
    evaluator_.collect_unknown(condition, facts);
    return std::any_of(facts.begin(), facts.end(),
                       [this](FactId fact) { return program_.schema.fact(fact).type == ValueType::records; });
  };
  if (node.op == Op::definition && evaluator_.evaluate(id).is_unknown() && hangs_on_list(id)) {
    add_open_ways(program_.code.definitions[node.index].root, ways);
  } else if (node.op == Op::conditional && hangs_on_list(operands[0])) {
    add_open_ways(operands[1], ways);
    add_open_ways(operands[2], ways);
  } else {
    ways.push_back(id);
  }
}

// Stands at every record that the comparison may stand at.
void CellFinder::in_contexts(FactId fact, const Cut& cut, std::uint32_t level, Boundaries& found, const Step& then) {
  if (level == cut.levels) return then();
  const auto next = [&] { in_contexts(fact, cut, level + 1, found, then); };
  const Fact& declared = program_.schema.fact(fact);
  const std::vector<FactId> fields = fields_at(cut, level);
  if (declared.scope == Scope::record && cut.level == level) {
    own_record_.assign(program_.schema.table(declared.table).fields.size(), Value::unknown());
    evaluator_.enter(own_record_);
    next();
    evaluator_.leave();
  } else if (fields.empty()) {
    evaluator_.enter({});
    next();
    evaluator_.leave();
  } else {
    in_every_record(fact, cut, level, program_.schema.fact(fields.front()).table, found, next);
  }
}

// Of a list that nobody stated: a record for every value that one of its fields may have.
void CellFinder::in_every_record(FactId fact, const Cut& cut, std::uint32_t level, TableId table, Boundaries& found,
                                 const Step& then) {
  const expr::FactValues::Records& records = facts_.tables[index_of(table)];
  if (records.known) {
    for (std::size_t i = 0; i < records.count; ++i) {
      if (++steps_ > most_steps) {
        found.complete = false;
        return;
      }
      evaluator_.enter(records.record(i));
      then();
      evaluator_.leave();
    }
    return;
  }
  found.related_to_list = true;
  for (const FactId field : fields_at(cut, level)) {
    if (contains(visiting_, field) || program_.schema.fact(fact).scope == Scope::record) continue;
    const auto is_decimal = [this](FactId any) { return program_.schema.fact(any).type == ValueType::decimal; };
    if (is_decimal(fact) || is_decimal(field)) found.complete = false;
    if (months_meet_days_ && program_.schema.fact(field).type == ValueType::months && counts_months(cut))
      found.complete = false;
    std::vector<Value> record(program_.schema.table(table).fields.size(), Value::unknown());
    for (const Value value : values_to_try(field, cut, found)) {
      record[program_.schema.fact(field).slot] = value;
      evaluator_.enter(record);
      then();
      evaluator_.leave();
    }
  }
}

void CellFinder::in_settings(FactId fact, const Cut& cut, Boundaries& found, const Step& then) {
  std::vector<FactId> others;
  evaluator_.collect_unknown(cut.left, others);
  if (cut.right) evaluator_.collect_unknown(*cut.right, others);
  std::erase(others, fact);
  for (const FactId other : others) {
    if (contains(visiting_, other)) return;
    // A truth or a count of a list that nobody stated is tried with the list.
    if (program_.schema.fact(other).type == ValueType::records) return;
  }
  if (!others.empty() && cut.right) note_reckoning(fact, others, cut, found);
  const auto is_date = [this](FactId any) { return program_.schema.fact(any).type == ValueType::date; };
  if (visiting_.size() == 1 && cut.levels == 0 && others.size() == 1 && is_date(fact) && is_date(others[0]) &&
      cut.right)
    found.meetings.push_back({others[0], cut});
  // How decimals that hang on several unknown facts fall together is not looked into.
  const auto has_order = [this](FactId other) { return range_of(program_.schema.fact(other)).has_value(); };
  if (std::any_of(others.begin(), others.end(), has_order) &&
      (reckons_with_decimals(cut.left) || (cut.right && reckons_with_decimals(*cut.right))))
    found.complete = false;
  in_settings(others, 0, cut, found, then);
}

void CellFinder::note_reckoning(FactId fact, const std::vector<FactId>& others, const Cut& cut,
                                Boundaries& found) const {
  const bool is_equality = cut.op == Op::equal;
  if (is_equality) found.step = std::max({found.step, largest_factor(cut.left), largest_factor(*cut.right)});
  found.complete = found.complete && found.step <= longest_step;
  if (!counts_months(cut)) return;
  const ValueType type = program_.schema.fact(fact).type;
  const bool has_days = has(cut.left, Op::plus_days) || has(*cut.right, Op::plus_days);
  if (type == ValueType::date && (is_equality || has_days || months_meet_days_)) found.meets_months = true;
  // Which days a number of days comes to hangs on where it is counted from.
  if (type == ValueType::days && is_equality) found.complete = false;
  if (!months_meet_days_) return;
  const auto of_type = [this](ValueType wanted) {
    return [this, wanted](FactId other) { return program_.schema.fact(other).type == wanted; };
  };
  const auto is_ordered = [this](FactId other) { return range_of(program_.schema.fact(other)).has_value(); };
  if (type == ValueType::months) {
    found.meets_months = true;
    const bool has_months = std::any_of(others.begin(), others.end(), of_type(ValueType::months));
    if (has_months || std::count_if(others.begin(), others.end(), is_ordered) > 1) found.complete = false;
  } else if (std::any_of(others.begin(), others.end(), of_type(ValueType::months))) {
    // A day that no number of months comes to stands for none that one does: the months are to be tried first.
    found.complete = false;
  }
}

bool CellFinder::counts_months(const Cut& cut) const {
  return has(cut.left, Op::plus_months) || (cut.right && has(*cut.right, Op::plus_months));
}

// Whether days that are counted by months that nobody stated may have to be one day, or one of a few: they are equal to
// something, or stand in two comparisons.
bool CellFinder::months_meet_days() {
  std::optional<NodeId> other;
  for (std::size_t i = 0; i < program_.schema.facts().size(); ++i) {
    const Fact& declared = program_.schema.facts()[i];
    if (declared.type != ValueType::months) continue;
    const bool is_field = declared.scope == Scope::record;
    if (is_field ? facts_.tables[index_of(declared.table)].known : !slot_of(FactId(i)).is_unknown()) continue;
    for (const Cut& cut : program_.reads[i].cuts) {
      if (!(*reached_)[index_of(cut.comparison)] || !counts_months(cut)) continue;
      if (cut.op == Op::equal || (other && !tells_the_same(*other, cut.comparison))) return true;
      other = cut.comparison;
    }
  }
  return false;
}

// Written alike, or one is where the other is not: `a > b` and `a <= b`.
bool CellFinder::tells_the_same(NodeId left, NodeId right) const {
  const auto cutting = [](Op op) {
    if (op == Op::less_equal) return Op::greater;
    return op == Op::greater_equal ? Op::less : op;
  };
  return cutting(program_.code.node(left).op) == cutting(program_.code.node(right).op) &&
         have_like_operands(left, right);
}

bool CellFinder::are_alike(NodeId left, NodeId right) const {
  if (left == right) return true;
  const Node& one = program_.code.node(left);
  const Node& other = program_.code.node(right);
  return one.op == other.op && one.fact == other.fact && one.index == other.index && one.rounding == other.rounding &&
         one.constant.same_as(other.constant) && have_like_operands(left, right);
}

bool CellFinder::have_like_operands(NodeId left, NodeId right) const {
  const auto some = program_.code.children_of(program_.code.node(left));
  const auto others = program_.code.children_of(program_.code.node(right));
  return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                    [this](NodeId one, NodeId other) { return are_alike(one, other); });
}

// By which a fact is multiplied; one more than the longest step stands for all beyond it.
std::int64_t CellFinder::largest_factor(NodeId id) const {
  const Node& node = program_.code.node(id);
  if (node.op == Op::definition) return largest_factor(program_.code.definitions[node.index].root);
  std::int64_t within = 1;
  std::int64_t factor = 1;
  for (const NodeId operand : program_.code.children_of(node)) {
    const Node& number = program_.code.node(operand);
    within = std::max(within, largest_factor(operand));
    if (node.op == Op::multiply && number.op == Op::constant && number.constant.is_integer())
      factor = std::clamp(number.constant.as_integer(), -longest_step - 1, longest_step + 1);
  }
  return std::min(within * std::max<std::int64_t>(std::abs(factor), 1), longest_step + 1);
}

bool CellFinder::reckons_with_decimals(NodeId id) const {
  return program_.code.node(id).type.kind == ValueType::decimal || has(id, Op::widen) || has(id, Op::call) ||
         has(id, Op::scale_span) || has(id, Op::divide_span);
}

bool CellFinder::has(NodeId id, Op op) const {
  const Node& node = program_.code.node(id);
  if (node.op == op) return true;
  if (node.op == Op::definition) return has(program_.code.definitions[node.index].root, op);
  const auto operands = program_.code.children_of(node);
  return std::any_of(operands.begin(), operands.end(), [&](NodeId operand) { return has(operand, op); });
}

void CellFinder::in_settings(const std::vector<FactId>& others, std::size_t place, const Cut& cut, Boundaries& found,
                             const Step& then) {
  if (place == others.size()) return then();
  const FactId other = others[place];
  for (const Value value : values_to_try(other, cut, found)) {
    if (++steps_ > most_steps) {
      found.complete = false;
      break;
    }
    set(other, value);
    in_settings(others, place + 1, cut, found, then);
  }
  set(other, Value::unknown());
}

std::vector<Value> CellFinder::values_to_try(FactId fact, const Cut& cut, Boundaries& found) {
  const Fact& declared = program_.schema.fact(fact);
  std::vector<Value> values;
  if (declared.type == ValueType::boolean) return {Value::boolean(true), Value::boolean(false)};
  if (declared.type == ValueType::enumeration) {
    for (const auto& alike : classes(fact)) values.push_back(Value::integer(alike.front()));
    return values;
  }
  const auto range = range_of(declared);
  if (!range) {
    found.complete = false;
    return values;
  }
  const Boundaries of_other = boundaries(fact);
  found.complete = found.complete && of_other.complete;
  found.related = found.related || declared.scope != Scope::record;
  std::set<Position> numbers;
  for (const Position first : of_other.firsts) numbers.insert({first - 1, first});
  if (has_minimum(declared)) numbers.insert(range->low);
  if (has_maximum(declared)) numbers.insert(range->high);
  // A comparison may turn at the same place whatever this fact is: that place is found by any value.
  if (numbers.empty()) numbers.insert(std::clamp<Position>(0, range->low, range->high));
  // What is counted by months or doubled equals some values between those ends and not others.
  if (cut.op == Op::equal) {
    for (const Position end : std::set<Position>(numbers)) {
      if (end < range->high) numbers.insert(end + 1);
    }
  }
  for (const Position number : numbers) values.push_back(value_at(declared, number));
  return values;
}

void CellFinder::cut_here(FactId fact, const Cut& cut, Boundaries& found) {
  const bool at_least = cut.op != Op::less_equal && cut.op != Op::greater;  // turns where left reaches right
  const bool above = cut.op != Op::less && cut.op != Op::greater_equal;     // turns where it passes right
  if (!cut.is_fact_itself) {
    if (at_least) search(fact, cut, false, found);
    if (above) search(fact, cut, true, found);
    return;
  }
  const Value other = evaluator_.evaluate(*cut.right);
  if (other.is_unknown()) found.complete = false;
  if (!other.is_known()) return;  // none and undefined leave every value alike
  const Range range = *range_of(program_.schema.fact(fact));
  for (const bool passed : {false, true}) {
    if (passed ? !above : !at_least) continue;
    const Position first = position_of(other) + (passed ? 1 : 0);
    if (first > range.low && first <= range.high) found.firsts.insert(first);
  }
}

// By halves: the first value for which left has come up to right, or has passed it (strictly), or no longer has.
void CellFinder::search(FactId fact, const Cut& cut, bool strictly, Boundaries& found) {
  const Fact& declared = program_.schema.fact(fact);
  const Range range = *range_of(declared);
  const auto is_void = [](Value side) { return side.is_undefined() || side.is_none(); };
  // A side that has no value whatever the fact is leaves every value alike.
  set(fact, Value::unknown());
  if (is_void(evaluator_.evaluate(cut.left)) || (cut.right && is_void(evaluator_.evaluate(*cut.right)))) return;
  bool clear = true;
  const auto has_turned = [&](Position position) {
    set(fact, value_at(declared, position));
    const Value left = evaluator_.evaluate(cut.left);
    const Value zero = left.is_decimal() ? Value::decimal(Decimal()) : Value::integer(0);
    const Value right = cut.right ? evaluator_.evaluate(*cut.right) : zero;
    if (!left.is_known() || !right.is_known()) {
      clear = clear && !left.is_unknown() && !right.is_unknown() && (left.is_none() || right.is_none());
      return false;
    }
    const auto order = expr::order_of(left, right);
    const bool reached = strictly ? order > 0 : order >= 0;
    return reached == (cut.course == Cut::Course::rises);
  };
  Position low = range.low;
  Position high = range.high;
  if (!has_turned(low) && has_turned(high)) {
    while (high - low > 1) {
      const Position middle = low + (high - low) / 2;
      (has_turned(middle) ? high : low) = middle;
    }
    found.firsts.insert(high);
  }
  set(fact, Value::unknown());
  found.complete = found.complete && clear;
}

std::vector<FactId> CellFinder::fields_at(const Cut& cut, std::uint32_t level) const {
  std::vector<FactId> fields;
  collect_fields(cut.left, level, fields);
  if (cut.right) collect_fields(*cut.right, level, fields);
  return fields;
}

void CellFinder::collect_fields(NodeId id, std::uint32_t level, std::vector<FactId>& fields) const {
  const Node& node = program_.code.node(id);
  if (node.op == Op::field && node.index == level && !contains(fields, node.fact)) fields.push_back(node.fact);
  for (const NodeId operand : program_.code.children_of(node)) collect_fields(operand, level, fields);
}

}  // namespace warrantor::policy
