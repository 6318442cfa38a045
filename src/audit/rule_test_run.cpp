#include <algorithm>
#include <utility>

#include <warrantor/adjudicate.hpp>
#include <warrantor/money.hpp>

#include "audit/rule_test.hpp"
#include "base/text.hpp"

namespace warrantor::audit {
namespace {

std::string listed(const Names& names) { return names.empty() ? "none" : base::join(names, ", "); }

Names sorted(Names names) {
  std::sort(names.begin(), names.end());
  return names;
}

/// Compares a decision with what is expected of it, key by key.
class Comparing {
 public:
  Comparing(const Policy& policy, std::vector<Difference>& differences)
      : policy_(policy), schema_(policy.schema()), differences_(differences) {}

  void compare(const Expectation& expected, const Decision& decision) {
    const Names rejected = rejections_of(decision);
    if (expected.rejected) return compare_sets("rejected", *expected.rejected, rejected);
    if (decision.rejected()) return differ("rejected", "none", listed(rejected));
    const bool one_line = decision.lines.size() == 1;
    if (expected.outcome) compare_outcomes("outcome", *expected.outcome, decision.outcome);
    for (std::size_t i = 0; i < expected.lines.size() && i < decision.lines.size(); ++i) {
      const std::string prefix = one_line ? "" : "lines[" + std::to_string(i) + "].";
      compare_line(prefix, expected.lines[i], decision.lines[i], one_line && expected.outcome);
    }
    if (expected.grants) compare_grants(*expected.grants, decision.grants);
    for (const ValueResult& figure : decision.figures) compare_value("figures.", expected.figures, figure);
  }

 private:
  Names rejections_of(const Decision& decision) const {
    Names names;
    for (const Rejection& rejection : decision.rejections) {
      names.push_back(rejection.rule != nullptr ? rejection.rule->id : schema_.fact(*rejection.fact).name);
    }
    return names;
  }

  void compare_line(const std::string& prefix, const ExpectedLine& expected, const LineDecision& line,
                    bool outcome_is_done) {
    if (expected.outcome && !outcome_is_done) compare_outcomes(prefix + "outcome", *expected.outcome, line.outcome);
    Names reasons;
    for (const Reason& reason : line.reasons) reasons.push_back(reason.rule->id);
    if (expected.reasons) compare_rules(prefix + "reasons", *expected.reasons, reasons);
    if (expected.missing) compare_sets(prefix + "missing", *expected.missing, names_of(line.missing));
    if (expected.pending) compare_sets(prefix + "pending", *expected.pending, names_of(line.pending));
    if (expected.coverage) {
      compare_texts(prefix + "coverage", *expected.coverage, line.coverage == nullptr ? "" : line.coverage->id);
    }
    compare_amounts(prefix, expected, line);
    Names steps;
    for (const StepResult& step : line.steps) steps.push_back(step.step->id);
    if (expected.steps && *expected.steps != steps) {
      differ(prefix + "steps", listed(with_remarks(*expected.steps)), listed(steps));
    }
  }

  void compare_grants(const std::vector<ExpectedGrant>& expected, const std::vector<GrantResult>& actual) {
    Names wanted;
    Names given;
    for (const ExpectedGrant& grant : expected) wanted.push_back(grant.id);
    for (const GrantResult& grant : actual) given.push_back(grant.rule->id);
    if (wanted != given) return differ("grants", listed(with_remarks(wanted)), listed(given));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      for (const ValueResult& value : actual[i].values)
        compare_value("grants." + expected[i].id + ".", expected[i].values, value);
    }
  }

  void compare_value(const std::string& prefix, const ExpectedValues& expected, const ValueResult& actual) {
    const auto found = expected.find(actual.info->name);
    if (found == expected.end()) return;
    const std::string text =
        actual.value.is_known() ? format_value(schema_, actual.info->type, actual.info->domain, actual.value) : "null";
    if (found->second != text && !is_same_decimal(found->second, actual)) {
      differ(prefix + found->first, found->second, text);
    }
  }

  // 70 and 70.0 are one decimal.
  static bool is_same_decimal(const std::string& expected, const ValueResult& actual) {
    if (!actual.value.is_known() || !actual.value.is_decimal()) return false;
    return Decimal::parse(expected) == actual.value.as_decimal();
  }

  void compare_amounts(const std::string& prefix, const ExpectedLine& expected, const LineDecision& line) {
    compare_payments(prefix + "pays.", expected.pays, expected.others_pay_nothing, line.pays);
    compare_payments(prefix + "advances.", expected.advances, expected.others_advance_nothing, line.advances);
    if (expected.open && *expected.open != line.open) differ(prefix + "open", money(*expected.open), money(line.open));
  }

  void compare_payments(const std::string& prefix, const std::map<std::string, std::int64_t, std::less<>>& expected,
                        bool others_pay_nothing, const std::vector<std::int64_t>& pays) {
    for (std::size_t i = 0; i < schema_.parties().size(); ++i) {
      const std::string& party = schema_.parties()[i].name;
      const auto found = expected.find(party);
      if (found == expected.end() && !others_pay_nothing) continue;
      const std::int64_t amount = found == expected.end() ? 0 : found->second;
      const std::int64_t paid = i < pays.size() ? pays[i] : 0;
      if (amount != paid) differ(prefix + party, money(amount), money(paid));
    }
  }

  void compare_outcomes(const std::string& key, Outcome expected, Outcome actual) {
    if (expected != actual) differ(key, std::string(name_of(expected)), std::string(name_of(actual)));
  }
  void compare_texts(const std::string& key, const std::string& expected, const std::string& actual) {
    if (expected != actual) differ(key, expected.empty() ? "none" : expected, actual.empty() ? "none" : actual);
  }
  void compare_sets(const std::string& key, const Names& expected, const Names& actual) {
    if (sorted(expected) != sorted(actual)) differ(key, listed(expected), listed(actual));
  }
  void compare_rules(const std::string& key, const Names& expected, const Names& actual) {
    if (sorted(expected) != sorted(actual)) differ(key, listed(with_remarks(expected)), listed(actual));
  }

  // A case may name a rule that has been dropped since.
  [[nodiscard]] Names with_remarks(Names ids) const {
    for (std::string& id : ids) {
      const auto& rules = policy_.rules();
      const bool known = std::any_of(rules.begin(), rules.end(), [&](const RuleInfo* info) { return info->id == id; });
      if (!known) id += " (there is no such rule)";
    }
    return ids;
  }

  void differ(const std::string& key, std::string expected, std::string actual) {
    differences_.push_back({key, std::move(expected), std::move(actual)});
  }

  Names names_of(const std::vector<FactId>& facts) const {
    Names names;
    for (const FactId fact : facts) names.push_back(schema_.fact(fact).name);
    return names;
  }
  std::string money(std::int64_t amount) const { return Money(amount, schema_.currency()).to_string(); }

  const Policy& policy_;
  const Schema& schema_;
  std::vector<Difference>& differences_;
};

// Of an explanation the lines that differ: it has a section `== … ==` for each.
std::string trace_of(const std::string& explanation, const std::vector<Difference>& differences, std::size_t lines) {
  constexpr std::string_view heading = "\n== ";
  std::vector<std::size_t> sections;
  for (auto at = explanation.find(heading); at != std::string::npos; at = explanation.find(heading, at + 1))
    sections.push_back(at);
  if (lines == 1 || sections.size() != lines) return explanation;
  std::string trace;
  for (std::size_t i = 0; i < lines; ++i) {
    const std::string prefix = "lines[" + std::to_string(i) + "].";
    const bool differs = std::any_of(differences.begin(), differences.end(),
                                     [&](const Difference& difference) { return difference.key.starts_with(prefix); });
    const std::size_t end = i + 1 < lines ? sections[i + 1] : explanation.size();
    if (differs) trace += explanation.substr(sections[i], end - sections[i]);
  }
  return trace.empty() ? explanation : trace;
}

std::string indented(const std::string& text) {
  std::string result;
  for (const std::string_view line : base::split(text, '\n')) {
    if (!line.empty()) result.append("    ").append(line);
    result += '\n';
  }
  while (result.ends_with("\n\n")) result.pop_back();
  return result;
}

}  // namespace

RuleTestResult run_rule_test(const Policy& policy, const RuleTest& test, std::string_view language,
                             expr::Observer* observer, DecisionSink* sink) {
  History history;
  for (const Claim& claim : test.given) {
    const Decision before = engine::adjudicate_observed(policy, claim, history, observer);
    if (sink != nullptr) sink->decided(before);
    history.note(policy, claim, before);
  }
  const Decision decision = engine::adjudicate_observed(policy, test.claim, history, observer);
  if (sink != nullptr) sink->decided(decision);
  RuleTestResult result;
  result.test = &test;
  Comparing(policy, result.differences).compare(test.expected, decision);
  if (!result.passed()) {
    const std::string explanation = explain(policy, test.claim, history, language, Detail::full);
    result.trace = trace_of(explanation, result.differences, decision.lines.size());
  }
  return result;
}

std::string describe_failure(const RuleTestResult& result, std::string_view language) {
  const bool is_chinese = language == "zh";
  const RuleTest& test = *result.test;
  std::string text =
      (is_chinese ? "未通过 " : "FAILED ") + test.file + ":" + std::to_string(test.line) + ": " + test.name + "\n";
  for (const Difference& difference : result.differences) {
    text += "  " + difference.key + (is_chinese ? "：应为 " : ": expected ") + difference.expected +
            (is_chinese ? "，实为 " : ", but it is ") + difference.actual + "\n";
  }
  return text + indented(result.trace);
}

}  // namespace warrantor::audit
