#include "io/column_set_reader.hpp"

#include <algorithm>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "io/claim_builder.hpp"
#include "io/codes.hpp"
#include "io/conversion_reader.hpp"
#include "io/list_columns.hpp"
#include "rules/codes.hpp"

namespace warrantor::io {

using rules::Mapping;
using rules::Subject;
using rules::Text;

namespace {

constexpr std::string_view unwanted_part = "_";

}  // namespace

ColumnSetReader::ColumnSetReader(rules::Context& context, const Schema& schema, std::vector<FactId> facts,
                                 std::optional<TableId> table)
    : context_(context), schema_(schema), names_(schema, std::move(facts)), table_(table) {
  for (const Table& declared : schema.tables()) field_names_.emplace_back(schema, declared.fields);
}

ColumnSet ColumnSetReader::read(Mapping& mapping) {
  ColumnSet set;
  if (const yaml::Node* const columns = mapping.find("columns")) {
    if (context_.expect_mapping(*columns, "columns", mapping.subject())) {
      for (const yaml::Entry& entry : columns->entries()) read_column(entry, set);
    }
  }
  if (const yaml::Node* const constants = mapping.find("constants")) {
    if (context_.expect_mapping(*constants, "constants", mapping.subject())) {
      for (const yaml::Entry& entry : constants->entries()) read_constant(entry, set);
    }
  }
  for (const Text& header : mapping.texts("ignore")) {
    const std::string_view name = base::trim(header.value);
    if (set.find(name) != nullptr) {
      context_.error(rules::codes::contradiction, *header.place.node,
                     "the column " + base::quote(name) + " stands under `columns` as well", "leave one of the two out");
    }
    set.ignored.emplace_back(name);
  }
  return set;
}

void ColumnSetReader::read_column(const yaml::Entry& entry, ColumnSet& set) {
  MappedColumn column;
  column.header = base::trim(entry.key->text());
  column.line = entry.key->line();
  const Subject subject = rules::named_by_key("column", entry);
  if (entry.value->is_sequence()) {
    if (entry.value->items().empty()) {
      context_.error(rules::codes::nothing_given, *entry.value, "an empty list for " + rules::describe(subject),
                     "list the column under `ignore`");
    }
    for (const yaml::Node* const item : entry.value->items()) read_use(*item, subject, column);
  } else {
    read_use(*entry.value, subject, column);
  }
  set.columns.push_back(std::move(column));
}

void ColumnSetReader::read_use(const yaml::Node& node, const Subject& subject, MappedColumn& column) {
  ColumnUse use;
  if (!node.is_mapping()) {
    if (!context_.required_text(node, "", subject).given()) return;
    read_short_use(node, use);
  } else {
    Mapping mapping(context_, node, subject);
    if (mapping.choice("optional", {"true", "false"}).value == "true") column.is_optional = true;
    if (!read_list(mapping, use)) return;  // what its keys mean cannot be told
    read_facts(mapping, use);
    mapping.finish();
  }
  column.uses.push_back(std::move(use));
}

// The name of a fact, of a list of values, or of a table whose records stand nested below the column's name.
void ColumnSetReader::read_short_use(const yaml::Node& node, ColumnUse& use) {
  const std::string_view name = base::trim(node.text());
  const ValueList* const values = table_ || !names_.find(name).empty() ? nullptr : names_.find_list(name);
  if (values != nullptr) {
    const auto is_free = [&](const ValueList::Member& member) { return take(node, name, member.fact); };
    if (std::all_of(values->members.begin(), values->members.end(), is_free)) use = use_of_values(schema_, *values);
    return;
  }
  const auto table = schema_.find_table(name);
  if (!table || table_) return add_fact(node, name, use);
  if (take(node, name, schema_.table(*table).fact)) use.list = ListForm{*table, {}, {}, {}};
}

// False where the records are not known.
bool ColumnSetReader::read_list(Mapping& mapping, ColumnUse& use) {
  const Text name = mapping.text("list");
  const yaml::Node* const separator = mapping.find("separator");
  const std::vector<Text> none = mapping.texts("none");
  if (!name.given()) {
    for (const char* const key : {"separator", "none"}) {
      const yaml::Node* const node = mapping.find(key);
      if (node == nullptr) continue;
      context_.error(rules::codes::misplaced, *node, base::quote(key) + " has no meaning without `list`",
                     "name the records under `list`");
    }
    return true;
  }
  const auto table = find_list(*name.place.node);
  if (!table) return false;
  use.list = ListForm{*table, {}, {}, {}};
  for (const Text& text : none) use.list->none.emplace_back(base::trim(text.value));
  if (separator != nullptr) use.list->separator = separator->text();
  if (separator == nullptr || !separator->is_scalar() || use.list->separator.empty()) {
    context_.error(codes::bad_list, separator == nullptr ? *name.place.node : *separator,
                   "it is not said what stands between the records of `" + schema_.table(*table).name + "` in a cell",
                   "write `separator: \";\"`, say");
    use.list->separator = ";";  // so that its fields are checked
  }
  lists_.emplace(*table, name.place.node);
  return true;
}

std::optional<TableId> ColumnSetReader::find_list(const yaml::Node& node) {
  const std::string_view name = base::trim(node.text());
  const auto table = schema_.find_table(name);
  if (table && !table_) return table;
  if (table) {
    context_.error(codes::bad_list, node, "records cannot stand within records", "leave `list` out");
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (const Table& declared : schema_.tables()) names.push_back(declared.name);
  const auto near = base::nearest(name, names);
  context_.error(codes::unknown_fact, node, base::quote(name) + " is not a kind of record of the rule set",
                 near || names.empty() ? base::did_you_mean(near) : "it declares " + base::join(names, ", "));
  return std::nullopt;
}

void ColumnSetReader::read_facts(Mapping& mapping, ColumnUse& use) {
  const Text pattern = mapping.text("pattern");
  if (pattern.given()) {
    mapping.refuse("fact", rules::codes::contradiction, "`fact` and `pattern` cannot stand together",
                   "name the facts in the pattern, in braces");
    refuse_conversion(mapping, "say it of a part, under `parts`");
    return read_pattern(mapping, pattern, use);
  }
  mapping.refuse("parts", "it belongs to a `pattern`");
  const Text name = mapping.required_text("fact");
  if (name.given()) add_fact(*name.place.node, base::trim(name.value), use);
  if (use.facts.empty()) use.facts.emplace_back();
  MappedFact& mapped = use.facts.front();
  mapped.conversion = read_conversion(mapping, schema_, fact_of(mapped));
  if (name.given()) check_identity(*name.place.node, mapped);
}

void ColumnSetReader::read_pattern(Mapping& mapping, const Text& text, ColumnUse& use) {
  auto pattern = TextPattern::parse(text.value);
  if (!pattern) {
    context_.error(codes::bad_pattern, *text.place.node,
                   base::quote(text.value) + " is not a pattern: " + pattern.error().message,
                   "name each fact in braces, with a text between them, such as `{one}/{other}`");
    mapping.find("parts");
    return;
  }
  use.pattern = *std::move(pattern);
  for (const std::string& name : use.pattern->names()) {
    if (name == unwanted_part) {
      use.facts.emplace_back();
    } else {
      add_fact(*text.place.node, name, use);
    }
  }
  read_parts(mapping, use);
}

void ColumnSetReader::read_parts(Mapping& mapping, ColumnUse& use) {
  const yaml::Node* const parts = mapping.find("parts");
  if (parts == nullptr || !context_.expect_mapping(*parts, "parts", mapping.subject())) return;
  const std::vector<std::string>& names = use.pattern->names();
  for (const yaml::Entry& entry : parts->entries()) {
    const auto found = std::find(names.begin(), names.end(), entry.key->text());
    if (found == names.end() || *found == unwanted_part) {
      const auto near = base::nearest(entry.key->text(), names);
      if (near == unwanted_part) {
        context_.error(codes::no_such_part, *entry.key, "the part `_` is passed over, and takes no conversion",
                       "name the fact that it gives");
        continue;
      }
      context_.error(codes::no_such_part, *entry.key, "the pattern has no part " + base::quote(entry.key->text()),
                     base::did_you_mean(near));
      continue;
    }
    MappedFact& mapped = use.facts[static_cast<std::size_t>(found - names.begin())];
    Mapping part(context_, *entry.value, rules::named_by_key("part", entry));
    mapped.conversion = read_conversion(part, schema_, fact_of(mapped));
    check_identity(*entry.key, mapped);
    part.finish();
  }
}

void ColumnSetReader::read_constant(const yaml::Entry& entry, ColumnSet& set) {
  const std::string_view name = base::trim(entry.key->text());
  const auto fact = find_fact(*entry.key, name, std::nullopt);
  const Text text = context_.required_text(*entry.value, name, {"constant", name, nullptr});
  if (!fact || !text.given()) return;
  const bool names_claims = *fact == schema_.claim_id() || (table_ && schema_.fact(*fact).scope == Scope::claim);
  if (names_claims) {
    context_.error(
        codes::bad_identity, *entry.key,
        "the constant " + base::quote(name) + " would give all claims one " + base::quote(schema_.fact(*fact).name),
        "name the column that gives it");
    return;
  }
  const std::string_view value = base::trim(text.value);
  if (!check_value(context_, *entry.value, schema_, schema_.fact(*fact), value) || !take(*entry.key, name, *fact))
    return;
  set.constants.push_back({*fact, std::string(value), entry.key->line()});
}

// The fact is added even where it is not known, so that the parts of a pattern keep their places.
void ColumnSetReader::add_fact(const yaml::Node& node, std::string_view name, ColumnUse& use) {
  auto fact = find_fact(node, name, use.list);
  if (fact && !take(node, name, *fact)) fact.reset();
  use.facts.push_back({fact, {}});
}

std::optional<FactId> ColumnSetReader::find_fact(const yaml::Node& node, std::string_view name,
                                                 const std::optional<ListForm>& list) {
  const FactNames& names = list ? field_names_[index_of(list->table)] : names_;
  const std::vector<FactId>& found = names.find(name);
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    context_.error(
        codes::unknown_fact, node, base::quote(name) + " is the label of several facts",
        "write " + base::quote(schema_.fact(found[0]).name) + " or " + base::quote(schema_.fact(found[1]).name));
    return std::nullopt;
  }
  const std::string kind = list || table_
                               ? " is not a field of " + base::quote(schema_.table(list ? list->table : *table_).name)
                               : " is not a fact of the rule set";
  report(codes::unknown_fact, node, name, base::quote(name) + kind, help_with_unknown(name, names));
  return std::nullopt;
}

std::string ColumnSetReader::help_with_unknown(std::string_view name, const FactNames& names) const {
  if (const ValueList* const values = names.find_list(name)) {
    return "it is a list of values: write its name alone, or one of them, such as `" +
           schema_.fact(values->members.front().fact).name + "`";
  }
  if (&names == &names_ && !table_) {
    for (const Table& table : schema_.tables()) {
      if (table.name == name) return "write `list`, `separator` and the `fact` of each record";
      if (field_names_[index_of(*schema_.find_table(table.name))].find(name).empty()) continue;
      return "it is a field of " + base::quote(table.name) + ": say so with `list: " + table.name +
             "` and `separator`, or under `tables`";
    }
  }
  base::NearestName search(name);
  for (const FactId id : names.facts()) search.offer(schema_.fact(id).name);
  for (const FactId id : names.facts()) {
    for (const auto& [language, label] : schema_.fact(id).labels.all()) search.offer(label);
  }
  return base::did_you_mean(search.best());
}

// False where the fact is given already, which is reported.
bool ColumnSetReader::take(const yaml::Node& node, std::string_view name, FactId fact) {
  const auto [earlier, is_new] = taken_.emplace(fact, node.line());
  if (is_new) return true;
  report(codes::given_twice, node, name,
         base::quote(schema_.fact(fact).name) + " is given on line " + std::to_string(earlier->second) + " already",
         "leave one of the two out");
  return false;
}

// Underlines a name within the text that holds it, such as a pattern.
void ColumnSetReader::report(std::string_view code, const yaml::Node& node, std::string_view name, std::string message,
                             std::string help) {
  const std::size_t brace = node.text().find("{" + std::string(name));
  if (!node.is_scalar() || name.empty() || brace == std::string_view::npos) {
    return context_.error(code, node, std::move(message), std::move(help));
  }
  context_.error_within(code, node, brace + 1, name.size(), std::move(message), std::move(help));
}

const Fact* ColumnSetReader::fact_of(const MappedFact& mapped) const {
  return mapped.fact ? &schema_.fact(*mapped.fact) : nullptr;
}

// What tells claims apart is compared as it is written.
void ColumnSetReader::check_identity(const yaml::Node& node, const MappedFact& mapped) {
  if (!mapped.fact || (mapped.conversion.is_plain() && mapped.conversion.blanks.empty())) return;
  const Fact& fact = schema_.fact(*mapped.fact);
  if (*mapped.fact != schema_.claim_id() && !(table_ && fact.scope == Scope::claim)) return;
  context_.error(codes::bad_identity, node,
                 base::quote(fact.name) + " says which claim a row belongs to, and is taken as it is written",
                 "leave the conversion out");
}

void ColumnSetReader::check_lists(const std::vector<ColumnSet>& tables) {
  for (const auto& [table, node] : lists_) {
    for (const FactId field : schema_.table(table).fields) {
      const bool is_constant = tables[index_of(table)].constant_of(field) != nullptr;
      if (is_constant && taken_.contains(field)) {
        context_.error(
            codes::given_twice, *node,
            "the records' " + base::quote(schema_.fact(field).name) + " is a constant under `tables` already",
            "leave one of the two out");
      }
      if (is_constant || !must_be_stated(schema_.fact(field)) || taken_.contains(field)) continue;
      const std::string& name = schema_.table(table).name;
      context_.error(codes::bad_list, *node,
                     "nothing gives " + base::quote(schema_.fact(field).name) + ", which each record of " +
                         base::quote(name) + " must state",
                     "give it in the pattern, or under `tables: {" + name + ": {constants: …}}`");
    }
  }
}

}  // namespace warrantor::io
