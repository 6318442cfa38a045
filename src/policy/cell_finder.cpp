#include "policy/cell_finder.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "policy/cells.hpp"
#include "policy/record_lists.hpp"

namespace warrantor::policy {
namespace {

using expr::NodeId;

constexpr std::size_t most_cells = 5'000;
// Room that is left beyond the last cut, for facts that are compared with each other.
constexpr std::int64_t room = 40'000;
// So far from it that no rounding hides that a figure goes on.
constexpr std::int64_t far_away = 1'000'000'000;
// After which the calendar repeats itself, but for three years in four centuries.
constexpr std::int64_t four_years = 1461;

bool may_be_none(const Fact& fact) {
  return fact.blank == Blank::none || (fact.blank_is_conditional && fact.blank_else == Blank::none);
}

}  // namespace

Value fresh_text() noexcept { return Value::text("\x01 a text unlike any other"); }
Value noted_text() noexcept { return Value::text("\x01 a text that was noted before"); }

bool Cell::holds(const Cell& other) const {
  if (value.is_none() || other.value.is_none()) return value.same_as(other.value);
  if (!answers.empty() || !other.answers.empty()) return false;
  if (!alike.empty()) return std::find(alike.begin(), alike.end(), other.value.as_integer()) != alike.end();
  if (value.same_as(other.value)) return true;
  return low < high && other.low <= other.high && other.value.is_known() && low <= position_of(other.value) &&
         position_of(other.value) <= high;
}

Cells CellFinder::find(FactId fact, const std::vector<bool>& reached, const std::vector<Value>& noted) {
  reached_ = &reached;
  steps_ = 0;
  months_meet_days_ = months_meet_days();
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
  } else if (range_of(declared)) {
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
  if (is_read_opaquely(fact)) return untold_;
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
  wanted->cells.setting = known_lists_.size();
  known_lists_.push_back(std::move(wanted));
  return known_lists_.back()->cells;
}

FoundList CellFinder::find_list(FactId fact, const ListAnswers& answers) {
  std::vector<NodeId> conditions;
  std::vector<bool> reached(program_.code.nodes.size(), true);
  for (const auto& [condition, answer] : answers) conditions.push_back(condition);
  reached_ = &reached;
  steps_ = 0;
  months_meet_days_ = months_meet_days();
  return RecordLister(*this, program_.schema.fact(fact).table, conditions).find(answers);
}

bool same_answers(const ListAnswers& left, const ListAnswers& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const auto& one, const auto& another) {
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
  if (reads.keys > 0 || is_read_opaquely(fact)) {
    for (std::size_t i = 0; i < count; ++i) class_of[i] = i;
    classes = count;
  }
  std::vector<std::vector<std::int64_t>> values(classes);
  for (std::size_t i = 0; i < count; ++i) values[class_of[i]].push_back(static_cast<std::int64_t>(i));
  return values;
}

// Nothing tells which values of the fact are alike there.
bool CellFinder::is_read_opaquely(FactId fact) const {
  const FactReads& reads = program_.reads[index_of(fact)];
  const auto is_reached = [this](NodeId node) { return (*reached_)[index_of(node)]; };
  return std::any_of(reads.opaque.begin(), reads.opaque.end(), is_reached) ||
         (looks_at_told_ && std::any_of(reads.told.begin(), reads.told.end(), is_reached));
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
  cells.complete = !is_read_opaquely(fact);
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
  const Fact& declared = program_.schema.fact(fact);
  const Range range = *range_of(declared);
  Boundaries found = boundaries(fact);
  for (const Value value : noted) {
    for (const Position first : {position_of(value), position_of(value) + 1}) {
      if (first > range.low && first <= range.high) found.firsts.insert(first);
    }
  }
  if (found.meetings.size() > 1) find_close_meetings(fact, found);
  Cells cells;
  cells.complete = found.complete && found.firsts.size() < most_cells;
  Cell cell;
  cell.low = range.low;
  for (const Position first : found.firsts) {
    cell.high = first - 1;
    add_values(cell, fact, found, cells);
    cell.low = first;
  }
  cell.high = range.high;
  cell.has_no_end = program_.reads[index_of(fact)].is_amount && !has_maximum(declared);
  add_values(cell, fact, found, cells);
  return cells;
}

// One value of a class is enough; more where another unknown fact is compared with it, or where it is paid out. Values
// are near the cuts, since those are the ones that people can picture.
void CellFinder::add_values(Cell cell, FactId fact, const Boundaries& found, Cells& cells) {
  if (program_.schema.fact(fact).type == ValueType::decimal) return add_decimals(std::move(cell), fact, found, cells);
  const Bounds bounds = *bounds_of(program_.schema.fact(fact));
  const auto lowest = static_cast<std::int64_t>(cell.low);
  const auto highest = static_cast<std::int64_t>(cell.high);
  const bool is_first = lowest == bounds.low;
  const bool is_last = highest == bounds.high;
  const std::int64_t far_below = is_last ? std::int64_t{0} : highest - room;
  const std::int64_t low = is_first ? std::clamp(far_below, lowest, highest) : lowest;
  const std::int64_t high = is_last ? std::min(highest, low + room) : highest;
  std::set<std::int64_t> values{is_first && !is_last ? high : low};
  if (found.related || found.related_to_list) values.insert({low, high});
  if (found.related) values.insert(low + (high - low) / 2);
  if (found.related) add_equal_values(program_.schema.fact(fact), found, low, high, values);
  for (const std::vector<Meeting>& close : found.close) {
    const bool ends_at_cut = is_first && !is_last;
    add_close_days(fact, close, ends_at_cut ? std::max(low, high - four_years) : low,
                   ends_at_cut ? high : std::min(high, low + four_years), values);
  }
  const FactReads& reads = program_.reads[index_of(fact)];
  const ValueType type = program_.schema.fact(fact).type;
  const bool is_of_calendar = type == ValueType::date || type == ValueType::months || type == ValueType::days;
  // Small steps may be lost in rounding. Days that far are at the end of the calendar, and only bring overflows.
  const std::int64_t far = is_of_calendar ? room : far_away;
  if (reads.shapes_amount) values.insert({low, high, is_last ? std::min(highest, low + far) : high});
  if (reads.is_amount) values.insert({lowest, cell.has_no_end ? std::min(lowest + 1, highest) : highest});
  for (const std::int64_t value : values) {
    cell.value = Value::integer(value);
    cells.cells.push_back(cell);
  }
}

// Decimals lie close to each other, so that any between two cuts has room on either side, and the plainest will do.
void CellFinder::add_decimals(Cell cell, FactId fact, const Boundaries& found, Cells& cells) const {
  const Fact& declared = program_.schema.fact(fact);
  const Range range = *range_of(declared);
  const bool is_first = cell.low == range.low && !has_minimum(declared);
  const bool is_last = cell.high == range.high && !has_maximum(declared);
  const Decimal low = decimal_at(cell.low);
  const Decimal high = decimal_at(cell.high);
  const bool is_any = is_first && is_last;
  const Decimal plain = is_any ? Decimal() : is_first ? plainest_up_to(low, high) : plainest_from(low, high);
  std::set<Position> values{place_of(plain)};
  const FactReads& reads = program_.reads[index_of(fact)];
  if (found.related || found.related_to_list || reads.shapes_amount || reads.is_amount) {
    const Decimal far(far_away);
    values.insert(is_first ? std::max(cell.low, place_of(plain.subtract(far).value_or(low))) : cell.low);
    values.insert(is_last ? std::min(cell.high, place_of(plain.add(far).value_or(high))) : cell.high);
  }
  for (const Position value : values) {
    cell.value = value_at(declared, value);
    cells.cells.push_back(cell);
  }
}

// Two doubled numbers are an even way apart; which days months come to repeats itself with the leap years.
void CellFinder::add_equal_values(const Fact& fact, const Boundaries& found, std::int64_t low, std::int64_t high,
                                  std::set<std::int64_t>& values) {
  constexpr std::int64_t months_of_four_years = 48;
  const bool are_months = fact.type == ValueType::months && found.meets_months;
  const std::int64_t count = std::max(found.step, are_months ? months_of_four_years : 1);
  for (std::int64_t value = low; value < low + count && value <= high; ++value) values.insert(value);
  if (fact.type == ValueType::date && found.meets_months) add_equal_days(low, high, values);
}

// Days that are counted by months come to no 31st after a shorter month, and months are longest from a first on.
void CellFinder::add_equal_days(std::int64_t low, std::int64_t high, std::set<std::int64_t>& values) {
  bool has_leap_day = false;
  for (std::int64_t value = low; value <= std::min(high, low + four_years); ++value) {
    const Date day = Date::from_days(static_cast<std::int32_t>(value));
    const bool is_leap_day = day.month() == 2 && day.day() == 29;
    const bool is_last = day.day() == 31 && value < low + four_years / 4;
    if (day.day() == 1 || is_last || (is_leap_day && !has_leap_day)) values.insert(value);
    has_leap_day = has_leap_day || is_leap_day;
  }
}

ListAnswers CellFinder::answers_of(TableId table, const expr::FactValues::Records& records,
                                   const std::vector<NodeId>& conditions) {
  expr::FactValues::Records& place = facts_.tables[index_of(table)];
  tried_list_ = records;
  std::swap(place, tried_list_);
  evaluator_.forget();
  ListAnswers answers;
  answers.reserve(conditions.size());
  for (const NodeId condition : conditions) answers.emplace_back(condition, evaluator_.evaluate(condition));
  std::swap(place, tried_list_);
  evaluator_.forget();
  return answers;
}

const ListAnswers& CellFinder::answers_in(std::size_t setting, const expr::FactValues::Records& records) {
  KnownLists& lists = *known_lists_[setting];
  const auto [known, is_new] = lists.answers.try_emplace(&records);
  if (!is_new) return known->second;
  const std::vector<FactId>& facts = program_.reads[index_of(lists.fact)].hangs_on;
  const auto exchange = [&] {
    for (std::size_t i = 0; i < facts.size(); ++i) std::swap(slot_of(facts[i]), lists.facts[i]);
  };
  exchange();
  known->second = answers_of(program_.schema.fact(lists.fact).table, records, lists.conditions);
  exchange();
  return known->second;
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
