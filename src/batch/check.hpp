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
#include "io/reject_writer.hpp"

namespace warrantor::batch {

/// Where the rows of rejected claims go, for them to be mended; both must outlive the run.
struct RejectedRows {
  io::RejectWriter& writer;
  io::Output& output;
};

/// Whether decisions begin with the byte-order mark of UTF-8. Rejects in CSV do at least where a file of claims does.
enum class ByteOrderMark : std::uint8_t { never, as_input, always };

/// What a run of check() works with; all must outlive it.
struct CheckRun {
  const Policy& policy;
  const Inputs& inputs;
  io::DecisionWriter& writer;
  io::Output& output;
  Reports& reports;
  std::string_view language;                  ///< of titles in messages
  const RejectedRows* rejects = nullptr;      ///< null: messages alone; else the inputs name the same form
  ByteOrderMark mark = ByteOrderMark::never;  ///< as_input: where the first file has one
  std::size_t threads = 1;                    ///< at most most_threads; what is written does not hang on it
  bool takes_plain_lane = true;               ///< false: a test sees that it makes no difference
};

/// The most threads that a run makes use of.
inline constexpr std::size_t most_threads = 64;

/// Decides all claims of the inputs, in their order, writing decisions as they come. Memory does not grow
/// with the files, but for at most 16 bytes a claim that duplicates are found by, and what `once` rules of the policy
/// note. Stops where an output fails. Neither finishes nor closes them.
[[nodiscard]] Summary check(const CheckRun& run);

/// Why a claim that could be read is rejected by the rule set, each with its place.
[[nodiscard]] std::vector<io::Fault> faults_of(const Policy& policy, const io::ClaimReader& reader,
                                               const io::ReadClaim& claim, const Decision& decision,
                                               std::string_view language);

}  // namespace warrantor::batch
