#include "engine/history.hpp"

#include <algorithm>

#include "engine/facts.hpp"
#include "policy/cell_finder.hpp"
#include "policy/cells.hpp"

namespace warrantor {

History::History() : data_(std::make_unique<Data>()) {}
History::~History() = default;
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;

std::size_t History::size() const noexcept { return data_->granted.size(); }

namespace engine {
namespace {

// Facts of a key of which any could be unknown; those beyond are looked for only where all are known.
constexpr std::size_t most_open = 4;

Value value_of(const policy::Program& program, const expr::FactValues& facts, FactId id) {
  const Fact& fact = program.schema.fact(id);
  return (fact.scope == Scope::claim ? facts.claim : facts.line)[fact.slot];
}

/// The key under which a `once_per` rule notes what was granted, in whole or with any value for some of its facts.
class OncePerKey {
 public:
  OncePerKey(const policy::Program& program, const policy::Rule& rule, const expr::FactValues& facts)
      : program_(program), rule_(rule) {
    for (const FactId id : rule.once_per) values_.push_back(value_of(program, facts, id));
  }

  [[nodiscard]] bool is_known() const { return open() == 0; }
  [[nodiscard]] std::size_t parts() const { return std::size_t{1} << std::min(values_.size(), most_open); }

  /// The facts of which any value will do, as bits: unknown ones, and a text that stands for noted ones.
  [[nodiscard]] std::size_t open() const {
    std::size_t bits = 0;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const bool is_any = values_[i].is_known() && is_text(i) && values_[i].same_as(policy::noted_text());
      if (is_any || (!values_[i].is_known() && !values_[i].is_none())) bits |= std::size_t{1} << i;
    }
    return bits;
  }

  [[nodiscard]] bool has_unknown() const {
    return std::any_of(values_.begin(), values_.end(),
                       [](const Value& value) { return !value.is_known() && !value.is_none(); });
  }

  [[nodiscard]] base::Fingerprint fingerprint(std::size_t any) const {
    std::string key = rule_.info.id;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      key += '\0';
      if ((any >> i & 1U) != 0) {
        key += '\1';
      } else {
        key += values_[i].is_none() ? "null" : format_value(program_.schema, fact(i), values_[i]);
      }
    }
    return base::fingerprint(key);
  }

 private:
  [[nodiscard]] const Fact& fact(std::size_t place) const { return program_.schema.fact(rule_.once_per[place]); }
  [[nodiscard]] bool is_text(std::size_t place) const {
    return fact(place).type == ValueType::text || fact(place).type == ValueType::vin;
  }

  const policy::Program& program_;
  const policy::Rule& rule_;
  std::vector<Value> values_;
};

bool was_granted_in_part(const OncePerKey& key, const History::Data& data) {
  return key.open() >= key.parts() || data.parts.contains(key.fingerprint(key.open()));
}

// Values that conditions name are tried anyway.
void note_numbers(const policy::Program& program, const policy::Rule& rule, const expr::FactValues& facts,
                  std::map<FactId, std::set<std::int64_t>>& numbers) {
  for (const FactId id : rule.once_per) {
    const Value value = value_of(program, facts, id);
    if (!policy::bounds_of(program.schema.fact(id)) || !value.is_known()) continue;
    const auto& named = program.representatives[index_of(id)];
    const auto same = [&](const Value& other) { return other.same_as(value); };
    if (std::none_of(named.begin(), named.end(), same)) numbers[id].insert(value.as_integer());
  }
}

}  // namespace
}  // namespace engine

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
    expr::Evaluator evaluator(program.code, program.schema, reader.facts(), nullptr, &program.conditions.index);
    for (const policy::Rule& rule : program.rules) {
      if (rule.once_per.empty() || !evaluator.evaluate(rule.holds).is_true()) continue;
      if (!is_granted(program, rule, decision.lines[i])) continue;
      const engine::OncePerKey key(program, rule, reader.facts());
      if (!key.is_known()) continue;
      data_->granted.insert(key.fingerprint(0));
      for (std::size_t any = 1; any < key.parts(); ++any) data_->parts.insert(key.fingerprint(any));
      engine::note_numbers(program, rule, reader.facts(), data_->numbers);
    }
  }
}

namespace engine {

Value was_granted(const policy::Program& program, const policy::Rule& rule, const expr::FactValues& facts,
                  const History& history) {
  if (history.size() == 0) return Value::boolean(false);
  const OncePerKey key(program, rule, facts);
  if (key.is_known()) return Value::boolean(history.data().granted.contains(key.fingerprint(0)));
  if (!was_granted_in_part(key, history.data())) return Value::boolean(false);
  return key.has_unknown() ? Value::unknown() : Value::boolean(true);
}

std::optional<std::vector<Value>> noted_values(const policy::Program& program, const expr::FactValues& facts,
                                               const History& history, FactId fact) {
  std::vector<Value> values;
  if (program.reads[index_of(fact)].keys == 0 || history.size() == 0) return values;
  if (policy::bounds_of(program.schema.fact(fact))) {
    for (const Value& named : program.representatives[index_of(fact)]) {
      if (named.is_known()) values.push_back(named);
    }
    const auto found = history.data().numbers.find(fact);
    if (found == history.data().numbers.end()) return values;
    for (const std::int64_t number : found->second) values.push_back(Value::integer(number));
    return values;
  }
  const ValueType type = program.schema.fact(fact).type;
  if (type != ValueType::text && type != ValueType::vin) return values;
  // A text that one rule noted need not be one that another did.
  if (program.reads[index_of(fact)].keys > 1) return std::nullopt;
  for (const policy::Rule& rule : program.rules) {
    if (std::find(rule.once_per.begin(), rule.once_per.end(), fact) == rule.once_per.end()) continue;
    if (was_granted_in_part(OncePerKey(program, rule, facts), history.data())) values.push_back(policy::noted_text());
  }
  return values;
}

}  // namespace engine
}  // namespace warrantor
