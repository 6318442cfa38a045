#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include <warrantor/policy.hpp>

#include "base/text.hpp"
#include "documents/markdown.hpp"
#include "io/column_map.hpp"

// The keys of column maps in examples/claims/README.md against those that the reader takes.
namespace warrantor::test {
namespace {

using Words = std::set<std::string>;

Words told_keys(std::string_view heading) {
  static const Markdown readme = parse_markdown(read_source_file("examples/claims/README.md"));
  Words words;
  for (const TableRow& row : readme.rows(heading)) {
    CAPTURE(row.line);
    CHECK(words.insert(unquoted(row.cells[0])).second);
    CHECK_FALSE(row.cells.back().empty());
  }
  return words;
}

/// The keys that the message about an unknown key lists.
void add_allowed_keys(const std::string& map, Words& keys) {
  static const auto policy = load_policy(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan");
  REQUIRE(policy.has_value());
  const auto read = io::read_column_map(policy->schema(), "map.yaml", map);
  REQUIRE_FALSE(read.has_value());
  const std::string start = "allowed here: ";
  bool found = false;
  for (const Diagnostic& diagnostic : read.error()) {
    if (!diagnostic.help.starts_with(start)) continue;
    found = true;
    std::string list = diagnostic.help.substr(start.size());
    list.erase(std::remove(list.begin(), list.end(), ' '), list.end());
    for (const std::string_view key : base::split(list, ',')) keys.emplace(key);
  }
  CHECK_MESSAGE(found, render(read.error()));
}

std::string listed(const Words& words) { return base::join(words, " "); }

}  // namespace

TEST_CASE("the README of the example claims lists every key of a column map, and no other") {
  Words keys;
  add_allowed_keys("zzzzzzzz: 1\n", keys);
  CHECK(listed(told_keys("key of the map")) == listed(keys));
}

TEST_CASE("the README of the example claims lists every key of a column, and no other") {
  Words keys;
  add_allowed_keys("columns: {a: {fact: vin, zzzzzzzz: 1}}\n", keys);
  add_allowed_keys("columns: {a: {pattern: '{vin}', zzzzzzzz: 1}}\n", keys);
  add_allowed_keys("columns: {a: {pattern: '{vin}', parts: {vin: {zzzzzzzz: 1}}}}\n", keys);
  CHECK(listed(told_keys("key of a column")) == listed(keys));
}

}  // namespace warrantor::test
