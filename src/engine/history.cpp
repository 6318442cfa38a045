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

enum class Fit : std::uint8_t { no, maybe, yes };

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
    key.values_[place_of(fact)] = value;
    return key;
  }

  /// Whether a line of the same claim has the same. What the claim states it states for all of its lines.
  [[nodiscard]] Fit fit(const LineKey& other) const {
    if (other.rule->info.id != rule_.info.id) return Fit::no;
    Fit fits = Fit::yes;
    const std::size_t any = open();
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const bool is_open = (any >> i & 1U) != 0;
      if (fact(i).scope == Scope::claim) {
        if (is_open && fact(i).blank_is_conditional) fits = Fit::maybe;  // it could be none
      } else if (is_open || !other.values[i].is_known()) {
        fits = Fit::maybe;
      } else if (!values_[i].same_as(other.values[i])) {
        return Fit::no;
      }
    }
    return fits;
  }

  [[nodiscard]] std::size_t place_of(FactId fact) const {
    return static_cast<std::size_t>(std::find(rule_.once_per.begin(), rule_.once_per.end(), fact) -
                                    rule_.once_per.begin());
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

bool was_granted_to_claim(const OncePerKey& key, const History::Data& data) {
  if (key.has_none() || data.granted.size() == 0) return false;
  if (key.is_known()) return data.granted.contains(key.fingerprint(0));
  return key.open() >= key.parts() || data.parts.contains(key.fingerprint(key.open()));
}

/// What lines before say of a key.
struct OfLines {
  Fit granted = Fit::no;
  Fit is_open = Fit::no;
  std::vector<const LineKey*> open;
};

OfLines lines_with(const OncePerKey& key, const expr::FactValues& facts, const History::Data& data) {
  OfLines found;
  if (key.has_none()) return found;
  for (const LineKey& line : data.lines) {
    if (line.line >= facts.lines_before) break;
    const Fit fit = key.fit(line);
    if (fit == Fit::no) continue;
    Fit& best = line.is_open ? found.is_open : found.granted;
    best = std::max(best, fit);
    if (line.is_open) found.open.push_back(&line);
  }
  return found;
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

/// For which numbers something was granted, or may be.
std::set<std::int64_t> numbers_of(FactId fact, const expr::FactValues& facts, const History::Data& data) {
  std::set<std::int64_t> numbers;
  const auto found = data.of_claims().numbers.find(fact);
  if (found != data.of_claims().numbers.end()) numbers = found->second;
  for (const LineKey& line : data.lines) {
    if (line.line >= facts.lines_before) break;
    const auto& once_per = line.rule->once_per;
    for (std::size_t i = 0; i < once_per.size(); ++i) {
      if (once_per[i] == fact && line.values[i].is_known()) numbers.insert(line.values[i].as_integer());
    }
  }
  return numbers;
}

// Of a text that is not known: whether a line before has one that rules do not name.
bool lines_have_others(const OncePerKey& key, FactId fact, const expr::FactValues& facts, const History::Data& data,
                       const std::vector<Value>& named) {
  const std::size_t place = key.place_of(fact);
  const OncePerKey any = key.with(fact, policy::noted_text());
  return std::any_of(data.lines.begin(), data.lines.end(), [&](const LineKey& line) {
    if (line.line >= facts.lines_before || any.fit(line) == Fit::no) return false;
    const Value& value = line.values[place];
    const auto same = [&value](const Value& other) { return other.same_as(value); };
    return !value.is_known() || std::none_of(named.begin(), named.end(), same);
  });
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

}  // namespace engine

void History::note(const Policy& policy, const Claim& claim, const Decision& decision) {
  const policy::Program& program = policy.program();
  if (!policy.reads_history() || decision.rejected()) return;
  engine::FactReader reader(program, claim, this);
  data_->earlier.note(program.schema, reader, decision);
  for (std::size_t i = 0; i < decision.lines.size(); ++i) {
    reader.read_line(i);
    expr::Evaluator evaluator(program.code, program.schema, reader.facts(), nullptr, &program.conditions.index);
    for (const policy::Rule& rule : program.rules) {
      if (rule.once_per.empty() || !engine::is_granted(program, rule, decision.lines[i])) continue;
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
  const History::Data& data = history.data();
  if (data.of_claims().granted.size() == 0 && data.lines.empty()) return Value::boolean(false);
  const OncePerKey key(program, rule, facts);
  const OfLines lines = lines_with(key, facts, data);
  const bool of_claims = was_granted_to_claim(key, data.of_claims());
  const bool may_be_certain = of_claims || lines.granted != Fit::no;
  const bool may_be_open = lines.is_open != Fit::no;
  if (lines.granted == Fit::yes) return Value::boolean(true);
  if (!may_be_certain && !may_be_open) return Value::boolean(false);
  if (!may_be_certain && lines.is_open == Fit::yes) return Value::undefined();
  if (key.has_unknown()) return Value::unknown();
  // A text that stands for those that were noted.
  return may_be_certain ? Value::boolean(true) : Value::undefined();
}

std::vector<const LineKey*> open_keys(const policy::Program& program, const policy::Rule& rule,
                                      const expr::FactValues& facts, const History& history) {
  return lines_with(OncePerKey(program, rule, facts), facts, history.data()).open;
}

std::optional<std::vector<Value>> noted_values(const policy::Program& program, const expr::FactValues& facts,
                                               const History& history, FactId fact) {
  std::vector<Value> values;
  const History::Data& data = history.data();
  const bool is_empty = data.of_claims().granted.size() == 0 && data.lines.empty();
  if (program.reads[index_of(fact)].keys == 0 || is_empty) return values;
  if (policy::bounds_of(program.schema.fact(fact))) {
    values = named_numbers(program, fact);
    for (const std::int64_t number : numbers_of(fact, facts, data)) {
      const auto same = [number](const Value& other) { return other.as_integer() == number; };
      if (std::none_of(values.begin(), values.end(), same)) values.push_back(Value::integer(number));
    }
    return values;
  }
  const ValueType type = program.schema.fact(fact).type;
  if (type == ValueType::decimal) return std::nullopt;
  if (type != ValueType::text && type != ValueType::vin) return values;
  // A text that one rule noted need not be one that another did.
  if (program.reads[index_of(fact)].keys > 1) return std::nullopt;
  const OncePerKey key(program, *rule_once_per(program, fact), facts);
  const bool of_lines = program.schema.fact(fact).scope == Scope::line && lines_have_others(key, fact, facts, data, {});
  if (of_lines || was_granted_to_claim(key, data.of_claims())) values.push_back(policy::noted_text());
  return values;
}

Value noted_others(const policy::Program& program, const expr::FactValues& facts, const History& history, FactId fact,
                   const std::vector<Value>& named) {
  const OncePerKey key(program, *rule_once_per(program, fact), facts);
  const bool is_of_line = program.schema.fact(fact).scope == Scope::line;
  if (is_of_line && lines_have_others(key, fact, facts, history.data(), named)) return Value::boolean(true);
  const History::Data& data = history.data().of_claims();
  if (!was_granted_to_claim(key, data)) return Value::boolean(false);
  const auto found = static_cast<std::uint32_t>(std::count_if(
      named.begin(), named.end(), [&](Value value) { return was_granted_to_claim(key.with(fact, value), data); }));
  if (found == 0) return Value::boolean(true);
  const bool others_are_known = key.with(fact, Value::none()).is_known();
  const std::uint32_t count = count_keys(key, data);
  if (!others_are_known || key.open() >= key.parts() || found >= most_counted) return Value::unknown();
  return Value::boolean(count > found);
}

}  // namespace engine
}  // namespace warrantor
