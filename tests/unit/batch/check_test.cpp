#include "batch/check.hpp"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "made_up_policy.hpp"

using namespace warrantor;
using namespace warrantor::batch;
using namespace warrantor::batch::test;

TEST_CASE("claims of several files are decided in order, and a file that cannot be used stops no other") {
  const WorkFolder folder;
  const Policy policy = made_up_policy();
  WorkFolder::write("a.csv", "claim_id,colour,price\nA,red,10.00\n");
  WorkFolder::write("b.csv", "claim_id,colour,price\nB,blue,5.00\n");
  const Run run = run_check(policy, {{"a.csv", "nowhere.csv", "b.csv"}, {}, {}, true});
  CHECK(run.decisions ==
        "claim_id,line_id,outcome,reasons,seller,buyer\nA,1,approved,,10.00,0.00\nB,1,denied,too-blue,0.00,5.00\n");
  CHECK(run.reports.failures == Texts{"nowhere.csv: cannot be read: there is no such file or folder"});
  CHECK(run.summary.files_failed == 1);
  CHECK(run.summary.claims_decided == 2);
}

TEST_CASE("a claim_id that comes again is rejected, also in another file, unless duplicates are allowed") {
  const WorkFolder folder;
  const Policy policy = made_up_policy();
  WorkFolder::write("a.csv", "claim_id,price\nA,1\nB,1\nA,2\n");
  WorkFolder::write("b.csv", "claim_id,price\nB,1\nC,1\n");
  const Run strict = run_check(policy, {{"a.csv", "b.csv"}, {}, {}, true});
  CHECK(strict.reports.rejects == Texts{"a.csv:4:1: claim_id: claim `A` has come before; help: the rows of a claim "
                                        "must stand together, and all files give it once",
                                        "b.csv:2:1: claim_id: claim `B` has come before; help: the rows of a claim "
                                        "must stand together, and all files give it once"});
  CHECK(strict.summary.rows_decided == 3);
  CHECK(run_check(policy, {{"a.csv", "b.csv"}, {}, {}, false}).summary.rows_decided == 5);
}

TEST_CASE("a claim that the rule set rejects is named with the place of the fact") {
  const WorkFolder folder;
  const Policy policy = made_up_policy();
  WorkFolder::write("a.csv", "claim_id,line_id,price\nA,1,1\nA,2,1000.01\nB,1,1\n");
  const Run run = run_check(policy, {{"a.csv"}, {}, {}, true});
  CHECK(run.reports.rejects ==
        Texts{"a.csv:3:3: price: `1000.01`: Nothing costs that much (too-dear); help: check price = "
              "1,000.01 (> 1,000.00)"});
  CHECK(run.summary.rows_rejected == 2);
  CHECK(run.summary.claims_rejected == 1);
}

TEST_CASE("what earlier claims used up counts, in the order of the file, and rejected claims use nothing") {
  const WorkFolder folder;
  const Policy policy = made_up_policy();
  WorkFolder::write("a.csv", "claim_id,coupon,price\nA,x,many\nB,x,1\nC,x,1\nD,y,1\n");
  const Run run = run_check(policy, {{"a.csv"}, {}, {}, true});
  CHECK(run.decisions ==
        "claim_id,line_id,outcome,reasons,seller,buyer\n"
        "B,1,approved,,1.00,0.00\nC,1,denied,coupon-used,0.00,1.00\nD,1,approved,,1.00,0.00\n");
}

TEST_CASE("the summary lists facts that no file gave, with what a blank was taken for") {
  const WorkFolder folder;
  const Policy policy = made_up_policy();
  WorkFolder::write("a.csv", "claim_id,price\nA,1\n");
  const Run run = run_check(policy, {{"a.csv"}, {}, {}, true});
  Texts assumed;
  for (const FactId id : run.summary.assumed) {
    const Fact& fact = policy.schema().fact(id);
    assumed.push_back(fact.name + ": " + taken_for(policy.schema(), fact, "en"));
  }
  CHECK(std::count(assumed.begin(), assumed.end(), "colour: red") == 1);
  CHECK(std::count(assumed.begin(), assumed.end(), "coupon: none") == 1);
  CHECK(std::count(assumed.begin(), assumed.end(), "price: 0.00") == 0);
}

TEST_CASE("while a run goes on it is told how many claims and bytes of the files are done") {
  class Listener final : public Reports {
   public:
    void reject(const io::Fault&) override {}
    void warn(const io::Warning&) override {}
    void fail(const io::Fault&) override {}
    void advance(const Progress& progress) override {
      CHECK(progress.claims >= last.claims);
      CHECK(progress.bytes >= last.bytes);
      last = progress;
      ++times;
    }
    Progress last;
    int times = 0;
  };
  const WorkFolder folder;
  const Policy policy = made_up_policy();
  std::string text = "claim_id,colour\n";
  for (int i = 0; i < 2000; ++i) text += std::to_string(i) + ",red\n";
  WorkFolder::write("a.csv", text);
  WorkFolder::write("b.csv", "claim_id,colour\nx,rad\n");
  auto writer = io::make_writer({&policy.schema(), {}, io::DecisionFormat::csv, {}, {}, "en"});
  auto output = io::Output::open("decisions.csv");
  Listener listener;
  const Inputs inputs{{"a.csv", "b.csv"}, {}, {}, true};
  CHECK(check({policy, inputs, **writer, **output, listener, "en"}).claims() == 2001);
  CHECK(listener.times > 2);
  CHECK(listener.last.claims == 2001);
  CHECK(listener.last.bytes == fs::file_size("a.csv") + fs::file_size("b.csv"));
}

TEST_CASE("no row is lost and no amount, whatever is wrong with the rows") {
  const WorkFolder folder;
  const Policy policy = made_up_policy();
  const unsigned seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  const auto any_of = [&](const std::vector<std::string>& texts) { return texts[random() % texts.size()]; };
  std::string text = "claim_id,coupon,colour,line_id,price\n";
  std::uint64_t rows = 0;
  for (int claim = 0; claim < 2000; ++claim) {
    const std::string id = any_of({"C" + std::to_string(claim), "C" + std::to_string(claim), "C1", ""});
    for (std::uint_fast32_t line = random() % 3 + 1; line > 0; --line) {
      text += id + ',' + any_of({"", "x", "y" + std::to_string(random() % 50)}) + ',' +
              any_of({"red", "blue", "", "rad"}) + ',' + any_of({std::to_string(line), "1"}) + ',' +
              any_of({"1.00", "999.99", "1000.01", "-1", "1.234", "", "\"7.00\"", "\"7.00\"x", "1,2", "\xff"}) + '\n';
      ++rows;
    }
  }
  WorkFolder::write("a.csv", text);
  const Run run = run_check(policy, {{"a.csv"}, {}, {}, true});
  const Summary& summary = run.summary;
  CHECK(summary.rows_in == rows);
  CHECK(summary.rows_decided + summary.rows_rejected == rows);
  CHECK(summary.rows_decided > 0);
  CHECK(summary.rows_rejected > 0);
  CHECK(summary.rows_decided ==
        static_cast<std::uint64_t>(std::count(run.decisions.begin(), run.decisions.end(), '\n')) - 1);
  CHECK(summary.paid[0].minor_units + summary.paid[1].minor_units + summary.open.minor_units ==
        summary.total.minor_units);
  CHECK(run.reports.rejects.size() >= summary.claims_rejected);
}
