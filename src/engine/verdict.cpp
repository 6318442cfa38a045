#include "engine/verdict.hpp"

#include <algorithm>
#include <span>
#include <type_traits>

#include "base/checked.hpp"
#include "engine/history.hpp"

namespace warrantor::engine {
namespace {

using expr::Evaluator;
using expr::logical_and;
using expr::logical_not;
using expr::logical_or;
using policy::Claimant;
using policy::Program;
using policy::Rule;

template <class Item>
void add_once(std::vector<Item>& items, std::type_identity_t<Item> item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

class Judge {
 public:
  Judge(const Program& program, Evaluator& evaluator, const expr::FactValues& facts, const History& history)
      : program_(program), evaluator_(evaluator), facts_(facts), history_(history) {}

  Verdict judge() {
    verdict_.coverage = find_coverage(program_, evaluator_);
    find_truths();
    for (std::size_t i = 0; i < program_.portions.size(); ++i) {
      verdict_.amounts.push_back(evaluator_.evaluate(program_.portions[i].amount));
      verdict_.bearers.push_back(find_bearers(i));
    }
    limit_last_decisions();
    list_as_last_resort();
    assign_amounts();
    return std::move(verdict_);
  }

 private:
  void find_truths() {
    verdict_.holds.reserve(program_.rules.size());
    verdict_.takes.reserve(program_.rules.size());
    for (const Rule& rule : program_.rules) {
      Value holds = evaluator_.evaluate(rule.holds);
      if (!rule.once_per.empty() && !holds.is_false()) {
        holds = logical_and(holds, was_granted(program_, rule, facts_, history_));
      }
      Value takes = holds;
      if (rule.takes_when && !holds.is_false()) takes = logical_and(holds, evaluator_.evaluate(*rule.takes_when));
      verdict_.holds.push_back(holds);
      verdict_.takes.push_back(takes);
    }
  }

  Value truth_of(const Claimant& claimant) const {
    if (std::find(passed_by_.begin(), passed_by_.end(), claimant.rule) != passed_by_.end())
      return Value::boolean(false);
    return claimant.rule ? verdict_.takes[index_of(*claimant.rule)] : verdict_.coverage.expired;
  }

  const RuleInfo* info_of(const Claimant& claimant) const {
    if (claimant.rule) return &program_.rule(*claimant.rule).info;
    for (std::size_t i = 0; i < program_.limits.size(); ++i) {
      if (verdict_.coverage.passed[i].is_true()) return &program_.limits[i].info;
    }
    return nullptr;
  }

  // Rank by rank: the first rank in which a rule holds decides; what may hold before it may decide instead.
  Bearers find_bearers(std::size_t portion) const { return find_bearers(portion, program_.claimants[portion]); }

  Bearers find_bearers(std::size_t portion, std::span<const Claimant> claimants) const {
    Bearers bearers;
    while (!claimants.empty()) {
      const auto rank = first_rank(claimants);
      if (decide_by_rank(rank, bearers)) return bearers;
      claimants = claimants.subspan(rank.size());
    }
    const policy::Portion& declared = program_.portions[portion];
    if (declared.same_as) {
      const Bearers& followed = verdict_.bearers[index_of(*declared.same_as)];
      for (const AllocationId allocation : followed.possible) add_once(bearers.possible, allocation);
      if (bearers.possible == followed.possible) {
        bearers.decided_by = followed.decided_by;
        bearers.varies = followed.varies;
      }
    } else if (declared.otherwise) {
      add_once(bearers.possible, *declared.otherwise);
    }
    return bearers;
  }

  static std::span<const Claimant> first_rank(std::span<const Claimant> claimants) {
    const auto last = std::find_if(claimants.begin(), claimants.end(),
                                   [&](const Claimant& claimant) { return claimant.rank != claimants[0].rank; });
    return claimants.first(static_cast<std::size_t>(last - claimants.begin()));
  }

  bool decide_by_rank(std::span<const Claimant> rank, Bearers& bearers) const {
    const Claimant* decider = nullptr;
    for (const Claimant& claimant : rank) {
      const Value truth = truth_of(claimant);
      if (truth.is_false()) continue;
      add_once(bearers.possible, claimant.allocation);
      if (!truth.is_true()) continue;
      if (decider == nullptr) decider = &claimant;
    }
    if (decider == nullptr) return false;
    bearers.decided_by = info_of(*decider);
    bearers.varies = bearers.decided_by == nullptr;  // each row that may hold has another limit that is passed
    return true;
  }

  // What keeps a portion open and no fact or decision could mend: rules of equal say that disagree, and rules or
  // coverage without a truth, where it makes a difference whether they hold.
  void note_contradictions(std::size_t portion) {
    std::span<const Claimant> claimants = program_.claimants[portion];
    while (!claimants.empty()) {
      const auto rank = first_rank(claimants);
      claimants = claimants.subspan(rank.size());
      if (note_contradictions(rank, find_bearers(portion, claimants))) return;
    }
    const auto followed = program_.portions[portion].same_as;
    if (!followed) return;
    // It is followed only where none of these holds.
    const auto before = passed_by_;
    for (const Claimant& claimant : program_.claimants[portion]) passed_by_.push_back(claimant.rule);
    note_contradictions(index_of(*followed));
    passed_by_ = before;
  }

  // Whether one of them holds, so that nothing behind them counts.
  bool note_contradictions(std::span<const Claimant> rank, const Bearers& behind) {
    const Claimant* decider = nullptr;
    for (const Claimant& claimant : rank) {
      if (!truth_of(claimant).is_true()) continue;
      if (decider != nullptr && decider->allocation != claimant.allocation) {
        note(*decider);
        note(claimant);
      }
      if (decider == nullptr) decider = &claimant;
    }
    for (const Claimant& claimant : rank) {
      if (truth_of(claimant).is_undefined() && makes_a_difference(claimant, rank, behind)) note(claimant);
    }
    return decider != nullptr;
  }

  bool makes_a_difference(const Claimant& claimant, std::span<const Claimant> rank, const Bearers& behind) const {
    const auto says_the_same = [&](const Claimant& other) { return other.allocation == claimant.allocation; };
    const auto holds = [this](const Claimant& other) { return truth_of(other).is_true(); };
    const auto holds_and_says_the_same = [&](const Claimant& other) { return holds(other) && says_the_same(other); };
    const auto agrees = [&](const Claimant& other) { return says_the_same(other) || truth_of(other).is_false(); };
    if (std::any_of(rank.begin(), rank.end(), holds_and_says_the_same)) return false;
    const bool same_behind = behind.possible.size() == 1 && behind.possible.front() == claimant.allocation;
    return !same_behind || !std::all_of(rank.begin(), rank.end(), agrees);
  }

  void note(const Claimant& claimant) {
    auto& all = verdict_.contradictions;
    if (claimant.rule) {
      add_once(all, &program_.rule(*claimant.rule).info);
    } else {
      for (const RuleInfo* row : verdict_.coverage.contradictory) add_once(all, row);
    }
  }

  // A rule that decides last holds only where nothing before it has decided one of its portions.
  void limit_last_decisions() {
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      const Rule& rule = program_.rules[i];
      if (!rule.decides_last) continue;
      // One without effects speaks of the main portion.
      Value left_over = rule.effects.empty() ? is_left_over(PortionId{}) : Value::boolean(false);
      for (const policy::Effect& effect : rule.effects) left_over = logical_or(left_over, is_left_over(effect.portion));
      verdict_.holds[i] = logical_and(verdict_.holds[i], left_over);
    }
  }

  Value is_left_over(PortionId portion) const {
    Value taken = Value::boolean(false);
    for (const Claimant& claimant : program_.claimants[index_of(portion)]) {
      if (claimant.rule && program_.rule(*claimant.rule).decides_last) continue;
      taken = logical_or(taken, truth_of(claimant));
    }
    return logical_not(taken);
  }

  void list_as_last_resort() {
    const std::vector<Value> holds = verdict_.holds;
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      if (program_.rules[i].listed != policy::Listed::as_last_resort) continue;
      Value other = Value::boolean(false);
      for (std::size_t j = 0; j < program_.rules.size(); ++j) {
        const Rule& rule = program_.rules[j];
        if (j != i && !rule.is_special_case && rule.listed != policy::Listed::as_last_resort &&
            share_portion(program_.rules[i], rule))
          other = logical_or(other, holds[j]);
      }
      verdict_.holds[i] = logical_and(holds[i], logical_not(other));
    }
  }

  static bool share_portion(const Rule& left, const Rule& right) {
    return std::any_of(left.effects.begin(), left.effects.end(), [&](const policy::Effect& effect) {
      return std::any_of(right.effects.begin(), right.effects.end(),
                         [&](const policy::Effect& other) { return other.portion == effect.portion; });
    });
  }

  void assign_amounts() {
    verdict_.pays.assign(program_.schema.parties().size(), 0);
    verdict_.decided = true;
    bool all_zero = true;
    for (const Value& amount : verdict_.amounts) {
      if (!amount.is_known()) {
        verdict_.decided = false;
        continue;
      }
      all_zero = all_zero && amount.as_integer() == 0;
      const auto total = base::checked_add(verdict_.total, amount.as_integer());
      if (!total) verdict_.decided = false;
      verdict_.total = total.value_or(verdict_.total);
    }
    bool approves_all = true;
    bool approves_some = false;
    for (std::size_t i = 0; i < verdict_.amounts.size(); ++i) {
      const Value amount = verdict_.amounts[i];
      verdict_.shares.emplace_back(verdict_.pays.size(), 0);
      const bool asks_nothing = amount.is_known() && amount.as_integer() == 0;
      verdict_.counts.push_back(!asks_nothing || (all_zero && i == 0));
      if (!verdict_.counts.back()) continue;
      if (verdict_.bearers[i].possible.size() != 1) {
        verdict_.decided = false;
        note_contradictions(i);
      } else if (verdict_.decided) {
        share(i, amount.as_integer(), approves_all, approves_some);
      }
    }
    verdict_.outcome = approves_all ? Outcome::approved : approves_some ? Outcome::partial : Outcome::denied;
  }

  void share(std::size_t portion, std::int64_t amount, bool& approves_all, bool& approves_some) {
    const policy::Allocation& weights = program_.allocation(verdict_.bearers[portion].possible.front());
    const std::size_t approving = index_of(program_.approving_party);
    const auto bears = [](std::int64_t weight) { return weight > 0; };
    approves_some = approves_some || weights[approving] > 0;
    approves_all = approves_all && weights[approving] > 0 && std::count_if(weights.begin(), weights.end(), bears) == 1;
    verdict_.shares[portion] = divide_by_largest_remainder(amount, weights);
    for (std::size_t party = 0; party < weights.size(); ++party) {
      const auto sum = base::checked_add(verdict_.pays[party], verdict_.shares[portion][party]);
      if (!sum) verdict_.decided = false;
      verdict_.pays[party] = sum.value_or(verdict_.pays[party]);
    }
  }

  const Program& program_;
  Evaluator& evaluator_;
  const expr::FactValues& facts_;
  const History& history_;
  Verdict verdict_;
  std::vector<std::optional<policy::RuleId>> passed_by_;  ///< claimants that cannot hold where a portion is looked at
};

}  // namespace

void collect_open(const Program& program, const Rule& rule, Evaluator& evaluator, const expr::FactValues& facts,
                  std::vector<FactId>& open) {
  evaluator.collect_unknown(rule.holds, open);
  if (rule.takes_when) evaluator.collect_unknown(*rule.takes_when, open);
  for (const FactId fact : rule.once_per) {
    const Fact& declared = program.schema.fact(fact);
    const auto& values = declared.scope == Scope::claim ? facts.claim : facts.line;
    if (values[declared.slot].is_unknown()) add_once(open, fact);
  }
}

void collect_open(const Program& program, const CoverageFinding& coverage, Evaluator& evaluator,
                  std::vector<FactId>& open) {
  if (!program.coverage) return;
  evaluator.collect_unknown(program.coverage->applies, open);
  for (const std::size_t candidate : coverage.candidates) {
    const policy::CoverageRow& row = program.coverage->rows[candidate];
    evaluator.collect_unknown(row.when, open);
    for (const policy::RowLimit& limit : row.limits) evaluator.collect_unknown(limit.passed, open);
  }
}

Verdict judge(const policy::Program& program, expr::Evaluator& evaluator, const expr::FactValues& facts,
              const History& history) {
  return Judge(program, evaluator, facts, history).judge();
}

}  // namespace warrantor::engine
