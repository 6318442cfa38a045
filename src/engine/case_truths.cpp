#include <algorithm>
#include <utility>

#include "base/checked.hpp"
#include "engine/case_tree.hpp"

// What the cases of a line have in common.
namespace warrantor::engine {
namespace {

constexpr std::uint8_t seen_true = 1;
constexpr std::uint8_t seen_false = 2;

template <class Item>
void add_once(std::vector<Item>& items, const Item& item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

void merge_bearers(const Bearers& other, Bearers& merged) {
  if (merged.decided_by != other.decided_by || other.varies || merged.varies) {
    merged.decided_by = nullptr;
    merged.varies = true;
  }
  for (const AllocationId allocation : other.possible) add_once(merged.possible, allocation);
}

void merge_coverage(const CoverageFinding& other, CoverageFinding& merged) {
  for (std::size_t i = 0; i < merged.passed.size(); ++i) {
    merged.passed[i] = expr::in_both(merged.passed[i], other.passed[i]);
  }
  if (merged.row != other.row) merged.row.reset();
  for (const std::size_t row : other.candidates) add_once(merged.candidates, row);
  std::sort(merged.candidates.begin(), merged.candidates.end());
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
  for (const RuleInfo* info : other.contradictions) add_once(merged.contradictions, info);
  for (std::size_t i = 0; i < merged.amounts.size(); ++i) {
    merged.amounts[i] = expr::in_both(merged.amounts[i], other.amounts[i]);
    merged.counts[i] = merged.counts[i] || other.counts[i];
    if (merged.shares[i] != other.shares[i]) merged.shares[i].clear();
  }
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

bool CaseTree::is_worth_asking(Value truth, std::size_t place) const {
  return truth.is_unknown() && common_.seen[place] != (seen_true | seen_false);
}

// Whether a rule is open that holds only where others do not.
bool CaseTree::hangs_on_others(const Verdict& verdict) const {
  for (std::size_t i = 0; i < verdict.holds.size(); ++i) {
    const policy::Rule& rule = program_.rules[i];
    const bool hangs = rule.decides_last || rule.listed == policy::Listed::as_last_resort;
    if (hangs && is_worth_asking(verdict.holds[i], i)) return true;
  }
  return false;
}

bool CaseTree::asks_for_coverage(const Verdict& verdict) const {
  const CoverageFinding& coverage = verdict.coverage;
  if (!common_.rows_differ && !coverage.row && !coverage.candidates.empty()) return true;
  for (std::size_t i = 0; i < coverage.passed.size(); ++i) {
    if (is_worth_asking(coverage.passed[i], program_.rules.size() + i)) return true;
  }
  return false;
}

bool CaseTree::is_worth_asking(const Verdict& verdict) const {
  for (std::size_t i = 0; i < verdict.holds.size(); ++i) {
    if (is_worth_asking(verdict.holds[i], i)) return true;
  }
  return asks_for_coverage(verdict);
}

// Of a rule that hangs on others, those of all: with `all`.
std::vector<FactId> CaseTree::facts_of_truths(const Verdict& verdict, bool all) {
  std::vector<FactId> facts;
  for (std::size_t i = 0; i < verdict.holds.size(); ++i) {
    const bool is_open = verdict.holds[i].is_unknown() || verdict.takes[i].is_unknown();
    if (all ? is_open : is_worth_asking(verdict.holds[i], i)) {
      collect_open(program_, program_.rules[i], evaluator_, reader_.facts(), facts);
    }
  }
  if (all || asks_for_coverage(verdict)) collect_open(program_, verdict.coverage, evaluator_, facts);
  return facts;
}

void CaseTree::note_seen(const Verdict& verdict) {
  const auto see = [this](Value truth, std::size_t place) {
    if (truth.is_known()) common_.seen[place] |= truth.is_true() ? seen_true : seen_false;
  };
  for (std::size_t i = 0; i < verdict.holds.size(); ++i) see(verdict.holds[i], i);
  for (std::size_t i = 0; i < verdict.coverage.passed.size(); ++i) {
    see(verdict.coverage.passed[i], verdict.holds.size() + i);
  }
  common_.rows_differ = common_.rows_differ || (common_.row && *common_.row != verdict.coverage.row);
  common_.row = verdict.coverage.row;
}

void CaseTree::fold(const Verdict& verdict) {
  note_seen(verdict);
  std::vector<PaymentRange> ranges = payments_by(program_, verdict);
  for (PaymentRange& range : ranges) {
    if (ends_open_ > 0 && range.most != 0) range.most.reset();
  }
  widen(ranges, common_.may_pay);
  merge(verdict, common_.settled);
}

// A case of the unknown facts, with what its pending facts come to.
void CaseTree::fold_settled(bool referred, const std::vector<FactId>& pending) {
  const auto awaits = [&](const std::vector<FactId>& awaited) {
    return referred && std::any_of(awaited.begin(), awaited.end(), [&](FactId fact) {
             return std::find(pending.begin(), pending.end(), fact) != pending.end();
           });
  };
  const Verdict& settled = *common_.settled;
  for (std::size_t i = 0; i < program_.rules.size(); ++i) {
    const policy::Rule& rule = program_.rules[i];
    const bool holds = settled.holds[i].is_true() && rule.listed != policy::Listed::only_while_awaited;
    const bool is_awaited = awaits(rule.awaits) && !settled.holds[i].is_false();
    common_.listed[i] = common_.listed[i] && (holds || is_awaited);
  }
  const auto row = settled.coverage.row;
  common_.row_is_listed = common_.row_is_listed && row && awaits(program_.coverage->rows[*row].awaits);
  merge(settled, common_.all);
}

}  // namespace warrantor::engine
