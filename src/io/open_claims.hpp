#pragma once

#include <memory>
#include <string>
#include <vector>

#include <warrantor/expected.hpp>

#include "io/byte_source.hpp"
#include "io/csv_claim_reader.hpp"
#include "io/decision_source.hpp"
#include "io/encoding.hpp"
#include "io/fault.hpp"
#include "io/input_buffer.hpp"
#include "io/read_claim.hpp"

namespace warrantor::io {

/// A file of claims that is being read.
struct ClaimFile {
  std::unique_ptr<ByteSource> source;
  std::unique_ptr<InputBuffer> buffer;
  std::unique_ptr<ClaimReader> reader;
  std::string name;  ///< for messages
  bool has_byte_order_mark = false;
  const DecisionSource* decisions = nullptr;  ///< the source, where it reads decisions as CSV
};

/// Opens a file of claims (`-`: the standard input), unpacked and in UTF-8 as open_text does. Names that end with
/// .jsonl, .ndjson or .json are JSON Lines, those that end with .csv, .tsv or .txt CSV, each also with .gz behind; any
/// other is JSON Lines where it begins with a brace or a bracket. The error lists why nothing of the file can be used.
[[nodiscard]] Expected<ClaimFile, std::vector<Fault>> open_claims(const CsvClaimReader::Setup& setup,
                                                                  const std::string& path,
                                                                  Encoding encoding = Encoding::found_out);

/// The same of a file of earlier claims, which may also be decisions in JSON Lines with the columns of their claims.
[[nodiscard]] Expected<ClaimFile, std::vector<Fault>> open_earlier_claims(const CsvClaimReader::Setup& setup,
                                                                          const std::string& path,
                                                                          Encoding encoding = Encoding::found_out);

}  // namespace warrantor::io
