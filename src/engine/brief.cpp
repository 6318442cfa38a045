#include "engine/brief.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "engine/open_lines.hpp"
#include "engine/plain_words.hpp"
#include "engine/settlement_words.hpp"

namespace warrantor::engine {
namespace {

class BriefStory {
 public:
  BriefStory(const Policy& policy, const Claim& claim, const Decision& decision, const Wording& wording)
      : policy_(policy),
        program_(policy.program()),
        claim_(claim),
        decision_(decision),
        wording_(wording),
        words_(program_, wording),
        say_(wording.say()) {}

  std::string tell_claim() {
    const Value id = claim_.get(program_.schema.claim_id());
    std::string head(say_.claim);
    head += " " + wording_.value(ValueType::text, {}, id);
    if (decision_.rejected()) return tell_rejection(head);
    if (decision_.lines.size() == 1) return tell_outcome(head, decision_.outcome, 0);
    tell(head + std::string(say_.colon) + wording_.outcome(decision_.outcome));
    std::vector<std::int64_t> pays(program_.schema.parties().size(), 0);
    std::int64_t open = 0;
    bool is_unknown = false;
    for (const LineDecision& line : decision_.lines) {
      for (std::size_t party = 0; party < pays.size(); ++party) pays[party] += line.pays[party];
      open += line.open;
      is_unknown = is_unknown || has_unknown_amount(line);
    }
    tell_payments(pays, open, is_unknown);
    return std::move(text_);
  }

  std::string tell_line(std::size_t place, const LineExtras& extras) {
    const LineDecision& line = decision_.lines[place];
    if (decision_.lines.size() > 1) {
      text_ = "\n" +
              tell_outcome(capitalised(std::string(say_.line)) + " " + on_one_line(line.line_id), line.outcome, place);
    }
    tell_payments(line.pays, line.open, has_unknown_amount(line));
    tell_advances(line);
    if (line.outcome == Outcome::partial && says_more_than_the_total(line)) tell_portions(line);
    tell_grounds(line);
    tell_reasons(line, extras);
    tell_coverage(line);
    tell_open(line);
    text_ += extras.answers;
    tell_steps(line);
    return std::move(text_);
  }

 private:
  void tell(const std::string& sentence) { text_ += sentence + "\n"; }
  void item(const std::string& sentence) { tell("  - " + sentence); }
  [[nodiscard]] std::string labelled(std::string_view label, const std::string& text) const {
    return std::string(label) + std::string(say_.colon) + text;
  }

  std::string tell_outcome(const std::string& head, Outcome outcome, std::size_t line) {
    const std::string object = words_.object(claim_, line);
    const std::string about = object.empty() ? head : head + std::string(say_.comma) + object;
    return labelled(about, wording_.outcome(outcome)) + "\n";
  }

  static bool has_unknown_amount(const LineDecision& line) {
    return std::any_of(line.portions.begin(), line.portions.end(),
                       [](const PortionResult& portion) { return portion.amount.is_unknown(); });
  }

  void tell_payments(const std::vector<std::int64_t>& pays, std::int64_t open, bool is_unknown) {
    const std::string payments = words_.payments(pays);
    if (!payments.empty()) tell(labelled(program_.has_advances() ? say_.who_bears : say_.who_pays, payments));
    if (is_unknown && open == 0) return tell(labelled(say_.still_open, std::string(say_.unknown_amount)));
    if (open != 0) {
      tell(labelled(say_.still_open,
                    wording_.amount(open) + std::string(is_unknown ? say_.and_unknown_amount : std::string_view())));
    }
    if (payments.empty() && open == 0) tell(std::string(say_.nothing_asked_for) + std::string(say_.stop));
  }

  // Where others pay first than those who bear it.
  void tell_advances(const LineDecision& line) {
    if (line.advances.empty() || line.open != 0 || line.advances == line.pays) return;
    std::vector<std::int64_t> owed = line.advances;
    owed[index_of(program_.excluded_party)] = 0;  // what is not owed nobody pays first
    const std::string payments = words_.payments(owed);
    if (!payments.empty()) tell(labelled(say_.who_advances, payments));
  }

  // A rule that says who bears something and is no reason of its own.
  void tell_grounds(const LineDecision& line) {
    std::vector<const RuleInfo*> grounds;
    for (const PortionResult& portion : line.portions) {
      const RuleInfo* const rule = portion.decided_by;
      if (rule == nullptr || (rule->stage != Stage::responsibility && rule->stage != Stage::approvals)) continue;
      const bool is_reason = std::any_of(line.reasons.begin(), line.reasons.end(),
                                         [rule](const Reason& reason) { return reason.rule == rule; });
      const bool asks_for_something = portion.owed.is_known() && portion.owed.as_integer() != 0;
      if (is_reason || !asks_for_something || std::count(grounds.begin(), grounds.end(), rule) > 0) continue;
      grounds.push_back(rule);
    }
    if (!grounds.empty()) tell(labelled(say_.borne_so, words_.titles(grounds)) + std::string(say_.stop));
  }

  // Of a single portion everything is said already.
  [[nodiscard]] static bool says_more_than_the_total(const LineDecision& line) { return line.portions.size() > 1; }

  // Why a line is paid in part shows in who bears what.
  void tell_portions(const LineDecision& line) {
    for (const PortionResult& portion : line.portions) {
      if (!portion.amount.is_known() || portion.amount.as_integer() == 0 || !portion.decided) continue;
      const PortionName& name = program_.schema.portions()[index_of(portion.portion)];
      item(labelled(capitalised(std::string(name.labels.get(wording_.language(), name.name))),
                    words_.payments(portion.shares)));
    }
  }

  void tell_reasons(const LineDecision& line, const LineExtras& extras) {
    std::vector<const RuleInfo*> awaited;
    bool is_told = false;
    for (const Reason& reason : line.reasons) {
      if (is_awaited(line, reason)) {
        awaited.push_back(reason.rule);
        continue;
      }
      if (!std::exchange(is_told, true)) tell(std::string(reasons_heading(line)) + std::string(say_.colon_at_end));
      tell_reason(line, reason, extras);
    }
    if (!awaited.empty()) tell(labelled(say_.waits_for, words_.titles(awaited)) + std::string(say_.stop));
    if (const auto rules = referred_by(line); !rules.empty()) {
      tell(labelled(say_.referred_by, words_.titles(rules)) + std::string(say_.stop));
    }
    const bool waits = !line.awaited_lines.empty() && line.outcome == Outcome::needs_information;
    if (!line.contradictions.empty() && !waits) tell(labelled(say_.contradictions, words_.titles(line.contradictions)));
    if (const std::string lines = tell_awaited_lines(line, wording_); !lines.empty()) tell(lines);
    if (line.reasons.empty() && line.outcome == Outcome::approved) {
      tell(capitalised(std::string(say_.none)) + std::string(say_.stop));
    }
  }

  [[nodiscard]] std::string_view reasons_heading(const LineDecision& line) const {
    if (line.outcome == Outcome::approved) return say_.considered;
    return is_open(line.outcome) ? say_.so_far : wording_.why_not();
  }

  // Of all versions that may be in force.
  [[nodiscard]] std::string title_of(const Reason& reason, const LineExtras& extras) const {
    const auto versions = extras.versions.find(reason.rule);
    if (versions == extras.versions.end()) return words_.title_and_clause(*reason.rule);
    std::string text;
    for (const RuleInfo* const version : versions->second) {
      if (!text.empty()) text += wording_.is_chinese() ? "或" : " or ";
      text += words_.title_and_clause(*version);
    }
    return text;
  }

  void tell_reason(const LineDecision& line, const Reason& reason, const LineExtras& extras) {
    std::string text = title_of(reason, extras) + std::string(say_.stop);
    const std::string space = wording_.is_chinese() ? "" : " ";
    const std::string details = words_.details(line, reason);
    if (!details.empty()) text += space + details;
    const auto reckoned = extras.reckoned.find(reason.rule);
    if (reckoned != extras.reckoned.end()) text += space + reckoned->second + std::string(say_.stop);
    item(text);
  }

  void tell_coverage(const LineDecision& line) {
    if (line.coverage == nullptr) return;
    // Where none of several rows covers the line, each says how far it went.
    const bool is_covered = std::any_of(line.coverages.begin(), line.coverages.end(),
                                        [](const CoverageResult& row) { return row.covers(); });
    if (line.coverages.size() < 2 || is_covered) return tell_row(*line.coverage, line.limits);
    for (const CoverageResult& row : line.coverages) tell_row(*row.row, row.limits);
  }

  void tell_row(const RuleInfo& row, const std::vector<LimitResult>& limits) {
    const std::string last = words_.last_of(limits);
    std::string granted = words_.title(row);
    std::string separator(say_.colon);
    for (const LimitResult& limit : limits) {
      if (!limit.allowed.is_known()) continue;
      granted += separator + words_.granted(limit);
      separator = say_.semicolon;
    }
    if (last.empty()) return tell(labelled(say_.coverage, granted) + std::string(say_.stop));
    const bool ends_on_a_day = std::any_of(
        limits.begin(), limits.end(), [](const LimitResult& limit) { return limit.is_date && limit.last.is_known(); });
    tell(std::string(ends_on_a_day ? say_.covered_until : say_.covered_up_to) + last +
         std::string(say_.in_brackets_before) + granted + std::string(say_.in_brackets_after) + std::string(say_.stop));
  }

  void tell_open(const LineDecision& line) {
    if (!line.missing.empty() && !steps_say(line, "{missing}")) {
      const std::string_view asked = engine::is_open(line.outcome) ? say_.missing : say_.asked_by_later;
      tell(labelled(asked, wording_.facts(line.missing)) + std::string(say_.stop));
    }
    if (!line.open_claims.empty()) {
      tell(labelled(say_.open_claims, on_one_line(base::join(line.open_claims, say_.comma))) + std::string(say_.stop));
    }
    if (!line.pending.empty() && !steps_say(line, "{pending}")) {
      tell(labelled(say_.pending, wording_.facts(line.pending)) + std::string(say_.stop));
    }
    if (!line.possible.empty() && !line.missing.empty()) {
      tell(labelled(say_.hangs_on, words_.titles(line.possible)) + std::string(say_.stop));
    }
  }

  /// Whether one of the line's steps names them by itself.
  [[nodiscard]] bool steps_say(const LineDecision& line, std::string_view place) const {
    return std::any_of(program_.steps.begin(), program_.steps.end(), [&](const policy::Step& declared) {
      const auto is_this = [&](const StepResult& step) { return step.step == &declared.info; };
      return std::any_of(line.steps.begin(), line.steps.end(), is_this) &&
             declared.text.get(wording_.language()).find(place) != std::string_view::npos;
    });
  }

  void tell_steps(const LineDecision& line) {
    if (line.steps.empty()) return;
    tell(std::string(say_.steps) + std::string(say_.colon_at_end));
    int number = 0;
    for (const StepResult& step : line.steps) {
      tell("  " + std::to_string(++number) + ". " + policy_.step_text(line, step, wording_.language()));
    }
  }

  std::string tell_rejection(const std::string& head) {
    tell(labelled(head, std::string(say_.rejected)));
    for (const Rejection& rejection : decision_.rejections) {
      std::string where;
      if (rejection.line && claim_.line_count() > 1) {
        where = labelled(std::string(say_.line) + " " + std::to_string(*rejection.line + 1), "");
      }
      if (rejection.rule != nullptr) item(where + words_.title_and_clause(*rejection.rule) + std::string(say_.stop));
      if (rejection.rule == nullptr && rejection.fact) {
        item(where + labelled(say_.missing, wording_.fact(*rejection.fact)) + std::string(say_.stop));
      }
    }
    tell(std::string(say_.mend));
    return std::move(text_);
  }

  const Policy& policy_;
  const policy::Program& program_;
  const Claim& claim_;
  const Decision& decision_;
  const Wording& wording_;
  PlainWords words_;
  const Phrases& say_;
  std::string text_;
};

}  // namespace

std::string tell_claim_briefly(const Policy& policy, const Claim& claim, const Decision& decision,
                               const Wording& wording) {
  return BriefStory(policy, claim, decision, wording).tell_claim();
}

std::string tell_line_briefly(const Policy& policy, const Claim& claim, const Decision& decision, std::size_t line,
                              const Wording& wording, const LineExtras& extras) {
  return BriefStory(policy, claim, decision, wording).tell_line(line, extras);
}

}  // namespace warrantor::engine
