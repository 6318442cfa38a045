#include "engine/claim_view.hpp"

#include <algorithm>
#include <utility>

#include "engine/bearing.hpp"

namespace warrantor::engine {
namespace {

using expr::logical_and;
using expr::logical_not;
using expr::logical_or;
using policy::Cell;
using policy::Grant;

// What has no truth is not given.
Value as_given(Value truth) { return truth.is_undefined() ? Value::boolean(false) : truth; }

}  // namespace

ClaimView::ClaimView(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                     const History& history, const std::vector<LineFacts>& lines)
    : program_(program), reader_(reader), evaluator_(evaluator), history_(history), lines_(lines) {}

void ClaimView::forget() {
  verdict_.reset();
  evaluator_.forget();
}

void ClaimView::load(std::size_t line) {
  expr::FactValues& facts = reader_.facts_to_try();
  facts.line = lines_[line].facts;
  facts.used_up = lines_[line].used_up;
  forget();
}

CaseTree& ClaimView::tree() {
  if (!tree_) tree_.emplace(program_, reader_, evaluator_, history_);
  return *tree_;
}

// ---- What is granted ----

ClaimCase ClaimView::look(const std::vector<bool>& wanted, bool with_validity) {
  ClaimCase here;
  for (std::size_t line = 0; with_validity && line < lines_.size(); ++line) {
    load(line);
    here.invalid = logical_or(here.invalid, breaks_validity());
  }
  here.granted.assign(program_.grants.size(), Value::unknown());
  // Where conditions ask for grants, each round tells what hangs on the one before it alone.
  for (std::size_t round = 0; round < program_.grant_rounds; ++round) {
    give(here.granted);
    look_at_lines(wanted, here);
    Truths by_lines(program_.grants.size(), Value::boolean(false));
    for (const Truths& line : here.by_line) {
      for (std::size_t i = 0; i < by_lines.size(); ++i) by_lines[i] = logical_or(by_lines[i], line[i]);
    }
    conclude(by_lines, wanted, here);
  }
  return here;
}

void ClaimView::look_at_lines(const std::vector<bool>& wanted, ClaimCase& here) {
  here.by_line.clear();
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    load(line);
    Truths& truths = here.by_line.emplace_back(program_.grants.size(), Value::boolean(false));
    for (std::size_t i = 0; i < truths.size(); ++i) {
      if (program_.grants[i].is_of_line && wanted[program_.grants[i].listed_as]) truths[i] = at_line(i);
    }
  }
}

// Each grant behind those that it asks for or that go before it.
void ClaimView::conclude(const Truths& by_lines, const std::vector<bool>& wanted, ClaimCase& here) {
  load(0);
  here.versions.assign(program_.grants.size(), Value::boolean(false));
  here.granted = here.versions;
  give(here.granted);
  for (const std::uint32_t place : program_.grant_order) {
    const Grant& grant = program_.grants[place];
    if (!wanted[grant.listed_as]) continue;
    if (!grant.asks.empty()) give(here.granted);
    const Value met = grant.is_of_line ? by_lines[place] : as_given(evaluator_.evaluate(grant.holds));
    here.versions[place] = logical_and(met, logical_not(overridden(grant.listed_as, here.versions)));
    Value& granted = here.granted[grant.listed_as];
    granted = logical_or(granted, here.versions[place]);
  }
  give(here.granted);
}

Value ClaimView::overridden(std::size_t grant, const Truths& versions) const {
  Value any = Value::boolean(false);
  for (const std::uint32_t overrider : program_.grants[grant].overridden_by) any = logical_or(any, versions[overrider]);
  return any;
}

void ClaimView::give(const Truths& granted) {
  reader_.facts_to_try().granted = granted;
  evaluator_.forget();
}

// Where nobody could state what would settle it, the line does not give it.
Value ClaimView::at_line(std::size_t grant) {
  const Grant& declared = program_.grants[grant];
  Value truth = as_given(evaluator_.evaluate(declared.holds));
  if (!truth.is_false() && declared.borne_by) truth = logical_and(truth, bearing_at_line(*declared.borne_by));
  if (!truth.is_unknown()) return as_given(truth);
  std::vector<FactId> facts;
  collect_at_line(grant, facts);
  const auto is_open = [this](std::uint32_t asked) { return reader_.facts().granted[asked].is_unknown(); };
  const bool may_be_settled = !facts.empty() || (declared.borne_by && waits_for_other_lines()) ||
                              std::any_of(declared.asks.begin(), declared.asks.end(), is_open);
  return may_be_settled ? truth : Value::boolean(false);
}

// ---- Who bears a line ----

const Verdict& ClaimView::verdict_here() {
  if (verdict_) return *verdict_;
  expr::Observer* const observer = evaluator_.observe_by(nullptr);
  verdict_ = judge(program_, evaluator_, reader_.facts(), history_);
  evaluator_.observe_by(observer);
  return *verdict_;
}

Value ClaimView::bearing_at_line(PartyId party) {
  const Value borne = bears_line(program_, verdict_here(), party);
  const bool may_be_told = !borne.is_known() && program_.counted_by_claim > 0 && waits_for_other_lines();
  return may_be_told && !asks_for_something() ? bearing_behind_open_lines(party) : borne;
}

bool ClaimView::asks_for_something() {
  const auto& amounts = verdict_here().amounts;
  return std::any_of(amounts.begin(), amounts.end(),
                     [](const Value& amount) { return !amount.is_known() || amount.as_integer() > 0; });
}

// What lines before it use up is open, and with it what is owed of this one: no fact of its own can tell.
bool ClaimView::waits_for_other_lines() {
  const Verdict& verdict = verdict_here();
  const std::vector<Value>& used_up = reader_.facts().used_up;
  return std::any_of(program_.adjustments.begin(), program_.adjustments.end(), [&](const policy::Adjustment& step) {
    const bool is_open = step.used_up && *step.used_up < used_up.size() && !used_up[*step.used_up].is_known();
    return is_open && !verdict.owed[index_of(step.portion)].is_known();
  });
}

// Of nothing that is asked for, nothing is owed whatever lines before it use up: of each figure nothing, or all.
Value ClaimView::bearing_behind_open_lines(PartyId party) {
  std::vector<Value>& used_up = reader_.facts_to_try().used_up;
  const std::vector<Value> open = used_up;
  const auto borne_with = [&](bool all) {
    for (const policy::Adjustment& step : program_.adjustments) {
      if (!step.used_up || open[*step.used_up].is_known()) continue;
      used_up[*step.used_up] = all ? evaluator_.evaluate(step.figure) : Value::integer(0);
      forget();
    }
    return bears_line(program_, verdict_here(), party);
  };
  const Value none_used = borne_with(false);
  const Value all_used = borne_with(true);
  used_up = open;
  forget();
  return expr::in_both(none_used, all_used);
}

// ---- What that hangs on ----

void ClaimView::collect_validity(std::vector<FactId>& facts) {
  for (const policy::Rule& rule : program_.validity) evaluator_.collect_unknown(rule.holds, facts);
}

void ClaimView::collect_at_line(std::size_t grant, std::vector<FactId>& facts) {
  evaluator_.collect_unknown(program_.grants[grant].holds, facts);
  if (program_.grants[grant].borne_by) collect_bearing(facts);
}

void ClaimView::collect_bearing(std::vector<FactId>& facts) {
  const Verdict& verdict = verdict_here();
  for (std::size_t i = 0; i < program_.portions.size() && !verdict.decided; ++i) {
    evaluator_.collect_unknown(program_.portions[i].amount, facts);
    if (!verdict.counts[i] || verdict.referred.is_true()) continue;
    tree().collect_bearers(verdict, i, facts);
    tree().collect_owed(verdict, i, facts);
  }
  // A line that may ask for nothing is borne by whoever would bear its first portion, though its result hangs on none.
  const auto asks = [](const Value& amount) { return amount.is_known() && amount.as_integer() > 0; };
  if (std::none_of(verdict.amounts.begin(), verdict.amounts.end(), asks) && !verdict.referred.is_true()) {
    tree().collect_bearers(verdict, 0, facts);
    tree().collect_owed(verdict, 0, facts);
  }
  if (!verdict.referred.is_known()) tree().collect_referrals(verdict, facts);
}

// ---- Trying facts ----

// Values that are tried are nobody's: an observer sees only what the claim states.
void ClaimView::begin_trying() {
  observer_ = evaluator_.observe_by(nullptr);
  tree().finder_.look_at_told();
  evaluator_.note_reached(&tree().reached_);
}

void ClaimView::end_trying() {
  evaluator_.note_reached(nullptr);
  load(0);
  evaluator_.observe_by(observer_);
}

std::optional<ClaimView::Choice> ClaimView::choose(std::vector<FactId> facts, Scope scope) {
  std::erase_if(facts, [&](FactId fact) { return program_.schema.fact(fact).scope != scope; });
  tree().sort_by_use(facts);
  for (const FactId fact : facts) {
    if (auto choice = cells_of(fact, scope)) return choice;
  }
  return std::nullopt;
}

// A fact of the claim falls into the cells of all lines together.
std::optional<ClaimView::Choice> ClaimView::cells_of(FactId fact, Scope scope) {
  Choice choice;
  choice.fact = fact;
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    if (scope == Scope::claim) load(line);
    auto cells = tree().cells_of(fact);
    if (!cells || !add_cells(std::move(*cells), choice)) return std::nullopt;
    if (scope == Scope::line) break;
  }
  return choice;
}

bool ClaimView::add_cells(policy::Cells cells, Choice& choice) {
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

void ClaimView::set(FactId fact, const Cell& cell) {
  const Fact& declared = program_.schema.fact(fact);
  if (declared.type == ValueType::records) {
    expr::FactValues::Records& list = reader_.facts_to_try().tables[index_of(declared.table)];
    stated_lists_.emplace(fact, list);
    list = *cell.records;
  } else {
    reader_.set(fact, cell.value);
  }
  forget();
}

void ClaimView::reset(FactId fact) {
  const Fact& declared = program_.schema.fact(fact);
  if (declared.type == ValueType::records) {
    reader_.facts_to_try().tables[index_of(declared.table)] = stated_lists_.at(fact);
  } else {
    reader_.set(fact, Value::unknown());
  }
  forget();
}

}  // namespace warrantor::engine
