#include <algorithm>

#include "base/text.hpp"
#include "policy/codes.hpp"
#include "policy/compiler.hpp"

// Names that have several versions: settings, derived facts, and the version of the rule set itself.
namespace warrantor::policy {

using expr::Op;
using expr::Symbol;
using expr::Type;

namespace {

/// The first version is a number, and some have decimals: then all are decimals, in whatever order they stand, as the
/// rows of a lookup are.
bool hold_decimals(const std::vector<const rules::DerivedSyntax*>& versions) {
  const auto number = [](const rules::DerivedSyntax* version) {
    return Decimal::parse(base::trim(version->expression.value));
  };
  const bool has_decimals = std::any_of(versions.begin(), versions.end(), [&](const rules::DerivedSyntax* version) {
    return version->expression.value.find('.') != std::string::npos && number(version).has_value();
  });
  return has_decimals && number(versions.front()).has_value();
}

}  // namespace

std::optional<NodeId> NameTable::choose_version(const std::vector<const rules::ValidSyntax*>& valid,
                                                const std::vector<NodeId>& values) {
  Type type = program_.code.node(values.front()).type;
  for (const NodeId value : values) type.optional = type.optional || program_.code.node(value).type.optional;
  const bool last_is_left = leave_no_day(valid);
  NodeId result = last_is_left ? values.back() : constant(Value::undefined(), type);
  for (std::size_t i = last_is_left ? values.size() - 1 : values.size(); i > 0; --i) {
    const auto when = condition(rule_set_.in_force(*valid[i - 1]));
    if (!when) return std::nullopt;
    result = add(Op::conditional, type, {*when, values[i - 1], result});
  }
  return result;
}

// A date that may be none is on none of the days.
bool NameTable::leave_no_day(const std::vector<const rules::ValidSyntax*>& valid) {
  bool has_first = false;
  bool has_last = false;
  bool has_own_days = false;
  for (const rules::ValidSyntax* const one : valid) {
    const rules::ValidSyntax& days = one->version == 0 ? *one : rule_set_.versions[one->version - 1].valid;
    const auto date = find(days.by.value);
    if (!date || date->type.optional) return false;
    has_own_days = has_own_days || (one->version != 0 && one->has_period());
    has_first = has_first || !days.from.given();
    has_last = has_last || !days.to.given();
  }
  const bool are_of_files = valid.front()->version != 0;
  return has_first && has_last && !has_own_days && (!are_of_files || valid.size() == rule_set_.versions.size());
}

std::optional<NodeId> NameTable::compile_setting(const Entry& entry) {
  std::vector<const rules::ValidSyntax*> valid;
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
    valid.push_back(&syntax->valid);
    values.push_back(constant(symbol.constant, symbol.type));
  }
  return choose_version(valid, values);
}

std::optional<NodeId> NameTable::compile_derived(const Entry& entry) {
  std::vector<const rules::ValidSyntax*> valid;
  std::vector<NodeId> values;
  std::optional<Type> type = entry.expected;
  if (!type && hold_decimals(entry.derived)) type = Type::of(ValueType::decimal);
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
    valid.push_back(&syntax->valid);
    values.push_back(*value);
  }
  return choose_version(valid, values);
}

std::optional<NodeId> NameTable::formula(const std::vector<const rules::DerivedSyntax*>& versions,
                                         const std::optional<Type>& expected) {
  const rules::ValidSyntax& valid = versions.front()->valid;
  if (valid.version == 0 && !valid.has_period()) return expression(versions.front()->expression, expected);
  Entry entry;
  entry.expected = expected;
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
  std::vector<const rules::ValidSyntax*> valid;
  std::vector<NodeId> values;
  for (std::size_t i = 0; i < rule_set_.versions.size(); ++i) {
    valid.push_back(&rule_set_.versions[i].valid);
    values.push_back(constant(Value::integer(static_cast<std::int64_t>(i)), type));
  }
  return choose_version(valid, values);
}

// A value, or the id of a version, may begin with a digit or hold a joint, which an expression would take for a number,
// a minus or a dot.
std::string NameTable::quoted_value(NodeId subject, const std::string& text) const {
  const Type& type = program_.code.node(subject).type;
  if (type.kind != ValueType::enumeration || !type.is_single()) return text;
  const auto has_joint = [](std::string_view word) { return word.find_first_of("-.") != std::string_view::npos; };
  const auto& values = program_.schema.domain(type.domain).values;
  const bool has_ids =
      std::any_of(values.begin(), values.end(), [&](const DomainValue& value) { return has_joint(value.name); });
  const std::string word(base::trim(text));
  const auto is_declared = [&](const DomainValue& value) { return value.name == word; };
  const bool is_no_name = has_joint(word) || (!word.empty() && base::is_digit(word.front()));
  if (is_no_name && std::any_of(values.begin(), values.end(), is_declared)) return '"' + word + '"';
  const bool is_id =
      has_joint(word) && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string::npos;
  return has_ids && is_id && word != "-" ? '"' + word + '"' : text;
}

}  // namespace warrantor::policy
