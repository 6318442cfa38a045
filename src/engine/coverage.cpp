#include <algorithm>

#include "engine/coverage_union.hpp"
#include "engine/verdict.hpp"

namespace warrantor::engine {
namespace {

using expr::in_both;
using expr::logical_or;
using policy::Coverage;
using policy::Program;

/// A coverage row that holds or may hold, and which limits it finds passed.
struct Candidate {
  const policy::CoverageRow* row = nullptr;
  Value when;
  base::SmallVector<expr::Truth, 8> passed;  ///< by limit
  Value expired = Value::boolean(false);
};

class CoverageFinder {
 public:
  CoverageFinder(const Program& program, expr::Evaluator& evaluator)
      : program_(program), coverage_(*program.coverage), evaluator_(evaluator) {}

  CoverageFinding find() {
    const Value applies = evaluator_.evaluate(coverage_.applies);
    list_candidates();
    // Where no row is sure to hold, it must be proven that one of them does.
    const bool proven = coverage_.leaves_no_hole && !candidates_.empty();
    const bool some_row_holds = holds_any() || (applies.is_true() && proven);
    if (some_row_holds && candidates_.size() == 1) finding_.row = finding_.candidates.front();
    merge_passed(some_row_holds);
    if (applies.is_undefined()) finding_.passed.assign(program_.limits.size(), Value::boolean(false));
    finding_.expired = some_row_holds || proven ? expired(some_row_holds) : without_a_row(applies);
    return std::move(finding_);
  }

 private:
  void list_candidates() {
    evaluator_.visit_possible(program_.conditions.rows, [this](std::uint32_t place, Value when) {
      finding_.candidates.push_back(place);
      candidates_.push_back(look_at(coverage_.rows[place], when));
      return !when.is_true() || coverage_.choose != policy::Choose::first;
    });
  }

  Candidate look_at(const policy::CoverageRow& row, Value when) {
    Candidate candidate{&row, when, {program_.limits.size(), Value::boolean(false)}};
    for (const policy::RowLimit& limit : row.limits) {
      const Value passed = evaluator_.evaluate(limit.passed);
      candidate.passed[limit.limit] = passed;
      candidate.expired = logical_or(candidate.expired, passed);
    }
    return candidate;
  }

  [[nodiscard]] bool holds_any() const {
    return std::any_of(candidates_.begin(), candidates_.end(), [](const Candidate& c) { return c.when.is_true(); });
  }

  // A limit is passed where every row that may hold finds it passed; without a row none is.
  void merge_passed(bool some_row_holds) {
    finding_.passed.assign(program_.limits.size(), Value::boolean(false));
    for (std::size_t i = 0; i < program_.limits.size(); ++i) {
      bool first = some_row_holds;
      for (const Candidate& candidate : candidates_) {
        finding_.passed[i] =
            first ? candidate.passed[i] : expr::Truth(in_both(finding_.passed[i], candidate.passed[i]));
        first = false;
      }
    }
  }

  // What every row that may hold says. Rows that hold for certain and say different things leave nothing to be asked
  // for.
  Value expired(bool some_row_holds) {
    if (const auto clash = find_clash(); !clash.empty()) return without_answer(clash);
    Value common = some_row_holds ? candidates_.front().expired : Value::boolean(false);
    bool open = !some_row_holds;
    for (const Candidate& candidate : candidates_) {
      common = in_both(common, candidate.expired);
      open = open || candidate.when.is_unknown() || candidate.expired.is_unknown();
    }
    if (common.is_known() || open) return common;
    return without_answer(without_truth(program_, evaluator_, finding_));
  }

  // A claim that coverage should speak of and does not has no answer.
  Value without_a_row(Value applies) {
    if (applies.is_false()) return Value::boolean(false);
    const bool open = applies.is_unknown() || std::any_of(candidates_.begin(), candidates_.end(),
                                                          [](const Candidate& c) { return c.when.is_unknown(); });
    return open ? Value::unknown() : without_answer(without_truth(program_, evaluator_, finding_));
  }

  Value without_answer(std::vector<const RuleInfo*> rules) {
    finding_.contradictory = std::move(rules);
    return Value::undefined();
  }

  [[nodiscard]] std::vector<const RuleInfo*> find_clash() const {
    const Candidate* first = nullptr;
    for (const Candidate& candidate : candidates_) {
      if (!candidate.when.is_true() || !candidate.expired.is_known()) continue;
      if (first == nullptr) first = &candidate;
      if (!first->expired.same_as(candidate.expired)) return {&first->row->info, &candidate.row->info};
    }
    return {};
  }

  const Program& program_;
  const Coverage& coverage_;
  expr::Evaluator& evaluator_;
  base::SmallVector<Candidate, 2> candidates_;
  CoverageFinding finding_;
};

}  // namespace

CoverageFinding find_coverage(const Program& program, expr::Evaluator& evaluator) {
  if (program.coverage && program.coverage->choose == policy::Choose::all) return find_united(program, evaluator);
  if (program.coverage) return CoverageFinder(program, evaluator).find();
  CoverageFinding finding;
  finding.passed.assign(program.limits.size(), Value::boolean(false));
  return finding;
}

Value truth_of_row(const CoverageFinding& coverage, std::size_t row) {
  const auto& candidates = coverage.candidates;
  const auto found = std::find(candidates.begin(), candidates.end(), row);
  if (found == candidates.end()) return Value::boolean(false);
  if (!coverage.truths.empty()) return coverage.truths[static_cast<std::size_t>(found - candidates.begin())];
  return coverage.row == row ? Value::boolean(true) : Value::unknown();
}

// A row may have no truth since one that may stand instead of it has none: then that one is named.
std::vector<const RuleInfo*> without_truth(const Program& program, expr::Evaluator& evaluator,
                                           const CoverageFinding& coverage) {
  const std::vector<policy::CoverageRow>& rows = program.coverage->rows;
  std::vector<bool> named(rows.size(), false);
  std::vector<bool> limits(program.limits.size(), false);
  for (const std::size_t candidate : coverage.candidates) {
    named[candidate] = true;
    for (std::size_t other = 0; other < rows.size(); ++other) {
      const auto& replaced = rows[other].instead_of;
      if (std::find(replaced.begin(), replaced.end(), candidate) != replaced.end()) named[other] = true;
    }
    for (const policy::RowLimit& limit : rows[candidate].limits) {
      if (evaluator.evaluate(limit.passed).is_undefined()) limits[limit.limit] = true;
    }
  }
  std::vector<const RuleInfo*> rules;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (named[i] && evaluator.evaluate(rows[i].own).is_undefined()) rules.push_back(&rows[i].info);
  }
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (limits[i]) rules.push_back(&program.limits[i].info);
  }
  return rules;
}

}  // namespace warrantor::engine
