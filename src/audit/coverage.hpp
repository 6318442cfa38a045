#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/diagnostic.hpp>
#include <warrantor/policy.hpp>

#include "audit/rule_test.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::audit {

/// Something that cases can show of a rule set, in one or more ways that each count.
struct Shown {
  enum class Kind : std::uint8_t {
    rule,       ///< a rule, coverage row, limit or step: at work, and not
    condition,  ///< true, and false
    value,      ///< each of a list of values that a condition asks for: met
    boundary    ///< a value at the boundary, and the next one beyond it
  };
  Kind kind = Kind::rule;
  std::string owner;  ///< id of the rule, or name of what is derived
  std::string text;   ///< as written; empty for a rule
  SourceSpan place;
  std::vector<std::string> gaps;  ///< by way: what is to be said where it is not shown
  std::vector<bool> seen;         ///< by way
};

/// What the cases of a rule set show of it. By condition of its typed program, as its nodes are evaluated, so that the
/// form of the files makes no difference. Conditions that nothing evaluates, since another one has already decided, are
/// not shown. A lookup's row that is chosen shows that its others do not hold.
class Coverage final : public expr::Observer, public DecisionSink {
 public:
  /// The policy must outlive it.
  explicit Coverage(const Policy& policy);

  void evaluated(expr::NodeId id, Value value) override;
  void decided(const Decision& decision) override;

  [[nodiscard]] const std::vector<Shown>& shown() const noexcept { return shown_; }
  [[nodiscard]] bool is_complete() const;

 private:
  friend class CoverageBuilder;
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  /// What one node shows, as places in shown_.
  struct Watch {
    std::uint32_t condition = none;
    std::uint32_t values = none;
    std::uint32_t boundary = none;
    std::uint32_t row = none;  ///< of a lookup: the place in rows_
  };

  void see(std::uint32_t place, std::size_t way) { shown_[place].seen[way] = true; }
  void see_values(const expr::Node& node, std::uint32_t place);
  void see_boundary(const expr::Node& node, std::uint32_t place);
  void see_row(expr::NodeId id, std::uint32_t rows);
  void see_rules(const std::set<const RuleInfo*>& at_work, bool are_grants);

  const policy::Program& program_;
  std::vector<Shown> shown_;
  std::vector<Watch> watches_;                   ///< by node
  std::vector<Value> last_;                      ///< by node: its value when it was evaluated last
  std::vector<std::vector<expr::NodeId>> rows_;  ///< of each lookup
  std::vector<const RuleInfo*> infos_;           ///< of the first entries of shown_
};

/// What is not shown, each with its place, then how much is. Names of files are put behind `folder`.
[[nodiscard]] std::string describe_coverage(const Coverage& coverage, std::string_view folder,
                                            std::string_view language = "en");

}  // namespace warrantor::audit
