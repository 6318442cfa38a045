#include "conformance/decided_claims.hpp"

namespace warrantor {

TEST_CASE("every claim of the three-guarantees cases is decided as expected") {
  test::check_decided_claims("cn-three-guarantees", 221, 239);
}

}  // namespace warrantor
