#include <string>
#include <utility>

#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/sections.hpp"

namespace warrantor::rules {
namespace {

/// A mapping from words to labels, which may be left out (`PALADIN:`), or a list of words.
template <class Syntax>
void read_labelled(Context& context, const yaml::Node& node, WordKind word, std::string_view kind,
                   std::vector<Syntax>& entries) {
  const std::string what = "a " + std::string(kind);
  for (const yaml::Entry& entry : node.entries()) {
    Syntax syntax;
    syntax.name = context.word(*entry.key, word, what);
    if (!entry.value->is_left_out()) {
      syntax.label = read_labels(context, *entry.value, "", named_by_key(kind, entry));
    }
    entries.push_back(std::move(syntax));
  }
  for (const yaml::Node* const item : node.items()) {
    const Text text = context.required_text(*item, "", {kind, {}, nullptr});
    if (text.given()) entries.push_back({context.word(*item, word, what), {}});
  }
}

void read_values(Mapping& mapping, std::vector<ValueSyntax>& values) {
  const yaml::Node* const node = mapping.find("values");
  if (node == nullptr) return;
  if (node->is_mapping() || node->is_sequence()) {
    read_labelled(mapping.context(), *node, WordKind::entry, "value", values);
  } else {
    mapping.context().wrong_kind(*node, "a mapping", "values", mapping.subject());
  }
}

BlankSyntax read_blank(Mapping& fact) {
  BlankSyntax blank;
  const yaml::Node* const node = fact.find("blank");
  if (node == nullptr) return blank;
  if (!node->is_mapping()) {
    blank.meaning = fact.text("blank");
    return blank;
  }
  Mapping mapping(fact.context(), *node, {"the blank of", fact.subject().name, nullptr});
  mapping.required("when");
  blank.when = read_condition(mapping, "when");
  blank.meaning = mapping.required_text("is");
  blank.otherwise = mapping.required_text("else");
  mapping.finish();
  return blank;
}

Documentation read_labelled_documentation(Mapping& mapping) {
  Documentation documentation;
  documentation.title = mapping.labels("label");
  read_note(mapping, documentation);
  documentation.source = mapping.text("source");
  return documentation;
}

HistorySyntax read_history(Mapping& fact) {
  HistorySyntax history;
  const yaml::Node* const node = fact.find("history");
  if (node == nullptr) return history;
  history.place = fact.context().place(*node);  // whatever is written: the fields are those of earlier claims
  if (!node->is_mapping()) {
    const std::string fact_name = node->is_scalar() ? std::string(node->text()) : "…";
    fact.context().error(codes::wrong_kind, *node,
                         "expected a mapping for `history` in " + describe(fact.subject()) + ", found " +
                             std::string(describe_kind(*node)),
                         "name the facts by which earlier claims are found: `{by: [" + fact_name + "]}`");
    return history;
  }
  Mapping mapping(fact.context(), *node, {"the history of", fact.subject().name, nullptr});
  mapping.required("by");
  history.by = mapping.texts("by");
  history.each = mapping.choice("each", {"line", "claim"});
  mapping.finish();
  return history;
}

// Each is asked for as `list.member`, in which these would be read as a difference and as a path.
void refuse_joints_in_members(Context& context, const FactSyntax& fact) {
  if (fact.type.value != "list") return;
  for (const ValueSyntax& member : fact.values) {
    if (member.name.value.find_first_of("-.") == std::string::npos) continue;
    context.error(codes::bad_name, *member.name.place.node,
                  base::quote(member.name.value) + " cannot be the name of a value of a `list`",
                  "write letters, digits and `_`, and what people read as its title: conditions ask for it as " +
                      base::quote(fact.name.value + ".…"));
  }
}

// A field takes its type from what it holds of an earlier claim.
FactSyntax read_earlier_field(Context& context, const yaml::Node& key, const yaml::Node* value) {
  FactSyntax field;
  field.name = context.word(key, WordKind::name, "a field");
  if (value == nullptr || value->is_left_out()) return field;
  Mapping mapping(context, *value, {"field", key.text(), nullptr});
  field.from = mapping.text("from");
  field.documentation = read_labelled_documentation(mapping);
  for (const std::string_view typed : {"type", "values", "unit", "minimum", "maximum", "default", "blank"}) {
    mapping.refuse(typed, "a field of an earlier claim is of the type of what it holds");
  }
  mapping.finish();
  return field;
}

// A mapping, in which a field may stand without anything, or a list of names.
void read_earlier_fields(Mapping& mapping, std::vector<FactSyntax>& fields) {
  Context& context = mapping.context();
  const yaml::Node* const node = mapping.find("fields");
  if (node == nullptr) return;
  if (!node->is_mapping() && !node->is_sequence()) {
    return context.wrong_kind(*node, "a mapping", "fields", mapping.subject());
  }
  for (const yaml::Entry& entry : node->entries()) {
    fields.push_back(read_earlier_field(context, *entry.key, entry.value));
  }
  for (const yaml::Node* const item : node->items()) {
    if (context.required_text(*item, "", {"field", {}, nullptr}).given()) {
      fields.push_back(read_earlier_field(context, *item, nullptr));
    }
  }
}

FactSyntax read_fact(Context& context, const yaml::Entry& entry, std::string_view kind) {
  FactSyntax fact;
  fact.name = context.word(*entry.key, WordKind::name, kind == "fact" ? "a fact" : "a field");
  Mapping mapping(context, *entry.value, named_by_key(kind, entry));
  fact.scope = mapping.text("of");
  fact.type = mapping.text("type");
  fact.unit = mapping.text("unit");
  fact.minimum = mapping.text("minimum");
  fact.maximum = mapping.text("maximum");
  fact.default_value = mapping.text("default");
  fact.check = mapping.text("check");
  fact.check_digit = mapping.text("check_digit");
  fact.blank = read_blank(mapping);
  fact.documentation = read_labelled_documentation(mapping);
  read_values(mapping, fact.values);
  refuse_joints_in_members(context, fact);
  if (kind == "fact") fact.history = read_history(mapping);
  if (fact.history.given()) {
    read_earlier_fields(mapping, fact.fields);
    mapping.finish();
    return fact;
  }
  const yaml::Node* const fields = mapping.find("fields");
  if (fields != nullptr && context.expect_mapping(*fields, "fields", mapping.subject())) {
    for (const yaml::Entry& field : fields->entries()) {
      fact.fields.push_back(read_fact(context, field, "field"));
    }
  }
  mapping.finish();
  return fact;
}

CatalogueSyntax::Group read_group(Context& context, const yaml::Entry& entry) {
  CatalogueSyntax::Group group;
  group.name = context.word(*entry.key, WordKind::entry, "a group");
  Mapping mapping(context, *entry.value, named_by_key("group", entry));
  group.label = mapping.labels("label");
  mapping.required("values");
  read_values(mapping, group.values);
  mapping.finish();
  return group;
}

CatalogueSyntax read_catalogue(Context& context, const yaml::Entry& entry) {
  CatalogueSyntax catalogue;
  catalogue.fact = context.text(*entry.key);
  Mapping mapping(context, *entry.value, named_by_key("catalogue", entry));
  catalogue.group = mapping.required_word("group", WordKind::name, "the fact that holds the group");
  catalogue.documentation = read_documentation(mapping);
  const yaml::Node* const groups = mapping.required("groups");
  if (groups != nullptr && context.expect_mapping(*groups, "groups", mapping.subject())) {
    for (const yaml::Entry& group : groups->entries()) catalogue.groups.push_back(read_group(context, group));
  }
  mapping.finish();
  return catalogue;
}

}  // namespace

void read_parties(Context& context, const yaml::Node& node, std::vector<PartySyntax>& parties) {
  if (node.is_mapping() || node.is_sequence()) {
    read_labelled(context, node, WordKind::name, "party", parties);
  } else {
    context.wrong_kind(node, "a mapping", "parties", {});
  }
}

void read_facts(Context& context, const yaml::Node& node, std::vector<FactSyntax>& facts) {
  if (!context.expect_mapping(node, "facts", {})) return;
  facts.reserve(facts.size() + node.entries().size());
  for (const yaml::Entry& entry : node.entries()) facts.push_back(read_fact(context, entry, "fact"));
}

void read_catalogues(Context& context, const yaml::Node& node, std::vector<CatalogueSyntax>& catalogues) {
  if (!context.expect_mapping(node, "catalogues", {})) return;
  for (const yaml::Entry& entry : node.entries()) catalogues.push_back(read_catalogue(context, entry));
}

}  // namespace warrantor::rules
