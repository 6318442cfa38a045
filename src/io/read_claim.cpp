#include "io/read_claim.hpp"

#include <algorithm>

namespace warrantor::io {

Fault fault_at(const Place& place, std::string_view value, std::string message, std::string help) {
  std::string header(place.header);
  if (!place.list.empty()) {
    std::string path = std::string(place.list) + '[' + std::to_string(place.index) + ']';
    header = header.empty() ? std::move(path) : path + '.' + header;
  }
  return {std::string(place.file), place.line,         place.column,   std::move(header),
          std::string(value),      std::move(message), std::move(help)};
}

void ReadClaim::clear() {
  claim.clear();
  id.clear();
  first_line = 0;
  rows = 0;
  lists_lines = false;
  is_rest = false;
  line_lines.clear();
  std::fill(claim_fact_lines.begin(), claim_fact_lines.end(), 0);
  faults.clear();
  warnings.clear();
  kept.clear();
  raw.clear();
}

bool ReadClaim::is_large() const noexcept {
  constexpr std::size_t many_rows = 64;
  constexpr std::size_t many_bytes = 64 * 1024;
  return rows > many_rows || claim.line_count() > many_rows || faults.size() > many_rows || raw.size() > many_bytes;
}

ReadStatus ClaimReader::next(ReadClaim& claim) {
  if (next_ == block_.claims.size()) {
    next_ = 0;
    ++block_.number;
    const ReadStatus status = cut(block_);
    if (status == ReadStatus::end) conclude();
    if (status != ReadStatus::item) return status;
  }
  if (!parser_) parser_ = parser();
  parser_->read(block_, next_++, claim);
  drop_repeated(claim);
  return ReadStatus::item;
}

}  // namespace warrantor::io
