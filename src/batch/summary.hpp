#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

#include "base/screen_text.hpp"
#include "batch/claim_stream.hpp"
#include "batch/history_files.hpp"
#include "batch/tally.hpp"

namespace warrantor::batch {

/// What a run came to.
struct Summary : Tally {
  std::uint64_t rows_in = 0;  ///< counted as they are read, so that it can be seen that none is lost
  std::uint64_t rows_rejected = 0;
  std::uint64_t claims_rejected = 0;
  EarlierFindings earlier;
  std::map<std::string, std::uint64_t> warnings;  ///< by kind
  std::map<std::string, std::uint64_t> rejects;   ///< faults by kind: the message without values; empty: other kinds
  std::vector<TableUse> tables;
  std::vector<FactId> assumed;     ///< facts that no file gave: every cell was blank
  std::uint64_t files_read = 0;    ///< of claims; with none, nothing was decided
  std::uint64_t files_failed = 0;  ///< could not be used, or not to their end

  explicit Summary(const Policy& policy) : Tally(policy.schema()) {}

  void add_rejected(const io::ReadClaim& claim);
  void add_fault(const io::Fault& fault);

  [[nodiscard]] std::uint64_t claims() const noexcept { return claims_decided + claims_rejected; }
  /// Something for the user to look at: rejected rows, in claims, in earlier claims or in tables.
  [[nodiscard]] bool has_findings() const noexcept;
};

/// The reasons that most lines have, with the number of lines; at most `count`, equals in the order of the
/// rule set.
[[nodiscard]] std::vector<std::pair<const RuleInfo*, std::uint64_t>> top_reasons(const Summary& summary,
                                                                                 const Policy& policy,
                                                                                 std::size_t count);

/// The grants of the rule set in its order, with the number of claims that are given each, in whichever version.
[[nodiscard]] std::vector<std::pair<const RuleInfo*, std::uint64_t>> counted_grants(const Summary& summary,
                                                                                    const Policy& policy);

/// Facts that some rule reads and no file gave.
[[nodiscard]] std::vector<FactId> assumed_facts(const Policy& policy, const ClaimStream& stream);

/// What a blank of a fact is taken for: `unknown`, `none`, `pending`, or the default.
[[nodiscard]] std::string taken_for(const Schema& schema, const Fact& fact, std::string_view language);

/// The summary to look at, in a language; a text of several lines.
[[nodiscard]] std::string summary_as_text(const Summary& summary, const Policy& policy, std::string_view language,
                                          base::Look look = {});

/// The summary as one JSON object and a line end.
[[nodiscard]] std::string summary_as_json(const Summary& summary, const Policy& policy);

}  // namespace warrantor::batch
