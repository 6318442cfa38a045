#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/earlier_run.hpp"
#include "reference/findings.hpp"
#include "reference/pools.hpp"

namespace warrantor::reference {

/// The decision on one line, with ids and names for everything.
struct LineResult {
  std::string line_id;
  Outcome outcome = Outcome::denied;
  Ids reasons;
  Ids possible;
  Ids missing;
  Ids pending;
  std::string coverage;            ///< empty: none, or it cannot be told
  std::vector<std::int64_t> pays;  ///< by party, minor units
  std::vector<std::int64_t> advances;
  std::int64_t open = 0;
  std::vector<std::string> steps;  ///< whose conditions hold in every case, in the order of the file
  bool tried_a_list = false;       ///< of records: others than those tried could make a difference
  bool is_certain = false;         ///< nothing was to be tried: there is one case
  Ids contradictions;              ///< of the engine alone
  Ids may_await;                   ///< rules and rows that await any fact, whether they hold or not
  UsedUp used_up;                  ///< by this line; undefined where nobody can tell
  Ids plain_steps;                 ///< those of them whose conditions ask for nothing that is blank
};

struct ClaimResult {
  bool rejected = false;    ///< nothing is decided
  bool impossible = false;  ///< whatever the unknown facts are, a rule of validity rejects a line
  Outcome outcome = Outcome::denied;
  std::vector<LineResult> lines;
  Notes granted;  ///< what this claim uses up, for the notes that later claims are decided with
};

struct DecidedLine {
  bool rejected = false;           ///< a blank where none is allowed
  std::optional<LineResult> line;  ///< nothing too where a rule of validity rejects it in every case
  Notes granted;
};

/// What a line is decided with beside what the claim states.
struct Before {
  const Notes& notes;
  const UsedUp& used_up;            ///< by lines before it
  const EarlierRun* run = nullptr;  ///< null: lists are as the claim states them
};

/// Decides one line. Throws TooManyCases past `most_cases` runs.
[[nodiscard]] DecidedLine decide_line(const Book& book, const Claim& claim, std::size_t line, const Before& before,
                                      const Lists& lists, std::size_t most_cases);
/// What both used up together.
[[nodiscard]] UsedUp together(const UsedUp& left, const UsedUp& right);

/// Decides a claim by trying all its cases, each read off the rule set as it is written. Throws TooManyCases past
/// `most_cases` runs for one line.
[[nodiscard]] ClaimResult decide(const Book& book, const Claim& claim, const Notes& notes, const Lists& lists,
                                 std::size_t most_cases);

}  // namespace warrantor::reference
