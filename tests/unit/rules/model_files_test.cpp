#include <algorithm>

#include "helpers.hpp"

namespace warrantor::rules {
namespace {

LoadedRuleSet load_model() {
  const auto location = locate_rule_set(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan");
  REQUIRE(location.has_value());
  return load_rule_set(location->path, read_below(location->root));
}

std::size_t count(const RuleSet& rule_set, Section section) {
  return static_cast<std::size_t>(std::count_if(rule_set.rules.begin(), rule_set.rules.end(),
                                                [&](const RuleSyntax& rule) { return rule.section == section; }));
}

const RuleSyntax& rule_called(const RuleSet& rule_set, const std::string& id) {
  const auto found = std::find_if(rule_set.rules.begin(), rule_set.rules.end(),
                                  [&](const RuleSyntax& rule) { return rule.id.value == id; });
  REQUIRE(found != rule_set.rules.end());
  return *found;
}

template <class Syntax>
const Syntax& named(const std::vector<Syntax>& list, const std::string& name) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const Syntax& syntax) { return syntax.name.value == name; });
  REQUIRE(found != list.end());
  return *found;
}

}  // namespace

TEST_CASE("the model rule set loads without a word") {
  const LoadedRuleSet loaded = load_model();
  CHECK(render(loaded.diagnostics) == "");
  CHECK(loaded.is_complete);
}

TEST_CASE("the model rule set has all that its files say") {
  const RuleSet rule_set = load_model().rule_set;
  REQUIRE(rule_set.documents.size() == 4);
  CHECK(rule_set.documents[0].file() == "zhengzhou-nissan/rules.yaml");
  CHECK(rule_set.documents[1].file() == "vehicle/facts.yaml");
  CHECK(rule_set.documents[2].file() == "vehicle/parts.yaml");
  CHECK(rule_set.documents[3].file() == "zhengzhou-nissan/facts.yaml");
  CHECK(rule_set.digest.size() == 64);
  CHECK(rule_set.id.value == "zhengzhou-nissan");
  CHECK(rule_set.version.value == "1.0");
  CHECK(rule_set.currency.value == "CNY");
  CHECK(rule_set.documentation.title.get("zh") == "郑州日产整车质量担保");
  CHECK(rule_set.approved_when_borne_by.value == "manufacturer");
  CHECK(rule_set.excluded_borne_by.value == "customer");
  CHECK(rule_set.parties.size() == 5);
  CHECK(rule_set.facts.size() == 40);
  CHECK(rule_set.catalogues.size() == 1);
  CHECK(rule_set.settings.size() == 5);
  CHECK(rule_set.lookups.size() == 1);
  CHECK(rule_set.derived.size() == 9);
  CHECK(rule_set.portions.size() == 3);
  CHECK(rule_set.limits.size() == 2);
  REQUIRE(rule_set.coverage.has_value());
  CHECK(rule_set.coverage->rows.size() == 7);
  CHECK(count(rule_set, Section::exclusions) == 19);
  CHECK(count(rule_set, Section::responsibility) == 12);
  CHECK(count(rule_set, Section::approvals) == 3);
  CHECK(count(rule_set, Section::validity) == 2);
  CHECK(rule_set.steps.size() == 10);
  CHECK(rule_set.responsibility_choose.is_first());
  CHECK_FALSE(rule_set.exclusions_choose.is_first());
}

TEST_CASE("a rule stands under the conditions of its block and its own") {
  const RuleSet rule_set = load_model().rule_set;
  const RuleSyntax& rule = rule_called(rule_set, "free-service.too-late");
  CHECK(rule.applies.kind == Condition::Kind::test);
  CHECK(rule.applies.subject.value == "claim_type");
  REQUIRE(rule.applies.tests.size() == 1);
  CHECK(rule.applies.tests[0].value == "free_service");
  REQUIRE(rule.when.kind == Condition::Kind::all);
  REQUIRE(rule.when.children.size() == 2);
  CHECK(rule.when.children[0].tests[0].value == "not(null)");
  CHECK(rule.when.children[1].kind == Condition::Kind::expression);
  CHECK(rule.when.children[1].expression.value == "odometer_km > free_service_km + check_grace_km");
  REQUIRE(rule.takes.size() == 1);
  CHECK(rule.takes[0].value == "base");
}

TEST_CASE("places stay valid when a rule set is moved") {
  LoadedRuleSet loaded = load_model();
  const Place place = rule_called(loaded.rule_set, "maker-refused").decides.place;
  const RuleSet moved = std::move(loaded.rule_set);
  const SourceSpan span = moved.span(place);
  CHECK(span.file == "zhengzhou-nissan/rules.yaml");
  CHECK(underlined(span) == "last");
  CHECK(underlined(moved.span(place, 1, 2)) == "as");
  CHECK(moved.span(Place{1, nullptr}).file == "vehicle/facts.yaml");
  CHECK(moved.span(Place{1, nullptr}).line == 0);
}

TEST_CASE("the facts of an included file stand before those of the file that includes it") {
  const RuleSet rule_set = load_model().rule_set;
  CHECK(rule_set.facts.front().name.value == "claim_id");
  CHECK(rule_set.facts.back().name.value == "late_contact");
}

TEST_CASE("what a blank means may hang on another fact") {
  const FactSyntax fact = named(load_model().rule_set.facts, "in_service_date");
  CHECK(fact.blank.when.kind == Condition::Kind::test);
  CHECK(fact.blank.meaning.value == "unknown");
  CHECK(fact.blank.otherwise.value == "none");
}

TEST_CASE("records have fields, enumerations values, and catalogues groups of values") {
  const RuleSet rule_set = load_model().rule_set;
  CHECK(named(rule_set.facts, "services").fields.size() == 3);
  CHECK(named(rule_set.facts, "services").fields[0].blank.meaning.value == "reject");
  CHECK(named(rule_set.facts, "cause").values.size() == 19);
  CHECK(named(rule_set.facts, "model").values[0].label.get("zh") == "帕拉丁");
  const CatalogueSyntax& catalogue = rule_set.catalogues[0];
  CHECK(catalogue.fact.value == "component");
  CHECK(catalogue.group.value == "part_group");
  REQUIRE(catalogue.groups.size() == 4);
  CHECK(catalogue.groups[0].name.value == "engine");
  CHECK(catalogue.groups[0].values.size() == 24);
}

TEST_CASE("lookup rows have their columns, coverage rows their limits") {
  const RuleSet rule_set = load_model().rule_set;
  const LookupSyntax& lookup = rule_set.lookups[0];
  REQUIRE(lookup.rows.size() == 3);
  REQUIRE(lookup.rows[1].values.size() == 2);
  CHECK(lookup.rows[1].values[1].first.value == "second_check_km");
  CHECK(lookup.rows[1].values[1].second.value == "null");
  const CoverageRowSyntax& row = rule_set.coverage->rows[1];
  CHECK(row.id.value == "coverage.commitment");
  REQUIRE(row.limits.size() == 2);
  CHECK(row.limits[0].first.value == "time");
  CHECK(row.limits[0].second.value == "commitment_months");
  CHECK(row.awaits.size() == 2);
  CHECK(rule_set.coverage->expiry_takes[0].value == "base");
}

}  // namespace warrantor::rules
