#include "rules/rule_set.hpp"

namespace warrantor::rules {

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
