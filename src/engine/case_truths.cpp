#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/add_once.hpp"
#include "base/checked.hpp"
#include "engine/case_tree.hpp"

// What the cases of a line have in common.
namespace warrantor::engine {
namespace {

constexpr std::uint8_t seen_true = 1;
constexpr std::uint8_t seen_false = 2;
constexpr std::uint8_t seen_open = 4;  // on facts that cannot be tried, or seen both ways before

// Holds only where others do not.
bool holds_beside_none(const policy::Rule& rule) {
  return rule.decides_last || rule.listed == policy::Listed::as_last_resort;
}

template <class Items>
bool contains(const Items& items, const typename Items::value_type& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

bool is_same_rule(const RuleInfo* left, const RuleInfo* right) {
  return left == right || (left != nullptr && right != nullptr && left->id == right->id);
}

void merge_bearers(const Bearers& other, Bearers& merged) {
  if (!is_same_rule(merged.decided_by, other.decided_by) || other.varies || merged.varies) {
    merged.decided_by = nullptr;
    merged.varies = true;
  }
  for (const AllocationId allocation : other.possible) base::add_once(merged.possible, allocation);
}

void merge_candidates(const CoverageFinding& other, CoverageFinding& merged) {
  const CoverageFinding before = merged;
  for (const std::size_t row : other.candidates) base::add_once(merged.candidates, row);
  std::sort(merged.candidates.begin(), merged.candidates.end());
  if (before.truths.empty() && other.truths.empty()) return;
  merged.truths.clear();
  for (const std::size_t row : merged.candidates) {
    merged.truths.push_back(expr::in_both(truth_of_row(before, row), truth_of_row(other, row)));
  }
}

void merge_advancers(const Verdict& other, Verdict& merged) {
  for (std::size_t i = 0; i < merged.advancers.size(); ++i) merge_bearers(other.advancers[i], merged.advancers[i]);
}

void merge_coverage(const CoverageFinding& other, CoverageFinding& merged) {
  for (std::size_t i = 0; i < merged.passed.size(); ++i) {
    merged.passed[i] = expr::in_both(merged.passed[i], other.passed[i]);
  }
  if (merged.row != other.row) merged.row.reset();
  merge_candidates(other, merged);
  merged.expired = expr::in_both(merged.expired, other.expired);
}

void merge(const Verdict& other, std::optional<Verdict>& common) {
  if (!common) {
    common = other;
    return;
  }
  Verdict& merged = *common;
  for (std::size_t i = 0; i < merged.holds.size(); ++i) {
    merged.holds[i] = expr::in_both(merged.holds[i], other.holds[i]);
    merged.takes[i] = expr::in_both(merged.takes[i], other.takes[i]);
  }
  merge_coverage(other.coverage, merged.coverage);
  for (std::size_t i = 0; i < merged.bearers.size(); ++i) merge_bearers(other.bearers[i], merged.bearers[i]);
  merge_advancers(other, merged);
  for (const RuleInfo* info : other.contradictions) base::add_once(merged.contradictions, info);
  for (std::size_t i = 0; i < merged.amounts.size(); ++i) {
    merged.amounts[i] = expr::in_both(merged.amounts[i], other.amounts[i]);
    merged.owed[i] = expr::in_both(merged.owed[i], other.owed[i]);
    merged.counts[i] = merged.counts[i] || other.counts[i];
    if (merged.shares[i] != other.shares[i]) merged.shares[i].clear();
  }
  merged.referred = expr::in_both(merged.referred, other.referred);
  merged.decided = merged.decided && other.decided;
}

void widen(const std::vector<PaymentRange>& other, std::vector<PaymentRange>& ranges) {
  if (ranges.empty()) {
    ranges = other;
    return;
  }
  for (std::size_t party = 0; party < ranges.size(); ++party) {
    ranges[party].least = std::min(ranges[party].least, other[party].least);
    if (!other[party].most) ranges[party].most.reset();
    if (ranges[party].most) ranges[party].most = std::max(*ranges[party].most, *other[party].most);
  }
}

}  // namespace

// The result is the same whatever the rest is, but rules may hold or not: as long as one of them has not been seen both
// ways, facts that it hangs on are tried as well.
void CaseTree::resolve_truths(const Verdict& verdict) {
  if (gave_up_ || !is_worth_asking(verdict)) return fold(verdict);
  auto facts = facts_of_truths(verdict, false);
  if (facts.empty()) facts = facts_of_truths(verdict, true);
  auto chosen = choose(std::move(facts), verdict);
  if (!chosen) return fold(verdict);
  for (const policy::Cell& cell : chosen->second.cells) {
    if (evaluations_ >= most_evaluations) gave_up_ = true;
    if (gave_up_) return;
    set(chosen->first, cell);
    resolve_truths(judge_here());
    reset(chosen->first, cell);
  }
}

// Whether something that is awaited could hold counts in each case of the unknown facts.
bool CaseTree::is_worth_asking(Value truth, std::size_t place, bool is_awaited) const {
  if (!truth.is_unknown()) return false;
  return !was_seen_both(place) || (is_awaited && (common_.seen_here[place] & seen_true) == 0);
}

bool CaseTree::was_seen_both(std::size_t place) const {
  return (common_.seen[place] & (seen_true | seen_false)) == (seen_true | seen_false);
}

bool CaseTree::rule_is_worth_asking(const Verdict& verdict, std::size_t rule) const {
  return is_worth_asking(verdict.holds[rule], rule, !program_.rules[rule].awaits.empty()) ||
         some_version_may_hold(verdict, rule);
}

// Of several versions one may hold in every case, though none does in all of them.
bool CaseTree::some_version_may_hold(const Verdict& verdict, std::size_t rule) const {
  const auto& versions = program_.rules[rule].versions;
  return !versions.empty() && common_.listed[rule] && verdict.holds[rule].is_unknown() &&
         std::none_of(versions.begin(), versions.end(),
                      [&](std::size_t version) { return verdict.holds[version].is_true(); });
}

bool CaseTree::awaits_row(const CoverageFinding& coverage) const {
  for (std::size_t i = 0; i < common_.rows_listed.size(); ++i) {
    const bool is_awaited = !program_.coverage->rows[i].awaits.empty() && common_.rows_listed[i];
    if (is_awaited && is_worth_asking(truth_of_row(coverage, i), place_of_row(i), true)) return true;
  }
  return false;
}

std::size_t CaseTree::place_of_row(std::size_t row) const {
  return program_.rules.size() + program_.limits.size() + row;
}

// Whether a rule is open that holds only where others do not.
bool CaseTree::hangs_on_others(const Verdict& verdict) const {
  for (std::size_t i = 0; i < verdict.holds.size(); ++i) {
    if (holds_beside_none(program_.rules[i]) && rule_is_worth_asking(verdict, i)) return true;
  }
  return false;
}

bool CaseTree::asks_for_coverage(const Verdict& verdict) const {
  const CoverageFinding& coverage = verdict.coverage;
  if (!common_.rows_differ && !coverage.row && !coverage.candidates.empty()) return true;
  if (awaits_row(coverage)) return true;
  for (std::size_t i = 0; i < coverage.passed.size(); ++i) {
    if (is_worth_asking(coverage.passed[i], program_.rules.size() + i, false)) return true;
  }
  return false;
}

bool CaseTree::is_worth_asking(const Verdict& verdict) const {
  for (std::size_t i = 0; i < verdict.holds.size(); ++i) {
    if (rule_is_worth_asking(verdict, i)) return true;
  }
  return asks_for_coverage(verdict);
}

// Of a rule that hangs on others, those of all: with `all`.
std::vector<FactId> CaseTree::facts_of_truths(const Verdict& verdict, bool all) {
  std::vector<FactId> facts;
  for (std::size_t i = 0; i < verdict.holds.size(); ++i) {
    const bool is_open = verdict.holds[i].is_unknown() || verdict.takes[i].is_unknown();
    if (all ? is_open : rule_is_worth_asking(verdict, i)) {
      collect_open(program_, program_.rules[i], evaluator_, reader_.facts(), facts);
    }
  }
  if (all || asks_for_coverage(verdict)) collect_open(program_, verdict.coverage, evaluator_, facts);
  return facts;
}

// A rule that awaits a decision is a reason only where it could hold in every case of the unknown facts: those that it
// hangs on make cases of their own.
std::vector<FactId> CaseTree::facts_of_awaited(const Verdict& verdict, const std::vector<FactId>& pending) {
  std::vector<FactId> facts;
  const auto awaits = [&](const std::vector<FactId>& awaited) {
    return std::any_of(awaited.begin(), awaited.end(),
                       [&](FactId fact) { return std::find(pending.begin(), pending.end(), fact) != pending.end(); });
  };
  for (std::size_t i = 0; i < verdict.holds.size(); ++i) {
    const policy::Rule& rule = program_.rules[i];
    if (!common_.listed[i] || !verdict.holds[i].is_unknown() || !awaits(rule.awaits)) continue;
    if (holds_beside_none(rule)) facts = facts_of_truths(verdict, true);
    collect_open(program_, rule, evaluator_, reader_.facts(), facts);
  }
  for (std::size_t i = 0; i < common_.rows_listed.size(); ++i) {
    if (common_.rows_listed[i] && truth_of_row(verdict.coverage, i).is_unknown() &&
        awaits(program_.coverage->rows[i].awaits)) {
      evaluator_.collect_unknown(program_.coverage->applies, facts);
      for (const std::size_t row : verdict.coverage.candidates)
        evaluator_.collect_unknown(program_.coverage->rows[row].when, facts);
    }
  }
  std::erase_if(facts, [this](FactId fact) { return is_pending(fact); });
  return facts;
}

bool CaseTree::may_hold(std::uint8_t seen) { return (seen & (seen_true | seen_open)) != 0; }

// Which row holds hangs on unknown facts.
bool CaseTree::row_is_open(const CoverageFinding& coverage) {
  if (coverage.row || coverage.candidates.empty()) return false;
  if (!coverage.truths.empty()) return coverage.named_is_open;
  const auto is_open = [this](std::size_t row) {
    return evaluator_.evaluate(program_.coverage->rows[row].when).is_unknown();
  };
  return std::any_of(coverage.candidates.begin(), coverage.candidates.end(), is_open);
}

// A rule, limit or row that hangs on facts that cannot be tried: whether it may hold is not proven.
bool CaseTree::has_open_truth() const {
  if (common_.row_is_open && !common_.rows_differ) return true;
  const auto end = common_.seen.begin() + static_cast<std::ptrdiff_t>(program_.rules.size() + program_.limits.size());
  return std::any_of(common_.seen.begin(), end, [](std::uint8_t seen) {
    return (seen & seen_open) != 0 && (seen & (seen_true | seen_false)) != (seen_true | seen_false);
  });
}

void CaseTree::note_seen(const Verdict& verdict) {
  const auto see = [this](Value truth, std::size_t place) {
    const std::uint8_t seen = truth.is_true()        ? seen_true
                              : truth.is_false()     ? seen_false
                              : truth.is_undefined() ? seen_true | seen_false
                                                     : seen_open;
    common_.seen[place] |= seen;
    common_.seen_here[place] |= seen;
  };
  for (std::size_t i = 0; i < verdict.holds.size(); ++i) see(verdict.holds[i], i);
  for (std::size_t i = 0; i < verdict.coverage.passed.size(); ++i) {
    see(verdict.coverage.passed[i], verdict.holds.size() + i);
  }
  for (std::size_t i = 0; i < common_.rows_listed.size(); ++i) see(truth_of_row(verdict.coverage, i), place_of_row(i));
  if (row_is_open(verdict.coverage)) {
    common_.row_is_open = true;
    return;
  }
  common_.rows_differ = common_.rows_differ || (common_.row && *common_.row != verdict.coverage.row);
  common_.row = verdict.coverage.row;
}

bool CaseTree::holds_as_reason(const Verdict& verdict, std::size_t rule) const {
  return verdict.holds[rule].is_true() && policy::is_reason(program_.rules[rule].listed);
}

// It has no truth, and the line hangs on it.
bool CaseTree::is_named(const Verdict& verdict, const RuleInfo* info) {
  const auto& named = verdict.contradictions;
  return std::any_of(named.begin(), named.end(), [info](const RuleInfo* other) { return is_same_rule(info, other); });
}

template <class Items, class Test>
bool CaseTree::any_version(const Items& items, std::size_t place, const Test& test) {
  const auto& versions = items[place].versions;
  return versions.empty() ? test(place) : std::any_of(versions.begin(), versions.end(), test);
}

void CaseTree::fold(const Verdict& verdict) {
  note_seen(verdict);
  std::vector<PaymentRange> ranges = payments_by(program_, verdict);
  for (PaymentRange& range : ranges) {
    if (ends_open_ > 0 && range.most != 0) range.most.reset();
  }
  widen(ranges, common_.may_pay);
  if (!common_.always_named) common_.always_named = verdict.contradictions;
  std::erase_if(*common_.always_named, [&](const RuleInfo* info) { return !is_named(verdict, info); });
  for (std::size_t i = 0; i < common_.listed_here.size(); ++i) {
    if (!common_.listed_here[i]) continue;
    const auto holds = [&](std::size_t rule) { return holds_as_reason(verdict, rule); };
    common_.listed_here[i] = is_named(verdict, &program_.rules[i].info) || any_version(program_.rules, i, holds);
  }
  merge(verdict, common_.settled);
}

// A case of the unknown facts, with what its pending facts come to.
void CaseTree::fold_settled(bool referred, const std::vector<FactId>& pending) {
  const auto awaits = [&](const std::vector<FactId>& awaited) {
    return referred && std::any_of(awaited.begin(), awaited.end(), [&](FactId fact) {
             return std::find(pending.begin(), pending.end(), fact) != pending.end();
           });
  };
  const auto rule_is_awaited = [&](std::size_t rule) {
    return awaits(program_.rules[rule].awaits) && may_hold(common_.seen_here[rule]);
  };
  for (std::size_t i = 0; i < program_.rules.size(); ++i) {
    const bool is_awaited = any_version(program_.rules, i, rule_is_awaited);
    common_.awaited[i] = common_.awaited[i] || is_awaited;
    common_.listed[i] = common_.listed[i] && (common_.listed_here[i] || is_awaited);
  }
  const auto row_is_awaited = [&](std::size_t row) {
    return awaits(program_.coverage->rows[row].awaits) && may_hold(common_.seen_here[place_of_row(row)]);
  };
  for (std::size_t i = 0; i < common_.rows_listed.size(); ++i) {
    common_.rows_listed[i] = common_.rows_listed[i] && any_version(program_.coverage->rows, i, row_is_awaited);
  }
  merge(*common_.settled, common_.all);
}

}  // namespace warrantor::engine
