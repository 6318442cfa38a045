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
  policy::CellValues cells;
};

class Considering {
 public:
  Considering(const Program& program, FactReader& reader, expr::Evaluator& evaluator, const History& history)
      : program_(program), reader_(reader), evaluator_(evaluator), history_(history) {}

  Findings consider() {
    Findings findings;
    findings.verdict = judge(program_, evaluator_, reader_.facts(), history_);
    if (reader_.pending().empty()) return findings;
    std::vector<Trial> trials = relevant_trials(findings.verdict);
    if (trials.empty()) return findings;
    std::size_t cases = 1;
    bool complete = true;
    for (const Trial& trial : trials) {
      cases = std::min(most_cases + 1, cases * trial.cells.values.size());
      complete = complete && trial.cells.complete;
    }
    if (complete && cases <= most_cases) {
      try_cases(trials, cases, findings);
    } else if (!findings.verdict.decided) {
      findings.referred = true;
      for (const Trial& trial : trials) findings.pending.push_back(trial.fact);
    }
    return findings;
  }

 private:
  // Only pending facts that an undecided condition hangs on can make a difference.
  std::vector<Trial> relevant_trials(const Verdict& verdict) {
    std::vector<FactId> open;
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      const policy::Rule& rule = program_.rules[i];
      if (!verdict.holds[i].is_known() || !verdict.takes[i].is_known()) {
        evaluator_.collect_unknown(rule.holds, open);
        if (rule.takes_when) evaluator_.collect_unknown(*rule.takes_when, open);
      }
    }
    for (const std::size_t candidate : verdict.coverage.candidates) {
      const policy::CoverageRow& row = program_.coverage->rows[candidate];
      evaluator_.collect_unknown(row.when, open);
      for (const policy::RowLimit& limit : row.limits) evaluator_.collect_unknown(limit.passed, open);
    }
    for (const policy::Portion& portion : program_.portions) evaluator_.collect_unknown(portion.amount, open);
    std::vector<Trial> trials;
    for (const FactId fact : reader_.pending()) {
      if (std::find(open.begin(), open.end(), fact) != open.end()) trials.push_back({fact, policy::cell_values(program_, evaluator_, fact)});
    }
    return trials;
  }

  // Values that are tried are nobody's: an observer sees only what the claim states.
  void try_cases(const std::vector<Trial>& trials, std::size_t cases, Findings& findings) {
    expr::Observer* const observer = evaluator_.observe_by(nullptr);
    std::vector<Verdict> results;
    results.reserve(cases);
    for (std::size_t i = 0; i < cases; ++i) {
      std::size_t rest = i;
      for (const Trial& trial : trials) {
        reader_.set(trial.fact, trial.cells.values[rest % trial.cells.values.size()]);
        rest /= trial.cells.values.size();
      }
      evaluator_.forget();
      results.push_back(judge(program_, evaluator_, reader_.facts(), history_));
    }
    for (const Trial& trial : trials) reader_.set(trial.fact, Value::unknown());
    evaluator_.forget();
    evaluator_.observe_by(observer);
    merge(trials, std::move(results), findings);
  }

  void merge(const std::vector<Trial>& trials, std::vector<Verdict> results, Findings& findings) {
    const bool any_open = std::any_of(results.begin(), results.end(), [](const Verdict& result) { return !result.decided; });
    const bool all_same = std::all_of(results.begin(), results.end(),
                                      [&](const Verdict& result) { return result.same_result(results.front()); });
    Verdict merged = results.front();
    for (std::size_t i = 1; i < results.size(); ++i) merge_truths(results[i], merged);
    if (any_open || !all_same) {
      merged.decided = false;
      for (const Verdict& result : results) merge_ways(result, merged);
    }
    if (!any_open && !all_same) {
      findings.referred = true;
      findings.pending = facts_that_matter(trials, results);
    }
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
    for (std::size_t i = 0; i < merged.bearers.size(); ++i) {
      Bearers& bearers = merged.bearers[i];
      if (bearers.decided_by != other.bearers[i].decided_by || bearers.varies) {
        bearers.decided_by = nullptr;
        bearers.varies = true;
      }
      for (const AllocationId allocation : other.bearers[i].possible) add_once(bearers.possible, allocation);
    }
    for (const RuleInfo* info : other.contradictions) add_once(merged.contradictions, info);
    for (std::size_t i = 0; i < merged.shares.size() && i < other.shares.size(); ++i) {
      if (merged.shares[i] != other.shares[i]) merged.shares[i].clear();
    }
  }

  // What an open line may still come to: everything that one of the cases may.
  static void merge_ways(const Verdict& other, Verdict& merged) {
    CoverageFinding& coverage = merged.coverage;
    coverage.expired = expr::in_both(coverage.expired, other.coverage.expired);
    for (const std::size_t row : other.coverage.candidates) add_once(coverage.candidates, row);
    std::sort(coverage.candidates.begin(), coverage.candidates.end());
    merged.total = 0;
    for (std::size_t i = 0; i < merged.amounts.size(); ++i) {
      merged.amounts[i] = expr::in_both(merged.amounts[i], other.amounts[i]);
      if (!merged.amounts[i].is_known()) continue;
      merged.total = base::checked_add(merged.total, merged.amounts[i].as_integer()).value_or(merged.total);
    }
  }

  // A fact makes a difference where two cases that differ in it alone have different results.
  static std::vector<FactId> facts_that_matter(const std::vector<Trial>& trials, const std::vector<Verdict>& results) {
    std::vector<FactId> facts;
    std::size_t stride = 1;
    for (const Trial& trial : trials) {
      const std::size_t count = trial.cells.values.size();
      bool matters = false;
      for (std::size_t i = 0; i < results.size() && !matters; ++i) {
        const std::size_t first = i - (i / stride % count) * stride;
        matters = !results[i].same_result(results[first]);
      }
      if (matters) facts.push_back(trial.fact);
      stride *= count;
    }
    return facts;
  }

  const Program& program_;
  FactReader& reader_;
  expr::Evaluator& evaluator_;
  const History& history_;
};

}  // namespace

Findings consider(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator, const History& history) {
  return Considering(program, reader, evaluator, history).consider();
}

}  // namespace warrantor::engine
