#pragma once

#include <string>
#include <vector>

#include <warrantor/schema.hpp>

#include "io/column_map.hpp"
#include "io/joined_table.hpp"

namespace warrantor::io {

/// What a reader of claims works with. What it points to must outlive the reader.
struct ReaderSetup {
  const Schema* schema = nullptr;
  JoinedTables* tables = nullptr;        ///< null: none
  std::vector<std::string> kept;         ///< columns or keys to carry along
  const ColumnMap* map = nullptr;        ///< null: headers, keys and values are those of the rule set
  const Schema* other_schema = nullptr;  ///< of a rule set whose facts are no unknown columns either; null: none
  bool keeps_raw_rows = false;           ///< rows are kept as they stand, in ReadClaim::raw
  bool may_be_decisions = false;         ///< ids may stand under the labels of decisions, whose headers are known
};

}  // namespace warrantor::io
