#include "io/csv_claim_cutter.hpp"

#include <utility>

#include "engine/line_block.hpp"
#include "io/claim_builder.hpp"
#include "io/csv_row_checks.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t rows_of_block = engine::lines_of_block;

}  // namespace

ReadStatus CsvClaimCutter::cut(ClaimBlock& block) {
  block.clear();
  put_off_.move_tail(0, block.rows);
  put_off_.clear();
  for (std::size_t row = 0; row < block.rows.size(); ++row) add_row(block, row);
  std::size_t bytes = 0;
  do {
    bytes += most_block_bytes;
    read_rows(block, bytes);
  } while (status_ == ReadStatus::item && block.claims.size() < 2);
  if (status_ == ReadStatus::item) put_off_last(block);
  block.behind = status_;
  block.is_all_there_is = would_wait();
  return block.claims.empty() ? status_ : ReadStatus::item;
}

void CsvClaimCutter::read_rows(ClaimBlock& block, std::size_t bytes) {
  const std::size_t before = block.rows.size();
  const bool is_full = before >= rows_of_block;  // of one claim
  if (status_ == ReadStatus::item)
    status_ = fill(block.rows, is_full ? before + rows_of_block : rows_of_block, *splitter_, bytes);
  for (std::size_t row = before; row < block.rows.size(); ++row) add_row(block, row);
  leave_out_surplus(block);
}

void CsvClaimCutter::add_row(ClaimBlock& block, std::size_t row) {
  const std::string_view id = id_of(block.rows, row);
  if (id.empty() && is_blank(block.rows, row)) return;
  if (block.claims.empty()) {
    const bool is_rest = std::exchange(is_rest_put_off_, false);
    if (!is_rest) id_ = id;
    begin_claim(block, row, is_rest);
  } else if (Entry& last = block.claims.back(); !id.empty() && id != id_) {
    id_ = id;
    begin_claim(block, row, false);
  } else if (file_->keeps_raw_rows && has_surplus_) {
    is_rest_too_large_ = last.is_too_large;
    begin_claim(block, row, true);
  } else {
    last.is_usual = last.is_usual && last.end == row;
  }
  Entry& claim = block.claims.back();
  claim.end = row + 1;
  ++claim.rows;
  count_bytes(claim, block.rows.bytes_of(row));
  claim.is_usual = claim.is_usual && !has_surplus_ && !id.empty() && block.rows.is_sound(row);
  nameless_above_ = id.empty() ? block.rows.line(row) : 0;
}

void CsvClaimCutter::count_bytes(Entry& claim, std::size_t bytes) {
  if (has_surplus_) return;
  bytes_ += bytes;
  const bool is_too_large = bytes_ > most_claim_bytes;
  claim.is_too_large = claim.is_too_large || is_too_large;
  has_surplus_ = is_too_large || claim.rows > most_rows;
  surplus_ = claim.end;
}

void CsvClaimCutter::begin_claim(ClaimBlock& block, std::size_t row, bool is_rest) {
  Entry& claim = block.claims.emplace_back();
  claim.begin = row;
  claim.end = row;
  claim.is_rest = is_rest;
  claim.is_too_large = is_rest && is_rest_too_large_;
  if (is_rest) claim.rest_id = block.texts.keep(id_);
  claim.nameless_above = is_rest ? 0 : nameless_above_;
  claim.is_usual = !is_rest && nameless_above_ == 0;
  bytes_ = 0;
  has_surplus_ = false;
}

std::string_view CsvClaimCutter::id_of(const RowBlock& rows, std::size_t row) {
  if (rows.is_sound(row)) return file_->id_of_cell(rows.field(row, file_->id_column));
  rows.copy_row(row, row_);
  return file_->id_of(row_);
}

bool CsvClaimCutter::is_blank(const RowBlock& rows, std::size_t row) {
  rows.copy_row(row, row_);
  return is_blank_row(row_);
}

// Neither a claim without end nor blank rows without end must fill the memory.
void CsvClaimCutter::leave_out_surplus(ClaimBlock& block) {
  Entry* const last = block.claims.empty() ? nullptr : &block.claims.back();
  std::size_t kept = last == nullptr ? 0 : last->end;
  if (last != nullptr && !file_->keeps_raw_rows && has_surplus_) kept = surplus_;
  if (kept == block.rows.size()) return;
  block.rows.move_tail(kept, left_out_);
  left_out_.clear();
  if (last != nullptr) last->end = kept;
}

// All but the last claim are whole.
void CsvClaimCutter::put_off_last(ClaimBlock& block) {
  const Entry& last = block.claims.back();
  is_rest_put_off_ = last.is_rest;
  nameless_above_ = last.nameless_above;
  block.rows.move_tail(last.begin, put_off_);
  block.claims.pop_back();
}

}  // namespace warrantor::io
