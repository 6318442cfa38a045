#include "conformance/decided_claims.hpp"

namespace warrantor {

TEST_CASE("every claim of the three-guarantees cases is decided as expected") {
  // What versions of a date come to is not gone through, so the engine does not vouch for what that claim lacks.
  test::check_decided_claims("cn-three-guarantees", 221, 239, {"unknown-invoice"});
}

}  // namespace warrantor
