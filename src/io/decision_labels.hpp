#pragma once

#include <string>
#include <string_view>

#include <warrantor/decision.hpp>
#include <warrantor/schema.hpp>

namespace warrantor::io {

/// What decisions in CSV call things: ids and names, which programs read, or in a language the labels and titles of the
/// rule set, which people read.
class DecisionLabels {
 public:
  /// An empty language: ids and names. The schema must outlive it.
  DecisionLabels(const Schema& schema, std::string language);

  /// The header of a field of CSV, or of a column that is carried along.
  [[nodiscard]] std::string header(std::string_view field) const;
  /// The same of a field that the rule set gives a title; empty: none.
  [[nodiscard]] std::string header(std::string_view field, const Labels& title) const;
  [[nodiscard]] std::string_view outcome(Outcome outcome) const;
  [[nodiscard]] std::string_view fact(FactId id) const;
  /// Appends what a rule, a step or a coverage row is called; people get its clause too.
  void append_rule(std::string& out, const RuleInfo& rule) const;
  /// What stands between the items of a list.
  [[nodiscard]] std::string_view separator() const;

 private:
  const Schema* schema_;
  std::string language_;
};

}  // namespace warrantor::io
