#include <algorithm>

#include <doctest/doctest.h>
#include <malloc.h>

#include "made_up_policy.hpp"

using namespace warrantor;
using namespace warrantor::batch;
using namespace warrantor::batch::test;

namespace {

const std::string mark = "\xef\xbb\xbf";
const std::string beside = "reject_reason,reject_file,reject_line,reject_column,reject_text\n";

Inputs inputs_of(std::vector<std::string> files, io::RejectForm form = io::RejectForm::csv) {
  Inputs inputs;
  inputs.claims = std::move(files);
  inputs.rejects = form;
  return inputs;
}

}  // namespace

TEST_CASE("every row of a rejected claim stands in the rejects as it was, beside its reason") {
  const WorkFolder folder;
  WorkFolder::write("a.csv",
                    "claim_id,line_id,price,memo\n"
                    "A,1,1.00,fine\n"
                    "B,1, 2.0 ,\"a \"\"b\"\",\nc\"\n"
                    "B,2,many,=1+1\n");
  const Run run = run_check(made_up_policy(), inputs_of({"a.csv"}));
  CHECK(run.rejects ==
        "claim_id,line_id,price,memo," + beside +
            "B,1, 2.0 ,\"a \"\"b\"\",\nc\",its claim is rejected because of line 5,a.csv,3,,\n"
            "B,2,many,=1+1,\"price: `many` is not an amount; help: write digits and a point before the decimals, such "
            "as `1234.50`\",a.csv,5,price,\n");
}

TEST_CASE("a row that could not be split stands in one cell with its claim_id, one with too many fields as it was") {
  const WorkFolder folder;
  WorkFolder::write("a.csv",
                    "colour;claim_id;price\n"
                    "red;A\n"
                    "red;B;1;2\n"
                    "red;C;\"1\r\n"
                    "red;\"D;1\n");
  const Run run = run_check(made_up_policy(), inputs_of({"a.csv"}));
  std::istringstream lines(run.rejects);
  Texts beginnings;
  Texts endings;
  for (std::string line; std::getline(lines, line);) {
    beginnings.push_back(line.substr(0, 9));
    endings.push_back(line.substr(line.find("a.csv") + 1));
  }
  REQUIRE(endings.size() == 5);
  CHECK(beginnings[1] == ",A,,\"the ");
  CHECK(endings[1] == ".csv,2,,red;A");
  CHECK(beginnings[2] == "red,B,1,\"");
  CHECK(endings[2] == ".csv,3,,,2");
  CHECK(beginnings[3] == ",C,,\"pric");
  CHECK(endings[3] == ".csv,4,price,\"red;C;\"\"1\"");
  CHECK(beginnings[4] == ",,,\"claim");
  CHECK(endings[4] == ".csv,5,claim_id,\"red;\"\"D;1\"");
}

TEST_CASE("columns of several files are one where they give the same fact or have the same header") {
  const WorkFolder folder;
  WorkFolder::write("a.csv", "claim_id,memo,price\nA,m,x\n");
  WorkFolder::write("b.csv", mark + "Price;memo;;CLAIM_ID;\"s;t\"\nx;n;o;B;p\n");
  const Run run = run_check(made_up_policy(), inputs_of({"a.csv", "b.csv"}));
  CHECK(run.rejects.starts_with(mark + "claim_id,memo,price,,\"s;t\"," + beside));
  CHECK(run.rejects.find("\nA,m,x,,,\"price: ") != std::string::npos);
  CHECK(run.rejects.find("\nB,n,x,o,p,\"Price: ") != std::string::npos);
}

TEST_CASE("what stands beside the rows is passed over without a word, and made anew") {
  const WorkFolder folder;
  WorkFolder::write("a.csv", "claim_id,price\nA,x\nB\n");
  const Run first = run_check(made_up_policy(), inputs_of({"a.csv"}));
  WorkFolder::write("b.csv", first.rejects);
  const Run second = run_check(made_up_policy(), inputs_of({"b.csv"}));
  CHECK(second.reports.warnings.empty());
  CHECK(second.reports.rejects ==
        Texts{"b.csv:2:2: price: `x` is not an amount; help: write digits and a point before the decimals, such as "
              "`1234.50`",
              "b.csv:3: reject_text: the row is not mended; help: put its values into their columns"});
  WorkFolder::write("c.csv", second.rejects);
  const Run third = run_check(made_up_policy(), inputs_of({"c.csv"}));
  CHECK(third.rejects.ends_with(",c.csv,3,reject_text,B\n"));
}

TEST_CASE("objects of JSON Lines stand in the rejects with their values as written, and lines that are none as text") {
  const WorkFolder folder;
  WorkFolder::write("a.jsonl",
                    "{\"claim_id\":\"A\",\"price\":1.50}\n"
                    "{\"claim_id\":\"B\", \"price\": 1.505, \"memo\":{\"x\":[1e5]}}\n"
                    "{\"claim_id\":\n");
  const Run run = run_check(made_up_policy(), inputs_of({"a.jsonl"}, io::RejectForm::json_lines));
  CHECK(run.rejects.starts_with(
      "{\"claim_id\":\"B\",\"price\":1.505,\"memo\":{\"x\":[1e5]},\"reject_reason\":\"price: "));
  CHECK(run.rejects.find("\"reject_file\":\"a.jsonl\",\"reject_line\":2,\"reject_column\":\"price\"}\n") !=
        std::string::npos);
  CHECK(run.rejects.find("\"reject_line\":3,\"reject_column\":\"13\",\"reject_text\":\"{\\\"claim_id\\\":\"}\n") !=
        std::string::npos);
  WorkFolder::write("b.jsonl", run.rejects);
  const Run again = run_check(made_up_policy(), inputs_of({"b.jsonl"}, io::RejectForm::json_lines));
  REQUIRE(again.reports.warnings.size() == 1);
  CHECK(again.reports.warnings[0].ends_with(": memo: the key is unknown and is not read"));
  CHECK(again.summary.claims_rejected == 2);
  CHECK(again.rejects.find("\"reject_text\":\"{\\\"claim_id\\\":\"}\n") != std::string::npos);
}

TEST_CASE("a file whose claims do not fit into the rejects is not decided, and says so") {
  const WorkFolder folder;
  WorkFolder::write("a.jsonl", "{\"claim_id\":\"A\",\"price\":1}\n");
  WorkFolder::write("b.csv", "claim_id,price\nB,1\n");
  const Run csv = run_check(made_up_policy(), inputs_of({"a.jsonl", "b.csv"}));
  CHECK(csv.summary.files_failed == 1);
  CHECK(csv.summary.claims_decided == 1);
  CHECK(csv.reports.failures ==
        Texts{"a.jsonl: is JSON Lines, and its rejected claims are no rows of CSV; help: let the name of the rejects "
              "end with .jsonl, or with .txt for messages alone"});
  const Run json = run_check(made_up_policy(), inputs_of({"a.jsonl", "b.csv"}, io::RejectForm::json_lines));
  CHECK(json.summary.files_failed == 1);
  CHECK(json.summary.claims_decided == 1);
}

TEST_CASE("a claim with too many rows is one rejected claim, and none of its rows is lost") {
  const WorkFolder folder;
  std::string text = "claim_id,line_id,price\nA,1,1\n";
  for (int line = 1; line <= 25'000; ++line) text += "B," + std::to_string(line) + ",1\n";
  WorkFolder::write("a.csv", text + "C,1,1\n");
  const Run run = run_check(made_up_policy(), inputs_of({"a.csv"}));
  CHECK(run.summary.claims_rejected == 1);
  CHECK(run.summary.claims_decided == 2);
  CHECK(run.summary.rows_rejected == 25'000);
  CHECK(std::count(run.rejects.begin(), run.rejects.end(), '\n') == 25'001);
  CHECK(run.rejects.find("\nB,25000,1,") != std::string::npos);
}

TEST_CASE("the decisions begin with a byte-order mark where the claims do") {
  const WorkFolder folder;
  const Policy policy = made_up_policy();
  WorkFolder::write("a.csv", mark + "claim_id,price\nA,1\n");
  WorkFolder::write("b.csv", "claim_id,price\nB,1\n");
  const auto begins_with_mark = [&](const std::string& file, ByteOrderMark wanted) {
    auto writer = io::make_writer({&policy.schema(), {}, io::DecisionFormat::csv, {}, {}, "en"});
    auto output = io::Output::open("decisions.csv");
    CollectedReports reports;
    Collector collector(reports);
    const Inputs inputs = inputs_of({file}, io::RejectForm::messages);
    (void)check({policy, inputs, **writer, **output, collector, "en", nullptr, wanted});
    REQUIRE((*output)->finish());
    return WorkFolder::read("decisions.csv").starts_with(mark);
  };
  CHECK(begins_with_mark("a.csv", ByteOrderMark::as_input));
  CHECK(!begins_with_mark("b.csv", ByteOrderMark::as_input));
  CHECK(begins_with_mark("b.csv", ByteOrderMark::always));
  CHECK(!begins_with_mark("a.csv", ByteOrderMark::never));
}

TEST_CASE("all columns of all files are carried along where asked for, but for the ids") {
  const WorkFolder folder;
  WorkFolder::write("a.csv", "claim_id,memo,price,reject_reason\nA,m,1,x\n");
  WorkFolder::write("b.csv", "Price;town;line_id;memo;claim_id\n 2 ;t;7;n;B\nx;t;8;n;C\n");
  WorkFolder::write("c.jsonl", "{\"claim_id\":\"D\",\"price\":1}\n");
  Inputs inputs = inputs_of({"a.csv", "b.csv", "c.jsonl"});
  inputs.keeps_all = true;
  const Run run = run_check(made_up_policy(), inputs);
  CHECK(run.decisions ==
        "claim_id,line_id,outcome,reasons,seller,buyer,memo,price,town\n"
        "A,1,approved,,1.00,0.00,m,1,\n"
        "B,7,approved,,2.00,0.00,n, 2 ,t\n");
  CHECK(run.rejects.find("\nC,n,x,t,8,\"Price: ") != std::string::npos);
  CHECK(run.summary.files_failed == 1);
}

TEST_CASE("all rows of a claim that takes more than 16 MiB stand in the rejects") {
  const WorkFolder folder;
  std::string rows;
  for (int i = 0; i < 40; ++i) rows += "A," + std::to_string(i) + ',' + std::string(1'000'000, 'x') + '\n';
  WorkFolder::write("a.csv", "claim_id,line_id,memo\n" + rows + "B,1,y\n");
  const Run run = run_check(made_up_policy(), inputs_of({"a.csv"}));
  CHECK(run.summary.rows_decided == 1);
  CHECK(run.summary.rows_rejected == 40);
  CHECK(run.reports.rejects.at(0) == "a.csv:2: claim `A` takes more than 16 MiB");
  CHECK(run.reports.rejects.size() == 3);
  CHECK(std::count(run.rejects.begin(), run.rejects.end(), '\n') == 41);
}

TEST_CASE("rejected claims of many bytes leave no memory behind, wherever they stand in their block") {
  /// Notes the most memory that is in use after a block.
  class Memory final : public Reports {
   public:
    void reject(const io::Fault& /*fault*/) override {}
    void warn(const io::Warning& /*warning*/) override {}
    void fail(const io::Fault& fault) override { FAIL(render(fault)); }
    void advance(const Progress& /*progress*/) override { most = std::max(most, ::mallinfo2().uordblks); }
    std::size_t most = 0;
  };
  const WorkFolder folder;
  std::string text = "claim_id,price,memo\n";
  for (int block = 0; block < 40; ++block) {
    const std::string number = std::to_string(block);
    for (int i = 0; i < block; ++i) text += 'A' + number + '-' + std::to_string(i) + ",many,\n";
    text += 'B' + number + ",many," + std::string(1'000'000, 'x') + '\n';
  }
  WorkFolder::write("a.csv", std::exchange(text, {}));
  const Policy policy = made_up_policy();
  const Inputs inputs = inputs_of({"a.csv"});
  const auto writer = io::make_writer({&policy.schema(), {}, io::DecisionFormat::csv, {}, {}, "en"});
  const auto reject_writer = io::make_reject_writer(inputs.rejects, policy.schema());
  const auto decisions = io::Output::open("decisions.csv");
  const auto rows = io::Output::open("rejects.csv");
  const RejectedRows rejected{*reject_writer, **rows};
  Memory memory;
  const std::size_t before = ::mallinfo2().uordblks;
  const Summary summary = check({policy, inputs, **writer, **decisions, memory, "en", &rejected});
  CHECK(summary.claims_rejected == 820);
  CHECK(memory.most < before + 16'000'000);
}
