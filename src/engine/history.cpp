#include "engine/history.hpp"

#include <algorithm>

#include "engine/case_tree.hpp"
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
// Different keys that are counted of those with any value for some of their facts.
constexpr std::uint32_t most_counted = 8;

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

  /// A none is the same as no other: such a key was never granted before, and is not noted.
  [[nodiscard]] bool has_none() const {
    return std::any_of(values_.begin(), values_.end(), [](const Value& value) { return value.is_none(); });
  }

  [[nodiscard]] bool has_unknown() const {
    return std::any_of(values_.begin(), values_.end(),
                       [](const Value& value) { return !value.is_known() && !value.is_none(); });
  }

  [[nodiscard]] OncePerKey with(FactId fact, Value value) const {
    OncePerKey key = *this;
    const auto place = std::find(rule_.once_per.begin(), rule_.once_per.end(), fact) - rule_.once_per.begin();
    key.values_[static_cast<std::size_t>(place)] = value;
    return key;
  }

  [[nodiscard]] base::Fingerprint fingerprint(std::size_t any, std::uint32_t count = 0) const {
    std::string key = rule_.info.id;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      key += '\0';
      if ((any >> i & 1U) != 0) {
        key += '\1';
      } else {
        const Value value = values_[i].is_decimal() ? Value::decimal(values_[i].as_decimal().normalised()) : values_[i];
        key += format_value(program_.schema, fact(i), value);
      }
    }
    return base::fingerprint(key, count);
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
  if (key.has_none()) return false;
  if (key.is_known()) return data.granted.contains(key.fingerprint(0));
  return key.open() >= key.parts() || data.parts.contains(key.fingerprint(key.open()));
}

void note_key(const OncePerKey& key, History::Data& data) {
  if (!data.granted.insert(key.fingerprint(0))) return;
  for (std::size_t any = 1; any < key.parts(); ++any) {
    for (std::uint32_t count = 0; count < most_counted; ++count) {
      if (data.parts.insert(key.fingerprint(any, count))) break;
    }
  }
}

/// Different keys that are like this one where it is known; most_counted of them or more come to that many.
std::uint32_t count_keys(const OncePerKey& key, const History::Data& data) {
  std::uint32_t count = 0;
  while (count < most_counted && data.parts.contains(key.fingerprint(key.open(), count))) ++count;
  return count;
}

const policy::Rule* rule_once_per(const policy::Program& program, FactId fact) {
  for (const policy::Rule& rule : program.rules) {
    if (std::find(rule.once_per.begin(), rule.once_per.end(), fact) != rule.once_per.end()) return &rule;
  }
  return nullptr;
}

// Numbers that conditions name, or are next to. The ends of what a fact may be are named by nobody.
std::vector<Value> named_numbers(const policy::Program& program, FactId id) {
  const policy::Bounds bounds = *policy::bounds_of(program.schema.fact(id));
  std::vector<Value> named = program.representatives[index_of(id)];
  std::erase_if(named, [&](const Value& value) {
    return !value.is_known() || value.as_integer() == bounds.low || value.as_integer() == bounds.high;
  });
  return named;
}

// Values that conditions name are tried anyway.
void note_numbers(const policy::Program& program, const policy::Rule& rule, const expr::FactValues& facts,
                  std::map<FactId, std::set<std::int64_t>>& numbers) {
  for (const FactId id : rule.once_per) {
    const Value value = value_of(program, facts, id);
    if (!policy::bounds_of(program.schema.fact(id)) || !value.is_known()) continue;
    const std::vector<Value> named = named_numbers(program, id);
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
  // How an earlier claim was decided may be known without its portions.
  if (rule.effects.empty() || line.portions.empty()) return true;
  const PortionResult& portion = line.portions[index_of(rule.effects.front().portion)];
  const bool nothing_to_bear = portion.amount.is_known() && portion.amount.as_integer() == 0;
  bool bears_some = false;
  for (std::size_t party = 0; party < portion.shares.size(); ++party) {
    bears_some = bears_some || (program.approves[party] && portion.shares[party] > 0);
  }
  return portion.decided && (nothing_to_bear || bears_some);
}

}  // namespace

void History::note(const Policy& policy, const Claim& claim, const Decision& decision) {
  const policy::Program& program = policy.program();
  if (!policy.reads_history() || decision.rejected()) return;
  engine::FactReader reader(program, claim, this);
  data_->earlier.note(program.schema, reader, decision);
  for (std::size_t i = 0; i < decision.lines.size(); ++i) {
    reader.read_line(i);
    expr::Evaluator evaluator(program.code, program.schema, reader.facts(), nullptr, &program.conditions.index);
    for (const policy::Rule& rule : program.rules) {
      if (rule.once_per.empty() || !is_granted(program, rule, decision.lines[i])) continue;
      const engine::OncePerKey key(program, rule, reader.facts());
      if (!key.is_known() || key.has_none()) continue;
      const Value holds = evaluator.evaluate(rule.holds);
      const auto always = [&] {
        return engine::CaseTree(program, reader, evaluator, *this).one_holds_always({rule.holds});
      };
      if (!holds.is_true() && !(holds.is_unknown() && always())) continue;
      engine::note_key(key, *data_);
      engine::note_numbers(program, rule, reader.facts(), data_->numbers);
    }
  }
}

namespace engine {

Value was_granted(const policy::Program& program, const policy::Rule& rule, const expr::FactValues& facts,
                  const History& history) {
  if (history.size() == 0) return Value::boolean(false);
  const OncePerKey key(program, rule, facts);
  if (key.has_none()) return Value::boolean(false);
  if (key.is_known()) return Value::boolean(history.data().granted.contains(key.fingerprint(0)));
  if (!was_granted_in_part(key, history.data())) return Value::boolean(false);
  return key.has_unknown() ? Value::unknown() : Value::boolean(true);
}

std::optional<std::vector<Value>> noted_values(const policy::Program& program, const expr::FactValues& facts,
                                               const History& history, FactId fact) {
  std::vector<Value> values;
  if (program.reads[index_of(fact)].keys == 0 || history.size() == 0) return values;
  if (policy::bounds_of(program.schema.fact(fact))) {
    values = named_numbers(program, fact);
    const auto found = history.data().numbers.find(fact);
    if (found == history.data().numbers.end()) return values;
    for (const std::int64_t number : found->second) values.push_back(Value::integer(number));
    return values;
  }
  const ValueType type = program.schema.fact(fact).type;
  if (type == ValueType::decimal) return std::nullopt;
  if (type != ValueType::text && type != ValueType::vin) return values;
  // A text that one rule noted need not be one that another did.
  if (program.reads[index_of(fact)].keys > 1) return std::nullopt;
  const policy::Rule& rule = *rule_once_per(program, fact);
  if (was_granted_in_part(OncePerKey(program, rule, facts), history.data())) values.push_back(policy::noted_text());
  return values;
}

Value noted_others(const policy::Program& program, const expr::FactValues& facts, const History& history, FactId fact,
                   const std::vector<Value>& named) {
  const OncePerKey key(program, *rule_once_per(program, fact), facts);
  const auto found = static_cast<std::uint32_t>(std::count_if(named.begin(), named.end(), [&](Value value) {
    return was_granted_in_part(key.with(fact, value), history.data());
  }));
  if (found == 0) return Value::boolean(true);
  const bool others_are_known = key.with(fact, Value::none()).is_known();
  const std::uint32_t count = count_keys(key, history.data());
  if (!others_are_known || key.open() >= key.parts() || found >= most_counted) return Value::unknown();
  return Value::boolean(count > found);
}

}  // namespace engine
}  // namespace warrantor
