#include "engine/line_story.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "engine/findings.hpp"
#include "engine/limit_words.hpp"
#include "engine/limits.hpp"
#include "engine/line.hpp"
#include "engine/open_lines.hpp"
#include "engine/plain_words.hpp"
#include "engine/reasons.hpp"
#include "engine/settlement_words.hpp"
#include "engine/version_story.hpp"
#include "engine/what_if.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {
namespace {

using expr::NodeId;
using policy::Program;

/// Tells one line: what was found and what was looked at without being found.
class LineStory {
 public:
  LineStory(const Policy& policy, FactReader& reader, expr::Evaluator& evaluator, const History& history,
            const Wording& wording)
      : policy_(policy),
        program_(policy.program()),
        evaluator_(evaluator),
        facts_(reader.facts()),
        used_up_(reader.facts().used_up),
        wording_(wording),
        words_(program_, wording),
        say_(wording.say()),
        findings_(consider(program_, reader, evaluator, history)),
        decision_(decide_line(program_, reader, evaluator, history)),
        what_if_(tell_what_if(program_, reader, evaluator, history, decision_, wording)) {}

  /// The line as it was decided after those before it.
  std::string tell(const LineDecision& decided) {
    decision_.awaited_lines = decided.awaited_lines;
    decision_.missing = decided.missing;  // with what lines behind it wait for
    text_ = "\n== " +
            labelled(std::string(say_.line) + " " + on_one_line(decided.line_id), wording_.outcome(decision_.outcome)) +
            " ==\n";
    tell_reasons();
    tell_rules(Stage::validity, say_.validity);
    tell_coverage();
    tell_rules(Stage::adjustments, say_.adjustments);
    tell_rules(Stage::exclusions, say_.exclusions);
    tell_rules(Stage::responsibility, say_.responsibility);
    tell_rules(Stage::advances, say_.advances);
    tell_rules(Stage::approvals, say_.approvals);
    tell_payment();
    tell_advances();
    tell_open();
    text_ += what_if_;
    tell_steps();
    return std::move(text_);
  }

 private:
  void heading(std::string_view title) { text_ += "\n" + std::string(title) + "\n"; }
  void item(const std::string& line) { text_ += "  " + line + "\n"; }
  void detail(const std::string& line) { text_ += "      " + line + "\n"; }
  std::string labelled(std::string_view label, const std::string& text) const {
    return std::string(label) + std::string(say_.colon) + text;
  }

  void tell_reasons() {
    const bool open = is_open(decision_.outcome);
    heading(open ? say_.so_far : decision_.outcome == Outcome::approved ? wording_.why() : wording_.why_not());
    for (const Reason& reason : decision_.reasons) {
      item("- " + wording_.rule(*reason.rule));
      tell_why(reason);
    }
    if (decision_.reasons.empty()) item("- " + std::string(open ? say_.nothing_yet : say_.none));
  }

  // Of a limit that rows side by side pass: by which of them it was nearly kept.
  void tell_why(const Reason& reason) {
    if (reason.rule->stage == Stage::coverage && nearest_passed(decision_, *reason.rule).row != nullptr) {
      detail(words_.details(decision_, reason));
    } else if (!reason.comparisons.empty()) {
      detail(wording_.comparisons(reason.comparisons));
    }
  }

  void tell_coverage() {
    if (!program_.coverage) return;
    heading(say_.coverage);
    const auto& candidates = findings_.verdict.coverage.candidates;
    if (candidates.empty()) item(std::string(say_.no_coverage));
    if (!candidates.empty() && !findings_.verdict.coverage.row) item(std::string(say_.coverage_open));
    if (program_.coverage->choose == policy::Choose::all) return tell_united();
    bool covered = false;
    for (const policy::CoverageRow& row : program_.coverage->rows) {
      const Value when = evaluator_.evaluate(row.when);
      if (covered) {
        item("- " + labelled(wording_.rule(row.info), std::string(say_.row_earlier)));
        continue;
      }
      const bool holds = decision_.coverage == &row.info;
      item((holds ? "* " : "- ") + labelled(wording_.rule(row.info), std::string(row_says(when, holds))));
      if (!holds) tell_condition(row.when, when);
      if (holds) tell_limits(decision_.limits);
      covered = holds || when.is_true();
    }
  }

  // Rows that count side by side: what each of them says, and the limits of those that hold.
  void tell_united() {
    for (const policy::CoverageRow& row : program_.coverage->rows) {
      const Value when = evaluator_.evaluate(row.when);
      const bool is_named = decision_.coverage == &row.info;
      const std::string title = (is_named ? "* " : "- ") + wording_.rule(row.info);
      const Value own = evaluator_.evaluate(row.own);
      if (when.is_false() && own.is_true()) {
        item(labelled(title, std::string(say_.row_replaced) + replacing(row)));
        continue;
      }
      const std::vector<LimitResult> limits = limits_of(program_, evaluator_, row);
      item(labelled(title, std::string(united_says(when, limits))));
      when.is_true() ? tell_limits(limits) : tell_condition(row.when, when);
    }
  }

  [[nodiscard]] std::string_view united_says(Value when, const std::vector<LimitResult>& limits) const {
    if (!when.is_true()) return row_says(when, false);
    const auto passes = [](const LimitResult& limit) { return limit.passed.is_true(); };
    if (std::any_of(limits.begin(), limits.end(), passes)) return say_.row_is_over;
    return CoverageResult{nullptr, limits}.covers() ? say_.row_covers : say_.row_counts_too;
  }

  // The rows that hold instead of one.
  [[nodiscard]] std::string replacing(const policy::CoverageRow& replaced) {
    const auto& rows = program_.coverage->rows;
    const auto place = static_cast<std::size_t>(&replaced - rows.data());
    std::string text;
    for (const policy::CoverageRow& row : rows) {
      const bool names = std::find(row.instead_of.begin(), row.instead_of.end(), place) != row.instead_of.end();
      if (!names || !evaluator_.evaluate(row.own).is_true()) continue;
      text += (text.empty() ? std::string() : std::string(say_.comma)) + wording_.rule(row.info);
    }
    return text;
  }

  [[nodiscard]] std::string_view row_says(Value when, bool holds) const {
    if (holds) return say_.row_holds;
    if (when.is_false()) return say_.row_fails;
    return say_.row_open;
  }

  void tell_limits(const std::vector<LimitResult>& limits) {
    for (const std::string& line : engine::tell_limits(limits, wording_)) detail(line);
  }

  void tell_rules(Stage stage, std::string_view title) {
    const auto of_stage = [stage](const policy::Rule& rule) { return rule.info.stage == stage; };
    if (std::any_of(program_.rules.begin(), program_.rules.end(), of_stage)) heading(title);
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      if (program_.rules[i].info.stage == stage) tell_rule(program_.rules[i], findings_.verdict.holds[i]);
    }
  }

  // Of several versions one holds on every day that the claim may be of, though nobody knows which.
  [[nodiscard]] const RuleInfo* speaks_for_versions(const policy::Rule& rule) const {
    const auto holds = [this](std::size_t version) { return findings_.verdict.holds[version].is_true(); };
    if (rule.versions.empty() || std::any_of(rule.versions.begin(), rule.versions.end(), holds)) return nullptr;
    const auto reason = std::find_if(decision_.reasons.begin(), decision_.reasons.end(),
                                     [&](const Reason& listed) { return listed.rule->id == rule.info.id; });
    return reason == decision_.reasons.end() ? nullptr : reason->rule;
  }

  void tell_versions(const RuleInfo& speaker) {
    std::string names;
    for (const RuleInfo* const version : versions_that_may_hold(program_, evaluator_, speaker))
      names += std::string(names.empty() ? say_.colon : say_.comma) + wording_.rule(*version);
    detail((wording_.is_chinese() ? "无论适用哪个版本" : "whichever of its versions is in force") + names);
  }

  void tell_rule(const policy::Rule& rule, Value holds) {
    if (const RuleInfo* const speaker = speaks_for_versions(rule)) {
      if (speaker != &rule.info) return;
      item("* " + labelled(wording_.rule(rule.info), std::string(say_.holds)));
      return tell_versions(rule.info);
    }
    const Value condition = evaluator_.evaluate(rule.holds);
    std::string_view verdict = holds.is_true() ? say_.holds : holds.is_false() ? say_.fails : say_.open;
    if (holds.is_undefined()) verdict = say_.no_value;
    const bool changes_nothing = rule.changes && holds.is_false() && condition.is_true();
    if (holds.is_false() && condition.is_true() && rule.once_per.empty()) verdict = say_.not_listed;
    if (changes_nothing) verdict = say_.changes_nothing;
    item((holds.is_true() ? "* " : "- ") + labelled(wording_.rule(rule.info), std::string(verdict)));
    if (holds.is_true()) tell_overriders(rule);
    const bool applies = evaluator_.evaluate(rule.applies).is_true();
    tell_condition(applies ? rule.when : rule.holds, applies ? evaluator_.evaluate(rule.when) : condition);
    if (rule.changes && condition.is_true() && !holds.is_known()) tell_condition(*rule.changes, holds);
    if (holds.is_false() && condition.is_true()) tell_not_granted(rule);
    if (!holds.is_true() && !changes_nothing) return;
    const auto steps = tell_adjustment(program_, evaluator_, rule.info, used_up_, wording_);
    for (const std::string& step : steps) detail(step);
  }

  // Why a rule does not hold whose condition does: it takes away only what was granted before.
  void tell_not_granted(const policy::Rule& rule) {
    if (rule.once_per.empty()) return;
    std::vector<FactId> none;
    for (const FactId id : rule.once_per) {
      const Fact& fact = program_.schema.fact(id);
      if ((fact.scope == Scope::claim ? facts_.claim : facts_.line)[fact.slot].is_none()) none.push_back(id);
    }
    const bool is_chinese = wording_.is_chinese();
    if (!none.empty()) {
      detail(wording_.facts(none) +
             (is_chinese ? "为“无”，不与任何其他相同" : ": none, which is the same as no other"));
    } else {
      detail(is_chinese ? "此前没有就相同的" + wording_.facts(rule.once_per) + "批准过"
                        : "nothing was granted before for the same " + wording_.facts(rule.once_per));
    }
  }

  // What holds and has no effect since another rule goes before it.
  void tell_overriders(const policy::Rule& rule) {
    for (const policy::RuleId id : rule.overridden_by) {
      const policy::Rule& other = program_.rule(id);
      const std::size_t place = index_of(id);
      if (!findings_.verdict.takes[place].is_true()) continue;
      detail(std::string(wording_.is_chinese() ? "不生效，优先适用：" : "without effect, since this goes before it: ") +
             wording_.rule(other.info));
    }
  }

  void tell_condition(NodeId node, Value truth) {
    if (truth.is_known()) {
      std::vector<Comparison> comparisons;
      collect_comparisons(evaluator_, node, truth.is_true(), comparisons);
      if (!comparisons.empty()) detail(wording_.comparisons(comparisons));
      return;
    }
    std::vector<FactId> facts;
    evaluator_.collect_unknown(node, facts);
    if (!facts.empty()) detail(labelled(say_.because, wording_.facts(facts)));
  }

  void tell_payment() {
    heading(say_.who_pays);
    for (const PortionResult& portion : decision_.portions) {
      const PortionName& declared = program_.schema.portions()[index_of(portion.portion)];
      const std::string name(declared.labels.get(wording_.language(), declared.name));
      if (!portion.amount.is_known()) {
        item("- " + labelled(name, std::string(say_.unknown)));
      } else if (portion.amount.as_integer() == 0) {
        item("- " + labelled(name, std::string(say_.nothing_asked)));
      } else {
        item("- " +
             labelled(name + " " + wording_.amount(portion.amount.as_integer()) + owed(portion), bearers(portion)));
      }
    }
    item(labelled(say_.total, wording_.amount(decision_.total)) +
         (decision_.open == 0 ? ""
                              : std::string(say_.comma) + labelled(say_.open_amount, wording_.amount(decision_.open))));
  }

  // Where adjustments left less of it.
  [[nodiscard]] std::string owed(const PortionResult& portion) const {
    if (!portion.owed.is_known() || portion.owed.same_as(portion.amount)) return {};
    return std::string(say_.in_brackets_before) + std::string(say_.owed) + " " +
           wording_.amount(portion.owed.as_integer()) + std::string(say_.in_brackets_after);
  }

  void tell_advances() {
    if (decision_.advances.empty() || decision_.open != 0) return;
    heading(say_.who_advances);
    for (std::size_t party = 0; party < decision_.advances.size(); ++party) {
      if (decision_.advances[party] != 0) item("- " + engine::tell_advances(decision_, wording_, party));
    }
  }

  [[nodiscard]] std::string bearers(const PortionResult& portion) const {
    if (!portion.decided) return std::string(say_.undecided);
    std::string text;
    for (std::size_t party = 0; party < portion.shares.size(); ++party) {
      if (portion.shares[party] == 0) continue;
      if (!text.empty()) text += say_.comma;
      text += wording_.party(party);
      if (portion.shares[party] != portion.amount.as_integer()) text += " " + wording_.amount(portion.shares[party]);
    }
    text += say_.comma;
    if (portion.by_different_rules) return text + std::string(say_.by_different_rules);
    if (portion.decided_by == nullptr) return text + std::string(say_.by_default);
    return text + std::string(say_.by_rule) + " " + wording_.rule(*portion.decided_by);
  }

  void tell_open() {
    const std::string_view asked = is_open(decision_.outcome) ? say_.missing : say_.asked_by_later;
    if (!decision_.missing.empty()) heading(labelled(asked, wording_.facts(decision_.missing)));
    if (!decision_.open_claims.empty()) {
      item("- " + labelled(say_.open_claims, on_one_line(base::join(decision_.open_claims, say_.comma))));
    }
    if (!decision_.pending.empty()) heading(labelled(say_.pending, wording_.facts(decision_.pending)));
    tell_list(say_.referred_by, referred_by(decision_));
    const std::string lines = tell_awaited_lines(decision_, wording_);
    // They may have a value once what the lines before hang on is stated.
    const bool waits = !lines.empty() && decision_.outcome == Outcome::needs_information;
    if (!waits) tell_list(say_.contradictions, decision_.contradictions);
    if (!lines.empty()) heading(lines);
  }

  void tell_list(std::string_view title, const std::vector<const RuleInfo*>& rules) {
    if (!rules.empty()) heading(title);
    for (const RuleInfo* info : rules) item("- " + wording_.rule(*info));
  }

  void tell_steps() {
    if (decision_.steps.empty()) return;
    heading(say_.steps);
    int number = 0;
    for (const StepResult& step : decision_.steps) {
      item(std::to_string(++number) + ". " + policy_.step_text(decision_, step, wording_.language()) + " [" +
           step.step->id + "]");
    }
  }

  const Policy& policy_;
  const Program& program_;
  expr::Evaluator& evaluator_;
  const expr::FactValues& facts_;
  const std::vector<Value>& used_up_;
  const Wording& wording_;
  PlainWords words_;
  const Phrases& say_;
  Findings findings_;
  LineDecision decision_;
  std::string what_if_;
  std::string text_;
};

}  // namespace

std::string tell_line(const Policy& policy, FactReader& reader, expr::Evaluator& evaluator, const History& history,
                      const LineDecision& decided, const Wording& wording) {
  return LineStory(policy, reader, evaluator, history, wording).tell(decided);
}

}  // namespace warrantor::engine
