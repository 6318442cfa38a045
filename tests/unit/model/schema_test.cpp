#include <doctest/doctest.h>

#include "unit/model/sample_schema.hpp"

using namespace warrantor;
using warrantor::testing::SampleSchema;

TEST_CASE("facts are found by name and lie in the slots of their scope") {
  const SampleSchema sample;
  const Schema& schema = sample.schema;
  CHECK(schema.find_fact("model") == sample.model);
  CHECK(schema.find_fact("component") == sample.part);
  CHECK_FALSE(schema.find_fact("service_km"));
  CHECK_FALSE(schema.find_fact("Model"));
  CHECK(schema.fact(sample.claim_id).slot == 0);
  CHECK(schema.fact(sample.model).slot == 1);
  CHECK(schema.fact(sample.line_id).slot == 0);
  CHECK(schema.fact(sample.part).slot == 1);
  CHECK(schema.claim_facts()[schema.fact(sample.odometer).slot] == sample.odometer);
  CHECK(schema.line_facts()[schema.fact(sample.consent).slot] == sample.consent);
}

TEST_CASE("a table knows its list and its fields") {
  const SampleSchema sample;
  const Schema& schema = sample.schema;
  CHECK(schema.find_table("services") == sample.services);
  CHECK_FALSE(schema.find_table("repairs"));
  CHECK(schema.table(sample.services).fact == sample.service_list);
  CHECK(schema.table(sample.services).fields == std::vector<FactId>{sample.service_km, sample.service_date});
  CHECK(schema.find_field(sample.services, "service_date") == sample.service_date);
  CHECK_FALSE(schema.find_field(sample.services, "model"));
  CHECK(schema.fact(sample.service_date).slot == 1);
}

TEST_CASE("claims and lines are identified by facts of fixed names") {
  const SampleSchema sample;
  CHECK(sample.schema.has_identity());
  CHECK(sample.schema.claim_id() == sample.claim_id);
  CHECK(sample.schema.line_id() == sample.line_id);
  CHECK_FALSE(Schema(*Currency::from_code("CNY")).has_identity());
}

TEST_CASE("an entry is found by its name or a label, and a name goes before a label") {
  Schema schema(*Currency::from_code("CNY"));
  Domain domain;
  Labels first_labels;
  first_labels.set("en", "second");
  first_labels.set("zh", "一");
  domain.values = {{"first", first_labels}, {"second", {}}};
  const Domain& added = schema.domain(schema.add_domain(domain));
  CHECK(added.find("first") == 0);
  CHECK(added.find("second") == 1);
  CHECK_FALSE(added.find("一"));
  CHECK(added.find_by_any_label("一") == 0);
  CHECK(added.find_by_any_label("second") == 1);
  CHECK_FALSE(added.find_by_any_label("third"));
}

TEST_CASE("a label is given in the language asked for, else in English, else in any") {
  Labels labels;
  CHECK(labels.empty());
  CHECK(labels.get("en", "id") == "id");
  labels.set("zh", "里程");
  CHECK(labels.get("en", "id") == "里程");
  labels.set("en", "distance");
  CHECK(labels.get("zh") == "里程");
  CHECK(labels.get("fr") == "distance");
}

TEST_CASE("parties are found in their order") {
  Schema schema(*Currency::from_code("CNY"));
  const PartyId maker = schema.add_party({"maker", {}});
  const PartyId owner = schema.add_party({"owner", {}});
  CHECK(schema.find_party("owner") == owner);
  CHECK(schema.find_party("maker") == maker);
  CHECK(index_of(owner) == 1);
  CHECK_FALSE(schema.find_party("nobody"));
}
