#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/input_buffer.hpp"

namespace warrantor::io {

/// Why a row cannot be split into fields.
struct RowFault {
  std::size_t field = 0;  ///< number of the field, from 1
  std::string value;      ///< the field as it stands; of one that does not end, its beginning
  std::string message;
  std::string help;
};

/// A row of CSV. Views live until the next row is read.
struct CsvRow {
  std::uint64_t line = 0;                ///< of its beginning, from 1
  std::vector<std::string_view> fields;  ///< without quotes; of a row with a fault in its form those before it
  std::optional<RowFault> fault;
  bool is_split = true;  ///< false: a fault in its form kept it from being split to its end
  std::string_view raw;  ///< of such a row all of it without its line end, but at most 1 MiB; else empty
};

enum class ReadStatus : std::uint8_t { item, end, failed };

/// Splits CSV (RFC 4180; comma, `;` or tab, found out from the header line; LF or CRLF) into rows. Lines that
/// are empty are passed over. Every row is checked to be sound text (UTF-8, as its source hands it out) without NUL.
///
/// After a quote that is never closed, or a text after a closing quote, the next row begins on the line after
/// the one in which the faulty field began, so that one slip of the pen costs one row and not the rest of the
/// file. A row takes at most 1 MiB.
class CsvSplitter {
 public:
  explicit CsvSplitter(InputBuffer& buffer) : buffer_(&buffer) {}

  /// After `failed`, the buffer says why.
  ReadStatus next(CsvRow& row);

  [[nodiscard]] char separator() const noexcept { return separator_; }

 private:
  enum class Scan : std::uint8_t { done, needs_more, faulty };

  struct Field {
    std::size_t begin = 0;
    std::size_t size = 0;
    bool has_doubled_quotes = false;
  };

  void find_separator();
  bool skip_empty_lines();
  Scan scan_row();
  Scan scan_field(std::size_t& at);
  Scan scan_quoted_field(std::size_t& at);
  Scan fault_at(std::size_t offset, std::string message, std::string help);
  [[nodiscard]] bool ends_line(std::size_t offset) const noexcept;

  void finish_row(CsvRow& row);
  void finish_faulty_row(CsvRow& row);
  void check_characters(CsvRow& row, std::string_view raw) const;
  void pass_over_line();

  InputBuffer* buffer_;
  char separator_ = '\0';  ///< not found out yet
  std::uint64_t line_ = 1;
  std::vector<Field> fields_;
  std::size_t row_size_ = 0;  ///< bytes of the scanned row with its line end
  std::size_t fault_offset_ = 0;
  std::optional<RowFault> fault_;
  std::string long_row_;  ///< what `raw` shows of a row that does not end in what was read
};

}  // namespace warrantor::io
