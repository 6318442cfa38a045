#include "engine/share_out.hpp"

#include <algorithm>
#include <span>

#include "base/add_once.hpp"
#include "base/checked.hpp"

namespace warrantor::engine {
namespace {

using expr::Evaluator;
using policy::Claimant;
using policy::Program;

class Sharer {
 public:
  Sharer(const Program& program, Evaluator& evaluator, Verdict& verdict, const NoteContradictions& note_contradictions)
      : program_(program), evaluator_(evaluator), verdict_(verdict), note_contradictions_(note_contradictions) {}

  void share_out() {
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

 private:
  AllocationId allocation_of(const Claimant& claimant) const {
    return same_as_known(program_, verdict_, claimant.allocation);
  }

  // Of who pays first there are only rules.
  Value truth_of(const Claimant& claimant) const { return verdict_.takes[index_of(*claimant.rule)]; }

  void note(policy::RuleId rule) { base::add_once(verdict_.contradictions, &program_.rule(rule).info); }

  // The first rule that holds says who pays first; what may hold before it may say so instead.
  Bearers find_advancers(std::size_t portion, std::span<const Claimant> claimants) const {
    Bearers advancers;
    for (const Claimant& claimant : claimants) {
      const Value truth = truth_of(claimant);
      if (truth.is_false()) continue;
      base::add_once(advancers.possible, allocation_of(claimant));
      if (!truth.is_true()) continue;
      advancers.decided_by = &program_.rule(*claimant.rule).info;
      return advancers;
    }
    if (const auto& otherwise = program_.portions[portion].advanced_by) base::add_once(advancers.possible, *otherwise);
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
      if (behind.possible.size() != 1 || behind.possible.front() != allocation_of(claimant)) note(*claimant.rule);
    }
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
    if (!is_shared && !verdict_.referred.is_true()) note_contradictions_(i);
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
      if (hangs_on_bearers(adjustment)) return note_bearers_of(adjustment.behind);
      return base::add_once(verdict_.contradictions, &program_.rule(adjustment.rule).info);
    }
  }

  // By itself it has a value: nobody can tell who bears a portion that may use up its figure first.
  [[nodiscard]] bool hangs_on_bearers(const policy::Adjustment& adjustment) const {
    if (adjustment.behind.empty()) return false;
    const auto is_first = [&](const policy::Adjustment& other) {
      return other.rule == adjustment.rule && other.behind.empty();
    };
    const auto first = std::find_if(program_.adjustments.begin(), program_.adjustments.end(), is_first);
    const auto nodes = {first->left, adjustment.before, program_.rule(adjustment.rule).holds};
    return std::none_of(nodes.begin(), nodes.end(),
                        [this](policy::NodeId node) { return evaluator_.evaluate(node).is_undefined(); });
  }

  void note_bearers_of(const std::vector<PortionId>& portions) {
    for (const PortionId portion : portions) {
      if (verdict_.bearers[index_of(portion)].possible.size() != 1) note_contradictions_(index_of(portion));
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
      if (weighed.allocation == allocation && weighed.known.is_undefined())
        base::add_once(verdict_.contradictions, rule);
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
  Verdict& verdict_;
  const NoteContradictions& note_contradictions_;
  bool approves_all_ = true;
  bool approves_some_ = false;
};

}  // namespace

void share_out(const Program& program, Evaluator& evaluator, Verdict& verdict,
               const NoteContradictions& note_contradictions) {
  Sharer(program, evaluator, verdict, note_contradictions).share_out();
}

}  // namespace warrantor::engine
