#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "engine/case_tree.hpp"
#include "engine/grants.hpp"

namespace warrantor::engine {

/// What one case of the open facts of a claim comes to, in three values.
struct ClaimCase {
  Value invalid = Value::boolean(false);    ///< a rule of validity is broken on some line
  std::vector<Value> by_claim;              ///< by grant: that it is given whatever the lines are
  std::vector<std::vector<Value>> by_line;  ///< by line, by grant: whether the line gives it
};

/// What all cases of the open facts of a claim have in common: a grant is certain where it is given in each of them,
/// and a value is told where it is the same in each.
///
/// Facts of the claim are tried first, for all lines at once. What is left are facts of single lines, and what one line
/// states says nothing of another: each line by itself comes to some sets of grants, and the claim to any choice among
/// them. Grants are named by their places; those of which there are versions by the place of the first.
class ClaimCases {
 public:
  ClaimCases(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator, const History& history,
             const std::vector<LineFacts>& lines);

  void consider();
  /// Whether a grant is given in all cases; once they are considered.
  [[nodiscard]] bool is_certain(std::size_t grant) const { return possible_[program_.grants[grant].listed_as]; }
  /// Of versions of one grant, by the first of them, the one that is given; the first where that hangs on open facts.
  [[nodiscard]] std::size_t version_of(std::size_t first) const;
  /// The first line that gives a version of a grant by what is stated.
  [[nodiscard]] std::optional<std::size_t> line_of(std::size_t grant) const;
  /// What a value comes to in all cases, unknown where they differ. Those of the grants come first, then the figures.
  /// Where cases are of different versions of a grant, a value is that of the same name and type, if there is one.
  [[nodiscard]] const Value& told(std::size_t value) const { return values_[value].common; }
  /// Whether what is not certain, or not told, is not so in some case.
  [[nodiscard]] bool is_exact() const;
  /// With every fact as it is stated.
  [[nodiscard]] const ClaimCase& stated() const noexcept { return stated_; }
  void load(std::size_t line);  ///< its facts

 private:
  struct Told {
    expr::NodeId node{};
    const ValueInfo* info = nullptr;
    std::optional<std::size_t> grant;  ///< that it goes with
    std::vector<std::size_t> asks;     ///< for other grants
    Value common;                      ///< of all cases so far
    bool is_seen = false;              ///< in some case
    bool is_settled = false;           ///< it differs, or can never be told
    bool differs = false;
  };
  struct Choice {
    FactId fact{};
    std::vector<policy::Cell> cells;
    std::vector<policy::Cell> doubtful;
  };
  using Truths = std::vector<Value>;

  // Looking at one case.
  [[nodiscard]] ClaimCase look();
  [[nodiscard]] Value truth_at_line(std::size_t grant);
  [[nodiscard]] bool waits_for_other_lines();
  [[nodiscard]] const Verdict& verdict_here();
  [[nodiscard]] Truths versions(const ClaimCase& here) const;
  [[nodiscard]] Truths granted(const Truths& versions) const;
  [[nodiscard]] Truths granted(const ClaimCase& here) const { return granted(versions(here)); }
  void give(const Truths& granted);
  void add_asked(expr::NodeId id, std::vector<std::size_t>& asked) const;
  void add_value(const policy::NamedValue& named, std::optional<std::size_t> grant);

  // Which facts are open.
  [[nodiscard]] bool is_open(const ClaimCase& here);
  [[nodiscard]] bool is_open(const Told& value) const;
  [[nodiscard]] bool is_wanted(std::size_t grant) const;
  [[nodiscard]] bool is_done() const;
  [[nodiscard]] std::vector<FactId> open_facts(const ClaimCase& here);
  void collect_invalid(Value invalid, std::vector<FactId>& facts);
  void collect_at_line(std::size_t grant, std::vector<FactId>& facts);
  void collect_bearing(std::vector<FactId>& facts);

  // Trying facts.
  void try_all();
  void explore();
  void explore(const Choice& choice);
  void explore_doubtful(const Choice& choice);
  void explore_line(std::size_t line, std::set<std::vector<int>>& sets);
  void fold_lines(const ClaimCase& here);
  bool pass_over_stuck(const ClaimCase& here);
  void fold(const Truths& versions);
  [[nodiscard]] std::optional<expr::NodeId> node_of(const Told& value, const Truths& versions) const;
  void give_up();
  [[nodiscard]] std::optional<Choice> choose(std::vector<FactId> facts, Scope scope);
  [[nodiscard]] std::optional<Choice> cells_of(FactId fact, Scope scope);
  [[nodiscard]] static bool add_cells(policy::Cells cells, Choice& choice);
  void set(FactId fact, const policy::Cell& cell);
  void reset(FactId fact);

  // Times that a claim is looked at, and sets of grants that its lines come to; beyond, nothing open is told.
  static constexpr std::size_t most_cases = 20'000;
  static constexpr std::size_t most_sets = 2'000;

  const policy::Program& program_;
  FactReader& reader_;
  expr::Evaluator& evaluator_;
  const History& history_;
  const std::vector<LineFacts>& lines_;
  std::optional<CaseTree> tree_;  ///< where cases are tried
  ClaimCase stated_;
  std::vector<Told> values_;
  std::vector<bool> possible_;  ///< by grant: given in every case so far
  std::vector<bool> refuted_;   ///< by grant: not given in some case
  std::optional<Verdict> verdict_;
  std::map<FactId, expr::FactValues::Records> stated_lists_;  ///< in place of which others are tried
  std::size_t cases_ = 0;
  bool gave_up_ = false;
  bool has_cases_ = false;    ///< some case is not rejected
  bool is_doubtful_ = false;  ///< the present case may be one that is rejected
};

}  // namespace warrantor::engine
