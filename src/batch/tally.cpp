#include "batch/tally.hpp"

#include <algorithm>

namespace warrantor::batch {

void Tally::add(std::uint64_t rows, const Decision& decision) {
  add_claim(decision.outcome, rows);
  for (const LineDecision& line : decision.lines) {
    ++lines_by_outcome[static_cast<std::size_t>(line.outcome)];
    for (std::size_t party = 0; party < line.pays.size(); ++party) paid[party].add(line.pays[party]);
    open.add(line.open);
    total.add(line.total);
    for (const Reason& reason : line.reasons) ++lines_by_reason[reason.rule];
  }
  for (const GrantResult& grant : decision.grants) ++claims_by_grant[grant.rule];
}

void Tally::add_line(const engine::BlockDecider& decider, std::size_t line) {
  const engine::Ruling& ruling = *decider.ruling(line);
  const auto pays = decider.pays(line);
  ++lines_by_outcome[static_cast<std::size_t>(ruling.outcome)];
  for (std::size_t party = 0; party < pays.size(); ++party) paid[party].add(pays[party]);
  open.add(decider.open(line));
  total.add(decider.total(line));
  for (const RuleInfo* reason : ruling.reasons) ++lines_by_reason[reason];
}

void Tally::add(const Tally& other) {
  rows_decided += other.rows_decided;
  claims_decided += other.claims_decided;
  for (std::size_t i = 0; i < claims_by_outcome.size(); ++i) {
    claims_by_outcome[i] += other.claims_by_outcome[i];
    lines_by_outcome[i] += other.lines_by_outcome[i];
  }
  for (std::size_t party = 0; party < paid.size(); ++party) paid[party].add(other.paid[party]);
  open.add(other.open);
  total.add(other.total);
  for (const auto& [rule, count] : other.lines_by_reason) {
    if (count > 0) lines_by_reason[rule] += count;
  }
  for (const auto& [grant, count] : other.claims_by_grant) claims_by_grant[grant] += count;
}

void Tally::clear() noexcept {
  rows_decided = 0;
  claims_decided = 0;
  claims_by_outcome.fill(0);
  lines_by_outcome.fill(0);
  std::fill(paid.begin(), paid.end(), Sum{});
  open = {};
  total = {};
  claims_by_grant.clear();
  for (auto& [rule, count] : lines_by_reason) count = 0;  // the same rules come again: their places are kept
}

}  // namespace warrantor::batch
