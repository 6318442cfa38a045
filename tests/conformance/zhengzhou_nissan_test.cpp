#include "conformance/decided_claims.hpp"

namespace warrantor {

TEST_CASE("every claim of the Zhengzhou Nissan cases is decided as expected") {
  test::check_decided_claims("zhengzhou-nissan", 600, 944);
}

TEST_CASE("for a buyer who is not a household the law changes nothing") {
  test::check_decided_claims("zhengzhou-nissan", 600, 944, {}, {"zhengzhou-nissan-household", "buyer", "other"});
}

}  // namespace warrantor
