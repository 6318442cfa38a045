#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/fingerprint.hpp"
#include "engine/case_residue.hpp"
#include "engine/findings.hpp"
#include "policy/cell_finder.hpp"

namespace warrantor::engine {

/// Tries the values that unknown and pending facts could take, as a tree.
///
/// A node gives some facts values and judges the line in three values. Where the result still hangs on facts, it
/// branches on one of them, with a child for each of its cells; where it does not, all that the other facts could be
/// lead to this result, and the node is a leaf. Unknown facts come first: below a node on which no unknown fact is left
/// to matter, the pending ones are tried, and the node has the result that they agree on, or is referred.
///
/// A fact is missing where two cases that differ in it alone have different results. Two such cases go the same way
/// from the root until a node branches on the fact, and part there. So it suffices to go down from every such node,
/// through each two of its children at once, giving all other facts the same values on both ways: the fact is missing
/// just where two different leaves are reached so. Cases that would be rejected are leaves without a result, and count
/// for nothing.
///
/// Cases of the unknown facts that go on alike share one node.
class CaseTree {
 public:
  friend class ClaimView;  ///< goes through the cases of several lines at once

  CaseTree(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator, const History& history);

  /// Considers all cases, the first of which (all open facts open) has been judged.
  Findings consider(Verdict first);
  /// Lines with the same come to the same findings where nothing was granted before. `first` is as in consider().
  [[nodiscard]] base::Fingerprint likeness_of_line(const Verdict& first);
  /// Times that the line was judged.
  [[nodiscard]] std::size_t evaluations() const noexcept { return evaluations_; }
  /// The cells of one unknown fact while all others are open; incomplete ones where it cannot be tried.
  policy::Cells cells_alone(FactId fact);
  /// Whether one of some conditions holds whatever the open facts are that they hang on; false where that cannot be
  /// told.
  bool one_holds_always(const std::vector<expr::NodeId>& conditions);

 private:
  using Place = std::uint32_t;
  using Path = std::vector<std::pair<FactId, policy::Cell>>;
  enum class Phase : std::uint8_t { unknown_facts, pending_facts };

  struct Branch {
    policy::Cell cell;
    Place child = 0;
  };
  struct Node {
    std::optional<FactId> fact;
    std::size_t setting = 0;  ///< of a list
    std::vector<Branch> branches;
    std::optional<Place> parent;
    int result = no_result;  ///< of a leaf; of any other what all below it have in common
  };
  struct Result {
    Outcome outcome = Outcome::referred;
    bool is_open = false;  ///< hangs on unknown facts that cannot be tried
    bool waits = false;    ///< hangs on pending ones that cannot
    std::int64_t total = 0;
    std::vector<std::int64_t> pays;
    std::vector<std::int64_t> advances;
    bool operator==(const Result&) const = default;
  };
  // Times that one line is judged, and pairs of cases that are compared; beyond, open facts are named without proof.
  static constexpr std::size_t most_evaluations = 100'000;
  static constexpr std::size_t most_comparisons = 2'000'000;
  static constexpr int no_result = -1;  ///< would be rejected
  static constexpr int mixed = -2;

  struct Hash {
    std::size_t operator()(const base::Fingerprint& sum) const noexcept { return static_cast<std::size_t>(sum.low); }
  };
  using Alike = std::unordered_map<base::Fingerprint, Place, Hash>;

  struct OpenFacts {
    std::vector<FactId> unknown;
    std::vector<FactId> pending;
  };

  // Growing.
  Place grow(Phase phase);
  Place grow_from(Phase phase, Verdict verdict);
  Place weigh_pending(Verdict verdict);
  Place add_case(const Verdict& verdict, const OpenFacts& open);
  Place branch(Phase phase, FactId fact, policy::Cells cells);
  Place grow_list(Phase phase, FactId fact, Alike& siblings);
  void try_doubtful(Phase phase, Place place, std::vector<policy::Cell> doubtful, Alike& siblings);
  Place add_leaf(int result);
  int note(Result result);
  void set(FactId fact, const policy::Cell& cell);
  void reset(FactId fact, const policy::Cell& cell);
  [[nodiscard]] Verdict judge_here();
  [[nodiscard]] Value breaks_validity();
  void collect_invalid(std::vector<FactId>& open);
  [[nodiscard]] std::vector<bool> broken_by_none_of(const std::vector<FactId>& lists);
  [[nodiscard]] OpenFacts facts_of_result(const Verdict& verdict, Value invalid);
  void collect_owed(const Verdict& verdict, std::size_t portion, std::vector<FactId>& open);
  void collect_advancers(const Verdict& verdict, std::size_t portion, std::vector<FactId>& open);
  void collect_weights(const Bearers& bearers, std::vector<FactId>& open);
  void collect_bearers(const Verdict& verdict, std::size_t portion, std::vector<FactId>& open);
  void collect_referrals(const Verdict& verdict, std::vector<FactId>& open);
  [[nodiscard]] std::optional<std::pair<FactId, policy::Cells>> choose(std::vector<FactId> facts,
                                                                       const Verdict& verdict);
  /// Facts with few values that much hangs on come first, lists last, since they are cut by everything else.
  void sort_by_use(std::vector<FactId>& facts) const;
  [[nodiscard]] std::optional<policy::Cells> cells_of(FactId fact);
  bool one_holds_in_all_cases(const std::vector<expr::NodeId>& conditions);
  [[nodiscard]] bool tell_noted(FactId fact, policy::Cells& cells) const;
  [[nodiscard]] Value noted_beside(FactId fact, const std::vector<Value>& tried) const;
  [[nodiscard]] bool is_pending(FactId fact) const;
  [[nodiscard]] bool awaits_pending(const policy::Rule& rule) const;

  // Truths of rules that the result does not hang on.
  void resolve_truths(const Verdict& verdict);
  [[nodiscard]] std::vector<FactId> facts_of_truths(const Verdict& verdict, bool all);
  [[nodiscard]] std::vector<FactId> facts_of_awaited(const Verdict& verdict, const std::vector<FactId>& pending);
  [[nodiscard]] bool is_worth_asking(const Verdict& verdict) const;
  [[nodiscard]] bool is_worth_asking(Value truth, std::size_t place, bool is_awaited) const;
  [[nodiscard]] bool rule_is_worth_asking(const Verdict& verdict, std::size_t rule) const;
  [[nodiscard]] bool some_version_may_hold(const Verdict& verdict, std::size_t rule) const;
  [[nodiscard]] bool awaits_row(const CoverageFinding& coverage) const;
  [[nodiscard]] std::size_t place_of_row(std::size_t row) const;
  [[nodiscard]] static bool may_hold(std::uint8_t seen);
  [[nodiscard]] bool asks_for_coverage(const Verdict& verdict) const;
  [[nodiscard]] bool hangs_on_others(const Verdict& verdict) const;
  [[nodiscard]] bool row_is_open(const CoverageFinding& coverage);
  [[nodiscard]] bool has_open_truth() const;
  [[nodiscard]] bool holds_as_reason(const Verdict& verdict, std::size_t rule) const;
  [[nodiscard]] static bool is_named(const Verdict& verdict, const RuleInfo* info);
  template <class Items, class Test>
  [[nodiscard]] static bool any_version(const Items& items, std::size_t place, const Test& test);
  void note_seen(const Verdict& verdict);
  void fold(const Verdict& verdict);
  void fold_settled(bool referred, const std::vector<FactId>& pending);

  // Cases that go on alike.
  [[nodiscard]] base::Fingerprint likeness(const Verdict& verdict);
  [[nodiscard]] base::Fingerprint likeness_of_list(FactId fact);
  void add_records(TableId id);
  void add_bearers(const Verdict& verdict, std::size_t portion);
  void add_settlement(const Verdict& verdict);
  void add_referral(const Verdict& verdict);
  void add_rule(const Verdict& verdict, std::size_t place);
  void add_coverage(const CoverageFinding& coverage);
  [[nodiscard]] bool adds_nothing(std::size_t rule) const;
  [[nodiscard]] bool coverage_adds_nothing() const;
  [[nodiscard]] bool was_seen_both(std::size_t place) const;

  // Comparing.
  [[nodiscard]] std::vector<FactId> facts_that_matter(Phase phase, Place first);
  [[nodiscard]] bool matters(Place place);
  [[nodiscard]] bool differ(Place left, Place right);
  [[nodiscard]] bool is_one_of_the_named(FactId fact, const policy::Cell& cell);
  [[nodiscard]] bool ask_the_same(Place left, Place right) const;
  [[nodiscard]] bool differ_by_answers(Place left, Place right);
  [[nodiscard]] Place descend(Place place);
  [[nodiscard]] Place child_for(Place place, const policy::Cell& cell);
  [[nodiscard]] Place child_for_list(const Node& node, const policy::Cell& cell);
  [[nodiscard]] Place grow_child(Place place, policy::Cell cell);
  [[nodiscard]] Path path_to(Place place) const;
  void take_back(Path path);
  void collect_results(Place place, std::vector<int>& results) const;
  void collect_results(Place place, std::vector<int>& results, std::vector<bool>& seen) const;
  void note_values(FactId fact, const policy::Cells& cells);

  Findings conclude(Place root, Verdict first);
  [[nodiscard]] std::optional<std::int64_t> total_in_all(const std::vector<int>& results);
  [[nodiscard]] bool carries_unknown(expr::NodeId id);
  Findings give_up(Verdict first);
  void name_what_matters(Place root, bool is_open, Findings& findings);

  const policy::Program& program_;
  FactReader& reader_;
  expr::Evaluator& evaluator_;
  const History& history_;
  policy::CellFinder finder_;
  policy::ListAnswers answers_;
  std::vector<bool> reached_;
  Residue residue_;
  Alike alike_;     ///< where cases of the unknown facts were grown
  Verdict first_;   ///< with all open facts open
  int doubts_ = 0;  ///< doubtful lists that are being tried

  std::vector<Node> nodes_;
  std::vector<Result> results_;
  std::map<FactId, std::deque<policy::Cell>> values_;  ///< of all nodes that branch on a fact
  std::vector<std::size_t> noted_settings_;            ///< of lists, all of which are among the values
  std::vector<std::pair<FactId, const policy::Cell*>> given_;
  Phase comparing_ = Phase::unknown_facts;
  std::vector<FactId> untried_;  ///< of these not every value can be tried
  std::vector<FactId> pending_;  ///< that make a difference in some case
  std::size_t evaluations_ = 0;
  std::size_t comparisons_ = 0;
  bool exact_ = true;
  bool gave_up_ = false;
  bool waits_for_untried_ = false;  ///< some case, for pending facts of which not every value can be tried
  bool rejects_some_ = false;
  int ends_open_ = 0;  ///< amounts that are being tried beyond any limit

  // What all cases so far have in common: of the present case of the unknown facts, and of all.
  struct Common {
    std::optional<Verdict> settled;
    std::optional<Verdict> all;
    std::vector<std::uint8_t> seen;       ///< by rule, then by limit, then by row: true, false or both, as bits
    std::vector<std::uint8_t> seen_here;  ///< likewise, in the present case of the unknown facts
    std::optional<std::optional<std::size_t>> row;
    bool rows_differ = false;
    bool row_is_open = false;  ///< in some case, on facts that cannot be tried, or the rows differ anyway
    std::vector<bool> listed;
    std::vector<bool> awaited;  ///< by rule: in some case the line waits for what it awaits, and it may hold
    std::vector<bool> listed_here;
    std::vector<bool> rows_listed;
    std::optional<std::vector<const RuleInfo*>> always_named;
    std::vector<PaymentRange> may_pay;
  };
  Common common_;
};

}  // namespace warrantor::engine
