#include "house/key_uses.hpp"

#include <yaml-cpp/yaml.h>

#include <functional>
#include <vector>

namespace warrantor::house {
namespace {

using Places = std::vector<std::string>;
using Body = std::function<void(const YAML::Node&)>;

bool has(const YAML::Node& node, const char* key) { return node.IsMap() && node[key].IsDefined(); }

/// What a key says; nothing where it is not there.
YAML::Node under(const YAML::Node& node, const std::string& key) {
  if (!node.IsMap()) return {};
  const YAML::Node value = node[key];
  return value.IsDefined() ? value : YAML::Node();
}

bool says(const YAML::Node& node, const char* key, const char* value) {
  return has(node, key) && node[key].IsScalar() && node[key].Scalar() == value;
}

/// What stands under each name of a mapping, or each entry of a list, or the only thing that there is.
void each(const YAML::Node& node, const Body& body) {
  if (!node.IsMap() && !node.IsSequence()) return;
  for (const auto& entry : node) body(node.IsMap() ? entry.second : entry);
}

class Reader {
 public:
  explicit Reader(KeyUses& uses) : uses_(uses) {}

  void read_file(const YAML::Node& file) {
    add(file, {"file", "head"});
    for (const char* rules : {"exclusions", "approvals", "adjustments", "advances", "validity", "grants"}) {
      read_rules(under(file, rules), {"section of rules"}, rules);
    }
    read_rules(under(file, "responsibility"), {"section of rules", "responsibility"}, "responsibility");
    read_names(file);
    read_tables(file);
    each(under(file, "steps"), [&](const YAML::Node& step) { read_step(step); });
    each(under(file, "versions"), [&](const YAML::Node& version) { add(version, {"version"}); });
  }

 private:
  void add(const YAML::Node& node, Places places) {
    if (!node.IsMap()) return;
    places.emplace_back("nearly everything");
    for (const auto& entry : node) {
      for (const std::string& place : places) uses_.emplace(entry.first.Scalar(), place);
    }
  }

  void read_names(const YAML::Node& file) {
    each(under(file, "facts"), [&](const YAML::Node& fact) { read_fact(fact, {"fact"}); });
    each(under(file, "catalogues"), [&](const YAML::Node& catalogue) {
      add(catalogue, {"catalogue"});
      each(under(catalogue, "groups"), [&](const YAML::Node& group) { add(group, {"group"}); });
    });
    for (const char* name : {"setting", "figure"}) {
      each(under(file, std::string(name) + "s"), [&](const YAML::Node& node) { read_value(node, name); });
    }
    each(under(file, "derived"), [&](const YAML::Node& node) { read_value(node, "derived"); });
    each(under(file, "portions"), [&](const YAML::Node& portion) { add(portion, {"portion"}); });
    each(under(file, "limits"), [&](const YAML::Node& limit) { read_limit(limit); });
  }

  /// A setting, figure or derived value: one, or a list of its versions.
  void read_value(const YAML::Node& node, const std::string& place) {
    if (node.IsSequence()) return each(node, [&](const YAML::Node& version) { read_value(version, place); });
    add(node, {place});
    read_valid(node);
  }

  void read_fact(const YAML::Node& fact, Places places) {
    for (const char* type : {"vin", "records"}) {
      if (says(fact, "type", type)) places.push_back(std::string("fact of type ") + type);
    }
    add(fact, places);
    if (!fact.IsMap()) return;
    add(under(fact, "blank"), {"blank"});
    read_condition(under(under(fact, "blank"), "when"), {});
    add(under(fact, "history"), {"history"});
    Places field{"field"};
    if (has(fact, "history")) field.emplace_back("field of a list with a history");
    each(under(fact, "fields"), [&](const YAML::Node& body) { read_fact(body, field); });
  }

  void read_limit(const YAML::Node& limit) {
    Places places{"limit"};
    if (has(limit, "of")) places.emplace_back("limit with of");
    if (has(limit, "months_from")) places.emplace_back("limit with months_from");
    if (!has(limit, "of")) places.emplace_back("limit with months_from or days_from");
    add(limit, places);
  }

  void read_tables(const YAML::Node& file) {
    const auto read_rows = [&](const YAML::Node& table, const Places& places) {
      add(table, {places[0]});
      if (!table.IsMap()) return;
      read_conditions(table);
      each(under(table, "rows"), [&](const YAML::Node& row) {
        add(row, {places[1], "row"});
        read_conditions(row);
        read_valid(row);
      });
    };
    read_rows(under(file, "coverage"), {"coverage", "coverage row"});
    each(under(file, "lookups"), [&](const YAML::Node& lookup) {
      read_rows(lookup, {"lookup", "row of a lookup"});
      each(under(lookup, "columns"), [&](const YAML::Node& column) { add(column, {"column"}); });
    });
  }

  void read_rules(const YAML::Node& node, const Places& places, const std::string& section) {
    if (node.IsMap() && !has(node, "id")) {
      add(node, places);
      read_conditions(node);
      read_with(node);
      return each(under(node, "rules"),
                  [&](const YAML::Node& item) { read_rules(item, block_places(section), section); });
    }
    if (node.IsMap()) return read_rule(node, section);
    each(node, [&](const YAML::Node& item) { read_rules(item, block_places(section), section); });
  }

  static Places block_places(const std::string& section) {
    return section == "grants" ? Places{"block", "block of grants"} : Places{"block"};
  }

  void read_rule(const YAML::Node& rule, const std::string& section) {
    Places places{"rule"};
    if (section == "approvals") places.emplace_back("approval");
    if (section == "validity") places.emplace_back("validity rule");
    if (section == "adjustments") places.emplace_back("adjustment");
    if (section == "grants") places.emplace_back("grant");
    if (section == "grants" && says(rule, "of", "line")) places.emplace_back("grant of a line");
    add(rule, places);
    read_conditions(rule);
    read_valid(rule);
    read_with(rule);
    for (const char* effect : {"becomes", "at_most", "at_least", "less", "plus"}) {
      if (section == "adjustments") add(under(rule, effect), {"figure of an adjustment"});
    }
  }

  void read_with(const YAML::Node& node) {
    each(under(node, "with"), [&](const YAML::Node& value) { add(value, {"value of a grant"}); });
  }

  void read_step(const YAML::Node& step) {
    add(step, {"step"});
    if (!step.IsMap()) return;
    read_valid(step);
    read_condition(under(step, "when"), {"condition of a step"});
  }

  void read_conditions(const YAML::Node& node) {
    for (const char* key : {"for", "when", "unless", "takes_when"}) read_condition(under(node, key), {});
  }

  void read_condition(const YAML::Node& node, Places places) {
    if (node.IsSequence()) return each(node, [&](const YAML::Node& item) { read_condition(item, places); });
    if (!node.IsMap()) return;
    places.emplace_back("conditions");
    add(node, places);
    for (const char* key : {"any", "all", "not"}) read_condition(under(node, key), {});
  }

  void read_valid(const YAML::Node& node) { add(under(node, "valid"), {"`valid`"}); }

  KeyUses& uses_;
};

}  // namespace

KeyUses key_uses_of(const std::string& file) {
  KeyUses uses;
  const YAML::Node root = YAML::Load(file);
  if (root.IsMap()) Reader(uses).read_file(root);
  return uses;
}

const std::set<std::string>& known_places() {
  static const std::set<std::string> places{"`valid`",
                                            "adjustment",
                                            "approval",
                                            "blank",
                                            "block",
                                            "block of grants",
                                            "catalogue",
                                            "condition of a step",
                                            "column",
                                            "conditions",
                                            "coverage",
                                            "coverage row",
                                            "derived",
                                            "fact",
                                            "fact of type records",
                                            "fact of type vin",
                                            "field",
                                            "field of a list with a history",
                                            "figure",
                                            "figure of an adjustment",
                                            "file",
                                            "grant",
                                            "grant of a line",
                                            "group",
                                            "head",
                                            "history",
                                            "limit",
                                            "limit with months_from",
                                            "limit with months_from or days_from",
                                            "limit with of",
                                            "lookup",
                                            "nearly everything",
                                            "portion",
                                            "responsibility",
                                            "row",
                                            "row of a lookup",
                                            "rule",
                                            "section of rules",
                                            "setting",
                                            "step",
                                            "validity rule",
                                            "value of a grant",
                                            "version"};
  return places;
}

}  // namespace warrantor::house
