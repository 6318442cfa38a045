#include "conformance/decided_claims.hpp"

namespace warrantor {

TEST_CASE("every claim of the Zhengzhou Nissan cases is decided as expected") {
  test::check_decided_claims("zhengzhou-nissan", 600, 944);
}

}  // namespace warrantor
