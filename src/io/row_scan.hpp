#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "io/row_block.hpp"
#include "io/structure_scan.hpp"

namespace warrantor::io {

/// What keeps a row from being split.
enum class RowSlip : std::uint8_t { never_closed, goes_on, too_long };

/// Splits bytes into the rows of a block, at whose end they stand, by the masks of their structure. For as long as one
/// block is filled.
class RowScan {
 public:
  struct Setup {
    StructureScan scan = nullptr;
    char separator = ',';
    std::string_view encoding_name;  ///< for messages
    std::size_t most_rows = 0;       ///< of the block
    std::size_t most_bytes = 0;
  };

  enum class Stop : std::uint8_t { needs_more, is_full, has_fault };

  /// All must outlive it.
  RowScan(RowBlock& block, const Setup& setup, std::uint64_t line);

  /// Adds bytes to those that are to be split.
  void append(std::string_view bytes) { bytes_->insert(bytes_->end(), bytes.begin(), bytes.end()); }

  /// Splits rows until it needs more bytes or more is asked of its user.
  [[nodiscard]] Stop run();
  /// Ends the last row where the file does; `has_fault` where it cannot end there.
  [[nodiscard]] Stop finish_last_row();

  /// The bytes from the beginning of the open row on.
  [[nodiscard]] std::string_view rest() const noexcept {
    return std::string_view(bytes_->data(), bytes_->size()).substr(row_begin_);
  }
  /// Takes the rest out of the block.
  void drop_rest() { bytes_->resize(row_begin_); }
  /// The line on which the open row begins.
  [[nodiscard]] std::uint64_t line() const noexcept { return line_; }

  /// Why the open row, which takes more than the most bytes, is faulty.
  [[nodiscard]] RowSlip slip_of_long_row() const noexcept;
  /// Where in the rest the field with the fault begins, after Stop::has_fault or where the row is too long.
  [[nodiscard]] std::size_t fault_offset() const noexcept;
  /// Ends the open row with a fault. Its bytes are so many of the rest; what is passed over includes its line end.
  void finish_faulty_row(RowSlip slip, std::size_t size, std::size_t passed_over, bool keeps_fields);
  /// Counts a line that was passed over outside of the block.
  void pass_line() noexcept { ++line_; }

 private:
  static constexpr std::uint32_t nowhere = UINT32_MAX;
  static constexpr std::size_t batch = 64;  ///< masks that are made at a time: few enough to stay beside the bytes

  Stop mark_plainly(const StructureMasks& masks, std::uint32_t base);
  Stop mark_carefully(const StructureMasks& masks, std::uint32_t base);
  [[nodiscard]] bool may_end_quoted_field(std::uint32_t offset, bool is_line_feed) const noexcept;
  [[nodiscard]] std::size_t find_mark(std::uint32_t offset) const noexcept;
  [[nodiscard]] std::uint32_t field_begin() const noexcept;
  [[nodiscard]] bool is_blank_line(std::uint32_t line_feed) const noexcept;
  Stop finish_row(std::uint32_t line_feed, std::size_t mark_end);
  void add_row(std::uint32_t end, std::size_t mark_end);
  RowBlock::Row& open_row(std::uint32_t end, std::size_t mark_end);
  void begin_row(std::uint32_t begin, std::size_t first_mark) noexcept;
  void cut_carriage_return(std::uint32_t end, std::size_t mark_end) noexcept;

  void spread_marks(RowBlock::Row& row);
  void join_doubled_quotes(const RowBlock::Row& row);
  void check_characters(RowBlock::Row& row);
  void add_fault(RowBlock::Row& row, RowFault fault);
  void reserve_marks(std::size_t count);

  RowBlock* block_;
  std::vector<char>* bytes_;
  const Setup* setup_;
  std::uint64_t line_;
  std::size_t at_;  ///< bytes from here on are not looked at yet
  std::array<StructureMasks, batch> masks_;

  // The open row:
  std::uint32_t row_begin_;
  std::size_t first_mark_;
  std::size_t mark_count_;           ///< all marks that are set
  std::size_t usual_fields_ = 1;     ///< of the row before
  bool is_suspect_ = false;          ///< see StructureMasks
  bool has_quotes_ = false;          ///< around a field
  std::uint32_t opening_ = nowhere;  ///< the quote that opens the present field
  std::uint32_t closing_ = nowhere;  ///< a quote in it that closes it, unless another follows
};

}  // namespace warrantor::io
