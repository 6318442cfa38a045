#include "conformance/decided_claims.hpp"

namespace warrantor {

// W092 states no due date: that is asked for rightly, but days that shape an amount are not all tried.
TEST_CASE("every claim of the transport cases is decided as expected") {
  test::check_decided_claims("transport", 128, 128, {"W092"});
}

}  // namespace warrantor
