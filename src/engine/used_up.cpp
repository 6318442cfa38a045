#include "engine/used_up.hpp"

#include <algorithm>

#include "base/checked.hpp"

namespace warrantor::engine {
namespace {

using policy::Adjustment;

bool is_open(const LineDecision& line) {
  return line.outcome == Outcome::needs_information || line.outcome == Outcome::referred;
}

// Whether what decides a portion gives all of it to where excluded amounts go; a passed limit does.
bool excludes(const policy::Program& program, const RuleInfo& decider, PortionId portion) {
  const auto rule = std::find_if(program.rules.begin(), program.rules.end(),
                                 [&](const policy::Rule& any) { return &any.info == &decider; });
  if (rule == program.rules.end()) return true;
  return std::any_of(rule->effects.begin(), rule->effects.end(), [&](const policy::Effect& effect) {
    const policy::Allocation& weights = program.allocation(effect.allocation);
    const auto others = std::count_if(weights.begin(), weights.end(), [](std::int64_t weight) { return weight != 0; });
    return effect.portion == portion && weights[index_of(program.excluded_party)] != 0 && others == 1;
  });
}

// An exclusion takes all of it, whatever is owed. Where nothing is owed, all stays there too, but nobody has taken it.
bool is_taken(const policy::Program& program, const PortionResult& portion) {
  const bool stays =
      !portion.shares.empty() && portion.shares[index_of(program.excluded_party)] == portion.amount.as_integer();
  if (!stays || !portion.owed.is_known()) return false;
  if (portion.owed.as_integer() > 0) return true;
  return portion.decided_by != nullptr && excludes(program, *portion.decided_by, portion.portion);
}

Value used_by(const policy::Program& program, expr::Evaluator& evaluator, const LineDecision& line,
              const Adjustment& adjustment) {
  const Value nothing = Value::integer(0);
  if (evaluator.evaluate(program.rule(adjustment.rule).holds).is_false()) return nothing;
  if (!is_open(line) && is_taken(program, line.portions[index_of(adjustment.portion)])) return nothing;
  const Value before = evaluator.evaluate(adjustment.before);
  const Value after = evaluator.evaluate(adjustment.after);
  if (!before.is_known() || !after.is_known()) return Value::undefined();
  const bool caps = adjustment.kind == Adjustment::Kind::at_most;
  const std::int64_t used = caps ? after.as_integer() : before.as_integer() - after.as_integer();
  return used != 0 && is_open(line) ? Value::undefined() : Value::integer(used);
}

}  // namespace

void note_used_up(const policy::Program& program, expr::Evaluator& evaluator, const LineDecision& line,
                  FactReader& reader) {
  if (program.counted_by_claim == 0) return;
  std::vector<Value>& used_up = reader.facts_to_try().used_up;
  std::vector<Value> now = used_up;
  now.resize(program.counted_by_claim, Value::integer(0));
  for (const Adjustment& adjustment : program.adjustments) {
    if (!adjustment.used_up) continue;
    Value& sum = now[*adjustment.used_up];
    const Value used = used_by(program, evaluator, line, adjustment);
    const auto added =
        sum.is_known() && used.is_known() ? base::checked_add(sum.as_integer(), used.as_integer()) : std::nullopt;
    sum = added ? Value::integer(*added) : Value::undefined();
  }
  used_up = std::move(now);
}

}  // namespace warrantor::engine
