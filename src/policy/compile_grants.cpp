#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "expr/codes.hpp"
#include "policy/asked_grants.hpp"
#include "policy/codes.hpp"
#include "policy/declared.hpp"

namespace warrantor::policy {
namespace {

using expr::Node;
using expr::Op;
using expr::Type;
using rules::Condition;
using rules::DerivedSyntax;
using rules::RuleSyntax;
using rules::Section;

/// Remedies, and the values that decisions tell. A grant is a rule without effects; all of them stand on the decision
/// of the claim, so that only a grant by a line may ask for what each line states anew.
class GrantCompiler {
 public:
  GrantCompiler(const rules::RuleSet& rule_set, Program& program, NameTable& names, Declared& declared,
                Reporter& reporter)
      : rule_set_(rule_set), program_(program), names_(names), declared_(declared), reporter_(reporter) {}

  void compile() {
    std::vector<const RuleSyntax*> written;
    for (const RuleSyntax& rule : rule_set_.rules) {
      if (rule.section != Section::grants) continue;
      written.push_back(&rule);
      declare(rule);
    }
    names_.set_granted(symbols_of_grants());
    for (std::size_t i = 0; i < written.size(); ++i) compile_condition(*written[i], program_.grants[i]);
    order_grants(written, program_, reporter_);
    for (std::size_t i = 0; i < written.size(); ++i) compile_values(*written[i], program_.grants[i]);
    compile_figures();
    names_.set_granted({});
  }

 private:
  void declare(const RuleSyntax& syntax) {
    Grant grant;
    grant.info = declared_.info_of(syntax.id, syntax.documentation, Stage::grants, &syntax.valid);
    grant.is_of_line = syntax.grant.of.value == "line";
    grant.borne_by = declared_.party(syntax.grant.borne_by);
    const auto first = std::find_if(program_.grants.begin(), program_.grants.end(),
                                    [&](const Grant& other) { return other.info.id == grant.info.id; });
    grant.listed_as = static_cast<std::uint32_t>(first - program_.grants.begin());
    program_.grants.push_back(std::move(grant));
  }

  void compile_condition(const RuleSyntax& syntax, Grant& grant) {
    Condition unless;
    unless.kind = Condition::Kind::negation;
    unless.children.push_back(syntax.unless);
    std::vector<const Condition*> parts{&syntax.when};
    if (syntax.unless.kind != Condition::Kind::always) parts.push_back(&unless);
    const auto applies = names_.condition(syntax.applies);
    const auto when = names_.conditions(parts, {&syntax.applies});
    grant.applies = applies.value_or(NodeId{});
    grant.when = when.value_or(NodeId{});
    grant.holds = names_.add(Op::conjunction, Type::boolean(), {grant.applies, grant.when});
    if (!grant.is_of_line && applies && when) {
      refuse_facts_of_lines(grant.holds, syntax.id, "write `of: line`, or ask for facts of the claim alone");
    }
  }

  // By its id, of which there may be several versions.
  [[nodiscard]] std::map<std::string, expr::Symbol, std::less<>> symbols_of_grants() {
    std::map<std::string, expr::Symbol, std::less<>> symbols;
    for (const Grant& grant : program_.grants) {
      if (symbols.contains(grant.info.id)) continue;
      const NodeId node = names_.add(Op::granted, Type::boolean(), {});
      program_.code.nodes[index_of(node)].index = grant.listed_as;
      const std::string name = "granted(\"" + grant.info.id + "\")";
      symbols.emplace(grant.info.id, names_.define(name, node));
      Labels title;
      title.set("en", "grant of " + titles_of_versions(grant, "en", " or "));
      title.set("zh", "享有" + titles_of_versions(grant, "zh", "或"));
      program_.titles.emplace(name, std::move(title));
    }
    return symbols;
  }

  [[nodiscard]] std::string titles_of_versions(const Grant& first, std::string_view language,
                                               std::string_view separator) const {
    std::vector<std::string> titles;
    for (const Grant& grant : program_.grants) {
      std::string title(grant.info.title.get(language, grant.info.id));
      const bool is_another = std::find(titles.begin(), titles.end(), title) == titles.end();
      if (grant.listed_as == first.listed_as && is_another) titles.push_back(std::move(title));
    }
    return base::join(titles, separator);
  }

  void compile_values(const RuleSyntax& syntax, Grant& grant) {
    const expr::Guards present = names_.present_in({&syntax.applies, &syntax.when});
    for (const DerivedSyntax& value : syntax.grant.with) {
      const auto same = [&](const NamedValue& other) { return other.info.name == value.name.value; };
      if (std::any_of(grant.values.begin(), grant.values.end(), same)) {
        reporter_.error(codes::declared_twice, value.name.place,
                        "`" + value.name.value + "` goes twice with `" + syntax.id.value + "`");
      }
      const auto compiled = [&](const std::optional<Type>& expected) {
        return names_.expression(value.expression, expected, present);
      };
      add(value, with_amounts(value, compiled), grant.values);
    }
  }

  void compile_figures() {
    std::vector<std::vector<const DerivedSyntax*>> figures;
    for (const DerivedSyntax& figure : rule_set_.figures) {
      const auto same = [&](const auto& other) { return other.front()->name.value == figure.name.value; };
      const auto known = std::find_if(figures.begin(), figures.end(), same);
      if (known == figures.end()) {
        figures.push_back({&figure});
      } else if (is_for_good(figure) && is_for_good(*known->front())) {
        reporter_.error(codes::declared_twice, figure.name.place, "`" + figure.name.value + "` is declared twice");
      } else {
        known->push_back(&figure);
      }
    }
    for (const auto& versions : figures) {
      const auto compiled = [&](const std::optional<Type>& expected) { return names_.formula(versions, expected); };
      add(*versions.front(), with_amounts(*versions.front(), compiled), program_.figures);
    }
  }

  static bool is_for_good(const DerivedSyntax& figure) {
    return figure.valid.version == 0 && !figure.valid.has_period();
  }

  /// What a value that is written out in digits comes to, in one case or another.
  struct Digits {
    std::optional<std::string> amount;  ///< one with the decimals of the currency
    std::optional<std::string> number;  ///< one with others, or without
    bool has_others = false;            ///< something that has a type by itself
  };

  // Digits that stand alone are an amount where they have the decimals of the currency, as those of a setting are.
  template <class Compile>
  std::optional<NodeId> with_amounts(const DerivedSyntax& syntax, const Compile& compile) {
    const std::optional<NodeId> value = compile(std::nullopt);
    if (!value) return value;
    Digits digits;
    look_at_digits(*value, digits);
    if (!digits.amount || digits.has_others) return value;
    if (!digits.number) return compile(Type::of(ValueType::money));
    reporter_.error(codes::bad_value, syntax.expression.place,
                    "`" + *digits.amount + "` is an amount, and `" + *digits.number + "` beside it a number",
                    "write all of them with the decimals of the currency, or none");
    return std::nullopt;
  }

  void look_at_digits(NodeId id, Digits& digits) const {
    const Node& node = program_.code.node(id);
    const auto operands = program_.code.children_of(node);
    if (node.op == Op::conditional) {
      look_at_digits(operands[1], digits);
      look_at_digits(operands[2], digits);
    } else if (node.op == Op::negate || node.op == Op::widen) {
      look_at_digits(operands[0], digits);
    } else if (node.op == Op::add || node.op == Op::subtract) {
      look_at_digits(operands[0], digits);
      look_at_digits(operands[1], digits);
    } else if (node.op == Op::constant && is_number(node.type)) {
      const std::string text(program_.code.text_of(node));
      if (node.constant.is_known()) (has_decimals_of_currency(text) ? digits.amount : digits.number) = text;
    } else if (node.op != Op::constant || node.constant.is_known()) {
      digits.has_others = true;
    }
  }

  static bool is_number(const Type& type) {
    return type.is_single() && (type.kind == ValueType::number || type.kind == ValueType::decimal);
  }

  [[nodiscard]] bool has_decimals_of_currency(const std::string& text) const {
    const auto decimals = static_cast<std::size_t>(program_.schema.currency().decimals());
    const std::size_t point = text.find('.');
    return point != std::string::npos && decimals > 0 && text.size() - point - 1 == decimals;
  }

  void add(const DerivedSyntax& syntax, std::optional<NodeId> value, std::vector<NamedValue>& values) {
    if (!value || !check_type(syntax, program_.code.node(*value).type)) return;
    refuse_facts_of_lines(*value, syntax.expression, "it stands on the decision of the claim: ask for its facts alone");
    const Type& type = program_.code.node(*value).type;
    NamedValue named;
    named.info.name = syntax.name.value;
    named.info.title = syntax.documentation.title;
    named.info.notes = syntax.documentation.notes;
    named.info.type = type.kind;
    named.info.domain = type.domain;
    named.value = *value;
    named.asks = asked_grants(program_.code, *value);
    values.push_back(std::move(named));
  }

  bool check_type(const DerivedSyntax& syntax, const Type& type) {
    if (type.is_unrounded) {
      reporter_.error(expr::codes::not_rounded, syntax.expression.place,
                      "`" + syntax.name.value + "` may have more decimals than the currency has",
                      "round it, as with `round half up(…, 2)`");
      return false;
    }
    if (type.is_single() && !type.is_null) return true;
    reporter_.error(codes::bad_value, syntax.expression.place,
                    "`" + syntax.name.value + "` is " + describe(type, program_.schema) + ", not one value",
                    "say which of them, how many they are, or what they come to");
    return false;
  }

  void refuse_facts_of_lines(NodeId id, const rules::Text& at, const std::string& help) {
    std::vector<bool> seen(program_.code.nodes.size(), false);
    const auto name = fact_of_line(id, seen);
    if (!name) return;
    reporter_.error(codes::misplaced, at.place, "this hangs on `" + *name + "`, which each line states anew", help);
  }

  std::optional<std::string> fact_of_line(NodeId id, std::vector<bool>& seen) const {
    if (seen[index_of(id)]) return std::nullopt;
    seen[index_of(id)] = true;
    const Node& node = program_.code.node(id);
    if (node.op == Op::line_fact) return program_.schema.fact(node.fact).name;
    if (node.op == Op::definition) return fact_of_line(program_.code.definitions[node.index].root, seen);
    for (const NodeId operand : program_.code.children_of(node)) {
      if (auto found = fact_of_line(operand, seen)) return found;
    }
    return std::nullopt;
  }

  const rules::RuleSet& rule_set_;
  Program& program_;
  NameTable& names_;
  Declared& declared_;
  Reporter& reporter_;
};

}  // namespace

void compile_grants(const rules::RuleSet& rule_set, Program& program, NameTable& names, Declared& declared,
                    Reporter& reporter) {
  GrantCompiler(rule_set, program, names, declared, reporter).compile();
}

}  // namespace warrantor::policy
