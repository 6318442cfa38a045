#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "audit/line_findings.hpp"
#include "audit/provisions.hpp"

namespace warrantor::audit {

/// A rule, a limit or a coverage row whose truth on a line is another one in the new rule set.
struct Turn {
  ProvisionKey key;
  std::string before;  ///< `true`, `false`, `unknown`; empty where the old rule set does not have it
  std::string after;
};

/// Why a line comes out differently.
struct Blame {
  std::vector<Turn> turned;          ///< in the order of kinds and names
  std::vector<ProvisionKey> causes;  ///< changed provisions that lead to it; likewise
};

/// Finds for a line that two rule sets decide differently what turned, and from there the provisions that were changed.
/// A setting that is changed is the cause, and not the rule that reads it.
class Blaming {
 public:
  /// All three must outlive it.
  Blaming(const Provisions& old_provisions, const Provisions& new_provisions, const std::vector<Change>& changes);

  [[nodiscard]] Blame blame(const LineFindings& before, const LineFindings& after) const;

  /// The causes where one of the rule sets cannot read a claim: changed facts among those that it cannot read (`stated`
  /// holds their names with the values), else all that are changed.
  [[nodiscard]] Blame blame_reading(const std::vector<std::pair<std::string, std::string>>& stated) const;

 private:
  class Search;

  const Provisions& old_;
  const Provisions& new_;
  std::set<ProvisionKey> changed_;
};

}  // namespace warrantor::audit
