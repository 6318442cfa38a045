#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "engine/case_tree.hpp"
#include "engine/grants.hpp"

namespace warrantor::engine {

/// What one case of the facts of a claim comes to, in three values. Versions of a grant have places of their own;
/// what is granted stands at the place of the first of them.
struct ClaimCase {
  using Truths = std::vector<Value>;      ///< by grant
  Value invalid = Value::boolean(false);  ///< a rule of validity is broken on some line
  std::vector<Truths> by_line;            ///< whether each line meets the grants of lines
  Truths versions;                        ///< whether each version is given in the end
  Truths granted;
};

/// A claim by the facts that are set at present: what it is granted, and which facts that hangs on. This is the one
/// place that says of a grant what is open.
class ClaimView {
 public:
  using Truths = ClaimCase::Truths;

  ClaimView(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator, const History& history,
            const std::vector<LineFacts>& lines);

  void load(std::size_t line);  ///< its facts
  [[nodiscard]] std::size_t line_count() const noexcept { return lines_.size(); }

  /// What the claim comes to; grants that are not wanted are left out as if nothing gave them. The facts of the first
  /// line and what is granted are loaded then.
  [[nodiscard]] ClaimCase look(const std::vector<bool>& wanted, bool with_validity);
  /// Whether the line that is loaded meets a grant, by what was given last.
  [[nodiscard]] Value at_line(std::size_t grant);
  /// Whether a party bears all of the line that is loaded.
  [[nodiscard]] Value bearing_at_line(PartyId party);
  /// What is given in the end where lines meet these grants; fills in the rest and gives it. Claims that no line can
  /// give are looked at here.
  void conclude(const Truths& by_lines, const std::vector<bool>& wanted, ClaimCase& here);
  /// From here on conditions and values that ask for grants are told this.
  void give(const Truths& granted);
  [[nodiscard]] Value evaluate(expr::NodeId node) { return evaluator_.evaluate(node); }

  /// Whether the line that is loaded breaks a rule of validity.
  [[nodiscard]] Value breaks_validity() { return tree().breaks_validity(); }

  // Facts that what was looked at hangs on.
  void collect(expr::NodeId node, std::vector<FactId>& facts) { evaluator_.collect_unknown(node, facts); }
  void collect_at_line(std::size_t grant, std::vector<FactId>& facts);  ///< that is loaded
  void collect_validity(std::vector<FactId>& facts);

  // Trying facts.
  struct Choice {
    FactId fact{};
    std::vector<policy::Cell> cells;
    std::vector<policy::Cell> doubtful;
  };
  void begin_trying();
  void end_trying();
  /// Conditions that are passed from here on are those that cut the values of facts.
  void forget_reached() { tree().reached_.assign(tree().reached_.size(), false); }
  /// One of these facts that can be tried, with a value of each class.
  [[nodiscard]] std::optional<Choice> choose(std::vector<FactId> facts, Scope scope);
  [[nodiscard]] policy::FoundList find_list(FactId fact, const policy::ListAnswers& answers) {
    return tree().finder_.find_list(fact, answers);
  }
  void set(FactId fact, const policy::Cell& cell);
  void reset(FactId fact);

 private:
  [[nodiscard]] CaseTree& tree();
  [[nodiscard]] const Verdict& verdict_here();
  [[nodiscard]] Value bearing_behind_open_lines(PartyId party);
  [[nodiscard]] bool asks_for_something();
  [[nodiscard]] bool waits_for_other_lines();
  [[nodiscard]] Value overridden(std::size_t grant, const Truths& versions) const;
  void look_at_lines(const std::vector<bool>& wanted, ClaimCase& here);
  void collect_bearing(std::vector<FactId>& facts);
  [[nodiscard]] std::optional<Choice> cells_of(FactId fact, Scope scope);
  [[nodiscard]] static bool add_cells(policy::Cells cells, Choice& choice);
  void forget();

  const policy::Program& program_;
  FactReader& reader_;
  expr::Evaluator& evaluator_;
  const History& history_;
  const std::vector<LineFacts>& lines_;
  std::optional<CaseTree> tree_;  ///< where cases are tried
  std::optional<Verdict> verdict_;
  std::map<FactId, expr::FactValues::Records> stated_lists_;  ///< in place of which others are tried
  expr::Observer* observer_ = nullptr;
};

}  // namespace warrantor::engine
