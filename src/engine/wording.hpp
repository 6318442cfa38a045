#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/decision.hpp>

#include "engine/phrases.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// Writes values, facts and rules as a person reads them in one language.
class Wording {
 public:
  Wording(const policy::Program& program, std::string_view language)
      : schema_(program.schema), titles_(program.titles), language_(language), say_(phrases(language)) {}

  [[nodiscard]] const Phrases& say() const { return say_; }
  [[nodiscard]] std::string_view language() const { return language_; }

  [[nodiscard]] std::string value(ValueType type, DomainId domain, const Value& value) const;
  /// What a name or an expression is called.
  [[nodiscard]] std::string subject(std::string_view name) const;
  [[nodiscard]] std::string fact(FactId id) const;
  [[nodiscard]] std::string facts(const std::vector<FactId>& ids) const;
  [[nodiscard]] std::string party(std::size_t index) const;
  [[nodiscard]] std::string amount(std::int64_t minor_units) const;
  [[nodiscard]] std::string rule(const RuleInfo& info) const;
  [[nodiscard]] std::string comparisons(const std::vector<Comparison>& all) const;

 private:
  [[nodiscard]] std::string comparison(const Comparison& comparison) const;
  [[nodiscard]] std::string_view relation(Relation relation) const;

  const Schema& schema_;
  const std::map<std::string, Labels, std::less<>>& titles_;
  std::string_view language_;
  const Phrases& say_;
};

}  // namespace warrantor::engine
