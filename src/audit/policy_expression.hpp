#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/claim.hpp>
#include <warrantor/policy.hpp>

#include "expr/expression.hpp"

namespace warrantor::audit {

/// An expression over what a rule set names: facts, settings, derived facts, columns of lookups, groups, portions. What
/// a blank fact means is what the rule set says. Must not outlive its policy; for one thread at a time.
class PolicyExpression {
 public:
  /// Where the expression is wrong, all mistakes in it.
  [[nodiscard]] static Expected<PolicyExpression, std::vector<expr::Fault>> compile(const Policy& policy,
                                                                                    std::string_view text);

  /// Facts of a claim or a line that are taken to have other values than a claim states. Their texts must live until
  /// evaluate() has come back.
  using Overrides = std::vector<std::pair<FactId, Value>>;

  [[nodiscard]] expr::Outcome evaluate(const Claim& claim, std::size_t line, const Overrides& overrides,
                                       const History& history) const;

 private:
  PolicyExpression(const Policy& policy, expr::Expression expression)
      : policy_(policy), expression_(std::move(expression)) {}

  Policy policy_;
  expr::Expression expression_;
};

/// The value of a fact from the text of one: an expression that names nothing, or the text as a claim would have it;
/// `null`: none; `unknown` or nothing: unknown. Texts are kept in `texts`.
[[nodiscard]] Expected<Value, std::vector<expr::Fault>> value_of_fact(const Policy& policy, FactId id,
                                                                      std::string_view text, TextStore& texts);

}  // namespace warrantor::audit
