#include "engine/letter_content.hpp"

#include <algorithm>
#include <utility>

#include "base/add_once.hpp"
#include "engine/facts.hpp"
#include "engine/plain_words.hpp"
#include "engine/wording.hpp"

namespace warrantor::engine {
namespace {

class LetterAuthor {
 public:
  LetterAuthor(const Policy& policy, const Claim& claim, const Decision& decision, std::string_view language)
      : policy_(policy),
        program_(policy.program()),
        schema_(policy.schema()),
        claim_(claim),
        decision_(decision),
        wording_(program_, language, Dates::written),
        words_(program_, wording_),
        facts_(program_, claim) {}

  LetterContent write(std::optional<Date> date) {
    LetterContent letter;
    value(letter, "claim_id", wording_.value(ValueType::text, {}, claim_.get(schema_.claim_id())));
    value(letter, "date", date ? wording_.date(Value::date(*date)) : "");
    value(letter, "rule_set.title", std::string(policy_.title().get(wording_.language(), policy_.id())));
    value(letter, "rule_set.name", policy_.name());
    flag(letter, "rejected", decision_.rejected());
    flag(letter, "several_lines", decision_.lines.size() > 1);
    write_claim_facts(letter);
    write_sums(letter);
    for (std::size_t i = 0; i < decision_.lines.size(); ++i) add_line(letter, i);
    for (const Rejection& rejection : decision_.rejections) add_rejection(letter, rejection);
    write_grants(letter);
    number_items(letter, {"lines", "rejections", "grants"});
    return letter;
  }

 private:
  static void value(LetterContent& content, std::string name, std::string text) {
    const bool holds = !text.empty();
    content.items[std::move(name)] = {std::move(text), holds, {}};
  }
  static void value(LetterContent& content, std::string name, std::string text, bool holds) {
    content.items[std::move(name)] = {std::move(text), holds, {}};
  }
  static void flag(LetterContent& content, std::string name, bool holds) {
    content.items[std::move(name)] = {{}, holds, {}};
  }
  static std::vector<LetterContent>& list(LetterContent& content, std::string_view name) {
    return content.items[std::string(name)].items;
  }

  static void number_items(LetterContent& content, std::initializer_list<std::string_view> lists) {
    for (const std::string_view name : lists) {
      auto& items = list(content, name);
      for (LetterContent& item : items) {
        flag(item, "first", &item == &items.front());
        flag(item, "last", &item == &items.back());
      }
    }
  }

  // ---- What a claim and a line share ----

  /// What stands of the claim as a whole, made of its lines.
  void write_sums(LetterContent& letter) {
    LineDecision all;
    all.pays.resize(schema_.parties().size());
    all.advances.resize(schema_.parties().size());
    for (const LineDecision& line : decision_.lines) {
      for (std::size_t party = 0; party < all.pays.size(); ++party) all.pays[party] += line.pays[party];
      for (std::size_t party = 0; party < line.advances.size(); ++party) all.advances[party] += line.advances[party];
      all.open += line.open;
      all.total += line.total;
      for (const FactId fact : line.missing) base::add_once(all.missing, fact);
      for (const FactId fact : line.pending) base::add_once(all.pending, fact);
      for (const Reason& reason : line.reasons) all.reasons.push_back(reason);
      for (const StepResult& step : line.steps) all.steps.push_back(step);
    }
    write_outcome(letter, decision_.outcome);
    write_shared(letter, all);
    for (const LineDecision& line : decision_.lines) add_steps(letter, line);
    number_items(letter, {"steps"});
  }

  void write_outcome(LetterContent& content, Outcome outcome) {
    const bool decided = !decision_.rejected();
    value(content, "outcome", decided ? wording_.outcome(outcome) : std::string(wording_.say().rejected));
    for (const Outcome each :
         {Outcome::approved, Outcome::partial, Outcome::denied, Outcome::needs_information, Outcome::referred}) {
      flag(content, std::string(name_of(each)), decided && each == outcome);
    }
  }

  void write_shared(LetterContent& content, const LineDecision& line) {
    value(content, "total", wording_.amount(line.total), line.total != 0);
    value(content, "open", wording_.amount(line.open), line.open != 0);
    write_payments(content, "payments", "pays.", line.pays);
    write_payments(content, "advances", "advances.", line.advances);
    write_facts_asked(content, "missing", line.missing);
    write_facts_asked(content, "pending", line.pending);
    for (const RuleInfo* info : policy_.rules()) {
      if (info->stage == Stage::grants) continue;
      const bool is_step = info->stage == Stage::steps;
      const bool holds = is_step ? std::any_of(line.steps.begin(), line.steps.end(),
                                               [info](const StepResult& step) { return step.step == info; })
                                 : std::any_of(line.reasons.begin(), line.reasons.end(),
                                               [info](const Reason& reason) { return reason.rule == info; });
      flag(content, (is_step ? "steps." : "reasons.") + info->id, holds);
    }
    list(content, "steps");
  }

  void write_payments(LetterContent& content, const std::string& name, const std::string& family,
                      std::vector<std::int64_t> pays) {
    list(content, name);
    pays.resize(schema_.parties().size(), 0);
    for (std::size_t party = 0; party < pays.size(); ++party) {
      const std::string amount = wording_.amount(pays[party]);
      value(content, family + schema_.parties()[party].name, amount, pays[party] != 0);
      if (pays[party] == 0) continue;
      LetterContent payment;
      value(payment, "party", wording_.party(party));
      value(payment, "amount", amount);
      list(content, name).push_back(std::move(payment));
    }
    number_items(content, {name});
  }

  void write_facts_asked(LetterContent& content, const std::string& name, const std::vector<FactId>& asked) {
    for (std::size_t i = 0; i < schema_.facts().size(); ++i) {
      if (schema_.facts()[i].scope == Scope::record) continue;
      const auto id = static_cast<FactId>(i);
      flag(content, name + "." + schema_.facts()[i].name, std::find(asked.begin(), asked.end(), id) != asked.end());
    }
    list(content, name);
    for (const FactId id : asked) {
      LetterContent fact;
      value(fact, "fact", wording_.fact(id));
      list(content, name).push_back(std::move(fact));
    }
    number_items(content, {name});
  }

  void write_fact(LetterContent& content, FactId id, const Value& stated) {
    const Fact& fact = schema_.fact(id);
    const bool holds = fact.type == ValueType::boolean ? stated.is_true() : stated.is_known();
    value(content, "facts." + fact.name, wording_.measure(fact.type, fact.domain, stated, fact.unit), holds);
  }

  void write_claim_facts(LetterContent& letter) {
    for (const FactId id : schema_.claim_facts()) {
      const Fact& fact = schema_.fact(id);
      if (fact.type != ValueType::records) write_fact(letter, id, facts_.facts().claim[fact.slot]);
    }
  }

  // A step that is to be done on several lines is named once, unless its text differs.
  void add_steps(LetterContent& content, const LineDecision& line) {
    auto& steps = list(content, "steps");
    for (const StepResult& step : line.steps) {
      const std::string text = policy_.step_text(line, step, wording_.language());
      const bool is_there = std::any_of(steps.begin(), steps.end(), [&text](const LetterContent& known) {
        return known.items.find("text")->second.text == text;
      });
      if (is_there) continue;
      LetterContent item;
      value(item, "text", text);
      value(item, "id", step.step->id);
      steps.push_back(std::move(item));
    }
  }

  // ---- What the claim as a whole is granted ----

  void write_grants(LetterContent& letter) {
    list(letter, "grants");
    for (const GrantInfo& grant : policy_.grants()) flag(letter, "grants." + grant.rule->id, false);
    for (const ValueInfo* const figure : policy_.figures()) value(letter, "figures." + figure->name, "");
    for (const ValueResult& figure : decision_.figures)
      value(letter, "figures." + figure.info->name, told(figure), figure.value.is_known());
    for (const GrantResult& grant : decision_.grants) {
      flag(letter, "grants." + grant.rule->id, true);
      add_grant(letter, grant);
    }
  }

  void add_grant(LetterContent& letter, const GrantResult& grant) {
    LetterContent content;
    value(content, "title", words_.title(*grant.rule));
    value(content, "clause", grant.rule->clause);
    value(content, "id", grant.rule->id);
    for (const GrantInfo& known : policy_.grants()) {
      for (const ValueInfo* const with : known.values) value(content, "with." + with->name, "");
    }
    std::string details;
    for (const ValueResult& with : grant.values) {
      if (!with.value.is_known()) continue;
      value(content, "with." + with.info->name, told(with));
      if (!details.empty()) details += wording_.say().comma;
      details += std::string(with.info->title.get(wording_.language(), with.info->name)) + " " + told(with);
    }
    value(content, "details", details);
    list(letter, "grants").push_back(std::move(content));
  }

  [[nodiscard]] std::string told(const ValueResult& result) const {
    if (!result.value.is_known()) return {};
    return wording_.measure(result.info->type, result.info->domain, result.value, {});
  }

  // ---- Lines ----

  void add_line(LetterContent& letter, std::size_t place) {
    const LineDecision& line = decision_.lines[place];
    facts_.read_line(place);
    LetterContent content;
    value(content, "line_id", on_one_line(line.line_id));
    value(content, "number", std::to_string(place + 1));
    value(content, "item", words_.object(claim_, place));
    value(content, "coverage", line.coverage == nullptr ? "" : words_.title(*line.coverage));
    value(content, "coverage_until", words_.last_of(line.limits));
    for (const FactId id : schema_.line_facts()) write_fact(content, id, facts_.facts().line[schema_.fact(id).slot]);
    write_outcome(content, line.outcome);
    write_shared(content, line);
    add_steps(content, line);
    for (const char* name : {"reasons", "limits", "coverages", "portions", "adjustments"}) list(content, name);
    for (const AdjustmentResult& adjustment : line.adjustments) add_adjustment(content, adjustment);
    for (const Reason& reason : line.reasons) add_reason(content, line, reason);
    for (const RowLimitResult& told : limits_to_tell(line)) add_limit(content, *told.limit, told.row);
    for (const CoverageResult& row : line.coverages) add_coverage(content, row);
    for (const PortionResult& portion : line.portions) add_portion(content, portion);
    number_items(content, {"reasons", "limits", "coverages", "portions", "adjustments", "steps"});
    list(letter, "lines").push_back(std::move(content));
  }

  void add_reason(LetterContent& line, const LineDecision& decision, const Reason& reason) {
    LetterContent content;
    value(content, "title", words_.title(*reason.rule));
    value(content, "clause", reason.rule->clause);
    value(content, "id", reason.rule->id);
    value(content, "details", words_.details(decision, reason));
    flag(content, "awaited", is_awaited(decision, reason));
    flag(content, "refers", reason.rule->refers && !is_awaited(decision, reason));
    list(line, "reasons").push_back(std::move(content));
  }

  void add_limit(LetterContent& line, const LimitResult& limit, const RuleInfo* row) {
    LetterContent content;
    const bool is_known = limit.margin.is_known();
    value(content, "coverage", row == nullptr ? "" : words_.title(*row));
    value(content, "subject", wording_.subject(limit.subject));
    value(content, "granted", words_.granted(limit), limit.allowed.is_known());
    value(content, "allowed", words_.allowed(limit), limit.allowed.is_known());
    value(content, "start", words_.start(limit), limit.start.is_known());
    value(content, "until", words_.last(limit), limit.last.is_known());
    value(content, "actual", words_.actual(limit), limit.actual.is_known());
    value(content, "margin", words_.margin(limit));
    flag(content, "kept", is_known && limit.margin.as_integer() >= 0);
    flag(content, "passed", is_known && limit.margin.as_integer() < 0);
    list(line, "limits").push_back(std::move(content));
  }

  // Of rows that count side by side.
  void add_coverage(LetterContent& line, const CoverageResult& row) {
    LetterContent content;
    value(content, "title", words_.title(*row.row));
    value(content, "until", words_.last_of(row.limits));
    flag(content, "covers", row.covers());
    list(line, "coverages").push_back(std::move(content));
  }

  void add_portion(LetterContent& line, const PortionResult& portion) {
    if (!portion.amount.is_known() || portion.amount.as_integer() == 0) return;
    const PortionName& declared = schema_.portions()[index_of(portion.portion)];
    LetterContent content;
    value(content, "name", std::string(declared.labels.get(wording_.language(), declared.name)));
    value(content, "amount", wording_.amount(portion.amount.as_integer()));
    value(content, "owed", portion.owed.is_known() ? wording_.amount(portion.owed.as_integer()) : "");
    value(content, "bearers", portion.decided ? words_.payments(portion.shares) : "");
    list(line, "portions").push_back(std::move(content));
  }

  void add_adjustment(LetterContent& line, const AdjustmentResult& adjustment) {
    const auto amount = [this](const Value& of) { return of.is_known() ? wording_.amount(of.as_integer()) : ""; };
    LetterContent content;
    value(content, "title", words_.title(*adjustment.rule));
    value(content, "id", adjustment.rule->id);
    const PortionName& portion = schema_.portions()[index_of(adjustment.portion)];
    value(content, "portion", std::string(portion.labels.get(wording_.language(), portion.name)));
    value(content, "before", amount(adjustment.before));
    value(content, "after", amount(adjustment.after));
    list(line, "adjustments").push_back(std::move(content));
  }

  void add_rejection(LetterContent& letter, const Rejection& rejection) {
    const RuleInfo* const rule = rejection.rule;
    LetterContent content;
    value(content, "title", rule == nullptr ? "" : words_.title(*rule));
    value(content, "clause", rule == nullptr ? "" : rule->clause);
    value(content, "id", rule == nullptr ? "" : rule->id);
    value(content, "fact", rejection.fact ? wording_.fact(*rejection.fact) : "");
    const bool names_line = rejection.line && claim_.line_count() > 1;
    value(content, "line", names_line ? std::to_string(*rejection.line + 1) : "");
    list(letter, "rejections").push_back(std::move(content));
  }

  const Policy& policy_;
  const policy::Program& program_;
  const Schema& schema_;
  const Claim& claim_;
  const Decision& decision_;
  Wording wording_;
  PlainWords words_;
  FactReader facts_;
};

}  // namespace

LetterContent letter_content(const Policy& policy, const Claim& claim, const Decision& decision,
                             std::string_view language, std::optional<Date> date) {
  return LetterAuthor(policy, claim, decision, language).write(date);
}

}  // namespace warrantor::engine
