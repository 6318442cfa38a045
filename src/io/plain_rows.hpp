#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>

#include "engine/line_block.hpp"
#include "io/columns.hpp"

namespace warrantor::io {

/// Reads rows of CSV straight into the columns of a block, where every cell is written the plain way: an entry by its
/// name, a date as 2024-01-05, an amount as 1250.00. Any other row is for CsvClaimReader, which reads every form that
/// people write and says what is wrong. What is read here, CsvClaimReader reads as the same, with neither a fault nor a
/// warning. For one thread at a time.
class PlainRows {
 public:
  /// All must outlive it.
  PlainRows(const Schema& schema, const Columns& columns);

  /// Whether any row of such a file can be read here.
  [[nodiscard]] bool reads_any() const noexcept { return reads_any_; }

  /// Reads the cells of one row into a line of a block that states nothing yet. False: the row is not plain; the line
  /// is to be cleared.
  [[nodiscard]] bool read(std::span<const std::string_view> fields, engine::LineBlock& block, std::size_t line);

 private:
  bool reads_any_ = false;
};

}  // namespace warrantor::io
