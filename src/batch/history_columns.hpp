#pragma once

#include <vector>

#include <warrantor/policy.hpp>

#include "io/column_map.hpp"
#include "io/columns.hpp"

namespace warrantor::batch {

/// What rules ask of earlier claims, and a file has no column for.
struct LackingColumns {
  std::vector<FactId> keys;    ///< by which earlier claims are found
  std::vector<FactId> fields;  ///< that lists of them hold, and that are unknown without a column
  bool finds_any = false;      ///< some list or rule finds the claims of the file all the same
};

/// The map may be null. For a policy that reads earlier claims.
[[nodiscard]] LackingColumns lacking_columns(const Policy& policy, const io::Columns& columns,
                                             const io::ColumnMap* map);

}  // namespace warrantor::batch
