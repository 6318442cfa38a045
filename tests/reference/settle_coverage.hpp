#pragma once

#include "reference/findings.hpp"

namespace warrantor::reference {

struct CoverageResult {
  Ids passed;  ///< limits
  bool is_over = false;
};

/// Which coverage rows hold in one case, and whether they are over; the rows are noted in the findings.
[[nodiscard]] CoverageResult settle_coverage(Case& one, Findings& findings);

/// Which coverage row covers the line in one case, by its id; none: no row does.
[[nodiscard]] Thing row_that_covers(Case& one);

}  // namespace warrantor::reference
