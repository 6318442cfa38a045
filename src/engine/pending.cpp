#include <algorithm>
#include <optional>
#include <utility>

#include "base/checked.hpp"
#include "engine/line.hpp"
#include "policy/cells.hpp"

namespace warrantor::engine {
namespace {

using policy::Program;

// Cases tried for one line. Pending facts are a handful with a handful of values; a line that needs more is referred.
constexpr std::size_t most_cases = 20'000;

template <class Item>
void add_once(std::vector<Item>& items, const Item& item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

/// One pending fact with the values that it is tried with.
struct Trial {
  FactId fact{};
  std::vector<Value> values;
};

class Considering {
 public:
  Considering(const Program& program, FactReader& reader, expr::Evaluator& evaluator, const History& history)
      : program_(program), reader_(reader), evaluator_(evaluator), history_(history) {}

  Findings consider() {
    Findings findings;
    findings.verdict = judge(program_, evaluator_, reader_.facts(), history_);
    if (reader_.pending().empty() || findings.verdict.decided) return findings;
    for (const FactId fact : relevant_facts(findings.verdict)) add_trial(fact);
    if (!trials_.empty() || !waited_for_.empty()) try_cases(findings);
    return findings;
  }

 private:
  // Only pending facts that an undecided condition hangs on can make a difference.
  std::vector<FactId> relevant_facts(const Verdict& verdict) {
    std::vector<FactId> open;
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      if (verdict.holds[i].is_known() && verdict.takes[i].is_known()) continue;
      collect_open(program_, program_.rules[i], evaluator_, reader_.facts(), open);
    }
    collect_open(program_, verdict.coverage, evaluator_, open);
    for (const policy::Portion& portion : program_.portions) evaluator_.collect_unknown(portion.amount, open);
    const auto& pending = reader_.pending();
    std::erase_if(open, [&](FactId fact) { return std::find(pending.begin(), pending.end(), fact) == pending.end(); });
    return open;
  }

  // A fact whose values cannot all be tried stays unknown, as does one too many.
  void add_trial(FactId fact) {
    policy::CellValues cells = policy::cell_values(program_, evaluator_, fact);
    if (!cells.complete || cases_ * cells.values.size() > most_cases) {
      waited_for_.push_back(fact);
      return;
    }
    cases_ *= cells.values.size();
    trials_.push_back({fact, std::move(cells.values)});
  }

  // Values that are tried are nobody's: an observer sees only what the claim states.
  void try_cases(Findings& findings) {
    expr::Observer* const observer = evaluator_.observe_by(nullptr);
    std::vector<Verdict> results;
    results.reserve(cases_);
    for (std::size_t i = 0; i < cases_; ++i) {
      std::size_t rest = i;
      for (const Trial& trial : trials_) {
        reader_.set(trial.fact, trial.values[rest % trial.values.size()]);
        rest /= trial.values.size();
      }
      evaluator_.forget();
      results.push_back(judge(program_, evaluator_, reader_.facts(), history_));
    }
    for (const Trial& trial : trials_) reader_.set(trial.fact, Value::unknown());
    evaluator_.forget();
    evaluator_.observe_by(observer);
    merge(std::move(results), findings);
  }

  void merge(std::vector<Verdict> results, Findings& findings) {
    const bool any_open =
        std::any_of(results.begin(), results.end(), [](const Verdict& result) { return !result.decided; });
    const bool all_same = std::all_of(results.begin(), results.end(),
                                      [&](const Verdict& result) { return result.same_result(results.front()); });
    Verdict merged = results.front();
    for (std::size_t i = 1; i < results.size(); ++i) merge_truths(results[i], merged);
    if (any_open || !all_same) {
      merged.decided = false;
      for (const Verdict& result : results) merge_ways(result, merged);
      findings.pending = facts_that_matter(results, any_open);
    }
    findings.referred = !any_open && !all_same;
    findings.verdict = std::move(merged);
  }

  static void merge_truths(const Verdict& other, Verdict& merged) {
    for (std::size_t i = 0; i < merged.holds.size(); ++i) {
      merged.holds[i] = expr::in_both(merged.holds[i], other.holds[i]);
      merged.takes[i] = expr::in_both(merged.takes[i], other.takes[i]);
    }
    for (std::size_t i = 0; i < merged.coverage.passed.size(); ++i) {
      merged.coverage.passed[i] = expr::in_both(merged.coverage.passed[i], other.coverage.passed[i]);
    }
    if (merged.coverage.row != other.coverage.row) merged.coverage.row.reset();
    for (const std::size_t row : other.coverage.candidates) add_once(merged.coverage.candidates, row);
    std::sort(merged.coverage.candidates.begin(), merged.coverage.candidates.end());
    for (std::size_t i = 0; i < merged.bearers.size(); ++i) {
      Bearers& bearers = merged.bearers[i];
      if (bearers.decided_by != other.bearers[i].decided_by || bearers.varies) {
        bearers.decided_by = nullptr;
        bearers.varies = true;
      }
      for (const AllocationId allocation : other.bearers[i].possible) add_once(bearers.possible, allocation);
    }
    for (const RuleInfo* info : other.contradictions) add_once(merged.contradictions, info);
    for (std::size_t i = 0; i < merged.amounts.size(); ++i) {
      merged.amounts[i] = expr::in_both(merged.amounts[i], other.amounts[i]);
      merged.counts[i] = merged.counts[i] || other.counts[i];
    }
    for (std::size_t i = 0; i < merged.shares.size() && i < other.shares.size(); ++i) {
      if (merged.shares[i] != other.shares[i]) merged.shares[i].clear();
    }
  }

  // What an open line may still come to.
  static void merge_ways(const Verdict& other, Verdict& merged) {
    merged.coverage.expired = expr::in_both(merged.coverage.expired, other.coverage.expired);
    merged.total = 0;
    for (const Value& amount : merged.amounts) {
      if (amount.is_known()) merged.total = base::checked_add(merged.total, amount.as_integer()).value_or(merged.total);
    }
  }

  // A fact makes a difference where two cases that differ in it alone have different results, and one that cannot be
  // tried where a case is open without it. In the order in which they are declared.
  std::vector<FactId> facts_that_matter(const std::vector<Verdict>& results, bool any_open) const {
    std::vector<FactId> facts;
    if (any_open) facts = waited_for_;
    std::size_t stride = 1;
    for (const Trial& trial : trials_) {
      const std::size_t count = trial.values.size();
      bool matters = false;
      for (std::size_t i = 0; i < results.size() && !matters; ++i) {
        const std::size_t first = i - (i / stride % count) * stride;
        matters = !results[i].same_result(results[first]);
      }
      if (matters) facts.push_back(trial.fact);
      stride *= count;
    }
    std::sort(facts.begin(), facts.end());
    return facts;
  }

  const Program& program_;
  FactReader& reader_;
  expr::Evaluator& evaluator_;
  const History& history_;
  std::vector<Trial> trials_;
  std::size_t cases_ = 1;
  std::vector<FactId> waited_for_;  ///< of these not every value can be tried
};

}  // namespace

Findings consider(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                  const History& history) {
  return Considering(program, reader, evaluator, history).consider();
}

}  // namespace warrantor::engine
