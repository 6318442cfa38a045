#include <algorithm>
#include <utility>

#include "policy/codes.hpp"
#include "policy/compiler.hpp"

namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Type;
using rules::RuleSyntax;
using rules::Section;

/// Gives each rule that others override the condition that none of those has its effects. One that is itself overridden
/// has none, and then overrides nothing.
class OverrideCompiler {
 public:
  OverrideCompiler(const rules::RuleSet& rule_set, const std::vector<const RuleSyntax*>& written, Program& program,
                   NameTable& names, Reporter& reporter)
      : rule_set_(rule_set), program_(program), names_(names), reporter_(reporter), syntax_(written) {
    assert(syntax_.size() == program_.rules.size());
  }

  void compile() {
    if (std::none_of(rule_set_.rules.begin(), rule_set_.rules.end(),
                     [](const RuleSyntax& rule) { return !rule.overrides.empty(); })) {
      return;
    }
    states_.resize(program_.rules.size(), State::waiting);
    for (std::size_t i = 0; i < syntax_.size(); ++i) {
      if (syntax_[i] != nullptr) read(i);
    }
    for (std::size_t i = 0; i < syntax_.size(); ++i) put_behind(i);
  }

 private:
  enum class State : std::uint8_t { waiting, in_progress, done };

  void read(std::size_t place) {
    const RuleSyntax& rule = *syntax_[place];
    for (const rules::Text& id : rule.overrides) {
      if (!rule.once_per.empty()) {
        reporter_.error(codes::misplaced, id.place,
                        "`" + rule.id.value + "` hangs on earlier claims, and cannot override another rule",
                        "write another rule without `once_per`");
        return;
      }
      bool is_found = false;
      for (std::size_t i = 0; i < syntax_.size(); ++i) {
        const bool is_it = syntax_[i] != nullptr && syntax_[i]->id.value == id.value &&
                           (takes_or_bears(*syntax_[i]) || syntax_[i]->is_referral());
        if (!is_it) continue;
        if (!std::exchange(is_found, true) && !may_override(rule, *syntax_[i], id)) break;
        program_.rules[place].overrides.push_back(static_cast<RuleId>(i));
        program_.rules[i].overridden_by.push_back(static_cast<RuleId>(place));
      }
      if (!is_found) report_unknown(id);
    }
  }

  static bool takes_or_bears(const RuleSyntax& rule) {
    return !rule.is_referral() && (rule.section == Section::exclusions || rule.section == Section::responsibility ||
                                   rule.section == Section::approvals);
  }

  bool may_override(const RuleSyntax& rule, const RuleSyntax& other, const rules::Text& id) {
    const bool is_ranked = rule.section == Section::responsibility && other.section == rule.section &&
                           rule_set_.responsibility_choose.is_first();
    if (other.is_referral()) {
      reporter_.error(codes::misplaced, id.place, "`" + id.value + "` refers the line, which nothing overrides",
                      "say in its `unless` where it does not hold");
    } else if (is_ranked) {
      reporter_.error(codes::misplaced, id.place,
                      "`" + id.value + "` and `" + rule.id.value + "` are ranked by their order",
                      "let the one that counts stand first, or leave `choose: first` away");
    }
    return !other.is_referral() && !is_ranked;
  }

  void report_unknown(const rules::Text& id) {
    std::vector<std::string_view> names;
    for (const RuleSyntax* const rule : syntax_) {
      if (rule != nullptr && takes_or_bears(*rule)) names.emplace_back(rule->id.value);
    }
    reporter_.error(codes::undeclared, id.place, "there is no rule `" + id.value + "` that takes or bears",
                    suggest(id.value, names));
  }

  void put_behind(std::size_t place) {
    if (states_[place] != State::waiting) return;
    states_[place] = State::in_progress;
    std::vector<NodeId> parts;
    const std::vector<RuleId> overriders = program_.rules[place].overridden_by;
    for (const RuleId id : overriders) {
      const std::size_t overrider = index_of(id);
      if (states_[overrider] == State::in_progress) {
        report_circle(overrider);
        continue;
      }
      put_behind(overrider);
      const Rule& rule = program_.rules[overrider];
      std::vector<NodeId> effective{rule.holds};
      if (rule.takes_when) effective.push_back(*rule.takes_when);
      parts.push_back(names_.add(Op::negation, Type::boolean(), {names_.add_all(Op::conjunction, effective)}));
    }
    Rule& rule = program_.rules[place];
    if (!parts.empty()) {
      if (rule.takes_when) parts.insert(parts.begin(), *rule.takes_when);
      rule.takes_when = names_.add_all(Op::conjunction, parts);
    }
    states_[place] = State::done;
  }

  void report_circle(std::size_t place) {
    reporter_.error(codes::circular, syntax_[place]->overrides.front().place,
                    "`" + syntax_[place]->id.value + "` overrides a rule that overrides it in turn",
                    "decide which of them goes first");
  }

  const rules::RuleSet& rule_set_;
  Program& program_;
  NameTable& names_;
  Reporter& reporter_;
  const std::vector<const RuleSyntax*>& syntax_;  ///< by rule; null: nobody wrote it
  std::vector<State> states_;
};

}  // namespace

void compile_overrides(const rules::RuleSet& rule_set, const std::vector<const rules::RuleSyntax*>& written,
                       Program& program, NameTable& names, Reporter& reporter) {
  OverrideCompiler(rule_set, written, program, names, reporter).compile();
}

}  // namespace warrantor::policy
