#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"
#include "io/csv_row.hpp"

namespace warrantor::io {

// All that a row says, as one text.
inline std::string show_row(const CsvRow& row) {
  std::string shown = std::to_string(row.line);
  if (row.fault) {
    shown += "!" + std::to_string(row.fault->field) + " `" + row.fault->value + "` " + row.fault->message + "; " +
             row.fault->help;
  }
  if (!row.is_split) shown += " {" + std::string(row.raw) + "}";
  for (const std::string_view field : row.fields) shown += "|" + std::string(field);
  return shown;
}

/// Splits a text that lies in memory byte by byte, with no thought for speed: what CsvSplitter is held against. Knows
/// all faults but that of a row longer than 1 MiB.
class SlowSplitter {
 public:
  SlowSplitter(std::string_view text, char separator) : text_(text), separator_(separator) {}

  [[nodiscard]] std::vector<std::string> rows() {
    std::vector<std::string> shown;
    while (skip_empty_lines()) shown.push_back(show_row(next_row()));
    return shown;
  }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

  bool skip_empty_lines() {
    for (;;) {
      const std::size_t size = rest().starts_with("\r\n") ? 2 : rest().starts_with("\n") ? 1 : 0;
      if (size == 0) return at_ < text_.size();
      at_ += size;
      ++line_;
    }
  }

  // The bytes that end a line here; none at the end of the text.
  [[nodiscard]] bool at_line_end() const {
    return rest().empty() || rest() == "\r" || rest().starts_with("\n") || rest().starts_with("\r\n");
  }

  CsvRow next_row() {
    CsvRow row;
    row.line = line_;
    const std::size_t begin = at_;
    values_.clear();
    for (;;) {
      const std::size_t field = at_;
      if (const char* const slip = read_field()) return faulty_row(begin, field, slip);
      if (at_line_end()) break;
      ++at_;
    }
    take_line_end();
    for (const Value& value : values_) row.fields.emplace_back(value.text);
    check_characters(row);
    line_ += lines(text_.substr(begin, at_ - begin));
    return row;
  }

  const char* read_field() {
    Value value;
    if (rest().starts_with('"')) {
      for (++at_;; ++at_) {
        if (rest().empty()) return "opens a quote that is never closed";
        if (!rest().starts_with('"')) {
          value.text += text_[at_];
        } else if (rest().starts_with("\"\"")) {
          value.text += '"';
          ++at_;
          value.raw += '"';
        } else {
          break;
        }
        value.raw += text_[at_];
      }
      ++at_;
      if (!at_line_end() && text_[at_] != separator_) return "goes on after its closing quote";
    } else {
      while (!at_line_end() && text_[at_] != separator_) value.raw += text_[at_++];
      value.text = value.raw;
    }
    values_.push_back(value);
    return nullptr;
  }

  void take_line_end() {
    if (rest().starts_with('\r')) ++at_;
    if (rest().starts_with('\n')) ++at_;
  }

  CsvRow faulty_row(std::size_t begin, std::size_t field, const char* slip) {
    CsvRow row;
    row.line = line_;
    row.is_split = false;
    const std::string_view shown = text_.substr(field, 200);
    row.fault =
        RowFault{values_.size() + 1, std::string(shown.substr(0, shown.find_first_of("\r\n"))), slip,
                 std::string_view(slip).starts_with("goes") ? "double a quote that belongs to the value"
                                                            : "close it, or double a quote that belongs to the value"};
    const std::size_t line_feed = text_.find('\n', field);
    at_ = line_feed == std::string_view::npos ? text_.size() : line_feed + 1;
    row.raw = text_.substr(begin, line_feed == std::string_view::npos ? line_feed : line_feed - begin);
    if (row.raw.ends_with('\r')) row.raw.remove_suffix(1);
    if (line_feed != std::string_view::npos) {
      for (const Value& value : values_) row.fields.emplace_back(value.raw);
    }
    line_ += lines(text_.substr(begin, at_ - begin));
    return row;
  }

  void check_characters(CsvRow& row) const {
    for (std::size_t i = 0; i < values_.size() && !row.fault; ++i) {
      const std::string& value = values_[i].raw;
      if (value.find('\0') != std::string::npos) {
        row.fault = RowFault{i + 1, value, "holds a NUL byte", "type the value anew"};
      } else if (!base::is_valid_utf8(value)) {
        row.fault = RowFault{i + 1, value, "is not UTF-8", "type the value anew, or save the file in UTF-8"};
      }
    }
  }

  static std::uint64_t lines(std::string_view text) {
    std::uint64_t count = 0;
    for (const char c : text) count += c == '\n' ? 1 : 0;
    return count;
  }

  struct Value {
    std::string text;
    std::string raw;  ///< with its doubled quotes
  };

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  std::vector<Value> values_;
};

}  // namespace warrantor::io
