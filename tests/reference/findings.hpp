#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <warrantor/decision.hpp>

#include "reference/case.hpp"

namespace warrantor::reference {

using Ids = std::set<std::string>;

/// What earlier claims of the run used up: a rule with the values of the facts that it may be granted once per.
struct Granted {
  std::string rule;
  std::vector<Thing> values;
};
using Notes = std::vector<Granted>;

/// What one case comes to, or several of them together.
struct Findings {
  bool rejected = false;  ///< no such line: a rule of validity holds
  Outcome outcome = Outcome::denied;
  std::string bearers;                               ///< who bears what asks for something, of a single case
  std::vector<std::int64_t> pays;                    ///< by party; nothing while the line is open
  std::vector<std::int64_t> advances;                ///< by party, likewise; empty where nobody pays first
  std::vector<bool> bears_all;                       ///< by party, of a single case: all that the line asks for
  std::vector<std::optional<std::int64_t>> amounts;  ///< by portion; nothing where cases differ
  std::optional<std::int64_t> total;  ///< of all amounts, where each is known; nothing where cases differ
  Ids reasons;                        ///< rules that hold in every case and are listed
  Ids waiting;                        ///< these, and those that a line names which is referred
  Ids without_value;                  ///< adjustments that leave what is owed open in some case
  Ids ever;                           ///< listed in some case
  Ids active;                         ///< rules and coverage rows that hold in some case, listed or not
  std::optional<Ids> coverage;        ///< the rows that hold; nothing where cases differ
  Ids pending;                        ///< facts
  UsedUp used_up;                     ///< by this line; undefined where cases differ
  std::vector<std::optional<bool>> portion_granted;  ///< the approving party bears it; nothing where cases differ

  /// The same for all cases that come to the same result; empty for a rejected one.
  [[nodiscard]] std::string result() const;
};

/// What is true in all of several cases; outcome, pays and pending are those of the first.
[[nodiscard]] Findings in_common(const std::vector<Findings>& all);

/// Decides one case from top to bottom as rules/README.md has it in chapter 6.
[[nodiscard]] Findings settle(Case& one, const Notes& notes);

}  // namespace warrantor::reference
