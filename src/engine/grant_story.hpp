#pragma once

#include <optional>
#include <string>
#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

#include "engine/facts.hpp"
#include "engine/wording.hpp"
#include "expr/evaluate.hpp"

namespace warrantor::engine {

/// What a claim is granted and why, what it is not and why not, and its figures. Looks at each line while the reader
/// holds its facts, and then tells.
class GrantStory {
 public:
  GrantStory(const Policy& policy, const FactReader& reader, expr::Evaluator& evaluator, const History& history,
             const Decision& decision, const Wording& wording);

  void look_at(std::size_t line);
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
  [[nodiscard]] const GrantResult* result_of(std::size_t grant) const;
  [[nodiscard]] bool is_given(std::size_t grant) const;
  [[nodiscard]] bool is_open(std::size_t grant) const;
  [[nodiscard]] std::string tell_open() const;
  [[nodiscard]] std::vector<FactId> facts_of_versions(std::uint32_t listed_as) const;
  void tell_grant(std::size_t place, std::string& text) const;
  void tell_sight(std::size_t place, const Sight& sight, std::string& text) const;
  [[nodiscard]] std::string value_of(const ValueResult& value) const;
  /// With what it was made of, or what it hangs on, a line each.
  void tell_value(const ValueResult& result, expr::NodeId node, const std::string& indent, std::string& text) const;
  [[nodiscard]] std::string name_of(const ValueInfo& info) const;
  [[nodiscard]] std::string_view say(std::string_view english, std::string_view chinese) const {
    return wording_.is_chinese() ? chinese : english;
  }

  const policy::Program& program_;
  const FactReader& reader_;
  expr::Evaluator& evaluator_;
  const History& history_;
  const Decision& decision_;
  const Wording& wording_;
  std::vector<std::vector<Sight>> sights_;  ///< by grant
};

}  // namespace warrantor::engine
