#include <algorithm>
#include <string_view>
#include <utility>

#include <warrantor/claim.hpp>

#include "base/text.hpp"
#include "policy/codes.hpp"
#include "policy/compiler.hpp"

// Settings, and the columns of lookups.

namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Symbol;
using expr::Type;
using rules::Text;

// The type of a setting whose `type` is not written, from the way its value is.
ValueType type_from_value(std::string_view value) {
  if (value == "true" || value == "false") return ValueType::boolean;
  return value.find('.') == std::string_view::npos ? ValueType::number : ValueType::money;
}

std::optional<ValueType> setting_type(std::string_view name) {
  if (name == "boolean") return ValueType::boolean;
  if (name == "number") return ValueType::number;
  if (name == "decimal") return ValueType::decimal;
  if (name == "money") return ValueType::money;
  if (name == "date") return ValueType::date;
  if (name == "months") return ValueType::months;
  if (name == "days") return ValueType::days;
  if (name == "text") return ValueType::text;
  return std::nullopt;
}

// The first row is a number, and some have decimals: the rows of such a column are decimals, in whatever order they
// stand.
bool holds_decimals(const std::vector<rules::LookupSyntax::Row>& rows, std::string_view column) {
  bool has_numbers = false;
  bool has_fraction = false;
  for (const rules::LookupSyntax::Row& row : rows) {
    const auto value = std::find_if(row.values.begin(), row.values.end(),
                                    [column](const auto& candidate) { return candidate.first.value == column; });
    if (value == row.values.end() || value->second.value == "null") continue;
    const bool is_number = Decimal::parse(base::trim(value->second.value)).has_value();
    if (!is_number && !has_numbers) return false;
    if (!is_number) continue;
    has_numbers = true;
    has_fraction = has_fraction || value->second.value.find('.') != std::string::npos;
  }
  return has_fraction;
}

const rules::Text* written_type(const rules::LookupSyntax& lookup, std::string_view name) {
  for (const rules::LookupSyntax::ColumnSyntax& column : lookup.columns) {
    if (column.name.value == name && column.type.given()) return &column.type;
  }
  return nullptr;
}

}  // namespace

// Versions of a name come to one entry; whether they go together has been looked at.
void NameTable::declare_settings() {
  std::set<std::string_view> without_versions;
  for (const rules::SettingSyntax& syntax : rule_set_.settings) {
    Entry entry;
    const bool has_versions = syntax.valid.version > 0 || syntax.valid.has_period();
    const auto known = entries_.find(syntax.name.value);
    const bool is_known = known != entries_.end() && !known->second.settings.empty();
    if (!has_versions) without_versions.insert(syntax.name.value);
    const bool is_mixed = is_known ? !has_versions : has_versions && without_versions.contains(syntax.name.value);
    if (is_mixed) continue;  // told by check_periods()
    if (is_known) {
      check_unit(syntax, *known->second.settings.front());
      known->second.settings.push_back(&syntax);
      continue;
    }
    if (has_versions) {
      entry.settings.push_back(&syntax);
    } else {
      entry.state = Entry::State::done;
      entry.symbol = setting(syntax);
    }
    declare(syntax.name, std::move(entry));
  }
}

void NameTable::check_unit(const rules::SettingSyntax& syntax, const rules::SettingSyntax& other) {
  if (!syntax.unit.given() || !other.unit.given() || syntax.unit.value == other.unit.value) return;
  reporter_.error(
      codes::bad_value, syntax.unit.place,
      "`" + syntax.name.value + "` is in " + syntax.unit.value + " here, and in another version in " + other.unit.value,
      "nothing is converted: write all versions in one unit");
}

Symbol NameTable::setting(const rules::SettingSyntax& syntax) {
  Symbol symbol;
  if (!syntax.value.given()) return symbol;  // reported by the loader
  const auto type = syntax.type.given() ? type_written(syntax.type, "settings")
                                        : std::optional(Type::of(type_from_value(syntax.value.value)));
  if (!type) return symbol;
  Fact fact;
  fact.name = syntax.name.value;
  fact.type = type->kind;
  TextStore texts;
  const auto value = parse_value(program_.schema, fact, syntax.value.value, texts);
  if (!value) {
    reporter_.error(codes::bad_value, syntax.value.place, value.error().message, value.error().help);
    return symbol;
  }
  symbol.kind = Symbol::Kind::constant;
  const bool is_text = type->kind == ValueType::text;
  symbol.constant = is_text ? Value::text(program_.schema.keep_text(syntax.value.value)) : *value;
  symbol.type = *type;
  return symbol;
}

std::optional<Type> NameTable::type_written(const Text& type, std::string_view of_what) {
  const auto kind = setting_type(type.value);
  if (kind) return Type::of(*kind);
  reporter_.error(codes::bad_choice, type.place, "`" + type.value + "` is not a type of " + std::string(of_what),
                  "write boolean, number, decimal, money, date, months, days or text");
  return std::nullopt;
}

void NameTable::declare_lookups() {
  program_.lookup_rows.resize(rule_set_.lookups.size());
  program_.last_choices.resize(rule_set_.lookups.size());
  for (std::size_t i = 0; i < rule_set_.lookups.size(); ++i) {
    const rules::LookupSyntax& lookup = rule_set_.lookups[i];
    if (lookup.rows.empty()) {
      reporter_.error(codes::missing, lookup.name.place, "the lookup `" + lookup.name.value + "` has no rows",
                      "list them under `rows:`");
      continue;
    }
    for (const auto& [column, expression] : lookup.rows.front().values) {
      Entry entry;
      entry.lookup = i;
      declare(column, std::move(entry));
    }
  }
}

// A column is `if row 1 then … else if row 2 then …`; where no row holds it has no value.
std::optional<NodeId> NameTable::compile_column(const Entry& entry) {
  const std::vector<rules::LookupSyntax::Row>& rows = rule_set_.lookups[*entry.lookup].rows;
  const std::vector<NodeId>& when = compile_rows(*entry.lookup);
  std::vector<NodeId> values;
  std::optional<Type> type;
  if (const rules::Text* const written = written_type(rule_set_.lookups[*entry.lookup], entry.name->value)) {
    type = type_written(*written, "columns");
    if (!type) return std::nullopt;
  } else if (holds_decimals(rows, entry.name->value)) {
    type = Type::of(ValueType::decimal);
  }
  bool optional = false;
  for (const rules::LookupSyntax::Row& row : rows) {
    const auto column = std::find_if(row.values.begin(), row.values.end(),
                                     [&](const auto& value) { return value.first.value == entry.name->value; });
    if (column == row.values.end()) return std::nullopt;  // reported by the loader
    const auto value = expression(column->second, type);
    if (!value) continue;
    const Type& found = program_.code.node(*value).type;
    optional = optional || found.optional;
    if (!found.is_null && !type) type = found;
    values.push_back(*value);
  }
  if (values.size() != rows.size() || when.size() != rows.size() || !type) return std::nullopt;
  type->optional = optional;
  NodeId result = constant(Value::undefined(), *type);
  for (std::size_t i = rows.size(); i > 0; --i) {
    result = add(Op::conditional, *type, {when[i - 1], values[i - 1], result});
    if (i == rows.size()) program_.last_choices[*entry.lookup].push_back(result);
  }
  return result;
}

// All columns of a lookup share the conditions of its rows. Fewer than rows where one was wrong.
const std::vector<NodeId>& NameTable::compile_rows(std::size_t lookup) {
  std::vector<NodeId>& conditions = program_.lookup_rows[lookup];
  if (!conditions.empty()) return conditions;
  for (const rules::LookupSyntax::Row& row : rule_set_.lookups[lookup].rows) {
    if (const auto when = condition(row.when)) conditions.push_back(*when);
  }
  return conditions;
}

}  // namespace warrantor::policy
