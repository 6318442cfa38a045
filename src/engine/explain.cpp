#include <map>
#include <string>
#include <utility>

#include <warrantor/adjudicate.hpp>

#include "base/text.hpp"
#include "engine/brief.hpp"
#include "engine/facts.hpp"
#include "engine/grant_story.hpp"
#include "engine/line_story.hpp"
#include "engine/settlement_words.hpp"
#include "engine/used_up.hpp"
#include "engine/version_story.hpp"
#include "engine/what_if.hpp"
#include "engine/wording.hpp"
#include "policy/program.hpp"

namespace warrantor {
namespace {

using engine::Phrases;
using engine::Wording;
using policy::Program;

// How the amounts were reckoned that a line is owed step by step.
std::map<const RuleInfo*, std::string> reckoned(const Program& program, expr::Evaluator& evaluator,
                                                const LineDecision& line, const std::vector<Value>& used_up,
                                                const Wording& wording) {
  std::map<const RuleInfo*, std::string> all;
  for (const AdjustmentResult& step : line.adjustments) {
    if (!step.before.is_known() || step.before.same_as(step.after)) continue;
    const auto rows = engine::tell_adjustment(program, evaluator, *step.rule, used_up, wording);
    if (!rows.empty()) all.emplace(step.rule, base::join(rows, wording.is_chinese() ? "；" : "; "));
  }
  return all;
}

std::string tell_rejection(const Decision& decision, const Wording& wording) {
  std::string text(wording.say().rejected);
  for (const Rejection& rejection : decision.rejections) {
    text += "\n  - ";
    if (rejection.line)
      text += std::string(wording.say().line) + " " + std::to_string(*rejection.line + 1) +
              std::string(wording.say().colon);
    if (rejection.rule != nullptr) text += wording.rule(*rejection.rule);
    if (rejection.rule == nullptr && rejection.fact)
      text += wording.fact(*rejection.fact) + " = " + std::string(wording.say().unknown);
  }
  return text + "\n";
}

std::string tell_claim(const Policy& policy, const Claim& claim, const Wording& wording) {
  const Phrases& say = wording.say();
  const Value id = claim.get(policy.schema().claim_id());
  return std::string(say.claim) + " " + wording.value(ValueType::text, {}, id) + "\n" + std::string(say.rule_set) +
         std::string(say.colon) + policy.name() + "\n";
}

}  // namespace

std::string explain(const Policy& policy, const Claim& claim, const History& history, std::string_view language,
                    Detail detail) {
  const Program& program = policy.program();
  const Wording wording(program, language);
  Decision decision = adjudicate(policy, claim, history);
  std::string text = detail == Detail::brief ? engine::tell_claim_briefly(policy, claim, decision, wording)
                                             : tell_claim(policy, claim, wording);
  text += engine::tell_version(policy, decision, wording);
  if (decision.rejected()) return detail == Detail::brief ? text : text + tell_rejection(decision, wording);
  engine::FactReader reader(program, claim, &history);
  expr::Evaluator evaluator(program.code, program.schema, reader.facts(), nullptr, &program.conditions.index);
  std::vector<engine::LineFacts> line_facts;
  engine::UsedUp used_up(program);
  std::string of_lines;
  for (std::size_t i = 0; i < decision.lines.size(); ++i) {
    reader.read_line(i);
    evaluator.forget();
    line_facts.push_back({reader.facts().line, reader.facts().used_up});
    LineDecision& line = decision.lines[i];
    if (detail == Detail::full) {
      of_lines += engine::tell_line(policy, reader, evaluator, history, line, wording);
    } else {
      // What the missing facts would change is tried on the facts themselves: the steps are told before.
      engine::LineExtras extras{{}, reckoned(program, evaluator, line, reader.facts().used_up, wording)};
      for (const Reason& reason : line.reasons) {
        auto versions = engine::versions_that_may_hold(program, evaluator, *reason.rule);
        if (!versions.empty()) extras.versions.emplace(reason.rule, std::move(versions));
      }
      extras.answers = engine::tell_answers(program, reader, evaluator, history, line, wording);
      of_lines += engine::tell_line_briefly(policy, claim, decision, i, wording, extras);
    }
    used_up.note(evaluator, line, reader);
  }
  engine::ClaimView view(program, reader, evaluator, history, line_facts);
  engine::ClaimCases cases(program, view);
  cases.consider();
  const engine::GrantStory grants(policy, view, cases, evaluator, reader, history, decision, wording);
  if (detail == Detail::full) return text + grants.tell() + of_lines;
  const std::string granted = grants.tell_briefly();
  const std::string_view gap = decision.lines.size() > 1 && !granted.empty() ? "\n" : "";
  return text + of_lines + std::string(gap) + granted;
}

}  // namespace warrantor
