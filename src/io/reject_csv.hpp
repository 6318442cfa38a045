#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/column_union.hpp"
#include "io/reject_writer.hpp"

namespace warrantor::io {

/// Rejected rows as one CSV for all files (comma, LF): every column that some file has, each once, then the reject
/// columns. Columns of several files are one where they give the same fact or, where they give none, have the same
/// header. It begins with a byte-order mark where one is asked for and where a header needs it.
///
/// A row that could not be split, or has too few fields, stands in `reject_text` as it was, its cells left out but
/// for a claim_id that can be read; readers do not take it for a claim before it is mended. Fields beyond the header
/// stand at the end of the row.
class CsvRejectWriter final : public RejectWriter {
 public:
  CsvRejectWriter(FactId claim_id, bool is_chinese) : claim_id_(claim_id), is_chinese_(is_chinese) {}

  void begin(const std::vector<Columns>& files, bool wants_mark, std::string& out) override;
  void add(const ReadClaim& claim, const Columns* columns, std::string_view file, std::string& out) override;

 private:
  void arrange(const Columns& columns);
  void write_cells(const RawRows& raw, const RawRows::Row& row, std::string& out) const;

  FactId claim_id_;
  bool is_chinese_;
  ColumnUnion union_;
  std::vector<std::string> arranged_headers_;      ///< of the input file that `cells_` stands for
  std::vector<std::optional<std::size_t>> cells_;  ///< which cell of a row goes into each column; nothing: none
  std::size_t cells_of_file_ = 0;                  ///< how many cells a row of that file should have
};

/// What an earlier run could not split and nobody has put into the columns since; empty: the row is none of this kind.
[[nodiscard]] std::string_view unmended_text(const CsvRow& row, const Columns& columns, std::size_t id_column);

/// Keeps a row as it stands, for a CsvRejectWriter.
void keep_raw_row(const CsvRow& row, const Columns& columns, std::size_t id_column, char separator, RawRows& raw);

}  // namespace warrantor::io
