#include "engine/verdict.hpp"

#include <algorithm>
#include <compare>
#include <span>

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

template <class Items>
void add_once(Items& items, typename Items::value_type item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

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
    assign_amounts();
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
      add_once(bearers.possible, allocation_of(claimant));
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
    auto& all = verdict_.contradictions;
    if (claimant.rule) {
      add_once(all, &program_.rule(*claimant.rule).info);
    } else {
      for (const RuleInfo* row : verdict_.coverage.contradictory) add_once(all, row);
    }
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
    if (verdict_.takes[index_of(id)].is_undefined()) add_once(verdict_.contradictions, &program_.rule(id).info);
    if (!program_.rule(id).decides_last) return;
    for (const Claimant& claimant : program_.claimants.front()) {
      const bool is_last = claimant.rule && program_.rule(*claimant.rule).decides_last;
      if (!is_last && truth_of(claimant).is_undefined()) note(claimant);
    }
  }

  // ---- Amounts ----

  // The first rule that holds says who pays first; what may hold before it may say so instead.
  Bearers find_advancers(std::size_t portion, std::span<const Claimant> claimants) const {
    Bearers advancers;
    for (const Claimant& claimant : claimants) {
      const Value truth = truth_of(claimant);
      if (truth.is_false()) continue;
      add_once(advancers.possible, allocation_of(claimant));
      if (!truth.is_true()) continue;
      advancers.decided_by = info_of(claimant);
      return advancers;
    }
    if (const auto& otherwise = program_.portions[portion].advanced_by) add_once(advancers.possible, *otherwise);
    return advancers;
  }

  // Rules without a truth, where it makes a difference to who pays first whether they hold.
  void note_open_advances(std::size_t portion) {
    if (!program_.has_advances() || verdict_.referred.is_true() || verdict_.advancers[portion].possible.size() == 1)
      return;
    if (is_nothing(verdict_.amounts[portion]) || is_all_excluded(program_, verdict_, portion)) return;
    std::span<const Claimant> claimants = program_.advancing[portion];
    while (!claimants.empty() && !truth_of(claimants.front()).is_true()) {
      const Claimant& claimant = claimants.front();
      claimants = claimants.subspan(1);
      if (!truth_of(claimant).is_undefined()) continue;
      const Bearers behind = find_advancers(portion, claimants);
      if (behind.possible.size() != 1 || behind.possible.front() != allocation_of(claimant)) note(claimant);
    }
  }

  void assign_amounts() {
    const std::size_t parties = program_.schema.parties().size();
    verdict_.pays.assign(parties, 0);
    if (program_.has_advances()) verdict_.advances.assign(parties, 0);
    verdict_.decided = verdict_.referred.is_false();
    bool all_zero = !program_.denies_nothing_asked;
    for (std::size_t i = 0; i < verdict_.amounts.size(); ++i) {
      const Value amount = verdict_.amounts[i];
      const auto& owed = program_.portions[i].owed;
      verdict_.owed.push_back(owed ? evaluator_.evaluate(*owed) : amount);
      if (program_.has_advances()) verdict_.advancers.push_back(find_advancers(i, program_.advancing[i]));
      if (!amount.is_known()) {
        verdict_.decided = false;
        continue;
      }
      all_zero = all_zero && amount.as_integer() == 0;
      const auto total = base::checked_add(verdict_.total, amount.as_integer());
      if (!total) verdict_.decided = false;
      verdict_.total = total.value_or(verdict_.total);
    }
    for (std::size_t i = 0; i < verdict_.amounts.size(); ++i) assign(i, all_zero && i == 0);
    verdict_.outcome = !approves_some_ ? Outcome::denied : approves_all_ ? Outcome::approved : Outcome::partial;
  }

  static bool is_nothing(Value amount) { return amount.is_known() && amount.as_integer() == 0; }

  // `speaks`: nothing is asked for, and this portion decides the outcome.
  void assign(std::size_t i, bool speaks) {
    const Value amount = verdict_.amounts[i];
    verdict_.shares.push_back(Amounts(verdict_.pays.size(), 0));
    const bool counts = !is_nothing(amount) && !(program_.portions[i].owed && is_nothing(verdict_.owed[i]));
    verdict_.counts.push_back(counts || speaks);
    if (!verdict_.counts.back()) return take_away(i);
    const bool is_taken = is_all_excluded(program_, verdict_, i);
    const bool is_shared = verdict_.bearers[i].possible.size() == 1;
    const bool is_settled = is_taken || verdict_.owed[i].is_known();
    if (is_shared && is_settled) return share(i, is_taken ? amount : verdict_.owed[i]);
    verdict_.decided = false;
    if (!is_shared && !verdict_.referred.is_true()) note_contradictions(i);
    if (!is_settled && verdict_.owed[i].is_undefined()) note_adjustments(i);
    note_open_advances(i);
  }

  // Nothing is owed of it.
  void take_away(std::size_t portion) {
    const Value amount = verdict_.amounts[portion];
    if (!amount.is_known() || amount.as_integer() == 0) return;
    approves_all_ = false;
    const std::size_t party = index_of(program_.excluded_party);
    verdict_.shares[portion][party] = amount.as_integer();
    add(verdict_.pays[party], amount.as_integer());
    if (program_.has_advances()) add(verdict_.advances[party], amount.as_integer());
  }

  // Of what an adjustment came to without a value the first is named.
  void note_adjustments(std::size_t portion) {
    if (verdict_.referred.is_true()) return;
    for (const policy::Adjustment& adjustment : program_.adjustments) {
      if (index_of(adjustment.portion) != portion || !evaluator_.evaluate(adjustment.after).is_undefined()) continue;
      return add_once(verdict_.contradictions, &program_.rule(adjustment.rule).info);
    }
  }

  void share(std::size_t portion, Value owed) {
    const AllocationId allocation = verdict_.bearers[portion].possible.front();
    const policy::Allocation* const weights = weights_of(program_, verdict_, allocation);
    if (weights == nullptr) note_weights(allocation, verdict_.bearers[portion].decided_by);
    if (!verdict_.decided) return note_open_advances(portion);
    bool is_approved = true;
    bool is_approved_in_part = false;
    for (std::size_t party = 0; party < weights->size(); ++party) {
      if ((*weights)[party] == 0) continue;
      is_approved = is_approved && program_.approves[party];
      is_approved_in_part = is_approved_in_part || program_.approves[party];
    }
    approves_some_ = approves_some_ || is_approved_in_part;
    approves_all_ = approves_all_ && is_approved && owed.same_as(verdict_.amounts[portion]);
    const std::size_t rest_party = index_of(program_.excluded_party);
    const std::int64_t rest = verdict_.amounts[portion].as_integer() - owed.as_integer();
    Amounts& shares = verdict_.shares[portion];
    divide(owed.as_integer(), *weights, shares);
    add(shares[rest_party], rest);
    for (std::size_t party = 0; party < shares.size(); ++party) add(verdict_.pays[party], shares[party]);
    if (program_.has_advances()) advance(portion, verdict_.amounts[portion].as_integer() - shares[rest_party]);
  }

  // What is left to who bears excluded amounts nobody advances.
  void advance(std::size_t portion, std::int64_t amount) {
    add(verdict_.advances[index_of(program_.excluded_party)], verdict_.amounts[portion].as_integer() - amount);
    if (amount == 0) return;
    const Bearers& advancers = verdict_.advancers[portion];
    if (advancers.possible.size() != 1) {
      verdict_.decided = false;
      return note_open_advances(portion);
    }
    const policy::Allocation* const weights = weights_of(program_, verdict_, advancers.possible.front());
    if (weights == nullptr) return note_weights(advancers.possible.front(), advancers.decided_by);
    Amounts shares(verdict_.pays.size(), 0);
    divide(amount, *weights, shares);
    for (std::size_t party = 0; party < shares.size(); ++party) add(verdict_.advances[party], shares[party]);
  }

  void note_weights(AllocationId allocation, const RuleInfo* rule) {
    verdict_.decided = false;
    if (verdict_.referred.is_true() || rule == nullptr) return;
    for (const Weighed& weighed : verdict_.weighed) {
      if (weighed.allocation == allocation && weighed.known.is_undefined()) add_once(verdict_.contradictions, rule);
    }
  }

  static void divide(std::int64_t amount, const policy::Allocation& weights, Amounts& shares) {
    const auto bears = [](std::int64_t weight) { return weight > 0; };
    if (std::count_if(weights.begin(), weights.end(), bears) == 1) {
      const auto bearer = std::find_if(weights.begin(), weights.end(), bears);
      shares[static_cast<std::size_t>(bearer - weights.begin())] = amount;
      return;
    }
    const auto divided = divide_by_largest_remainder(amount, weights);
    std::copy(divided.begin(), divided.end(), shares.begin());
  }

  void add(std::int64_t& sum, std::int64_t amount) {
    const auto added = base::checked_add(sum, amount);
    if (!added) verdict_.decided = false;
    sum = added.value_or(sum);
  }

  const Program& program_;
  Evaluator& evaluator_;
  const expr::FactValues& facts_;
  const History& history_;
  Verdict& verdict_;
  base::SmallVector<Claim, 16> claims_;                   ///< in their order
  std::vector<std::optional<policy::RuleId>> passed_by_;  ///< claimants that cannot hold where a portion is looked at
  bool approves_all_ = true;
  bool approves_some_ = false;
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
  Verdict verdict;  // filled where it lies, since it is too large to be moved for nothing
  Judge(program, evaluator, facts, history, verdict).judge();
  return verdict;
}

}  // namespace warrantor::engine
