#include "audit/policy_expression.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "engine/facts.hpp"
#include "expr/codes.hpp"
#include "policy/program.hpp"

namespace warrantor::audit {

namespace {

using expr::Symbol;

// Texts of constants stay with the policy's program.
expr::Program copy_of(const expr::Program& program) {
  expr::Program copy;
  copy.nodes = program.nodes;
  copy.children = program.children;
  copy.definitions = program.definitions;
  copy.sources = program.sources;
  copy.maps = program.maps;
  copy.patterns = program.patterns;
  return copy;
}

/// The names of a compiled rule set.
class PolicyNames final : public expr::Names {
 public:
  explicit PolicyNames(const policy::Program& program) : program_(program) {}

  std::optional<Symbol> find(std::string_view name) override {
    Symbol symbol;
    if (const auto fact = program_.schema.find_fact(name)) {
      symbol.kind = Symbol::Kind::fact;
      symbol.fact = *fact;
      symbol.type = expr::type_of_fact(program_.schema, *fact);
      return symbol;
    }
    const auto& settings = program_.documented.settings;
    const auto setting = std::find_if(settings.begin(), settings.end(),
                                      [&](const policy::Setting& candidate) { return candidate.remark.name == name; });
    if (setting != settings.end()) {
      symbol.kind = Symbol::Kind::constant;
      symbol.constant = setting->value;
      symbol.type = expr::Type::of(setting->type);
      return symbol;
    }
    const auto& definitions = program_.code.definitions;
    const auto found = std::find_if(definitions.begin(), definitions.end(),
                                    [&](const expr::Definition& candidate) { return candidate.name == name; });
    if (found == definitions.end()) return std::nullopt;
    symbol.kind = Symbol::Kind::definition;
    symbol.definition = static_cast<expr::DefinitionId>(found - definitions.begin());
    symbol.type = found->type;
    return symbol;
  }

  [[nodiscard]] std::vector<std::string_view> all() const override {
    std::vector<std::string_view> names;
    for (const Fact& fact : program_.schema.facts()) {
      if (fact.scope != Scope::record) names.emplace_back(fact.name);
    }
    for (const policy::Setting& setting : program_.documented.settings) names.emplace_back(setting.remark.name);
    for (const expr::Definition& definition : program_.code.definitions) names.emplace_back(definition.name);
    return names;
  }

 private:
  const policy::Program& program_;
};

class NoNames final : public expr::Names {
 public:
  std::optional<Symbol> find(std::string_view /*name*/) override { return std::nullopt; }
  [[nodiscard]] std::vector<std::string_view> all() const override { return {}; }
};

// As `format_value` has it, so that ranges and forms are checked as those of a claim are.
Expected<std::string, std::vector<expr::Fault>> text_of_literal(const Schema& schema, FactId fact,
                                                                std::string_view text) {
  expr::Program program;
  program.sources.emplace_back();
  NoNames nothing;
  std::vector<expr::Fault> faults;
  const expr::Type type = expr::type_of_fact(schema, fact);
  expr::Checker checker(program, schema, nothing, [&faults](expr::Fault fault) { faults.push_back(std::move(fault)); });
  const auto root = checker.expression(text, type);
  if (!root) return faults;
  const expr::FactValues facts;
  const Value value = expr::Evaluator(program, schema, facts).evaluate(*root);
  return format_value(schema, type.kind, type.domain, value);
}

}  // namespace

Expected<PolicyExpression, std::vector<expr::Fault>> PolicyExpression::compile(const Policy& policy,
                                                                               std::string_view text) {
  const policy::Program& program = policy.program();
  PolicyNames names(program);
  auto expression = expr::Expression::compile(text, copy_of(program.code), program.schema, names);
  if (!expression) return std::move(expression.error());
  return PolicyExpression(policy, *std::move(expression));
}

expr::Outcome PolicyExpression::evaluate(const Claim& claim, std::size_t line, const Overrides& overrides,
                                         const History& history) const {
  engine::FactReader reader(policy_.program(), claim, &history);
  reader.read_line(line);
  for (const auto& [fact, value] : overrides) reader.set(fact, value);
  return expression_.evaluate(policy_.schema(), reader.facts());
}

Expected<Value, std::vector<expr::Fault>> value_of_fact(const Policy& policy, FactId id, std::string_view text,
                                                        TextStore& texts) {
  text = base::trim(text);
  if (text.empty() || text == "unknown") return Value::unknown();
  if (text == "null") return Value::none();
  const Schema& schema = policy.schema();
  const Fact& fact = schema.fact(id);
  const expr::TextRange whole{0, static_cast<std::uint32_t>(text.size())};
  if (fact.type == ValueType::records) {
    return std::vector<expr::Fault>{{expr::codes::not_supported, whole, "records stand in a file of claims", ""}};
  }
  const auto literal = text_of_literal(schema, id, text);
  auto value = parse_value(schema, fact, literal ? *literal : std::string(text), texts);
  if (value) return *value;
  if (!literal && fact.type != ValueType::enumeration) return literal.error();
  return std::vector<expr::Fault>{{expr::codes::bad_literal, whole, value.error().message, value.error().help}};
}

}  // namespace warrantor::audit
