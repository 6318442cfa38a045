#include "io/csv_splitter.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/utf8.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t longest_row = 1024 * 1024;
constexpr std::size_t longest_shown = 200;  // bytes of a value in a message

std::size_t find_byte(std::string_view text, char byte, std::size_t from) noexcept { return text.find(byte, from); }

// The doubled quotes of a quoted field become single ones, in place.
std::size_t join_doubled_quotes(char* field, std::size_t size) noexcept {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < size; ++i) {
    field[kept++] = field[i];
    if (field[i] == '"') ++i;
  }
  return kept;
}

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

}  // namespace

void CsvSplitter::find_separator() {
  while (find_byte(buffer_->view(), '\n', 0) == std::string_view::npos && buffer_->size() < longest_row &&
         buffer_->fill()) {
  }
  separator_ = most_frequent_separator(buffer_->view().substr(0, buffer_->view().find('\n')));
}

ReadStatus CsvSplitter::next(CsvRow& row) {
  row.fields.clear();
  row.fault.reset();
  row.is_split = true;
  row.raw = {};
  const bool has_more = skip_empty_lines();
  if (buffer_->failure()) return ReadStatus::failed;
  if (!has_more) return ReadStatus::end;
  if (separator_ == '\0') find_separator();
  row.line = line_;
  Scan scan = scan_row();
  while (scan == Scan::needs_more) {
    buffer_->fill();  // at the end or after a failure the next scan sees that there is no more
    if (buffer_->failure()) return ReadStatus::failed;
    scan = scan_row();
  }
  if (scan == Scan::done) {
    finish_row(row);
  } else {
    finish_faulty_row(row);
  }
  return ReadStatus::item;
}

// False at the end.
bool CsvSplitter::skip_empty_lines() {
  for (;;) {
    const std::string_view view = buffer_->view();
    if (view.starts_with('\n')) {
      buffer_->take(1);
      ++line_;
    } else if (view.starts_with("\r\n")) {
      buffer_->take(2);
      ++line_;
    } else if (view.size() >= 2 || (view.size() == 1 && view != "\r")) {
      return true;
    } else if (!buffer_->fill()) {
      return !buffer_->view().empty();
    }
  }
}

CsvSplitter::Scan CsvSplitter::scan_row() {
  fields_.clear();
  fault_.reset();
  std::size_t at = 0;
  for (;;) {
    const Scan scan = scan_field(at);
    if (scan == Scan::needs_more && buffer_->size() > longest_row) {
      return fault_at(fields_.empty() ? 0 : fields_.back().begin, "makes the row longer than 1 MiB",
                      "split the row, or close a quote before it");
    }
    if (scan != Scan::done) return scan;
    const std::string_view view = buffer_->view();
    if (at < view.size() && view[at] == separator_) {
      ++at;
      continue;
    }
    if (at < view.size() && view[at] == '\r') ++at;
    row_size_ = at < view.size() ? at + 1 : at;
    return Scan::done;
  }
}

// A line ends at LF, at CRLF and at the end of the file.
bool CsvSplitter::ends_line(std::size_t offset) const noexcept {
  const std::string_view view = buffer_->view();
  if (offset >= view.size()) return true;
  if (view[offset] == '\n') return true;
  return view[offset] == '\r' && (offset + 1 >= view.size() || view[offset + 1] == '\n');
}

// From the field's first byte to the separator or line end after it.
CsvSplitter::Scan CsvSplitter::scan_field(std::size_t& at) {
  const std::string_view view = buffer_->view();
  if (at < view.size() && view[at] == '"') return scan_quoted_field(at);
  const std::size_t begin = at;
  while (at < view.size() && view[at] != separator_ && view[at] != '\n') ++at;
  if (at == view.size() && !buffer_->at_end()) return Scan::needs_more;
  if (at > begin && view[at - 1] == '\r' && (at == view.size() || view[at] == '\n')) --at;
  fields_.push_back({begin, at - begin, false});
  return Scan::done;
}

CsvSplitter::Scan CsvSplitter::scan_quoted_field(std::size_t& at) {
  const std::string_view view = buffer_->view();
  const std::size_t opening = at;
  bool has_doubled_quotes = false;
  std::size_t closing = find_byte(view, '"', opening + 1);
  while (closing != std::string_view::npos && closing + 1 < view.size() && view[closing + 1] == '"') {
    has_doubled_quotes = true;
    closing = find_byte(view, '"', closing + 2);
  }
  if (closing == std::string_view::npos) {
    if (!buffer_->at_end() && buffer_->size() <= longest_row) return Scan::needs_more;
    return fault_at(opening, "opens a quote that is never closed",
                    "close it, or double a quote that belongs to the value");
  }
  if (closing + 2 >= view.size() && !buffer_->at_end()) return Scan::needs_more;
  at = closing + 1;
  if (!ends_line(at) && view[at] != separator_) {
    return fault_at(opening, "goes on after its closing quote", "double a quote that belongs to the value");
  }
  fields_.push_back({opening + 1, closing - opening - 1, has_doubled_quotes});
  return Scan::done;
}

CsvSplitter::Scan CsvSplitter::fault_at(std::size_t offset, std::string message, std::string help) {
  fault_offset_ = offset;
  const std::string_view rest = buffer_->view().substr(offset, longest_shown);
  fault_ = RowFault{fields_.size() + 1, std::string(rest.substr(0, rest.find_first_of("\r\n"))), std::move(message),
                    std::move(help)};
  return Scan::faulty;
}

void CsvSplitter::finish_row(CsvRow& row) {
  char* const data = buffer_->data();
  const std::string_view raw = buffer_->view().substr(0, row_size_);
  for (const Field& field : fields_) row.fields.emplace_back(data + field.begin, field.size);
  line_ += static_cast<std::uint64_t>(std::count(raw.begin(), raw.end(), '\n'));
  check_characters(row, raw);
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (!fields_[i].has_doubled_quotes) continue;
    row.fields[i] = {data + fields_[i].begin, join_doubled_quotes(data + fields_[i].begin, fields_[i].size)};
  }
  buffer_->take(row_size_);
}

void CsvSplitter::finish_faulty_row(CsvRow& row) {
  row.fault = std::move(fault_);
  row.is_split = false;
  const std::string_view before = buffer_->view().substr(0, fault_offset_);
  for (const Field& field : fields_) row.fields.emplace_back(buffer_->data() + field.begin, field.size);
  line_ += static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_end = find_byte(buffer_->view(), '\n', fault_offset_);
  if (line_end != std::string_view::npos) {
    row.raw = without_carriage_return(buffer_->view().substr(0, line_end));
    buffer_->take(line_end + 1);
    ++line_;
    return;
  }
  row.fields.clear();  // reading on moves what they point to
  pass_over_line();
  row.raw = without_carriage_return(long_row_);
}

void CsvSplitter::pass_over_line() {
  long_row_.clear();
  for (;;) {
    const std::size_t line_end = find_byte(buffer_->view(), '\n', 0);
    long_row_ += buffer_->view().substr(0, std::min(line_end, longest_row - long_row_.size()));
    if (line_end != std::string_view::npos) {
      buffer_->take(line_end + 1);
      ++line_;
      return;
    }
    buffer_->take(buffer_->size());
    if (!buffer_->fill()) return;
  }
}

void CsvSplitter::check_characters(CsvRow& row, std::string_view raw) const {
  if (raw.find('\0') == std::string_view::npos && base::is_valid_utf8(raw)) return;
  for (std::size_t i = 0; i < row.fields.size(); ++i) {
    if (row.fields[i].find('\0') != std::string_view::npos) {
      row.fault = RowFault{i + 1, std::string(row.fields[i]), "holds a NUL byte", "type the value anew"};
    } else if (!base::is_valid_utf8(row.fields[i])) {
      row.fault = RowFault{i + 1, std::string(row.fields[i]), "is not " + std::string(buffer_->encoding_name()),
                           "type the value anew, or save the file in UTF-8"};
    } else {
      continue;
    }
    break;
  }
}

}  // namespace warrantor::io
