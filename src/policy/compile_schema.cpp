#include <array>
#include <map>
#include <set>
#include <utility>

#include <warrantor/claim.hpp>

#include "base/edit_distance.hpp"
#include "policy/codes.hpp"
#include "policy/compiler.hpp"

namespace warrantor::policy {
namespace {

using rules::FactSyntax;
using rules::Text;

template <class Choice, std::size_t Count>
using Choices = std::array<std::pair<std::string_view, Choice>, Count>;

constexpr Choices<ValueType, 11> value_types{{{"boolean", ValueType::boolean},
                                              {"number", ValueType::number},
                                              {"decimal", ValueType::decimal},
                                              {"money", ValueType::money},
                                              {"date", ValueType::date},
                                              {"months", ValueType::months},
                                              {"days", ValueType::days},
                                              {"enumeration", ValueType::enumeration},
                                              {"text", ValueType::text},
                                              {"vin", ValueType::vin},
                                              {"records", ValueType::records}}};
constexpr Choices<Blank, 4> blanks{
    {{"unknown", Blank::unknown}, {"none", Blank::none}, {"pending", Blank::pending}, {"reject", Blank::reject}}};
constexpr Choices<VinCheck, 3> vin_checks{
    {{"off", VinCheck::off}, {"warn", VinCheck::warn}, {"reject", VinCheck::reject}}};
constexpr Choices<Scope, 2> scopes{{{"claim", Scope::claim}, {"line", Scope::line}}};

class SchemaCompiler {
 public:
  SchemaCompiler(const rules::RuleSet& rule_set, Currency currency, Reporter& reporter)
      : rule_set_(rule_set), reporter_(reporter), schema_(currency) {}

  Schema compile() {
    if (rule_set_.coverage) schema_.tell_coverage();
    for (const rules::PartySyntax& party : rule_set_.parties) add_party(party);
    for (const rules::PortionSyntax& portion : rule_set_.portions) {
      if (claim_name(portion.name)) schema_.add_portion({portion.name.value, portion.documentation.title});
    }
    for (const FactSyntax& fact : rule_set_.facts) {
      if (claim_name(fact.name)) add_fact(fact);
    }
    add_earlier_claims(rule_set_, schema_, reporter_);
    if (!schema_.has_identity()) ask_for_identity();
    for (const rules::CatalogueSyntax& catalogue : rule_set_.catalogues) check_catalogue(catalogue);
    if (!rule_set_.versions.empty()) add_versions();
    return std::move(schema_);
  }

 private:
  void ask_for_identity() {
    const bool has_claims = has_fact("claim_id", Scope::claim);
    if (!has_claims && !has_fact("line_id", Scope::line)) {
      reporter_.error(codes::missing, place_of_missing("claim_id"),
                      "the facts `claim_id` and `line_id` are not declared",
                      "declare both under `facts:`; every claim and every line has one");
      return;
    }
    const std::string name = has_claims ? "line_id" : "claim_id";
    reporter_.error(codes::missing, place_of_missing(name), "the fact `" + name + "` is not declared",
                    has_claims ? "declare it under `facts:` with `of: line`; every line has one"
                               : "declare it under `facts:`; every claim has one");
  }

  [[nodiscard]] bool has_fact(std::string_view name, Scope scope) const {
    const auto fact = schema_.find_fact(name);
    return fact && schema_.fact(*fact).scope == scope;
  }

  // Where an extension drops it, else the rule set as a whole.
  [[nodiscard]] rules::Place place_of_missing(std::string_view fact) const {
    for (const rules::ExtensionSyntax& extension : rule_set_.extensions) {
      for (const Text& dropped : extension.drops) {
        if (dropped.value == fact) return dropped.place;
      }
    }
    return rule_set_.id.place;
  }

  template <class Choice, std::size_t Count>
  Choice choose(const Text& text, const Choices<Choice, Count>& choices, Choice otherwise, std::string_view more = {}) {
    if (!text.given()) return otherwise;
    base::NearestName nearest(text.value);
    std::string list;
    for (const auto& [name, choice] : choices) {
      if (text.value == name) return choice;
      nearest.offer(name);
      list += (list.empty() ? "" : ", ") + std::string(name);
    }
    reporter_.error(codes::bad_choice, text.place, "`" + text.value + "` is not known here",
                    nearest.best() ? "did you mean `" + std::string(*nearest.best()) + "`?"
                                   : "write one of " + list + std::string(more));
    return otherwise;
  }

  bool claim_name(const Text& name) {
    if (names_.insert(name.value).second) return true;
    reporter_.error(codes::declared_twice, name.place, "`" + name.value + "` is declared twice");
    return false;
  }

  void add_party(const rules::PartySyntax& party) {
    if (schema_.find_party(party.name.value)) {
      reporter_.error(
          codes::declared_twice, party.name.place, "the party `" + party.name.value + "` is declared twice",
          rule_set_.extensions.empty()
              ? std::string()
              : "to give a party of the base other labels write `change: {parties." + party.name.value + ": …}`");
    } else if (schema_.parties().size() == 250) {
      reporter_.error(codes::too_many, party.name.place, "there are more than 250 parties");
    } else {
      schema_.add_party({party.name.value, party.label});
    }
  }

  // Each value becomes a fact of its own, so that it can be unknown, and be asked for, by itself.
  void add_value_list(const FactSyntax& syntax) {
    ValueList list{syntax.name.value, syntax.documentation.title, {}};
    if (syntax.values.empty()) {
      reporter_.error(codes::missing, syntax.name.place, "`" + list.name + "` has no values",
                      "list under `values:` what it may hold");
    }
    FactSyntax member = syntax;
    member.values.clear();
    member.type.value = "boolean";
    for (const rules::ValueSyntax& value : syntax.values) {
      member.name = value.name;
      member.name.value = list.name + "." + value.name.value;
      member.documentation.title = value.label;
      if (!claim_name(member.name)) continue;
      list.members.push_back(
          {value.name.value, schema_.add_fact(describe(member, choose(syntax.scope, scopes, Scope::claim)))});
    }
    schema_.add_value_list(std::move(list));
  }

  void add_fact(const FactSyntax& syntax) {
    if (syntax.type.value == "list") return add_value_list(syntax);
    Fact fact = describe(syntax, choose(syntax.scope, scopes, Scope::claim));
    if (fact.type == ValueType::records) {
      if (fact.scope != Scope::claim) {
        reporter_.error(codes::misplaced, syntax.scope.place, "a list of records belongs to the claim, not to a line");
      }
      add_table(syntax, std::move(fact));
      return;
    }
    if (syntax.history.given()) {
      reporter_.error(codes::misplaced, syntax.history.place, "only a fact of type records has a history");
    }
    schema_.add_fact(std::move(fact));
  }

  void add_table(const FactSyntax& syntax, Fact fact) {
    if (fact.blank == Blank::pending || fact.blank_is_conditional) {
      reporter_.error(codes::misplaced, syntax.blank.meaning.place, "a blank list is unknown, none or reject");
      fact.blank = Blank::unknown;
      fact.blank_is_conditional = false;
    }
    const TableId table = schema_.add_table(fact.name);
    fact.table = table;
    fact.scope = Scope::claim;
    schema_.add_fact(std::move(fact));
    if (syntax.history.given()) return;  // its fields are those of facts that may not have been declared yet
    std::set<std::string_view> fields;
    if (syntax.fields.empty()) {
      reporter_.error(codes::missing, syntax.name.place, "the records of `" + syntax.name.value + "` have no fields",
                      "list them under `fields:`");
    }
    for (const FactSyntax& field : syntax.fields) {
      if (!fields.insert(field.name.value).second) {
        reporter_.error(codes::declared_twice, field.name.place,
                        "the field `" + field.name.value + "` is declared twice");
        continue;
      }
      if (field.scope.given()) reporter_.error(codes::misplaced, field.scope.place, "a field of a record has no `of`");
      Fact described = describe(field, Scope::record);
      if (described.type == ValueType::records) {
        reporter_.error(codes::misplaced, field.type.place, "a record cannot hold another list of records");
        described.type = ValueType::text;
      }
      if (described.blank == Blank::pending || described.blank_is_conditional) {
        reporter_.error(codes::misplaced, field.blank.meaning.place,
                        "a blank in a record is unknown, none, reject or a default");
        described.blank = Blank::unknown;
        described.blank_is_conditional = false;
      }
      described.table = table;
      schema_.add_fact(std::move(described));
    }
  }

  Fact describe(const FactSyntax& syntax, Scope scope) {
    Fact fact;
    fact.name = syntax.name.value;
    fact.labels = syntax.documentation.title;
    fact.scope = scope;
    fact.unit = syntax.unit.value;
    const bool lists_values = !syntax.values.empty();
    fact.type = choose(syntax.type, value_types, lists_values ? ValueType::enumeration : ValueType::text, ", list");
    if (!syntax.type.given() && !lists_values) {
      reporter_.error(codes::missing, syntax.name.place, "the fact `" + fact.name + "` has no type",
                      "give it a `type` or a list of `values`");
    }
    if (fact.type == ValueType::enumeration) fact.domain = add_domain(syntax);
    if (fact.type != ValueType::enumeration && lists_values) {
      reporter_.error(codes::misplaced, syntax.type.place, "a fact with a list of values is of type enumeration");
    }
    const auto minimum = bound(syntax.minimum, fact);
    const auto maximum = bound(syntax.maximum, fact);
    if (fact.type == ValueType::decimal) {
      if (minimum) fact.least = minimum->as_decimal();
      if (maximum) fact.greatest = maximum->as_decimal();
    } else {
      if (minimum) fact.minimum = minimum->as_integer();
      if (maximum) fact.maximum = maximum->as_integer();
    }
    const bool is_empty_range =
        minimum && maximum &&
        (fact.type == ValueType::decimal ? *fact.greatest < *fact.least : fact.maximum < fact.minimum);
    if (is_empty_range) {
      reporter_.error(codes::bad_value, syntax.maximum.place, "the maximum of `" + fact.name + "` is below its minimum",
                      "exchange them, or leave one of them away");
    }
    fact.length_and_letters = choose(syntax.check, vin_checks, VinCheck::warn);
    fact.check_digit = choose(syntax.check_digit, vin_checks,
                              fact.length_and_letters == VinCheck::off ? VinCheck::off : VinCheck::warn);
    for (const Text* check : {&syntax.check, &syntax.check_digit}) {
      if (check->given() && fact.type != ValueType::vin) {
        reporter_.error(codes::misplaced, check->place, "only a fact of type vin has checks");
      }
    }
    describe_blank(syntax, fact);
    return fact;
  }

  void describe_blank(const FactSyntax& syntax, Fact& fact) {
    fact.blank = choose(syntax.blank.meaning, blanks, Blank::unknown);
    if (syntax.blank.when.kind != rules::Condition::Kind::always) {
      fact.blank_is_conditional = true;
      fact.blank_else = choose(syntax.blank.otherwise, blanks, Blank::unknown);
      if (fact.blank == Blank::reject || fact.blank_else == Blank::reject) {
        reporter_.error(codes::bad_choice, syntax.blank.meaning.place, "a blank cannot be rejected under a condition",
                        "write a rule under `validity:`");
      }
    }
    if (!syntax.default_value.given()) return;
    if (syntax.blank.meaning.given()) {
      reporter_.error(codes::misplaced, syntax.default_value.place,
                      "a fact has either a `default` or a `blank`, not both");
      return;
    }
    TextStore texts;
    const auto value = fact.type == ValueType::records
                           ? Expected<Value, ValueFault>(ValueFault{"a list has no default", ""})
                           : parse_value(schema_, fact, syntax.default_value.value, texts);
    if (!value) {
      reporter_.error(codes::bad_value, syntax.default_value.place, value.error().message, value.error().help);
      return;
    }
    fact.blank = Blank::default_value;
    fact.default_value = *value;
    if (fact.type == ValueType::text || fact.type == ValueType::vin) {
      fact.default_value = Value::text(rule_set_default(syntax.default_value.value));
    }
  }

  // Texts of defaults must outlive this compiler: the schema keeps them.
  std::string_view rule_set_default(const std::string& text) { return schema_.keep_text(text); }

  std::optional<Value> bound(const Text& text, const Fact& fact) {
    if (!text.given()) return std::nullopt;
    const bool has_order = fact.type == ValueType::number || fact.type == ValueType::decimal ||
                           fact.type == ValueType::money || fact.type == ValueType::months ||
                           fact.type == ValueType::days;
    if (!has_order) {
      reporter_.error(codes::misplaced, text.place, "only numbers, amounts, months and days have bounds");
      return std::nullopt;
    }
    TextStore texts;
    const auto value = parse_value(schema_, fact, text.value, texts);
    if (value) return *value;
    reporter_.error(codes::bad_value, text.place, value.error().message, value.error().help);
    return std::nullopt;
  }

  DomainId add_domain(const FactSyntax& syntax) {
    Domain domain;
    domain.name = syntax.name.value;
    for (const rules::ValueSyntax& value : syntax.values) add_value(domain, value);
    for (const rules::CatalogueSyntax& catalogue : rule_set_.catalogues) {
      if (catalogue.fact.value != syntax.name.value) continue;
      if (!syntax.values.empty()) {
        reporter_.error(codes::declared_twice, catalogue.fact.place,
                        "`" + syntax.name.value + "` lists its values already");
      }
      for (const auto& group : catalogue.groups) {
        for (const rules::ValueSyntax& value : group.values) add_value(domain, value);
      }
    }
    if (domain.values.empty()) {
      reporter_.error(codes::missing, syntax.name.place, "`" + syntax.name.value + "` has no values",
                      "list them under `values:` or in a catalogue");
    }
    return schema_.add_domain(std::move(domain));
  }

  void add_value(Domain& domain, const rules::ValueSyntax& value) {
    const auto place = static_cast<std::uint32_t>(domain.values.size());
    if (!domain.places.emplace(value.name.value, place).second) {
      reporter_.error(codes::declared_twice, value.name.place,
                      "`" + value.name.value + "` is listed twice among the values of `" + domain.name + "`");
      return;
    }
    domain.values.push_back({value.name.value, value.label});
  }

  // What conditions ask for as `version`.
  void add_versions() {
    if (!names_.insert("version").second) {
      reporter_.error(codes::declared_twice, rule_set_.versions.front().id.place,
                      "`version` is declared, and is the name of the version of the rule set that is in force",
                      "choose another name for what is declared");
      return;
    }
    Domain domain;
    domain.name = "version";
    for (const rules::VersionSyntax& version : rule_set_.versions) {
      add_value(domain, {version.id, version.documentation.title});
    }
    schema_.add_domain(std::move(domain));
  }

  // The group is a fact that nobody states: it follows from the catalogue's fact.
  void check_catalogue(const rules::CatalogueSyntax& catalogue) {
    const auto fact = schema_.find_fact(catalogue.fact.value);
    if (!fact || schema_.fact(*fact).type != ValueType::enumeration) {
      reporter_.error(codes::undeclared, catalogue.fact.place,
                      "there is no fact `" + catalogue.fact.value + "` of type enumeration");
      return;
    }
    if (!claim_name(catalogue.group)) return;
    Domain domain;
    domain.name = catalogue.group.value;
    for (const auto& group : catalogue.groups) add_value(domain, {group.name, group.label});
    schema_.add_domain(std::move(domain));
  }

  const rules::RuleSet& rule_set_;
  Reporter& reporter_;
  Schema schema_;
  std::set<std::string> names_;
};

}  // namespace

Schema compile_schema(const rules::RuleSet& rule_set, Currency currency, Reporter& reporter) {
  return SchemaCompiler(rule_set, currency, reporter).compile();
}

}  // namespace warrantor::policy
