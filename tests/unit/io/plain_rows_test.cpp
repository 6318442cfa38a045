#include "io/plain_rows.hpp"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>
#include <warrantor/policy.hpp>

#include "base/text.hpp"
#include "io/claim_builder.hpp"
#include "io/csv_cell.hpp"
#include "made_up_schema.hpp"
#include "random_cells.hpp"
#include "support/scale.hpp"

using namespace warrantor;
using namespace warrantor::io;
using warrantor::io::test::RandomCells;

namespace {

using Fields = std::vector<std::string>;

std::string row_of(const Fields& fields) {
  std::string row;
  for (const std::string& field : fields) {
    if (!row.empty() || &field != fields.data()) row += ',';
    append_quoted_csv_field(row, field);
  }
  return row + '\n';
}

/// A file of one header line, read row by row by both.
struct File {
  File(const Schema& schema, const std::string& text) : source(source_of(text)), buffer(*source), splitter(buffer) {
    REQUIRE(splitter.next(row) == ReadStatus::item);
    names.emplace(schema, plain_facts(schema));
    columns = resolve_columns({&*names, {}, {}, true, nullptr, nullptr}, row.fields, "c.csv", 1);
  }

  std::unique_ptr<ByteSource> source;
  InputBuffer buffer;
  CsvSplitter splitter;
  CsvRow row;
  std::optional<FactNames> names;
  Columns columns;
};

/// How many rows of a file are read plainly.
std::size_t count_plain(const Schema& schema, const std::string& text) {
  File file(schema, text);
  const PlainRows rows(schema, file.columns);
  engine::LineBlock block(schema, plain_facts(schema));
  std::size_t count = 0;
  while (file.splitter.next(file.row) == ReadStatus::item) {
    if (rows.read(file.row.fields, block, 3)) ++count;
    block.clear_line(3);
  }
  return count;
}

/// Holds a row that was read plainly against what CsvClaimReader makes of it.
void check_row(const Schema& schema, const std::string& text, const engine::LineBlock& block, std::size_t line,
               const Fields& header, const Fields& fields) {
  const auto source = source_of(text);
  InputBuffer buffer(*source);
  const auto reader = CsvClaimReader::open({&schema, nullptr, {}}, buffer, "c.csv");
  REQUIRE(reader.has_value());
  ReadClaim claim(schema);
  REQUIRE((*reader)->next(claim) == ReadStatus::item);
  REQUIRE(io::test::rendered(claim.faults).empty());
  REQUIRE(io::test::rendered(claim.warnings).empty());
  REQUIRE(claim.claim.line_count() == 1);
  for (const FactId id : plain_facts(schema)) {
    const Fact& fact = schema.fact(id);
    CAPTURE(fact.name);
    const Value value = fact.scope == Scope::claim ? claim.claim.get(id) : claim.claim.get(0, id);
    const Value plain = block.column(id)->get(line);
    REQUIRE(plain.knowledge() == value.knowledge());
    if (fact.type != ValueType::text && fact.type != ValueType::vin) REQUIRE(plain.same_as(value));
    if (id != schema.claim_id() && id != schema.line_id()) continue;
    const auto column = std::find(header.begin(), header.end(), fact.name);
    if (column == header.end() || !value.is_known()) continue;
    REQUIRE(value.as_text() == fields[static_cast<std::size_t>(column - header.begin())]);
  }
  REQUIRE((*reader)->next(claim) == ReadStatus::end);
}

/// The columns of a file: those that must be there and some others, in any order.
Fields random_header(RandomCells& cells, const Schema& schema) {
  Fields header;
  for (const FactId id : plain_facts(schema)) {
    const Fact& fact = schema.fact(id);
    if (must_be_stated(fact) || !cells.is_one_in(4)) header.push_back(fact.name);
  }
  if (cells.is_one_in(3)) header.emplace_back("nothing of ours");
  for (std::size_t i = header.size(); i > 1; --i) std::swap(header[i - 1], header[cells.below(i)]);
  if (cells.is_one_in(4)) header.emplace_back("");
  return header;
}

Fields random_row(RandomCells& cells, const Schema& schema, const Fields& header) {
  Fields fields;
  for (const std::string& name : header) {
    const auto id = schema.find_fact(name);
    fields.push_back(id             ? cells.cell(schema, schema.fact(*id), 30)
                     : name.empty() ? (cells.is_one_in(4) ? "x" : "")
                                    : "anything");
  }
  if (cells.is_one_in(20)) fields.pop_back();
  if (cells.is_one_in(20)) fields.emplace_back(cells.is_one_in(2) ? "" : "1");
  return fields;
}

}  // namespace

TEST_CASE("a row that is read plainly is the claim that the reader of all forms makes of it") {
  const unsigned seed = std::random_device{}();
  MESSAGE("seed " << seed);
  RandomCells cells(seed);
  int plain = 0;
  int count = 0;
  for (int round = warrantor::test::scaled(100); round > 0; --round) {
    const Schema schema = cells.schema();
    const Fields header = random_header(cells, schema);
    const std::string header_line = row_of(header);
    for (int i = 0; i < 20; ++i, ++count) {
      const Fields fields = random_row(cells, schema, header);
      const std::string text = header_line + row_of(fields);
      CAPTURE(text);
      File file(schema, text);
      const PlainRows rows(schema, file.columns);
      REQUIRE(rows.reads_any());
      engine::LineBlock block(schema, plain_facts(schema));
      if (file.splitter.next(file.row) != ReadStatus::item) continue;
      const std::size_t line = cells.below(engine::lines_of_block);
      if (!rows.read(file.row.fields, block, line)) continue;
      ++plain;
      check_row(schema, text, block, line, header, fields);
    }
  }
  CHECK(plain > count / 20);
  CHECK(plain < count);
}

TEST_CASE("rows of the load workload are plain") {
  const auto workload = load_policy(WARRANTOR_SOURCE_DIR "/tests/bench/rules");
  REQUIRE(workload.has_value());
  const std::string header =
      "claim_id,vin,model,usage,invoice_date,failure_date,claim_date,odometer_km,component,cause,party,parts_genuine,"
      "odometer_tampered,services_done,last_service_km,repairer_authorised,parts_amount,labour_amount,other_amount,"
      "description\n";
  const std::string rows =
      "C000000001,LJNFN3RBDBJ651433,D22,export,2023-11-13,2024-06-09,2024-06-09,18145,wiper_blades,defect,customer,"
      "true,"
      "false,1500;5000;10000;15000,15000,true,12325.74,348.96,0.00,Customer reports loss of power uphill [1758]\n"
      "C000000002,LJNT7ALEVY8930941,PALADIN,private,2018-06-08,2019-12-01,2019-12-10,900,oil_pump,workmanship,customer,"
      "true,false,,0,true,13765.50,2616.27,0.00,\"发动机异响，\n客户要求检查\"\n"
      "C000000003,LJNT7ALEVY8930941,RICH,fleet,2018-06-08,2019-12-01,2019-12-10,900,oil_pump,workmanship,customer,yes,"
      "0,,,true,13765.50,2616.27,0.00,\n";
  CHECK(count_plain(workload->schema(), header + rows) == 3);
}

TEST_CASE("rows with other cells than the header are not plain, but for those of columns without a header") {
  const Schema schema = io::test::made_up_schema();
  const std::string header = "claim_id,colour,thing,price,,\n";
  CHECK(count_plain(schema, header + "C-1,red,engine,1.00,,\n") == 1);
  CHECK(count_plain(schema, header + "C-1,red,engine,1.00\n") == 1);
  CHECK(count_plain(schema, header + "C-1,red,engine,1.00,\n") == 0);
  CHECK(count_plain(schema, header + "C-1,red,engine\n") == 0);
  CHECK(count_plain(schema, header + "C-1,red,engine,1.00, ,\u3000\n") == 1);
  CHECK(count_plain(schema, header + "C-1,red,engine,1.00,,x\n") == 0);
  CHECK(count_plain(schema, header + "C-1,red,engine,1.00,,,\n") == 0);
  CHECK(count_plain(schema, header + ",red,engine,1.00,,\n") == 0);
  CHECK(count_plain(schema, header + "C-1,red,,1.00,,\n") == 0);
  CHECK(count_plain(schema, header + "C-1,,engine,,,\n") == 1);
}

TEST_CASE("rows whose cells are not written the plain way are read as well, where nothing has to be said of them") {
  const Schema schema = io::test::made_up_schema();
  const std::string header = "claim_id,colour,bought,thing,price\n";
  CHECK(count_plain(schema, header + "C-1, RED,2024/1/5,engine ,1250.5\n") == 1);
  CHECK(count_plain(schema, header + "C-1, ,\u3000,engine,\"1,250.00\"\n") == 1);
  CHECK(count_plain(schema, header + "C-1,,, ,\n") == 0);
  CHECK(count_plain(schema, header + "C-1 ,,,engine,\n") == 0);
  CHECK(count_plain(schema, header + "C-1,,2024-01-05 08:30,engine,\n") == 0);
  CHECK(count_plain(schema, header + "C-1,,,engine,-1\n") == 0);
}

TEST_CASE("files that are not read cell by cell have no plain rows") {
  const Schema schema = io::test::made_up_schema();
  const auto reads_any = [&](const std::string& header) {
    const File file(schema, header);
    return PlainRows(schema, file.columns).reads_any();
  };
  CHECK(reads_any("claim_id,thing\n"));
  CHECK(reads_any("claim_id,thing,reject_line,reject_reason\n"));
  CHECK_FALSE(reads_any("thing,price\n"));
  CHECK_FALSE(reads_any("claim_id,thing,visit_km\n"));
  CHECK_FALSE(reads_any("claim_id,thing,reject_text\n"));

  const FactNames names(schema, plain_facts(schema));
  ColumnSet map;
  const auto reads_any_with = [&](const ColumnSet* columns) {
    const Columns found = resolve_columns({&names, {}, {}, true, columns, nullptr}, {"claim_id", "thing"}, "c.csv", 1);
    return PlainRows(schema, found).reads_any();
  };
  CHECK(reads_any_with(&map));
  map.constants.emplace_back();
  map.constants.back().fact = *schema.find_fact("colour");
  map.constants.back().text = "red";
  CHECK_FALSE(reads_any_with(&map));
}

TEST_CASE("rows agree where all cells of facts of the claim are the same") {
  const Schema schema = io::test::made_up_schema();
  const File file(schema, "claim_id,colour,line_id,thing\n");
  const PlainRows rows(schema, file.columns);
  const std::vector<std::string_view> first = {"C-1", "red", "1", "engine"};
  const std::vector<std::string_view> second = {"C-1", "red", "2", "gearbox"};
  const std::vector<std::string_view> third = {"C-1", "", "3", "gearbox"};
  CHECK(rows.agree(first, second));
  CHECK_FALSE(rows.agree(first, third));
}
