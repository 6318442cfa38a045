#pragma once

#include <cstddef>
#include <cstdint>

#include "io/claim_block.hpp"
#include "io/claim_builder.hpp"
#include "io/csv_file.hpp"
#include "io/csv_splitter.hpp"
#include "io/mapped_cells.hpp"
#include "io/read_claim.hpp"

namespace warrantor::io {

/// Makes claims of the rows that a CsvClaimCutter has grouped, and says what is wrong with them. The rows of a claim
/// must agree on every fact of the claim; a blank beside a value states nothing and is no disagreement. A row that
/// cannot be read rejects its whole claim; where not even its claim_id can be read, it counts as a row of the claim
/// above it, and the claim below it, which may be short of it, is rejected too. Blank rows are passed over.
class CsvClaimParser final : public ClaimParser {
 public:
  /// The reader says where facts stand. Both must outlive it.
  CsvClaimParser(const CsvFile& file, const ClaimReader& reader);

  void read(const ClaimBlock& block, std::size_t index, ReadClaim& claim) override;

 private:
  void begin_claim(const ClaimBlock::Entry& entry, ReadClaim& claim);
  void add_row(ReadClaim& claim);
  void fault_surplus(const ReadClaim& claim, bool is_too_large);
  void fault_row_above(const ReadClaim& claim, std::uint64_t line);
  void add_cells(ReadClaim& claim);
  [[nodiscard]] Fault fault_of_id(const ReadClaim& claim) const;

  const CsvFile* file_;
  const ClaimReader* reader_;
  ClaimBuilder builder_;
  MappedCells mapped_cells_;
  CsvRow row_;
};

}  // namespace warrantor::io
