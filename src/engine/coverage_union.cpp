#include "engine/coverage_union.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace warrantor::engine {
namespace {

using expr::logical_and;
using expr::logical_not;
using expr::logical_or;
using policy::Program;
using Passed = base::SmallVector<expr::Truth, 8>;  ///< by limit

/// A row that holds or may hold.
struct Candidate {
  std::size_t row = 0;
  Value when;
  Passed passed;
};

/// What several rows come to side by side.
class Union {
 public:
  /// `some_row_holds`: it is certain that one of them does.
  Union(std::span<const Candidate> candidates, bool some_row_holds)
      : candidates_(candidates), some_row_holds_(some_row_holds) {
    for (const Candidate& candidate : candidates_) {
      Value expired = Value::boolean(false);
      for (const expr::Truth passed : candidate.passed) expired = logical_or(expired, passed);
      expired_.push_back(expired);
      covers_.push_back(logical_and(candidate.when, logical_not(expired)));
      covered_ = logical_or(covered_, covers_.back());
    }
  }

  /// Whether no row covers the line and one that holds says so.
  template <class Says>
  [[nodiscard]] Value over(Says says) const {
    Value some = Value::boolean(false);
    bool all = some_row_holds_;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      some = logical_or(some, logical_and(candidates_[i].when, says(i)));
      all = all && says(i).is_true();
    }
    return all ? Value::boolean(true) : logical_and(some, logical_not(covered_));
  }

  [[nodiscard]] Value expired() const {
    return over([this](std::size_t i) { return expired_[i]; });
  }

  [[nodiscard]] Value passed(std::size_t limit) const {
    return over([this, limit](std::size_t i) { return Value(candidates_[i].passed[limit]); });
  }

  /// Which row is named, where it can be told; `is_open`, where that hangs on unknown facts.
  [[nodiscard]] std::optional<std::size_t> named(bool& is_open) const {
    if (some_row_holds_ && candidates_.size() == 1) return candidates_.front().row;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Value named = is_named(i);
      if (named.is_true()) return candidates_[i].row;
      is_open = is_open || named.is_unknown();
    }
    return std::nullopt;
  }

 private:
  // The first that covers the line, else the last that holds.
  [[nodiscard]] Value is_named(std::size_t place) const {
    Value covered_before = Value::boolean(false);
    for (std::size_t i = 0; i < place; ++i) covered_before = logical_or(covered_before, covers_[i]);
    Value holds_behind = Value::boolean(false);
    for (std::size_t i = place + 1; i < candidates_.size(); ++i) {
      holds_behind = logical_or(holds_behind, candidates_[i].when);
    }
    const Value is_first = logical_and(covers_[place], logical_not(covered_before));
    const Value is_last = logical_and(candidates_[place].when, logical_not(logical_or(covered_, holds_behind)));
    return logical_or(is_first, is_last);
  }

  std::span<const Candidate> candidates_;
  bool some_row_holds_;
  base::SmallVector<Value, 4> expired_;  ///< by candidate
  base::SmallVector<Value, 4> covers_;
  Value covered_ = Value::boolean(false);
};

bool holds_any(std::span<const Candidate> candidates) {
  return std::any_of(candidates.begin(), candidates.end(), [](const Candidate& c) { return c.when.is_true(); });
}

// What is so in both of two cases that a rule set leaves open; undefined where it is one way in the one and another in
// the other.
Value in_either(Value left, Value right) {
  if (left.same_as(right)) return left;
  return left.is_unknown() || right.is_unknown() ? Value::unknown() : Value::undefined();
}

class UnitedFinder {
 public:
  UnitedFinder(const Program& program, expr::Evaluator& evaluator)
      : program_(program), coverage_(*program.coverage), evaluator_(evaluator) {}

  CoverageFinding find() {
    const Value applies = evaluator_.evaluate(coverage_.applies);
    finding_.passed.assign(program_.limits.size(), Value::boolean(false));
    evaluator_.visit_possible(program_.conditions.rows, [this](std::uint32_t place, Value when) {
      if (!when.is_false()) look_at(place, when);
      return true;
    });
    // Where no row is sure to hold, it must be proven that one of them does.
    const bool proven = coverage_.leaves_no_hole && !candidates_.empty();
    const bool some_row_holds = holds_any(candidates()) || (applies.is_true() && proven);
    finding_.expired = some_row_holds || proven ? tell(candidates(), some_row_holds) : without_a_row(applies);
    if (applies.is_undefined()) finding_.passed.assign(program_.limits.size(), Value::boolean(false));
    if (applies.is_true() && list_undefined()) try_either_way();
    return std::move(finding_);
  }

 private:
  [[nodiscard]] std::span<const Candidate> candidates() const { return {candidates_.begin(), candidates_.end()}; }

  void look_at(std::size_t place, Value when) {
    Candidate candidate;
    candidate.row = place;
    candidate.when = when;
    candidate.passed.assign(program_.limits.size(), Value::boolean(false));
    for (const policy::RowLimit& limit : coverage_.rows[place].limits) {
      candidate.passed[limit.limit] = evaluator_.evaluate(limit.passed);
    }
    finding_.candidates.push_back(place);
    finding_.truths.push_back(when);
    candidates_.push_back(std::move(candidate));
  }

  Value tell(std::span<const Candidate> rows, bool some_row_holds) {
    const Union united(rows, some_row_holds);
    bool is_open = false;
    finding_.row = united.named(is_open);
    finding_.named_is_open = is_open && !finding_.row;
    for (std::size_t i = 0; i < program_.limits.size(); ++i) finding_.passed[i] = united.passed(i);
    const Value expired = united.expired();
    return expired.is_undefined() ? without_answer() : expired;
  }

  // A claim that coverage should speak of and does not has no answer.
  Value without_a_row(Value applies) {
    const bool open = applies.is_unknown() || std::any_of(candidates_.begin(), candidates_.end(),
                                                          [](const Candidate& c) { return c.when.is_unknown(); });
    if (!candidates_.empty()) static_cast<void>(tell(candidates(), false));
    if (applies.is_false()) return Value::boolean(false);
    return open ? Value::unknown() : without_answer();
  }

  Value without_answer() {
    finding_.contradictory = without_truth(program_, evaluator_, finding_);
    return Value::undefined();
  }

  // ---- Conditions without a truth: they may go either way, and where that makes no difference there is an answer ----

  // Rows that hold or may stand instead of one that does, and limits; more of them than a few are not gone through.
  bool list_undefined() {
    constexpr std::size_t most = 6;
    for (const Candidate& candidate : candidates_) {
      add_row(candidate.row);
      for (std::size_t other = 0; other < coverage_.rows.size(); ++other) {
        if (replaces(other, candidate.row)) add_row(other);
      }
      for (std::size_t i = 0; i < candidate.passed.size(); ++i) {
        const bool is_listed = std::find(limits_.begin(), limits_.end(), i) != limits_.end();
        if (candidate.passed[i].is_undefined() && !is_listed) limits_.push_back(i);
      }
    }
    std::sort(rows_.begin(), rows_.end());
    std::sort(limits_.begin(), limits_.end());
    const std::size_t count = rows_.size() + limits_.size();
    return count > 0 && count <= most;
  }

  void add_row(std::size_t row) {
    const bool is_listed = std::find(rows_.begin(), rows_.end(), row) != rows_.end();
    if (!is_listed && evaluator_.evaluate(coverage_.rows[row].own).is_undefined()) rows_.push_back(row);
  }

  [[nodiscard]] bool replaces(std::size_t row, std::size_t other) const {
    const auto& replaced = coverage_.rows[row].instead_of;
    return std::find(replaced.begin(), replaced.end(), other) != replaced.end();
  }

  void try_either_way() {
    const std::size_t count = rows_.size() + limits_.size();
    std::vector<Value> expired;
    CoverageFinding common;
    for (std::size_t way = 0; way < std::size_t{1} << count; ++way) {
      finding_.row.reset();
      finding_.named_is_open = false;
      finding_.passed.assign(program_.limits.size(), Value::boolean(false));
      const std::vector<Candidate> rows = rows_of_way(way);
      const bool holds = holds_any(rows);
      // Where none holds nobody can tell.
      expired.push_back(rows.empty() ? Value::undefined() : tell(rows, holds));
      if (way == 0) common = finding_;
      if (common.row != finding_.row) common.row.reset();
      common.named_is_open = common.named_is_open || finding_.named_is_open;
      for (std::size_t i = 0; i < program_.limits.size(); ++i) {
        common.passed[i] = in_either(common.passed[i], finding_.passed[i]);
      }
    }
    common.expired = expired.front();
    for (const Value& other : expired) common.expired = in_either(common.expired, other);
    common.contradictory.clear();
    if (common.expired.is_undefined()) common.contradictory = those_that_matter(expired);
    finding_ = std::move(common);
  }

  std::vector<Candidate> rows_of_way(std::size_t way) {
    std::vector<Candidate> rows;
    for (const Candidate& candidate : candidates_) {
      Value replaced = Value::boolean(false);
      for (std::size_t other = 0; other < coverage_.rows.size(); ++other) {
        if (replaces(other, candidate.row)) replaced = logical_or(replaced, own_truth(other, way));
      }
      Candidate row = candidate;
      row.when = logical_and(own_truth(candidate.row, way), logical_not(replaced));
      for (std::size_t i = 0; i < limits_.size(); ++i) {
        expr::Truth& passed = row.passed[limits_[i]];
        if (passed.is_undefined()) passed = goes(way, rows_.size() + i);
      }
      if (!row.when.is_false()) rows.push_back(std::move(row));
    }
    return rows;
  }

  static Value goes(std::size_t way, std::size_t place) { return Value::boolean((way >> place & 1U) != 0); }

  Value own_truth(std::size_t row, std::size_t way) {
    const auto found = std::find(rows_.begin(), rows_.end(), row);
    if (found != rows_.end()) return goes(way, static_cast<std::size_t>(found - rows_.begin()));
    return evaluator_.evaluate(coverage_.rows[row].own);
  }

  [[nodiscard]] std::vector<const RuleInfo*> those_that_matter(const std::vector<Value>& expired) const {
    std::vector<const RuleInfo*> rules;
    for (std::size_t place = 0; place < rows_.size() + limits_.size(); ++place) {
      bool matters = false;
      for (std::size_t way = 0; way < expired.size(); ++way) {
        matters = matters || !expired[way].same_as(expired[way ^ std::size_t{1} << place]);
      }
      if (!matters) continue;
      rules.push_back(place < rows_.size() ? &coverage_.rows[rows_[place]].info
                                           : &program_.limits[limits_[place - rows_.size()]].info);
    }
    return rules;
  }

  const Program& program_;
  const policy::Coverage& coverage_;
  expr::Evaluator& evaluator_;
  base::SmallVector<Candidate, 4> candidates_;
  std::vector<std::size_t> rows_;    ///< whose own condition is undefined
  std::vector<std::size_t> limits_;  ///< of which it is undefined whether they are passed
  CoverageFinding finding_;
};

}  // namespace

CoverageFinding find_united(const Program& program, expr::Evaluator& evaluator) {
  return UnitedFinder(program, evaluator).find();
}

}  // namespace warrantor::engine
