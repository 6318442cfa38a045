#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <warrantor/adjudicate.hpp>

#include "base/fingerprint.hpp"
#include "engine/earlier_claims.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor {

namespace engine {

/// For which values of a `once_per` rule a line of the claim itself was granted something, or may be.
struct LineKey {
  const policy::Rule* rule = nullptr;
  std::vector<Value> values;  ///< unknown: could be any
  std::size_t line = 0;
  bool is_open = false;  ///< whether it is granted
  // Where it is open:
  std::string id{};             ///< of the line
  std::vector<FactId> facts{};  ///< that leave it open; empty: stating one need not help
};

}  // namespace engine

struct History::Data {
  base::FingerprintSet granted;  ///< keys
  /// Keys with any value in place of one or more of their facts; each several times for as many different ones.
  base::FingerprintSet parts;
  /// By fact: what was granted for numbers, amounts and dates that no condition names.
  std::map<FactId, std::set<std::int64_t>> numbers;
  engine::EarlierClaims earlier;

  // Of a history that stands for one claim, whose lines count for those behind them:
  const Data* earlier_claims = nullptr;  ///< null: this is one of earlier claims itself
  std::vector<engine::LineKey> lines;    ///< in their order

  [[nodiscard]] const Data& of_claims() const noexcept { return earlier_claims != nullptr ? *earlier_claims : *this; }
  /// Nothing is known that could make a difference.
  [[nodiscard]] bool is_empty() const noexcept {
    return lines.empty() && of_claims().granted.size() == 0 && of_claims().earlier.is_empty();
  }
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

/// Whether an earlier claim or a line before was granted the same: unknown where the key is and something was granted
/// at all, and undefined where it hangs on lines before that are open.
[[nodiscard]] Value was_granted(const policy::Program& program, const policy::Rule& rule, const expr::FactValues& facts,
                                const History& history);

/// The lines before that are open and leave it open, too.
[[nodiscard]] std::vector<const LineKey*> open_keys(const policy::Program& program, const policy::Rule& rule,
                                                    const expr::FactValues& facts, const History& history);

/// Whether a line was granted what a rule would take away.
[[nodiscard]] bool is_granted(const policy::Program& program, const policy::Rule& rule, const LineDecision& line);

}  // namespace engine
}  // namespace warrantor
