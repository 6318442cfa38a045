#include "reference/claim_grants.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "reference/tree.hpp"

namespace warrantor::reference {
namespace {

using rules::RuleSyntax;
using rules::Section;
using Values = ToldClaim::Values;

/// What one case comes to.
struct Told {
  bool rejected = false;
  std::set<std::string> grants;
  std::map<std::string, Values> values;  ///< by grant
  Values figures;

  [[nodiscard]] std::string result() const { return rejected ? "" : "told"; }
};

// Digits of an expression are of the type of the whole.
std::string text_of_value(const Thing& thing, ValueType type, std::int64_t scale) {
  if (thing.is(Thing::Kind::none) || thing.is(Thing::Kind::undefined)) return "null";
  if (!thing.is(Thing::Kind::digits)) return name_of(thing);
  if (type == ValueType::money) return name_of(number_of(Thing::Kind::money, thing.number));
  return name_of(number_of(Thing::Kind::number, thing.number / scale));
}

class ClaimTeller {
 public:
  ClaimTeller(const Policy& policy, const Book& book, const Claim& claim, const Notes& notes, const Lists& lists,
              std::size_t most_cases)
      : policy_(policy), book_(book), rules_(book.rules()), notes_(notes), left_(most_cases) {
    for (std::size_t i = 0; i < std::max<std::size_t>(claim.line_count(), 1); ++i) {
      lines_.push_back(read_line(book.schema(), claim, i));
      pools_.emplace_back(book, lists);
    }
  }

  ToldClaim tell() {
    const std::vector<Question::Kind> kinds{Question::Kind::unknown, Question::Kind::pending};
    const auto values = [this](const Question& question) -> const std::vector<Thing>& { return values_of(question); };
    const auto run = [this](const Answers& answers) { return look(answers); };
    std::vector<Told> all;
    bool grown = true;
    while (grown) {
      joined_.clear();
      const auto cases = explore<Told>(kinds, {}, values, run);
      all.clear();
      append_leaves(cases, all);
      grown = false;
      for (Pools& pool : pools_) grown = pool.grow() || grown;
    }
    return in_common(all);
  }

 private:
  // ---- Questions of a line have its number behind them ----

  static std::string numbered(const std::string& name, std::size_t line) { return name + "#" + std::to_string(line); }

  [[nodiscard]] bool is_of_line(const Question& question) const {
    return question.kind == Question::Kind::choice || book_.find(question.name)->fact->scope == Scope::line;
  }

  [[nodiscard]] static Answers answers_of(std::size_t line, const Answers& all) {
    Answers answers;
    for (const auto& [question, answer] : all) {
      const std::size_t mark = question.name.find('#');
      if (mark == std::string::npos) answers[question] = answer;
      if (mark != std::string::npos && question.name.substr(mark + 1) == std::to_string(line))
        answers[{question.kind, question.name.substr(0, mark)}] = answer;
    }
    return answers;
  }

  template <class Ask>
  auto at_line(std::size_t line, const Answers& all, const std::set<std::string>* granted, const Ask& ask) {
    try {
      Case one(book_, lines_[line], answers_of(line, all), &pools_[line]);
      one.set_granted(granted);
      return ask(one);
    } catch (Question& question) {
      if (is_of_line(question)) question.name = numbered(question.name, line);
      throw;
    }
  }

  // A fact of the claim is tried with what each line compares it with.
  const std::vector<Thing>& values_of(const Question& question) {
    const std::size_t mark = question.name.find('#');
    if (mark != std::string::npos) {
      const auto line = static_cast<std::size_t>(std::stoul(question.name.substr(mark + 1)));
      return pools_[line].values({question.kind, question.name.substr(0, mark)});
    }
    const auto known = joined_.find(question);
    if (known != joined_.end()) return known->second;
    std::vector<Thing>& values = joined_[question];
    std::set<std::string> names;
    for (Pools& pool : pools_) {
      for (const Thing& value : pool.values(question)) {
        if (value.is(Thing::Kind::list) ? &pool == &pools_.front() : names.insert(name_of(value)).second)
          values.push_back(value);
      }
    }
    return values;
  }

  // ---- One case ----

  Told look(const Answers& answers) {
    if (left_ == 0) throw TooManyCases();
    --left_;
    Told told;
    for (std::size_t line = 0; line < lines_.size() && !told.rejected; ++line) {
      told.rejected = at_line(line, answers, nullptr, [this](Case& one) { return is_rejected(one); });
    }
    if (told.rejected) return told;
    told.grants = granted_by(answers);
    for (const RuleSyntax& rule : rules_.rules) {
      if (rule.section != Section::grants || !told.grants.contains(rule.id.value)) continue;
      for (const rules::DerivedSyntax& value : rule.grant.with) {
        told.values[rule.id.value][value.name.value] =
            value_of(value, type_of(rule.id.value, value.name.value), answers, told.grants);
      }
    }
    for (const rules::DerivedSyntax& figure : rules_.figures)
      told.figures[figure.name.value] = value_of(figure, type_of(figure.name.value), answers, told.grants);
    return told;
  }

  // Conditions may ask for grants, before or behind them: all are looked at anew until nothing changes.
  std::set<std::string> granted_by(const Answers& answers) {
    std::set<std::string> granted;
    while (true) {
      std::vector<const RuleSyntax*> met;
      for (const RuleSyntax& rule : rules_.rules) {
        if (rule.section == Section::grants && is_met(rule, answers, granted)) met.push_back(&rule);
      }
      std::set<std::string> now;
      for (const RuleSyntax* const rule : met) {
        if (!is_overridden(*rule, met)) now.insert(rule->id.value);
      }
      if (now == granted) return granted;
      granted = std::move(now);
    }
  }

  // One that is overridden itself overrides nothing.
  static bool is_overridden(const RuleSyntax& rule, const std::vector<const RuleSyntax*>& met) {
    return std::any_of(met.begin(), met.end(), [&](const RuleSyntax* other) {
      const bool names_it = std::any_of(other->overrides.begin(), other->overrides.end(),
                                        [&](const rules::Text& id) { return id.value == rule.id.value; });
      return names_it && !is_overridden(*other, met);
    });
  }

  bool is_rejected(Case& one) const {
    return std::any_of(rules_.rules.begin(), rules_.rules.end(), [&](const RuleSyntax& rule) {
      return rule.section == Section::validity && !rule.is_referral() && one.is_met(rule).is_true();
    });
  }

  bool is_met(const RuleSyntax& rule, const Answers& answers, const std::set<std::string>& granted) {
    const bool is_of_lines = rule.grant.of.value == "line";
    for (std::size_t line = 0; line < (is_of_lines ? lines_.size() : 1); ++line) {
      const bool holds = at_line(line, answers, &granted, [&](Case& one) { return one.is_met(rule).is_true(); });
      if (!holds) continue;
      if (!rule.grant.borne_by.given()) return true;
      const std::size_t party = book_.party(rule.grant.borne_by.value);
      if (bears_all(line, answers, party)) return true;
    }
    return false;
  }

  // A condition that is undefined may go either way: where that makes a difference the line is referred.
  bool bears_all(std::size_t line, const Answers& answers, std::size_t party) {
    try {
      return at_line(line, answers, nullptr, [&](Case& one) -> bool { return settle(one, notes_).bears_all[party]; });
    } catch (const Question& question) {
      if (question.kind != Question::Kind::choice) throw;
      Answers either = answers;
      either[question] = truth(true);
      if (!bears_all(line, either, party)) return false;
      either[question] = truth(false);
      return bears_all(line, either, party);
    }
  }

  std::string value_of(const rules::DerivedSyntax& value, ValueType type, const Answers& answers,
                       const std::set<std::string>& granted) {
    const Thing thing = at_line(0, answers, &granted, [&](Case& one) { return one.evaluate(value.expression); });
    return text_of_value(thing, type, book_.scale());
  }

  // ---- Types, as the rule set was compiled ----

  [[nodiscard]] ValueType type_of(const std::string& figure) const {
    for (const ValueInfo* const info : policy_.figures()) {
      if (info->name == figure) return info->type;
    }
    throw std::logic_error("no figure `" + figure + "`");
  }

  [[nodiscard]] ValueType type_of(const std::string& id, const std::string& name) const {
    for (const GrantInfo& grant : policy_.grants()) {
      for (const ValueInfo* const info : grant.values) {
        if (grant.rule->id == id && info->name == name) return info->type;
      }
    }
    throw std::logic_error("no value `" + name + "`");
  }

  // ---- All cases ----

  ToldClaim in_common(const std::vector<Told>& all) {
    ToldClaim told;
    told.tried_a_list =
        std::any_of(pools_.begin(), pools_.end(), [](const Pools& pool) { return pool.tried_a_list(); });
    std::optional<Told> common;
    for (const Told& one : all) {
      if (one.rejected) continue;
      if (!common) {
        common = one;
        continue;
      }
      std::erase_if(common->grants, [&](const std::string& id) { return !one.grants.contains(id); });
      for (auto& [name, value] : common->figures) {
        if (one.figures.at(name) != value) value = "null";
      }
      for (const std::string& id : common->grants) {
        if (!common->values.contains(id)) continue;
        for (auto& [name, value] : common->values[id]) {
          if (one.values.at(id).at(name) != value) value = "null";
        }
      }
    }
    told.impossible = !common;
    if (!common) return told;
    told.figures = common->figures;
    for (const RuleSyntax& rule : rules_.rules) {
      if (rule.section == Section::grants && common->grants.contains(rule.id.value))
        told.grants.emplace_back(rule.id.value, common->values[rule.id.value]);
    }
    return told;
  }

  const Policy& policy_;
  const Book& book_;
  const rules::RuleSet& rules_;
  const Notes& notes_;
  std::size_t left_;
  std::vector<Stated> lines_;
  std::vector<Pools> pools_;
  std::map<Question, std::vector<Thing>> joined_;
};

Values values_by(const Policy& policy, const std::vector<ValueResult>& results) {
  Values values;
  for (const ValueResult& result : results) {
    Fact fact;
    fact.type = result.info->type;
    fact.domain = result.info->domain;
    values[result.info->name] =
        result.value.is_known() ? name_of(thing_of(policy.schema(), fact, result.value)) : "null";
  }
  return values;
}

}  // namespace

ToldClaim tell(const Policy& policy, const Book& book, const Claim& claim, const Notes& notes, const Lists& lists,
               std::size_t most_cases) {
  return ClaimTeller(policy, book, claim, notes, lists, most_cases).tell();
}

ToldClaim told_by(const Policy& policy, const Decision& decision) {
  ToldClaim told;
  for (const GrantResult& grant : decision.grants)
    told.grants.emplace_back(grant.rule->id, values_by(policy, grant.values));
  told.figures = values_by(policy, decision.figures);
  return told;
}

}  // namespace warrantor::reference
