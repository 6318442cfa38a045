#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "expr/ast.hpp"
#include "reference/thing.hpp"
#include "rules/rule_set.hpp"

namespace warrantor::reference {

/// What a name of a rule set stands for; one of these is set.
struct Meaning {
  const Fact* fact = nullptr;
  const rules::FactSyntax* fact_syntax = nullptr;  ///< beside `fact`
  std::optional<Thing> setting;
  const rules::CatalogueSyntax* group = nullptr;
  const rules::LookupSyntax* column = nullptr;
  const rules::Text* expression = nullptr;  ///< of a derived name or a portion
  struct Version {
    rules::Condition in_force;
    std::optional<Thing> setting;
    const rules::Text* expression = nullptr;
  };
  std::vector<Version> versions;  ///< of a setting or a derived name that has any, or of the rule set
};

/// A rule set as it is written, with its names looked up and its expressions parsed, and nothing else done to it.
class Book {
 public:
  Book(const rules::RuleSet& rules, const Schema& schema);

  [[nodiscard]] const rules::RuleSet& rules() const { return rules_; }
  [[nodiscard]] const Schema& schema() const { return schema_; }
  [[nodiscard]] std::int64_t scale() const { return scale_; }  ///< minor units in one of the currency
  [[nodiscard]] const Meaning* find(const std::string& name) const;
  /// When each version of the rule set is in force; empty where it has none.
  [[nodiscard]] const std::vector<rules::Condition>& versions() const { return versions_; }
  /// The adjustments of a portion, in their order.
  [[nodiscard]] std::vector<const rules::RuleSyntax*> adjustments_of(std::size_t portion) const;
  /// The portions of an adjustment, in the order in which they use its figure up.
  [[nodiscard]] std::vector<std::size_t> portions_of(const rules::RuleSyntax& rule) const;
  /// How many adjustments of a portion stand before another adjustment.
  [[nodiscard]] std::size_t place_at(std::size_t portion, const rules::RuleSyntax& rule) const;
  [[nodiscard]] std::size_t portion(const std::string& name) const;
  [[nodiscard]] std::size_t party(const std::string& name) const;

  [[nodiscard]] const expr::Syntax& expression(const rules::Text& text) const;
  [[nodiscard]] const expr::Syntax& tests(const rules::Text& text) const;

 private:
  void add_facts();
  [[nodiscard]] Thing setting(const rules::SettingSyntax& syntax) const;

  const rules::RuleSet& rules_;
  const Schema& schema_;
  std::int64_t scale_ = 1;
  std::map<std::string, Meaning> names_;
  std::vector<rules::Condition> versions_;
  mutable std::map<std::string, expr::Syntax> expressions_;
  mutable std::map<std::string, expr::Syntax> tests_;
};

}  // namespace warrantor::reference
