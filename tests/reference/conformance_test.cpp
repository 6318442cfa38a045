#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "reference/compare.hpp"
#include "reference/services.hpp"
#include "reference/tree.hpp"
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
  std::vector<std::string> steps;
  if (const auto found = expected.find("steps")) {
    const JsonValue step_list = *found;
    for (const JsonValue step : step_list) steps.emplace_back(step.text());
  }
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

void check_engine(const ShippedRules& shipped, const Claim& claim, const ClaimResult& result, History& history,
                  Shortfall& shortfall) {
  const Decision decision = adjudicate(shipped.policy, claim, history);
  history.note(shipped.policy, claim, decision);
  REQUIRE(decision.lines.size() == result.lines.size());
  for (std::size_t i = 0; i < result.lines.size(); ++i) {
    const LineResult line = result_of(shipped.policy, decision.lines[i]);
    shortfall.count(line, result.lines[i]);
    for (const auto& [key, what] : faults(line, result.lines[i], claims_to_be_exact(decision.lines[i]))) {
      FAIL_CHECK(key, " of line ", line.line_id, ": ", what);
    }
  }
}

// Gives how many lines were compared: a claim is left out of which a line has more cases than `most`.
int check_cases(const ShippedRules& shipped, std::size_t count, const std::function<Lists(const Claim&)>& lists,
                std::size_t most) {
  const auto claims = test::lines_of(shipped.cases + "claims.jsonl");
  const auto expectations = test::lines_of(shipped.cases + "expected.jsonl");
  REQUIRE(claims.size() == count);
  REQUIRE(expectations.size() == claims.size());
  Notes notes;
  History history;
  Shortfall shortfall;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    base::JsonReader reader;
    const auto expected = reader.read(expectations[i]);
    REQUIRE(expected.has_value());
    CAPTURE(claims[i]);
    const Claim claim = shipped.claim_of(claims[i]);
    ClaimResult result;
    try {
      result = decide(shipped.book, claim, notes, lists(claim), most);
    } catch (const TooManyCases&) {
      continue;
    }
    notes.insert(notes.end(), result.granted.begin(), result.granted.end());
    REQUIRE_FALSE(result.rejected);
    REQUIRE_FALSE(result.impossible);
    const JsonValue lines = *expected->find("lines");
    REQUIRE(result.lines.size() == lines.size());
    CHECK(name_of(result.outcome) == expected->find("outcome")->text());
    std::size_t place = 0;
    for (const JsonValue line : lines) check_line(shipped.book, result.lines[place++], line);
    check_engine(shipped, claim, result, history, shortfall);
  }
  MESSAGE("engine against reference: ", shortfall.told());
  return shortfall.lines();
}

// Nobody has worked out these decisions: two engines must come to the same ones. Gives how many lines were compared.
int check_engine_on(const ShippedRules& shipped, const std::string& claims, std::size_t most) {
  Notes notes;
  History history;
  Shortfall shortfall;
  for (const std::string& text : test::lines_of(claims)) {
    CAPTURE(text);
    const Claim claim = shipped.claim_of(text);
    ClaimResult result;
    try {
      result = decide(shipped.book, claim, notes, service_lists(claim), most);
    } catch (const TooManyCases&) {
      continue;
    }
    notes.insert(notes.end(), result.granted.begin(), result.granted.end());
    REQUIRE_FALSE(result.rejected);
    check_engine(shipped, claim, result, history, shortfall);
  }
  MESSAGE("engine against reference: ", shortfall.told());
  return shortfall.lines();
}

}  // namespace

TEST_CASE(
    "the reference decides every Zhengzhou Nissan case as expected, in every key, and the engine does not contradict "
    "it") {
  CHECK(check_cases(ZhengzhouNissan(), 600, service_lists, 1'000'000) == 944);
}

TEST_CASE("the reference decides every US new-vehicle case as expected, and the engine does not contradict it") {
  CHECK(check_cases(
            ShippedRules("us-new-vehicle"), 121, [](const Claim&) { return Lists(); }, 20'000) > 250);
}

TEST_CASE("the engine decides the Zhengzhou Nissan claims of households as the reference does") {
  const ShippedRules household("zhengzhou-nissan-household");
  CHECK(check_engine_on(household, ZhengzhouNissan().cases + "claims.jsonl", 150) > 700);
}

}  // namespace warrantor::reference
