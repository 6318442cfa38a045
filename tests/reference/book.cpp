#include "reference/book.hpp"

#include <algorithm>
#include <stdexcept>

#include <warrantor/claim.hpp>

namespace warrantor::reference {
namespace {

template <class List, class Same>
std::size_t place_in(const List& list, Same same) {
  const auto found = std::find_if(list.begin(), list.end(), same);
  if (found == list.end()) throw std::logic_error("a name that the rule set does not declare");
  return static_cast<std::size_t>(found - list.begin());
}

template <class Parse>
const expr::Syntax& parsed(std::map<std::string, expr::Syntax>& known, const std::string& text, Parse parse) {
  if (const auto found = known.find(text); found != known.end()) return found->second;
  auto syntax = parse(text);
  if (!syntax) throw std::logic_error("cannot read `" + text + "`");
  return known.emplace(text, std::move(*syntax)).first->second;
}

}  // namespace

Book::Book(const rules::RuleSet& rules, const Schema& schema) : rules_(rules), schema_(schema) {
  for (int i = 0; i < schema.currency().decimals(); ++i) scale_ *= 10;
  add_facts();
  const auto has_versions = [](const rules::ValidSyntax& valid) { return valid.version > 0 || valid.has_period(); };
  for (const rules::SettingSyntax& syntax : rules.settings) {
    Meaning& meaning = names_[syntax.name.value];
    if (!has_versions(syntax.valid)) meaning.setting = setting(syntax);
    if (has_versions(syntax.valid)) {
      meaning.versions.push_back({rules.in_force(syntax.valid), setting(syntax), nullptr});
    }
  }
  for (const rules::VersionSyntax& version : rules.versions) {
    versions_.push_back(condition_of(version.valid));
    names_["version"].versions.push_back({versions_.back(), text_of(version.id.value), nullptr});
  }
  for (const rules::CatalogueSyntax& syntax : rules.catalogues) names_[syntax.group.value].group = &syntax;
  for (const rules::LookupSyntax& syntax : rules.lookups) {
    for (const auto& [column, expression] : syntax.rows.front().values) names_[column.value].column = &syntax;
  }
  for (const rules::DerivedSyntax& syntax : rules.derived) {
    Meaning& meaning = names_[syntax.name.value];
    if (!has_versions(syntax.valid)) meaning.expression = &syntax.expression;
    if (has_versions(syntax.valid)) {
      meaning.versions.push_back({rules.in_force(syntax.valid), std::nullopt, &syntax.expression});
    }
  }
  for (const rules::PortionSyntax& syntax : rules.portions) names_[syntax.name.value].expression = &syntax.amount;
}

void Book::add_facts() {
  for (const Fact& fact : schema_.facts()) {
    if (fact.scope == Scope::record) continue;
    Meaning& meaning = names_[fact.name];
    meaning.fact = &fact;
    for (const rules::FactSyntax& syntax : rules_.facts) {
      if (syntax.name.value == fact.name) meaning.fact_syntax = &syntax;
    }
  }
}

Thing Book::setting(const rules::SettingSyntax& syntax) const {
  const std::string& text = syntax.value.value;
  std::string type = syntax.type.value;
  if (type.empty()) {
    const bool is_boolean = text == "true" || text == "false";
    type = is_boolean ? "boolean" : text.find('.') != std::string::npos ? "money" : "number";
  }
  for (const ValueType candidate : {ValueType::boolean, ValueType::number, ValueType::decimal, ValueType::money,
                                    ValueType::date, ValueType::months, ValueType::days, ValueType::text}) {
    if (warrantor::name_of(candidate) != type) continue;
    Fact fact;
    fact.name = syntax.name.value;
    fact.type = candidate;
    TextStore texts;
    const auto value = parse_value(schema_, fact, text, texts);
    if (value) return thing_of(schema_, fact, *value);
  }
  throw std::logic_error("cannot read the setting `" + syntax.name.value + "`");
}

const Meaning* Book::find(const std::string& name) const {
  const auto found = names_.find(name);
  return found == names_.end() ? nullptr : &found->second;
}

std::size_t Book::portion(const std::string& name) const {
  return place_in(rules_.portions, [&](const rules::PortionSyntax& syntax) { return syntax.name.value == name; });
}

std::size_t Book::party(const std::string& name) const {
  return place_in(rules_.parties, [&](const rules::PartySyntax& syntax) { return syntax.name.value == name; });
}

const expr::Syntax& Book::expression(const rules::Text& text) const {
  return parsed(expressions_, text.value, [](const std::string& t) { return expr::parse_expression(t); });
}

const expr::Syntax& Book::tests(const rules::Text& text) const {
  return parsed(tests_, text.value, [](const std::string& t) { return expr::parse_unary_tests(t); });
}

}  // namespace warrantor::reference
