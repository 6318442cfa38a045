#include "io/joined_table.hpp"

#include <doctest/doctest.h>

#include "made_up_schema.hpp"

using namespace warrantor;
using namespace warrantor::io;
using namespace warrantor::io::test;

namespace {

struct Loaded {
  Texts errors;
  JoinedTables tables;
};

Loaded load(const Schema& schema, const std::string& text, bool is_complete = false) {
  const auto source = source_of(text);
  auto table = JoinedTable::read(schema, TableId{}, is_complete, *source, "t.csv");
  Loaded loaded;
  if (table) {
    loaded.tables.push_back(*std::move(table));
  } else {
    loaded.errors = rendered(table.error());
  }
  return loaded;
}

constexpr const char* claims = "claim_id,serial,thing\nA,S1,x\nB,S2,x\nC,,x\n";

}  // namespace

TEST_CASE("records are joined by claim_id, in the order of the file") {
  const Schema schema = made_up_schema(VinCheck::off);
  Loaded loaded = load(schema, "claim_id,visit_km\nA,10\nZ,1\nA,5\n");
  const Reading reading = read_csv(schema, claims, {}, &loaded.tables);
  CHECK(reading.claims[0].visits == Texts{"stated", "10", "5"});
  CHECK(reading.claims[1].visits.empty());
  CHECK(loaded.tables[0]->row_count() == 3);
  CHECK(loaded.tables[0]->unused_row_count() == 1);
}

TEST_CASE(
    "records can be joined by another fact of the claim; a claim that does not state it has an unknown "
    "list") {
  const Schema schema = made_up_schema(VinCheck::off);
  Loaded loaded = load(schema, "serial,visit_km\nS1,10\n", true);
  const Reading reading = read_csv(schema, claims, {}, &loaded.tables);
  CHECK(reading.claims[0].visits == Texts{"stated", "10"});
  CHECK(reading.claims[1].visits == Texts{"stated"});  // the table is complete
  CHECK(reading.claims[2].visits.empty());
}

TEST_CASE("a faulty record is reported and rejects the claim that it belongs to") {
  const Schema schema = made_up_schema(VinCheck::off);
  Loaded loaded = load(schema, "claim_id,visit_km\nA,10\nA,-5\nB,1\n,4\nB,1,2\n");
  CHECK(loaded.tables[0]->faulty_row_count() == 3);
  CHECK(rendered(loaded.tables[0]->faults()).at(0).starts_with("t.csv:3:2: visit_km: `-5`"));
  const Reading reading = read_csv(schema, claims, {}, &loaded.tables);
  CHECK(reading.claims[0].faults ==
        Texts{"c.csv:2: visits: a record of claim `A` could not be read, line 3 of t.csv; help: "
              "mend that line; the claim is not decided without it"});
  CHECK(reading.claims[1].faults ==
        Texts{"c.csv:3: visits: a record of claim `B` could not be read, line 6 of t.csv; help: "
              "mend that line; the claim is not decided without it"});
  CHECK(reading.claims[2].faults.empty());
}

TEST_CASE("a table must say which claims its rows belong to") {
  const Schema schema = made_up_schema();
  CHECK(load(schema, "visit_km\n1\n").errors.at(0).starts_with("t.csv:1: no column says which claim a row belongs to"));
  CHECK(load(schema, "claim_id,visit_km,thing\nA,1,x\n").errors.empty());
  CHECK(load(schema, "claim_id,visitkm\nA,1\n").errors ==
        Texts{"t.csv:1:2: visitkm: the column is unknown; help: did you mean `visit_km`?"});
}

TEST_CASE("a claim cannot list records that a table has for it too") {
  const Schema schema = made_up_schema();
  Loaded loaded = load(schema, "claim_id,visit_km\nA,10\n");
  const Reading reading = read_json(schema, R"({"claim_id": "A", "thing": "x", "visits": []})", {}, &loaded.tables);
  CHECK(reading.claims[0].faults.size() == 1);
}
