#pragma once

#include <optional>
#include <vector>

#include "engine/claim_search.hpp"
#include "engine/claim_view.hpp"

namespace warrantor::engine {

/// What all cases of the open facts of a claim have in common: a grant is certain where it is given in each of them,
/// and a value is told where it is the same in each. Each grant and each value is a question of its own, so that facts
/// which no answer hangs on together do not multiply. Grants are named by their places.
class ClaimCases {
 public:
  ClaimCases(const policy::Program& program, ClaimView& view);

  void consider();
  /// Whether a grant is given in all cases, in whichever version; once they are considered.
  [[nodiscard]] bool is_certain(std::size_t grant) const { return certain_[program_.grants[grant].listed_as]; }
  /// Of versions of one grant, by the first of them, the one that is given; the first where that hangs on open facts.
  [[nodiscard]] std::size_t version_of(std::size_t first) const;
  /// Whether it is certain that a version is not given: in no case.
  [[nodiscard]] bool is_never_given(std::size_t version);
  /// The first line that gives a version of a grant by what is stated.
  [[nodiscard]] std::optional<std::size_t> line_of(std::size_t grant) const;
  /// What a value comes to in all cases, unknown where they differ. Those of the grants come first, then the figures.
  /// Where cases are of different versions of a grant, a value is that of the same name and type, if there is one.
  [[nodiscard]] const Value& told(std::size_t value) const { return values_[value].answer.common; }
  /// Whether what is not certain, or not told, is not so in some case.
  [[nodiscard]] bool is_exact() const;
  /// With every fact as it is stated.
  [[nodiscard]] const ClaimCase& stated() const noexcept { return stated_; }

 private:
  struct Told {
    expr::NodeId node{};
    const policy::NamedValue* named = nullptr;
    std::optional<std::size_t> grant;  ///< that it goes with
    ClaimAnswer answer;
  };

  void add_value(const policy::NamedValue& named, std::optional<std::size_t> grant);
  [[nodiscard]] bool find_grants();
  void find_values(bool all_cases);
  [[nodiscard]] bool has_cases();
  [[nodiscard]] bool has_versions(std::size_t first) const;
  [[nodiscard]] ClaimQuestion question_of(std::size_t first) const;
  [[nodiscard]] ClaimAnswer ask_value(const Told& value);
  void want(std::size_t first, ClaimQuestion& question) const;
  void want_asked(const policy::NamedValue& named, ClaimQuestion& question) const;
  void assume(ClaimQuestion& question) const;
  [[nodiscard]] std::optional<expr::NodeId> node_of(const Told& value, const ClaimCase& here) const;
  [[nodiscard]] std::optional<Value> value_in(const Told& value, const ClaimCase& here);

  const policy::Program& program_;
  ClaimView& view_;
  ClaimCase stated_;
  std::vector<Told> values_;
  std::vector<bool> certain_;  ///< by the first version of a grant
  bool is_exact_ = true;       ///< what is not certain is not given in some case
};

}  // namespace warrantor::engine
