#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "reference/reference.hpp"
#include "reference/services.hpp"
#include "rules/load.hpp"
#include "support/json_claims.hpp"

// The reference engine against the expected decisions, which are a third opinion: neither it nor the engine made them.
namespace warrantor::reference {
namespace {

using base::JsonValue;

Ids texts_of(const JsonValue& array) {
  Ids texts;
  for (const JsonValue item : array) texts.emplace(item.text());
  return texts;
}

std::string joined(const Ids& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

std::string payments(const Book& book, const LineResult& line) {
  Ids parts;
  for (std::size_t i = 0; i < line.pays.size(); ++i) {
    if (line.pays[i] == 0) continue;
    parts.insert(book.rules().parties[i].name.value + "=" + format_minor_units(line.pays[i], book.schema().currency()));
  }
  return joined(parts);
}

std::string payments(const JsonValue& pays) {
  Ids parts;
  for (const JsonValue amount : pays) parts.insert(std::string(amount.key()) + "=" + std::string(amount.text()));
  return joined(parts);
}

void check_line(const Book& book, const LineResult& line, const JsonValue& expected) {
  const auto text = [&](std::string_view key) { return std::string(expected.find(key)->text()); };
  const auto ids = [&](std::string_view key) { return joined(texts_of(*expected.find(key))); };
  const JsonValue step_list = *expected.find("steps");
  std::vector<std::string> steps;
  for (const JsonValue step : step_list) steps.emplace_back(step.text());
  CHECK(line.line_id == text("line_id"));
  CHECK(name_of(line.outcome) == text("outcome"));
  CHECK(joined(line.reasons) == ids("reasons"));
  CHECK(joined(line.missing) == ids("missing"));
  CHECK(joined(line.pending) == ids("pending"));
  CHECK((line.coverage.empty() ? "null" : line.coverage) == text("coverage"));
  CHECK(format_minor_units(line.open, book.schema().currency()) == text("open"));
  CHECK(payments(book, line) == payments(*expected.find("pays")));
  CHECK(line.steps == steps);
}

}  // namespace

TEST_CASE("the reference engine decides every claim of the Zhengzhou Nissan cases as expected, in every key") {
  const std::string folder = WARRANTOR_SOURCE_DIR "/tests/conformance/zhengzhou-nissan/";
  const auto policy = load_policy(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan");
  REQUIRE(policy.has_value());
  const auto location = rules::locate_rule_set(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan");
  REQUIRE(location.has_value());
  const auto loaded = rules::load_rule_set(location->path, rules::read_below(location->root));
  const Book book(loaded.rule_set, policy->schema());
  const auto claims = test::lines_of(folder + "claims.jsonl");
  const auto expectations = test::lines_of(folder + "expected.jsonl");
  REQUIRE(claims.size() == 600);
  REQUIRE(expectations.size() == claims.size());
  Notes notes;
  std::size_t lines_compared = 0;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    base::JsonReader reader;
    base::JsonReader expected_reader;
    const auto object = reader.read(claims[i]);
    const auto expected = expected_reader.read(expectations[i]);
    REQUIRE(object.has_value());
    REQUIRE(expected.has_value());
    CAPTURE(claims[i]);
    Claim claim = policy->new_claim();
    std::string faults;
    test::fill_claim(*object, claim, faults);
    REQUIRE(faults.empty());
    const ClaimResult result = decide(book, claim, notes, service_lists(claim), 1'000'000);
    notes.insert(notes.end(), result.granted.begin(), result.granted.end());
    REQUIRE_FALSE(result.rejected);
    REQUIRE_FALSE(result.impossible);
    const JsonValue lines = *expected->find("lines");
    REQUIRE(result.lines.size() == lines.size());
    CHECK(name_of(result.outcome) == expected->find("outcome")->text());
    std::size_t place = 0;
    for (const JsonValue line : lines) check_line(book, result.lines[place++], line);
    lines_compared += place;
  }
  CHECK(lines_compared == 944);
}

}  // namespace warrantor::reference
