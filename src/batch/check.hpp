#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/policy.hpp>

#include "batch/claim_stream.hpp"
#include "batch/reports.hpp"
#include "batch/summary.hpp"
#include "io/decision_writer.hpp"
#include "io/output.hpp"

namespace warrantor::batch {

/// What a run of check() works with; all must outlive it.
struct CheckRun {
  const Policy& policy;
  const Inputs& inputs;
  io::DecisionWriter& writer;
  io::Output& output;
  Reports& reports;
  std::string_view language;  ///< of titles in messages
};

/// Decides all claims of the inputs, in their order, writing decisions as they come. Memory does not grow
/// with the files, but for 16 bytes a claim that duplicates are found by, and what `once` rules of the policy
/// note. Stops where the output fails. Neither finishes nor closes the output.
[[nodiscard]] Summary check(const CheckRun& run);

/// Why a claim that could be read is rejected by the rule set, each with its place.
[[nodiscard]] std::vector<io::Fault> faults_of(const Policy& policy, const ClaimStream& stream,
                                               const io::ReadClaim& claim, const Decision& decision,
                                               std::string_view language);

}  // namespace warrantor::batch
