#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

#include "engine/claim_cases.hpp"
#include "engine/wording.hpp"

namespace warrantor::engine {

/// What a claim is granted and why, what it is not and why not, and its figures.
class GrantStory {
 public:
  /// Looks at the claim by what it states; the cases were considered.
  GrantStory(const Policy& policy, ClaimView& view, ClaimCases& cases, expr::Evaluator& evaluator,
             const FactReader& reader, const History& history, const Decision& decision, const Wording& wording);

  /// Only what is given, and what may be once more is known; empty where there is neither.
  [[nodiscard]] std::string tell_briefly() const;
  /// Every grant and figure; empty where the rule set has none.
  [[nodiscard]] std::string tell() const;

 private:
  /// What one line, or the claim, shows of one grant.
  struct Sight {
    std::optional<std::size_t> line;
    Value truth;
    std::vector<Comparison> comparisons;  ///< that made the condition what it is
    std::vector<FactId> open;             ///< that it hangs on
    bool is_borne_by_others = false;      ///< which is all that it lacks
  };

  [[nodiscard]] Sight sight_of(std::size_t place);
  void look_at_values();
  [[nodiscard]] const GrantResult* result_of(std::size_t grant) const;
  [[nodiscard]] bool is_given(std::size_t grant) const;
  [[nodiscard]] bool may_be_given(std::size_t grant) const { return may_be_given_[grant]; }
  [[nodiscard]] std::string tell_open() const;
  /// All that it hangs on whether a grant is given, in one of its versions, and in which.
  [[nodiscard]] std::vector<FactId> facts_of_versions(std::uint32_t listed_as) const;
  void add_facts(std::uint32_t listed_as, std::vector<bool>& seen, std::vector<FactId>& facts) const;
  [[nodiscard]] std::string titles_of_versions(std::size_t grant) const;
  void tell_grant(std::size_t place, std::string& text) const;
  void tell_sight(std::size_t place, const Sight& sight, std::string& text) const;
  void tell_overriders(std::size_t place, std::string& text) const;
  [[nodiscard]] std::string value_of(const ValueResult& value) const;
  /// With what it was made of, or what it hangs on, a line each.
  void tell_value(const ValueResult& result, expr::NodeId node, const std::string& indent, std::string& text) const;
  [[nodiscard]] std::string name_of(const ValueInfo& info) const;
  [[nodiscard]] std::string hangs_on(const std::vector<FactId>& facts) const;
  [[nodiscard]] std::string_view say(std::string_view english, std::string_view chinese) const {
    return wording_.is_chinese() ? chinese : english;
  }

  const policy::Program& program_;
  ClaimView& view_;
  expr::Evaluator& evaluator_;
  const FactReader& reader_;
  const History& history_;
  const Decision& decision_;
  const Wording& wording_;
  const ClaimCase& stated_;
  std::vector<bool> may_be_given_;                               ///< by grant, as long as that is open
  std::vector<std::vector<Sight>> sights_;                       ///< by grant
  std::map<const ValueInfo*, std::vector<FactId>> open_values_;  ///< facts that values hang on
};

}  // namespace warrantor::engine
