#include "io/decision_labels.hpp"

#include <algorithm>
#include <array>

#include "engine/phrases.hpp"

namespace warrantor::io {

namespace {

struct Header {
  std::string_view field;
  std::string_view english;
  std::string_view chinese;
};

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

}  // namespace warrantor::io
