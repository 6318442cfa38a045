#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <warrantor/expected.hpp>
#include <warrantor/schema.hpp>

#include "io/byte_source.hpp"
#include "io/csv_claim_cutter.hpp"
#include "io/csv_file.hpp"
#include "io/csv_splitter.hpp"
#include "io/read_claim.hpp"
#include "io/reader_setup.hpp"

namespace warrantor::io {

/// Reads claims from CSV: a row for each line of a claim, the rows of a claim together. See CsvClaimCutter for which
/// rows these are, and CsvClaimParser for what is made of them.
class CsvClaimReader final : public ClaimReader {
 public:
  using Setup = ReaderSetup;

  /// Reads the header line. The error lists why nothing of the file can be used.
  [[nodiscard]] static Expected<std::unique_ptr<ClaimReader>, std::vector<Fault>> open(const Setup& setup,
                                                                                       InputBuffer& buffer,
                                                                                       std::string file);

  ReadStatus cut(ClaimBlock& block) override;
  [[nodiscard]] bool would_wait() const override { return cutter_.would_wait(); }
  [[nodiscard]] std::unique_ptr<ClaimParser> parser() const override;
  [[nodiscard]] std::unique_ptr<PlainLane> plain_lane() const override;
  void drop_repeated(ReadClaim& claim) override;
  [[nodiscard]] const Fault& failure() const override { return failure_; }
  [[nodiscard]] const std::vector<Warning>& warnings() const override { return file_.columns.warnings; }
  [[nodiscard]] Place place_of(const ReadClaim& claim, std::optional<std::size_t> line,
                               std::optional<FactId> fact) const override;
  void keep(const std::vector<std::optional<std::size_t>>& columns) override { file_.columns.kept = columns; }
  [[nodiscard]] const Columns* columns() const override { return &file_.columns; }
  [[nodiscard]] bool gives(FactId fact) const override;

 private:
  CsvClaimReader(const Setup& setup, InputBuffer& buffer, std::string file);

  std::vector<Fault> read_header(const Setup& setup);

  InputBuffer* buffer_;
  CsvSplitter splitter_;
  CsvFile file_;
  CsvClaimCutter cutter_;
  QuietColumns quiet_columns_;
  Fault failure_;
};

}  // namespace warrantor::io
