#include <doctest/doctest.h>

#include <warrantor/claim.hpp>

#include "unit/model/sample_schema.hpp"

using namespace warrantor;
using warrantor::testing::SampleSchema;

namespace {

Money yuan(std::int64_t fen) { return {fen, *Currency::from_code("CNY")}; }

}  // namespace

TEST_CASE("what is stated is kept and the rest stays blank") {
  const SampleSchema sample;
  Claim claim(sample.schema);
  CHECK(claim.set("model", "D22"));
  CHECK(claim.set("odometer_km", 28'000));
  CHECK(claim.set("in_service_date", *Date::from_ymd(2023, 8, 31)));
  CHECK(claim.set("odometer_tampered", false));
  CHECK(claim.set("commitment_months", 36));
  CHECK(claim.get(sample.model).as_integer() == 1);
  CHECK(claim.get(sample.odometer).as_integer() == 28'000);
  CHECK(claim.get(sample.sold_on).as_date().to_string() == "2023-08-31");
  CHECK(claim.get(sample.tampered).is_false());
  CHECK(claim.get(sample.promise).as_integer() == 36);
  CHECK(claim.get(sample.vin).is_unknown());
}

TEST_CASE("each line has its own facts") {
  const SampleSchema sample;
  Claim claim(sample.schema);
  const auto first = claim.add_line();
  const auto second = claim.add_line();
  CHECK(claim.set(first, "component", "water_pump"));
  CHECK(claim.set(second, "component", "水泵"));
  CHECK(claim.set(second, "parts_amount", yuan(5000)));
  CHECK(claim.set(second, "consent", true));
  CHECK(claim.line_count() == 2);
  CHECK(claim.get(first, sample.parts_amount).is_unknown());
  CHECK(claim.get(second, sample.parts_amount).as_integer() == 5000);
  CHECK(claim.get(first, sample.part).same_as(claim.get(second, sample.part)));
  CHECK(claim.line_values(second).size() == sample.schema.line_facts().size());
}

TEST_CASE("a name that is not declared is answered with the nearest one of the same scope") {
  const SampleSchema sample;
  Claim claim(sample.schema);
  const auto line = claim.add_line();
  const auto unknown = claim.set("modle", "D22");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().message == "`modle` is not a declared fact");
  CHECK(unknown.error().help == "did you mean `model`?");
  CHECK(claim.set(line, "componnent", "tyre").error().help == "did you mean `component`?");
  CHECK(claim.set("whatever", 1).error().help.empty());
}

TEST_CASE("a fact of a line is not set on the claim, nor the other way round, nor a list as a value") {
  const SampleSchema sample;
  Claim claim(sample.schema);
  const auto line = claim.add_line();
  CHECK(claim.set("component", "tyre").error().message == "`component` is a fact of a line, not of the claim");
  CHECK(claim.set(line, "model", "D22").error().message == "`model` is a fact of the claim, not of a line");
  CHECK(claim.set("services", "x").error().message == "`services` is a list of records");
}

TEST_CASE("a value of another type is refused and the claim stays as it was") {
  const SampleSchema sample;
  Claim claim(sample.schema);
  const auto line = claim.add_line();
  CHECK(claim.set("odometer_km", 100));
  CHECK(claim.set("odometer_km", true).error().message == "true or false is given where a whole number is expected");
  CHECK(claim.set("in_service_date", 20240105).error().message == "a whole number is given where a date is expected");
  CHECK(claim.set(line, "parts_amount", 5000).error().message == "a whole number is given where an amount is expected");
  CHECK(claim.set("odometer_tampered", 1).error().message == "a whole number is given where true or false is expected");
  CHECK_FALSE(claim.set("model", 1));
  CHECK_FALSE(claim.set("model", *Date::from_ymd(2024, 1, 5)));
  CHECK_FALSE(claim.set("odometer_km", yuan(5)));
  CHECK(claim.get(sample.odometer).as_integer() == 100);
  CHECK(claim.get(sample.model).is_unknown());
  CHECK(claim.get(line, sample.parts_amount).is_unknown());
}

TEST_CASE("a typed value keeps to the range and the currency of its fact") {
  const SampleSchema sample;
  Claim claim(sample.schema);
  const auto line = claim.add_line();
  CHECK(claim.set("odometer_km", -5).error().message == "`-5` is below 0");
  CHECK(claim.set(line, "parts_amount", yuan(-1)).error().message == "`-0.01` is below 0.00");
  CHECK(claim.set(line, "parts_amount", Money(5, *Currency::from_code("USD"))).error().message ==
        "the amount is in USD where CNY is expected");
}

TEST_CASE("a typed value is no larger than a text can state") {
  Schema schema(*Currency::from_code("CNY"));
  Fact fact;
  fact.name = "total";
  fact.type = ValueType::money;
  fact.scope = Scope::claim;
  schema.add_fact(fact);
  Claim claim(schema);
  CHECK(claim.set("total", yuan(largest_amount)));
  CHECK(claim.set("total", yuan(largest_amount + 1)).error().message == "`10000000000000.01` is too large an amount");
}

TEST_CASE("a table is blank until it is stated or holds a record") {
  const SampleSchema sample;
  Claim claim(sample.schema);
  CHECK_FALSE(claim.is_stated(sample.services));
  claim.state_table(sample.services);
  CHECK(claim.is_stated(sample.services));
  CHECK(claim.record_count(sample.services) == 0);
  const auto first = claim.add_record(sample.services);
  const auto second = claim.add_record(sample.services);
  claim.set(sample.services, second, sample.service_km, Value::integer(5000));
  CHECK(claim.record_count(sample.services) == 2);
  CHECK(claim.record(sample.services, first)[0].is_unknown());
  CHECK(claim.record(sample.services, second)[0].as_integer() == 5000);
  CHECK(claim.record(sample.services, second).size() == 2);
}

TEST_CASE("a cleared claim is as new") {
  const SampleSchema sample;
  Claim claim(sample.schema);
  CHECK(claim.set("claim_id", "A1"));
  CHECK(claim.set(claim.add_line(), "parts_amount", yuan(5000)));
  claim.set(sample.services, claim.add_record(sample.services), sample.service_km, Value::integer(5000));
  claim.clear();
  CHECK(claim.line_count() == 0);
  CHECK_FALSE(claim.is_stated(sample.services));
  CHECK(claim.record_count(sample.services) == 0);
  for (const Value& value : claim.claim_values()) CHECK(value.is_unknown());
  const auto line = claim.add_line();
  for (const Value& value : claim.line_values(line)) CHECK(value.is_unknown());
  CHECK(claim.record(sample.services, claim.add_record(sample.services))[0].is_unknown());
}

TEST_CASE("texts outlive what they were set from, also when the claim is moved") {
  const SampleSchema sample;
  Claim claim(sample.schema);
  {
    const std::string text = "A1";
    CHECK(claim.set("claim_id", text));
  }
  const Claim moved = std::move(claim);
  CHECK(moved.get(sample.claim_id).as_text() == "A1");
}
