#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// The headers under which decisions are written in a field of CSV: its name, then its labels in all languages but
/// those that a fact has too.
[[nodiscard]] std::vector<std::string> headers_of(const Schema& schema, std::string_view field);

/// All headers of decisions in CSV, by their names and labels, but those of the columns that are carried along.
[[nodiscard]] std::vector<std::string> decision_headers(const Schema& schema);

/// The outcome that a text names, by its word or its label in any language, in any case; nothing: none.
[[nodiscard]] std::optional<Outcome> outcome_called(std::string_view text);

}  // namespace warrantor::io
