#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/csv_row.hpp"
#include "io/input_buffer.hpp"
#include "io/row_block.hpp"
#include "io/row_scan.hpp"
#include "io/structure_scan.hpp"

namespace warrantor::io {

/// Splits CSV (RFC 4180; comma, `;` or tab, found out from the header line; LF or CRLF) into rows. Lines that
/// are empty are passed over. Every row is checked to be sound text (UTF-8, as its source hands it out) without NUL.
///
/// After a quote that is never closed, or a text after a closing quote, the next row begins on the line after
/// the one in which the faulty field began, so that one slip of the pen costs one row and not the rest of the
/// file. A row takes at most 1 MiB.
class CsvSplitter {
 public:
  /// The scan is one that runs on this processor.
  explicit CsvSplitter(InputBuffer& buffer, StructureScan scan = fastest_structure_scan())
      : buffer_(&buffer), scan_(scan) {}

  /// After `failed`, the buffer says why.
  ReadStatus next(CsvRow& row);

  /// Adds rows to a block until it has that many, its rows take so many bytes, the file ends, or there is at least one
  /// new row and no more until somebody writes it. Rows are read once: by `next` or into a block.
  ReadStatus fill(RowBlock& block, std::size_t rows, std::size_t bytes);

  /// Whether to read on is to wait for somebody to write.
  [[nodiscard]] bool would_wait() const noexcept {
    return ahead_at_ == ahead_.size() && buffer_->size() == 0 && buffer_->would_wait();
  }

  [[nodiscard]] char separator() const noexcept { return separator_; }

 private:
  enum class Reading : std::uint8_t { all, no_more_than_needed };

  std::string_view read_chunk();
  void find_separator();
  ReadStatus split(RowBlock& block, std::size_t rows, std::size_t bytes, Reading reading);
  ReadStatus split(RowBlock& block, RowScan& scan, Reading reading);
  void finish_faulty_row(RowScan& scan, RowSlip slip);
  void pass_over_line(RowScan& scan, RowSlip slip);

  InputBuffer* buffer_;
  StructureScan scan_;
  char separator_ = '\0';  ///< not found out yet
  std::uint64_t line_ = 1;
  std::vector<char> rest_;  ///< taken from the buffer and not split yet
  RowBlock ahead_;          ///< what `next` hands out
  std::size_t ahead_at_ = 0;
};

}  // namespace warrantor::io
