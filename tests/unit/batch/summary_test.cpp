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
