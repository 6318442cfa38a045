#include "engine/verdict.hpp"

#include <algorithm>
#include <compare>
#include <span>

#include "base/add_once.hpp"
#include "engine/history.hpp"
#include "engine/share_out.hpp"

namespace warrantor::engine {
namespace {

using expr::Evaluator;
using expr::logical_and;
using expr::logical_not;
using expr::logical_or;
using policy::Claimant;
using policy::Program;
using policy::Rule;

class Judge {
 public:
  Judge(const Program& program, Evaluator& evaluator, const expr::FactValues& facts, const History& history,
        Verdict& verdict)
      : program_(program), evaluator_(evaluator), facts_(facts), history_(history), verdict_(verdict) {}

  void judge() {
    verdict_.coverage = find_coverage(program_, evaluator_);
    verdict_.weighed = weigh(program_, evaluator_);
    find_truths();
    gather_claims();
    for (std::size_t i = 0; i < program_.portions.size(); ++i) {
      verdict_.amounts.push_back(evaluator_.evaluate(program_.portions[i].amount));
      verdict_.bearers.push_back(find_bearers(i));
    }
    limit_last_decisions();
    list_as_last_resort();
    find_referrals();
    share_out(program_, evaluator_, verdict_, [this](std::size_t portion) { note_contradictions(portion); });
  }

 private:
  void find_truths() {
    verdict_.holds.assign(program_.rules.size(), Value::boolean(false));
    verdict_.takes.assign(program_.rules.size(), Value::boolean(false));
    evaluator_.visit_possible(program_.conditions.rules, [this](std::uint32_t place, Value holds) {
      const Rule& rule = program_.rules[place];
      if (!rule.once_per.empty()) holds = logical_and(holds, was_granted(program_, rule, facts_, history_));
      if (holds.is_false()) return true;
      verdict_.standing.push_back(place);
      verdict_.holds[place] = holds;
      verdict_.takes[place] = rule.takes_when ? logical_and(holds, evaluator_.evaluate(*rule.takes_when)) : holds;
      if (rule.changes) verdict_.holds[place] = logical_and(holds, evaluator_.evaluate(*rule.changes));
      return true;
    });
  }

  /// A claimant that takes a portion or may take it; claims sort by portion, then by rank.
  struct Claim {
    std::uint16_t portion = 0;
    std::uint16_t place = 0;  ///< among the claimants of the portion
    auto operator<=>(const Claim&) const = default;
  };

  void gather_claims() {
    const auto gather = [this](const std::vector<policy::Effect>& effects) {
      for (const policy::Effect& effect : effects)
        claims_.push_back({static_cast<std::uint16_t>(effect.portion), effect.claimant});
    };
    for (const std::uint32_t rule : verdict_.standing) {
      if (!verdict_.takes[rule].is_false()) gather(program_.rules[rule].effects);
    }
    if (program_.coverage && !verdict_.coverage.expired.is_false()) gather(program_.coverage->expiry);
    std::sort(claims_.begin(), claims_.end());
  }

  [[nodiscard]] std::span<const Claim> claims_of(std::size_t portion) const {
    const auto is_before = [portion](const Claim& claim) { return claim.portion < portion; };
    const auto is_of = [portion](const Claim& claim) { return claim.portion <= portion; };
    return {std::partition_point(claims_.begin(), claims_.end(), is_before),
            std::partition_point(claims_.begin(), claims_.end(), is_of)};
  }

  const Claimant& claimant_of(const Claim& claim) const { return program_.claimants[claim.portion][claim.place]; }

  AllocationId allocation_of(const Claimant& claimant) const {
    return same_as_known(program_, verdict_, claimant.allocation);
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
  Bearers find_bearers(std::size_t portion) const { return find_bearers(portion, claims_of(portion)); }

  Bearers find_bearers(std::size_t portion, std::span<const Claim> claims) const {
    Bearers bearers;
    const Claimant* decider = nullptr;
    for (const Claim& claim : claims) {
      const Claimant& claimant = claimant_of(claim);
      if (decider != nullptr && claimant.rank != decider->rank) break;
      const Value truth = truth_of(claimant);
      if (truth.is_false()) continue;
      base::add_once(bearers.possible, allocation_of(claimant));
      if (decider == nullptr && (truth.is_true() || gives_way_to_the_same(claimant, portion))) decider = &claimant;
    }
    if (decider != nullptr) {
      if (!truth_of(*decider).is_true()) return bearers;
      bearers.decided_by = info_of(*decider);
      bearers.varies = bearers.decided_by == nullptr;  // each row that may hold has another limit that is passed
      return bearers;
    }
    const policy::Portion& declared = program_.portions[portion];
    if (declared.same_as) {
      const Bearers& followed = verdict_.bearers[index_of(*declared.same_as)];
      for (const AllocationId allocation : followed.possible) base::add_once(bearers.possible, allocation);
      if (bearers.possible == followed.possible) {
        bearers.decided_by = followed.decided_by;
        bearers.varies = followed.varies;
      }
    } else if (declared.otherwise) {
      base::add_once(bearers.possible, *declared.otherwise);
    }
    return bearers;
  }

  // Nothing but rules that would do the same keeps it from having its effects: whether they do makes no difference.
  [[nodiscard]] bool gives_way_to_the_same(const Claimant& claimant, std::size_t portion) const {
    if (!claimant.rule || truth_of(claimant).is_known()) return false;
    const Rule& rule = program_.rule(*claimant.rule);
    const bool would_take = verdict_.holds[index_of(*claimant.rule)].is_true() && !rule.own_takes_when;
    if (rule.overridden_by.empty() || !would_take) return false;
    return std::all_of(rule.overridden_by.begin(), rule.overridden_by.end(), [&](policy::RuleId id) {
      return verdict_.takes[index_of(id)].is_false() || does_the_same(id, claimant, portion);
    });
  }

  [[nodiscard]] bool does_the_same(policy::RuleId id, const Claimant& claimant, std::size_t portion) const {
    const auto& claimants = program_.claimants[portion];
    return std::any_of(claimants.begin(), claimants.end(), [&](const Claimant& other) {
      return other.rule == id && other.rank == claimant.rank && allocation_of(other) == allocation_of(claimant);
    });
  }

  [[nodiscard]] std::span<const Claim> first_rank(std::span<const Claim> claims) const {
    const auto is_behind = [&](const Claim& claim) { return claimant_of(claim).rank != claimant_of(claims[0]).rank; };
    const auto last = std::find_if(claims.begin(), claims.end(), is_behind);
    return claims.first(static_cast<std::size_t>(last - claims.begin()));
  }

  // What keeps a portion open and no fact or decision could mend: rules of equal say that disagree, and rules or
  // coverage without a truth, where it makes a difference whether they hold.
  void note_contradictions(std::size_t portion) {
    std::span<const Claim> claims = claims_of(portion);
    while (!claims.empty()) {
      const auto rank = first_rank(claims);
      claims = claims.subspan(rank.size());
      if (note_contradictions(rank, find_bearers(portion, claims))) return;
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
  bool note_contradictions(std::span<const Claim> rank, const Bearers& behind) {
    const Claimant* decider = nullptr;
    for (const Claim& claim : rank) {
      const Claimant& claimant = claimant_of(claim);
      if (!truth_of(claimant).is_true()) continue;
      if (decider != nullptr && allocation_of(*decider) != allocation_of(claimant)) {
        note(*decider);
        note(claimant);
      }
      if (decider == nullptr) decider = &claimant;
    }
    for (const Claim& claim : rank) {
      const Claimant& claimant = claimant_of(claim);
      if (truth_of(claimant).is_undefined() && makes_a_difference(claimant, rank, behind)) note(claimant);
    }
    return decider != nullptr || std::any_of(rank.begin(), rank.end(), [this](const Claim& claim) {
             return gives_way_to_the_same(claimant_of(claim), claim.portion);
           });
  }

  bool makes_a_difference(const Claimant& claimant, std::span<const Claim> rank, const Bearers& behind) const {
    const auto says_the_same = [&](const Claim& other) {
      return allocation_of(claimant_of(other)) == allocation_of(claimant);
    };
    const auto holds_and_says_the_same = [&](const Claim& other) {
      return truth_of(claimant_of(other)).is_true() && says_the_same(other);
    };
    const auto agrees = [&](const Claim& other) {
      return says_the_same(other) || truth_of(claimant_of(other)).is_false();
    };
    if (std::any_of(rank.begin(), rank.end(), holds_and_says_the_same)) return false;
    const bool same_behind = behind.possible.size() == 1 && behind.possible.front() == allocation_of(claimant);
    return !same_behind || !std::all_of(rank.begin(), rank.end(), agrees);
  }

  void note(const Claimant& claimant) {
    if (claimant.rule) return note(*claimant.rule);
    for (const RuleInfo* row : verdict_.coverage.contradictory) base::add_once(verdict_.contradictions, row);
  }

  // One that would take but for rules without a truth that override it: these are named, and not what they override.
  void note(policy::RuleId id) {
    const Rule& rule = program_.rule(id);
    const bool hangs_on_others = verdict_.takes[index_of(id)].is_undefined() && would_take(rule);
    if (!hangs_on_others) base::add_once(verdict_.contradictions, &rule.info);
    for (const policy::RuleId other : rule.overridden_by) {
      if (verdict_.takes[index_of(other)].is_undefined()) note(other);
    }
  }

  // By its own conditions.
  [[nodiscard]] bool would_take(const Rule& rule) const {
    const auto& own = rule.own_takes_when;
    return evaluator_.evaluate(rule.holds).is_true() && (!own || evaluator_.evaluate(*own).is_true());
  }

  // A rule that decides last holds only where nothing before it has decided one of its portions.
  void limit_last_decisions() {
    for (const std::uint32_t i : verdict_.standing) {
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
    for (const Claim& claim : claims_of(index_of(portion))) {
      const Claimant& claimant = claimant_of(claim);
      if (claimant.rule && program_.rule(*claimant.rule).decides_last) continue;
      const bool is_taken = gives_way_to_the_same(claimant, claim.portion);
      taken = logical_or(taken, is_taken ? Value::boolean(true) : truth_of(claimant));
    }
    return logical_not(taken);
  }

  void list_as_last_resort() {
    for (const std::uint32_t i : verdict_.standing) {
      if (program_.rules[i].listed != policy::Listed::as_last_resort) continue;
      Value other = Value::boolean(false);
      for (const std::uint32_t j : verdict_.standing) {
        const Rule& rule = program_.rules[j];
        if (j != i && !rule.is_special_case && rule.listed != policy::Listed::as_last_resort &&
            share_portion(program_.rules[i], rule))
          other = logical_or(other, verdict_.holds[j]);
      }
      verdict_.holds[i] = logical_and(verdict_.holds[i], logical_not(other));
    }
  }

  static bool share_portion(const Rule& left, const Rule& right) {
    return std::any_of(left.effects.begin(), left.effects.end(), [&](const policy::Effect& effect) {
      return std::any_of(right.effects.begin(), right.effects.end(),
                         [&](const policy::Effect& other) { return other.portion == effect.portion; });
    });
  }

  void find_referrals() {
    for (const policy::RuleId id : program_.referring) {
      verdict_.referred = logical_or(verdict_.referred, verdict_.holds[index_of(id)]);
    }
    for (const policy::RuleId id : program_.referring) {
      if (!verdict_.referred.is_true() && verdict_.holds[index_of(id)].is_undefined()) note_referral(id);
    }
  }

  // One that decides last may have no truth since a rule before it has none.
  void note_referral(policy::RuleId id) {
    if (verdict_.takes[index_of(id)].is_undefined()) base::add_once(verdict_.contradictions, &program_.rule(id).info);
    if (!program_.rule(id).decides_last) return;
    for (const Claimant& claimant : program_.claimants.front()) {
      const bool is_last = claimant.rule && program_.rule(*claimant.rule).decides_last;
      if (!is_last && truth_of(claimant).is_undefined()) note(claimant);
    }
  }

  const Program& program_;
  Evaluator& evaluator_;
  const expr::FactValues& facts_;
  const History& history_;
  Verdict& verdict_;
  base::SmallVector<Claim, 16> claims_;                   ///< in their order
  std::vector<std::optional<policy::RuleId>> passed_by_;  ///< claimants that cannot hold where a portion is looked at
};

}  // namespace

void collect_open(const Program& program, const Rule& rule, Evaluator& evaluator, const expr::FactValues& facts,
                  std::vector<FactId>& open) {
  evaluator.collect_unknown(rule.holds, open);
  if (rule.takes_when) evaluator.collect_unknown(*rule.takes_when, open);
  if (rule.changes) evaluator.collect_unknown(*rule.changes, open);
  for (const FactId fact : rule.once_per) {
    const Fact& declared = program.schema.fact(fact);
    const auto& values = declared.scope == Scope::claim ? facts.claim : facts.line;
    if (values[declared.slot].is_unknown()) base::add_once(open, fact);
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
  Verdict verdict;  // filled where it lies, since it is too large to be moved for nothing
  Judge(program, evaluator, facts, history, verdict).judge();
  return verdict;
}

}  // namespace warrantor::engine
