#include <algorithm>

#include <warrantor/policy.hpp>

#include "base/text.hpp"
#include "policy/currency_word.hpp"
#include "policy/program.hpp"

namespace warrantor {
namespace {

std::string labels_of(const Schema& schema, const std::vector<FactId>& facts, std::string_view language) {
  const std::string_view separator = language == "zh" ? "、" : ", ";
  std::string text;
  for (const FactId id : facts) {
    const Fact& fact = schema.fact(id);
    if (!text.empty()) text += separator;
    text += fact.labels.get(language, fact.name);
  }
  return text;
}

// Of a line that waits for no fact: the rules for which a person decides.
std::string referring(const LineDecision& line, std::string_view language) {
  std::vector<const RuleInfo*> rules;
  for (const Reason& reason : line.reasons) {
    if (reason.rule->refers) rules.push_back(reason.rule);
  }
  if (rules.empty()) rules = line.contradictions;
  std::string text;
  for (const RuleInfo* const rule : rules) {
    if (!text.empty()) text += language == "zh" ? "、" : ", ";
    text += rule->title.get(language, rule->id);
  }
  return text;
}

std::string amount_of(const Schema& schema, std::int64_t minor_units, std::string_view language) {
  return base::group_thousands(format_minor_units(minor_units, schema.currency())) + " " +
         policy::currency_word(schema.currency(), language);
}

std::string charged(const Schema& schema, const policy::Step& step, const LineDecision& line,
                    std::string_view language) {
  if (!step.borne_by) return {};
  std::string text;
  for (const PartyId party : *step.borne_by) {
    const std::int64_t amount = line.pays[index_of(party)];
    if (amount == 0) continue;
    const Party& declared = schema.parties()[index_of(party)];
    if (!text.empty()) text += language == "zh" ? "、" : ", ";
    text += std::string(declared.labels.get(language, declared.name)) + " " + amount_of(schema, amount, language);
  }
  return text;
}

std::string filled_in(const Schema& schema, const policy::Step& step, const LineDecision& line, std::string_view place,
                      std::string_view language) {
  if (place == "missing") return labels_of(schema, line.missing, language);
  if (place == "pending")
    return line.pending.empty() ? referring(line, language) : labels_of(schema, line.pending, language);
  if (place == "charged") return charged(schema, step, line, language);
  const auto party = schema.find_party(place);
  return party ? amount_of(schema, line.pays[index_of(*party)], language) : std::string();
}

}  // namespace

std::string Policy::step_text(const LineDecision& line, const StepResult& step, std::string_view language) const {
  const auto& steps = program_->steps;
  const auto declared = std::find_if(steps.begin(), steps.end(),
                                     [&](const policy::Step& candidate) { return &candidate.info == step.step; });
  if (declared == steps.end()) return {};
  std::string_view rest = declared->text.get(language);
  std::string text;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    const std::size_t close = open == std::string_view::npos ? open : rest.find('}', open);
    if (close == std::string_view::npos) break;
    text += rest.substr(0, open);
    text += filled_in(schema(), *declared, line, rest.substr(open + 1, close - open - 1), language);
    rest.remove_prefix(close + 1);
  }
  return text += rest;
}

}  // namespace warrantor
