#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/date.hpp>
#include <warrantor/diagnostic.hpp>
#include <warrantor/schema.hpp>
#include <warrantor/value.hpp>

namespace warrantor {

enum class Outcome : std::uint8_t {
  approved,           ///< the rule set's paying party bears every portion above zero
  partial,            ///< it bears some
  denied,             ///< it bears none
  needs_information,  ///< unknown facts could make a difference
  referred            ///< a rule says so, decisions that are still open could make a difference, or rules contradict
};
[[nodiscard]] std::string_view name_of(Outcome outcome) noexcept;  ///< as written in files: `needs_information`

/// The stage of deciding a claim that a rule belongs to.
enum class Stage : std::uint8_t {
  validity,
  coverage,
  adjustments,
  exclusions,
  responsibility,
  advances,
  approvals,
  grants,
  steps
};
[[nodiscard]] std::string_view name_of(Stage stage) noexcept;

/// When something of a rule set is in force. Both days are covered.
struct Validity {
  std::string version;  ///< of the rule set: its id; empty where it stands in every version
  std::string by;       ///< the date that is looked at: the name of a fact or derived fact; empty: no days are given
  std::optional<Date> from;
  std::optional<Date> to;

  [[nodiscard]] bool always() const noexcept { return version.empty() && by.empty(); }
};

/// A version of a rule set, as it documents it. Owned by the Policy, immutable.
struct VersionInfo {
  std::string id;
  Labels title;
  Labels notes;
  std::string source;
  Validity valid;  ///< its days
};

/// A rule, coverage row, limit or step as its rule set documents it. Owned by the Policy, immutable.
struct RuleInfo {
  std::string id;
  std::string clause;  ///< the policy's own; may be empty
  Labels title;
  std::string note;  ///< in English, where it is written in several languages
  Labels notes;
  std::string source;
  Stage stage = Stage::exclusions;
  SourceSpan place;     ///< in the rule set's files, without the line's text
  bool refers = false;  ///< a line for which this rule holds is referred, whatever else holds
  Validity valid;       ///< several versions of a rule may have the same id
};

/// A value that decisions tell by a name: a figure, or what goes with a grant. Owned by the Policy, immutable.
struct ValueInfo {
  std::string name;
  Labels title;  ///< may be empty
  Labels notes;
  ValueType type = ValueType::number;
  DomainId domain{};  ///< of enumerations
};

/// A remedy that a rule set knows, with what goes with it. Owned by the Policy, immutable.
struct GrantInfo {
  const RuleInfo* rule = nullptr;  ///< of versions with one id the first
  std::vector<const ValueInfo*> values;
};

/// How a value relates to the limit that it was compared with.
enum class Relation : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal, in, not_in };
[[nodiscard]] std::string_view name_of(Relation relation) noexcept;  ///< `=`, `!=`, `<`, `in` …

/// What a value was compared with: one value, or several for `in` and `not_in`. To be read as a vector is; a single
/// one, as most are, takes no memory beside it.
class ComparedWith {
 public:
  ComparedWith() = default;
  ComparedWith(std::initializer_list<Value> values) {
    for (const Value& value : values) push_back(value);
  }

  void push_back(const Value& value) {
    if (size_ == 1) several_ = {one_};
    if (size_ == 0) one_ = value;
    if (size_ > 0) several_.push_back(value);
    ++size_;
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] const Value* begin() const noexcept { return size_ > 1 ? several_.data() : &one_; }
  [[nodiscard]] const Value* end() const noexcept { return begin() + size_; }
  [[nodiscard]] const Value& front() const noexcept { return *begin(); }
  [[nodiscard]] const Value& operator[](std::size_t index) const noexcept { return begin()[index]; }

 private:
  Value one_;
  std::vector<Value> several_;  ///< all, where there are several
  std::size_t size_ = 0;
};

/// One comparison that made a rule hold: `odometer_km` 60,001 `>` 60,000. Views point into the policy, the claim and
/// the decision's made texts.
struct Comparison {
  std::string_view subject;  ///< a fact's name or the text of an expression
  Relation relation = Relation::equal;
  ValueType type = ValueType::boolean;
  DomainId domain{};  ///< of enumerations
  Value value;
  ComparedWith limits;
};

struct Reason {
  const RuleInfo* rule = nullptr;
  std::vector<Comparison> comparisons;
};

/// A limit of the coverage row that was chosen: what it allows, what the claim shows, and by how much it is kept.
struct LimitResult {
  const RuleInfo* limit = nullptr;
  std::string_view name;     ///< of the limit, as declared
  std::string_view subject;  ///< what is measured: a fact's name or the text of an expression
  bool is_date = false;      ///< the limit is a last day and the margin is in days; else both are in `unit`
  std::string_view unit;
  ValueType allowed_type = ValueType::number;  ///< months, days or number
  Value allowed;      ///< what the row grants: 24 months, 60,000 km; none where a row or its table says that there is
                      ///< no limit: then `last` and `margin` are not known, and it is not passed
  Value start;        ///< the day or reading from which it counts; unknown where there is none
  Value extended_by;  ///< days that are added to a period; unknown where none may be
  Value last;         ///< the last covered day or the largest covered reading
  Value actual;       ///< the day or reading of the claim
  Value margin;       ///< last - actual: 0 or more where the limit is kept; unknown where it cannot be told
  Value passed;       ///< a boolean; false too where the period has not begun
};

/// A coverage row that holds, with its limits, of a rule set in which several rows count side by side.
struct CoverageResult {
  const RuleInfo* row = nullptr;
  std::vector<LimitResult> limits;

  /// Whether all of its limits are kept; false where that cannot be told.
  [[nodiscard]] bool covers() const noexcept;
};

/// Who bears a portion of a line, or why that is open.
struct PortionResult {
  PortionId portion{};
  Value amount;                          ///< minor units
  Value owed;                            ///< minor units: what adjustments leave of it; the amount where there are none
  bool decided = false;                  ///< false too where cases that are open share it differently
  const RuleInfo* decided_by = nullptr;  ///< null: no rule, the portion's own `else`, or by_different_rules
  bool by_different_rules = false;       ///< the same in every case that is open, but by a different rule in each
  const RuleInfo* advanced_by = nullptr;  ///< the rule on who pays first; null: none, or by different ones
  std::vector<std::int64_t> shares;       ///< minor units by party; empty while open
  /// Of a rule set with figures per claim: whether all of it stays with who bears what is excluded, whatever
  /// adjustments leave; nothing where that is open.
  std::optional<bool> is_taken;
};

/// What a rule of the adjustments made of the amount that a portion was owed: of a rule of several portions there is
/// one for each of them, in the order in which it names them.
struct AdjustmentResult {
  const RuleInfo* rule = nullptr;
  PortionId portion{};
  Value before;  ///< minor units
  Value after;   ///< minor units; the same where the amount was as small already
};

struct StepResult {
  const RuleInfo* step = nullptr;
};

/// What a party may come to pay of a line, in minor units.
struct PaymentRange {
  std::int64_t least = 0;
  std::optional<std::int64_t> most = 0;  ///< nothing: there is no telling, since an amount that is asked for is unknown
};

/// The decision on one line. Amounts are minor units of the rule set's currency; `pays` and `open` add
/// up to `total`, and so do `advances` and `open`.
struct LineDecision {
  std::string line_id;
  Outcome outcome = Outcome::denied;
  std::vector<Reason> reasons;            ///< every rule that holds in every case, in the order of the rule set
  std::vector<const RuleInfo*> possible;  ///< rules that hold, or are awaited, in some cases only
  const RuleInfo* coverage = nullptr;     ///< the coverage row; null where there is none or it cannot be told
  std::vector<LimitResult> limits;        ///< of that row
  std::vector<CoverageResult> coverages;  ///< every row that holds for certain, where each counts with its own limits
  std::vector<FactId> missing;            ///< unknown facts to ask for; of a line that is decided, those for which a
                                          ///< later line waits, else empty unless information is needed
  std::vector<std::string> open_claims;   ///< where `missing` names a list of earlier claims: those of which something
                                          ///< is unknown in it, by claim_id, the first ten
  bool missing_exact = true;    ///< false: some facts could not be tried; `missing` or `possible` may name too many
  std::vector<FactId> pending;  ///< open decisions to wait for; empty unless referred
  std::vector<const RuleInfo*>
      contradictions;  ///< rules of an unranked list that hold together and disagree, or that have no value
  std::vector<PortionResult> portions;
  std::vector<AdjustmentResult> adjustments;  ///< of those that hold, in their order
  std::vector<std::int64_t> pays;             ///< by party: who bears it in the end
  std::vector<std::int64_t> advances;         ///< by party: who pays it first; empty where the rule set does not say
  std::vector<PaymentRange> may_pay;  ///< by party: what it pays in the end, whatever the open facts are; empty where
                                      ///< nothing is open
  std::int64_t open = 0;
  std::int64_t total = 0;
  std::vector<StepResult> steps;
  /// The ids of the first ten earlier lines that are open and may use up a figure that this line needs to be decided.
  std::vector<std::string> awaited_lines;
};

/// A named value of one claim, to be read by the type of its `info`. Known only where it is the same whatever the open
/// facts are; none where the rule set says that there is none.
struct ValueResult {
  const ValueInfo* info = nullptr;
  Value value;
};

/// A remedy that a claim is granted, whatever its open facts are: a replacement, a refund, towing.
struct GrantResult {
  const RuleInfo* rule = nullptr;
  std::vector<Comparison> comparisons;  ///< that made it hold; of a grant by a line, those of `line`
  std::optional<std::size_t> line;      ///< index of the first line that meets it; nothing: the lines do not matter, or
                                        ///< which of them does hangs on open facts
  std::vector<ValueResult> values;      ///< what goes with it, in the order of the rule set
};

/// A claim that cannot be right, by a validity rule or because a fact that must be stated is blank.
struct Rejection {
  std::optional<std::size_t> line;           ///< index of the line; nothing: the claim as a whole
  const RuleInfo* rule = nullptr;            ///< null: a blank that is not allowed
  std::optional<FactId> fact;                ///< what the message points to
  std::vector<Comparison> comparisons = {};  ///< that made the rule hold
};

/// The decision on a claim: either `rejections` is not empty and nothing is decided, or there is a decision a line. It
/// refers to the texts of the policy and the claim that it was made from and must not outlive them.
struct Decision {
  Outcome outcome = Outcome::denied;
  std::vector<LineDecision> lines;
  std::vector<Rejection> rejections;
  std::vector<GrantResult> grants;       ///< in the order of the rule set, each once; empty where the claim is rejected
  std::vector<ValueResult> figures;      ///< all that the rule set publishes, in its order; empty where it is rejected
  bool told_exactly = true;              ///< false: some open facts could not be tried; more may be granted, or told
  const VersionInfo* version = nullptr;  ///< of the rule set that was taken; null where it has none, where none is in
                                         ///< force, or where that cannot be told
  Value version_date;                    ///< by which it was chosen, to be compared with the days of Policy::versions()
  std::shared_ptr<const void> made_texts;  ///< keeps texts that rules made, for comparisons to view; mostly null

  [[nodiscard]] bool rejected() const noexcept { return !rejections.empty(); }
};

/// The outcome of a claim from those of its lines: needs_information if one has it, else referred if one has it, else
/// what all agree on, else partial. At least one line (asserted).
[[nodiscard]] Outcome combine(const std::vector<LineDecision>& lines) noexcept;

}  // namespace warrantor
