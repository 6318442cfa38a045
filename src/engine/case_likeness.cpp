#include "base/checked.hpp"
#include "engine/case_tree.hpp"

// Cases that go on alike: whatever is found out below one of them was found out below the other.
//
// Of a case counts what it still comes to by its result, and what it can still add to what all cases have in common. A
// rule that was seen to hold and not to hold adds nothing any more; so the more cases were seen, the more are alike.
namespace warrantor::engine {
namespace {

using policy::Claimant;
using policy::Rule;

}  // namespace

base::Fingerprint CaseTree::likeness(const Verdict& verdict) {
  residue_.start();
  residue_.add(static_cast<std::uint64_t>(ends_open_ > 0));
  for (const Rule& rule : program_.validity) residue_.add(rule.holds);
  for (std::size_t i = 0; i < program_.portions.size(); ++i) {
    residue_.add(program_.portions[i].amount);
    if (verdict.counts[i] != 0) add_bearers(verdict, i);
  }
  add_settlement(verdict);
  add_referral(verdict);
  for (std::size_t i = 0; i < program_.rules.size(); ++i) {
    if (!adds_nothing(i)) add_rule(verdict, i);
  }
  if (!coverage_adds_nothing()) add_coverage(verdict.coverage);
  return residue_.sum();
}

// What is false is so in all cases, and who bears what follows from the rules that are not.
base::Fingerprint CaseTree::likeness_of_line(const Verdict& first) {
  residue_.start();
  residue_.add(reader_.pending().size());
  for (const FactId fact : reader_.pending()) residue_.add(index_of(fact));
  for (std::size_t i = 0; i < program_.schema.tables().size(); ++i) add_records(static_cast<TableId>(i));
  for (const Rule& rule : program_.validity) residue_.add(rule.holds);
  for (const policy::Portion& portion : program_.portions) residue_.add(portion.amount);
  add_settlement(first);
  add_referral(first);
  residue_.add(first.standing.size());
  for (const std::uint32_t rule : first.standing) add_rule(first, rule);
  add_coverage(first.coverage);
  return residue_.sum();
}

// All of them, since conditions that go through a list are still open on any of its records.
void CaseTree::add_records(TableId id) {
  const expr::FactValues::Records& records = reader_.facts().tables[index_of(id)];
  residue_.add(static_cast<std::uint64_t>(records.known));
  residue_.add(records.count);
  for (const Value& value : records.values) residue_.add(value);
}

// Among cases that differ in this list alone.
base::Fingerprint CaseTree::likeness_of_list(FactId fact) {
  residue_.start();
  for (const expr::NodeId id : program_.reads[index_of(fact)].used_in) residue_.add(id);
  return residue_.sum();
}

void CaseTree::add_bearers(const Verdict& verdict, std::size_t portion) {
  const Bearers& bearers = verdict.bearers[portion];
  residue_.add(bearers.possible.size());
  for (const AllocationId allocation : bearers.possible) residue_.add(index_of(allocation));
  const bool varied = common_.all && common_.all->bearers[portion].varies;
  if (!varied) residue_.add(bearers.varies ? 0 : reinterpret_cast<std::uintptr_t>(bearers.decided_by));
  if (bearers.possible.size() == 1) return;
  const Claimant* decider = nullptr;
  for (const Claimant& claimant : program_.claimants[portion]) {
    if (decider != nullptr && claimant.rank != decider->rank) return;
    const Value truth = claimant.rule ? verdict.takes[index_of(*claimant.rule)] : verdict.coverage.expired;
    if (truth.is_false()) continue;
    if (truth.is_true()) decider = &claimant;
    if (claimant.rule) add_rule(verdict, index_of(*claimant.rule));
    if (!claimant.rule) add_coverage(verdict.coverage);
  }
  const auto followed = program_.portions[portion].same_as;
  if (decider == nullptr && followed) add_bearers(verdict, index_of(*followed));
}

// What is owed, by which weights it is shared, and who pays it first.
void CaseTree::add_settlement(const Verdict& verdict) {
  if (!program_.settles_in_steps()) return;
  for (const policy::Portion& portion : program_.portions) {
    if (portion.owed) residue_.add(*portion.owed);
  }
  for (const auto& [allocation, weights] : program_.weighed) {
    for (const auto& weight : weights) {
      if (weight) residue_.add(*weight);
    }
  }
  for (const auto& advancing : program_.advancing) {
    for (const Claimant& claimant : advancing) add_rule(verdict, index_of(*claimant.rule));
  }
}

void CaseTree::add_referral(const Verdict& verdict) {
  residue_.add_truth(verdict.referred);
  for (const RuleInfo* info : verdict.contradictions) residue_.add(reinterpret_cast<std::uintptr_t>(info));
  if (verdict.referred.is_known()) return;
  for (const policy::RuleId rule : program_.referring) add_rule(verdict, index_of(rule));
}

void CaseTree::add_rule(const Verdict& verdict, std::size_t place) {
  const Rule& rule = program_.rules[place];
  residue_.add(place);
  residue_.add_truth(verdict.holds[place]);
  residue_.add_truth(verdict.takes[place]);
  if (!verdict.holds[place].is_unknown() && !verdict.takes[place].is_unknown()) return;
  residue_.add(rule.holds);
  if (rule.takes_when) residue_.add(*rule.takes_when);
  if (rule.changes) residue_.add(*rule.changes);
  for (const FactId fact : rule.once_per) {
    const Fact& declared = program_.schema.fact(fact);
    const expr::FactValues& facts = reader_.facts();
    residue_.add((declared.scope == Scope::claim ? facts.claim : facts.line)[declared.slot]);
  }
  const bool hangs_on_others = rule.decides_last || rule.listed == policy::Listed::as_last_resort;
  if (!hangs_on_others) return;
  for (const std::uint32_t other : verdict.standing) {
    const Rule& standing = program_.rules[other];
    const bool hangs = standing.decides_last || standing.listed == policy::Listed::as_last_resort;
    residue_.add(other);
    residue_.add_truth(verdict.takes[other]);
    residue_.add(standing.holds);
    if (standing.takes_when) residue_.add(*standing.takes_when);
    if (!hangs && !standing.once_per.empty()) add_rule(verdict, other);
  }
  add_coverage(verdict.coverage);
}

void CaseTree::add_coverage(const CoverageFinding& coverage) {
  residue_.add_truth(coverage.expired);
  residue_.add(coverage.row.value_or(program_.code.nodes.size()));
  for (const expr::Truth passed : coverage.passed) residue_.add_truth(passed);
  if (!program_.coverage) return;
  residue_.add(program_.coverage->applies);
  for (const std::size_t candidate : coverage.candidates) {
    const policy::CoverageRow& row = program_.coverage->rows[candidate];
    residue_.add(candidate);
    residue_.add(row.when);
    for (const policy::RowLimit& limit : row.limits) residue_.add(limit.passed);
  }
}

// It holds in all cases or in none; or it was seen to hold and not to hold, and is no reason in every case any more.
// One that is a reason only while it is awaited was awaited in some case besides.
bool CaseTree::adds_nothing(std::size_t rule) const {
  const auto& all = common_.all;
  if (!first_.holds[rule].is_unknown() && !first_.takes[rule].is_unknown()) return true;
  const Rule& declared = program_.rules[rule];
  if (declared.listed == policy::Listed::only_while_awaited && !common_.awaited[rule] && awaits_pending(declared)) {
    return false;
  }
  const bool listed = common_.listed[rule] && !(declared.awaits.empty() && declared.versions.empty());
  return all && was_seen_both(rule) && all->holds[rule].is_unknown() && all->takes[rule].is_unknown() && !listed;
}

bool CaseTree::coverage_adds_nothing() const {
  const auto& all = common_.all;
  const CoverageFinding& first = first_.coverage;
  if (!all || !(first.row || (common_.rows_differ && !all->coverage.row)) ||
      all->coverage.candidates.size() != first.candidates.size())
    return false;
  for (std::size_t i = 0; i < first.passed.size(); ++i) {
    if (!first.passed[i].is_unknown()) continue;
    if (!was_seen_both(program_.rules.size() + i) || !all->coverage.passed[i].is_unknown()) return false;
  }
  if (first.expired.is_unknown() && !all->coverage.expired.is_unknown()) return false;
  for (std::size_t i = 0; i < common_.rows_listed.size(); ++i) {
    if (common_.rows_listed[i] && !program_.coverage->rows[i].awaits.empty()) return false;
  }
  return true;
}

}  // namespace warrantor::engine
