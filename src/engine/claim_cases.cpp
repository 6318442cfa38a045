#include "engine/claim_cases.hpp"

#include <algorithm>
#include <utility>

#include "engine/bearing.hpp"

namespace warrantor::engine {
namespace {

using expr::logical_and;
using expr::logical_or;
using policy::Cell;
using policy::Grant;

// What has no truth is not given.
Value as_given(Value truth) { return truth.is_undefined() ? Value::boolean(false) : truth; }

int code_of(Value truth) { return truth.is_true() ? 1 : truth.is_false() ? 0 : 2; }
Value truth_of(int code) { return code == 2 ? Value::unknown() : Value::boolean(code == 1); }

}  // namespace

ClaimCases::ClaimCases(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                       const History& history, const std::vector<LineFacts>& lines)
    : program_(program),
      reader_(reader),
      evaluator_(evaluator),
      history_(history),
      lines_(lines),
      possible_(program.grants.size(), true),
      refuted_(program.grants.size(), false) {
  for (std::size_t i = 0; i < program.grants.size(); ++i) {
    for (const policy::NamedValue& value : program.grants[i].values) add_value(value, i);
  }
  for (const policy::NamedValue& figure : program.figures) add_value(figure, std::nullopt);
}

void ClaimCases::add_value(const policy::NamedValue& named, std::optional<std::size_t> grant) {
  Told value;
  value.node = named.value;
  value.info = &named.info;
  value.grant = grant;
  add_asked(named.value, value.asks);
  values_.push_back(std::move(value));
}

void ClaimCases::add_asked(expr::NodeId id, std::vector<std::size_t>& asked) const {
  const expr::Node& node = program_.code.node(id);
  if (node.op == expr::Op::granted) asked.push_back(node.index);
  if (node.op == expr::Op::definition) add_asked(program_.code.definitions[node.index].root, asked);
  for (const expr::NodeId operand : program_.code.children_of(node)) add_asked(operand, asked);
}

void ClaimCases::consider() {
  stated_ = look();
  if (!is_open(stated_)) return fold(versions(stated_));
  // Values that are tried are nobody's: an observer sees only what the claim states.
  expr::Observer* const observer = evaluator_.observe_by(nullptr);
  try_all();
  load(0);
  give({});
  evaluator_.observe_by(observer);
}

bool ClaimCases::is_exact() const {
  for (std::size_t i = 0; i < possible_.size(); ++i) {
    if (program_.grants[i].listed_as == i && !possible_[i] && !refuted_[i]) return false;
  }
  return std::all_of(values_.begin(), values_.end(), [this](const Told& value) {
    const bool matters = !value.grant || (is_certain(*value.grant) &&
                                          version_of(program_.grants[*value.grant].listed_as) == *value.grant);
    return !matters || !value.common.is_unknown() || value.differs;
  });
}

std::size_t ClaimCases::version_of(std::size_t first) const {
  for (std::size_t i = first; i < program_.grants.size(); ++i) {
    if (program_.grants[i].listed_as != first) continue;
    if (stated_.by_claim[i].is_true() || line_of(i)) return i;
  }
  return first;
}

std::optional<std::size_t> ClaimCases::line_of(std::size_t grant) const {
  const auto& lines = stated_.by_line;
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line[grant].is_true(); });
  return found == lines.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - lines.begin()));
}

// ---- Looking at one case ----

void ClaimCases::load(std::size_t line) {
  expr::FactValues& facts = reader_.facts_to_try();
  facts.line = lines_[line].facts;
  facts.used_up = lines_[line].used_up;
  verdict_.reset();
  evaluator_.forget();
}

ClaimCase ClaimCases::look() {
  ClaimCase here;
  here.by_claim.assign(program_.grants.size(), Value::boolean(false));
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    load(line);
    if (tree_) here.invalid = logical_or(here.invalid, tree_->breaks_validity());
    Truths& truths = here.by_line.emplace_back(program_.grants.size(), Value::boolean(false));
    for (std::size_t i = 0; i < truths.size(); ++i) {
      if (program_.grants[i].is_of_line) truths[i] = truth_at_line(i);
    }
  }
  load(0);
  for (std::size_t i = 0; i < program_.grants.size(); ++i) {
    const Grant& grant = program_.grants[i];
    if (!grant.is_of_line) here.by_claim[i] = as_given(evaluator_.evaluate(grant.holds));
  }
  return here;
}

// Where nobody could state what would settle it, the line does not give it.
Value ClaimCases::truth_at_line(std::size_t grant) {
  const Grant& declared = program_.grants[grant];
  Value truth = as_given(evaluator_.evaluate(declared.holds));
  if (!truth.is_false() && declared.borne_by)
    truth = logical_and(truth, bears_line(program_, verdict_here(), *declared.borne_by));
  if (!truth.is_unknown()) return as_given(truth);
  std::vector<FactId> facts;
  collect_at_line(grant, facts);
  const bool may_be_settled = !facts.empty() || (declared.borne_by && waits_for_other_lines());
  return may_be_settled ? truth : Value::boolean(false);
}

// What lines before it use up is open, and with it what is owed of this one: no fact of its own can tell.
bool ClaimCases::waits_for_other_lines() {
  const Verdict& verdict = verdict_here();
  const std::vector<Value>& used_up = reader_.facts().used_up;
  return std::any_of(program_.adjustments.begin(), program_.adjustments.end(), [&](const policy::Adjustment& step) {
    const bool is_open = step.used_up && *step.used_up < used_up.size() && !used_up[*step.used_up].is_known();
    return is_open && !verdict.owed[index_of(step.portion)].is_known();
  });
}

const Verdict& ClaimCases::verdict_here() {
  if (verdict_) return *verdict_;
  expr::Observer* const observer = evaluator_.observe_by(nullptr);
  verdict_ = judge(program_, evaluator_, reader_.facts(), history_);
  evaluator_.observe_by(observer);
  return *verdict_;
}

ClaimCases::Truths ClaimCases::versions(const ClaimCase& here) const {
  Truths all = here.by_claim;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const Truths& line : here.by_line) all[i] = logical_or(all[i], line[i]);
  }
  return all;
}

// By the first version of each.
ClaimCases::Truths ClaimCases::granted(const Truths& versions) const {
  Truths all(versions.size(), Value::boolean(false));
  for (std::size_t i = 0; i < all.size(); ++i) {
    Value& truth = all[program_.grants[i].listed_as];
    truth = logical_or(truth, versions[i]);
  }
  return all;
}

void ClaimCases::give(const Truths& granted) {
  reader_.facts_to_try().granted = granted;
  evaluator_.forget();
}

// ---- Which facts are open ----

bool ClaimCases::is_open(const ClaimCase& here) {
  const Truths truths = granted(here);
  if (std::any_of(truths.begin(), truths.end(), [](Value truth) { return truth.is_unknown(); })) return true;
  give(truths);
  return std::any_of(values_.begin(), values_.end(), [&](const Told& value) {
    const bool is_given = !value.grant || truths[program_.grants[*value.grant].listed_as].is_true();
    return is_given && evaluator_.evaluate(value.node).is_unknown();
  });
}

bool ClaimCases::is_open(const Told& value) const {
  return !value.is_settled && (!value.grant || is_certain(*value.grant));
}

bool ClaimCases::is_wanted(std::size_t grant) const {
  const std::size_t place = program_.grants[grant].listed_as;
  return possible_[place] || std::any_of(values_.begin(), values_.end(), [&](const Told& value) {
           return is_open(value) && std::find(value.asks.begin(), value.asks.end(), place) != value.asks.end();
         });
}

bool ClaimCases::is_done() const {
  const Truths truths = granted(stated_);
  for (std::size_t i = 0; i < truths.size(); ++i) {
    if (possible_[i] && program_.grants[i].listed_as == i && truths[i].is_unknown()) return false;
  }
  return std::none_of(values_.begin(), values_.end(), [this](const Told& value) { return is_open(value); });
}

std::vector<FactId> ClaimCases::open_facts(const ClaimCase& here) {
  std::vector<FactId> facts;
  tree_->reached_.assign(tree_->reached_.size(), false);
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    load(line);
    collect_invalid(here.invalid, facts);
    for (std::size_t i = 0; i < program_.grants.size(); ++i) {
      if (here.by_line[line][i].is_unknown() && is_wanted(i)) collect_at_line(i, facts);
    }
  }
  load(0);
  for (std::size_t i = 0; i < program_.grants.size(); ++i) {
    if (here.by_claim[i].is_unknown() && is_wanted(i)) evaluator_.collect_unknown(program_.grants[i].holds, facts);
  }
  give(granted(here));
  for (const Told& value : values_) {
    if (is_open(value)) evaluator_.collect_unknown(value.node, facts);
  }
  return facts;
}

void ClaimCases::collect_invalid(Value invalid, std::vector<FactId>& facts) {
  if (!invalid.is_unknown()) return;
  for (const policy::Rule& rule : program_.validity) evaluator_.collect_unknown(rule.holds, facts);
}

void ClaimCases::collect_at_line(std::size_t grant, std::vector<FactId>& facts) {
  evaluator_.collect_unknown(program_.grants[grant].holds, facts);
  if (program_.grants[grant].borne_by) collect_bearing(facts);
}

void ClaimCases::collect_bearing(std::vector<FactId>& facts) {
  const Verdict& verdict = verdict_here();
  if (!tree_) tree_.emplace(program_, reader_, evaluator_, history_);
  for (std::size_t i = 0; i < program_.portions.size() && !verdict.decided; ++i) {
    evaluator_.collect_unknown(program_.portions[i].amount, facts);
    if (!verdict.counts[i] || verdict.referred.is_true()) continue;
    tree_->collect_bearers(verdict, i, facts);
    tree_->collect_owed(verdict, i, facts);
  }
  // A line that may ask for nothing is borne by whoever would bear its first portion, though its result hangs on none.
  const auto asks = [](const Value& amount) { return amount.is_known() && amount.as_integer() > 0; };
  if (std::none_of(verdict.amounts.begin(), verdict.amounts.end(), asks) && !verdict.referred.is_true()) {
    tree_->collect_bearers(verdict, 0, facts);
    tree_->collect_owed(verdict, 0, facts);
  }
  if (!verdict.referred.is_known()) tree_->collect_referrals(verdict, facts);
}

// ---- Trying facts ----

void ClaimCases::try_all() {
  if (!tree_) tree_.emplace(program_, reader_, evaluator_, history_);
  tree_->finder_.look_at_told();
  evaluator_.note_reached(&tree_->reached_);
  explore();
  evaluator_.note_reached(nullptr);
  if (gave_up_ || !has_cases_) give_up();
}

// What is open is not told; what holds whatever is open was found at once.
void ClaimCases::give_up() {
  const Truths truths = granted(stated_);
  for (std::size_t i = 0; i < possible_.size(); ++i) possible_[i] = truths[i].is_true();
  load(0);
  give(truths);
  for (Told& value : values_) value.common = evaluator_.evaluate(value.node);
}

void ClaimCases::explore() {
  if (gave_up_ || is_done()) return;
  gave_up_ = ++cases_ > most_cases;
  const ClaimCase here = look();
  if (gave_up_ || here.invalid.is_true()) return;
  auto choice = choose(open_facts(here), Scope::claim);
  if (!choice && pass_over_stuck(here)) choice = choose(open_facts(here), Scope::claim);
  if (!choice) return fold_lines(here);
  explore(*choice);
}

void ClaimCases::explore(const Choice& choice) {
  for (const Cell& cell : choice.cells) {
    set(choice.fact, cell);
    explore();
    reset(choice.fact);
    if (gave_up_ || is_done()) return;
  }
  explore_doubtful(choice);
}

// Answers that no list was found for: unless nothing could give them, the list stays open.
void ClaimCases::explore_doubtful(const Choice& choice) {
  for (const Cell& cell : choice.doubtful) {
    if (gave_up_ || is_done()) return;
    const policy::FoundList list = tree_->finder_.find_list(choice.fact, cell.answers);
    if (list.cannot_be) continue;
    if (list.records == nullptr) {
      fold_lines(look());
      continue;
    }
    Cell found = cell;
    found.records = list.records;
    set(choice.fact, found);
    explore();
    reset(choice.fact);
  }
}

// Values that hang on facts which cannot be tried are not told; without them others may be tried.
bool ClaimCases::pass_over_stuck(const ClaimCase& here) {
  const Truths truths = granted(here);
  load(0);
  give(truths);
  bool settled_some = false;
  for (Told& value : values_) {
    const auto is_open_grant = [&](std::size_t grant) { return truths[grant].is_unknown(); };
    if (!is_open(value) || std::any_of(value.asks.begin(), value.asks.end(), is_open_grant)) continue;
    if (!evaluator_.evaluate(value.node).is_unknown()) continue;
    value.common = Value::unknown();
    value.is_settled = true;
    settled_some = true;
  }
  return settled_some;
}

// No fact of the claim is left to try: any set of grants of one line may stand beside any of another.
void ClaimCases::fold_lines(const ClaimCase& here) {
  is_doubtful_ = false;
  std::set<std::vector<int>> all{std::vector<int>(program_.grants.size(), 0)};
  for (std::size_t line = 0; line < lines_.size() && !gave_up_; ++line) {
    std::set<std::vector<int>> sets;
    load(line);
    explore_line(line, sets);
    std::set<std::vector<int>> joined;
    for (const auto& before : all) {
      for (const auto& more : sets) {
        std::vector<int> both(before.size());
        for (std::size_t i = 0; i < both.size(); ++i)
          both[i] = code_of(logical_or(truth_of(before[i]), truth_of(more[i])));
        joined.insert(std::move(both));
      }
    }
    all = std::move(joined);
    gave_up_ = gave_up_ || all.size() > most_sets;
  }
  if (gave_up_) return;
  load(0);
  for (const auto& by_lines : all) {
    Truths versions = here.by_claim;
    for (std::size_t i = 0; i < versions.size(); ++i) versions[i] = logical_or(versions[i], truth_of(by_lines[i]));
    fold(versions);
  }
}

// All sets of grants that a line gives by what it could state.
void ClaimCases::explore_line(std::size_t line, std::set<std::vector<int>>& sets) {
  gave_up_ = gave_up_ || ++cases_ > most_cases;
  if (gave_up_) return;
  const Value invalid = tree_->breaks_validity();
  if (invalid.is_true()) return;
  std::vector<FactId> facts;
  tree_->reached_.assign(tree_->reached_.size(), false);
  collect_invalid(invalid, facts);
  std::vector<int> codes(program_.grants.size(), 0);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!program_.grants[i].is_of_line || !is_wanted(i)) continue;
    const Value truth = truth_at_line(i);
    codes[i] = code_of(truth);
    if (truth.is_unknown()) collect_at_line(i, facts);
  }
  const auto choice = choose(std::move(facts), Scope::line);
  if (!choice) {
    is_doubtful_ = is_doubtful_ || invalid.is_unknown();
    sets.insert(std::move(codes));
    return;
  }
  for (const Cell& cell : choice->cells) {
    set(choice->fact, cell);
    explore_line(line, sets);
    reset(choice->fact);
  }
}

void ClaimCases::fold(const Truths& versions) {
  has_cases_ = true;
  const Truths truths = granted(versions);
  for (std::size_t i = 0; i < possible_.size(); ++i) {
    refuted_[i] = refuted_[i] || (truths[i].is_false() && !is_doubtful_);
    possible_[i] = possible_[i] && truths[i].is_true();
  }
  give(truths);
  for (Told& value : values_) {
    if (!is_open(value)) continue;
    const auto node = node_of(value, versions);
    if (!node) {
      value.differs = !is_doubtful_;
      value.is_settled = true;
      value.common = Value::unknown();
      continue;
    }
    const Value here = evaluator_.evaluate(*node);
    const bool is_same = !std::exchange(value.is_seen, true) || value.common.same_as(here);
    value.differs = !is_same && !here.is_unknown() && !is_doubtful_;
    value.is_settled = !is_same || here.is_unknown();
    value.common = value.is_settled ? Value::unknown() : here;
  }
}

// In the version that is given here; nothing where that one has no such value.
std::optional<expr::NodeId> ClaimCases::node_of(const Told& value, const Truths& versions) const {
  if (!value.grant || versions[*value.grant].is_true()) return value.node;
  const std::size_t first = program_.grants[*value.grant].listed_as;
  for (std::size_t i = first; i < versions.size(); ++i) {
    const Grant& version = program_.grants[i];
    if (version.listed_as != first || !versions[i].is_true()) continue;
    for (const policy::NamedValue& named : version.values) {
      const bool is_same = named.info.name == value.info->name && named.info.type == value.info->type &&
                           named.info.domain == value.info->domain;
      if (is_same) return named.value;
    }
    return std::nullopt;
  }
  return value.node;
}

std::optional<ClaimCases::Choice> ClaimCases::choose(std::vector<FactId> facts, Scope scope) {
  std::erase_if(facts, [&](FactId fact) { return program_.schema.fact(fact).scope != scope; });
  tree_->sort_by_use(facts);
  for (const FactId fact : facts) {
    if (auto choice = cells_of(fact, scope)) return choice;
  }
  return std::nullopt;
}

// A fact of the claim falls into the cells of all lines together.
std::optional<ClaimCases::Choice> ClaimCases::cells_of(FactId fact, Scope scope) {
  Choice choice;
  choice.fact = fact;
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    if (scope == Scope::claim) load(line);
    auto cells = tree_->cells_of(fact);
    if (!cells || !add_cells(std::move(*cells), choice)) return std::nullopt;
    if (scope == Scope::line) break;
  }
  return choice;
}

bool ClaimCases::add_cells(policy::Cells cells, Choice& choice) {
  for (Cell& cell : cells.cells) {
    if (!cell.answers.empty() && cell.records == nullptr) return false;
    const auto same = [&](const Cell& other) {
      return other.value.same_as(cell.value) && other.records == cell.records;
    };
    if (std::none_of(choice.cells.begin(), choice.cells.end(), same)) choice.cells.push_back(std::move(cell));
  }
  std::move(cells.doubtful.begin(), cells.doubtful.end(), std::back_inserter(choice.doubtful));
  return true;
}

void ClaimCases::set(FactId fact, const Cell& cell) {
  const Fact& declared = program_.schema.fact(fact);
  if (declared.type == ValueType::records) {
    expr::FactValues::Records& list = reader_.facts_to_try().tables[index_of(declared.table)];
    stated_lists_.emplace(fact, list);
    list = *cell.records;
  } else {
    reader_.set(fact, cell.value);
  }
  verdict_.reset();
  evaluator_.forget();
}

void ClaimCases::reset(FactId fact) {
  const Fact& declared = program_.schema.fact(fact);
  if (declared.type == ValueType::records) {
    reader_.facts_to_try().tables[index_of(declared.table)] = stated_lists_.at(fact);
  } else {
    reader_.set(fact, Value::unknown());
  }
  verdict_.reset();
  evaluator_.forget();
}

}  // namespace warrantor::engine
