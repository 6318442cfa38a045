#include "io/decision_labels.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "engine/phrases.hpp"

namespace warrantor::io {

namespace {

struct Header {
  std::string_view field;
  std::string_view english;
  std::string_view chinese;
};

constexpr std::array<std::string_view, 2> languages = {"en", "zh"};
constexpr std::array<Outcome, 5> outcomes = {Outcome::approved, Outcome::partial, Outcome::denied,
                                             Outcome::needs_information, Outcome::referred};

bool is_of_fact(const Schema& schema, std::string_view label) {
  return std::any_of(schema.facts().begin(), schema.facts().end(), [&](const Fact& fact) {
    return std::any_of(fact.labels.all().begin(), fact.labels.all().end(),
                       [&](const auto& own) { return base::equal_ignoring_case(own.second, label); });
  });
}

bool is_called(Outcome outcome, std::string_view text) {
  const auto is = [&](std::string_view name) { return base::equal_ignoring_case(name, text); };
  const auto has_label = [&](std::string_view language) {
    return is(engine::outcome_phrase(outcome, true, language)) || is(engine::outcome_phrase(outcome, false, language));
  };
  return is(name_of(outcome)) || std::any_of(languages.begin(), languages.end(), has_label);
}

constexpr std::array<Header, 18> headers = {{
    {"claim_id", "claim", "索赔单号"},
    {"line_id", "line", "行号"},
    {"outcome", "outcome", "结论"},
    {"reasons", "reasons", "理由"},
    {"open", "still open", "未定金额"},
    {"coverage", "coverage", "保修范围"},
    {"coverage_until", "covered until", "保修截止日期"},
    {"coverage_limit", "covered up to", "保修上限"},
    {"missing", "information to ask for", "需补充的信息"},
    {"open_claims", "earlier claims with something unknown", "尚有未知内容的先前索赔单"},
    {"pending", "decisions to wait for", "待作出的决定"},
    {"steps", "next steps", "后续步骤"},
    {"grants", "granted", "可享权益"},
    {"rules", "rule set", "规则版本"},
    {"claim_outcome", "outcome of the claim", "整单结论"},
    {"clauses", "clauses", "条款"},
    {"possible", "possible reasons", "可能的理由"},
    {"total", "total", "总金额"},
}};

}  // namespace

DecisionLabels::DecisionLabels(const Schema& schema, std::string language)
    : schema_(&schema), language_(std::move(language)) {}

std::string DecisionLabels::header(std::string_view field) const {
  if (language_.empty()) return std::string(field);
  if (const auto fact = schema_->find_fact(field)) {
    const Labels& labels = schema_->fact(*fact).labels;
    if (!labels.empty()) return std::string(labels.get(language_, field));
  }
  if (const auto party = schema_->find_party(field)) {
    return std::string(schema_->parties()[index_of(*party)].labels.get(language_, field));
  }
  constexpr std::string_view advanced = "advances.";
  if (field.starts_with(advanced)) {
    const std::string_view before = language_ == "zh" ? "先行支付：" : "paid first by ";
    return std::string(before) + header(field.substr(advanced.size()));
  }
  const auto* const found =
      std::find_if(headers.begin(), headers.end(), [&](const Header& header) { return header.field == field; });
  if (found == headers.end()) return std::string(field);
  return std::string(language_ == "zh" ? found->chinese : found->english);
}

std::string DecisionLabels::header(std::string_view field, const Labels& title) const {
  return language_.empty() || title.empty() ? header(field) : std::string(title.get(language_, field));
}

std::string_view DecisionLabels::outcome(Outcome outcome) const {
  return language_.empty() ? name_of(outcome) : engine::outcome_phrase(outcome, schema_->has_coverage(), language_);
}

std::string_view DecisionLabels::fact(FactId id) const {
  const Fact& fact = schema_->fact(id);
  return language_.empty() ? std::string_view(fact.name) : fact.labels.get(language_, fact.name);
}

void DecisionLabels::append_rule(std::string& out, const RuleInfo& rule) const {
  if (language_.empty()) {
    out += rule.id;
    return;
  }
  out += rule.title.get(language_, rule.id);
  if (rule.clause.empty()) return;
  out += language_ == "zh" ? "（" : " (";
  out += rule.clause;
  out += language_ == "zh" ? "）" : ")";
}

std::string_view DecisionLabels::separator() const {
  if (language_.empty()) return ";";
  return language_ == "zh" ? "；" : "; ";
}

std::vector<std::string> headers_of(const Schema& schema, std::string_view field) {
  std::vector<std::string> names = {std::string(field)};
  for (const std::string_view language : languages) {
    std::string label = DecisionLabels(schema, std::string(language)).header(field);
    if (!is_of_fact(schema, label)) names.push_back(std::move(label));
  }
  return names;
}

std::vector<std::string> decision_headers(const Schema& schema) {
  std::vector<std::string> all;
  const auto add = [&](std::string_view field) {
    for (std::string& name : headers_of(schema, field)) all.push_back(std::move(name));
  };
  for (const Header& header : headers) add(header.field);
  for (const Party& party : schema.parties()) {
    add(party.name);
    add("advances." + party.name);
  }
  return all;
}

std::optional<Outcome> outcome_called(std::string_view text) {
  const auto* const found =
      std::find_if(outcomes.begin(), outcomes.end(), [&](Outcome outcome) { return is_called(outcome, text); });
  return found == outcomes.end() ? std::nullopt : std::optional(*found);
}

}  // namespace warrantor::io
