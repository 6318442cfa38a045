#include "batch/summary.hpp"

#include <algorithm>

#include "base/checked.hpp"

namespace warrantor::batch {

namespace {

std::string describe_blank(const Schema& schema, const Fact& fact, Blank blank) {
  switch (blank) {
    case Blank::unknown:
      return "unknown";
    case Blank::none:
      return "none";
    case Blank::pending:
      return "pending";
    case Blank::default_value:
      return format_value(schema, fact, fact.default_value);
    case Blank::reject:
      return "rejected";
  }
  return {};
}

std::string taken_for(const Schema& schema, const Fact& fact) {
  std::string text = describe_blank(schema, fact, fact.blank);
  if (fact.blank_is_conditional)
    text += " or " + describe_blank(schema, fact, fact.blank_else) + ", as other facts say";
  return text;
}

}  // namespace

void Sum::add(std::int64_t amount) noexcept {
  const auto sum = base::checked_add(minor_units, amount);
  fits = fits && sum.has_value();
  minor_units = sum.value_or(0);
}

void Summary::add(const io::ReadClaim& claim, const Decision& decision) {
  ++claims_decided;
  rows_decided += claim.rows;
  ++claims_by_outcome[static_cast<std::size_t>(decision.outcome)];
  for (const LineDecision& line : decision.lines) {
    ++lines_by_outcome[static_cast<std::size_t>(line.outcome)];
    for (std::size_t party = 0; party < line.pays.size(); ++party) paid[party].add(line.pays[party]);
    open.add(line.open);
    total.add(line.total);
    for (const Reason& reason : line.reasons) ++lines_by_reason[reason.rule];
  }
}

void Summary::add_rejected(const io::ReadClaim& claim) {
  claims_rejected += claim.is_rest ? 0U : 1U;
  rows_rejected += claim.rows;
}

bool Summary::has_findings() const noexcept {
  return rows_rejected > 0 ||
         std::any_of(tables.begin(), tables.end(), [](const TableUse& table) { return table.faulty_rows > 0; });
}

std::vector<std::pair<const RuleInfo*, std::uint64_t>> top_reasons(const Summary& summary, const Policy& policy,
                                                                   std::size_t count) {
  std::vector<std::pair<const RuleInfo*, std::uint64_t>> reasons;
  for (const RuleInfo* rule : policy.rules()) {
    const auto found = summary.lines_by_reason.find(rule);
    if (found != summary.lines_by_reason.end()) reasons.emplace_back(*found);
  }
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (reasons.size() > count) reasons.resize(count);
  return reasons;
}

std::vector<AssumedFact> assumed_facts(const Policy& policy, const ClaimStream& stream) {
  const Schema& schema = policy.schema();
  std::vector<AssumedFact> assumed;
  for (const FactId id : policy.facts_read()) {
    const Fact& fact = schema.fact(id);
    if (fact.scope == Scope::record || stream.gives(id)) continue;
    assumed.push_back({fact.name, taken_for(schema, fact)});
  }
  return assumed;
}

}  // namespace warrantor::batch
