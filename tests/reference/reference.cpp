#include "reference/reference.hpp"

#include <algorithm>

#include "reference/tree.hpp"

namespace warrantor::reference {
namespace {

using Kind = Question::Kind;

class LineDecider {
 public:
  LineDecider(const Book& book, const Stated& stated, const Before& before, const Lists& lists, std::size_t most_cases)
      : book_(book), rules_(book.rules()), stated_(stated), before_(before), pools_(book, lists), left_(most_cases) {}

  /// Nothing where every case is rejected.
  std::optional<LineResult> decide() {
    do {
      cases_ = over_unknown({});
    } while (pools_.grow());
    std::vector<Findings> all;
    append_leaves(cases_, all);
    common_ = in_common(all);
    if (common_.rejected) return std::nullopt;
    line_.is_certain = pools_.is_idle();
    line_.tried_a_list = pools_.tried_a_list();
    line_.used_up = common_.used_up;
    find_result(all);
    find_reasons();
    find_amounts();
    find_steps();
    return line_;
  }

  /// The rules that may be granted once, each with the values for which this line was granted it.
  [[nodiscard]] Notes granted() {
    Notes notes;
    if (line_.outcome != Outcome::approved && line_.outcome != Outcome::partial) return notes;
    for (const rules::RuleSyntax& rule : rules_.rules) {
      if (rule.once_per.empty() || !is_granted(rule) || !applies(rule)) continue;
      Granted granted{rule.id.value, {}};
      try {
        Case one(book_, stated_, {}, nullptr);
        for (const rules::Text& fact : rule.once_per) granted.values.push_back(one.value_of(fact.value));
      } catch (const Question&) {
        continue;
      }
      notes.push_back(std::move(granted));
    }
    return notes;
  }

 private:
  using Cases = Tree<Findings>;

  // ---- All cases, from the inside out ----

  Findings run(const Answers& answers) {
    if (left_ == 0) throw TooManyCases();
    --left_;
    Case one(book_, stated_, answers, &pools_);
    set_before(one);
    return settle(one, before_.notes);
  }

  void set_before(Case& one) const {
    one.set_used_up(&before_.used_up);
    one.set_run(before_.run);
  }

  Cases explored(Kind kind, const Answers& answers, const std::function<Findings(const Answers&)>& inner) {
    const auto values = [this](const Question& question) -> const std::vector<Thing>& {
      return pools_.values(question);
    };
    return explore<Findings>({kind}, answers, values, inner);
  }

  // Conditions that are undefined may go either way. Where that makes a difference to who bears something the line is
  // referred, and the rules are named.
  Findings over_choices(const Answers& answers) {
    const Cases cases = explored(Kind::choice, answers, [this](const Answers& more) { return run(more); });
    Findings common = common_of(cases);
    common.waiting.insert(common.without_value.begin(), common.without_value.end());
    if (cases.common == "different") {
      refer(common);
      for (const std::string& name : differing(cases)) {
        for (const std::string& id : ids_in(name)) common.waiting.insert(id);
      }
    }
    return common;
  }

  // With the unknown facts fixed, the pending ones vary.
  Findings over_pending(const Answers& answers) {
    const Cases cases = explored(Kind::pending, answers, [this](const Answers& more) { return over_choices(more); });
    Findings common = common_of(cases);
    if (cases.common == "different" || (cases.common.empty() && !common.rejected)) {
      common.pending = differing(cases);
      if (!common.pending.empty()) refer(common);
    }
    if (common.outcome == Outcome::referred) list_awaited(common);
    return common;
  }

  Cases over_unknown(const Answers& answers) {
    return explored(Kind::unknown, answers, [this](const Answers& more) { return over_pending(more); });
  }

  static Findings common_of(const Cases& cases) {
    std::vector<Findings> all;
    append_leaves(cases, all);
    return in_common(all);
  }

  static Ids differing(const Cases& cases) {
    Questions questions;
    append_questions(cases, questions);
    Ids names;
    for (const Question& question : questions) {
      if (makes_a_difference(cases, question)) names.insert(asked_fact(question.name));
    }
    return names;
  }

  static void refer(Findings& findings) {
    findings.outcome = Outcome::referred;
    findings.pays.assign(findings.pays.size(), 0);
    findings.advances.assign(findings.advances.size(), 0);
  }

  // `rule`, `rule takes`, `row+row (coverage)`.
  [[nodiscard]] Ids ids_in(const std::string& name) const {
    Ids ids;
    std::string rest = name.substr(0, name.find(' '));
    while (!rest.empty()) {
      const std::string id = rest.substr(0, rest.find('+'));
      if (is_id(id)) ids.insert(id);
      rest.erase(0, id.size() + 1);
    }
    return ids;
  }

  bool is_id(const std::string& name) const {
    const auto is = [&](const auto& item) { return item.id.value == name; };
    return std::any_of(rules_.rules.begin(), rules_.rules.end(), is) ||
           std::any_of(rules_.limits.begin(), rules_.limits.end(), is) ||
           (rules_.coverage && std::any_of(rules_.coverage->rows.begin(), rules_.coverage->rows.end(), is));
  }

  // While the line waits for a fact, what awaits it is listed, unless it surely does not hold.
  void list_awaited(Findings& findings) const {
    const auto add = [&](const auto& item) {
      const bool waits = std::any_of(item.awaits.begin(), item.awaits.end(),
                                     [&](const rules::Text& fact) { return findings.pending.contains(fact.value); });
      if (waits && findings.active.contains(item.id.value)) findings.waiting.insert(item.id.value);
    };
    for (const rules::RuleSyntax& rule : rules_.rules) {
      if (rule.listed.value != "never") add(rule);
      if (rule.listed.value == "only_while_awaited" && findings.waiting.contains(rule.id.value)) {
        findings.ever.insert(rule.id.value);
      }
    }
    if (!rules_.coverage) return;
    for (const rules::CoverageRowSyntax& row : rules_.coverage->rows) add(row);
  }

  // ---- The line ----

  void find_result(const std::vector<Findings>& all) {
    Ids results;
    for (const Findings& one : all) {
      if (one.rejected) continue;
      results.insert(one.result());
      line_.pending.insert(one.pending.begin(), one.pending.end());
    }
    line_.outcome = results.size() == 1 ? common_.outcome : Outcome::needs_information;
    line_.pays = common_.pays;
    line_.advances = common_.advances;
    if (line_.outcome != Outcome::referred) line_.pending.clear();
    if (line_.outcome != Outcome::needs_information) return;
    line_.missing = differing(cases_);
    line_.pays.assign(line_.pays.size(), 0);
    line_.advances.assign(line_.advances.size(), 0);
  }

  void find_reasons() {
    line_.reasons = common_.waiting;
    for (const rules::RuleSyntax& rule : rules_.rules) {
      if (!rule.awaits.empty()) line_.may_await.insert(rule.id.value);
    }
    for (std::size_t i = 0; rules_.coverage && i < rules_.coverage->rows.size(); ++i) {
      const rules::CoverageRowSyntax& row = rules_.coverage->rows[i];
      if (!row.awaits.empty()) line_.may_await.insert(row.id.value);
    }
    for (const std::string& id : common_.ever) {
      if (!line_.reasons.contains(id)) line_.possible.insert(id);
    }
    if (common_.coverage && common_.coverage->size() == 1) line_.coverage = *common_.coverage->begin();
  }

  [[nodiscard]] bool is_open() const {
    return line_.outcome == Outcome::needs_information || line_.outcome == Outcome::referred;
  }

  void find_amounts() {
    if (!is_open()) return;
    if (common_.total) {
      line_.open = *common_.total;
      return;
    }
    for (const auto& amount : common_.amounts) line_.open += amount.value_or(0);
  }

  // ---- Steps ----

  void find_steps() {
    for (const rules::StepSyntax& step : rules_.steps) {
      bool is_plain = true;
      if (!is_to_be_done(step.when, is_plain)) continue;
      line_.steps.push_back(step.id.value);
      if (is_plain) line_.plain_steps.insert(step.id.value);
    }
  }

  bool is_to_be_done(const rules::Condition& when, bool& is_plain) {
    if (when.kind == rules::Condition::Kind::all) {
      return std::all_of(when.children.begin(), when.children.end(),
                         [&](const rules::Condition& child) { return is_to_be_done(child, is_plain); });
    }
    const auto any = [&](const auto& test) { return std::any_of(when.tests.begin(), when.tests.end(), test); };
    if (when.subject.value == "outcome") {
      return any([this](const rules::Text& text) { return text.value == name_of(line_.outcome); });
    }
    if (when.subject.value == "pending") {
      return any([this](const rules::Text& text) { return line_.pending.contains(text.value); });
    }
    if (when.subject.value == "borne_by") {
      return any([this](const rules::Text& text) { return line_.pays[book_.party(text.value)] != 0; });
    }
    const Tree<Truth> cases = cases_of(when);
    is_plain = is_plain && cases.leaf != nullptr;
    return cases.common == "true";
  }

  struct Truth {
    bool holds = false;
    [[nodiscard]] std::string result() const { return holds ? "true" : "false"; }
  };

  Tree<Truth> cases_of(const rules::Condition& condition) {
    const auto run_one = [&](const Answers& answers) {
      Case one(book_, stated_, answers, &pools_);
      set_before(one);
      return Truth{one.holds(condition).is_true()};
    };
    const auto values = [this](const Question& question) -> const std::vector<Thing>& {
      return pools_.values(question);
    };
    const std::vector<Question::Kind> both{Kind::unknown, Kind::pending};
    Tree<Truth> cases;
    do {
      cases = explore<Truth>(both, {}, values, run_one);
    } while (pools_.grow());
    return cases;
  }

  bool applies(const rules::RuleSyntax& rule) {
    const bool has_unless = rule.unless.kind != rules::Condition::Kind::always;
    return cases_of(rule.applies).common == "true" && cases_of(rule.when).common == "true" &&
           !(has_unless && cases_of(rule.unless).common != "false");
  }

  // The approving party bears the first portion that the rule would take away.
  bool is_granted(const rules::RuleSyntax& rule) const {
    if (rule.is_referral()) return true;  // it takes nothing away
    const bool takes_all = rule.takes.empty() || rule.takes.front().value == "all";
    const std::size_t portion = takes_all ? 0 : book_.portion(rule.takes.front().value);
    return common_.portion_granted[portion].value_or(false);
  }

  const Book& book_;
  const rules::RuleSet& rules_;
  const Stated& stated_;
  Before before_;
  Pools pools_;
  std::size_t left_;
  Cases cases_;
  Findings common_;
  LineResult line_;
};

Outcome combined(const std::vector<LineResult>& lines) {
  bool all_same = true;
  for (const Outcome open : {Outcome::needs_information, Outcome::referred}) {
    for (const LineResult& line : lines) {
      if (line.outcome == open) return open;
      all_same = all_same && line.outcome == lines.front().outcome;
    }
  }
  return all_same ? lines.front().outcome : Outcome::partial;
}

}  // namespace

DecidedLine decide_line(const Book& book, const Claim& claim, std::size_t line, const Before& before,
                        const Lists& lists, std::size_t most_cases) {
  DecidedLine decided;
  const Stated stated = read_line(book.schema(), claim, line);
  decided.rejected = stated.rejected;
  if (stated.rejected) return decided;
  LineDecider decider(book, stated, before, lists, most_cases);
  decided.line = decider.decide();
  if (!decided.line) return decided;
  Case one(book, stated, {}, nullptr);
  decided.line->line_id = one.value_of(book.schema().fact(book.schema().line_id()).name).text;
  decided.granted = decider.granted();
  return decided;
}

UsedUp together(const UsedUp& left, const UsedUp& right) {
  UsedUp sum = left;
  for (const auto& [rule, used] : right) {
    const auto [before, is_first] = sum.try_emplace(rule, used);
    if (is_first) continue;
    const bool is_known = before->second.has_order() && used.has_order();
    before->second = is_known ? number_of(Thing::Kind::money, before->second.number + used.number) : undefined();
  }
  return sum;
}

ClaimResult decide(const Book& book, const Claim& claim, const Notes& notes, const Lists& lists,
                   std::size_t most_cases) {
  ClaimResult result;
  UsedUp used_up;
  for (std::size_t i = 0; i < std::max<std::size_t>(claim.line_count(), 1); ++i) {
    DecidedLine decided = decide_line(book, claim, i, {notes, used_up}, lists, most_cases);
    result.rejected = result.rejected || decided.rejected;
    if (result.rejected) continue;
    result.impossible = result.impossible || !decided.line;
    if (!decided.line) continue;
    used_up = together(used_up, decided.line->used_up);
    result.lines.push_back(std::move(*decided.line));
    for (Granted& granted : decided.granted) result.granted.push_back(std::move(granted));
  }
  if (!result.rejected && !result.impossible) result.outcome = combined(result.lines);
  return result;
}

}  // namespace warrantor::reference
