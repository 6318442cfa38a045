#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "base/text.hpp"
#include "documents/markdown.hpp"
#include "documents/rule_sets.hpp"

namespace warrantor::test {
namespace {

using Words = std::set<std::string>;

Words first_cells(std::string_view heading) {
  Words words;
  for (const TableRow& row : rules_readme().rows(heading)) {
    CAPTURE(row.line);
    CHECK_MESSAGE(words.insert(unquoted(row.cells[0])).second, "stands twice in the guide");
    CHECK_FALSE(row.cells.back().empty());
  }
  return words;
}

Words codes_in(const std::string& file) {
  const std::string text = read_source_file(file);
  const std::regex code("W[0-9]{4}");
  Words codes;
  for (std::sregex_iterator found(text.begin(), text.end(), code), end; found != end; ++found) {
    codes.insert(found->str());
  }
  return codes;
}

std::string listed(const Words& words) { return base::join(words, " "); }

Words without(const Words& words, const Words& removed) {
  Words rest;
  std::set_difference(words.begin(), words.end(), removed.begin(), removed.end(), std::inserter(rest, rest.end()));
  return rest;
}

/// Adds the keys that the message about an unknown key lists.
void add_allowed_keys(const Expected<Policy, Diagnostics>& policy, Words& keys) {
  REQUIRE_FALSE(policy.has_value());
  const std::string start = "allowed here: ";
  bool found = false;
  for (const Diagnostic& diagnostic : policy.error()) {
    if (!diagnostic.help.starts_with(start)) continue;
    found = true;
    std::string list = diagnostic.help.substr(start.size());
    list.erase(std::remove(list.begin(), list.end(), ' '), list.end());
    for (const std::string_view key : base::split(list, ',')) keys.emplace(key);
  }
  CHECK_MESSAGE(found, render(policy.error()));
}

TEST_CASE("the guide lists every code of the sources, and no other") {
  Words codes;
  for (const char* room : {"yaml", "rules", "expr", "policy", "engine", "io"}) {
    codes.merge(codes_in(std::string("src/") + room + "/codes.hpp"));
  }
  CHECK(codes.size() > 40);
  const Words told = first_cells("code");
  CHECK_MESSAGE(without(codes, told).empty(), "not in the guide: " << listed(without(codes, told)));
  CHECK_MESSAGE(without(told, codes).empty(), "not in the sources: " << listed(without(told, codes)));
}

TEST_CASE("the guide lists every key that the loader takes, and no other") {
  // Words of conditions stand beside the names of facts, so that no message lists them.
  Words keys{"all", "any", "borne_by", "if", "not", "outcome", "pending"};
  add_allowed_keys(load_policy({{"x/rules.yaml", "zzzzzzzz: 1\n"}}, "x/rules.yaml"), keys);
  for (const char* head : {"extends: ../y\nzzzzzzzz: 1\n", "versions: [{zzzzzzzz: 1}]\n"}) {
    add_allowed_keys(load_policy({{"x/rules.yaml", head}, {"y/rules.yaml", ""}}, "x/rules.yaml"), keys);
  }
  for (const char* piece : {
           "settings:\n  new: {value: 1, valid: {zzzzzzzz: 1}}\n",
           "facts:\n  new: {type: text, zzzzzzzz: 1}\n",
           "facts:\n  new: {type: text, blank: {zzzzzzzz: 1}}\n",
           "facts:\n  new: {type: records, fields: {one: {zzzzzzzz: 1}}}\n",
           "facts:\n  new: {type: records, history: {zzzzzzzz: 1}}\n",
           "facts:\n  new: {type: records, history: {by: [vin]}, fields: {one: {zzzzzzzz: 1}}}\n",
           "catalogues:\n  component: {zzzzzzzz: 1}\n",
           "catalogues:\n  component: {groups: {one: {zzzzzzzz: 1}}}\n",
           "settings:\n  new: {zzzzzzzz: 1}\n",
           "lookups:\n  new: {zzzzzzzz: 1}\n",
           "derived:\n  new: {zzzzzzzz: 1}\n",
           "portions:\n  new: {zzzzzzzz: 1}\n",
           "limits:\n  new: {id: new, months_from: sale_date, zzzzzzzz: 1}\n",
           "limits:\n  new: {id: new, of: odometer_km, zzzzzzzz: 1}\n",
           "coverage:\n  zzzzzzzz: 1\n",
           "coverage:\n  rows: [{id: new, zzzzzzzz: {}}]\n",
           "lookups:\n  new: {rows: [{id: new, zzzzzzzz: {}}]}\n",
           "exclusions:\n  zzzzzzzz: 1\n",
           "exclusions:\n  - {rules: [], zzzzzzzz: 1}\n",
           "exclusions:\n  - {id: new, zzzzzzzz: 1}\n",
           "responsibility:\n  - {id: new, zzzzzzzz: 1}\n",
           "adjustments:\n  - {id: new, zzzzzzzz: 1}\n",
           "adjustments:\n  - {id: new, becomes: {zzzzzzzz: 1}}\n",
           "advances:\n  - {id: new, zzzzzzzz: 1}\n",
           "approvals:\n  - {id: new, zzzzzzzz: 1}\n",
           "validity:\n  - {id: new, zzzzzzzz: 1}\n",
           "grants:\n  - {id: new, zzzzzzzz: 1}\n",
           "figures:\n  new: {value: 1, zzzzzzzz: 1}\n",
           "steps:\n  - {id: new, zzzzzzzz: 1}\n",
       }) {
    CAPTURE(piece);
    add_allowed_keys(load_workshop_with(piece), keys);
  }
  const Words told = first_cells("key");
  CHECK_MESSAGE(without(keys, told).empty(), "not in the guide: " << listed(without(keys, told)));
  CHECK_MESSAGE(without(told, keys).empty(), "not in the loader: " << listed(without(told, keys)));
}

}  // namespace
}  // namespace warrantor::test
