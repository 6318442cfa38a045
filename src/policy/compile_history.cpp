// Lists that are filled from earlier claims.
#include <array>
#include <set>
#include <utility>

#include "policy/codes.hpp"
#include "policy/compiler.hpp"
#include "policy/outcome_words.hpp"

namespace warrantor::policy {
namespace {

using rules::FactSyntax;
using rules::Text;

constexpr std::string_view outcome_word = "outcome";
constexpr std::string_view pays_prefix = "pays.";
constexpr std::array<Outcome, 5> outcomes{Outcome::approved, Outcome::partial, Outcome::denied,
                                          Outcome::needs_information, Outcome::referred};

Labels labels_of(Outcome outcome, bool has_coverage) {
  constexpr std::array<std::string_view, 5> english{"approved", "partly approved", "denied", "needs information",
                                                    "referred"};
  Labels labels;
  labels.set("en", std::string(english[static_cast<std::size_t>(outcome)]));
  labels.set("zh", std::string(outcome_in_chinese(outcome, has_coverage)));
  return labels;
}

class HistoryCompiler {
 public:
  HistoryCompiler(const FactSyntax& list, TableId table, Schema& schema, Reporter& reporter)
      : list_(list), table_(table), schema_(schema), reporter_(reporter) {}

  void compile() {
    history_.of_claims = list_.history.each.value == "claim";
    for (const Text& name : list_.history.by) add_key(name);
    if (list_.blank.meaning.given()) {
      reporter_.error(codes::misplaced, list_.blank.meaning.place, "a list of earlier claims is never blank",
                      "leave `blank` away: it is known where the facts are by which the claims are found");
    }
    if (list_.fields.empty()) {
      reporter_.error(codes::missing, list_.name.place, "the records of `" + list_.name.value + "` have no fields",
                      "list under `fields:` what is wanted of an earlier claim");
    }
    std::set<std::string_view> names;
    for (const FactSyntax& field : list_.fields) {
      if (names.insert(field.name.value).second) {
        add_field(field);
      } else {
        reporter_.error(codes::declared_twice, field.name.place,
                        "the field `" + field.name.value + "` is declared twice");
      }
    }
    schema_.set_history(table_, std::move(history_));
  }

 private:
  [[nodiscard]] std::string nearest_fact(std::string_view word) const {
    std::vector<std::string_view> names;
    for (const Fact& fact : schema_.facts()) {
      if (fact.scope != Scope::record && fact.type != ValueType::records) names.emplace_back(fact.name);
    }
    return suggest(word, names);
  }

  // A fact of the claim or of a line that is no list.
  std::optional<FactId> fact_called(const Text& name, const std::string& help) {
    const auto fact = schema_.find_fact(name.value);
    if (!fact) {
      reporter_.error(codes::undeclared, name.place, "there is no fact `" + name.value + "`", help);
    } else if (schema_.fact(*fact).type == ValueType::records) {
      reporter_.error(codes::misplaced, name.place, "`" + name.value + "` is a list");
      return std::nullopt;
    }
    return fact;
  }

  void add_key(const Text& name) {
    const auto fact = fact_called(name, nearest_fact(name.value));
    if (!fact) return;
    if (schema_.fact(*fact).scope == Scope::claim) return history_.by.push_back(*fact);
    reporter_.error(codes::misplaced, name.place, "`" + name.value + "` is a fact of a line",
                    "earlier claims are found by facts of the claim; ask for it in a condition on the records");
  }

  void add_field(const FactSyntax& syntax) {
    Fact field;
    field.name = syntax.name.value;
    field.scope = Scope::record;
    field.table = table_;
    const auto source = source_of(syntax, field);
    if (!source) return;
    if (!syntax.documentation.title.empty()) field.labels = syntax.documentation.title;
    schema_.add_fact(std::move(field));
    history_.fields.push_back(*source);
  }

  std::optional<HistoryField> source_of(const FactSyntax& syntax, Fact& field) {
    HistoryField source;
    if (syntax.from.value == outcome_word) {
      source.from = HistoryField::From::outcome;
      field.type = ValueType::enumeration;
      field.domain = outcome_domain(field.name);
      return source;
    }
    if (syntax.from.value.starts_with(pays_prefix)) return paid_by(syntax.from, field);
    const Text& name = syntax.from.given() ? syntax.from : syntax.name;
    const auto fact = fact_called(name, help_for(syntax));
    if (!fact || !is_of_claim_where_it_must(name, *fact)) return std::nullopt;
    take_type(schema_.fact(*fact), field);
    source.fact = *fact;
    return source;
  }

  std::optional<HistoryField> paid_by(const Text& from, Fact& field) {
    const std::string_view word = std::string_view(from.value).substr(pays_prefix.size());
    const auto party = schema_.find_party(word);
    if (!party) {
      std::vector<std::string_view> names;
      for (const Party& known : schema_.parties()) names.emplace_back(known.name);
      reporter_.error(codes::undeclared, from.place, "there is no party `" + std::string(word) + "`",
                      suggest(word, names));
      return std::nullopt;
    }
    field.type = ValueType::money;
    HistoryField source;
    source.from = HistoryField::From::pays;
    source.party = *party;
    return source;
  }

  [[nodiscard]] std::string help_for(const FactSyntax& syntax) const {
    const std::string& word = syntax.from.given() ? syntax.from.value : syntax.name.value;
    const std::string near = nearest_fact(word);
    if (syntax.from.given() || near.starts_with("did you mean")) return near;
    return "say with `from` what it holds: a fact, `outcome`, or `pays.` and a party";
  }

  bool is_of_claim_where_it_must(const Text& name, FactId fact) {
    if (!history_.of_claims || schema_.fact(fact).scope == Scope::claim) return true;
    reporter_.error(codes::misplaced, name.place, "`" + name.value + "` is a fact of a line",
                    "leave `each: claim` away, so that there is a record for each line");
    return false;
  }

  // What is unknown of an earlier claim stays so; what may be none there may be none here.
  static void take_type(const Fact& fact, Fact& field) {
    field.labels = fact.labels;
    field.type = fact.type;
    field.unit = fact.unit;
    field.minimum = fact.minimum;
    field.maximum = fact.maximum;
    field.least = fact.least;
    field.greatest = fact.greatest;
    field.domain = fact.domain;
    field.length_and_letters = VinCheck::off;
    field.check_digit = VinCheck::off;
    const bool may_be_none = fact.blank == Blank::none || (fact.blank_is_conditional && fact.blank_else == Blank::none);
    field.blank = may_be_none ? Blank::none : Blank::unknown;
  }

  DomainId outcome_domain(const std::string& name) {
    Domain domain;
    domain.name = name;
    for (const Outcome outcome : outcomes) {
      domain.values.push_back({std::string(name_of(outcome)), labels_of(outcome, schema_.has_coverage())});
    }
    return schema_.add_domain(std::move(domain));
  }

  const FactSyntax& list_;
  TableId table_;
  Schema& schema_;
  Reporter& reporter_;
  TableHistory history_;
};

}  // namespace

void add_earlier_claims(const rules::RuleSet& rule_set, Schema& schema, Reporter& reporter) {
  for (const FactSyntax& fact : rule_set.facts) {
    const auto table = schema.find_table(fact.name.value);
    if (!table || !fact.history.given() || schema.table(*table).history) continue;
    HistoryCompiler(fact, *table, schema, reporter).compile();
  }
}

}  // namespace warrantor::policy
