#include <utility>

#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/sections.hpp"

namespace warrantor::rules {
namespace {

// A figure may stand in several versions: a list of mappings, each with its own `valid`.
template <class Syntax>
void read_versions_of(Context& context, const yaml::Entry& entry, std::vector<Syntax>& all,
                      Syntax (*read)(Context&, const yaml::Entry&, const yaml::Node&)) {
  if (!entry.value->is_sequence()) return all.push_back(read(context, entry, *entry.value));
  if (entry.value->items().empty()) {
    context.error(codes::nothing_given, *entry.value, "an empty list for " + base::quote(entry.key->text()),
                  "write a value, or its versions");
  }
  for (const yaml::Node* const item : entry.value->items()) {
    if (context.expect_mapping(*item, entry.key->text(), {})) all.push_back(read(context, entry, *item));
  }
}

SettingSyntax read_setting(Context& context, const yaml::Entry& entry, const yaml::Node& node) {
  SettingSyntax setting;
  setting.name = context.word(*entry.key, WordKind::name, "a setting");
  const Subject subject = named_by_key("setting", entry);
  setting.valid.version = context.version();
  if (!node.is_mapping()) {
    setting.value = context.required_text(node, "", subject);
    return setting;
  }
  Mapping mapping(context, node, subject);
  setting.value = mapping.required_text("value");
  setting.valid = read_valid(mapping);
  setting.type = mapping.text("type");
  setting.unit = mapping.text("unit");
  setting.documentation = read_documentation(mapping);
  mapping.finish();
  return setting;
}

DerivedSyntax read_formula(Context& context, const yaml::Entry& entry, const yaml::Node& node, std::string_view kind,
                           std::string_view a_kind) {
  DerivedSyntax derived;
  derived.name = context.word(*entry.key, WordKind::name, a_kind);
  const Subject subject = named_by_key(kind, entry);
  derived.valid.version = context.version();
  if (!node.is_mapping()) {
    derived.expression = context.expression(node, "", subject);
    return derived;
  }
  Mapping mapping(context, node, subject);
  derived.expression = mapping.required_expression("value");
  derived.valid = read_valid(mapping);
  derived.documentation = read_documentation(mapping);
  mapping.finish();
  return derived;
}

DerivedSyntax read_derived_fact(Context& context, const yaml::Entry& entry, const yaml::Node& node) {
  return read_formula(context, entry, node, "derived fact", "a derived fact");
}

DerivedSyntax read_figure(Context& context, const yaml::Entry& entry, const yaml::Node& node) {
  return read_formula(context, entry, node, "figure", "a figure");
}

PortionSyntax read_portion(Context& context, const yaml::Entry& entry) {
  PortionSyntax portion;
  portion.name = context.word(*entry.key, WordKind::name, "a portion");
  Mapping mapping(context, *entry.value, named_by_key("portion", entry));
  portion.amount = mapping.required_expression("amount");
  portion.starts_as = mapping.expression("starts_as");
  portion.otherwise = mapping.required_text("else");
  portion.advanced_by = mapping.text("advanced_by");
  portion.documentation = read_documentation(mapping);
  mapping.finish();
  return portion;
}

// What a limit counts: months or days from a date, or a reading. Of several the first is kept.
void check_measure(Mapping& mapping, LimitSyntax& limit) {
  bool has_measure = false;
  for (Text* const measure : {&limit.months_from, &limit.days_from, &limit.of}) {
    if (!measure->given()) continue;
    if (has_measure) {
      mapping.context().error(codes::contradiction, *measure->place.node,
                              describe(mapping.subject()) + " counts in more than one way",
                              "keep one of months_from, days_from and of");
      *measure = {};
    }
    has_measure = true;
  }
  const bool was_tried = mapping.find("months_from") || mapping.find("days_from") || mapping.find("of");
  if (was_tried || !mapping.is_mapping()) return;
  mapping.context().error(codes::missing_key, *mapping.subject().place,
                          describe(mapping.subject()) + " does not say what it counts",
                          "add one of months_from, days_from and of");
}

void read_reading(Mapping& mapping, LimitSyntax& limit) {
  limit.from = mapping.expression("from");
  limit.unit = mapping.text("unit");
  mapping.refuse("at", "a limit `of` a reading has no day at which it is looked at");
  mapping.refuse("rounding", "only calendar months, `months_from`, have something to round");
  mapping.refuse("extended_by", "only a period, `months_from` or `days_from`, is extended by days");
}

void read_period(Mapping& mapping, LimitSyntax& limit) {
  const bool counts = limit.months_from.given() || limit.days_from.given();
  limit.at = counts ? mapping.required_expression("at") : mapping.expression("at");
  limit.extended_by = mapping.expression("extended_by");
  if (limit.days_from.given()) {
    mapping.refuse("rounding", "only calendar months, `months_from`, have something to round");
  } else {
    limit.rounding = mapping.choice("rounding", {"down", "up"});
  }
  if (!counts) {  // it says nothing of what it counts, which was reported
    limit.from = mapping.expression("from");
    limit.unit = mapping.text("unit");
    return;
  }
  mapping.refuse("from", "only a reading counts `from` another; a period counts from its first day");
  mapping.refuse("unit", "months and days need no unit");
}

LimitSyntax read_limit(Context& context, const yaml::Entry& entry) {
  LimitSyntax limit;
  limit.name = context.word(*entry.key, WordKind::name, "a limit");
  Mapping mapping(context, *entry.value, named_by_key("limit", entry));
  limit.id = mapping.required_word("id", WordKind::id, "a limit");
  limit.months_from = mapping.expression("months_from");
  limit.days_from = mapping.expression("days_from");
  limit.of = mapping.expression("of");
  check_measure(mapping, limit);
  limit.of.given() ? read_reading(mapping, limit) : read_period(mapping, limit);
  limit.documentation = read_documentation_with_clause(mapping);
  mapping.finish();
  return limit;
}

}  // namespace

void read_settings(Context& context, const yaml::Node& node, std::vector<SettingSyntax>& settings) {
  if (!context.expect_mapping(node, "settings", {})) return;
  for (const yaml::Entry& entry : node.entries()) read_versions_of(context, entry, settings, read_setting);
}

void read_derived(Context& context, const yaml::Node& node, std::vector<DerivedSyntax>& derived) {
  if (!context.expect_mapping(node, "derived", {})) return;
  for (const yaml::Entry& entry : node.entries()) read_versions_of(context, entry, derived, read_derived_fact);
}

void read_figures(Context& context, const yaml::Node& node, std::vector<DerivedSyntax>& figures) {
  if (!context.expect_mapping(node, "figures", {})) return;
  for (const yaml::Entry& entry : node.entries()) read_versions_of(context, entry, figures, read_figure);
}

void read_grant(Mapping& mapping, GrantSyntax& grant) {
  grant.of = mapping.choice("of", {"claim", "line"});
  grant.borne_by = mapping.text("borne_by");
  if (grant.borne_by.given() && grant.of.value != "line") {
    mapping.context().error(codes::misplaced, *grant.borne_by.place.node,
                            "`borne_by` has no meaning in " + describe(mapping.subject()),
                            "only a line is borne by somebody: write `of: line` beside it");
  }
  read_with(mapping, grant.with);
}

void read_with(Mapping& mapping, std::vector<DerivedSyntax>& values) {
  const yaml::Node* const with = mapping.find("with");
  if (with == nullptr || !mapping.context().expect_mapping(*with, "with", mapping.subject())) return;
  if (with->entries().empty()) {
    mapping.context().error(codes::nothing_given, *with,
                            "an empty mapping for `with` in " + describe(mapping.subject()), "leave `with` away");
  }
  for (const yaml::Entry& entry : with->entries()) {
    values.push_back(read_formula(mapping.context(), entry, *entry.value, "value of a grant", "a value of a grant"));
    const DerivedSyntax& value = values.back();
    if (value.valid.has_period()) {
      mapping.context().error(codes::misplaced, *value.valid.place.node,
                              "`valid` has no meaning for " + base::quote(value.name.value),
                              "write it beside the id of the grant");
    }
    if (value.name.value != "id") continue;
    mapping.context().error(codes::bad_name, *entry.key, "`id` is the name of the grant itself",
                            "choose another name for the value");
  }
}

void read_portions(Context& context, const yaml::Node& node, std::vector<PortionSyntax>& portions) {
  if (!context.expect_mapping(node, "portions", {})) return;
  for (const yaml::Entry& entry : node.entries()) portions.push_back(read_portion(context, entry));
}

void read_limits(Context& context, const yaml::Node& node, std::vector<LimitSyntax>& limits) {
  if (!context.expect_mapping(node, "limits", {})) return;
  for (const yaml::Entry& entry : node.entries()) limits.push_back(read_limit(context, entry));
}

}  // namespace warrantor::rules
