#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/decision.hpp>
#include <warrantor/diagnostic.hpp>
#include <warrantor/schema.hpp>

#include "expr/condition_index.hpp"
#include "expr/program.hpp"
#include "policy/cells.hpp"
#include "policy/documented.hpp"
#include "policy/reads.hpp"

namespace warrantor::policy {

using expr::NodeId;

/// Who bears a portion: weights by party, in the order of the parties; the place in Program::allocations.
enum class AllocationId : std::uint16_t {};
using Allocation = std::vector<std::int64_t>;

enum class RuleId : std::uint16_t {};  ///< the place in Program::rules

/// A rule that holds gives a portion to whoever is named, unless one of a lower rank already has.
struct Effect {
  PortionId portion{};
  AllocationId allocation{};
  std::uint16_t claimant = 0;  ///< the place among the claimants of the portion
};

enum class Listed : std::uint8_t {
  always,              ///< a reason wherever it holds
  never,               ///< no reason: it says who bears, and nothing against the claim
  as_last_resort,      ///< only where no other rule of exclusions or responsibility takes the same portion
  only_while_awaited,  ///< only on a line that is referred for a decision that this rule awaits
  where_it_changes     ///< an adjustment: only where what is owed after it is not what was owed before it
};

/// Whether a rule that holds is a reason by itself.
[[nodiscard]] inline bool is_reason(Listed listed) noexcept {
  return listed != Listed::only_while_awaited && listed != Listed::never;
}

/// An exclusion, a responsibility, an approval or a check of validity. One that refers has no other effects.
struct Rule {
  RuleInfo info;
  NodeId applies{};                      ///< its `for`
  NodeId when{};                         ///< its `when` and `unless`
  NodeId holds{};                        ///< all of these together
  std::optional<NodeId> takes_when;      ///< where given, it has its effects only where this holds too
  std::optional<NodeId> own_takes_when;  ///< the same, without what it owes to the rules that override it
  std::optional<NodeId> changes;         ///< where given, it holds as a reason only where this holds too
  std::vector<RuleId> overrides;  ///< rules that have no effects where this one has its own: see their takes_when
  std::vector<RuleId> overridden_by;
  std::vector<Effect> effects;
  std::vector<Effect> advances;  ///< who pays first; claimants are not counted among those who bear
  Listed listed = Listed::always;
  bool decides_last = false;     ///< reaches only portions that nothing else has decided, and holds only there
  bool is_special_case = false;  ///< an approval: does not count for as_last_resort
  std::vector<FactId> awaits;
  std::vector<FactId> once_per;
  std::optional<FactId> at;             ///< validity: what the message points to
  std::vector<std::uint16_t> versions;  ///< where several have its id: the places of all of them
};

/// What a rule among the adjustments does with the amount that a portion is owed so far. A rule on several portions has
/// one for each, in the order in which they use its figure up.
struct Adjustment {
  enum class Kind : std::uint8_t { becomes, at_most, at_least, less, plus };
  RuleId rule{};
  PortionId portion{};
  Kind kind = Kind::becomes;
  NodeId before{};  ///< what is owed so far
  NodeId after{};   ///< with it, where the rule holds; the same as before where it does not
  NodeId figure{};  ///< what the amount becomes, is less, is at most …
  NodeId amount{};  ///< of which the figure is a proportion; else the figure itself
  bool is_proportion = false;
  NodeId left{};                  ///< what earlier lines, and portions of the rule before this one, left of the figure
  std::vector<PortionId> behind;  ///< the portions of the rule before this one, if they use the figure up too
  std::optional<std::uint32_t> used_up;  ///< per claim: what of the figure earlier lines used up, by this number
};

struct Limit {
  RuleInfo info;
  std::string name;
  std::string unit;                ///< of the reading; empty for a period
  bool is_period = false;          ///< has a start and a last day
  std::optional<NodeId> start;     ///< the day or the reading from which it counts
  std::optional<NodeId> extended;  ///< days that are added to the period
  NodeId actual{};
};

/// A limit as one coverage row sets it.
struct RowLimit {
  std::size_t limit = 0;  ///< the place in Program::limits
  NodeId allowed{};
  NodeId last{};    ///< last covered day or largest covered reading
  NodeId passed{};  ///< a condition
};

struct CoverageRow {
  RuleInfo info;
  NodeId own{};                         ///< its `for` and `when`
  NodeId when{};                        ///< its own condition, and that of no row that stands instead of it
  std::vector<std::size_t> instead_of;  ///< rows that do not count where its own condition holds
  std::vector<RowLimit> limits;
  std::size_t terms = 0;  ///< rows with equal limits have the same number
  std::vector<FactId> awaits;
  std::vector<std::uint16_t> versions;  ///< as those of a rule
};

/// The name by which conditions ask which coverage row covers the line.
inline constexpr std::string_view covering_name = "coverage";

/// Of several coverage rows that hold.
enum class Choose : std::uint8_t {
  only,   ///< there are no two that grant different things
  first,  ///< the first counts
  all     ///< each counts with its own limits: what one of them covers is covered
};

struct Coverage {
  NodeId applies{};
  Choose choose = Choose::only;
  bool leaves_no_hole = false;  ///< proven: where coverage applies, one of the rows holds
  std::vector<CoverageRow> rows;
  std::vector<Effect> expiry;  ///< what a passed limit takes away
};

/// A part of a line's sum that is borne as a whole or by shares.
struct Portion {
  NodeId amount{};
  std::optional<NodeId> owed;  ///< what of it is left after the adjustments; the rest is borne as what is excluded
  std::optional<AllocationId> advanced_by;  ///< who pays first where no rule says so
  std::optional<AllocationId> otherwise;
  std::optional<PortionId> same_as;
};

struct Step {
  RuleInfo info;
  NodeId when{};                                 ///< the part of its condition that asks for facts
  std::optional<std::vector<Outcome>> outcomes;  ///< one of them
  std::optional<std::vector<FactId>> pending;    ///< one of them is pending
  std::optional<std::vector<PartyId>> borne_by;  ///< one of them bears an amount
  Labels text;
  std::vector<std::uint16_t> versions;  ///< as those of a rule
};

/// An expression that decisions tell the value of.
struct NamedValue {
  ValueInfo info;
  NodeId value{};
  std::vector<std::uint32_t> asks;  ///< grants that it hangs on, by the first of their versions
};

/// A remedy. It reads facts of the claim alone, or is one of lines; its values read facts of the claim.
struct Grant {
  RuleInfo info;
  NodeId applies{};  ///< its `for`
  NodeId when{};     ///< its `when` and `unless`
  NodeId holds{};    ///< all of these together
  bool is_of_line = false;
  std::optional<PartyId> borne_by;  ///< only a line all of whose cost this party bears counts
  std::uint32_t listed_as = 0;      ///< the place of the first grant with the same id: versions of it are one
  std::vector<NamedValue> values;
  std::vector<std::uint32_t> asks;           ///< grants that its condition asks for, by the first of their versions
  std::vector<std::uint32_t> overridden_by;  ///< places of those that are given instead
};

/// One rule or the expiry of coverage in the order in which they decide a portion. Those of one rank have equal say.
struct Claimant {
  std::uint16_t rank = 0;
  std::optional<RuleId> rule;  ///< nothing: the coverage row's limits
  AllocationId allocation{};
};

/// The conditions that each line asks for, indexed by the facts that decide them alone.
struct Conditions {
  expr::ConditionIndex index;
  expr::ConditionRange rules;  ///< in the order of Program::rules, and so on
  expr::ConditionRange rows;
  expr::ConditionRange validity;
  expr::ConditionRange steps;
};

/// A compiled rule set. Immutable.
struct Program {
  explicit Program(Schema the_schema) : schema(std::move(the_schema)) {}

  std::string id;
  std::string version;
  std::string digest;
  Labels title;
  Diagnostics warnings;

  Schema schema;
  expr::Program code;
  std::vector<SourceSpan> source_places;                ///< by source of `code`: where it stands, or its first line
  std::vector<std::optional<NodeId>> blank_conditions;  ///< by fact
  std::vector<std::vector<Value>> representatives;      ///< by fact: a value of every class that constants cut out
  std::vector<FactReads> reads;                         ///< by fact
  std::vector<FactId> facts_read;
  std::vector<FactId> report_by;
  std::map<std::string, Labels, std::less<>> titles;  ///< of derived names, settings, groups and portions

  std::vector<VersionInfo> versions;
  std::vector<NodeId> version_conditions;  ///< by version: that it is in force
  std::optional<NodeId> version_date;      ///< where there are versions
  std::optional<NodeId> in_force;          ///< one of them is; nothing where that is always so

  std::vector<Rule> rules;  ///< checks of validity that refer, exclusions, responsibility, approvals: in this order
  std::vector<RuleId> referring;  ///< those that refer
  std::vector<Rule> validity;     ///< checks that reject
  std::vector<Limit> limits;
  std::optional<Coverage> coverage;
  std::optional<expr::DefinitionId> covering;     ///< which of its rows covers, where a condition asks for it
  std::vector<std::vector<NodeId>> lookup_rows;   ///< by lookup: the condition of each row
  std::vector<std::vector<NodeId>> last_choices;  ///< by lookup: of each column, what its last row chooses
  std::vector<Portion> portions;                  ///< by PortionId
  std::vector<Adjustment> adjustments;            ///< in their order
  std::uint32_t counted_by_claim = 0;             ///< figures that the lines of a claim use up together
  std::vector<Allocation> allocations;
  /// Allocations by weights that are expressions, by party, nothing for one without a share. In `allocations` those
  /// with a share weigh 1.
  std::map<AllocationId, std::vector<std::optional<NodeId>>> weighed;
  std::vector<std::vector<Claimant>> claimants;  ///< by PortionId, by rank
  std::vector<std::vector<Claimant>> advancing;  ///< by PortionId, in their order; empty where nobody pays first
  std::vector<bool> approves;                    ///< by party: what it bears is approved
  bool denies_nothing_asked = false;             ///< a line that asks for nothing is denied
  AllocationId excluded{};                       ///< all to the party that bears what is taken away
  PartyId excluded_party{};
  std::vector<Grant> grants;
  std::vector<std::uint32_t> grant_order;  ///< their places, each behind those that it asks for and that override it
  std::size_t grant_rounds = 1;            ///< how often lines are looked at until all of them are told
  std::vector<NamedValue> figures;
  std::vector<GrantInfo> grant_list;
  std::vector<const ValueInfo*> figure_list;
  std::vector<Step> steps;
  Conditions conditions;
  std::vector<const RuleInfo*> rule_list;
  Documented documented;

  [[nodiscard]] bool has_advances() const noexcept { return schema.has_advances(); }
  /// Whether lines are settled by more than who bears each portion.
  [[nodiscard]] bool settles_in_steps() const noexcept {
    return !adjustments.empty() || !weighed.empty() || has_advances() ||
           std::any_of(portions.begin(), portions.end(), [](const Portion& portion) { return portion.owed; });
  }
  /// Whether decisions tell more of a claim than what becomes of its lines.
  [[nodiscard]] bool tells_of_claims() const noexcept { return !grants.empty() || !figures.empty(); }
  [[nodiscard]] const Rule& rule(RuleId rule_id) const { return rules[index_of(rule_id)]; }
  [[nodiscard]] const Allocation& allocation(AllocationId allocation_id) const {
    return allocations[index_of(allocation_id)];
  }
};

}  // namespace warrantor::policy
