#include <doctest/doctest.h>

#include "made_up_schema.hpp"

using namespace warrantor;
using namespace warrantor::io::test;

TEST_CASE("rows with the same claim_id that follow each other are one claim") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema,
                                   "claim_id,colour,line_id,thing,price\n"
                                   "A,red,1,door,12.50\n"
                                   "A,red,2,roof,\n"
                                   "B,green,,wheel,3\n");
  REQUIRE(reading.claims.size() == 2);
  CHECK(reading.claims[0].id == "A");
  CHECK(reading.claims[0].rows == 2);
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].things == Texts{"1 door 12.50", "2 roof unknown"});
  CHECK(reading.claims[0].facts == Texts{"red", "unknown", "unknown"});
  CHECK(reading.claims[1].things == Texts{"unknown wheel 3.00"});
}

TEST_CASE("headers and values may be labels, in any case of letters, and cells may have blanks around them") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema,
                                   "\xef\xbb\xbf"
                                   "Claim_ID;颜色;thing\n A ; 红 ; door \n");
  REQUIRE(reading.claims.size() == 1);
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].facts[0] == "red");
  CHECK(reading.claims[0].things[0] == "unknown door unknown");
}

TEST_CASE("lines of a claim that disagree are a fault that names both lines") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema, "claim_id,colour,line_id,thing\nA,red,1,x\nA,green,2,x\nB,red,1,x\n");
  CHECK(reading.claims[0].faults == Texts{"c.csv:3:2: colour: `green` is not what line 2 says, `red`; help: "
                                          "the lines of a claim must agree on it"});
  CHECK(reading.claims[1].faults.empty());
}

TEST_CASE("a blank beside a value is no disagreement") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema, "claim_id,colour,line_id,thing\nA,,1,x\nA,green,2,x\nA,,3,x\n");
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].facts[0] == "green");
}

TEST_CASE("every fault of every row of a claim is listed") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema,
                                   "claim_id,bought,line_id,thing,price\n"
                                   "A,2024-02-30,1,,-1\n"
                                   "A,,2,x,1.234\n");
  CHECK(reading.claims.size() == 1);
  CHECK(reading.claims[0].rows == 2);
  REQUIRE(reading.claims[0].faults.size() == 4);
  CHECK(reading.claims[0].faults[0].starts_with("c.csv:2:2: bought: `2024-02-30`"));
  CHECK(reading.claims[0].faults[1] == "c.csv:2:4: thing: must be stated; help: it is asked of every line");
  CHECK(reading.claims[0].faults[2].starts_with("c.csv:2:5: price: "));
  CHECK(reading.claims[0].faults[3].starts_with("c.csv:3:5: price: `1.234`"));
}

TEST_CASE("a row with another number of fields rejects its own claim") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema, "claim_id,thing\nA,x\nA,x,y\nB,x\nC\n");
  REQUIRE(reading.claims.size() == 3);
  CHECK(reading.claims[0].faults ==
        Texts{"c.csv:3: the row has 3 fields, the header has 2; help: put a value that holds "
              "the separator into double quotes"});
  CHECK(reading.claims[1].faults.empty());
  CHECK(reading.claims[2].faults ==
        Texts{"c.csv:5: the row has 1 field, the header has 2; help: give each column a value or "
              "a blank, up to `thing`"});
}

TEST_CASE("a row whose claim_id cannot be read rejects the claims above and below it, of which it may be a line") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema, "claim_id,thing\nA,x\n,y\nB,x\n");
  REQUIRE(reading.claims.size() == 2);
  CHECK(reading.claims[0].rows == 2);
  CHECK(reading.claims[0].faults ==
        Texts{"c.csv:3:1: claim_id: must be stated; the row may belong to claim `A` above "
              "it, which is not decided without it; help: write the id of its claim into each row"});
  CHECK(reading.claims[1].rows == 1);
  CHECK(reading.claims[1].faults ==
        Texts{"c.csv:4:1: claim_id: claim `B` may be short of line 3 above it, which does not "
              "say its claim; help: mend that line; the claim is not decided without it"});
}

TEST_CASE("a row without a claim_id among the rows of one claim, or at the end, leaves the next claim alone") {
  const Schema schema = made_up_schema();
  const Reading among = read_csv(schema, "claim_id,line_id,thing\nA,1,x\n,2,y\nA,3,x\nB,1,x\n");
  REQUIRE(among.claims.size() == 2);
  CHECK(among.claims[0].faults.size() == 1);
  CHECK(among.claims[1].faults.empty());
  const Reading first = read_csv(schema, "claim_id,thing\n,y\nA,x\nB,x\n,z\n");
  REQUIRE(first.claims.size() == 3);
  CHECK(first.claims[1].faults.size() == 1);
  CHECK(first.claims[2].faults.size() == 1);
}

TEST_CASE("a file whose lines end as those of old Macs is an error, not a file without claims") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema, "claim_id,thing\rA,x\rB,y\r");
  REQUIRE(reading.errors.size() == 1);
  CHECK(reading.errors[0].starts_with("c.csv: ends its lines with a carriage return alone"));
}

TEST_CASE("two lines of a claim cannot have one line_id, nor can both leave it out") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema, "claim_id,line_id,thing\nA,7,x\nA,7,y\nB,,x\nB,1,y\n");
  CHECK(reading.claims[0].faults.size() == 1);
  CHECK(reading.claims[0].faults[0].starts_with("c.csv:3:2: line_id: `7` is the id of line 2 already"));
  CHECK(reading.claims[1].faults.size() == 1);
}

TEST_CASE("rows of nothing but blanks are passed over") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema, "claim_id,thing\nA,x\n , \n,\n");
  REQUIRE(reading.claims.size() == 1);
  CHECK(reading.claims[0].rows == 1);
}

TEST_CASE("an unknown column is a warning, and within two edits of a known name an error") {
  const Schema schema = made_up_schema();
  const Reading warned = read_csv(schema, "claim_id,,mood,thing\nA,,good,x\n");
  CHECK(warned.errors.empty());
  CHECK(warned.warnings == Texts{"c.csv:1:3: mood: the column is unknown and is not read",
                                 "c.csv:1:2: the column has no header and is not read"});
  CHECK(read_csv(schema, "claim_id,thing,prize\nA,x,1\n").errors ==
        Texts{"c.csv:1:3: prize: the column is unknown; help: did you mean `price`?"});
}

TEST_CASE("a cell of a column that is called as a field of records holds a list of them") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(
      schema,
      "claim_id,line_id,thing,visit_km\nA,1,x,1500; 5000;\nA,2,x,\nB,1,x,1500|5000\nC,1,x,1500；5000\nD,1,x,\n");
  REQUIRE(reading.claims.size() == 4);
  CHECK(reading.warnings.empty());
  for (std::size_t claim = 0; claim < 3; ++claim) {
    CHECK(reading.claims[claim].faults.empty());
    CHECK(reading.claims[claim].visits == Texts{"stated", "1500", "5000"});
  }
  CHECK(reading.claims[3].faults.empty());
  CHECK(reading.claims[3].visits.empty());
}

TEST_CASE("a cell says that a list is empty, and that its last item is blank") {
  const Schema schema = made_up_schema();
  const Reading reading =
      read_csv(schema, "claim_id,thing,visit_km\nA,x,[]\nB,x,9;;\nC,x,;\nD,x,9;\nE,x,;9\nF,x,[] ;\n");
  REQUIRE(reading.claims.size() == 6);
  CHECK(reading.claims[0].visits == Texts{"stated"});
  CHECK(reading.claims[1].visits == Texts{"stated", "9", "unknown"});
  CHECK(reading.claims[2].visits == Texts{"stated", "unknown"});
  CHECK(reading.claims[3].visits == Texts{"stated", "9"});
  CHECK(reading.claims[4].visits == Texts{"stated", "unknown", "9"});
  CHECK(reading.claims[5].faults.size() == 1);
}

TEST_CASE("a column that is called as a table holds its only field, quoted where ; splits the file") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema, "claim_id;thing;VISITS\nA;x;\"1500;5000\"\nB;x;1500|5000\nC;x;7\n");
  REQUIRE(reading.claims.size() == 3);
  CHECK(reading.claims[0].visits == Texts{"stated", "1500", "5000"});
  CHECK(reading.claims[1].visits == Texts{"stated", "1500", "5000"});
  CHECK(reading.claims[2].visits == Texts{"stated", "7"});
}

TEST_CASE("a column that is called as a list of values holds those that a claim names") {
  const Schema schema = schema_with_value_lists();
  const auto said = [&](const std::string& header, const std::string& cell) {
    const Reading reading = read_csv(schema, "claim_id,thing," + header + "\nA,x," + cell + "\n");
    REQUIRE(reading.errors.empty());
    const Outcome& claim = reading.claims.at(0);
    return claim.faults.empty() ? claim.facts[3] + " " + claim.facts[4] + " of " + claim.things[0] : claim.faults[0];
  };
  CHECK(said("papers", "bill;photos") == "true true of unknown x unknown unknown unknown");
  CHECK(said("Papers", " The Photos ") == "unknown true of unknown x unknown unknown unknown");
  CHECK(said("单证", "photos；bill") == "true true of unknown x unknown unknown unknown");
  CHECK(said("papers", "[]") == "unknown unknown of unknown x unknown unknown unknown");
  CHECK(said("papers", "") == "unknown unknown of unknown x unknown unknown unknown");
  CHECK(said("marks", "scratch|dent") == "unknown unknown of unknown x unknown true true");
  CHECK(said("papers", "bil;photos") ==
        "c.csv:2:3: papers: `bil` is not one of the values of `papers`; help: did you mean `bill`?");
  CHECK(said("papers", "yes") ==
        "c.csv:2:3: papers: `yes` is not one of the values of `papers`; help: there are bill, photos");
}

TEST_CASE("a list of values that two columns give is an error, as is one that is nearly called so") {
  const Schema schema = schema_with_value_lists();
  CHECK(read_csv(schema, "claim_id,thing,papers.bill,papers\nA,x,yes,photos\n").errors ==
        Texts{"c.csv:1:4: papers: column 3 gives `papers.bill` already; help: leave one of the two out"});
  CHECK(read_csv(schema, "claim_id,thing,papers,papers.bill\nA,x,photos,yes\n").errors ==
        Texts{"c.csv:1:4: papers.bill: column 3 gives `papers.bill` already; help: leave one of the two out"});
  CHECK(read_csv(schema, "claim_id,thing,paper\nA,x,bill\n").errors ==
        Texts{"c.csv:1:3: paper: the column is unknown; help: did you mean `papers`?"});
}

TEST_CASE("a record of a list that cannot be read rejects the claim, and words for none are not guessed at") {
  const Schema schema = made_up_schema();
  const Reading reading =
      read_csv(schema, "claim_id,line_id,thing,visit_km\nA,1,x,1500;many\nB,1,x,-\nC,1,x,5\nC,2,x,6\n");
  REQUIRE(reading.claims.size() == 3);
  CHECK(reading.claims[0].faults == Texts{"c.csv:2:4: visit_km: `many` is not a whole number; help: write digits only, "
                                          "such as `28000`"});
  CHECK(reading.claims[1].faults == Texts{"c.csv:3:4: visit_km: `-` is not a whole number; help: leave the cell blank "
                                          "where the value is not known"});
  CHECK(reading.claims[2].faults == Texts{"c.csv:5:4: visit_km: `6` is not what line 4 says of `visits`; help: the "
                                          "lines of a claim must agree on it"});
}

TEST_CASE("columns that give a list twice, or nearly one, are errors") {
  const Schema schema = made_up_schema();
  CHECK(read_csv(schema, "claim_id,thing,visit_km,visits\n").errors ==
        Texts{"c.csv:1:4: visits: column 3 gives `visit_km` already; help: leave one of the two out"});
  CHECK(read_csv(schema, "claim_id,thing,visit_kms\n").errors ==
        Texts{"c.csv:1:3: visit_kms: the column is unknown; help: did you mean `visit_km`?"});
}

TEST_CASE("lists of several columns are put together by position, and a blank one is blank in each record") {
  const Schema schema = schema_with_stays();
  const Reading reading = read_csv(schema,
                                   "claim_id,thing,stay_from,stay_note,stay_days\n"
                                   "A,x,2024-01-05;2024-02-05,a|b;c,1;2\n"
                                   "B,x,2024-01-05;2024-02-05,,\n"
                                   "C,x,2024-01-05;2024-02-05,a;b,7\n"
                                   "D,x,,a;b,\n");
  REQUIRE(reading.claims.size() == 4);
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].stays == Texts{"2024-01-05 a|b 1", "2024-02-05 c 2"});
  CHECK(reading.claims[1].stays == Texts{"2024-01-05 unknown unknown", "2024-02-05 unknown unknown"});
  CHECK(reading.claims[2].faults ==
        Texts{"c.csv:4:5: stay_days: `7` has 1 record, `stay_from` has 2 records; help: "
              "give the same number in both; a blank one at the end is written with a separator behind it"});
  CHECK(reading.claims[3].faults ==
        Texts(2, "c.csv:5:3: stay_from: must be stated; help: write a date as `2024-01-05`"));
}

TEST_CASE("lists without a column for what each record must state are not read, and say so") {
  const Schema schema = schema_with_stays();
  const Reading reading = read_csv(schema, "claim_id,thing,stay_days,stay_note,stays\nA,x,1,a,b\n");
  CHECK(reading.warnings ==
        Texts{"c.csv:1:5: stays: the records of `stays` have several fields, and are not read; help: give each field a "
              "column of its own, or the records with --table stays=FILE",
              "c.csv:1:3: stay_days: the list is not read: each record of `stays` must state `stay_from` too; help: "
              "add a column for it, or give the records with --table stays=FILE",
              "c.csv:1:4: stay_note: the list is not read: each record of `stays` must state `stay_from` too; help: "
              "add a column for it, or give the records with --table stays=FILE"});
  REQUIRE(reading.claims.size() == 1);
  CHECK(reading.claims[0].faults.empty());
  CHECK(reading.claims[0].stays.empty());
}

TEST_CASE("a column given twice and a required column that is not there are errors") {
  const Schema schema = made_up_schema();
  CHECK(
      read_csv(schema, "claim_id,颜色,colour\nA,红,red\n").errors ==
      Texts{"c.csv:1:3: colour: column 2 gives `colour` already; help: leave one of the two out",
            "c.csv:1: no column gives `thing`, which must be stated; help: give it a column with the header `thing`"});
}

TEST_CASE("files that are empty, compressed or spreadsheets are told apart") {
  const Schema schema = made_up_schema();
  CHECK(read_csv(schema, "").errors ==
        Texts{"c.csv: is empty; help: begin it with a header line that names the columns"});
  CHECK(read_csv(schema, "\x1f\x8b..").errors == Texts{"c.csv: is compressed twice; unpack it first"});
  CHECK(read_csv(schema, "PK\x03\x04..").errors.at(0).starts_with("c.csv: is a spreadsheet"));
  CHECK(read_csv(schema, "7z\xbc\xaf..").errors.at(0).starts_with("c.csv: is compressed in another way"));
  const Reading header_only = read_csv(schema, "claim_id,thing\n");
  CHECK(header_only.errors.empty());
  CHECK(header_only.claims.empty());
}

TEST_CASE("headers are found in any case and width, and with the unit or currency behind them") {
  const Schema schema = made_up_schema();
  const Reading reading =
      read_csv(schema, "\u00a0ＣＬＡＩＭ_ＩＤ\u3000;Ｃolour;thing;price（元）\nA;红;x;1\n\u3000B;RED;y;2\u00a0\n");
  CHECK(reading.errors.empty());
  REQUIRE(reading.claims.size() == 2);
  for (const Outcome& claim : reading.claims) {
    CHECK(claim.faults.empty());
    CHECK(claim.facts[0] == "red");
  }
  CHECK(reading.claims[1].id == "B");
  CHECK(read_csv(schema, "claim_id,thing,price (EUR)\nA,x,1\n").warnings ==
        Texts{"c.csv:1:3: price (EUR): the column is unknown and is not read"});
}

TEST_CASE("empty columns behind the last header say nothing, until one holds a value") {
  const Schema schema = made_up_schema();
  const Reading quiet = read_csv(schema, "claim_id,thing,,\nA,x,,\nB,y\nC,z,,\n");
  CHECK(quiet.warnings.empty());
  REQUIRE(quiet.claims.size() == 3);
  for (const Outcome& claim : quiet.claims) {
    CHECK(claim.faults.empty());
    CHECK(claim.warnings.empty());
  }
  const Reading loud = read_csv(schema, "claim_id,thing,,\nA,x,,\nB,y,,note\nC,z,,note\nD,u,,,\nE\nF,v,\n");
  REQUIRE(loud.claims.size() == 6);
  CHECK(loud.claims[1].warnings == Texts{"c.csv:3:4: the column has no header and is not read"});
  CHECK(loud.claims[2].warnings.empty());
  CHECK(loud.claims[3].faults.at(0).starts_with("c.csv:5: the row has 5 fields, the header has 4"));
  CHECK(loud.claims[4].faults.at(0).starts_with("c.csv:6: the row has 1 field, the header has 4"));
  CHECK(loud.claims[5].faults.at(0).starts_with("c.csv:7: the row has 3 fields, the header has 4"));
}

TEST_CASE("a row with a blank field too many is refused: an amount with a comma may have been cut in two") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema, "claim_id,thing,price,line_id\nA,x,1,250.00,\n");
  CHECK(reading.claims.at(0).faults.at(0).starts_with("c.csv:2: the row has 5 fields, the header has 4"));
}

TEST_CASE("a claim_id that a spreadsheet wrapped is that of the claim") {
  const Schema schema = made_up_schema();
  const Reading reading = read_csv(schema, "claim_id,thing\n=\"007\",x\n'007,y\n\u00a0007 ,z\n\u3000,\u00a0\n");
  REQUIRE(reading.claims.size() == 1);
  CHECK(reading.claims[0].id == "007");
  CHECK(reading.claims[0].things.size() == 3);
}

TEST_CASE("a faulty VIN is passed over, pointed out once a claim, or a fault, as the schema says") {
  const std::string text = "claim_id,serial,line_id,thing\nA,1M8GDM9A0KP042788,1,x\nA,1M8GDM9A0KP042788,2,y\n";
  CHECK(read_csv(made_up_schema(VinCheck::off), text).claims[0].warnings.empty());
  CHECK(read_csv(made_up_schema(VinCheck::warn), text).claims[0].warnings.size() == 1);
  CHECK(read_csv(made_up_schema(VinCheck::warn), text).claims[0].faults.empty());
  CHECK(read_csv(made_up_schema(VinCheck::reject), text).claims[0].faults.size() == 2);
}

TEST_CASE("columns are carried along as they stand, line by line") {
  const Schema schema = made_up_schema();
  const Reading reading =
      read_csv(schema, "claim_id,line_id,thing,mood\nA,1,x, good\nA,2,y,\"b,d\"\n", {"mood", "thing"});
  CHECK(reading.warnings.empty());
  CHECK(reading.claims[0].kept == Texts{" good", "x", "b,d", "y"});
  CHECK(read_csv(schema, "claim_id,thing,mood\n", {"mod"}).errors ==
        Texts{"c.csv:1: there is no column `mod` to keep; help: did you mean `mood`?"});
}

TEST_CASE("a claim with more than ten thousand rows is a fault and does not fill the memory") {
  const Schema schema = made_up_schema();
  std::string text = "claim_id,line_id,thing\n";
  for (int i = 0; i < 10'005; ++i) text += "A," + std::to_string(i) + ",x\n";
  const Reading reading = read_csv(schema, text + "B,1,x\n");
  REQUIRE(reading.claims.size() == 2);
  CHECK(reading.claims[0].rows == 10'005);
  CHECK(reading.claims[0].faults == Texts{"c.csv:10002: claim `A` has more than 10000 rows"});
  CHECK(reading.claims[0].things.size() == 10'000);
}

TEST_CASE("a claim whose rows take more than 16 MiB is a fault and does not fill the memory") {
  const Schema schema = made_up_schema();
  const std::string row = "A,x," + std::string(1'000'000, '.') + '\n';
  std::string text = "claim_id,thing,note\n";
  for (int i = 0; i < 25; ++i) text += row;
  const Reading reading = read_csv(schema, text + "B,x,\n");
  REQUIRE(reading.claims.size() == 2);
  CHECK(reading.claims[0].rows == 25);
  CHECK(reading.claims[0].faults.at(0) == "c.csv:2: claim `A` takes more than 16 MiB");
  CHECK(reading.claims[0].things.size() < 20);
  CHECK(reading.claims[1].faults == Texts{});
}
