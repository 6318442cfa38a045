#include "engine/wording.hpp"

#include <algorithm>

#include <warrantor/claim.hpp>

namespace warrantor::engine {
namespace {

std::string grouped(std::string text) {
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t i = point; i > begin + 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

}  // namespace

std::string Wording::value(ValueType type, DomainId domain, const Value& value) const {
  if (value.is_none()) return std::string(say_.absent);
  if (!value.is_known()) return std::string(say_.unknown);
  if (type == ValueType::boolean) return std::string(value.is_true() ? say_.yes : say_.no);
  if (type == ValueType::enumeration) {
    const DomainValue& entry = schema_.domain(domain).values[static_cast<std::size_t>(value.as_integer())];
    return std::string(entry.labels.get(language_, entry.name));
  }
  const std::string text = format_value(schema_, type, domain, value);
  return type == ValueType::number || type == ValueType::money ? grouped(text) : text;
}

std::string Wording::subject(std::string_view name) const {
  const auto fact = schema_.find_fact(name);
  if (fact) return std::string(schema_.fact(*fact).labels.get(language_, name));
  const auto title = titles_.find(name);
  return std::string(title == titles_.end() ? name : title->second.get(language_, name));
}

std::string Wording::fact(FactId id) const {
  const Fact& declared = schema_.fact(id);
  return std::string(declared.labels.get(language_, declared.name));
}

std::string Wording::facts(const std::vector<FactId>& ids) const {
  std::string text;
  for (const FactId id : ids) {
    if (!text.empty()) text += say_.comma;
    text += fact(id);
  }
  return text;
}

std::string Wording::party(std::size_t index) const {
  const Party& declared = schema_.parties()[index];
  return std::string(declared.labels.get(language_, declared.name));
}

std::string Wording::amount(std::int64_t minor_units) const {
  return grouped(format_minor_units(minor_units, schema_.currency())) + " " + std::string(schema_.currency().code());
}

std::string Wording::rule(const RuleInfo& info) const {
  std::string text = info.clause.empty() ? "" : info.clause + ". ";
  text += info.title.get(language_, info.id);
  return text + " [" + info.id + "]";
}

std::string Wording::comparisons(const std::vector<Comparison>& all) const {
  std::string text;
  for (const Comparison& comparison : all) {
    if (!text.empty()) text += say_.comma;
    text += this->comparison(comparison);
  }
  return text;
}

// A value that equals what it is compared with is said once.
std::string Wording::comparison(const Comparison& comparison) const {
  std::string text = subject(comparison.subject) + " = " + value(comparison.type, comparison.domain, comparison.value);
  if (comparison.relation == Relation::equal && comparison.limits.size() == 1 &&
      comparison.limits.front().same_as(comparison.value))
    return text;
  if (comparison.limits.empty() || comparison.type == ValueType::boolean) return text;
  text += " (" + std::string(relation(comparison.relation)) + " ";
  for (std::size_t i = 0; i < comparison.limits.size(); ++i) {
    if (i > 0) text += " / ";
    text += value(comparison.type, comparison.domain, comparison.limits[i]);
  }
  return text + ")";
}

std::string_view Wording::relation(Relation relation) const {
  if (relation == Relation::in) return say_.one_of;
  return relation == Relation::not_in ? say_.none_of : name_of(relation);
}

}  // namespace warrantor::engine
