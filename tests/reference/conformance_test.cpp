#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "reference/compare.hpp"
#include "reference/services.hpp"
#include "reference/zhengzhou_nissan.hpp"

// The reference engine against the expected decisions, which are a third opinion: neither it nor the engine made them.
namespace warrantor::reference {
namespace {

using base::JsonValue;

Ids texts_of(const JsonValue& array) {
  Ids texts;
  for (const JsonValue item : array) texts.emplace(item.text());
  return texts;
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

void check_engine(const ZhengzhouNissan& nissan, const Claim& claim, const ClaimResult& result, History& history,
                  Shortfall& shortfall) {
  const Decision decision = adjudicate(nissan.policy, claim, history);
  history.note(nissan.policy, claim, decision);
  REQUIRE(decision.lines.size() == result.lines.size());
  for (std::size_t i = 0; i < result.lines.size(); ++i) {
    const LineResult line = result_of(nissan.policy, decision.lines[i]);
    shortfall.count(line, result.lines[i]);
    for (const auto& [key, what] : faults(line, result.lines[i], claims_to_be_exact(decision.lines[i]))) {
      FAIL_CHECK(key, " of line ", line.line_id, ": ", what);
    }
  }
}

}  // namespace

TEST_CASE(
    "the reference decides every Zhengzhou Nissan case as expected, in every key, and the engine does not contradict "
    "it") {
  const ZhengzhouNissan nissan;
  const auto claims = test::lines_of(nissan.cases + "claims.jsonl");
  const auto expectations = test::lines_of(nissan.cases + "expected.jsonl");
  REQUIRE(claims.size() == 600);
  REQUIRE(expectations.size() == claims.size());
  Notes notes;
  History history;
  Shortfall shortfall;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    base::JsonReader reader;
    const auto expected = reader.read(expectations[i]);
    REQUIRE(expected.has_value());
    CAPTURE(claims[i]);
    const Claim claim = nissan.claim_of(claims[i]);
    const ClaimResult result = decide(nissan.book, claim, notes, service_lists(claim), 1'000'000);
    notes.insert(notes.end(), result.granted.begin(), result.granted.end());
    REQUIRE_FALSE(result.rejected);
    REQUIRE_FALSE(result.impossible);
    const JsonValue lines = *expected->find("lines");
    REQUIRE(result.lines.size() == lines.size());
    CHECK(name_of(result.outcome) == expected->find("outcome")->text());
    std::size_t place = 0;
    for (const JsonValue line : lines) check_line(nissan.book, result.lines[place++], line);
    check_engine(nissan, claim, result, history, shortfall);
  }
  CHECK(shortfall.lines() == 944);
  MESSAGE("engine against reference: ", shortfall.told());
}

}  // namespace warrantor::reference
