#include "engine/case_tree.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/add_once.hpp"
#include "base/checked.hpp"
#include "engine/history.hpp"
#include "policy/cells.hpp"

namespace warrantor::engine {
namespace {

using policy::Cell;
using policy::Cells;

bool contains(const std::vector<FactId>& facts, FactId fact) {
  return std::find(facts.begin(), facts.end(), fact) != facts.end();
}

}  // namespace

CaseTree::CaseTree(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                   const History& history)
    : program_(program),
      reader_(reader),
      evaluator_(evaluator),
      history_(history),
      finder_(program, evaluator, reader.facts_to_try()),
      reached_(program.code.nodes.size(), false),
      residue_(program, evaluator, answers_) {
  add_leaf(no_result);  // where a case that nobody can state would lead
  const std::size_t rows = program.coverage ? program.coverage->rows.size() : 0;
  common_.seen.assign(program.rules.size() + program.limits.size() + rows, 0);
  common_.seen_here = common_.seen;
  common_.listed.assign(program.rules.size(), true);
  common_.awaited.assign(program.rules.size(), false);
  common_.rows_listed.assign(rows, true);
}

Findings CaseTree::consider(Verdict first) {
  evaluator_.note_reached(&reached_);
  evaluator_.answer_for_lists(&answers_);
  first_ = first;
  const Place root = grow_from(Phase::unknown_facts, first);
  Findings findings = gave_up_ ? give_up(std::move(first)) : conclude(root, std::move(first));
  evaluator_.note_reached(nullptr);
  evaluator_.answer_for_lists(nullptr);
  evaluator_.forget();
  return findings;
}

Cells CaseTree::cells_alone(FactId fact) {
  evaluator_.note_reached(&reached_);
  const Verdict verdict = judge_here();
  static_cast<void>(facts_of_result(verdict, breaks_validity()));
  static_cast<void>(facts_of_truths(verdict, true));
  const auto noted = noted_values(program_, reader_.facts(), history_, fact);
  Cells cells = finder_.find(fact, reached_, noted.value_or(std::vector<Value>()));
  cells.complete = cells.complete && noted;
  evaluator_.note_reached(nullptr);
  return cells;
}

bool CaseTree::one_holds_always(const std::vector<expr::NodeId>& conditions) {
  evaluator_.note_reached(&reached_);
  evaluator_.answer_for_lists(&answers_);
  const bool holds = one_holds_in_all_cases(conditions);
  evaluator_.note_reached(nullptr);
  evaluator_.answer_for_lists(nullptr);
  evaluator_.forget();
  return holds;
}

bool CaseTree::one_holds_in_all_cases(const std::vector<expr::NodeId>& conditions) {
  Value truth = Value::boolean(false);
  for (const expr::NodeId condition : conditions) truth = expr::logical_or(truth, evaluator_.evaluate(condition));
  if (!truth.is_unknown()) return truth.is_true();
  std::vector<FactId> facts;
  reached_.assign(reached_.size(), false);
  for (const expr::NodeId condition : conditions) evaluator_.collect_unknown(condition, facts);
  const auto chosen = choose(std::move(facts), Verdict());
  if (!chosen || !chosen->second.doubtful.empty()) return false;
  return std::all_of(chosen->second.cells.begin(), chosen->second.cells.end(), [&](const Cell& cell) {
    if (++evaluations_ > most_evaluations) return false;
    set(chosen->first, cell);
    const bool holds = one_holds_in_all_cases(conditions);
    reset(chosen->first, cell);
    return holds;
  });
}

CaseTree::Place CaseTree::grow(Phase phase) {
  if (evaluations_ >= most_evaluations) gave_up_ = true;
  if (gave_up_) return add_leaf(no_result);
  Verdict verdict = judge_here();
  // What could not be tried leaves traces of its own in each case.
  if (phase == Phase::pending_facts || !exact_) return grow_from(phase, std::move(verdict));
  const base::Fingerprint sum = likeness(verdict);
  if (const auto known = alike_.find(sum); known != alike_.end()) return known->second;
  const Place place = grow_from(phase, std::move(verdict));
  if (!gave_up_ && doubts_ == 0) alike_.emplace(sum, place);  // what doubtful lists show may be taken back
  return place;
}

CaseTree::Place CaseTree::grow_from(Phase phase, Verdict verdict) {
  const Value invalid = breaks_validity();
  if (invalid.is_true()) {
    rejects_some_ = true;
    return add_leaf(no_result);
  }
  const OpenFacts open = facts_of_result(verdict, invalid);
  if (phase == Phase::unknown_facts) {
    if (auto chosen = choose(open.unknown, verdict)) return branch(phase, chosen->first, std::move(chosen->second));
    for (const FactId fact : open.unknown) base::add_once(untried_, fact);
    if (auto chosen = choose(facts_of_awaited(verdict, open.pending), verdict))
      return branch(phase, chosen->first, std::move(chosen->second));
    return weigh_pending(std::move(verdict));
  }
  if (auto chosen = choose(open.pending, verdict)) return branch(phase, chosen->first, std::move(chosen->second));
  return add_case(verdict, open);
}

// A case in which no fact that can be tried is left to change the result.
CaseTree::Place CaseTree::add_case(const Verdict& verdict, const OpenFacts& open) {
  Result result;
  result.total = verdict.total;
  if (verdict.decided) {
    result.outcome = verdict.outcome;
    result.pays.assign(verdict.pays.begin(), verdict.pays.end());
    result.advances.assign(verdict.advances.begin(), verdict.advances.end());
  }
  result.is_open = !open.unknown.empty();
  result.waits = !open.pending.empty();
  exact_ = exact_ && !result.is_open && !result.waits;
  if (result.waits) {
    waits_for_untried_ = true;
    for (const FactId fact : open.pending) base::add_once(pending_, fact);
  }
  resolve_truths(verdict);
  return add_leaf(note(std::move(result)));
}

// What the pending facts come to in one case of the unknown ones.
CaseTree::Place CaseTree::weigh_pending(Verdict verdict) {
  common_.settled.reset();
  common_.seen_here.assign(common_.seen_here.size(), 0);
  common_.listed_here.assign(common_.listed.size(), true);
  const std::size_t waiting_before = pending_.size();
  const Place root = grow_from(Phase::pending_facts, std::move(verdict));
  if (gave_up_) return root;
  std::vector<int> results;
  collect_results(root, results);
  if (results.empty()) return add_leaf(no_result);
  std::vector<FactId> pending(pending_.begin() + static_cast<std::ptrdiff_t>(waiting_before), pending_.end());
  Result result = results_[static_cast<std::size_t>(results.front())];
  bool referred = result.waits;
  for (const int other : results) {
    const Result& another = results_[static_cast<std::size_t>(other)];
    result.is_open = result.is_open || another.is_open;
    referred = referred || another.waits;
  }
  if (results.size() > 1) {
    referred = true;
    for (const FactId fact : facts_that_matter(Phase::pending_facts, root)) base::add_once(pending, fact);
  }
  if (referred) {
    result.outcome = Outcome::referred;
    result.waits = false;
    result.pays.clear();
    result.advances.clear();
    for (const FactId fact : pending) base::add_once(pending_, fact);
  }
  fold_settled(referred, pending);
  return add_leaf(note(std::move(result)));
}

CaseTree::Place CaseTree::branch(Phase phase, FactId fact, Cells cells) {
  const auto place = static_cast<Place>(nodes_.size());
  nodes_.emplace_back();
  nodes_[place].fact = fact;
  nodes_[place].setting = cells.setting;
  note_values(fact, cells);
  Alike siblings;
  for (Cell& cell : cells.cells) {
    set(fact, cell);
    const Place child = cell.answers.empty() || !exact_ ? grow(phase) : grow_list(phase, fact, siblings);
    reset(fact, cell);
    nodes_[child].parent = place;
    nodes_[place].branches.push_back({std::move(cell), child});
    if (gave_up_) return place;
  }
  const std::vector<Branch>& branches = nodes_[place].branches;
  int common = nodes_[branches.front().child].result;
  for (const Branch& other : branches) {
    if (nodes_[other.child].result != common) common = mixed;
  }
  nodes_[place].result = common;
  if (!cells.doubtful.empty()) try_doubtful(phase, place, std::move(cells.doubtful), siblings);
  return place;
}

// Lists are told apart by more conditions than make a difference to the rules here.
CaseTree::Place CaseTree::grow_list(Phase phase, FactId fact, Alike& siblings) {
  const base::Fingerprint sum = likeness_of_list(fact);
  const auto known = siblings.find(sum);
  return known != siblings.end() ? known->second : siblings.emplace(sum, grow(phase)).first->second;
}

// Answers that no list was found for count only where they would lead to a result that no list leads to, and where
// nothing proves that there is no such list.
void CaseTree::try_doubtful(Phase phase, Place place, std::vector<Cell> doubtful, Alike& siblings) {
  const FactId fact = *nodes_[place].fact;
  std::vector<int> known;
  collect_results(place, known);
  for (Cell& cell : doubtful) {
    set(fact, cell);
    const base::Fingerprint sum = likeness_of_list(fact);
    if (siblings.contains(sum)) {
      reset(fact, cell);
      continue;
    }
    Common common = common_;
    std::vector<FactId> pending = pending_;
    const bool exact = exact_;
    ++doubts_;
    const Place child = grow(phase);
    --doubts_;
    reset(fact, cell);
    if (gave_up_) return;
    std::vector<int> results;
    collect_results(child, results);
    const bool is_new = std::any_of(results.begin(), results.end(), [&](int result) {
      return std::find(known.begin(), known.end(), result) == known.end();
    });
    if (!is_new) siblings.emplace(sum, child);
    const policy::FoundList list = is_new ? finder_.find_list(fact, cell.answers) : policy::FoundList();
    if (is_new && !list.cannot_be) {
      cell.records = list.records;
      exact_ = exact_ && cell.records != nullptr;
      nodes_[child].parent = place;
      nodes_[place].branches.push_back({std::move(cell), child});
      nodes_[place].result = mixed;
    } else {
      common_ = std::move(common);
      pending_ = std::move(pending);
      exact_ = exact;
    }
  }
}

CaseTree::Place CaseTree::add_leaf(int result) {
  nodes_.emplace_back();
  nodes_.back().result = result;
  return static_cast<Place>(nodes_.size() - 1);
}

int CaseTree::note(Result result) {
  const auto found = std::find(results_.begin(), results_.end(), result);
  if (found != results_.end()) return static_cast<int>(found - results_.begin());
  results_.push_back(std::move(result));
  return static_cast<int>(results_.size() - 1);
}

void CaseTree::set(FactId fact, const Cell& cell) {
  answers_.insert(answers_.end(), cell.answers.begin(), cell.answers.end());
  if (cell.answers.empty()) reader_.set(fact, cell.value);
  if (cell.has_no_end) ++ends_open_;
  evaluator_.forget();
}

void CaseTree::reset(FactId fact, const Cell& cell) {
  answers_.resize(answers_.size() - cell.answers.size());
  if (cell.answers.empty()) reader_.set(fact, Value::unknown());
  if (cell.has_no_end) --ends_open_;
  evaluator_.forget();
}

Verdict CaseTree::judge_here() {
  ++evaluations_;
  return judge(program_, evaluator_, reader_.facts(), history_);
}

Value CaseTree::breaks_validity() {
  Value any = Value::boolean(false);
  for (const policy::Rule& rule : program_.validity) any = expr::logical_or(any, evaluator_.evaluate(rule.holds));
  return any;
}

bool CaseTree::is_pending(FactId fact) const { return contains(reader_.pending(), fact); }

bool CaseTree::awaits_pending(const policy::Rule& rule) const {
  return std::any_of(rule.awaits.begin(), rule.awaits.end(), [this](FactId fact) { return is_pending(fact); });
}

CaseTree::OpenFacts CaseTree::facts_of_result(const Verdict& verdict, Value invalid) {
  std::vector<FactId> facts;
  reached_.assign(reached_.size(), false);
  for (std::size_t i = 0; i < program_.portions.size() && !verdict.decided; ++i) {
    evaluator_.collect_unknown(program_.portions[i].amount, facts);
    if (!verdict.counts[i] || verdict.referred.is_true()) continue;
    collect_bearers(verdict, i, facts);
    collect_owed(verdict, i, facts);
  }
  if (!verdict.referred.is_known()) collect_referrals(verdict, facts);
  if (invalid.is_unknown()) collect_invalid(facts);
  OpenFacts open;
  for (const FactId fact : facts) (is_pending(fact) ? open.pending : open.unknown).push_back(fact);
  return open;
}

// A list that the result does not hang on could be empty. What no empty list breaks is kept whatever other facts are.
void CaseTree::collect_invalid(std::vector<FactId>& open) {
  const std::vector<bool> reached = reached_;
  std::vector<FactId> lists;
  for (const policy::Rule& rule : program_.validity) evaluator_.collect_unknown(rule.holds, lists);
  reached_ = reached;
  std::erase_if(lists, [&](FactId fact) {
    const Fact& declared = program_.schema.fact(fact);
    const bool may_be_empty =
        declared.type == ValueType::records && !program_.schema.table(declared.table).history.has_value();
    return !may_be_empty || contains(open, fact);
  });
  for (std::size_t before = open.size() + 1; before != open.size();) {
    before = open.size();
    const std::vector<bool> broken = broken_by_none_of(lists);
    for (std::size_t i = 0; i < broken.size(); ++i) {
      if (broken[i]) evaluator_.collect_unknown(program_.validity[i].holds, open);
    }
    std::erase_if(lists, [&](FactId fact) { return contains(open, fact); });
  }
}

// By rule of validity: whether it may be broken though these lists are empty.
std::vector<bool> CaseTree::broken_by_none_of(const std::vector<FactId>& lists) {
  expr::FactValues& facts = reader_.facts_to_try();
  const auto exchange = [&](bool known) {
    for (const FactId fact : lists) facts.tables[index_of(program_.schema.fact(fact).table)].known = known;
    evaluator_.forget();
  };
  exchange(true);
  std::vector<bool> broken;
  for (const policy::Rule& rule : program_.validity) broken.push_back(!evaluator_.evaluate(rule.holds).is_false());
  exchange(false);
  return broken;
}

// Of what is excluded as a whole nothing else matters.
void CaseTree::collect_owed(const Verdict& verdict, std::size_t portion, std::vector<FactId>& open) {
  if (is_all_excluded(program_, verdict, portion)) return;
  if (program_.portions[portion].owed) evaluator_.collect_unknown(*program_.portions[portion].owed, open);
  collect_weights(verdict.bearers[portion], open);
  if (program_.has_advances()) collect_advancers(verdict, portion, open);
}

void CaseTree::collect_advancers(const Verdict& verdict, std::size_t portion, std::vector<FactId>& open) {
  collect_weights(verdict.advancers[portion], open);
  if (verdict.advancers[portion].possible.size() == 1) return;
  for (const policy::Claimant& claimant : program_.advancing[portion]) {
    const Value truth = verdict.takes[index_of(*claimant.rule)];
    if (truth.is_true()) return;
    if (!truth.is_known()) collect_open(program_, program_.rule(*claimant.rule), evaluator_, reader_.facts(), open);
  }
}

void CaseTree::collect_weights(const Bearers& bearers, std::vector<FactId>& open) {
  for (const AllocationId allocation : bearers.possible) {
    const auto weighed = program_.weighed.find(allocation);
    if (weighed == program_.weighed.end()) continue;
    for (const auto& weight : weighed->second) {
      if (weight) evaluator_.collect_unknown(*weight, open);
    }
  }
}

// What stands behind a rule that decides makes no difference.
void CaseTree::collect_bearers(const Verdict& verdict, std::size_t portion, std::vector<FactId>& open) {
  if (verdict.bearers[portion].possible.size() == 1) return;
  const policy::Claimant* decider = nullptr;
  for (const policy::Claimant& claimant : program_.claimants[portion]) {
    if (decider != nullptr && decider->rank != claimant.rank) return;
    const Value truth = claimant.rule ? verdict.takes[index_of(*claimant.rule)] : verdict.coverage.expired;
    if (truth.is_true()) decider = &claimant;
    if (truth.is_known()) continue;
    if (claimant.rule) collect_open(program_, program_.rule(*claimant.rule), evaluator_, reader_.facts(), open);
    if (!claimant.rule) collect_open(program_, verdict.coverage, evaluator_, open);
  }
  const auto followed = program_.portions[portion].same_as;
  if (decider == nullptr && followed) collect_bearers(verdict, index_of(*followed), open);
}

// One that decides last hangs on all that may have decided the main portion before it.
void CaseTree::collect_referrals(const Verdict& verdict, std::vector<FactId>& open) {
  bool decides_last = false;
  for (const policy::RuleId id : program_.referring) {
    const policy::Rule& rule = program_.rule(id);
    if (!verdict.holds[index_of(id)].is_unknown()) continue;
    collect_open(program_, rule, evaluator_, reader_.facts(), open);
    decides_last = decides_last || rule.decides_last;
  }
  if (!decides_last) return;
  for (const policy::Claimant& claimant : program_.claimants.front()) {
    const Value truth = claimant.rule ? verdict.takes[index_of(*claimant.rule)] : verdict.coverage.expired;
    if (!truth.is_unknown()) continue;
    if (!claimant.rule) collect_open(program_, verdict.coverage, evaluator_, open);
    const bool goes_before = claimant.rule && !program_.rule(*claimant.rule).decides_last;
    if (goes_before) collect_open(program_, program_.rule(*claimant.rule), evaluator_, reader_.facts(), open);
  }
}

std::optional<std::pair<FactId, Cells>> CaseTree::choose(std::vector<FactId> facts, const Verdict& verdict) {
  if (facts.empty()) return std::nullopt;
  // A value stands for its class in all that is still to be told, not for the result alone.
  if (is_worth_asking(verdict)) static_cast<void>(facts_of_truths(verdict, hangs_on_others(verdict)));
  sort_by_use(facts);
  for (const FactId fact : facts) {
    if (auto cells = cells_of(fact)) return std::pair(fact, std::move(*cells));
  }
  return std::nullopt;
}

void CaseTree::sort_by_use(std::vector<FactId>& facts) const {
  const auto order = [this](FactId fact) {
    const ValueType type = program_.schema.fact(fact).type;
    const bool is_listed = type == ValueType::boolean || type == ValueType::enumeration;
    const int kind = is_listed                                      ? 0
                     : type == ValueType::records                   ? 3
                     : policy::range_of(program_.schema.fact(fact)) ? 2
                                                                    : 1;
    const auto mentions = static_cast<std::int64_t>(program_.reads[index_of(fact)].mentions);
    return std::tuple(kind, kind == 2 ? mentions : -mentions, fact);
  };
  std::sort(facts.begin(), facts.end(), [&](FactId left, FactId right) { return order(left) < order(right); });
}

std::optional<Cells> CaseTree::cells_of(FactId fact) {
  const bool is_list = program_.schema.fact(fact).type == ValueType::records;
  const auto noted = is_list ? std::vector<Value>() : noted_values(program_, reader_.facts(), history_, fact);
  if (!noted) return std::nullopt;
  Cells cells = finder_.find(fact, reached_, *noted);
  if (!cells.complete || cells.cells.empty() || !tell_noted(fact, cells)) return std::nullopt;
  return cells;
}

// A text that stands for noted ones is none of those that rules name: there may be no such. False where it cannot be
// told.
bool CaseTree::tell_noted(FactId fact, Cells& cells) const {
  const auto is_noted = [](const Cell& cell) { return cell.value.same_as(policy::noted_text()); };
  if (std::none_of(cells.cells.begin(), cells.cells.end(), is_noted)) return true;
  std::vector<Value> tried;
  for (const Cell& cell : cells.cells) tried.push_back(cell.value);
  const Value others = noted_beside(fact, tried);
  if (others.is_false()) std::erase_if(cells.cells, is_noted);
  return others.is_known();
}

// Whether a text was noted that is none of those that are tried by name.
Value CaseTree::noted_beside(FactId fact, const std::vector<Value>& tried) const {
  std::vector<Value> named;
  for (const Value value : tried) {
    if (value.is_known() && !value.same_as(policy::noted_text()) && !value.same_as(policy::fresh_text()))
      named.push_back(value);
  }
  return noted_others(program_, reader_.facts(), history_, fact, named);
}

}  // namespace warrantor::engine
