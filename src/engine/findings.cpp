#include "engine/findings.hpp"

#include <algorithm>
#include <utility>

#include "base/checked.hpp"
#include "engine/case_memory.hpp"
#include "engine/case_tree.hpp"
#include "engine/history.hpp"

namespace warrantor::engine {
namespace {

// Nothing that is unknown is open any more.
bool is_settled(const Verdict& verdict) {
  const auto rule_is_open = [&](std::uint32_t rule) { return verdict.holds[rule].is_unknown(); };
  const auto limit_is_open = [](expr::Truth passed) { return passed.is_unknown(); };
  const auto amount_is_open = [](const Value& amount) { return amount.is_unknown(); };
  const CoverageFinding& coverage = verdict.coverage;
  const bool has_result =
      verdict.decided ||
      (verdict.referred.is_true() && std::none_of(verdict.amounts.begin(), verdict.amounts.end(), amount_is_open));
  return has_result && std::none_of(verdict.standing.begin(), verdict.standing.end(), rule_is_open) &&
         std::none_of(coverage.passed.begin(), coverage.passed.end(), limit_is_open) &&
         (coverage.row || coverage.candidates.empty());
}

void widen(PaymentRange& range, const PaymentRange& other) {
  range.least = base::checked_add(range.least, other.least).value_or(range.least);
  if (!range.most || !other.most) {
    range.most.reset();
  } else {
    range.most = base::checked_add(*range.most, *other.most);
  }
}

// Whoever decides a line that a rule refers is bound by no other rule.
PaymentRange any_part_of(const Value& amount) {
  if (!amount.is_known()) return {0, std::nullopt};
  return {std::min<std::int64_t>(amount.as_integer(), 0), std::max<std::int64_t>(amount.as_integer(), 0)};
}

/// What each party may bear of one portion.
class PortionRanges {
 public:
  PortionRanges(const policy::Program& program, const Verdict& verdict, std::size_t portion)
      : program_(program), verdict_(verdict), portion_(portion), ranges_(program.schema.parties().size()) {}

  std::vector<PaymentRange> find() {
    if (!verdict_.referred.is_false()) return std::vector<PaymentRange>(ranges_.size(), any_part_of(amount()));
    for (const AllocationId allocation : verdict_.bearers[portion_].possible) add(allocation);
    if (is_open_) {
      for (PaymentRange& range : ranges_) include(range, 0);
    }
    return std::move(ranges_);
  }

 private:
  [[nodiscard]] const Value& amount() const { return verdict_.amounts[portion_]; }

  static void include(PaymentRange& range, std::int64_t share) {
    range.least = std::min(range.least, share);
    if (range.most) range.most = std::max(*range.most, share);
  }

  void add(AllocationId allocation) {
    const Value owed = allocation == program_.excluded ? amount() : verdict_.owed[portion_];
    const policy::Allocation* const weights = weights_of(program_, verdict_, allocation);
    if (!amount().is_known() || weights == nullptr || !owed.is_known()) {
      leave_open(program_.allocation(allocation));
    } else {
      add_shares(owed.as_integer(), *weights);
    }
  }

  // Nobody knows what the allocation comes to.
  void leave_open(const policy::Allocation& bearing) {
    const bool keeps_rest = program_.portions[portion_].owed.has_value();
    for (std::size_t party = 0; party < ranges_.size(); ++party) {
      if (bearing[party] > 0 || (party == rest_party() && keeps_rest)) may_bear_any(ranges_[party]);
    }
    is_open_ = true;
  }

  void may_bear_any(PaymentRange& range) const {
    const PaymentRange any = any_part_of(amount());
    range.least = std::min(range.least, any.least);
    range.most = any.most && range.most ? std::optional(std::max(*any.most, *range.most)) : std::nullopt;
  }

  void add_shares(std::int64_t owed, const policy::Allocation& weights) {
    auto shares = divide_by_largest_remainder(owed, weights);
    shares[rest_party()] += amount().as_integer() - owed;
    const bool is_only = is_first_ && !is_open_;
    for (std::size_t party = 0; party < ranges_.size(); ++party) {
      PaymentRange& range = ranges_[party];
      if (is_only) {
        range = {shares[party], shares[party]};
      } else {
        include(range, shares[party]);
      }
    }
    is_first_ = false;
  }

  [[nodiscard]] std::size_t rest_party() const { return index_of(program_.excluded_party); }

  const policy::Program& program_;
  const Verdict& verdict_;
  std::size_t portion_;
  std::vector<PaymentRange> ranges_;
  bool is_first_ = true;
  bool is_open_ = false;  ///< what some allocation comes to
};

Findings recall(CaseTree& tree, CaseMemory& memory, Verdict&& first) {
  const base::Fingerprint likeness = tree.likeness_of_line(first);
  if (const Findings* known = memory.find(likeness)) return *known;
  Findings findings = tree.consider(std::move(first));
  memory.keep(likeness, tree.evaluations(), findings);
  return findings;
}

}  // namespace

std::vector<PaymentRange> payments_by(const policy::Program& program, const Verdict& verdict) {
  std::vector<PaymentRange> all(program.schema.parties().size());
  for (std::size_t i = 0; i < program.portions.size(); ++i) {
    if (!verdict.counts[i]) {
      const std::int64_t taken = verdict.amounts[i].is_known() ? verdict.amounts[i].as_integer() : 0;
      widen(all[index_of(program.excluded_party)], {taken, taken});
      continue;
    }
    const auto ranges = PortionRanges(program, verdict, i).find();
    for (std::size_t party = 0; party < all.size(); ++party) widen(all[party], ranges[party]);
  }
  return all;
}

Findings consider(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                  const History& history, CaseMemory* memory) {
  Findings findings(judge(program, evaluator, reader.facts(), history));
  if (is_settled(findings.verdict)) return findings;
  // Values that are tried are nobody's: an observer sees only what the claim states.
  expr::Observer* const observer = evaluator.observe_by(nullptr);
  CaseTree tree(program, reader, evaluator, history);
  // What was granted before could make a difference that the likeness of a line does not show.
  const bool is_alone = history.size() == 0 && history.data().earlier.is_empty();
  findings = memory != nullptr && is_alone ? recall(tree, *memory, std::move(findings.verdict))
                                           : tree.consider(std::move(findings.verdict));
  evaluator.observe_by(observer);
  return findings;
}

}  // namespace warrantor::engine
