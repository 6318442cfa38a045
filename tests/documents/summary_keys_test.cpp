#include <doctest/doctest.h>

#include <set>

#include <warrantor/policy.hpp>

#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "batch/summary.hpp"
#include "documents/markdown.hpp"

namespace warrantor::test {
namespace {

using Words = std::set<std::string>;

// The first table of its chapter: another one may begin with the same heading.
Words told_keys() {
  const std::string readme = read_source_file("examples/claims/README.md");
  const std::size_t chapter = readme.find("## What `--summary FILE` holds");
  REQUIRE(chapter != std::string::npos);
  const Markdown told = parse_markdown(readme.substr(chapter));
  Words keys;
  for (const TableRow& row : told.rows("key")) {
    for (const std::string_view key : base::split(row.cells[0], ',')) {
      CAPTURE(key);
      CHECK(keys.insert(unquoted(std::string(base::trim(key)))).second);
    }
  }
  return keys;
}

// Of a run that has something to say under each of them.
Words printed_keys() {
  const auto policy = load_policy(WARRANTOR_SOURCE_DIR "/rules/cn-three-guarantees");
  REQUIRE(policy.has_value());
  batch::Summary summary(*policy);
  summary.earlier.rejected_claims = 1;
  const std::string printed = batch::summary_as_json(summary, *policy);
  base::JsonReader reader;
  const auto object = reader.read(base::trim(printed));
  REQUIRE(object.has_value());
  Words keys;
  for (const base::JsonValue value : *object) keys.emplace(value.key());
  return keys;
}

}  // namespace

TEST_CASE("the README of the example claims lists every key of a summary, and no other") {
  CHECK(base::join(told_keys(), " ") == base::join(printed_keys(), " "));
}

}  // namespace warrantor::test
