#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/csv_row.hpp"

namespace warrantor::io {

class CsvSplitter;

/// Rows of CSV in the order of their file, with the bytes that their fields view: what one thread takes at a time.
/// Reused from block to block.
class RowBlock {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  /// Puts the fields of a row, as CsvRow has them, in place of what `fields` holds; a row without a fault has all of
  /// them. The views live until rows are added or moved away.
  void view_fields(std::size_t row, std::vector<std::string_view>& fields) const;
  /// One field of a row, for who looks at few of them. Empty where the row does not have it.
  [[nodiscard]] std::string_view field(std::size_t row, std::size_t column) const noexcept;
  /// The line of the file on which a row begins.
  [[nodiscard]] std::uint64_t line(std::size_t row) const noexcept { return rows_[row].line; }
  /// The bytes that a row takes.
  [[nodiscard]] std::size_t bytes_of(std::size_t row) const noexcept { return rows_[row].end - rows_[row].begin; }
  /// Whether a row is sound: it could be split, and all of it is text.
  [[nodiscard]] bool is_sound(std::size_t row) const noexcept { return rows_[row].fault < 0; }
  /// A row as CsvSplitter::next hands it out; its views live as long as the block's.
  void copy_row(std::size_t row, CsvRow& copy) const;

  /// Adds a row of another block.
  void add(const RowBlock& other, std::size_t row);
  /// Moves the rows from one on to the end of another block.
  void move_tail(std::size_t first, RowBlock& other);
  void clear() noexcept;

 private:
  friend class RowScan;  // makes its rows

  struct Row {
    std::uint64_t line = 0;
    std::uint32_t begin = 0;  ///< its bytes; those of a row that could not be split are its `raw`
    std::uint32_t end = 0;
    std::uint32_t first_mark = 0;
    std::uint32_t field_count = 0;
    std::int32_t fault = -1;  ///< the place in faults_
    bool is_split = true;
    bool has_both_marks = false;  ///< two marks a field, its begin and end, since it has fields in quotes or a fault
  };

  [[nodiscard]] std::uint32_t marks_of(const Row& row) const noexcept {
    return row.has_both_marks ? 2 * row.field_count : row.field_count;
  }

  std::vector<char> bytes_;
  /// Offsets in bytes_, the rest unused: where each field of a row ends, and so the next begins one byte on.
  std::vector<std::uint32_t> marks_;
  std::size_t mark_count_ = 0;
  std::vector<Row> rows_;
  std::vector<RowFault> faults_;
};

/// Bytes of rows after which a block ends, whatever the number of its rows.
inline constexpr std::size_t most_block_bytes = 1024 * 1024;

/// Adds rows to a block until it has that many, its rows take so many bytes or the file ends: `item` where there may be
/// more.
[[nodiscard]] ReadStatus fill(RowBlock& block, std::size_t rows, CsvSplitter& splitter,
                              std::size_t bytes = most_block_bytes);

}  // namespace warrantor::io
