#include "io/csv_splitter.hpp"

#include <algorithm>
#include <array>

namespace warrantor::io {

namespace {

constexpr std::size_t longest_row = 1024 * 1024;
constexpr std::size_t rows_ahead = 64;
constexpr std::size_t chunk_size = 4096;  // is split while the nearest memory still has it

std::string_view without_carriage_return(std::string_view line) noexcept {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

char most_frequent_separator(std::string_view header_line) noexcept {
  constexpr std::array<char, 3> candidates = {',', ';', '\t'};
  std::array<std::size_t, 3> counts{};
  bool is_quoted = false;
  for (const char c : header_line) {
    if (c == '"') is_quoted = !is_quoted;
    const auto* const place = std::find(candidates.begin(), candidates.end(), c);
    if (!is_quoted && place != candidates.end()) ++counts[static_cast<std::size_t>(place - candidates.begin())];
  }
  const auto* const most = std::max_element(counts.begin(), counts.end());  // the first of equals: comma
  return candidates[static_cast<std::size_t>(most - counts.begin())];
}

// From the first line that is not empty on.
std::string_view without_empty_lines(std::string_view text) noexcept {
  for (;;) {
    const std::size_t size = text.starts_with("\r\n") ? 2 : text.starts_with('\n') ? 1 : 0;
    if (size == 0) return text;
    text.remove_prefix(size);
  }
}

}  // namespace

// Empty where the source has ended or failed. The bytes live until more are read.
std::string_view CsvSplitter::read_chunk() {
  while (buffer_->size() == 0) {
    if (!buffer_->fill()) return {};
  }
  const std::string_view chunk = buffer_->view().substr(0, chunk_size);
  buffer_->take(chunk.size());
  return chunk;
}

void CsvSplitter::find_separator() {
  for (;;) {
    const std::string_view text = without_empty_lines({rest_.data(), rest_.size()});
    const std::size_t line_end = text.find('\n');
    if (line_end == std::string_view::npos && text.size() < longest_row) {
      const std::string_view chunk = read_chunk();
      rest_.insert(rest_.end(), chunk.begin(), chunk.end());
      if (!chunk.empty()) continue;
    }
    separator_ = most_frequent_separator(text.substr(0, line_end));
    return;
  }
}

ReadStatus CsvSplitter::next(CsvRow& row) {
  if (ahead_at_ == ahead_.size()) {
    ahead_.clear();
    ahead_at_ = 0;
    const ReadStatus status = split(ahead_, rows_ahead, most_block_bytes, Reading::no_more_than_needed);
    if (ahead_.size() == 0) {
      row = CsvRow{};
      return status;
    }
  }
  ahead_.copy_row(ahead_at_++, row);
  return ReadStatus::item;
}

ReadStatus CsvSplitter::fill(RowBlock& block, std::size_t rows, std::size_t bytes) {
  const std::size_t rows_before = block.size();
  while (ahead_at_ < ahead_.size() && block.size() < rows) block.add(ahead_, ahead_at_++);
  if (block.size() >= rows || (block.size() > rows_before && would_wait())) return ReadStatus::item;
  return split(block, rows, bytes, Reading::all);
}

ReadStatus CsvSplitter::split(RowBlock& block, std::size_t rows, std::size_t bytes, Reading reading) {
  if (separator_ == '\0') find_separator();
  const RowScan::Setup setup = {scan_, separator_, buffer_->encoding_name(), rows, bytes};
  RowScan scan(block, setup, line_);
  scan.append({rest_.data(), rest_.size()});
  const ReadStatus status = split(block, scan, reading);
  const std::string_view rest = scan.rest();
  rest_.assign(rest.begin(), rest.end());
  scan.drop_rest();
  line_ = scan.line();
  return status;
}

ReadStatus CsvSplitter::split(RowBlock& block, RowScan& scan, Reading reading) {
  const std::size_t rows_before = block.size();
  for (;;) {
    RowScan::Stop stop = scan.run();
    if (stop == RowScan::Stop::is_full) return ReadStatus::item;
    if (stop == RowScan::Stop::has_fault) {
      finish_faulty_row(scan, RowSlip::goes_on);
      continue;
    }
    if (scan.rest().size() > longest_row) {
      finish_faulty_row(scan, scan.slip_of_long_row());
      continue;
    }
    if (block.size() > 0 && reading == Reading::no_more_than_needed) return ReadStatus::item;
    if (block.size() > rows_before && would_wait()) return ReadStatus::item;
    const std::string_view chunk = read_chunk();
    if (!chunk.empty()) {
      scan.append(chunk);
      continue;
    }
    if (buffer_->failure()) return ReadStatus::failed;
    stop = scan.finish_last_row();
    if (stop == RowScan::Stop::is_full) return ReadStatus::end;
    finish_faulty_row(scan, scan.slip_of_long_row());
  }
}

void CsvSplitter::finish_faulty_row(RowScan& scan, RowSlip slip) {
  const std::size_t offset = scan.fault_offset();
  std::size_t line_end = scan.rest().find('\n', offset);
  while (line_end == std::string_view::npos && scan.rest().size() <= longest_row) {
    const std::string_view chunk = read_chunk();
    if (chunk.empty()) break;
    const std::size_t searched = scan.rest().size();
    scan.append(chunk);
    line_end = scan.rest().find('\n', searched);
  }
  if (line_end == std::string_view::npos) return pass_over_line(scan, slip);
  const std::string_view raw = without_carriage_return(scan.rest().substr(0, line_end));
  scan.finish_faulty_row(slip, raw.size(), line_end + 1, true);
}

// Of a row that does not end within what a row may take, its beginning is kept.
void CsvSplitter::pass_over_line(RowScan& scan, RowSlip slip) {
  const std::string_view raw = without_carriage_return(scan.rest().substr(0, longest_row));
  scan.finish_faulty_row(slip, raw.size(), scan.rest().size(), false);
  for (std::string_view chunk = read_chunk(); !chunk.empty(); chunk = read_chunk()) {
    const std::size_t line_end = chunk.find('\n');
    if (line_end == std::string_view::npos) continue;
    scan.pass_line();
    scan.append(chunk.substr(line_end + 1));
    return;
  }
}

ReadStatus fill(RowBlock& block, std::size_t rows, CsvSplitter& splitter, std::size_t bytes) {
  return splitter.fill(block, rows, bytes);
}

}  // namespace warrantor::io
