#include "engine/used_up.hpp"

#include <algorithm>

#include "base/checked.hpp"
#include "engine/open_lines.hpp"

namespace warrantor::engine {
namespace {

using policy::Adjustment;

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
