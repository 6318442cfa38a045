#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <warrantor/schema.hpp>

#include "io/joined_table.hpp"
#include "io/read_claim.hpp"

namespace warrantor::io {

/// The most lines and the most records of a kind that one claim may have, so that no file can fill the memory
/// with one.
inline constexpr std::uint64_t most_rows = 10'000;

/// The most bytes that the rows of a claim may take in CSV, for the same reason.
inline constexpr std::size_t most_claim_bytes = 16 * 1024 * 1024;

/// Puts a claim together from texts, whatever the file they come from: types are checked, lines that disagree
/// about the claim are found, joined records are added. Everything that is wrong is added to the claim's
/// faults. For one thread at a time.
class ClaimBuilder {
 public:
  /// Tables may be null: none.
  ClaimBuilder(const Schema& schema, JoinedTables* tables);

  /// Begins the claim anew, at a line of the file.
  void begin(ReadClaim& claim, std::uint64_t first_line);

  /// Adds a line of the claim that stands on a line of the file.
  Claim::LineIndex add_line(std::uint64_t file_line);

  /// Sets a fact of the claim. A text that is blank states nothing. A value that differs from the one that
  /// the claim has already is a fault.
  void set_claim_fact(FactId id, std::string_view text, const Place& place);

  /// Sets a fact of the line added last. A blank is a fault where the fact must be stated.
  void set_line_fact(FactId id, std::string_view text, const Place& place);

  /// Says that the list of a table is known, be it empty.
  void state_table(TableId table) { claim_->claim.state_table(table); }

  /// Adds a record of a table; set_field sets the fields of the record added last.
  Claim::RecordIndex add_record(TableId table) { return claim_->claim.add_record(table); }
  void set_field(TableId table, Claim::RecordIndex record, FactId id, std::string_view text, const Place& place);

  void fault(Fault found) { claim_->faults.push_back(std::move(found)); }

  /// Checks what can be seen only when all lines are there; the reader of the claim knows where its facts stand.
  void finish(const ClaimReader& reader);

 private:
  void check_line_ids(const ClaimReader& reader);
  void check_required(const ClaimReader& reader);
  void join(JoinedTable& table, const ClaimReader& reader);
  std::optional<Value> read(const Fact& fact, std::string_view text, const Place& place);

  const Schema* schema_;
  JoinedTables* tables_;
  std::vector<FactId> required_;  ///< facts of the claim that must be stated
  ReadClaim* claim_ = nullptr;
  std::unordered_map<std::string, std::uint64_t> line_ids_;  ///< of the claim being finished, with their file lines
};

/// Whether a blank is a fault, whatever else the claim says.
[[nodiscard]] inline bool must_be_stated(const Fact& fact) noexcept {
  return fact.blank == Blank::reject && !fact.blank_is_conditional;
}

}  // namespace warrantor::io
