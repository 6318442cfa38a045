#include "expr/check.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "expr/characters.hpp"
#include "expr/codes.hpp"

namespace warrantor::expr {

Checker::Checker(Program& program, const Schema& schema, Names& names, ReportFault report)
    : program_(program), schema_(schema), names_(names), report_(std::move(report)) {}

std::optional<NodeId> Checker::expression(std::string_view text, const std::optional<Type>& expected, Guards guards) {
  if (!begin(text, parse_expression(text), std::move(guards))) return std::nullopt;
  Checked node = check(syntax_.root, expected);
  if (node && expected) node = adapted(*node, *expected);
  if (node && expected && !require_type(*node, *expected, syntax_.at(syntax_.root))) return std::nullopt;
  return node;
}

std::optional<NodeId> Checker::condition(std::string_view text, Guards guards) {
  if (!begin(text, parse_expression(text), std::move(guards))) return std::nullopt;
  return check_truth(syntax_.root, {});
}

std::optional<NodeId> Checker::unary_tests(NodeId subject, std::string_view text, Guards guards) {
  if (!begin(text, parse_unary_tests(text), std::move(guards))) return std::nullopt;
  bare_values_ = true;
  return check_test(syntax_.root, subject);
}

std::optional<NodeId> Checker::subject(std::string_view name) {
  SyntaxNode syntax;
  syntax.kind = SyntaxKind::name;
  syntax.text = name;
  syntax.range = {0, static_cast<std::uint32_t>(name.size())};
  Syntax tree;
  tree.nodes.push_back(std::move(syntax));
  if (!begin(name, std::move(tree), {})) return std::nullopt;
  return check(syntax_.root, std::nullopt);
}

bool Checker::begin(std::string_view text, Expected<Syntax, SyntaxFault> parsed, Guards guards) {
  if (!parsed) {
    SyntaxFault& fault = parsed.error();
    fail(codes::syntax, fault.range, std::move(fault.message), std::move(fault.help));
    return false;
  }
  syntax_ = std::move(parsed).value();
  program_.sources.emplace_back(text);
  source_ = static_cast<std::uint32_t>(program_.sources.size() - 1);
  guards_ = std::move(guards);
  variables_.clear();
  bare_values_ = false;
  return true;
}

std::nullopt_t Checker::fail(std::string_view code, TextRange range, std::string message, std::string help) {
  ++faults_;
  report_({code, range, std::move(message), std::move(help)});
  return std::nullopt;
}

std::nullopt_t Checker::unsupported(const SyntaxNode& syntax, std::string_view what) {
  return fail(codes::not_supported, syntax.range, std::string(what) + " is not supported here");
}

NodeId Checker::add(Op op, Type type, const SyntaxNode& syntax, std::initializer_list<NodeId> operands) {
  Node node;
  node.op = op;
  node.type = type;
  node.source = source_;
  node.range = syntax.range;
  return program_.add(node, operands);
}

NodeId Checker::add_all(Op op, const SyntaxNode& syntax, const std::vector<NodeId>& operands) {
  Node node;
  node.op = op;
  node.type = Type::boolean();
  node.source = source_;
  node.range = syntax.range;
  return program_.add(node, std::span<const NodeId>(operands));
}

NodeId Checker::constant(Value value, Type type, const SyntaxNode& syntax) {
  const NodeId id = add(Op::constant, type, syntax, {});
  program_.nodes[index_of(id)].constant = value;
  return id;
}

bool Checker::require_type(NodeId node, const Type& expected, const SyntaxNode& syntax) {
  const Type& type = type_of(node);
  if (same_kind(type, expected)) return true;
  if (type.is_unrounded && !type.is_list && expected.kind == ValueType::money && !expected.is_list) {
    fail(codes::not_rounded, syntax.range,
         "this amount has more decimals than " + std::string(schema_.currency().code()) + " has",
         "say how it is rounded: `round half up(…, " + std::to_string(schema_.currency().decimals()) + ")`");
    return false;
  }
  fail(codes::type_mismatch, syntax.range,
       "this is " + describe(type, schema_) + ", but " + describe(expected, schema_) + " is expected",
       help_for_wrong_type(expected, node));
  return false;
}

bool Checker::require_boolean(NodeId node, const SyntaxNode& syntax) {
  return require_type(node, Type::boolean(), syntax) && require_present(node, syntax);
}

bool Checker::require_present(NodeId node, const SyntaxNode& syntax) {
  const Type& type = type_of(node);
  if (!type.optional && !type.is_null) return true;
  const auto name = guarded_name(syntax_, syntax);
  if (name && guards_.contains(*name)) return true;
  const std::string written(program_.text_of(program_.node(node)));
  fail(codes::may_be_absent, syntax.range, "`" + written + "` may be absent here, and then this has no value",
       name ? "ask for it first: `" + written + " != null and …`" : "say with `if … then … else …` what it is then");
  return false;
}

Checker::Checked Checker::check(SyntaxIndex index, const std::optional<Type>& hint) {
  const SyntaxNode& syntax = syntax_.at(index);
  if (hint && hint->kind == ValueType::date) {
    if (const auto date = date_meant(syntax)) {
      const std::string written = program_.sources[source_].substr(syntax.range.begin, syntax.range.length);
      return fail(codes::bad_literal, syntax.range, "`" + written + "` is not a date",
                  "write a date as `" + *date + "`");
    }
  }
  if (refuse_bare_number(syntax)) return std::nullopt;
  switch (syntax.kind) {
    case SyntaxKind::null_literal: {
      Type type = hint.value_or(Type::boolean());
      type.is_null = true;
      type.optional = true;
      return constant(Value::none(), type, syntax);
    }
    case SyntaxKind::boolean_literal:
      return constant(Value::boolean(syntax.text == "true"), Type::boolean(), syntax);
    case SyntaxKind::number_literal:
      return check_number(syntax, hint);
    case SyntaxKind::string_literal:
      return check_string(syntax, hint);
    case SyntaxKind::date_literal:
      return check_date(syntax);
    case SyntaxKind::duration_literal:
      return check_duration(syntax);
    case SyntaxKind::name:
      return check_name(syntax, hint);
    case SyntaxKind::some:
    case SyntaxKind::every:
      return check_quantified(syntax);
    case SyntaxKind::filter:
      return check_filter(syntax);
    case SyntaxKind::path:
      return check_path(syntax);
    case SyntaxKind::call:
      return check_call(syntax, hint);
    case SyntaxKind::for_each:
      return check_for(syntax);
    case SyntaxKind::list:
      return check_list(syntax, hint);
    case SyntaxKind::range:
      return unsupported(syntax, "a range");
    default:
      return check_operator(syntax, hint);
  }
}

Checker::Checked Checker::check_string(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  if (hint && hint->kind == ValueType::enumeration) {
    const Domain& domain = schema_.domain(hint->domain);
    if (const auto place = domain.find(syntax.text)) return constant(Value::integer(*place), *hint, syntax);
    base::NearestName nearest(syntax.text);
    for (const DomainValue& value : domain.values) nearest.offer(value.name);
    return fail(codes::unknown_value, syntax.range, "`" + syntax.text + "` is not a value of `" + domain.name + "`",
                nearest.best() ? "did you mean `" + std::string(*nearest.best()) + "`?" : help_for_values(domain));
  }
  program_.texts.push_back(std::make_unique<std::string>(syntax.text));
  return constant(Value::text(*program_.texts.back()), Type::of(ValueType::text), syntax);
}

Checker::Checked Checker::check_date(const SyntaxNode& syntax) {
  const auto date = Date::parse(syntax.text);
  if (!date) return fail(codes::bad_literal, syntax.range, date.error().message);
  return constant(Value::date(*date), Type::of(ValueType::date), syntax);
}

Checker::Checked Checker::check_name(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  if (bare_values_ && hint && hint->kind == ValueType::enumeration) {
    const auto place = schema_.domain(hint->domain).find(syntax.text);
    if (place) return constant(Value::integer(*place), *hint, syntax);
  }
  for (std::size_t i = variables_.size(); i > 0; --i) {
    const Variable* variable = &variables_[i - 1];  // the innermost first
    const bool is_value = !variable->type.is_record;
    const auto field =
        is_value || !variable->name.empty() ? std::nullopt : schema_.find_field(variable->type.table, syntax.text);
    const bool is_item = variable->name.empty() && !field && syntax.text == "item";
    if (!field && !is_item && (variable->name.empty() || variable->name != syntax.text)) continue;
    if (variable->is_of_nothing) return std::nullopt;
    const Type type = field ? type_of_fact(schema_, *field) : variable->type;
    const NodeId id = add(is_value ? Op::item : Op::field, type, syntax, {});
    program_.nodes[index_of(id)].index = variable->level;
    if (field) program_.nodes[index_of(id)].fact = *field;
    return id;
  }
  const auto symbol = names_.find(syntax.text);
  return symbol ? check_symbol(syntax, *symbol) : check_unknown_name(syntax, hint);
}

Checker::Checked Checker::check_symbol(const SyntaxNode& syntax, const Symbol& symbol) {
  switch (symbol.kind) {
    case Symbol::Kind::broken:
      return std::nullopt;
    case Symbol::Kind::constant:
      return constant(symbol.constant, symbol.type, syntax);
    case Symbol::Kind::definition: {
      const NodeId id = add(Op::definition, symbol.type, syntax, {});
      program_.nodes[index_of(id)].index = static_cast<std::uint32_t>(symbol.definition);
      return id;
    }
    case Symbol::Kind::fact:
      break;
  }
  const Fact& fact = schema_.fact(symbol.fact);
  Op op = fact.scope == Scope::claim ? Op::claim_fact : Op::line_fact;
  if (fact.type == ValueType::records) op = Op::records;
  const NodeId id = add(op, symbol.type, syntax, {});
  program_.nodes[index_of(id)].fact = symbol.fact;
  program_.nodes[index_of(id)].index = fact.slot;
  return id;
}

namespace {

// The longest value that a text begins with: `F-150` is read as a difference where it is not in quotes.
std::optional<std::string_view> value_at_beginning(const Domain& domain, std::string_view text) {
  std::optional<std::string_view> longest;
  for (const DomainValue& value : domain.values) {
    const std::string_view name = value.name;
    const bool ends = text.size() <= name.size() || !is_name_part(static_cast<unsigned char>(text[name.size()]));
    if (text.starts_with(name) && ends && (!longest || name.size() > longest->size())) longest = name;
  }
  return longest;
}

}  // namespace

Checker::Checked Checker::check_unknown_name(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  if (hint && hint->kind == ValueType::enumeration && schema_.domain(hint->domain).find(syntax.text)) {
    return fail(codes::unknown_name, syntax.range, "`" + syntax.text + "` is not declared",
                "values stand in quotes within an expression: `\"" + syntax.text + "\"`");
  }
  if (std::string help = names_.help_for(syntax.text); !help.empty()) {
    return fail(codes::unknown_name, syntax.range, "`" + syntax.text + "` is not known here", std::move(help));
  }
  if (const ValueList* const list = schema_.find_value_list(syntax.text)) {
    return fail(codes::unknown_name, syntax.range, "`" + list->name + "` is a list of values, and has none itself",
                help_for_members(*list));
  }
  std::string message = "`" + syntax.text + "` is not declared";
  if (hint && hint->kind == ValueType::text) {
    return fail(codes::unknown_name, syntax.range, std::move(message), help_for_text(syntax.text));
  }
  if (hint && hint->kind == ValueType::boolean) {
    if (auto word_help = help_for_truth_word(syntax.text)) {
      return fail(codes::unknown_name, syntax.range, std::move(message), *std::move(word_help));
    }
  }
  if (hint && hint->kind == ValueType::enumeration) return check_unknown_value(syntax, schema_.domain(hint->domain));
  base::NearestName nearest(syntax.text);
  for (const std::string_view name : names_.all()) nearest.offer(name);
  for (const ValueList& list : schema_.value_lists()) nearest.offer(list.name);
  std::string help;
  if (syntax.text == "outcome" || syntax.text == "pending" || syntax.text == "borne_by")
    help = "only steps ask for it, beside what else they ask for, and not within `any`, `all` or `not`";
  return fail(codes::unknown_name, syntax.range, std::move(message),
              nearest.best() ? "did you mean `" + std::string(*nearest.best()) + "`?" : std::move(help));
}

Checker::Checked Checker::check_unknown_value(const SyntaxNode& syntax, const Domain& domain) {
  std::string message = "`" + syntax.text + "` is not a value of `" + domain.name + "`";
  const std::string_view written = std::string_view(program_.sources[source_]).substr(syntax.range.begin);
  if (const auto value = value_at_beginning(domain, written)) {
    return fail(codes::unknown_value, syntax.range, std::move(message),
                "write `\"" + std::string(*value) + "\"` in quotes");
  }
  base::NearestName nearest(syntax.text);
  for (const DomainValue& value : domain.values) nearest.offer(value.name);
  return fail(codes::unknown_value, syntax.range, std::move(message),
              nearest.best() ? "did you mean `" + std::string(*nearest.best()) + "`?" : help_for_values(domain));
}

}  // namespace warrantor::expr
