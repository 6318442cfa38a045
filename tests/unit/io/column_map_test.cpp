#include <doctest/doctest.h>

#include "io/column_map.hpp"
#include "made_up_schema.hpp"

using namespace warrantor;
using namespace warrantor::io::test;
using io::ColumnMap;

namespace {

ColumnMap map_of(const Schema& schema, std::string text) {
  auto map = io::read_column_map(schema, "m.yaml", std::move(text));
  if (!map) FAIL(render(map.error()));
  return *std::move(map);
}

Texts codes_of(const Schema& schema, std::string text) {
  const auto map = io::read_column_map(schema, "m.yaml", std::move(text));
  Texts codes;
  if (map) return codes;
  for (const Diagnostic& diagnostic : map.error()) {
    codes.push_back(diagnostic.code + ' ' +
                    diagnostic.span.text.substr(diagnostic.span.column - 1, diagnostic.span.length));
  }
  return codes;
}

Reading read_mapped_csv(const Schema& schema, const std::string& map_text, std::string text) {
  const ColumnMap map = map_of(schema, map_text);
  const auto source = io::source_of(std::move(text));
  io::InputBuffer buffer(*source);
  Reading reading;
  const auto reader = io::CsvClaimReader::open({&schema, nullptr, {}, &map}, buffer, "c.csv");
  if (!reader) {
    reading.errors = rendered(reader.error());
    return reading;
  }
  read_all(schema, **reader, reading);
  return reading;
}

Reading read_mapped_json(const Schema& schema, const std::string& map_text, std::string text) {
  const ColumnMap map = map_of(schema, map_text);
  const auto source = io::source_of(std::move(text));
  io::InputBuffer buffer(*source);
  Reading reading;
  io::JsonClaimReader reader({&schema, nullptr, {}, &map}, buffer, "c.jsonl");
  read_all(schema, reader, reading);
  return reading;
}

}  // namespace

TEST_CASE("a column gives a fact under another name, and its texts stand for values") {
  const Schema schema = made_up_schema();
  const Reading reading = read_mapped_csv(schema,
                                          "columns:\n"
                                          "  Nr: claim_id\n"
                                          "  Farbe: {fact: 颜色, values: {R: red, G: green}, blank: [-, n/a]}\n"
                                          "  Kauf: {fact: bought, date: DD.MM.YYYY}\n"
                                          "  Ding: thing\n"
                                          "  Preis: {fact: price, decimal: ',', thousands: '.'}\n",
                                          "Nr;Farbe;kauf;Ding;Preis\nA;R;05.01.2024;x;1.234,50\nB;-;;x;\n");
  REQUIRE(reading.claims.size() == 2);
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].facts == Texts{"red", "2024-01-05", "unknown"});
  CHECK(reading.claims[0].things == Texts{"unknown x 1234.50"});
  CHECK(reading.claims[1].facts == Texts{"unknown", "unknown", "unknown"});
}

TEST_CASE("columns that a map does not name are read by their headers, and those to ignore are not") {
  const Schema schema = made_up_schema();
  const Reading reading =
      read_mapped_csv(schema, "columns: {Nr: claim_id}\nignore: [thingy]\n", "Nr,thing,颜色,Thingy\nA,x,红,1\n");
  CHECK(reading.errors.empty());
  CHECK(reading.warnings.empty());
  REQUIRE(reading.claims.size() == 1);
  CHECK(reading.claims[0].facts[0] == "red");
}

TEST_CASE("a pattern splits a column into facts of the claim and of the line, be it the claim's id") {
  const Schema schema = made_up_schema();
  const Reading reading = read_mapped_csv(
      schema, "columns:\n  Nr: {pattern: '{claim_id}/{line_id}'}\n  T: {pattern: '{thing} at {price}'}\n",
      "Nr,T\nA/1,x at 5\nA/2,y at 6\nB/1,z\nC,z at 1\n");
  REQUIRE(reading.claims.size() == 2);
  CHECK(reading.claims[0].id == "A");
  CHECK(reading.claims[0].things == Texts{"1 x 5.00", "2 y 6.00"});
  CHECK(reading.claims[1].faults ==
        Texts{"c.csv:4:2: T: `z` is not of the form `{thing} at {price}`; help: the column map splits it so",
              "c.csv:5:1: Nr: `C` is not of the form `{claim_id}/{line_id}`; the row may belong to claim `B` above it, "
              "which is not decided without it; help: write it as the column map splits it"});
}

TEST_CASE("one column may give several facts") {
  const Schema schema = made_up_schema();
  const Reading reading = read_mapped_csv(
      schema, "columns:\n  claim_id: claim_id\n  kind: [thing, {fact: colour, values: {r-door: red, g-door: green}}]\n",
      "claim_id,kind\nA,r-door\n");
  REQUIRE(reading.claims.size() == 1);
  CHECK(reading.claims[0].facts[0] == "red");
  CHECK(reading.claims[0].things == Texts{"unknown r-door unknown"});
}

TEST_CASE("a constant is a fact of every claim or line, also one that must be stated") {
  const Schema schema = made_up_schema();
  const std::string map = "columns: {Nr: claim_id}\nconstants: {thing: door, colour: green}\n";
  const Reading reading = read_mapped_csv(schema, map, "Nr,line_id,price\nA,1,1\nA,2,2\n");
  REQUIRE(reading.claims.size() == 1);
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].facts[0] == "green");
  CHECK(reading.claims[0].things.size() == 2);
  CHECK(reading.claims[0].things[1] == "2 door 2.00");
  CHECK(
      read_mapped_csv(schema, map, "Nr,colour\nA,red\n").errors ==
      Texts{
          "c.csv:1:2: colour: m.yaml:2 gives `colour` as a constant; help: leave the constant out, or list the column "
          "under `ignore`"});
}

TEST_CASE("a cell holds a list of records, the first items of all its columns being the first record") {
  const Schema schema = made_up_schema();
  const std::string map =
      "columns: {km: {list: visits, separator: ';', fact: visit_km, thousands: '.', decimal: ',', none: no}}\n";
  const Reading reading = read_mapped_csv(
      schema, map,
      "claim_id,line_id,thing,km\nA,1,x,1.000; 2000;\nA,2,x,\nB,1,x,no\nC,1,x,\nD,1,x,5;x\nE,1,x,5\nE,2,x,6\n");
  REQUIRE(reading.claims.size() == 5);
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].visits == Texts{"stated", "1000", "2000"});
  CHECK(reading.claims[1].visits == Texts{"stated"});
  CHECK(reading.claims[2].visits.empty());
  CHECK(reading.claims[3].faults ==
        Texts{"c.csv:6:4: km: `x` is not a number of the form in the column map; help: write it as `28.000`"});
  CHECK(reading.claims[4].faults ==
        Texts{"c.csv:8:4: km: `6` is not what line 7 says of `visits`; help: the lines of a "
              "claim must agree on it"});
}

TEST_CASE("a column gives a list of values, in JSON as a list or as a text") {
  const Schema schema = schema_with_value_lists();
  const std::string map = "columns: {Unterlagen: papers, Schaden: marks}\n";
  const Reading csv = read_mapped_csv(schema, map, "claim_id,thing,Unterlagen,Schaden\nA,x,bill,dent;scratch\n");
  CHECK(csv.claims.at(0).facts[3] == "true");
  CHECK(csv.claims.at(0).things == Texts{"unknown x unknown true true"});
  const Reading json = read_mapped_json(
      schema, map, R"({"claim_id": "A", "Unterlagen": ["bill"], "lines": [{"thing": "x", "Schaden": "dent"}]})");
  CHECK(json.claims.at(0).faults.empty());
  CHECK(json.claims.at(0).facts[3] == "true");
  CHECK(json.claims.at(0).things == Texts{"unknown x unknown unknown true"});
  CHECK(codes_of(schema, "columns: {Eins: papers.bill, Alle: papers}\n").size() == 1);
  CHECK(codes_of(schema, "columns: {Alle: {fact: papers}}\n").size() == 1);
}

TEST_CASE("a mapped column that a file does not have is named with the line of the map") {
  const Schema schema = made_up_schema();
  const std::string map = "columns:\n  Nr: claim_id\n  Farbe: colour\n  Kauf: {fact: bought, optional: true}\n";
  CHECK(read_mapped_csv(schema, map, "Nr,Farben,thing\nA,red,x\n").errors ==
        Texts{"c.csv:1: there is no column `Farbe`, which m.yaml:3 maps; help: did you mean `Farben`?"});
}

TEST_CASE("two columns of a file that a map cannot tell apart are refused") {
  const Schema schema = made_up_schema();
  const Reading reading = read_mapped_csv(schema, "columns: {Nr: claim_id}\n", "Nr,nr,thing\nA,A,x\n");
  CHECK(reading.errors ==
        Texts{"c.csv:1:2: nr: column 1 is called so too, and m.yaml:1 cannot tell them apart; help: give "
              "each column a header of its own"});
}

TEST_CASE("a map names the keys of JSON, also in lines and records") {
  const Schema schema = made_up_schema();
  const std::string map =
      "lines: rows\n"
      "columns:\n  Nr: claim_id\n  Farbe: {fact: colour, values: {'1': red}}\n  Ding: thing\n  Besuche: visits\n"
      "tables: {visits: {columns: {stand: visit_km}}}\n";
  const Reading reading = read_mapped_json(schema, map,
                                           "{\"Nr\": \"A\", \"Farbe\": 1, \"Besuche\": [{\"stand\": 5}], \"rows\": "
                                           "[{\"Ding\": \"x\"}, {\"line_id\": \"2\", \"Ding\": \"y\"}]}\n"
                                           "{\"Nr\": \"B\", \"Farbe\": true, \"Ding\": \"x\"}\n"
                                           "{\"Nr\": \"C\", \"colour\": \"red\", \"Ding\": \"x\"}\n");
  REQUIRE(reading.claims.size() == 3);
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].facts[0] == "red");
  CHECK(reading.claims[0].visits == Texts{"stated", "5"});
  CHECK(reading.claims[0].things.size() == 2);
  CHECK(reading.claims[1].faults ==
        Texts{"c.jsonl:2:22: Farbe: `true` is not one of the values in the column map; help: it takes `1`"});
  CHECK(reading.claims[2].faults ==
        Texts{"c.jsonl:3:23: colour: m.yaml:4 gives `colour` by `Farbe`; help: take it out of "
              "the map, or list the key under `ignore`"});
  CHECK(reading.warnings.empty());
}

TEST_CASE("a mapped key that no claim has is a warning when the file is read to its end") {
  const Schema schema = made_up_schema();
  const Reading reading =
      read_mapped_json(schema, "columns:\n  Nr: claim_id\n  Farbe: colour\n", "{\"Nr\": \"A\", \"thing\": \"x\"}\n");
  CHECK(reading.warnings == Texts{"c.jsonl: no claim has the key `Farbe`, which m.yaml:3 maps"});
}

TEST_CASE("what a map says is checked against the facts, and every mistake is told with its place") {
  const Schema schema = made_up_schema();
  CHECK(codes_of(schema, "columns: {a: colur, b: visit_km}\n") == Texts{"W0601 colur", "W0601 visit_km"});
  CHECK(codes_of(schema, "columns: {a: {fact: colour, values: {r: redd}}}\n") == Texts{"W0602 redd"});
  CHECK(codes_of(schema, "constants: {bought: 2024-02-30}\n") == Texts{"W0602 2024-02-30"});
  CHECK(codes_of(schema, "columns: {a: colour, b: 颜色}\nconstants: {colour: red}\n") ==
        Texts{"W0603 颜色", "W0603 colour"});
  CHECK(codes_of(schema, "columns: {a: {fact: thing, date: DD.MM.YYYY}}\n") == Texts{"W0604 DD.MM.YYYY"});
  CHECK(codes_of(schema, "columns: {a: {fact: bought, date: DD.MM.YY}}\n") == Texts{"W0605 DD.MM.YY"});
  CHECK(codes_of(schema, "columns: {a: {fact: price, times: 0}}\n") == Texts{"W0606 0"});
  CHECK(codes_of(schema, "columns: {a: {fact: price, thousands: .}}\n") == Texts{"W0607 ."});
  CHECK(codes_of(schema, "columns: {a: {pattern: thing}}\n") == Texts{"W0608 thing"});
  CHECK(codes_of(schema, "columns: {a: {pattern: 'x{thing}', parts: {colour: {}}}}\n") == Texts{"W0609 colour"});
  CHECK(codes_of(schema, "constants: {claim_id: A}\n") == Texts{"W0610 claim_id"});
  CHECK(codes_of(schema, "columns: {a: {list: visits, fact: visit_km}}\n") == Texts{"W0611 visits"});
  CHECK(codes_of(schema, "columns: {a: {fact: colour, values: {r: red}, else: red}}\n") == Texts{"W0209 red"});
  CHECK(codes_of(schema, "columns: {a: {fact: colour, values: {r: red}, blank: r}}\n") == Texts{"W0211 r"});
  CHECK(codes_of(schema, "tables: {visit: {}}\nmore: 1\n") == Texts{"W0601 visit", "W0203 more"});
}

TEST_CASE("a map that is no mapping, or cannot be read, is told so") {
  const Schema schema = made_up_schema();
  CHECK(codes_of(schema, "- a\n") == Texts{"W0201 - a"});
  const auto map = io::load_column_map(schema, "/no/such/map.yaml");
  REQUIRE_FALSE(map.has_value());
  CHECK(map.error().front().code == "W0600");
  CHECK(map.error().front().span.file == "/no/such/map.yaml");
}
