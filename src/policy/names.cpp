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
