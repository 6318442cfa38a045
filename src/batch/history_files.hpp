#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <warrantor/adjudicate.hpp>
#include <warrantor/policy.hpp>

#include "batch/claim_stream.hpp"
#include "batch/reports.hpp"

namespace warrantor::batch {

/// What is wrong with earlier claims that can be used otherwise.
struct EarlierFindings {
  std::uint64_t rejected_claims = 0;  ///< which count for nothing
  std::uint64_t unknown_parties = 0;  ///< in each file, where rules ask what parties bore

  [[nodiscard]] bool any() const noexcept { return rejected_claims > 0 || unknown_parties > 0; }
};

/// Reads the earlier claims among the inputs into the history, in the order of their files. Where a file says in a
/// column `outcome` how each line was decided, that counts, with what each party bears by the columns of its name, or
/// their labels; else a claim is decided as if it came before the others of the run. Decisions in JSON Lines are read
/// as if they had been written as CSV. A claim that is rejected, as for a word that is no outcome, counts for nothing
/// and is reported, as is once a party that the rule set does not have. Nothing where a file cannot be used, as for a
/// column `outcom`: decisions without it could be wrong.
[[nodiscard]] std::optional<EarlierFindings> read_history(const Policy& policy, const Inputs& inputs, Reports& reports,
                                                          std::string_view language, History& history);

}  // namespace warrantor::batch
