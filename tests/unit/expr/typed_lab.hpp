#pragma once

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <warrantor/claim.hpp>

#include "expr/check.hpp"
#include "expr/evaluate.hpp"

namespace warrantor::expr {

/// A small schema with a program over it: checks expressions, says what is wrong with them, and evaluates them over
/// facts that are unknown until a test sets them.
///
/// Claim: n, m numbers; maybe (number), maybe_day (date), maybe_flag may be none; amount, fee money; sold, failed
/// dates; term months; grace days; p, q, r booleans; note text; visits, a list of records km, day (may be none),
/// proper. Line: colour, tint enumerations.
class TypedLab final : public Names {
 public:
  TypedLab() {
    number("n"), number("m");
    add("maybe", ValueType::number, Blank::none);
    add("maybe_day", ValueType::date, Blank::none);
    add("maybe_flag", ValueType::boolean, Blank::none);
    add("amount", ValueType::money), add("fee", ValueType::money);
    add("sold", ValueType::date), add("failed", ValueType::date);
    add("term", ValueType::months), add("grace", ValueType::days);
    add("p", ValueType::boolean), add("q", ValueType::boolean), add("r", ValueType::boolean);
    add("note", ValueType::text);
    const TableId visits = schema.add_table("visits");
    add("visits", ValueType::records, Blank::unknown, Scope::claim, {}, visits);
    add("km", ValueType::number, Blank::unknown, Scope::record, {}, visits);
    add("day", ValueType::date, Blank::none, Scope::record, {}, visits);
    add("proper", ValueType::boolean, Blank::unknown, Scope::record, {}, visits);
    add("colour", ValueType::enumeration, Blank::unknown, Scope::line, domain("colour", {"red", "green", "blue"}));
    add("tint", ValueType::enumeration, Blank::unknown, Scope::line, domain("tint", {"red", "pale"}));
    facts.claim.resize(schema.claim_facts().size());
    facts.line.resize(schema.line_facts().size());
    facts.tables.resize(1);
    facts.tables[0].width = 3;
    program.sources.emplace_back();
  }

  std::optional<Symbol> find(std::string_view name) override {
    if (const auto found = symbols_.find(name); found != symbols_.end()) return found->second;
    const auto fact = schema.find_fact(name);
    if (!fact) return std::nullopt;
    Symbol symbol;
    symbol.kind = Symbol::Kind::fact;
    symbol.fact = *fact;
    symbol.type = type_of_fact(schema, *fact);
    return symbol;
  }

  [[nodiscard]] std::vector<std::string_view> all() const override {
    std::vector<std::string_view> names;
    for (const Fact& fact : schema.facts()) {
      if (fact.scope != Scope::record) names.emplace_back(fact.name);
    }
    for (const auto& [name, symbol] : symbols_) names.emplace_back(name);
    return names;
  }

  /// `W0304 at "n + p": this is …` for each mistake; empty where there is none.
  std::string faults(std::string_view text, const std::optional<Type>& expected = std::nullopt) {
    faults_.clear();
    (void)checker(text).expression(text, expected);
    return faults_;
  }
  std::string condition_faults(std::string_view text) {
    faults_.clear();
    (void)checker(text).condition(text);
    return faults_;
  }
  std::string test_faults(std::string_view subject, std::string_view tests) {
    faults_.clear();
    if (const auto node = checker(subject).subject(subject)) (void)checker(tests).unary_tests(*node, tests);
    return faults_;
  }

  /// The value of an expression as text; the mistakes where it is wrong.
  std::string value(std::string_view text, const std::optional<Type>& expected = std::nullopt) {
    const auto node = compile(text, expected);
    return node ? value_of(*node) : faults_;
  }
  std::string test(std::string_view subject, std::string_view tests) {
    const auto node = compile_test(subject, tests);
    return node ? value_of(*node) : faults_;
  }
  std::optional<NodeId> compile(std::string_view text, const std::optional<Type>& expected = std::nullopt) {
    faults_.clear();
    return checker(text).expression(text, expected);
  }
  std::optional<NodeId> compile_test(std::string_view subject, std::string_view tests) {
    faults_.clear();
    const auto node = checker(subject).subject(subject);
    return node ? checker(tests).unary_tests(*node, tests) : std::nullopt;
  }

  /// Gives an expression a name.
  void define(const std::string& name, std::string_view text) {
    const auto root = compile(text);
    REQUIRE_MESSAGE(root.has_value(), faults_);
    const Type type = program.node(*root).type;
    program.definitions.push_back({name, *root, type});
    Symbol symbol;
    symbol.kind = Symbol::Kind::definition;
    symbol.definition = static_cast<DefinitionId>(program.definitions.size() - 1);
    symbol.type = type;
    symbols_[name] = symbol;
  }
  void declare_broken(const std::string& name) { symbols_[name] = Symbol{}; }

  void set(std::string_view name, Value value) {
    const Fact& fact = schema.fact(*schema.find_fact(name));
    (fact.scope == Scope::claim ? facts.claim : facts.line)[fact.slot] = value;
  }
  void set(std::string_view name, std::int64_t number) { set(name, Value::integer(number)); }
  void set_day(std::string_view name, std::string_view day) { set(name, Value::date(*Date::parse(day))); }
  void set_colour(std::string_view name) { set("colour", Value::integer(*schema.domains()[0].find(name))); }
  void no_visits() { facts.tables[0].known = true; }
  void visit(Value km, Value day = Value::none(), Value proper = Value::boolean(true)) {
    no_visits();
    facts.tables[0].values.insert(facts.tables[0].values.end(), {km, day, proper});
    ++facts.tables[0].count;
  }
  void visit(std::int64_t km) { visit(Value::integer(km)); }

  [[nodiscard]] std::string unknown_in(NodeId node) {
    Evaluator evaluator(program, schema, facts);
    std::vector<FactId> open;
    evaluator.collect_unknown(node, open);
    std::string text;
    for (const FactId fact : open) text += (text.empty() ? "" : " ") + schema.fact(fact).name;
    return text;
  }

  [[nodiscard]] std::string value_of(NodeId node) {
    Evaluator evaluator(program, schema, facts);
    const Type& type = program.node(node).type;
    const Value value = evaluator.evaluate(node);
    return value.is_none() ? "null" : format_value(schema, type.kind, type.domain, value);
  }

  Schema schema{*Currency::from_code("CNY")};
  Program program;
  FactValues facts;

 private:
  Checker checker(std::string_view text) {
    return {program, schema, *this, [this, written = std::string(text)](const Fault& fault) {
              faults_ += (faults_.empty() ? "" : "\n") + std::string(fault.code) + " at \"" +
                         written.substr(fault.range.begin, fault.range.length) + "\": " + fault.message;
              if (!fault.help.empty()) faults_ += " (" + fault.help + ")";
            }};
  }

  void number(const std::string& name) { add(name, ValueType::number); }
  void add(const std::string& name, ValueType type, Blank blank = Blank::unknown, Scope scope = Scope::claim,
           DomainId domain = {}, TableId table = {}) {
    Fact fact;
    fact.name = name;
    fact.type = type;
    fact.blank = blank;
    fact.scope = scope;
    fact.domain = domain;
    fact.table = table;
    schema.add_fact(std::move(fact));
  }
  DomainId domain(const std::string& name, const std::vector<std::string>& values) {
    Domain made;
    made.name = name;
    for (const std::string& value : values) made.values.push_back({value, {}});
    return schema.add_domain(std::move(made));
  }

  std::map<std::string, Symbol, std::less<>> symbols_;
  std::string faults_;
};

/// Expressions with what each comes to.
inline void check_values(TypedLab& lab, const std::vector<std::pair<const char*, const char*>>& expected) {
  for (const auto& [expression, value] : expected) {
    const std::string shown = expression;
    CAPTURE(shown);
    CHECK(lab.value(expression) == value);
  }
}

}  // namespace warrantor::expr
