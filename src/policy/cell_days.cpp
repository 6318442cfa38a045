#include <algorithm>
#include <cstdlib>

#include "expr/evaluate_values.hpp"
#include "policy/cell_finder.hpp"
#include "policy/cells.hpp"

// Days of two dates that nobody stated, where comparisons between them turn within a few days of each other.
//
// `d + 2 months > e` and `d + 1 month + 1 month <= e` hold together only for a few days e of some months. Which of the
// two turns first as d grows hangs on e, and on nothing but its place in the calendar, which repeats itself after four
// years. So of each class of days e, all of four years are looked at, and one is tried of each order of the turns.
namespace warrantor::policy {
namespace {

using expr::Op;

// Comparisons whose turns are further apart are in the same order on every day: a month more or less is three days.
constexpr std::int64_t few_days = 15;
// Turns are looked for no further from where they are expected.
constexpr int most_days_off = 60;

int sign_of(std::int64_t number) { return number < 0 ? -1 : number > 0 ? 1 : 0; }

std::vector<int> order_of_turns(const std::vector<std::int64_t>& firsts) {
  std::vector<int> order;
  for (std::size_t i = 0; i < firsts.size(); ++i) {
    for (std::size_t j = i + 1; j < firsts.size(); ++j) order.push_back(sign_of(firsts[i] - firsts[j]));
  }
  return order;
}

}  // namespace

void CellFinder::find_close_meetings(FactId fact, Boundaries& found) {
  std::vector<bool> seen(found.meetings.size(), false);
  for (std::size_t i = 0; i < found.meetings.size(); ++i) {
    if (seen[i]) continue;
    std::vector<Meeting> close{found.meetings[i]};
    for (std::size_t j = i + 1; j < found.meetings.size(); ++j) {
      if (seen[j]) continue;
      const auto is_near = [&](const Meeting& other) { return are_close(fact, other, found.meetings[j]); };
      if (std::none_of(close.begin(), close.end(), is_near)) continue;
      close.push_back(found.meetings[j]);
      seen[j] = true;
    }
    if (close.size() > 1) found.close.push_back(std::move(close));
  }
}

bool CellFinder::are_close(FactId fact, const Meeting& left, const Meeting& right) {
  if (left.other != right.other || !(counts_months(left.cut) || counts_months(right.cut))) return false;
  if (tells_the_same(left.cut.comparison, right.cut.comparison)) return false;
  const auto one = distance(fact, left);
  const auto another = distance(fact, right);
  return one && another && std::abs(*one - *another) <= few_days;
}

// How many days the other date comes to lie behind where both are the same day.
std::optional<std::int64_t> CellFinder::distance(FactId fact, const Meeting& meeting) {
  set(fact, Value::integer(0));
  set(meeting.other, Value::integer(0));
  const Value left = evaluator_.evaluate(meeting.cut.left);
  const Value right = evaluator_.evaluate(*meeting.cut.right);
  set(meeting.other, Value::unknown());
  set(fact, Value::unknown());
  const ValueType type = program_.code.node(meeting.cut.left).type.kind;
  if ((type != ValueType::date && type != ValueType::days) || !left.is_known() || !right.is_known())
    return std::nullopt;
  const std::int64_t behind = left.as_integer() - right.as_integer();
  return meeting.cut.course == Cut::Course::falls ? behind : -behind;
}

void CellFinder::add_close_days(FactId fact, const std::vector<Meeting>& close, std::int64_t low, std::int64_t high,
                                std::set<std::int64_t>& values) {
  const FactId other = close.front().other;
  std::vector<Turn> turns = turns_of(fact, close);
  for (Turn& turn : turns) turn.first += low;
  std::set<std::vector<int>> orders;
  std::vector<std::int64_t> firsts(turns.size());
  for (std::int64_t day = low; day <= high; ++day) {
    set(fact, Value::integer(day));
    bool is_clear = true;
    for (std::size_t i = 0; i < turns.size(); ++i) {
      is_clear = is_clear && follow(other, turns[i]);
      firsts[i] = turns[i].first;
    }
    if (!is_clear) break;
    if (orders.insert(order_of_turns(firsts)).second) values.insert(day);
  }
  set(other, Value::unknown());
  set(fact, Value::unknown());
}

// As far from the fact as they are where it is the first day that is counted.
std::vector<CellFinder::Turn> CellFinder::turns_of(FactId fact, const std::vector<Meeting>& close) {
  std::vector<Turn> turns;
  for (const Meeting& meeting : close) {
    const Cut& cut = meeting.cut;
    const std::int64_t first = -distance(fact, meeting).value_or(0);
    if (cut.op != Op::less_equal && cut.op != Op::greater) turns.push_back({&cut, false, first});
    if (cut.op != Op::less && cut.op != Op::greater_equal) turns.push_back({&cut, true, first});
  }
  return turns;
}

// From where it turned on the day before; false where it cannot be told.
bool CellFinder::follow(FactId other, Turn& turn) {
  for (int steps = 0; steps < most_days_off; ++steps) {
    const auto turned = has_turned(other, turn, turn.first);
    const auto turned_before = has_turned(other, turn, turn.first - 1);
    if (!turned || !turned_before) return false;
    if (*turned && !*turned_before) return true;
    turn.first += *turned ? -1 : 1;
  }
  return false;
}

std::optional<bool> CellFinder::has_turned(FactId other, const Turn& turn, std::int64_t day) {
  set(other, Value::integer(day));
  const Value left = evaluator_.evaluate(turn.cut->left);
  const Value right = evaluator_.evaluate(*turn.cut->right);
  if (!left.is_known() || !right.is_known()) return std::nullopt;
  const auto order = expr::order_of(left, right);
  const bool reached = turn.strictly ? order > 0 : order >= 0;
  // What falls as the fact grows rises with the other date.
  return reached == (turn.cut->course == Cut::Course::falls);
}

}  // namespace warrantor::policy
