#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

namespace warrantor::reference {

/// A claim of one line: facts with their values as JSON.
struct Draft {
  std::map<std::string, std::string> claim;
  std::map<std::string, std::string> line;
  [[nodiscard]] std::string json() const;
};

/// A claim of several lines: the facts of the claim are those of the first.
[[nodiscard]] std::string json_of(const std::vector<Draft>& lines, const std::string& id = "K1");

/// Draws rule sets that use every construct of the language, and claims over them, with values so near to each other
/// that they often meet.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  /// From here on rule sets have no adjustments and no advances, which are decided line by line.
  void settle_at_once() { settles_in_steps_ = false; }
  /// From here on conditions that are asked after the coverage rows also ask which of them covers.
  void ask_which_covers() { asks_which_covers_ = true; }
  /// From here on rule sets have grants and figures.
  void tell_of_claims() { tells_of_claims_ = true; }
  /// From here on rule sets have adjustments whose figures the lines of a claim use up together.
  void count_by_claim() { counts_by_claim_ = true; }
  /// From here on rule sets ask for earlier claims.
  void remember() { remembers_ = true; }
  /// The text of a rules.yaml.
  std::string rules();
  /// A claim with so many blanks among the facts that are unknown or pending then.
  Draft draft(int blanks);
  /// The same with a value for each of these.
  Draft completed(const Draft& draft);

 private:
  int below(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  bool chance(int percent) { return below(100) < percent; }
  std::string pick(const std::vector<std::string>& choices) {
    return choices[static_cast<std::size_t>(below(static_cast<int>(choices.size())))];
  }

  // Expressions.
  std::string quantity();
  std::string amount();
  std::string date();
  std::string relation() { return pick({"<", "<=", "=", "!=", ">", ">="}); }
  std::string of_decimals();
  std::string comparison();
  std::string pattern_condition();
  std::string comparison_with_truth();  ///< one that no list can leave undefined
  std::string record_condition();
  std::string condition(int depth);
  // Conditions in YAML.
  std::string entry(std::vector<std::string>& subjects);
  std::string covering();  ///< a test of the row that covers
  std::string mapping();
  // Parts of a rule set.
  std::string figures();
  std::string versions_of(const std::string& name, const std::vector<std::string>& values);
  std::string validity_of_rule();
  std::string two_versions();  ///< of one exclusion
  std::string versions();
  std::string limits();
  std::string granted();
  std::string coverage();
  std::string united();
  std::string referral(const std::string& id);  ///< without its closing brace
  std::string exclusion(int place);
  std::string exclusions();
  std::string starts();
  std::string advanced();
  std::string figure();
  std::string so_far();
  std::string adjustments(bool may_share);
  std::string advances();
  std::string responsibility();
  std::string bears();
  std::string approvals();
  std::string validity();
  std::string steps();
  std::string condition_of_claim();
  std::string worth_of_claim();
  std::string asked(const std::string& grants);
  std::string grants();
  static std::string lists_of_earlier_claims();
  std::string comparison_with_earlier();
  static void free_months(std::string& text);

  std::string number() { return std::to_string(below(6)); }
  std::string day();
  std::string value_of(const std::string& fact);

  std::mt19937 random_;
  bool settles_in_steps_ = true;
  bool tells_of_claims_ = false;
  bool counts_by_claim_ = false;
  bool remembers_ = false;
  bool asks_which_covers_ = false;
  // Of the rule set that is made:
  bool has_versions_ = false;
  bool has_advances_ = false;
  std::vector<std::string> rows_;  ///< of the coverage, once they stand
};

}  // namespace warrantor::reference
