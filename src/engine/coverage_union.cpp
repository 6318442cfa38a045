#include "engine/coverage_union.hpp"

#include <algorithm>
#include <utility>

namespace warrantor::engine {
namespace {

using expr::logical_and;
using expr::logical_not;
using expr::logical_or;
using policy::Program;

/// A row that holds or may hold.
struct Candidate {
  std::size_t row = 0;
  Value when;
  base::SmallVector<expr::Truth, 8> passed;  ///< by limit
  Value expired = Value::boolean(false);
  Value covers;
};

class UnitedFinder {
 public:
  UnitedFinder(const Program& program, expr::Evaluator& evaluator)
      : program_(program), coverage_(*program.coverage), evaluator_(evaluator) {}

  CoverageFinding find() {
    const Value applies = evaluator_.evaluate(coverage_.applies);
    evaluator_.visit_possible(program_.conditions.rows, [this](std::uint32_t place, Value when) {
      if (!when.is_false()) look_at(place, when);
      return true;
    });
    // Where no row is sure to hold, it must be proven that one of them does.
    const bool proven = coverage_.leaves_no_hole && !candidates_.empty();
    some_row_holds_ = holds_any() || (applies.is_true() && proven);
    for (const Candidate& candidate : candidates_) covered_ = logical_or(covered_, candidate.covers);
    find_named();
    find_passed(applies);
    finding_.expired = some_row_holds_ || proven ? expired() : without_a_row(applies);
    return std::move(finding_);
  }

 private:
  void look_at(std::size_t place, Value when) {
    Candidate candidate;
    candidate.row = place;
    candidate.when = when;
    candidate.passed.assign(program_.limits.size(), Value::boolean(false));
    for (const policy::RowLimit& limit : coverage_.rows[place].limits) {
      const Value passed = evaluator_.evaluate(limit.passed);
      candidate.passed[limit.limit] = passed;
      candidate.expired = logical_or(candidate.expired, passed);
    }
    candidate.covers = logical_and(when, logical_not(candidate.expired));
    finding_.candidates.push_back(place);
    finding_.truths.push_back(when);
    candidates_.push_back(std::move(candidate));
  }

  [[nodiscard]] bool holds_any() const {
    return std::any_of(candidates_.begin(), candidates_.end(), [](const Candidate& c) { return c.when.is_true(); });
  }

  void find_named() {
    if (some_row_holds_ && candidates_.size() == 1) finding_.row = candidates_.front().row;
    for (std::size_t i = 0; i < candidates_.size() && !finding_.row; ++i) {
      const Value named = is_named(i);
      if (named.is_true()) finding_.row = candidates_[i].row;
      finding_.named_is_open = finding_.named_is_open || named.is_unknown();
    }
    finding_.named_is_open = finding_.named_is_open && !finding_.row;
  }

  // The first that covers the line, else the last that holds.
  [[nodiscard]] Value is_named(std::size_t place) const {
    Value covered_before = Value::boolean(false);
    for (std::size_t i = 0; i < place; ++i) covered_before = logical_or(covered_before, candidates_[i].covers);
    Value holds_behind = Value::boolean(false);
    for (std::size_t i = place + 1; i < candidates_.size(); ++i) {
      holds_behind = logical_or(holds_behind, candidates_[i].when);
    }
    const Value is_first = logical_and(candidates_[place].covers, logical_not(covered_before));
    const Value is_last = logical_and(candidates_[place].when, logical_not(logical_or(covered_, holds_behind)));
    return logical_or(is_first, is_last);
  }

  void find_passed(Value applies) {
    finding_.passed.assign(program_.limits.size(), Value::boolean(false));
    if (applies.is_undefined()) return;
    for (std::size_t i = 0; i < program_.limits.size(); ++i) {
      finding_.passed[i] = over([i](const Candidate& candidate) { return Value(candidate.passed[i]); });
    }
  }

  // Whether no row covers the line and one that holds says so.
  template <class Says>
  [[nodiscard]] Value over(Says says) const {
    Value some = Value::boolean(false);
    bool all = some_row_holds_;
    for (const Candidate& candidate : candidates_) {
      some = logical_or(some, logical_and(candidate.when, says(candidate)));
      all = all && says(candidate).is_true();
    }
    return all ? Value::boolean(true) : logical_and(some, logical_not(covered_));
  }

  Value expired() {
    const Value expired = over([](const Candidate& candidate) { return candidate.expired; });
    return expired.is_undefined() ? without_answer() : expired;
  }

  // A claim that coverage should speak of and does not has no answer.
  Value without_a_row(Value applies) {
    if (applies.is_false()) return Value::boolean(false);
    const bool open = applies.is_unknown() || std::any_of(candidates_.begin(), candidates_.end(),
                                                          [](const Candidate& c) { return c.when.is_unknown(); });
    return open ? Value::unknown() : without_answer();
  }

  Value without_answer() {
    finding_.contradictory = without_truth(program_, evaluator_, finding_);
    return Value::undefined();
  }

  const Program& program_;
  const policy::Coverage& coverage_;
  expr::Evaluator& evaluator_;
  base::SmallVector<Candidate, 4> candidates_;
  bool some_row_holds_ = false;
  Value covered_ = Value::boolean(false);
  CoverageFinding finding_;
};

}  // namespace

CoverageFinding find_united(const Program& program, expr::Evaluator& evaluator) {
  return UnitedFinder(program, evaluator).find();
}

}  // namespace warrantor::engine
