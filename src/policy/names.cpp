#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include <warrantor/claim.hpp>

#include "base/text.hpp"
#include "expr/codes.hpp"
#include "policy/codes.hpp"
#include "policy/compiler.hpp"

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

constexpr int most_depth = 200;  // of names that are made of each other

}  // namespace

NameTable::NameTable(const rules::RuleSet& rule_set, Program& program, Reporter& reporter)
    : rule_set_(rule_set), program_(program), reporter_(reporter) {
  program_.code.sources.emplace_back();  // of nodes that nobody wrote
  declare_facts();
  declare_settings();
  for (const rules::CatalogueSyntax& catalogue : rule_set_.catalogues) add_group(catalogue);
  declare_lookups();
  declare_derived();
  if (!rule_set_.versions.empty()) {
    Entry entry;
    entry.is_version = true;
    entry.name = &rule_set_.versions.front().id;
    if (!entries_.emplace("version", std::move(entry)).second) {
      reporter_.error(codes::declared_twice, rule_set_.versions.front().id.place,
                      "`version` is declared, and is the name of the version of the rule set that is in force",
                      "choose another name for what is declared");
    }
  }
  for (const rules::PortionSyntax& portion : rule_set_.portions) {
    Entry entry;
    entry.expression = &portion.amount;
    entry.expected = Type::of(ValueType::money);
    // A name that a fact has too has been reported with the schema.
    if (!program_.schema.find_fact(portion.name.value)) declare(portion.name, std::move(entry));
  }
}

void NameTable::declare(const Text& name, Entry entry) {
  entry.name = &name;
  if (name.value == so_far_name) {
    reporter_.error(codes::declared_twice, name.place, "`amount_so_far` is what adjustments call an amount",
                    "choose another name");
  }
  if (!entries_.emplace(name.value, std::move(entry)).second) {
    reporter_.error(codes::declared_twice, name.place, "`" + name.value + "` is declared twice");
  }
}

void NameTable::declare_facts() {
  const auto& facts = program_.schema.facts();
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].scope == Scope::record) continue;
    Entry entry;
    entry.state = Entry::State::done;
    entry.symbol.kind = Symbol::Kind::fact;
    entry.symbol.fact = static_cast<FactId>(i);
    entry.symbol.type = expr::type_of_fact(program_.schema, entry.symbol.fact);
    entries_.emplace(facts[i].name, std::move(entry));
  }
}

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

void NameTable::declare_derived() {
  std::set<std::string_view> without_versions;
  for (const rules::DerivedSyntax& syntax : rule_set_.derived) {
    Entry entry;
    const bool has_versions = syntax.valid.version > 0 || syntax.valid.has_period();
    const auto known = entries_.find(syntax.name.value);
    const bool is_known = known != entries_.end() && !known->second.derived.empty();
    if (!has_versions) without_versions.insert(syntax.name.value);
    const bool is_mixed = is_known ? !has_versions : has_versions && without_versions.contains(syntax.name.value);
    if (is_mixed) continue;  // told by check_periods()
    if (is_known) {
      known->second.derived.push_back(&syntax);
      continue;
    }
    if (has_versions) {
      entry.derived.push_back(&syntax);
    } else {
      entry.expression = &syntax.expression;
    }
    declare(syntax.name, std::move(entry));
  }
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

// The group of a catalogue's entry is a derived fact: a table from the one enumeration to the other.
void NameTable::add_group(const rules::CatalogueSyntax& catalogue) {
  const auto fact = program_.schema.find_fact(catalogue.fact.value);
  const auto& domains = program_.schema.domains();
  const auto domain = std::find_if(domains.begin(), domains.end(),
                                   [&](const Domain& candidate) { return candidate.name == catalogue.group.value; });
  if (!fact || domain == domains.end() || program_.schema.fact(*fact).type != ValueType::enumeration) return;
  std::vector<std::int64_t> map(program_.schema.domain(program_.schema.fact(*fact).domain).values.size(), 0);
  std::int64_t group_place = 0;
  std::size_t entry_place = 0;
  for (const auto& group : catalogue.groups) {
    for (std::size_t i = 0; i < group.values.size() && entry_place < map.size(); ++i) map[entry_place++] = group_place;
    ++group_place;
  }
  program_.code.maps.push_back(std::move(map));

  Entry entry;
  entry.state = Entry::State::done;
  Type type = Type::of(ValueType::enumeration);
  type.domain = static_cast<DomainId>(domain - domains.begin());
  auto made = checker(catalogue.fact.place);
  const auto subject = made.subject(catalogue.fact.value);
  if (!subject) return;
  type.optional = program_.code.node(*subject).type.optional;
  const NodeId root = add(Op::map_value, type, {*subject});
  program_.code.nodes[index_of(root)].index = static_cast<std::uint32_t>(program_.code.maps.size() - 1);
  program_.code.definitions.push_back({catalogue.group.value, root, type});
  entry.symbol.kind = Symbol::Kind::definition;
  entry.symbol.definition = static_cast<expr::DefinitionId>(program_.code.definitions.size() - 1);
  entry.symbol.type = type;
  declare(catalogue.group, std::move(entry));
}

std::optional<Symbol> NameTable::find(std::string_view name) {
  if (so_far_ && name == so_far_name) return so_far_;
  const std::size_t members = so_far_name.size() + 1;
  if (so_far_ && name.size() > members && name.starts_with(so_far_name) && name[members - 1] == '.')
    return so_far_of_(name.substr(members));
  const auto found = entries_.find(name);
  if (found == entries_.end()) return name == covering_name ? covering() : std::nullopt;
  Entry& entry = found->second;
  if (entry.state == Entry::State::in_progress) {
    reporter_.error(codes::circular, entry.name->place, "`" + std::string(name) + "` is defined by itself",
                    "break the circle of names");
    return Symbol{};
  }
  if (entry.state == Entry::State::waiting) compile_entry(name, entry);
  deepest_ = std::max(deepest_, entry.depth);
  return entry.symbol;
}

std::vector<std::string_view> NameTable::all() const {
  std::vector<std::string_view> names;
  names.reserve(entries_.size());
  for (const auto& [name, entry] : entries_) names.emplace_back(name);
  if (so_far_) names.push_back(so_far_name);
  if (make_covering_) names.push_back(covering_name);
  return names;
}

bool NameTable::has_members(std::string_view name) const { return so_far_ && name == so_far_name; }

bool is_of_adjustments(std::string_view definition) noexcept {
  return definition.starts_with(so_far_name) &&
         (definition.size() == so_far_name.size() || definition[so_far_name.size()] == '.');
}

std::optional<Symbol> NameTable::covering() {
  if (!covering_ && make_covering_) covering_ = make_covering_();
  return covering_;
}

std::string NameTable::help_for(std::string_view name) const {
  if (name != covering_name || make_covering_ || entries_.contains(name)) return {};
  if (!rule_set_.coverage) return "there is no coverage, and so no row that covers";
  return "it is known only behind the coverage rows: ask for it in rules, grants, figures and steps";
}

std::optional<Symbol> NameTable::find_granted(std::string_view id) {
  const auto found = granted_.find(id);
  return found == granted_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string_view> NameTable::all_granted() const {
  std::vector<std::string_view> ids;
  for (const auto& [id, symbol] : granted_) ids.emplace_back(id);
  return ids;
}

Symbol NameTable::define(std::string_view name, NodeId root) {
  Symbol symbol;
  symbol.kind = Symbol::Kind::definition;
  symbol.type = program_.code.node(root).type;
  program_.code.definitions.push_back({std::string(name), root, symbol.type});
  symbol.definition = static_cast<expr::DefinitionId>(program_.code.definitions.size() - 1);
  return symbol;
}

NodeId NameTable::value_of(const Symbol& definition) {
  const NodeId id = add(Op::definition, definition.type, {});
  program_.code.nodes[index_of(id)].index = static_cast<std::uint32_t>(definition.definition);
  return id;
}

void NameTable::compile_all() {
  for (auto& [name, entry] : entries_) {
    if (entry.state == Entry::State::waiting) compile_entry(name, entry);
  }
}

void NameTable::refuse_depth(std::string_view name, Entry& entry) {
  reporter_.error(codes::too_many, entry.name->place,
                  "`" + std::string(name) + "` stands at the end of more than 200 names that are each made of the next",
                  "say it with fewer names in between");
  entry.state = Entry::State::done;
  entry.depth = 0;  // told once
}

void NameTable::compile_entry(std::string_view name, Entry& entry) {
  if (depth_ == most_depth) return refuse_depth(name, entry);
  ++depth_;
  entry.state = Entry::State::in_progress;
  const int deepest_outside = std::exchange(deepest_, 0);
  const auto root = entry.lookup              ? compile_column(entry)
                    : !entry.settings.empty() ? compile_setting(entry)
                    : !entry.derived.empty()  ? compile_derived(entry)
                    : entry.is_version        ? compile_version()
                                              : expression(*entry.expression, entry.expected);
  entry.depth = deepest_ + 1;
  deepest_ = deepest_outside;
  entry.state = Entry::State::done;
  --depth_;
  if (entry.depth > most_depth) return refuse_depth(name, entry);
  if (!root) return;
  const Type type = program_.code.node(*root).type;
  if (type.is_null || type.is_record) {
    reporter_.error(codes::bad_value, entry.name->place, "`" + std::string(name) + "` has no type of its own");
    return;
  }
  if (entry.expected && type.optional) {
    reporter_.error(expr::codes::may_be_absent, entry.expression->place,
                    "the amount of `" + std::string(name) + "` may be absent",
                    "say with `if … then … else …` what it is then");
  }
  program_.code.definitions.push_back({std::string(name), *root, type});
  entry.symbol.kind = Symbol::Kind::definition;
  entry.symbol.definition = static_cast<expr::DefinitionId>(program_.code.definitions.size() - 1);
  entry.symbol.type = type;
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

expr::Checker NameTable::checker(const rules::Place& place) {
  // What the checker reads becomes the next source.
  program_.source_places.resize(program_.code.sources.size() + 1);
  program_.source_places.back() = rule_set_.span(place, 0, place.node == nullptr ? 0 : place.node->text().size());
  program_.source_places.back().text.clear();
  places_.resize(program_.source_places.size());
  places_.back() = place;
  return {program_.code, program_.schema, *this,
          [this, place](expr::Fault fault) { reporter_.fault(place, std::move(fault)); }};
}

std::optional<NodeId> NameTable::expression(const Text& text, const std::optional<Type>& expected,
                                            const expr::Guards& guards) {
  if (!text.given()) return std::nullopt;  // reported by the loader
  return checker(text.place).expression(text.value, expected, guards);
}

NodeId NameTable::constant(Value value, Type type) {
  const NodeId id = add(Op::constant, type, {});
  program_.code.nodes[index_of(id)].constant = value;
  return id;
}

NodeId NameTable::add(Op op, Type type, std::initializer_list<NodeId> operands) {
  expr::Node node;
  node.op = op;
  node.type = type;
  return program_.code.add(node, operands);
}

NodeId NameTable::add_all(Op op, const std::vector<NodeId>& operands) {
  expr::Node node;
  node.op = op;
  node.type = Type::boolean();
  return program_.code.add(node, std::span<const NodeId>(operands));
}

}  // namespace warrantor::policy
