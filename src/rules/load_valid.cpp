#include <utility>

#include <warrantor/date.hpp>

#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/sections.hpp"

namespace warrantor::rules {
namespace {

Text read_day(Mapping& mapping, std::string_view key) {
  Text day = mapping.text(key);
  if (!day.given()) return day;
  if (const auto date = Date::parse(day.value)) {
    day.value = date->to_string();
    return day;
  }
  mapping.context().error(codes::bad_day, *day.place.node, base::quote(day.value) + " is not a day",
                          "write year, month and day, such as 2024-01-31");
  return {};
}

void read_period(Mapping& mapping, ValidSyntax& valid) {
  valid.from = read_day(mapping, "from");
  valid.to = read_day(mapping, "to");
  if (!valid.from.given() || !valid.to.given() || valid.from.value <= valid.to.value) return;
  mapping.context().error(codes::bad_day, *valid.to.place.node,
                          describe(mapping.subject()) + " ends before it begins, on " + valid.from.value);
  valid.to = {};
}

VersionSyntax read_version(Context& context, const yaml::Node& node, const Text& valid_by) {
  VersionSyntax version;
  Mapping mapping(context, node, named_by_id("version", node));
  version.id = mapping.required_word("id", WordKind::id, "a version");
  version.valid.place = version.id.place;
  read_period(mapping, version.valid);
  version.valid.by = valid_by;
  version.documentation = read_documentation(mapping);
  mapping.find("include");  // the loader follows it
  mapping.finish();
  return version;
}

}  // namespace

Condition condition_of(const ValidSyntax& valid) {
  Condition condition;
  const bool has_day = valid.from.given() || valid.to.given();
  if (!has_day || !valid.by.given()) return condition;
  condition.kind = Condition::Kind::test;
  condition.place = valid.place;
  condition.subject = valid.by;
  std::string test = "[" + valid.from.value + ".." + valid.to.value + "]";
  if (!valid.to.given()) test = ">= " + valid.from.value;
  if (!valid.from.given()) test = "<= " + valid.to.value;
  condition.tests.push_back({std::move(test), valid.place});
  return condition;
}

ValidSyntax read_valid(Mapping& mapping) {
  ValidSyntax valid;
  valid.version = mapping.context().version();
  const yaml::Node* const node = mapping.find("valid");
  if (node == nullptr) return valid;
  const std::string name(mapping.subject().name);
  Mapping period(mapping.context(), *node, {"`valid` of", name, nullptr});
  if (!period.is_mapping()) return valid;
  valid.place = mapping.context().place(*node);
  read_period(period, valid);
  valid.by = period.text("by");
  if (!valid.by.given()) valid.by = mapping.context().valid_by();
  if (!valid.by.given()) {
    mapping.context().error(codes::missing_key, *node, "`valid` of " + base::quote(name) + " names no date",
                            "name a fact of type date as `by`, or as `valid_by` in the head");
  }
  if (!period.find("from") && !period.find("to")) {
    mapping.context().error(codes::missing_key, *node, "`valid` of " + base::quote(name) + " says no day",
                            "write the first day as `from`, the last one as `to`, or both");
  }
  period.finish();
  return valid;
}

void read_valid_by(Context& context, const yaml::Node& root, RuleSet& rule_set) {
  const yaml::Node* const node = root.find("valid_by");
  if (node != nullptr) rule_set.valid_by = context.required_text(*node, "valid_by", {});
}

void read_versions(Context& context, const yaml::Node& node, const Text& valid_by,
                   std::vector<VersionSyntax>& versions) {
  if (!context.expect_list(node, "versions", {})) return;
  if (node.items().empty()) context.error(codes::nothing_given, node, "an empty list for `versions`");
  for (const yaml::Node* const item : node.items()) {
    if (!context.expect_mapping(*item, "", {"version", {}, nullptr})) continue;
    versions.push_back(read_version(context, *item, valid_by));
  }
}

}  // namespace warrantor::rules
