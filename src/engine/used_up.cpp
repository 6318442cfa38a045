#include "engine/used_up.hpp"

#include <algorithm>

#include "base/checked.hpp"

namespace warrantor::engine {
namespace {

using policy::Adjustment;

void add_once(std::vector<FactId>& facts, FactId fact) {
  if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
}

bool is_nothing(Value amount) { return amount.is_known() && amount.as_integer() <= 0; }

// Where nothing is owed, all stays there too, but nobody has taken it. Nothing: that is open.
std::optional<bool> is_taken(const policy::Program& program, const LineDecision& line, const PortionResult& portion) {
  if (portion.is_taken || is_open(line.outcome)) return portion.is_taken;
  const bool stays =
      !portion.shares.empty() && portion.shares[index_of(program.excluded_party)] == portion.amount.as_integer();
  if (!stays) return false;
  return portion.owed.is_known() && portion.owed.as_integer() > 0 ? std::optional(true) : std::nullopt;
}

Value used_by(const policy::Program& program, expr::Evaluator& evaluator, const LineDecision& line,
              const Adjustment& adjustment) {
  const Value nothing = Value::integer(0);
  const PortionResult& portion = line.portions[index_of(adjustment.portion)];
  const Value holds = evaluator.evaluate(program.rule(adjustment.rule).holds);
  if (holds.is_false() || is_nothing(portion.amount)) return nothing;
  const auto taken = is_taken(program, line, portion);
  if (taken.value_or(false)) return nothing;
  const Value before = evaluator.evaluate(adjustment.before);
  if (is_nothing(before) || is_nothing(evaluator.evaluate(adjustment.left))) return nothing;
  const Value after = evaluator.evaluate(adjustment.after);
  if (!before.is_known() || !after.is_known()) return Value::undefined();
  const bool caps = adjustment.kind == Adjustment::Kind::at_most;
  const std::int64_t used = caps ? after.as_integer() : before.as_integer() - after.as_integer();
  const bool may_use_none = !taken || !holds.is_true();
  return used != 0 && may_use_none ? Value::undefined() : Value::integer(used);
}

}  // namespace

bool takes_all(const policy::Program& program, const policy::Allocation& weights) {
  const auto bearers = std::count_if(weights.begin(), weights.end(), [](std::int64_t weight) { return weight != 0; });
  return weights[index_of(program.excluded_party)] != 0 && bearers == 1;
}

void UsedUp::note(expr::Evaluator& evaluator, LineDecision& line, FactReader& reader) {
  const std::size_t place = lines_++;
  if (program_.counted_by_claim == 0) return;
  name_awaited(line);
  std::vector<Value>& used_up = reader.facts_to_try().used_up;
  std::vector<Value> now = used_up;
  now.resize(program_.counted_by_claim, Value::integer(0));
  std::vector<OpenUse> uses = reader.open_uses();
  uses.resize(program_.counted_by_claim);
  for (const Adjustment& adjustment : program_.adjustments) {
    if (!adjustment.used_up) continue;
    Value& sum = now[*adjustment.used_up];
    const Value used = used_by(program_, evaluator, line, adjustment);
    const auto added =
        sum.is_known() && used.is_known() ? base::checked_add(sum.as_integer(), used.as_integer()) : std::nullopt;
    sum = added ? Value::integer(*added) : Value::undefined();
    if (used.is_known()) continue;
    const OpenUse here = open_use(evaluator, line, adjustment, reader);
    OpenUse& all = uses[*adjustment.used_up];
    // Behind one that waits itself, what it waits for is what is waited for.
    all.is_stuck = all.is_stuck || (here.is_stuck && all.facts.empty());
    OpenLine& open = open_lines_[*adjustment.used_up].emplace_back(OpenLine{place, line.line_id, {}});
    for (const FactId fact : here.facts) {
      add_once(all.facts, fact);
      if (program_.schema.fact(fact).scope == Scope::line) open.facts.push_back(fact);
    }
  }
  used_up = std::move(now);
  reader.set_open_uses(std::move(uses));
}

// What is pending somebody has to decide; for that a line is referred.
OpenUse UsedUp::open_use(expr::Evaluator& evaluator, const LineDecision& line, const Adjustment& adjustment,
                         const FactReader& reader) const {
  OpenUse use{line.missing, false};
  const auto collect = [&](expr::NodeId node) { evaluator.collect_unknown(node, use.facts); };
  collect(program_.rule(adjustment.rule).holds);
  collect(adjustment.before);
  collect(adjustment.after);
  const PortionResult& portion = line.portions[index_of(adjustment.portion)];
  if (!is_taken(program_, line, portion)) {
    for (const policy::Claimant& claimant : program_.claimants[index_of(adjustment.portion)]) {
      if (!claimant.rule) continue;
      collect(program_.rule(*claimant.rule).holds);
      if (program_.rule(*claimant.rule).takes_when) collect(*program_.rule(*claimant.rule).takes_when);
    }
  }
  std::vector<FactId> unknown;
  for (const FactId fact : use.facts) {
    const auto& pending = reader.pending();
    if (std::find(pending.begin(), pending.end(), fact) == pending.end()) add_once(unknown, fact);
  }
  return {unknown, unknown.empty()};
}

void ask_of_lines(const std::vector<OpenLine>& asked, std::vector<LineDecision>& lines) {
  for (const OpenLine& open : asked) {
    if (open.place >= lines.size()) continue;
    LineDecision& line = lines[open.place];
    for (const FactId fact : open.facts) {
      if (std::find(line.missing.begin(), line.missing.end(), fact) != line.missing.end()) continue;
      line.missing.push_back(fact);
      line.missing_exact = false;
    }
    std::sort(line.missing.begin(), line.missing.end());
  }
}

void UsedUp::name_awaited(LineDecision& line) {
  const auto& named = line.contradictions;
  line.awaited_lines.clear();
  for (const Adjustment& adjustment : program_.adjustments) {
    const RuleInfo* const rule = &program_.rule(adjustment.rule).info;
    if (!adjustment.used_up || std::find(named.begin(), named.end(), rule) == named.end()) continue;
    for (const OpenLine& open : open_lines_[*adjustment.used_up]) {
      auto& awaited = line.awaited_lines;
      if (std::find(awaited.begin(), awaited.end(), open.id) == awaited.end()) awaited.push_back(open.id);
      if (line.outcome == Outcome::needs_information) asked_.push_back(open);
    }
  }
}

}  // namespace warrantor::engine
