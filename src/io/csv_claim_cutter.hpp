#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "io/claim_block.hpp"
#include "io/csv_file.hpp"
#include "io/csv_splitter.hpp"
#include "io/row_block.hpp"

namespace warrantor::io {

/// Groups the rows of a CSV file into claims, block by block. Rows that follow each other with the same claim_id are
/// one claim; a row that does not say its claim counts to the one above it. A claim stands whole in its block. For one
/// thread at a time.
class CsvClaimCutter {
 public:
  CsvClaimCutter(const CsvFile& file, CsvSplitter& splitter) : file_(&file), splitter_(&splitter) {}

  /// `item`: there is a claim or more. Rows of a claim behind the first that is more than most_rows, or with which it
  /// takes more than most_claim_bytes, are counted and left out; where raw rows are kept, they are handed out as claims
  /// of their own, the rest of it.
  ReadStatus cut(ClaimBlock& block);
  [[nodiscard]] bool would_wait() const { return status_ == ReadStatus::item && splitter_->would_wait(); }
  [[nodiscard]] bool has_failed() const noexcept { return status_ == ReadStatus::failed; }

 private:
  using Entry = ClaimBlock::Entry;

  void read_rows(ClaimBlock& block, std::size_t bytes);
  void add_row(ClaimBlock& block, std::size_t row);
  [[nodiscard]] std::string_view id_of(const RowBlock& rows, std::size_t row);
  [[nodiscard]] bool is_blank(const RowBlock& rows, std::size_t row);
  void count_bytes(Entry& claim, std::size_t bytes);
  void begin_claim(ClaimBlock& block, std::size_t row, bool is_rest);
  void leave_out_surplus(ClaimBlock& block);
  void put_off_last(ClaimBlock& block);

  const CsvFile* file_;
  CsvSplitter* splitter_;
  ReadStatus status_ = ReadStatus::item;
  RowBlock put_off_;                  ///< the rows of a claim that may go on
  RowBlock left_out_;                 ///< only for its memory
  bool is_rest_put_off_ = false;      ///< they are the rest of a claim
  bool is_rest_too_large_ = false;    ///< the claim of the last rest is; see Entry
  std::string id_;                    ///< of the last claim
  std::uint64_t nameless_above_ = 0;  ///< of the row that comes next; see Entry
  std::size_t bytes_ = 0;             ///< of the rows of the last claim
  bool has_surplus_ = false;          ///< it has a row more than it may have, or takes more bytes
  std::size_t surplus_ = 0;           ///< the place of its rows behind that one
  CsvRow row_;
};

}  // namespace warrantor::io
