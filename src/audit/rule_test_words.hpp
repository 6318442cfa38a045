#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/claim.hpp>
#include <warrantor/policy.hpp>

#include "audit/rule_test.hpp"
#include "yaml/document.hpp"

namespace warrantor::audit {

/// A word of a test file as the rule set knows it, or what is wrong with it.
template <class T>
using Read = Expected<T, ValueFault>;

/// Reads the values of test files, whatever the kind of file.
class Words {
 public:
  explicit Words(const Policy& policy) : policy_(policy) {}

  [[nodiscard]] const Policy& policy() const noexcept { return policy_; }
  [[nodiscard]] const Schema& schema() const noexcept { return policy_.schema(); }

  /// A fact of a claim or a line. The nearest name goes into the help.
  [[nodiscard]] Read<FactId> fact(std::string_view name) const;
  /// What a list of values may name.
  [[nodiscard]] Read<FactId> member(const ValueList& list, std::string_view name) const;
  /// `null` states a known absence.
  [[nodiscard]] Read<Value> value(FactId fact, std::string_view text, TextStore& texts) const;

  [[nodiscard]] static Read<Outcome> outcome(std::string_view text);
  [[nodiscard]] Read<std::string> rule(std::string_view id) const;
  [[nodiscard]] Read<std::string> fact_name(std::string_view name) const;
  /// A validity rule, or a fact that must be stated.
  [[nodiscard]] Read<std::string> rejection(std::string_view word) const;
  [[nodiscard]] Read<std::string> party(std::string_view name) const;
  [[nodiscard]] Read<std::int64_t> amount(std::string_view text) const;

  [[nodiscard]] Read<std::string> grant(std::string_view id) const;
  /// A value that goes with a grant, and a figure, by its name.
  [[nodiscard]] Read<const ValueInfo*> value_of_grant(std::string_view id, std::string_view name) const;
  [[nodiscard]] Read<const ValueInfo*> figure(std::string_view name) const;
  /// What is expected of it as decisions write it; `null`: that it is not told.
  [[nodiscard]] Read<std::string> told(const ValueInfo& info, std::string_view text) const;

 private:
  const Policy& policy_;
};

/// The keys that hold a list of words, and where each goes.
enum class ListKey { reasons, missing, pending, steps };
[[nodiscard]] std::optional<ListKey> list_key(std::string_view key);
[[nodiscard]] std::optional<Names>& list_of(ExpectedLine& line, ListKey key);
[[nodiscard]] Read<std::string> word_of_list(const Words& words, ListKey key, std::string_view text);

/// Reads a file that takes over the cases of another rule set. `file` is its path, `level` how many such files led
/// here.
void take_over_tests(const Policy& policy, const std::string& file, const yaml::Node& root, RuleTests& tests,
                     int level);

/// Gives a claim without a claim_id the name of its case.
void name_claim(Claim& claim, std::string_view name);

}  // namespace warrantor::audit
