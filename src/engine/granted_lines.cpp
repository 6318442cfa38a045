#include "engine/granted_lines.hpp"

#include <algorithm>
#include <utility>

#include "base/add_once.hpp"
#include "engine/case_tree.hpp"

namespace warrantor::engine {
namespace {

using policy::Rule;

Value value_of(const policy::Program& program, const FactReader& reader, FactId id) {
  const Fact& fact = program.schema.fact(id);
  return (fact.scope == Scope::claim ? reader.facts().claim : reader.facts().line)[fact.slot];
}

bool has_once_per(const policy::Program& program) {
  return std::any_of(program.rules.begin(), program.rules.end(),
                     [](const Rule& rule) { return !rule.once_per.empty(); });
}

// Of an open line: whether nobody who approves can come to bear anything of it.
bool is_never_granted(const policy::Program& program, const Rule& rule, const LineDecision& line) {
  if (rule.effects.empty() || line.may_pay.empty()) return false;
  const PortionResult& portion = line.portions[index_of(rule.effects.front().portion)];
  if (!portion.amount.is_known() || portion.amount.as_integer() == 0) return false;
  for (std::size_t party = 0; party < line.may_pay.size(); ++party) {
    const PaymentRange& range = line.may_pay[party];
    if (program.approves[party] && (range.least != 0 || range.most != 0)) return false;
  }
  return true;
}

}  // namespace

GrantedLines::GrantedLines(const policy::Program& program, const History& of_claims)
    : program_(program),
      of_claims_(of_claims),
      of_lines_(has_once_per(program) ? std::optional<History>(std::in_place) : std::nullopt) {
  if (of_lines_) of_lines_->data_->earlier_claims = &of_claims.data();
}

void GrantedLines::note(expr::Evaluator& evaluator, LineDecision& line, FactReader& reader) {
  if (!of_lines_) return;
  name_awaited(line, reader);
  for (const Rule& rule : program_.rules) {
    if (!rule.once_per.empty()) note_rule(rule, evaluator, line, reader);
  }
}

void GrantedLines::note_rule(const Rule& rule, expr::Evaluator& evaluator, const LineDecision& line,
                             FactReader& reader) {
  const bool open = is_open(line.outcome);
  if (open ? is_never_granted(program_, rule, line) : !is_granted(program_, rule, line)) return;
  LineKey key{&rule, {}, reader.facts().lines_before, open};
  for (const FactId id : rule.once_per) {
    key.values.push_back(value_of(program_, reader, id));
    const Value value = key.values.back();
    if (value.is_none()) return;
    // Which one a line was granted must be known, as it must of earlier claims.
    if (!open && !value.is_known() && program_.schema.fact(id).scope == Scope::line) return;
  }
  const Value holds = evaluator.evaluate(rule.holds);
  if (holds.is_false()) return;
  if (open) {
    key.id = line.line_id;
    key.facts = open_facts(rule, evaluator, line, reader);
  } else if (!holds.is_true()) {
    const bool may_hold = holds.is_unknown();
    if (!may_hold || !CaseTree(program_, reader, evaluator, history()).one_holds_always({rule.holds})) return;
  }
  of_lines_->data_->lines.push_back(std::move(key));
}

// What is pending somebody has to decide; for that a line is referred. Behind one that waits itself, what it waits for
// is what is waited for.
std::vector<FactId> GrantedLines::open_facts(const Rule& rule, expr::Evaluator& evaluator, const LineDecision& line,
                                             const FactReader& reader) const {
  std::vector<FactId> open = line.missing;
  evaluator.collect_unknown(rule.holds, open);
  for (const FactId id : rule.once_per) {
    if (value_of(program_, reader, id).is_unknown()) open.push_back(id);
  }
  if (line.outcome == Outcome::needs_information) open.insert(open.end(), awaited_facts_.begin(), awaited_facts_.end());
  std::vector<FactId> unknown;
  for (const FactId fact : open) {
    const auto& pending = reader.pending();
    if (std::find(pending.begin(), pending.end(), fact) == pending.end()) base::add_once(unknown, fact);
  }
  return unknown;
}

void GrantedLines::name_awaited(LineDecision& line, const FactReader& reader) {
  awaited_facts_.clear();
  const auto& named = line.contradictions;
  for (const Rule& rule : program_.rules) {
    if (rule.once_per.empty() || std::find(named.begin(), named.end(), &rule.info) == named.end()) continue;
    for (const LineKey* const open : open_keys(program_, rule, reader.facts(), *of_lines_)) {
      base::add_once(line.awaited_lines, open->id);
      awaited_facts_.insert(awaited_facts_.end(), open->facts.begin(), open->facts.end());
      if (line.outcome != Outcome::needs_information) continue;
      OpenLine& asked = asked_.emplace_back(OpenLine{open->line, open->id, {}});
      for (const FactId fact : open->facts) {
        if (program_.schema.fact(fact).scope == Scope::line) asked.facts.push_back(fact);
      }
    }
  }
}

}  // namespace warrantor::engine
