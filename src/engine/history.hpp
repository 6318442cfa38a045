#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include <warrantor/adjudicate.hpp>

#include "base/fingerprint.hpp"
#include "engine/earlier_claims.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor {

struct History::Data {
  base::FingerprintSet granted;  ///< keys
  /// Keys with any value in place of one or more of their facts; each several times for as many different ones.
  base::FingerprintSet parts;
  /// By fact: what was granted for numbers, amounts and dates that no condition names.
  std::map<FactId, std::set<std::int64_t>> numbers;
  engine::EarlierClaims earlier;
};

namespace engine {

/// Values of a fact that were granted before, for trying them: those that no condition names, or one that stands for a
/// text that was noted with what else is known. Nothing where they cannot all be told.
[[nodiscard]] std::optional<std::vector<Value>> noted_values(const policy::Program& program,
                                                             const expr::FactValues& facts, const History& history,
                                                             FactId fact);

/// Whether the text of noted_values() stands for one beside some that rules name. Unknown where it cannot be told.
[[nodiscard]] Value noted_others(const policy::Program& program, const expr::FactValues& facts, const History& history,
                                 FactId fact, const std::vector<Value>& named);

/// Whether an earlier claim was granted the same: unknown where the key is and something was granted at all.
[[nodiscard]] Value was_granted(const policy::Program& program, const policy::Rule& rule, const expr::FactValues& facts,
                                const History& history);

}  // namespace engine
}  // namespace warrantor
