#include <doctest/doctest.h>

#include "made_up_schema.hpp"

using namespace warrantor;
using namespace warrantor::io::test;

TEST_CASE("an object is a claim, with its lines and records in lists") {
  const Schema schema = made_up_schema();
  const Reading reading = read_json(
      schema,
      R"({"claim_id": "A", "colour": "红", "visits": [{"visit_km": 10}, {"visit_km": null}], "lines": [{"line_id": "1", "thing": "door", "price": 0.10}, {"line_id": 2, "thing": "x", "price": "7.00"}]})"
      "\n\n"
      R"({"claim_id": "B", "thing": "y", "visits": []})");
  REQUIRE(reading.claims.size() == 2);
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].id == "A");
  CHECK(reading.claims[0].rows == 2);
  CHECK(reading.claims[0].facts[0] == "red");
  CHECK(reading.claims[0].visits == Texts{"stated", "10", "unknown"});
  CHECK(reading.claims[0].things == Texts{"1 door 0.10", "2 x 7.00"});
  CHECK(reading.claims[1].faults.empty());
  CHECK(reading.claims[1].rows == 1);
  CHECK(reading.claims[1].visits == Texts{"stated"});
  CHECK(reading.claims[1].things == Texts{"unknown y unknown"});
}

TEST_CASE("faults name the line, the column and the path of keys") {
  const Schema schema = made_up_schema();
  const Reading reading =
      read_json(schema, R"({"claim_id": "A", "bought": 5, "lines": [{"thing": "x"}, {"thing": true, "line_id": "2"}]})"
                        "\n"
                        R"({"claim_id": "B", "thing": "x", "visits": [{"visit_km": 1.5}]})"
                        "\n");
  CHECK(reading.claims[0].faults ==
        Texts{"c.jsonl:1:29: bought: expected a string, found a number, `5`; help: write a date in double quotes, as "
              "`\"2024-01-05\"`",
              "c.jsonl:1:68: lines[1].thing: expected a number or a string, found a boolean, `true`; help: write it in "
              "double quotes"});
  REQUIRE(reading.claims[1].faults.size() == 1);
  CHECK(reading.claims[1].faults[0].starts_with("c.jsonl:2:57: visits[0].visit_km: `1.5`"));
}

TEST_CASE("a list of values stands where what it is said of stands") {
  const Schema schema = schema_with_value_lists();
  const auto faults = [&](const std::string& text) { return read_json(schema, text + "\n").claims[0].faults; };
  CHECK(faults(R"({"claim_id": "A", "papers": ["bill"], "thing": "x", "marks": ["dent"]})").empty());
  CHECK(faults(R"({"claim_id": "A", "papers": ["bill"], "lines": [{"thing": "x", "marks": ["dent"]}]})").empty());
  CHECK(faults(R"({"claim_id": "A", "marks": ["dent"], "lines": [{"thing": "x"}]})") ==
        Texts{"c.jsonl:1:28: marks: is said of each line, not of the claim; help: put it into the objects of `lines`"});
  CHECK(faults(R"({"claim_id": "A", "lines": [{"thing": "x", "papers": ["bill"]}]})") ==
        Texts{"c.jsonl:1:54: lines[0].papers: is said of the claim, not of a line; help: put it beside `lines`"});
}

TEST_CASE("what stands in a list of values is told by its place in the list") {
  const Schema schema = schema_with_value_lists();
  const auto faults = [&](const std::string& text) { return read_json(schema, text + "\n").claims[0].faults; };
  CHECK(faults(R"({"claim_id": "A", "thing": "x", "papers": ["photos", ["bill"]]})") ==
        Texts{"c.jsonl:1:54: papers[1]: expected a text, found a list; help: write one of its values, such as "
              "`\"bill\"`"});
  CHECK(faults(R"({"claim_id": "A", "lines": [{"thing": "x", "marks": [null]}]})") ==
        Texts{"c.jsonl:1:54: lines[0].marks[0]: expected a text, found null; help: write one of its values, such as "
              "`\"scratch\"`"});
  CHECK(faults(R"({"claim_id": "A", "thing": "x", "papers": ["bil"]})") ==
        Texts{"c.jsonl:1:44: papers[0]: `bil` is not one of the values of `papers`; help: did you mean `bill`?"});
}

TEST_CASE("a list of values and what it names are found in any case, and nearly") {
  const Schema schema = schema_with_value_lists();
  const Reading reading = read_json(schema, R"({"claim_id": "A", "thing": "x", "PAPERS": ["The Bill"]})"
                                            "\n"
                                            R"({"claim_id": "B", "thing": "x", "paper": ["bill"]})"
                                            "\n");
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].facts[3] == "true");
  CHECK(reading.claims[1].faults == Texts{"c.jsonl:2:42: paper: the key is unknown; help: did you mean `papers`?"});
}

TEST_CASE("a line that is no JSON costs itself only") {
  const Schema schema = made_up_schema();
  const Reading reading = read_json(schema, "{\"claim_id\": \"A\", \n[1]\n{\"claim_id\": \"B\", \"thing\": \"x\"}\n");
  REQUIRE(reading.claims.size() == 3);
  CHECK(reading.claims[0].faults.size() == 1);
  CHECK(reading.claims[0].faults[0].starts_with("c.jsonl:1:"));
  CHECK(reading.claims[1].faults[0] ==
        "c.jsonl:2:1: expected an object for a claim, found a list; help: write each claim on a line of "
        "its own, without a "
        "list around them");
  CHECK(reading.claims[2].faults.empty());
}

TEST_CASE("a key given twice is a fault") {
  const Schema schema = made_up_schema();
  const Reading reading = read_json(schema, R"({"claim_id": "A", "thing": "x", "thing": "y"})");
  CHECK(reading.claims[0].faults.size() == 1);
}

TEST_CASE("a fact under two spellings of its key is a fault, whichever comes first and whether or not they agree") {
  const Schema schema = made_up_schema();
  const auto faults = [&](std::string text) { return read_json(schema, std::move(text)).claims[0].faults; };
  CHECK(faults(R"({"claim_id": "A", "thing": "x", "price": 1, "Price": 2})") ==
        Texts{"c.jsonl:1:54: Price: `price` stands here twice, as `price` and as `Price`; help: leave one of the two "
              "out"});
  CHECK(faults(R"({"claim_id": "A", "thing": "x", "Price": 1, "price": null})") ==
        Texts{"c.jsonl:1:54: price: `price` stands here twice, as `Price` and as `price`; help: leave one of the two "
              "out"});
  CHECK(faults(R"({"claim_id": "A", "thing": "x", "colour": "red", "颜色": "red"})") ==
        Texts{"c.jsonl:1:60: 颜色: `colour` stands here twice, as `colour` and as `颜色`; help: leave one of the two "
              "out"});
  CHECK(faults(R"({"claim_id": "A", "lines": [{"thing": "x"}, {"line_id": "2", "thing": "x", "Thing": "y"}]})") ==
        Texts{"c.jsonl:1:85: lines[1].Thing: `thing` stands here twice, as `thing` and as `Thing`; help: leave one of "
              "the two out"});
  CHECK(faults(R"({"claim_id": "A", "thing": "x", "visits": [{"visit_km": 1}, {"visit_km": 1, "VISIT_KM": 9}]})") ==
        Texts{"c.jsonl:1:89: visits[1].VISIT_KM: `visit_km` stands here twice, as `visit_km` and as `VISIT_KM`; help: "
              "leave one of the two out"});
}

TEST_CASE("each object may spell its keys as it likes") {
  const Schema schema = made_up_schema();
  const Reading reading = read_json(
      schema,
      R"({"claim_id": "A", "visits": [{"visit_km": 1}, {"VISIT_KM": 9}], "lines": [{"thing": "x"}, {"line_id": "2", "Thing": "y"}]})"
      "\n"
      R"({"CLAIM_ID": "B", "Thing": "x"})");
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].visits == Texts{"stated", "1", "9"});
  CHECK(reading.claims[1].faults.empty());
}

TEST_CASE("what must be stated and is not is a fault") {
  const Schema schema = made_up_schema();
  CHECK(read_json(schema, R"({"thing": "x"})").claims[0].faults ==
        Texts{"c.jsonl:1: claim_id: must be stated; help: it is asked of every claim"});
  CHECK(read_json(schema, R"({"claim_id": "A"})").claims[0].faults ==
        Texts{"c.jsonl:1: thing: must be stated; help: it is asked of every line"});
  CHECK(read_json(schema, R"({"claim_id": "A", "lines": [{"line_id": "1"}]})").claims[0].faults ==
        Texts{"c.jsonl:1:29: lines[0].thing: must be stated; help: it is asked of every line"});
}

TEST_CASE("an unknown key is pointed out once; near a known one it is a fault of the claim") {
  const Schema schema = made_up_schema();
  const Reading reading = read_json(schema,
                                    "{\"claim_id\": \"A\", \"thing\": \"x\", \"mood\": 1}\n"
                                    "{\"claim_id\": \"B\", \"thing\": \"x\", \"mood\": 1}\n"
                                    "{\"claim_id\": \"C\", \"thing\": \"x\", \"prize\": 1}\n");
  CHECK(reading.claims[0].warnings == Texts{"c.jsonl:1:41: mood: the key is unknown and is not read"});
  CHECK(reading.claims[1].warnings.empty());
  CHECK(reading.claims[2].faults == Texts{"c.jsonl:3:42: prize: the key is unknown; help: did you mean `price`?"});
}

TEST_CASE("facts that stand at the wrong level are faults") {
  const Schema schema = made_up_schema();
  const Reading reading =
      read_json(schema, R"({"claim_id": "A", "price": 1, "lines": [{"thing": "x", "colour": "red"}]})");
  REQUIRE(reading.claims[0].faults.size() == 2);
  CHECK(reading.claims[0].faults[0].find("price: is said of each line") != std::string::npos);
  CHECK(reading.claims[0].faults[1].find("lines[0].colour: is said of the claim") != std::string::npos);
  CHECK(read_json(schema, R"({"claim_id": "A", "lines": []})").claims[0].faults.size() == 1);
}

TEST_CASE("values of any kind are carried along as they stand") {
  const Schema schema = made_up_schema();
  const Reading reading = read_json(
      schema, R"({"claim_id": "A", "mood": [1, 2], "lines": [{"thing": "x", "price": 1.50}]})", {"mood", "price", "n"});
  CHECK(reading.claims[0].kept == Texts{"[1, 2]", "1.50", ""});
}
