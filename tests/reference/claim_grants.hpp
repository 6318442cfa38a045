#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <warrantor/policy.hpp>

#include "reference/findings.hpp"
#include "reference/pools.hpp"

namespace warrantor::reference {

/// What is told of a claim as a whole, with `null` for a value that is not.
struct ToldClaim {
  using Values = std::map<std::string, std::string>;
  bool impossible = false;  ///< whatever the open facts are, a rule of validity rejects a line
  bool tried_a_list = false;
  std::vector<std::pair<std::string, Values>> grants;
  Values figures;
};

/// Tries all cases of all lines together. Throws TooManyCases past `most_cases`.
[[nodiscard]] ToldClaim tell(const Policy& policy, const Book& book, const Claim& claim, const Notes& notes,
                             const Lists& lists, std::size_t most_cases);

/// The same of a decision of the engine.
[[nodiscard]] ToldClaim told_by(const Policy& policy, const Decision& decision);

}  // namespace warrantor::reference
