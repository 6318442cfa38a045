#include "conformance/decided_claims.hpp"

namespace warrantor {

TEST_CASE("every claim of the US new-vehicle cases is decided as expected") {
  test::check_decided_claims("us-new-vehicle", 121, 272);
}

}  // namespace warrantor
