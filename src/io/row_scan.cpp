#include "io/row_scan.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "base/utf8.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t longest_shown = 200;  // bytes of a value in a message
constexpr std::size_t marks_at_once = 8;

// Writes where the bits are, eight at a time since most masks have fewer: a loop as long as there are bits would be
// mispredicted at each end. Up to seven more are written behind them.
void write_marks(std::uint64_t bits, std::uint32_t base, std::uint32_t* marks) noexcept {
  constexpr std::uint64_t highest = std::uint64_t{1} << 63U;  // there is no counting of the zeros of zero
  do {
    for (std::size_t i = 0; i < marks_at_once; ++i) {
      marks[i] = base + static_cast<std::uint32_t>(std::countr_zero(bits | highest));
      bits &= bits - 1;
    }
    marks += marks_at_once;
  } while (bits != 0);
}

// The doubled quotes of a quoted field become single ones, in place.
std::size_t join_quotes(char* field, std::size_t size) noexcept {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < size; ++i) {
    field[kept++] = field[i];
    if (field[i] == '"') ++i;
  }
  return kept;
}

std::pair<const char*, const char*> explain(RowSlip slip) noexcept {
  switch (slip) {
    case RowSlip::never_closed:
      return {"opens a quote that is never closed", "close it, or double a quote that belongs to the value"};
    case RowSlip::goes_on:
      return {"goes on after its closing quote", "double a quote that belongs to the value"};
    case RowSlip::too_long:
      break;
  }
  return {"makes the row longer than 1 MiB", "split the row, or close a quote before it"};
}

std::uint64_t count_lines(std::string_view text) noexcept {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

RowScan::RowScan(RowBlock& block, const Setup& setup, std::uint64_t line)
    : block_(&block),
      bytes_(&block.bytes_),
      setup_(&setup),
      line_(line),
      at_(block.bytes_.size()),
      row_begin_(static_cast<std::uint32_t>(at_)),
      first_mark_(block.mark_count_),
      mark_count_(block.mark_count_) {
  is_suspect_ = at_ > 0;  // the row before has left its line feed elsewhere, so that a character may seem to go on here
}

// Room for so many marks more, and for all that a batch of masks may add.
void RowScan::reserve_marks(std::size_t count) {
  const std::size_t needed = mark_count_ + count + batch * structure_width + marks_at_once;
  if (block_->marks_.size() < needed) block_->marks_.resize(std::max(needed, block_->marks_.size() * 2));
}

RowScan::Stop RowScan::run() {
  if (block_->size() >= setup_->most_rows) return Stop::is_full;  // by a row with a fault
  while (at_ < bytes_->size()) {
    const std::size_t end = std::min(bytes_->size(), at_ + batch * structure_width);
    setup_->scan({bytes_->data(), end}, at_, setup_->separator, masks_.data());
    reserve_marks(0);
    for (const StructureMasks* masks = masks_.data(); at_ < end; ++masks, at_ += structure_width) {
      is_suspect_ |= masks->is_suspect;
      const auto base = static_cast<std::uint32_t>(at_);
      const bool is_plain = masks->quotes == 0 && !has_quotes_;
      const Stop stop = is_plain ? mark_plainly(*masks, base) : mark_carefully(*masks, base);
      if (stop != Stop::needs_more) return stop;
    }
    at_ = end;
  }
  return Stop::needs_more;
}

// Where there are no quotes, each mark ends a field.
RowScan::Stop RowScan::mark_plainly(const StructureMasks& masks, std::uint32_t base) {
  write_marks(masks.ends, base, block_->marks_.data() + mark_count_);
  mark_count_ += masks.end_count;
  for (std::uint64_t bits = masks.line_feeds; bits != 0; bits &= bits - 1) {
    const std::uint32_t line_feed = base + static_cast<std::uint32_t>(std::countr_zero(bits));
    if (finish_row(line_feed, find_mark(line_feed) + 1) == Stop::is_full) return Stop::is_full;
    is_suspect_ = masks.is_suspect;  // the next row begins in the same bytes
  }
  return Stop::needs_more;
}

// Which mark of the open row has an offset: most rows have as many fields as the one before.
std::size_t RowScan::find_mark(std::uint32_t offset) const noexcept {
  const std::uint32_t* const marks = block_->marks_.data();
  const std::size_t usual = first_mark_ + usual_fields_ - 1;
  if (usual < mark_count_ && marks[usual] == offset) return usual;
  return static_cast<std::size_t>(std::lower_bound(marks + first_mark_, marks + mark_count_, offset) - marks);
}

std::uint32_t RowScan::field_begin() const noexcept {
  return mark_count_ == first_mark_ ? row_begin_ : block_->marks_[mark_count_ - 1] + 1;
}

// A quote opens a field only as its first byte, and a line feed ends a row only outside of quotes.
RowScan::Stop RowScan::mark_carefully(const StructureMasks& masks, std::uint32_t base) {
  for (std::uint64_t bits = masks.ends | masks.quotes; bits != 0; bits &= bits - 1) {
    const std::uint64_t bit = bits & (~bits + 1);
    const std::uint32_t offset = base + static_cast<std::uint32_t>(std::countr_zero(bits));
    const bool is_quote = (masks.quotes & bit) != 0;
    const bool is_line_feed = (masks.line_feeds & bit) != 0;
    if (opening_ == nowhere) {
      if (is_quote && offset == field_begin()) {
        opening_ = offset;
        has_quotes_ = true;
      }
      if (is_quote) continue;
    } else if (closing_ == nowhere) {
      if (is_quote) closing_ = offset;
      continue;
    } else if (is_quote && offset == closing_ + 1) {
      closing_ = nowhere;  // a doubled quote
      continue;
    } else if (is_quote || !may_end_quoted_field(offset, is_line_feed)) {
      return Stop::has_fault;
    }
    opening_ = nowhere;
    closing_ = nowhere;
    block_->marks_[mark_count_++] = offset;
    if (!is_line_feed) continue;
    if (finish_row(offset, mark_count_) == Stop::is_full) return Stop::is_full;
    is_suspect_ = masks.is_suspect;
  }
  return Stop::needs_more;
}

bool RowScan::may_end_quoted_field(std::uint32_t offset, bool is_line_feed) const noexcept {
  if (offset == closing_ + 1) return true;
  return is_line_feed && offset == closing_ + 2 && (*bytes_)[closing_ + 1] == '\r';
}

bool RowScan::is_blank_line(std::uint32_t line_feed) const noexcept {
  if (line_feed == row_begin_) return true;
  return line_feed == row_begin_ + 1 && (*bytes_)[row_begin_] == '\r';
}

RowScan::Stop RowScan::finish_row(std::uint32_t line_feed, std::size_t mark_end) {
  if (is_blank_line(line_feed)) {
    ++line_;
    begin_row(line_feed + 1, mark_end);
    return Stop::needs_more;
  }
  cut_carriage_return(line_feed, mark_end);
  const std::uint64_t lines = has_quotes_ ? count_lines(rest().substr(0, line_feed - row_begin_)) + 1 : 1;
  add_row(line_feed, mark_end);
  line_ += lines;
  begin_row(line_feed + 1, has_quotes_ ? mark_count_ : mark_end);
  const bool is_full = block_->size() >= setup_->most_rows || row_begin_ >= setup_->most_bytes;
  return is_full ? Stop::is_full : Stop::needs_more;
}

void RowScan::begin_row(std::uint32_t begin, std::size_t first_mark) noexcept {
  row_begin_ = begin;
  first_mark_ = first_mark;
  has_quotes_ = false;
  opening_ = nowhere;
  closing_ = nowhere;
}

void RowScan::cut_carriage_return(std::uint32_t end, std::size_t mark_end) noexcept {
  if (end > row_begin_ && (*bytes_)[end - 1] == '\r') block_->marks_[mark_end - 1] = end - 1;
}

RowScan::Stop RowScan::finish_last_row() {
  const auto end = static_cast<std::uint32_t>(bytes_->size());
  if (end == row_begin_) return Stop::is_full;
  if (opening_ != nowhere) {
    const std::string_view after = closing_ == nowhere ? std::string_view() : rest().substr(closing_ + 1 - row_begin_);
    if (closing_ == nowhere || (!after.empty() && after != "\r")) return Stop::has_fault;
  }
  reserve_marks(1);
  block_->marks_[mark_count_++] = end;
  cut_carriage_return(end, mark_count_);
  const std::uint64_t lines = count_lines(rest());
  add_row(end, mark_count_);
  line_ += lines;
  begin_row(end, mark_count_);
  return Stop::is_full;
}

void RowScan::add_row(std::uint32_t end, std::size_t mark_end) {
  RowBlock::Row& row = open_row(end, mark_end);
  usual_fields_ = row.field_count;
  if (has_quotes_) spread_marks(row);
  if (is_suspect_) check_characters(row);
  if (has_quotes_) join_doubled_quotes(row);
  block_->mark_count_ = has_quotes_ ? mark_count_ : mark_end;
}

// Filled in where it stands: a row that is copied right after is waited for.
RowBlock::Row& RowScan::open_row(std::uint32_t end, std::size_t mark_end) {
  RowBlock::Row& row = block_->rows_.emplace_back();
  row.line = line_;
  row.begin = row_begin_;
  row.end = end;
  row.first_mark = static_cast<std::uint32_t>(first_mark_);
  row.field_count = static_cast<std::uint32_t>(mark_end - first_mark_);
  return row;
}

// Two marks for each field, from the last on since they go to the same place. A field that begins with a quote ends
// with one.
void RowScan::spread_marks(RowBlock::Row& row) {
  reserve_marks(row.field_count);
  std::uint32_t* const marks = block_->marks_.data() + row.first_mark;
  for (std::uint32_t i = row.field_count; i-- > 0;) {
    const std::uint32_t begin = i == 0 ? row.begin : marks[i - 1] + 1;
    const std::uint32_t end = marks[i];
    const std::uint32_t quote = begin < end && (*bytes_)[begin] == '"' ? 1 : 0;
    marks[2 * i] = begin + quote;
    marks[2 * i + 1] = end - quote;
  }
  row.has_both_marks = true;
  mark_count_ = row.first_mark + std::size_t{2} * row.field_count;
}

void RowScan::join_doubled_quotes(const RowBlock::Row& row) {
  std::uint32_t* const marks = block_->marks_.data() + row.first_mark;
  for (std::size_t i = 0; i < std::size_t{2} * row.field_count; i += 2) {
    char* const field = bytes_->data() + marks[i];
    const std::size_t size = marks[i + 1] - marks[i];
    if (marks[i] == row.begin || field[-1] != '"' || std::memchr(field, '"', size) == nullptr) continue;
    marks[i + 1] = marks[i] + static_cast<std::uint32_t>(join_quotes(field, size));
  }
}

void RowScan::check_characters(RowBlock::Row& row) {
  const std::string_view raw(bytes_->data() + row.begin, row.end - row.begin);
  if (raw.find('\0') == std::string_view::npos && base::is_valid_utf8(raw)) return;
  const std::uint32_t* const marks = block_->marks_.data() + row.first_mark;
  std::uint32_t begin = row.begin;
  for (std::size_t i = 0; i < row.field_count; ++i) {
    if (row.has_both_marks) begin = marks[2 * i];
    const std::uint32_t end = row.has_both_marks ? marks[2 * i + 1] : marks[i];
    const std::string_view field(bytes_->data() + begin, end - begin);
    begin = end + 1;
    if (field.find('\0') != std::string_view::npos) {
      return add_fault(row, {i + 1, std::string(field), "holds a NUL byte", "type the value anew"});
    }
    if (!base::is_valid_utf8(field)) {
      return add_fault(row, {i + 1, std::string(field), "is not " + std::string(setup_->encoding_name),
                             "type the value anew, or save the file in UTF-8"});
    }
  }
}

void RowScan::add_fault(RowBlock::Row& row, RowFault fault) {
  row.fault = static_cast<std::int32_t>(block_->faults_.size());
  block_->faults_.push_back(std::move(fault));
}

RowSlip RowScan::slip_of_long_row() const noexcept {
  if (opening_ == nowhere || closing_ + 1 == bytes_->size()) return RowSlip::too_long;
  return closing_ == nowhere ? RowSlip::never_closed : RowSlip::goes_on;
}

std::size_t RowScan::fault_offset() const noexcept {
  return (opening_ == nowhere ? field_begin() : opening_) - row_begin_;
}

void RowScan::finish_faulty_row(RowSlip slip, std::size_t size, std::size_t passed_over, bool keeps_fields) {
  const auto [message, help] = explain(slip);
  const std::string_view shown = rest().substr(fault_offset(), longest_shown);
  const std::uint64_t lines = count_lines(rest().substr(0, passed_over));
  RowBlock::Row& row = open_row(row_begin_ + static_cast<std::uint32_t>(size), mark_count_);
  row.is_split = false;
  add_fault(row, {row.field_count + std::size_t{1}, std::string(shown.substr(0, shown.find_first_of("\r\n"))), message,
                  help});
  if (!keeps_fields) row.field_count = 0;
  if (has_quotes_) spread_marks(row);
  block_->mark_count_ = mark_count_;
  line_ += lines;
  begin_row(row_begin_ + static_cast<std::uint32_t>(passed_over), mark_count_);
  is_suspect_ = true;  // its line feed may be gone, too
  at_ = row_begin_;
}

}  // namespace warrantor::io
