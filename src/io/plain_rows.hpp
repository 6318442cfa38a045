#pragma once

#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include <warrantor/schema.hpp>

#include "engine/line_block.hpp"
#include "io/columns.hpp"
#include "io/plain_cells.hpp"

namespace warrantor::io {

/// Reads rows of CSV straight into the columns of a block, where nothing has to be said of any cell. Cells that are
/// written the plain way are read at once: an entry by its name or label, a date as 2024-01-05, an amount as 1250.00;
/// see read_otherwise for the others. Any other row is for CsvClaimReader, which says what is wrong. What is read
/// here, CsvClaimReader reads as the same, with neither a fault nor a warning, as a claim of one row. Free to share
/// between threads.
class PlainRows {
 public:
  /// All must outlive it.
  PlainRows(const Schema& schema, const Columns& columns);

  /// Whether any row of such a file can be read here: none of a file with columns that a column map reads or that list
  /// records, with constants of a column map, with rows that an earlier run rejected unsplit, or without a column for a
  /// fact that must be stated.
  [[nodiscard]] bool reads_any() const noexcept { return reads_any_; }

  /// Reads the cells of one row into a line of a block that states nothing yet. The row is sound (see
  /// RowBlock::is_sound), and claim_id and line_id are its fields as they stand. A text in a column of the block is
  /// known, and 0. False: the row is not plain; the line is to be cleared.
  [[nodiscard]] bool read(std::span<const std::string_view> fields, engine::LineBlock& block, std::size_t line) const;

  /// Whether two rows that were read state the same of their claim, byte by byte.
  [[nodiscard]] bool agree(std::span<const std::string_view> fields, std::span<const std::string_view> others) const;

 private:
  /// A column of the file and how its cells are read.
  template <class Cells>
  struct Step {
    std::size_t column = 0;
    FactId fact{};
    Cells cells;
  };

  template <class Cells>
  using Steps = std::vector<Step<Cells>>;

  void add_step(const Schema& schema, FactId id, std::size_t column);
  template <class Cells>
  bool read_cells(const Steps<Cells>& steps, std::span<const std::string_view> fields, engine::LineBlock& block,
                  std::size_t line) const;

  const Schema* schema_;
  /// Cells of a kind are read together, so that nothing has to be asked of each.
  std::tuple<Steps<PlainTexts>, Steps<PlainVins>, Steps<PlainWords>, Steps<PlainDates>, Steps<PlainNumbers>,
             Steps<PlainAmounts>, Steps<PlainDecimals>>
      steps_;
  std::vector<std::size_t> of_claim_;  ///< columns of facts of the claim
  std::size_t field_count_ = 0;
  std::size_t named_count_ = 0;
  bool reads_any_ = false;
};

}  // namespace warrantor::io
