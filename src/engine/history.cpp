#include "engine/history.hpp"

#include <algorithm>

#include "engine/facts.hpp"

namespace warrantor {

History::History() : data_(std::make_unique<Data>()) {}
History::~History() = default;
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;

std::size_t History::size() const noexcept { return data_->granted.size(); }

namespace {

// Granted is what the approving party bears of the first portion that the rule would take away.
bool is_granted(const policy::Program& program, const policy::Rule& rule, const LineDecision& line) {
  if (line.outcome != Outcome::approved && line.outcome != Outcome::partial) return false;
  if (rule.effects.empty()) return true;
  const PortionResult& portion = line.portions[index_of(rule.effects.front().portion)];
  const bool nothing_to_bear = portion.amount.is_known() && portion.amount.as_integer() == 0;
  return portion.decided && (nothing_to_bear || portion.shares[index_of(program.approving_party)] > 0);
}

}  // namespace

void History::note(const Policy& policy, const Claim& claim, const Decision& decision) {
  const policy::Program& program = policy.program();
  if (!policy.reads_history() || decision.rejected()) return;
  engine::FactReader reader(program, claim);
  for (std::size_t i = 0; i < decision.lines.size(); ++i) {
    reader.read_line(i);
    expr::Evaluator evaluator(program.code, program.schema, reader.facts());
    for (const policy::Rule& rule : program.rules) {
      if (rule.once_per.empty() || !evaluator.evaluate(rule.holds).is_true()) continue;
      if (!is_granted(program, rule, decision.lines[i])) continue;
      if (const auto key = engine::once_per_key(program, rule, reader.facts())) {
        data_->granted.insert(base::fingerprint(*key));
      }
    }
  }
}

namespace engine {

std::optional<std::string> once_per_key(const policy::Program& program, const policy::Rule& rule,
                                        const expr::FactValues& facts) {
  std::string key = rule.info.id;
  for (const FactId id : rule.once_per) {
    const Fact& fact = program.schema.fact(id);
    const Value value = (fact.scope == Scope::claim ? facts.claim : facts.line)[fact.slot];
    if (!value.is_known() && !value.is_none()) return std::nullopt;
    key += '\0';
    key += value.is_none() ? "null" : format_value(program.schema, fact, value);
  }
  return key;
}

Value was_granted(const policy::Program& program, const policy::Rule& rule, const expr::FactValues& facts,
                  const History& history) {
  if (history.size() == 0) return Value::boolean(false);
  const auto key = once_per_key(program, rule, facts);
  if (!key) return Value::unknown();
  return Value::boolean(history.data().granted.contains(base::fingerprint(*key)));
}

}  // namespace engine
}  // namespace warrantor
