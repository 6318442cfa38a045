#include "batch/summary.hpp"

#include <limits>

#include <doctest/doctest.h>

#include "made_up_policy.hpp"

using namespace warrantor;
using namespace warrantor::batch;
using namespace warrantor::batch::test;

TEST_CASE("a sum that does not fit says so and stays so") {
  Sum sum;
  sum.add(std::numeric_limits<std::int64_t>::max());
  CHECK(sum.fits);
  sum.add(1);
  sum.add(-5);
  CHECK(!sum.fits);
}

TEST_CASE("the summary as JSON has counts, outcomes, amounts and reasons") {
  const WorkFolder folder;
  const Policy policy = made_up_policy();
  WorkFolder::write("a.csv", "claim_id,colour,price\nA,red,10.00\nB,blue,5.00\nC,rad,5.00\n");
  const std::string json = summary_as_json(run_check(policy, {{"a.csv"}, {}, {}, true}).summary, policy);
  CHECK(json.starts_with(R"({"rules":{"id":"made-up","version":"1","digest":")"));
  CHECK(json.find(R"("files_read":1,"files_failed":0,"rows":{"in":3,"decided":2,"rejected":1},)"
                  R"("claims":{"in":3,"decided":2,"rejected":1},)"
                  R"("claims_by_outcome":{"approved":1,"partial":0,"denied":1,)") != std::string::npos);
  CHECK(json.find(R"("pays":{"seller":"10.00","buyer":"5.00"},"open":"0.00","total":"15.00")") != std::string::npos);
  CHECK(json.find(R"("reasons":[{"id":"too-blue","clause":"","title":{"en":"Blue"},"lines":1}],)"
                  R"("rejects":{"colour: … is not one of its values":1},"warnings":{},"tables":[],)"
                  R"("assumed":{"coupon":"none"}})") != std::string::npos);
}

TEST_CASE("faults are counted by what is wrong, not by value or place") {
  Summary summary(made_up_policy());
  summary.add_fault({"a.csv", 2, 1, "price", "x", "`x` is not an amount", "write digits"});
  summary.add_fault({"a.csv", 9, 1, "price", "y", "`y` is not an amount", "write digits"});
  summary.add_fault({"a.jsonl", 9, 1, "lines[1].price", "2000", "`2000`: Nothing costs that much (too-dear)", ""});
  summary.add_fault({"a.jsonl", 9, 1, "lines[17].price", "2001", "`2001`: Nothing costs that much (too-dear)", ""});
  summary.add_fault({"a.csv", 7, 0, "", "", "the row has 15 fields, the header has 14", ""});
  summary.add_fault({"a.csv", 8, 0, "", "", "the row has 3 fields, the header has 14", ""});
  summary.add_fault({"a.csv", 8, 2, "price", "1", "`1` is not what line 10 says, `2`", ""});
  CHECK(summary.rejects ==
        std::map<std::string, std::uint64_t>{{"price: … is not an amount", 2},
                                             {"lines[].price: Nothing costs that much (too-dear)", 2},
                                             {"the row has … fields, the header has 14", 2},
                                             {"price: … is not what line … says, …", 1}});
}

TEST_CASE("kinds of faults beyond two hundred are counted together") {
  Summary summary(made_up_policy());
  for (int i = 0; i < 1000; ++i) summary.add_fault({"a", 1, 1, "x" + std::to_string(i), "", "is odd", ""});
  CHECK(summary.rejects.size() == 201);
  CHECK(summary.rejects[""] == 800);
}
