#include "rules/rule_set.hpp"

#include "rules/sections.hpp"

namespace warrantor::rules {

Condition RuleSet::in_force(const ValidSyntax& valid) const {
  const Condition own = valid.has_period() ? condition_of(valid) : Condition{};
  return valid.version == 0 ? own : both(condition_of(versions[valid.version - 1].valid), own);
}

SourceSpan RuleSet::span(const Place& place) const {
  if (place.node != nullptr) return place.node->span();
  SourceSpan whole;
  if (place.document < documents.size()) whole.file = documents[place.document].file();
  return whole;
}

SourceSpan RuleSet::span(const Place& place, std::size_t offset, std::size_t length) const {
  return place.node == nullptr ? span(place) : place.node->span(offset, length);
}

}  // namespace warrantor::rules
