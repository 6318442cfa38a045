#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/policy.hpp>

#include "audit/blame.hpp"
#include "audit/provisions.hpp"
#include "batch/claim_stream.hpp"
#include "batch/reports.hpp"
#include "batch/summary.hpp"

namespace warrantor::audit {

/// What a line comes to, as it is counted: an outcome, or that its claim is rejected.
inline constexpr std::size_t rejected_outcome = 5;
inline constexpr std::size_t outcome_count = 6;

/// The parties of two rule sets by name, those of the old one first; and beside them where else an amount may stand.
struct Purses {
  std::vector<std::string> parties;
  std::vector<Labels> labels;       ///< of each
  std::vector<std::size_t> of_old;  ///< by party of the old rule set: its place among `parties`
  std::vector<std::size_t> of_new;

  Purses(const Schema& old_schema, const Schema& new_schema);

  [[nodiscard]] std::size_t open() const noexcept { return parties.size(); }          ///< nobody yet
  [[nodiscard]] std::size_t rejected() const noexcept { return parties.size() + 1; }  ///< its claim is rejected
  [[nodiscard]] std::size_t unasked() const noexcept { return parties.size() + 2; }   ///< no part of the line's total
  [[nodiscard]] std::size_t count() const noexcept { return parties.size() + 3; }
};

/// An amount that moves, by purse.
struct Move {
  std::size_t from = 0;
  std::size_t to = 0;
  std::int64_t amount = 0;  ///< minor units, above zero
};

/// A line that two rule sets do not decide alike.
struct ChangedLine {
  std::string_view claim_id;
  std::size_t line = 0;                  ///< its place in the claim
  const LineDecision* before = nullptr;  ///< null: the claim is rejected
  const LineDecision* after = nullptr;
  bool has_other_result = false;  ///< another outcome or other amounts; else only the grounds are others
  std::vector<Move> moves;
  Blame blame;

  [[nodiscard]] std::string_view line_id() const {
    if (after != nullptr) return after->line_id;
    return before != nullptr ? std::string_view(before->line_id) : std::string_view();
  }
};

/// Is handed every changed line, in the order of the claims.
class ChangedLineSink {
 public:
  ChangedLineSink() = default;
  ChangedLineSink(const ChangedLineSink&) = delete;
  ChangedLineSink& operator=(const ChangedLineSink&) = delete;
  virtual ~ChangedLineSink() = default;
  virtual void add(const ChangedLine& line) = 0;
};

/// Lines and what they move.
struct Weight {
  std::uint64_t lines = 0;
  batch::Sum moved;
  void add(std::int64_t amount) {
    ++lines;
    moved.add(amount);
  }
};

/// What one value of a fact that is reported by comes to.
struct GroupTotals {
  std::uint64_t lines = 0;          ///< all of them
  Weight changed;                   ///< with another result
  std::vector<batch::Sum> changes;  ///< by purse: what it bears more (below zero: less)
};

struct Group {
  std::string fact;
  std::map<std::string, GroupTotals> by_value;  ///< an empty value is a blank
};

struct ReasonTotals {
  Weight gained;  ///< lines that have the reason only under the new rule set
  Weight lost;
};

struct TurnTotals {
  std::map<std::pair<std::string, std::string>, std::uint64_t> lines;  ///< by truths before and after
  Weight changed;
  std::string example;  ///< the first line of it: `C000001/2`
};

struct CauseTotals {
  Weight changed;
  std::string example;
};

/// Of a grant: claims that are granted it by one of the rule sets alone, or by both with other values.
struct GrantTotals {
  std::uint64_t gained = 0;
  std::uint64_t lost = 0;
  std::uint64_t other_values = 0;
  std::string example;  ///< the first claim of it
};

/// Of a figure: claims for which it is another.
struct FigureTotals {
  std::uint64_t claims = 0;
  std::string example;
};

/// What a comparison came to.
struct DiffTotals {
  std::uint64_t claims = 0;
  std::uint64_t lines = 0;
  std::uint64_t unreadable_claims = 0;  ///< rejected by both
  std::uint64_t changed_claims = 0;     ///< with a line that has another result
  std::uint64_t changed_lines = 0;      ///< with another result
  std::uint64_t other_grounds = 0;      ///< lines with the same result on other grounds
  std::array<std::array<Weight, outcome_count>, outcome_count> outcomes;  ///< lines by outcome before and after
  std::map<std::pair<std::size_t, std::size_t>, Weight> moves;            ///< by purse
  std::vector<Group> groups;
  std::map<std::string, ReasonTotals> reasons;
  std::uint64_t told_claims = 0;        ///< that are granted or told something else
  std::vector<std::string> first_told;  ///< of these the first, by claim_id
  std::map<std::string, GrantTotals> grants;
  std::map<std::string, FigureTotals> figures;
  std::map<ProvisionKey, TurnTotals> turns;
  std::map<ProvisionKey, CauseTotals> causes;
  std::vector<Change> changes;  ///< of the rule set, whether a claim shows them or not
  std::uint64_t files_read = 0;
  std::uint64_t files_failed = 0;
  bool history_has_findings = false;  ///< claims of it are rejected, by one of the two rule sets at least

  [[nodiscard]] bool has_differences() const noexcept {
    return changed_lines > 0 || other_grounds > 0 || !grants.empty() || !figures.empty();
  }
};

/// What is compared. All must outlive the comparison. The inputs name the same files.
struct DiffRun {
  const Policy& old_policy;
  const Policy& new_policy;
  const batch::Inputs& old_inputs;
  const batch::Inputs& new_inputs;
  std::vector<std::string> by;  ///< facts that totals are told by
  batch::Reports& reports;
  ChangedLineSink& sink;
  std::string_view language;  ///< of texts about the rule sets
};

/// Decides all claims under both rule sets and compares. Reads the files twice, claim by claim, in memory that does not
/// grow with them.
[[nodiscard]] DiffTotals diff(const DiffRun& run);

/// What lies between two decisions of a line; nothing where it is decided alike. Null: the claim is rejected.
[[nodiscard]] std::vector<Move> moves_between(const Purses& purses, const LineDecision* before,
                                              const LineDecision* after);

/// The report to read, and the same figures as a CSV table with a row a figure.
[[nodiscard]] std::string diff_as_text(const DiffTotals& totals, const DiffRun& run,
                                       const std::vector<std::string>& examples);
[[nodiscard]] std::string diff_as_csv(const DiffTotals& totals, const DiffRun& run);

}  // namespace warrantor::audit
