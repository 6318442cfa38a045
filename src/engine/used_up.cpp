#include "engine/used_up.hpp"

#include <algorithm>

#include "base/checked.hpp"
#include "engine/open_lines.hpp"

namespace warrantor::engine {
namespace {

using policy::Adjustment;

// An exclusion takes all of it, whatever is owed. Where nothing is owed, all stays there too, but nobody has taken it.
// Nothing: that is open.
std::optional<bool> is_taken(const policy::Program& program, const LineDecision& line, const PortionResult& portion) {
  if (is_open(line.outcome)) return portion.is_taken;
  const bool stays =
      !portion.shares.empty() && portion.shares[index_of(program.excluded_party)] == portion.amount.as_integer();
  if (!stays) return false;
  if (portion.owed.is_known() && portion.owed.as_integer() > 0) return true;
  if (portion.by_different_rules) return std::nullopt;
  if (portion.decided_by != nullptr && takes_all(program, *portion.decided_by, portion.portion)) return true;
  return portion.owed.is_known() ? std::optional(false) : std::nullopt;
}

Value used_by(const policy::Program& program, expr::Evaluator& evaluator, const LineDecision& line,
              const Adjustment& adjustment) {
  const Value nothing = Value::integer(0);
  const Value holds = evaluator.evaluate(program.rule(adjustment.rule).holds);
  if (holds.is_false()) return nothing;
  const auto taken = is_taken(program, line, line.portions[index_of(adjustment.portion)]);
  if (taken.value_or(false)) return nothing;
  const Value before = evaluator.evaluate(adjustment.before);
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

bool takes_all(const policy::Program& program, const RuleInfo& decider, PortionId portion) {
  const auto rule = std::find_if(program.rules.begin(), program.rules.end(),
                                 [&](const policy::Rule& any) { return &any.info == &decider; });
  if (rule == program.rules.end()) return true;
  return std::any_of(rule->effects.begin(), rule->effects.end(), [&](const policy::Effect& effect) {
    return effect.portion == portion && takes_all(program, program.allocation(effect.allocation));
  });
}

void UsedUp::note(expr::Evaluator& evaluator, LineDecision& line, FactReader& reader) {
  if (program_.counted_by_claim == 0) return;
  name_awaited(line);
  std::vector<Value>& used_up = reader.facts_to_try().used_up;
  std::vector<Value> now = used_up;
  now.resize(program_.counted_by_claim, Value::integer(0));
  for (const Adjustment& adjustment : program_.adjustments) {
    if (!adjustment.used_up) continue;
    Value& sum = now[*adjustment.used_up];
    const Value used = used_by(program_, evaluator, line, adjustment);
    const auto added =
        sum.is_known() && used.is_known() ? base::checked_add(sum.as_integer(), used.as_integer()) : std::nullopt;
    sum = added ? Value::integer(*added) : Value::undefined();
    if (!used.is_known()) open_lines_[*adjustment.used_up].push_back(line.line_id);
  }
  used_up = std::move(now);
}

void UsedUp::name_awaited(LineDecision& line) const {
  const auto& named = line.contradictions;
  line.awaited_lines.clear();
  for (const Adjustment& adjustment : program_.adjustments) {
    const RuleInfo* const rule = &program_.rule(adjustment.rule).info;
    if (!adjustment.used_up || std::find(named.begin(), named.end(), rule) == named.end()) continue;
    for (const std::string& open : open_lines_[*adjustment.used_up]) {
      auto& awaited = line.awaited_lines;
      if (std::find(awaited.begin(), awaited.end(), open) == awaited.end()) awaited.push_back(open);
    }
  }
}

}  // namespace warrantor::engine
