#include "policy/cell_finder.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "policy/cells.hpp"
#include "policy/record_lists.hpp"

namespace warrantor::policy {
namespace {

using expr::Node;
using expr::NodeId;
using expr::Op;

// Values and records gone through to cut one fact; one that needs more cannot be cut.
constexpr int most_steps = 20'000;
constexpr std::size_t most_cells = 5'000;
// Room that is left beyond the last cut, for facts that are compared with each other.
constexpr std::int64_t room = 40'000;

bool may_be_none(const Fact& fact) {
  return fact.blank == Blank::none || (fact.blank_is_conditional && fact.blank_else == Blank::none);
}

bool contains(const std::vector<FactId>& facts, FactId fact) {
  return std::find(facts.begin(), facts.end(), fact) != facts.end();
}

}  // namespace

Value fresh_text() noexcept { return Value::text("\x01 a text unlike any other"); }
Value noted_text() noexcept { return Value::text("\x01 a text that was noted before"); }

bool Cell::holds(const Cell& other) const {
  if (value.is_none() || other.value.is_none()) return value.same_as(other.value);
  if (!answers.empty() || !other.answers.empty()) return false;
  if (!alike.empty()) return std::find(alike.begin(), alike.end(), other.value.as_integer()) != alike.end();
  if (value.same_as(other.value)) return true;
  return low < high && other.low <= other.high && other.value.is_known() && low <= other.value.as_integer() &&
         other.value.as_integer() <= high;
}

Cells CellFinder::find(FactId fact, const std::vector<bool>& reached, const std::vector<Value>& noted) {
  reached_ = &reached;
  steps_ = 0;
  const Fact& declared = program_.schema.fact(fact);
  Cells cells;
  if (declared.type == ValueType::boolean) {
    for (const bool truth : {true, false}) {
      cells.cells.emplace_back();
      cells.cells.back().value = Value::boolean(truth);
    }
  } else if (declared.type == ValueType::enumeration) {
    cells = find_enumerated(fact);
  } else if (declared.type == ValueType::records) {
    return find_lists(fact);
  } else if (bounds_of(declared)) {
    cells = find_ordered(fact, noted);
  } else {
    cells = find_texts(fact, noted);
  }
  add_none(declared, cells);
  if (cells.cells.size() > most_cells) cells.complete = false;
  return cells;
}

// What a list may be does not hang on facts that its conditions do not read.
const Cells& CellFinder::find_lists(FactId fact) {
  const FactReads& reads = program_.reads[index_of(fact)];
  auto wanted = std::make_unique<KnownLists>();
  wanted->fact = fact;
  for (const NodeId condition : reads.conditions) {
    if ((*reached_)[index_of(condition)]) wanted->conditions.push_back(condition);
  }
  for (const FactId other : reads.hangs_on) wanted->facts.push_back(slot_of(other));
  for (const auto& known : known_lists_) {
    const auto same = [](const Value& left, const Value& right) { return left.same_as(right); };
    if (known->fact == fact && known->conditions == wanted->conditions &&
        std::equal(known->facts.begin(), known->facts.end(), wanted->facts.begin(), same))
      return known->cells;
  }
  wanted->cells = RecordLister(*this, program_.schema.fact(fact).table, wanted->conditions).find();
  known_lists_.push_back(std::move(wanted));
  return known_lists_.back()->cells;
}

FoundList CellFinder::find_list(FactId fact, const ListAnswers& answers) {
  std::vector<NodeId> conditions;
  std::vector<bool> reached(program_.code.nodes.size(), true);
  for (const auto& [condition, answer] : answers) conditions.push_back(condition);
  reached_ = &reached;
  steps_ = 0;
  return RecordLister(*this, program_.schema.fact(fact).table, conditions).find(answers);
}

bool Cell::same_answers(const Cell& other) const {
  return std::equal(answers.begin(), answers.end(), other.answers.begin(), other.answers.end(),
                    [](const auto& one, const auto& another) {
                      return one.first == another.first && one.second.same_as(another.second);
                    });
}

void CellFinder::add_none(const Fact& fact, Cells& cells) const {
  if (!may_be_none(fact)) return;
  cells.cells.emplace_back();
  cells.cells.back().value = Value::none();
}

std::vector<std::vector<std::int64_t>> CellFinder::classes(FactId fact) const {
  const FactReads& reads = program_.reads[index_of(fact)];
  const std::size_t count = program_.schema.domain(program_.schema.fact(fact).domain).values.size();
  std::vector<std::size_t> class_of(count, 0);
  std::size_t classes = 1;
  for (const ValueTest& test : reads.tests) {
    if (!(*reached_)[index_of(test.comparison)]) continue;
    std::map<std::pair<std::size_t, bool>, std::size_t> places;
    for (std::size_t i = 0; i < count; ++i) {
      const auto value = static_cast<std::int64_t>(i);
      const bool passes = std::find(test.values.begin(), test.values.end(), value) != test.values.end();
      const std::size_t within = test.tells_all ? i : class_of[i];
      class_of[i] = places.emplace(std::pair(within, passes), places.size()).first->second;
    }
    classes = places.size();
  }
  if (reads.keys > 0) {
    for (std::size_t i = 0; i < count; ++i) class_of[i] = i;
    classes = count;
  }
  std::vector<std::vector<std::int64_t>> values(classes);
  for (std::size_t i = 0; i < count; ++i) values[class_of[i]].push_back(static_cast<std::int64_t>(i));
  return values;
}

Cells CellFinder::find_enumerated(FactId fact) const {
  Cells cells;
  for (std::vector<std::int64_t>& values : classes(fact)) {
    Cell cell;
    cell.value = Value::integer(values.front());
    cell.alike = std::move(values);
    cells.cells.push_back(std::move(cell));
  }
  return cells;
}

Cells CellFinder::find_texts(FactId fact, const std::vector<Value>& noted) {
  Cells cells;
  const auto add = [&](Value value) {
    const auto same = [&](const Cell& cell) { return cell.value.same_as(value); };
    if (std::any_of(cells.cells.begin(), cells.cells.end(), same)) return;
    cells.cells.emplace_back();
    cells.cells.back().value = value;
    cells.cells.back().low = 1;  // no range
  };
  for (const ValueTest& test : program_.reads[index_of(fact)].tests) {
    if (!(*reached_)[index_of(test.comparison)]) continue;
    for (const NodeId other : test.compared) {
      const Value value = evaluator_.evaluate(other);
      if (value.is_known()) add(value);
      if (value.is_unknown()) cells.complete = false;
    }
  }
  for (const Value value : noted) add(value);
  add(fresh_text());
  return cells;
}

Cells CellFinder::find_ordered(FactId fact, const std::vector<Value>& noted) {
  const Bounds bounds = *bounds_of(program_.schema.fact(fact));
  Boundaries found = boundaries(fact);
  for (const Value value : noted) {
    for (const std::int64_t first : {value.as_integer(), value.as_integer() + 1}) {
      if (first > bounds.low && first <= bounds.high) found.firsts.insert(first);
    }
  }
  Cells cells;
  cells.complete = found.complete && found.firsts.size() < most_cells;
  const bool is_amount = program_.reads[index_of(fact)].is_amount;
  const bool ends = program_.schema.fact(fact).maximum.has_value();
  std::vector<std::int64_t> starts{bounds.low};
  starts.insert(starts.end(), found.firsts.begin(), found.firsts.end());
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const bool is_last = i + 1 == starts.size();
    Cell cell;
    cell.low = starts[i];
    cell.high = is_last ? bounds.high : starts[i + 1] - 1;
    // Values near the cuts, since those are the ones that people can picture.
    const std::int64_t near_low = i == 0 ? std::max(cell.low, is_last ? std::int64_t{0} : cell.high - room) : cell.low;
    const std::int64_t near_high = is_last ? std::min(cell.high, near_low + room) : cell.high;
    std::set<std::int64_t> values{i == 0 && !is_last ? near_high : std::min(near_low, near_high)};
    if (found.related) values.insert({near_low, near_low + (near_high - near_low) / 2, near_high});
    if (found.related_to_list) values.insert({near_low, near_high});
    if (is_amount) values.insert({cell.low, is_last && !ends ? std::min(cell.low + 1, cell.high) : cell.high});
    for (const std::int64_t value : values) {
      cell.value = Value::integer(value);
      cell.has_no_end = is_amount && is_last && !ends;
      cells.cells.push_back(cell);
    }
  }
  return cells;
}

CellFinder::Boundaries CellFinder::boundaries(FactId fact) {
  Boundaries found;
  visiting_.push_back(fact);
  for (const Cut& cut : program_.reads[index_of(fact)].cuts) {
    if (!(*reached_)[index_of(cut.comparison)]) continue;
    if (cut.course == Cut::Course::unclear || ++steps_ > most_steps) {
      found.complete = false;
    } else {
      cut_by(fact, cut, found);
    }
  }
  visiting_.pop_back();
  return found;
}

void CellFinder::cut_by(FactId fact, const Cut& cut, Boundaries& found) {
  in_contexts(fact, cut, 0, found, [&] { in_settings(fact, cut, found, [&] { cut_here(fact, cut, found); }); });
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
    std::vector<Value> record(program_.schema.table(table).fields.size(), Value::unknown());
    for (const Value value : values_to_try(field, found)) {
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
  in_settings(others, 0, found, then);
}

void CellFinder::in_settings(const std::vector<FactId>& others, std::size_t place, Boundaries& found,
                             const Step& then) {
  if (place == others.size()) return then();
  const FactId other = others[place];
  for (const Value value : values_to_try(other, found)) {
    if (++steps_ > most_steps) {
      found.complete = false;
      break;
    }
    set(other, value);
    in_settings(others, place + 1, found, then);
  }
  set(other, Value::unknown());
}

std::vector<Value> CellFinder::values_to_try(FactId fact, Boundaries& found) {
  const Fact& declared = program_.schema.fact(fact);
  std::vector<Value> values;
  if (declared.type == ValueType::boolean) return {Value::boolean(true), Value::boolean(false)};
  if (declared.type == ValueType::enumeration) {
    for (const auto& alike : classes(fact)) values.push_back(Value::integer(alike.front()));
    return values;
  }
  const auto bounds = bounds_of(declared);
  if (!bounds) {
    found.complete = false;
    return values;
  }
  const Boundaries of_other = boundaries(fact);
  found.complete = found.complete && of_other.complete;
  found.related = found.related || declared.scope != Scope::record;
  for (const std::int64_t first : of_other.firsts) {
    values.push_back(Value::integer(first - 1));
    values.push_back(Value::integer(first));
  }
  if (declared.minimum) values.push_back(Value::integer(bounds->low));
  if (declared.maximum) values.push_back(Value::integer(bounds->high));
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
  const Bounds bounds = *bounds_of(program_.schema.fact(fact));
  for (const bool passed : {false, true}) {
    if (passed ? !above : !at_least) continue;
    const std::int64_t first = other.as_integer() + (passed ? 1 : 0);
    if (first > bounds.low && first <= bounds.high) found.firsts.insert(first);
  }
}

// By halves: the first value for which left has come up to right, or has passed it (strictly), or no longer has.
void CellFinder::search(FactId fact, const Cut& cut, bool strictly, Boundaries& found) {
  const Bounds bounds = *bounds_of(program_.schema.fact(fact));
  bool clear = true;
  const auto has_turned = [&](std::int64_t value) {
    set(fact, Value::integer(value));
    const Value left = evaluator_.evaluate(cut.left);
    const Value right = cut.right ? evaluator_.evaluate(*cut.right) : Value::integer(0);
    if (!left.is_known() || !right.is_known()) {
      clear = clear && !left.is_unknown() && !right.is_unknown() && (left.is_none() || right.is_none());
      return false;
    }
    const bool reached = strictly ? left.as_integer() > right.as_integer() : left.as_integer() >= right.as_integer();
    return reached == (cut.course == Cut::Course::rises);
  };
  std::int64_t low = bounds.low;
  std::int64_t high = bounds.high;
  if (!has_turned(low) && has_turned(high)) {
    while (high - low > 1) {
      const std::int64_t middle = low + (high - low) / 2;
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

ListAnswers CellFinder::answers_of(TableId table, const expr::FactValues::Records& records,
                                   const std::vector<NodeId>& conditions) {
  expr::FactValues::Records& place = facts_.tables[index_of(table)];
  const expr::FactValues::Records before = std::exchange(place, records);
  evaluator_.forget();
  ListAnswers answers;
  for (const NodeId condition : conditions) answers.emplace_back(condition, evaluator_.evaluate(condition));
  place = before;
  evaluator_.forget();
  return answers;
}

Value& CellFinder::slot_of(FactId fact) {
  const Fact& declared = program_.schema.fact(fact);
  if (declared.scope == Scope::record) return own_record_[declared.slot];
  return (declared.scope == Scope::claim ? facts_.claim : facts_.line)[declared.slot];
}

void CellFinder::set(FactId fact, Value value) {
  slot_of(fact) = value;
  evaluator_.forget();
}

}  // namespace warrantor::policy
