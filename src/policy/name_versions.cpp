#include <algorithm>

#include "base/text.hpp"
#include "policy/codes.hpp"
#include "policy/compiler.hpp"

// Names that have several versions: settings, derived facts, and the version of the rule set itself.
namespace warrantor::policy {

using expr::Op;
using expr::Symbol;
using expr::Type;

std::optional<NodeId> NameTable::choose_version(const std::vector<rules::Condition>& in_force,
                                                const std::vector<NodeId>& values) {
  Type type = program_.code.node(values.front()).type;
  for (const NodeId value : values) type.optional = type.optional || program_.code.node(value).type.optional;
  NodeId result = constant(Value::undefined(), type);
  for (std::size_t i = values.size(); i > 0; --i) {
    const auto when = condition(in_force[i - 1]);
    if (!when) return std::nullopt;
    result = add(Op::conditional, type, {*when, values[i - 1], result});
  }
  return result;
}

std::optional<NodeId> NameTable::compile_setting(const Entry& entry) {
  std::vector<rules::Condition> in_force;
  std::vector<NodeId> values;
  for (const rules::SettingSyntax* const syntax : entry.settings) {
    const Symbol symbol = setting(*syntax);
    if (symbol.kind != Symbol::Kind::constant) return std::nullopt;
    if (!values.empty() && program_.code.node(values.front()).type.kind != symbol.type.kind) {
      reporter_.error(codes::bad_value, syntax->value.place,
                      "`" + syntax->name.value + "` is " + expr::describe(symbol.type, program_.schema) +
                          " here, and in another version " +
                          expr::describe(program_.code.node(values.front()).type, program_.schema),
                      "say with `type` what it is in every version");
      return std::nullopt;
    }
    in_force.push_back(rule_set_.in_force(syntax->valid));
    values.push_back(constant(symbol.constant, symbol.type));
  }
  return choose_version(in_force, values);
}

std::optional<NodeId> NameTable::compile_derived(const Entry& entry) {
  std::vector<rules::Condition> in_force;
  std::vector<NodeId> values;
  std::optional<Type> type;
  for (const rules::DerivedSyntax* const syntax : entry.derived) {
    const auto value = expression(syntax->expression, type);
    if (!value) return std::nullopt;
    type = program_.code.node(*value).type;
    if (!type->is_single()) {
      reporter_.error(codes::bad_value, syntax->expression.place,
                      "`" + syntax->name.value + "` is a list, which cannot have versions",
                      "let a condition of the list differ instead");
      return std::nullopt;
    }
    type->optional = false;
    in_force.push_back(rule_set_.in_force(syntax->valid));
    values.push_back(*value);
  }
  return choose_version(in_force, values);
}

std::optional<NodeId> NameTable::formula(const std::vector<const rules::DerivedSyntax*>& versions) {
  const rules::ValidSyntax& valid = versions.front()->valid;
  if (valid.version == 0 && !valid.has_period()) return expression(versions.front()->expression, std::nullopt);
  Entry entry;
  entry.derived = versions;
  return compile_derived(entry);
}

std::optional<NodeId> NameTable::compile_version() {
  const auto& domains = program_.schema.domains();
  const auto domain =
      std::find_if(domains.begin(), domains.end(), [](const Domain& candidate) { return candidate.name == "version"; });
  if (domain == domains.end()) return std::nullopt;
  Type type = Type::of(ValueType::enumeration);
  type.domain = static_cast<DomainId>(domain - domains.begin());
  std::vector<rules::Condition> in_force;
  std::vector<NodeId> values;
  for (std::size_t i = 0; i < rule_set_.versions.size(); ++i) {
    in_force.push_back(condition_of(rule_set_.versions[i].valid));
    values.push_back(constant(Value::integer(static_cast<std::int64_t>(i)), type));
  }
  return choose_version(in_force, values);
}

// The id of a version may hold a joint, which an expression would take for a minus or a dot.
std::string NameTable::quoted_value(NodeId subject, const std::string& text) const {
  const Type& type = program_.code.node(subject).type;
  if (type.kind != ValueType::enumeration || !type.is_single()) return text;
  const auto has_joint = [](std::string_view word) { return word.find_first_of("-.") != std::string_view::npos; };
  const auto& values = program_.schema.domain(type.domain).values;
  const bool has_ids =
      std::any_of(values.begin(), values.end(), [&](const DomainValue& value) { return has_joint(value.name); });
  const std::string word(base::trim(text));
  const bool is_id =
      has_joint(word) && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string::npos;
  return has_ids && is_id && word != "-" ? '"' + word + '"' : text;
}

}  // namespace warrantor::policy
