#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <warrantor/expected.hpp>
#include <warrantor/schema.hpp>

#include "io/byte_source.hpp"
#include "io/claim_builder.hpp"
#include "io/column_map.hpp"
#include "io/columns.hpp"
#include "io/csv_splitter.hpp"
#include "io/fact_names.hpp"
#include "io/joined_table.hpp"
#include "io/mapped_cells.hpp"
#include "io/read_claim.hpp"
#include "io/reader_setup.hpp"

namespace warrantor::io {

/// Reads claims from CSV: a row for each line of a claim, the rows of a claim together.
///
/// Rows that follow each other with the same claim_id are one claim. Its rows must agree on every fact of the
/// claim; a blank beside a value states nothing and is no disagreement. A row that cannot be read rejects its
/// whole claim; where not even its claim_id can be read, it counts as a row of the claim above it, and the claim
/// below it, which may be short of it, is rejected too. Rows of nothing but blanks are passed over.
class CsvClaimReader final : public ClaimReader {
 public:
  using Setup = ReaderSetup;

  /// Reads the header line. The error lists why nothing of the file can be used.
  [[nodiscard]] static Expected<std::unique_ptr<ClaimReader>, std::vector<Fault>> open(const Setup& setup,
                                                                                       InputBuffer& buffer,
                                                                                       std::string file);

  ReadStatus next(ReadClaim& claim) override;
  [[nodiscard]] const Fault& failure() const override { return failure_; }
  [[nodiscard]] const std::vector<Warning>& warnings() const override { return columns_.warnings; }
  [[nodiscard]] Place place_of(const ReadClaim& claim, std::optional<std::size_t> line,
                               std::optional<FactId> fact) const override;
  void keep(const std::vector<std::optional<std::size_t>>& columns) override { columns_.kept = columns; }
  [[nodiscard]] const Columns* columns() const override { return &columns_; }
  [[nodiscard]] bool gives(FactId fact) const override;

 private:
  CsvClaimReader(const Setup& setup, InputBuffer& buffer, std::string file);

  std::vector<Fault> read_header(const Setup& setup);
  void read_row();
  void begin_claim(ReadClaim& claim);
  void add_row(ReadClaim& claim);
  [[nodiscard]] bool is_full(const ReadClaim& claim) const;
  void fault_too_many(const ReadClaim& claim);
  void fault_row_above(const ReadClaim& claim);
  void add_cells(ReadClaim& claim);
  [[nodiscard]] std::string_view id_of_row() const;
  [[nodiscard]] Fault fault_of_id(const ReadClaim& claim) const;
  [[nodiscard]] bool belongs_to(const ReadClaim& claim) const;

  const Schema* schema_;
  InputBuffer* buffer_;
  CsvSplitter splitter_;
  std::string file_;
  const ColumnMap* map_;
  ClaimBuilder builder_;
  MappedCells mapped_cells_;
  bool keeps_raw_rows_;
  std::optional<std::string> cut_claim_;  ///< the id of a claim that the rest of is still to be handed out
  Columns columns_;
  std::uint64_t nameless_line_ = 0;  ///< of the row before, where its claim_id could not be read; else 0
  std::size_t id_column_ = 0;
  CsvRow row_;                    ///< read ahead: the first row of the claim to come
  std::string_view readable_id_;  ///< its claim_id; empty where it cannot be read
  ReadStatus status_ = ReadStatus::end;
  Fault failure_;
};

}  // namespace warrantor::io
