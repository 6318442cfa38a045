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
  CHECK(json.starts_with(R"({"rows":{"in":3,"decided":2,"rejected":1},"claims":{"in":3,"decided":2,"rejected":1},)"
                         R"("files_failed":0,"claims_by_outcome":{"approved":1,"partial":0,"denied":1,)"));
  CHECK(json.find(R"("pays":{"seller":"10.00","buyer":"5.00"},"open":"0.00","total":"15.00")") != std::string::npos);
  CHECK(json.find(R"("reasons":[{"id":"too-blue","lines":1}])") != std::string::npos);
  CHECK(json.find(R"("rules":{"id":"made-up","version":"1","digest":")") != std::string::npos);
}

TEST_CASE("facts that no file gave share a line where a blank was taken for the same, broken before 100 columns") {
  const Policy policy = made_up_policy();
  Summary summary(policy);
  summary.assumed.push_back({"first", "unknown"});
  summary.assumed.push_back({"second", "none"});
  for (int i = 100; i < 120; ++i) summary.assumed.push_back({"fact_" + std::to_string(i), "unknown"});
  const std::string text = summary_as_text(summary, policy, "en");
  const std::size_t begin = text.find("facts that no file gave");
  REQUIRE(begin != std::string::npos);
  CHECK(text.substr(begin, text.find("rule set:") - begin) ==
        "facts that no file gave, and what a blank was taken for:\n"
        "  unknown: first, fact_100, fact_101, fact_102, fact_103, fact_104, fact_105, fact_106, fact_107,\n"
        "      fact_108, fact_109, fact_110, fact_111, fact_112, fact_113, fact_114, fact_115, fact_116,\n"
        "      fact_117, fact_118, fact_119\n"
        "  none: second\n");
  const std::string json = summary_as_json(summary, policy);
  CHECK(json.find(R"("assumed":{"first":"unknown","second":"none","fact_100":"unknown")") != std::string::npos);
}
