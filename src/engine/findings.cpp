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

// What each party may bear of one portion.
std::vector<PaymentRange> payments_of(const policy::Program& program, const Verdict& verdict, std::size_t portion) {
  std::vector<PaymentRange> ranges(program.schema.parties().size());
  const Value amount = verdict.amounts[portion];
  bool is_open = false;  // what some allocation comes to
  if (!verdict.referred.is_false()) {
    ranges.assign(ranges.size(), any_part_of(amount));
    return ranges;
  }
  const Value owed = verdict.owed[portion];
  const std::size_t rest_party = index_of(program.excluded_party);
  const auto may_bear_any = [&](std::size_t party) {
    const PaymentRange any = any_part_of(amount);
    ranges[party].least = std::min(ranges[party].least, any.least);
    ranges[party].most =
        any.most && ranges[party].most ? std::optional(std::max(*any.most, *ranges[party].most)) : std::nullopt;
  };
  bool is_first = true;
  for (const AllocationId allocation : verdict.bearers[portion].possible) {
    const bool is_taken = allocation == program.excluded;
    const policy::Allocation* const weights = weights_of(program, verdict, allocation);
    if (!amount.is_known() || weights == nullptr || (!is_taken && !owed.is_known())) {
      const policy::Allocation& bearing = program.allocation(allocation);
      for (std::size_t party = 0; party < ranges.size(); ++party) {
        if (bearing[party] > 0 || (party == rest_party && program.portions[portion].owed)) may_bear_any(party);
      }
      is_open = true;
      continue;
    }
    const std::int64_t left = is_taken ? amount.as_integer() : owed.as_integer();
    auto shares = divide_by_largest_remainder(left, *weights);
    shares[rest_party] += amount.as_integer() - left;
    for (std::size_t party = 0; party < ranges.size(); ++party) {
      PaymentRange& range = ranges[party];
      range.least = is_first && !is_open ? shares[party] : std::min(range.least, shares[party]);
      if (range.most) range.most = is_first && !is_open ? shares[party] : std::max(*range.most, shares[party]);
    }
    is_first = false;
  }
  if (is_open) {
    for (PaymentRange& range : ranges) {
      range.least = std::min<std::int64_t>(range.least, 0);
      if (range.most) range.most = std::max<std::int64_t>(*range.most, 0);
    }
  }
  return ranges;
}

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
    const auto ranges = payments_of(program, verdict, i);
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
