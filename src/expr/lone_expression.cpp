#include "expr/lone_expression.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace warrantor::expr {

namespace {

constexpr std::size_t most_tried_apart = 4;  // names whose types are found out each by itself

class GivenNames final : public Names {
 public:
  std::optional<Symbol> find(std::string_view name) override {
    const auto found = symbols_.find(name);
    return found == symbols_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] std::vector<std::string_view> all() const override {
    std::vector<std::string_view> names;
    for (const auto& [name, symbol] : symbols_) names.emplace_back(name);
    return names;
  }
  void set(const std::string& name, const Symbol& symbol) { symbols_.insert_or_assign(name, symbol); }

 private:
  std::map<std::string, Symbol, std::less<>> symbols_;
};

Symbol unknown_fact(Schema& schema, const Given& given) {
  Fact fact;
  fact.name = given.name;
  fact.type = *given.type;
  Symbol symbol;
  symbol.kind = Symbol::Kind::fact;
  symbol.fact = schema.add_fact(std::move(fact));
  symbol.type = type_of_fact(schema, symbol.fact);
  return symbol;
}

// The value becomes a definition of the program.
std::optional<Symbol> known_value(Program& program, const Schema& schema, const Given& given, ReportFault report) {
  GivenNames nothing;
  const auto root = Checker(program, schema, nothing, std::move(report)).expression(given.text, std::nullopt);
  if (!root) return std::nullopt;
  Symbol symbol;
  symbol.type = program.node(*root).type;
  if (symbol.type.is_null) {
    symbol.kind = Symbol::Kind::constant;
    symbol.constant = Value::none();
    return symbol;
  }
  program.definitions.push_back({given.name, *root, symbol.type});
  symbol.kind = Symbol::Kind::definition;
  symbol.definition = static_cast<DefinitionId>(program.definitions.size() - 1);
  return symbol;
}

/// The types of the names whose types are to be found out, one choice after the other.
class TypeChoices {
 public:
  explicit TypeChoices(const std::vector<Given>& given) : given_(given) {
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (given[i].is_unknown() && !given[i].type) open_.push_back(i);
    }
    chosen_.resize(open_.size() > most_tried_apart ? 1 : open_.size());
    apply();
  }

  [[nodiscard]] const std::vector<Given>& given() const noexcept { return given_; }
  /// False where there is no further choice.
  bool next() {
    for (std::size_t& choice : chosen_) {
      if (++choice < types_of_unknown().size()) {
        apply();
        return true;
      }
      choice = 0;
    }
    return false;
  }

 private:
  void apply() {
    for (std::size_t i = 0; i < open_.size(); ++i) {
      given_[open_[i]].type = types_of_unknown()[chosen_[std::min(i, chosen_.size() - 1)]];
    }
  }

  std::vector<Given> given_;
  std::vector<std::size_t> open_;
  std::vector<std::size_t> chosen_;
};

}  // namespace

const std::vector<ValueType>& types_of_unknown() {
  static const std::vector<ValueType> types{ValueType::boolean, ValueType::decimal, ValueType::number, ValueType::text,
                                            ValueType::date,    ValueType::months,  ValueType::days};
  return types;
}

bool is_name(std::string_view text) {
  const auto syntax = parse_expression(text);
  if (!syntax) return false;
  const SyntaxNode& root = syntax->at(syntax->root);
  return root.kind == SyntaxKind::name && root.text == text;
}

LoneExpression::Compiled LoneExpression::compile(std::string_view text, const std::vector<Given>& given) {
  TypeChoices choices(given);
  Compiled best = compile_typed(text, choices.given());
  while (!best && choices.next()) {
    Compiled other = compile_typed(text, choices.given());
    if (other || other.error().size() < best.error().size()) best = std::move(other);
  }
  return best;
}

LoneExpression::Compiled LoneExpression::compile_typed(std::string_view text, const std::vector<Given>& given) {
  // No amount of money can be written without a rule set, so that its currency is never seen.
  auto facts = std::make_unique<Facts>(Facts{Schema(*Currency::from_code("CNY")), {}});
  Program program;
  program.sources.emplace_back();
  GivenNames names;
  std::vector<LoneFault> faults;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto report = [&faults, i](Fault fault) { faults.push_back({i, std::move(fault)}); };
    const auto symbol = given[i].is_unknown() ? unknown_fact(facts->schema, given[i])
                                              : known_value(program, facts->schema, given[i], report);
    names.set(given[i].name, symbol.value_or(Symbol{}));
  }
  facts->values.claim.resize(facts->schema.claim_facts().size());
  auto expression = Expression::compile(text, std::move(program), facts->schema, names);
  if (!expression) {
    for (Fault& fault : expression.error()) faults.push_back({std::nullopt, std::move(fault)});
  }
  if (!faults.empty() || !expression) return faults;
  return LoneExpression(std::move(facts), *std::move(expression));
}

Outcome LoneExpression::evaluate(Observer* observer) const {
  return expression_.evaluate(facts_->schema, facts_->values, observer);
}

}  // namespace warrantor::expr
