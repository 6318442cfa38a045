#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <warrantor/claim.hpp>

#include "io/csv_splitter.hpp"

namespace warrantor::io {

/// Rows of CSV in the order of their file, with the bytes that their fields view: what one thread takes at a time.
/// Reused from block to block.
class RowBlock {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  /// The fields of a row as CsvRow has them; a row without a fault has all of them.
  [[nodiscard]] std::span<const std::string_view> fields(std::size_t row) const noexcept {
    return {fields_.data() + rows_[row].first_field, rows_[row].field_count};
  }
  /// The line of the file on which a row begins.
  [[nodiscard]] std::uint64_t line(std::size_t row) const noexcept { return rows_[row].line; }
  /// Whether a row is sound: it could be split, and all of it is text.
  [[nodiscard]] bool is_sound(std::size_t row) const noexcept { return rows_[row].fault < 0; }
  /// A row as CsvSplitter::next hands it out; its views live as long as the block's.
  void copy_row(std::size_t row, CsvRow& copy) const;

  void add(const CsvRow& row);
  /// Moves the rows from one on to the end of another block.
  void move_tail(std::size_t first, RowBlock& other);
  void clear() noexcept;

 private:
  struct Row {
    std::uint64_t line = 0;
    std::uint32_t first_field = 0;
    std::uint32_t field_count = 0;
    std::int32_t fault = -1;  ///< the place in faults_
    bool is_split = true;
    std::string_view raw;
  };

  TextStore texts_;
  std::vector<std::string_view> fields_;
  std::vector<Row> rows_;
  std::vector<RowFault> faults_;
};

/// Adds rows to a block until it has that many or the file ends: `item` where there may be more.
[[nodiscard]] ReadStatus fill(RowBlock& block, std::size_t rows, CsvSplitter& splitter);

}  // namespace warrantor::io
