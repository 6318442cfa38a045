#include <algorithm>
#include <iterator>
#include <utility>

#include "base/add_once.hpp"
#include "base/checked.hpp"
#include "engine/case_tree.hpp"

// Which facts make a difference.
namespace warrantor::engine {
namespace {

using policy::Cell;
using policy::same_answers;

bool same_cell(const Cell& left, const Cell& right) {
  return left.value.same_as(right.value) && left.records == right.records && same_answers(left.answers, right.answers);
}

// Of an enumeration: the values that are in both classes.
Cell in_both(const Cell& left, const Cell& right) {
  Cell both;
  std::set_intersection(left.alike.begin(), left.alike.end(), right.alike.begin(), right.alike.end(),
                        std::back_inserter(both.alike));
  if (!both.alike.empty()) both.value = Value::integer(both.alike.front());
  return both;
}

template <class Items>
bool contains(const Items& items, const typename Items::value_type& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

}  // namespace

void CaseTree::note_values(FactId fact, const policy::Cells& cells) {
  const bool is_list = program_.schema.fact(fact).type == ValueType::records;
  if (is_list && contains(noted_settings_, cells.setting)) return;
  std::deque<Cell>& all = values_[fact];
  const auto note = [&](const Cell& cell) {
    const auto same = [&](const Cell& other) { return same_cell(cell, other) && cell.alike == other.alike; };
    if (std::none_of(all.begin(), all.end(), same)) all.push_back(cell);
  };
  for (const Cell& cell : cells.cells) {
    // What two nodes class in different ways falls apart further between them.
    const std::size_t count = cell.alike.size() > 1 ? all.size() : 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Cell both = in_both(all[i], cell);
      if (!both.alike.empty()) note(both);
    }
    note(cell);
  }
  const auto& others = program_.reads[index_of(fact)].hangs_on;
  if (std::any_of(others.begin(), others.end(), [this](FactId other) { return values_.contains(other); })) {
    std::for_each(cells.alike.begin(), cells.alike.end(), note);
    if (is_list) noted_settings_.push_back(cells.setting);
  }
}

void CaseTree::collect_results(Place place, std::vector<int>& results) const {
  std::vector<bool> seen(nodes_.size(), false);
  collect_results(place, results, seen);
}

void CaseTree::collect_results(Place place, std::vector<int>& results, std::vector<bool>& seen) const {
  if (seen[place]) return;
  seen[place] = true;
  const Node& node = nodes_[place];
  if (node.result == mixed) {
    for (const Branch& branch : node.branches) collect_results(branch.child, results, seen);
  } else if (node.result != no_result && std::find(results.begin(), results.end(), node.result) == results.end()) {
    results.push_back(node.result);
  }
}

std::vector<FactId> CaseTree::facts_that_matter(Phase phase, Place first) {
  const Phase outer = std::exchange(comparing_, phase);
  std::vector<FactId> facts;
  std::vector<Place> waiting{first};
  std::vector<bool> seen(nodes_.size(), false);
  while (!waiting.empty()) {
    const Place place = waiting.back();
    waiting.pop_back();
    if (seen.size() < nodes_.size()) seen.resize(nodes_.size(), false);  // what was grown by comparing
    if (seen[place] || nodes_[place].result != mixed) continue;
    seen[place] = true;
    const FactId fact = *nodes_[place].fact;
    if (std::find(facts.begin(), facts.end(), fact) == facts.end() && matters(place)) facts.push_back(fact);
    for (const Branch& branch : nodes_[place].branches) waiting.push_back(branch.child);
  }
  comparing_ = outer;
  std::sort(facts.begin(), facts.end());
  return facts;
}

// Where no case is rejected, a fact makes no difference once none of its values differs from the first.
bool CaseTree::matters(Place place) {
  const std::size_t count = nodes_[place].branches.size();
  for (std::size_t i = 0; i < count && (i == 0 || rejects_some_); ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      if (differ(nodes_[place].branches[i].child, nodes_[place].branches[j].child)) return true;
    }
  }
  return false;
}

bool CaseTree::differ(Place left, Place right) {
  if (left == right) return false;
  left = descend(left);
  right = descend(right);
  if (gave_up_) {
    exact_ = false;
    return true;
  }
  if (left == right) return false;
  const int of_left = nodes_[left].result;
  const int of_right = nodes_[right].result;
  if (of_left == no_result || of_right == no_result) return false;
  if (of_left != mixed && of_right != mixed) return of_left != of_right;
  if (++comparisons_ > most_comparisons) {
    exact_ = false;
    return true;
  }
  if (ask_the_same(left, right)) return differ_by_answers(left, right);
  const FactId fact = of_left == mixed ? *nodes_[left].fact : *nodes_[right].fact;
  // By place: what is grown on the way may add to them.
  for (std::size_t i = 0; i < values_[fact].size(); ++i) {
    if (is_one_of_the_named(fact, values_[fact][i])) continue;
    given_.emplace_back(fact, &values_[fact][i]);
    const bool found = differ(left, right);
    given_.pop_back();
    if (found) return true;
  }
  return false;
}

// A noted text that one node tried while another named each of those that were noted: all of them are tried by name.
bool CaseTree::is_one_of_the_named(FactId fact, const Cell& cell) {
  if (!cell.value.same_as(policy::noted_text())) return false;
  std::vector<Value> tried;
  for (const Cell& other : values_[fact]) tried.push_back(other.value);
  const Value others = noted_beside(fact, tried);
  exact_ = exact_ && others.is_known();
  return others.is_false();
}

// Both branch on a list whose answers hang on the same values, so that no list is two different cells of theirs.
bool CaseTree::ask_the_same(Place left, Place right) const {
  const Node& one = nodes_[left];
  const Node& other = nodes_[right];
  const auto is_list = [](const Branch& branch) { return branch.cell.records != nullptr; };
  return one.result == mixed && other.result == mixed && one.fact == other.fact && one.setting == other.setting &&
         std::all_of(one.branches.begin(), one.branches.end(), is_list) &&
         std::all_of(other.branches.begin(), other.branches.end(), is_list);
}

bool CaseTree::differ_by_answers(Place left, Place right) {
  for (std::size_t i = 0; i < nodes_[left].branches.size(); ++i) {
    const Branch& branch = nodes_[left].branches[i];
    if (differ(branch.child, child_for_list(nodes_[right], branch.cell))) return true;
  }
  return false;
}

// As far as the values that are given lead.
CaseTree::Place CaseTree::descend(Place place) {
  while (nodes_[place].result == mixed) {
    const FactId fact = *nodes_[place].fact;
    const auto given = std::find_if(given_.begin(), given_.end(), [&](const auto& item) { return item.first == fact; });
    if (given == given_.end()) break;
    place = child_for(place, *given->second);
  }
  return place;
}

CaseTree::Place CaseTree::child_for(Place place, const Cell& cell) {
  if (cell.records != nullptr) return child_for_list(nodes_[place], cell);
  const std::vector<Branch>& branches = nodes_[place].branches;
  const auto is_same = [&](const Branch& branch) { return same_cell(branch.cell, cell); };
  auto found = std::find_if(branches.begin(), branches.end(), is_same);
  if (found == branches.end()) {
    const auto holds = [&](const Branch& branch) { return branch.cell.holds(cell); };
    found = std::find_if(branches.begin(), branches.end(), holds);
    // A text that nobody named here was never tried, and where several values of one class were, none of them stands
    // for another one.
    const bool is_new_text = found == branches.end() && cell.is_text();
    const bool has_several = found != branches.end() && std::any_of(found + 1, branches.end(), holds);
    if (is_new_text || has_several) return grow_child(place, cell);
  }
  return found == branches.end() ? Place{0} : found->child;
}

// What a list that was made up for another case comes to in this one.
CaseTree::Place CaseTree::child_for_list(const Node& node, const Cell& cell) {
  const policy::ListAnswers& answers = finder_.answers_in(node.setting, *cell.records);
  const auto found = std::find_if(node.branches.begin(), node.branches.end(),
                                  [&](const Branch& branch) { return same_answers(branch.cell.answers, answers); });
  return found == node.branches.end() ? Place{0} : found->child;
}

// A value that was made up for another case, tried in this one.
CaseTree::Place CaseTree::grow_child(Place place, Cell cell) {
  const FactId fact = *nodes_[place].fact;
  const auto path = path_to(place);
  for (const auto& [other, given] : path) set(other, given);
  set(fact, cell);
  const Place child = grow(comparing_);
  reset(fact, cell);
  take_back(path);
  nodes_[child].parent = place;
  nodes_[place].branches.push_back({std::move(cell), child});
  return child;
}

// Set last, taken back first.
void CaseTree::take_back(Path path) {
  std::reverse(path.begin(), path.end());
  for (const auto& [fact, given] : path) reset(fact, given);
}

// What is given from the root of the present phase down to a node.
CaseTree::Path CaseTree::path_to(Place place) const {
  Path path;
  for (Place child = place; nodes_[child].parent; child = *nodes_[child].parent) {
    const Node& parent = nodes_[*nodes_[child].parent];
    for (const Branch& branch : parent.branches) {
      if (branch.child == child) path.emplace_back(*parent.fact, branch.cell);
    }
  }
  return path;
}

Findings CaseTree::conclude(Place root, Verdict first) {
  std::vector<int> results;
  collect_results(root, results);
  // No value would be accepted: whoever wrote the claim has to look at it.
  if (results.empty()) return give_up(std::move(first));
  const bool is_open = std::any_of(results.begin(), results.end(),
                                   [this](int each) { return results_[static_cast<std::size_t>(each)].is_open; });
  Findings findings;
  findings.considered = true;
  findings.needs_facts = is_open || results.size() > 1;
  if (findings.needs_facts) name_what_matters(root, is_open, findings);
  findings.verdict = std::move(*common_.all);
  findings.listed = std::move(common_.listed);
  for (std::size_t i = 0; i < findings.listed.size(); ++i) findings.possible.push_back(may_hold(common_.seen[i]));
  findings.awaited = std::move(common_.awaited);
  findings.always_named = std::move(*common_.always_named);
  findings.rows_listed = std::move(common_.rows_listed);
  findings.may_pay = std::move(common_.may_pay);
  const Result& result = results_[static_cast<std::size_t>(results.front())];
  findings.referred = !findings.needs_facts && result.outcome == Outcome::referred;
  if (findings.referred) findings.pending = pending_;
  std::sort(findings.pending.begin(), findings.pending.end());
  findings.missing_is_exact = exact_ && !has_open_truth();
  Verdict& verdict = findings.verdict;
  verdict.decided = !findings.needs_facts && !findings.referred;
  if (verdict.decided) return findings;
  verdict.total = 0;
  for (const Value& amount : verdict.amounts) {
    if (amount.is_known())
      verdict.total = base::checked_add(verdict.total, amount.as_integer()).value_or(verdict.total);
  }
  if (const auto total = total_in_all(results)) verdict.total = *total;
  return findings;
}

// Which portion asks for an amount may hang on facts that leave the whole as it is.
std::optional<std::int64_t> CaseTree::total_in_all(const std::vector<int>& results) {
  for (const policy::Portion& portion : program_.portions) {
    if (carries_unknown(portion.amount)) return std::nullopt;
  }
  const Result& first = results_[static_cast<std::size_t>(results.front())];
  const bool is_same = std::all_of(results.begin(), results.end(), [&](int each) {
    const Result& result = results_[static_cast<std::size_t>(each)];
    return result.total == first.total && !result.is_open && !result.waits;
  });
  return is_same ? std::optional(first.total) : std::nullopt;
}

// Whether a fact that nobody stated goes into a value, not only into the choice between values.
bool CaseTree::carries_unknown(expr::NodeId id) {
  if (!evaluator_.evaluate(id).is_unknown()) return false;
  const expr::Node& node = program_.code.node(id);
  if (node.op == expr::Op::definition) return carries_unknown(program_.code.definitions[node.index].root);
  const auto operands = program_.code.children_of(node);
  if (operands.empty() || program_.code.node(operands[0]).type.is_list) return true;
  return std::any_of(operands.begin() + (node.op == expr::Op::conditional ? 1 : 0), operands.end(),
                     [this](expr::NodeId operand) { return carries_unknown(operand); });
}

void CaseTree::name_what_matters(Place root, bool is_open, Findings& findings) {
  findings.missing = facts_that_matter(Phase::unknown_facts, root);
  if (is_open) {
    for (const FactId fact : untried_) base::add_once(findings.missing, fact);
  }
  if (is_open || waits_for_untried_ || findings.missing.empty()) {
    // What could not be tried may make a difference together with any other; or only several facts together do, since
    // what lies between would be rejected.
    for (const auto& [fact, cells] : values_) {
      if (!is_pending(fact)) base::add_once(findings.missing, fact);
    }
  }
  std::sort(findings.missing.begin(), findings.missing.end());
}

// Without trying everything: all facts that the result may hang on.
Findings CaseTree::give_up(Verdict first) {
  Findings findings;
  answers_.clear();
  evaluator_.forget();
  OpenFacts open = facts_of_result(first, breaks_validity());
  findings.missing_is_exact = false;
  findings.needs_facts = !open.unknown.empty();
  findings.referred = !findings.needs_facts;
  findings.missing = std::move(open.unknown);
  if (findings.referred) findings.pending = std::move(open.pending);
  for (std::size_t i = 0; i < program_.rules.size(); ++i) {
    findings.awaited.push_back(!first.holds[i].is_false() && awaits_pending(program_.rules[i]));
  }
  findings.may_pay = payments_by(program_, first);
  std::sort(findings.missing.begin(), findings.missing.end());
  std::sort(findings.pending.begin(), findings.pending.end());
  first.decided = false;
  findings.verdict = std::move(first);
  return findings;
}

}  // namespace warrantor::engine
