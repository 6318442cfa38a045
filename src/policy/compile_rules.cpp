#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "policy/codes.hpp"
#include "policy/compile_adjustments.hpp"
#include "policy/declared.hpp"

namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Type;
using rules::Condition;
using rules::RuleSyntax;
using rules::Section;
using rules::Text;

Stage stage_of(Section section) {
  switch (section) {
    case Section::validity:
      return Stage::validity;
    case Section::adjustments:
      return Stage::adjustments;
    case Section::exclusions:
      return Stage::exclusions;
    case Section::responsibility:
      return Stage::responsibility;
    case Section::advances:
      return Stage::advances;
    case Section::approvals:
      return Stage::approvals;
    case Section::grants:
      return Stage::grants;
  }
  return Stage::exclusions;
}

class RuleCompiler {
 public:
  RuleCompiler(const rules::RuleSet& rule_set, Program& program, NameTable& names, Reporter& reporter)
      : rule_set_(rule_set),
        program_(program),
        names_(names),
        reporter_(reporter),
        declared_(rule_set, program, reporter),
        adjustments_(rule_set, program, names, declared_, reporter) {}

  void compile() {
    if (rule_set_.exclusions_choose.text.given()) {
      reporter_.error(codes::misplaced, rule_set_.exclusions_choose.text.place,
                      "exclusions have no order: all that hold are listed", "leave `choose` away");
    }
    check_counts();
    compile_parties();
    compile_portions();
    compile_advanced_by();
    program_.claimants.resize(program_.portions.size());
    compile_blanks();
    compile_coverage(rule_set_, program_, names_, declared_, reporter_, excluded_);
    compile_versions(rule_set_, program_, names_, reporter_);
    written_.resize(program_.rules.size(), nullptr);
    // Reasons are listed stage by stage, within each in the order of the file.
    std::uint16_t place = 0;
    for (const Section section : {Section::validity, Section::adjustments, Section::exclusions, Section::responsibility,
                                  Section::advances, Section::approvals}) {
      for (const RuleSyntax& rule : rule_set_.rules) {
        if (rule.section == section) compile_rule(rule, place++);
        written_.resize(program_.rules.size(), &rule);
      }
      if (section == Section::adjustments) adjustments_.finish();
    }
    compile_overrides(rule_set_, written_, program_, names_, reporter_);
    for (std::vector<Claimant>& claimants : program_.claimants) {
      std::stable_sort(claimants.begin(), claimants.end(),
                       [](const Claimant& left, const Claimant& right) { return left.rank < right.rank; });
    }
    place_effects();
    compile_taken(adjustments_.taken(), written_, program_, names_, reporter_);
    compile_grants(rule_set_, program_, names_, declared_, reporter_);
    compile_steps(rule_set_, program_, names_, declared_, reporter_);
    link_versions(program_);
  }

 private:
  void check_counts() {
    constexpr std::size_t most_rules = 15'000;  // ranks of rules that count on from each other stay apart
    constexpr std::size_t most_portions = 100;
    if (rule_set_.rules.size() > most_rules) {
      reporter_.error(codes::too_many, rule_set_.rules[most_rules].id.place, "there are more than 15000 rules");
    }
    if (rule_set_.portions.size() > most_portions) {
      reporter_.error(codes::too_many, rule_set_.portions[most_portions].name.place,
                      "there are more than 100 portions");
    }
  }

  void compile_parties() {
    if (program_.schema.parties().empty()) {
      reporter_.error(codes::missing, rule_set_.id.place, "no parties are declared",
                      "list who can bear a cost under `parties:`");
      return;
    }
    const Text& unless = rule_set_.approved_unless_borne_by;
    if (!unless.given()) {
      require(rule_set_.approved_when_borne_by, "approved_when_borne_by", "name the party that pays what is approved");
    } else if (rule_set_.approved_when_borne_by.given()) {
      reporter_.error(codes::misplaced, unless.place, "a line is approved in two ways",
                      "keep one of `approved_when_borne_by` and `approved_unless_borne_by`");
    }
    require(rule_set_.excluded_borne_by, "excluded_borne_by", "name the party that pays what is excluded or expired");
    program_.approves.assign(program_.schema.parties().size(), unless.given());
    program_.denies_nothing_asked = unless.given();
    if (const auto other = declared_.party(unless)) program_.approves[index_of(*other)] = false;
    if (const auto approving = declared_.party(rule_set_.approved_when_borne_by))
      program_.approves[index_of(*approving)] = true;
    if (const auto excluded = declared_.party(rule_set_.excluded_borne_by)) excluded_ = declared_.all_to(*excluded);
    program_.excluded = excluded_;
    program_.excluded_party = program_.schema.find_party(rule_set_.excluded_borne_by.value).value_or(PartyId{});
    program_.report_by = declared_.reported(rule_set_.report_by);
  }

  void require(const Text& text, const std::string& key, std::string help) {
    if (!text.given()) reporter_.error(codes::missing, rule_set_.id.place, "`" + key + "` is missing", std::move(help));
  }

  void compile_portions() {
    if (rule_set_.portions.empty()) {
      reporter_.error(codes::missing, rule_set_.id.place, "no portions are declared",
                      "say under `portions:` what a line asks for");
    }
    for (const rules::PortionSyntax& syntax : rule_set_.portions) {
      Portion compiled;
      const auto amount = names_.find(syntax.name.value);
      if (amount && amount->kind == expr::Symbol::Kind::definition) {
        const Type type = amount->type;
        compiled.amount = names_.add(Op::definition, type, {});
        program_.code.nodes[index_of(compiled.amount)].index = static_cast<std::uint32_t>(amount->definition);
      }
      compile_fallback(syntax, compiled);
      program_.portions.push_back(compiled);
    }
  }

  // Where someone pays first, every portion has someone who does.
  void compile_advanced_by() {
    const auto advances = [](const RuleSyntax& rule) { return rule.section == Section::advances; };
    const bool has_rules = std::any_of(rule_set_.rules.begin(), rule_set_.rules.end(), advances);
    const auto& portions = rule_set_.portions;
    const bool is_told =
        has_rules || std::any_of(portions.begin(), portions.end(), [](const auto& p) { return p.advanced_by.given(); });
    if (!is_told) return;
    program_.schema.tell_advances();
    program_.advancing.resize(program_.portions.size());
    for (std::size_t i = 0; i < program_.portions.size(); ++i) {
      if (const auto party = declared_.party(portions[i].advanced_by)) {
        program_.portions[i].advanced_by = declared_.all_to(*party);
      } else if (!portions[i].advanced_by.given()) {
        reporter_.error(codes::missing, portions[i].name.place,
                        "nobody advances `" + portions[i].name.value + "` where no rule says so",
                        "add `advanced_by:` with the party that pays first");
      }
    }
  }

  void compile_fallback(const rules::PortionSyntax& syntax, Portion& compiled) {
    constexpr std::string_view same_as = "same as ";
    if (!syntax.otherwise.value.starts_with(same_as)) {
      if (const auto bearer = declared_.party(syntax.otherwise)) compiled.otherwise = declared_.all_to(*bearer);
      return;
    }
    Text target = syntax.otherwise;
    target.value.erase(0, same_as.size());
    const auto other = declared_.portion(target);
    if (!other) return;
    if (index_of(*other) >= program_.portions.size()) {
      reporter_.error(codes::circular, syntax.otherwise.place,
                      "`" + target.value + "` does not stand before `" + syntax.name.value + "`",
                      "a portion can only follow one that is declared before it");
      return;
    }
    compiled.same_as = other;
  }

  void compile_blanks() {
    program_.blank_conditions.resize(program_.schema.facts().size());
    for (const rules::FactSyntax& fact : rule_set_.facts) {
      if (fact.blank.when.kind == Condition::Kind::always) continue;
      const auto id = program_.schema.find_fact(fact.name.value);
      if (!id) continue;
      auto& condition = program_.blank_conditions[index_of(*id)];
      condition = names_.condition(fact.blank.when);
      if (condition) check_blank(fact, *id, *condition);
    }
  }

  // What a blank means must not hang on a fact whose own blank is still open, nor a claim's fact on one of its lines.
  void check_blank(const rules::FactSyntax& syntax, FactId id, NodeId condition) {
    std::vector<FactId> read;
    std::vector<bool> seen(program_.code.nodes.size(), false);
    collect_facts(condition, read, seen);
    for (const FactId other : read) {
      const Fact& fact = program_.schema.fact(other);
      const bool of_lines = fact.scope == Scope::line && program_.schema.fact(id).scope == Scope::claim;
      if (!fact.blank_is_conditional && !of_lines) continue;
      reporter_.error(
          codes::circular, syntax.blank.when.place,
          "what a blank of `" + syntax.name.value + "` means cannot hang on `" + fact.name + "`",
          of_lines ? "a fact of the claim is the same on every line" : "a blank of it has no fixed meaning either");
    }
  }

  void collect_facts(NodeId id, std::vector<FactId>& facts, std::vector<bool>& seen) const {
    if (seen[index_of(id)]) return;
    seen[index_of(id)] = true;
    const expr::Node& node = program_.code.node(id);
    if (node.op == Op::claim_fact || node.op == Op::line_fact) facts.push_back(node.fact);
    if (node.op == Op::definition) collect_facts(program_.code.definitions[node.index].root, facts, seen);
    for (const NodeId operand : program_.code.children_of(node)) collect_facts(operand, facts, seen);
  }

  void compile_rule(const RuleSyntax& syntax, std::uint16_t place) {
    Rule rule;
    rule.info = declared_.info_of(syntax.id, syntax.documentation, stage_of(syntax.section), &syntax.valid);
    const bool adjusts = syntax.section == Section::adjustments && !syntax.is_referral();
    if (syntax.section == Section::adjustments) adjustments_.begin(syntax.adjustment);
    Condition unless;
    unless.kind = Condition::Kind::negation;
    unless.children.push_back(syntax.unless);
    const bool has_unless = syntax.unless.kind != Condition::Kind::always;
    std::vector<const Condition*> parts{&syntax.when};
    if (has_unless) parts.push_back(&unless);
    rule.applies = names_.condition(syntax.applies).value_or(NodeId{});
    rule.when = names_.conditions(parts, {&syntax.applies}).value_or(NodeId{});
    rule.holds = names_.add(Op::conjunction, Type::boolean(), {rule.applies, rule.when});
    if (syntax.takes_when.kind != Condition::Kind::always)
      rule.takes_when = names_.conditions({&syntax.takes_when}, {&syntax.applies, &syntax.when});
    rule.own_takes_when = rule.takes_when;
    rule.awaits = declared_.awaited(syntax.awaits);
    rule.once_per = declared_.facts(syntax.once_per);
    check_once_per(syntax, rule);
    rule.info.refers = syntax.is_referral();
    if (syntax.section == Section::validity && !rule.info.refers) {
      if (syntax.at.given()) {
        const auto pointed = declared_.facts({syntax.at});
        if (!pointed.empty()) rule.at = pointed.front();
      }
      program_.validity.push_back(std::move(rule));
      return;
    }
    rule.listed = listed(syntax);
    rule.is_special_case = syntax.section == Section::approvals;
    rule.decides_last = syntax.decides.value == "last";
    const auto id = static_cast<RuleId>(program_.rules.size());
    if (rule.info.refers) {
      program_.referring.push_back(id);
    } else if (adjusts) {
      adjustments_.add(syntax, rule, id, names_.present_in({&syntax.applies, &syntax.when}));
    } else if (syntax.section == Section::advances) {
      compile_advances(syntax, rule, id, place);
    } else {
      compile_effects(syntax, rule);
    }
    for (const Effect& effect : rule.effects) {
      program_.claimants[index_of(effect.portion)].push_back({rank(syntax, rule, place), id, effect.allocation});
    }
    program_.rules.push_back(std::move(rule));
  }

  void check_once_per(const RuleSyntax& syntax, const Rule& rule) {
    if (!rule.once_per.empty() && syntax.section != Section::exclusions) {
      reporter_.error(codes::misplaced, syntax.once_per.front().place,
                      "only an exclusion can hold once something was granted before",
                      "write an exclusion with `once_per`: it takes away what was granted before");
    }
    for (std::size_t i = 0; i < rule.once_per.size() && rule.once_per.size() == syntax.once_per.size(); ++i) {
      if (program_.schema.fact(rule.once_per[i]).type != ValueType::records) continue;
      reporter_.error(codes::misplaced, syntax.once_per[i].place,
                      "`" + syntax.once_per[i].value + "` is a list, which nothing can be granted once per");
    }
  }

  // So that of all claimants of a portion only those are looked at whose rule holds or may hold.
  void place_effects() {
    for (std::size_t portion = 0; portion < program_.claimants.size(); ++portion) {
      std::vector<Claimant>& claimants = program_.claimants[portion];
      for (std::size_t place = 0; place < claimants.size(); ++place) {
        const auto& rule = claimants[place].rule;
        std::vector<Effect>& effects = rule ? program_.rules[index_of(*rule)].effects : program_.coverage->expiry;
        for (Effect& effect : effects) {
          if (index_of(effect.portion) == portion) effect.claimant = static_cast<std::uint16_t>(place);
        }
      }
    }
  }

  [[nodiscard]] std::uint16_t rank(const RuleSyntax& syntax, const Rule& rule, std::uint16_t place) const {
    if (rule.is_special_case) return rule.decides_last ? rank_of_last_approvals : rank_of_special_cases;
    if (syntax.section == Section::exclusions) return rank_of_exclusions;
    return static_cast<std::uint16_t>(rank_of_responsibility +
                                      (rule_set_.responsibility_choose.is_first() ? place : 0));
  }

  Listed listed(const RuleSyntax& syntax) {
    const Text& text = syntax.listed;
    if (text.value == "as_last_resort") return Listed::as_last_resort;
    if (text.value == "only_while_awaited") return Listed::only_while_awaited;
    if (text.value == "never") return never_listed(syntax);
    if (text.value == "where_it_changes") return where_it_changes(syntax);
    if (text.given() && text.value != "always") {
      reporter_.error(codes::bad_choice, text.place, "`" + text.value + "` is not known here",
                      "write always, never, as_last_resort, only_while_awaited or where_it_changes");
    }
    return Listed::always;
  }

  Listed never_listed(const RuleSyntax& syntax) {
    if (!syntax.awaits.empty()) {
      reporter_.error(codes::misplaced, syntax.listed.place,
                      "`" + syntax.id.value + "` awaits a decision, and is listed while the line waits for it",
                      "write `only_while_awaited`, or take `awaits` away");
    }
    return Listed::never;
  }

  Listed where_it_changes(const RuleSyntax& syntax) {
    if (syntax.section == Section::adjustments) return Listed::where_it_changes;
    reporter_.error(codes::misplaced, syntax.listed.place,
                    "`" + syntax.id.value + "` changes no amount: only adjustments are listed `where_it_changes`",
                    "leave `listed` away, or write the rule as an adjustment");
    return Listed::always;
  }

  void compile_effects(const RuleSyntax& syntax, Rule& rule) {
    const bool takes_all = syntax.takes.empty() ? syntax.section == Section::exclusions && syntax.bears.empty()
                                                : syntax.takes.size() == 1 && syntax.takes.front().value == "all";
    for (std::size_t i = 0; takes_all && i < program_.portions.size(); ++i) {
      rule.effects.push_back({static_cast<PortionId>(i), excluded_});
    }
    for (const Text& name : syntax.takes) {
      if (takes_all) break;
      if (const auto taken = declared_.portion(name)) rule.effects.push_back({*taken, excluded_});
    }
    if (syntax.section == Section::exclusions && !syntax.bears.empty()) {
      reporter_.error(codes::misplaced, syntax.bears.front().portion.place,
                      "an exclusion says what is taken away, not who bears it",
                      "write the rule under `responsibility:`");
      return;
    }
    add_shares(syntax.bears, syntax, rule.effects);
    refuse_twice(syntax, rule.effects);
  }

  void compile_advances(const RuleSyntax& syntax, Rule& rule, RuleId id, std::uint16_t place) {
    add_shares(syntax.advances, syntax, rule.advances);
    refuse_twice(syntax, rule.advances);
    for (const Effect& effect : rule.advances) {
      program_.advancing[index_of(effect.portion)].push_back({place, id, effect.allocation});
    }
  }

  void add_shares(const std::vector<rules::BearsSyntax>& all, const RuleSyntax& syntax, std::vector<Effect>& effects) {
    const expr::Guards present = names_.present_in({&syntax.applies, &syntax.when});
    for (const rules::BearsSyntax& bears : all) {
      const auto borne = declared_.portion(bears.portion);
      const auto weights = shares(bears, present);
      if (borne && weights) effects.push_back({*borne, *weights});
    }
  }

  void refuse_twice(const RuleSyntax& syntax, const std::vector<Effect>& effects) {
    std::set<PortionId> named;
    for (const Effect& effect : effects) {
      if (!named.insert(effect.portion).second) {
        reporter_.error(codes::declared_twice, syntax.id.place,
                        "`" + syntax.id.value + "` names the portion `" +
                            program_.schema.portions()[index_of(effect.portion)].name + "` twice");
      }
    }
  }

  std::optional<AllocationId> shares(const rules::BearsSyntax& bears, const expr::Guards& present) {
    if (is_weighed(bears)) return weighed_shares(bears, present);
    Allocation weights(program_.schema.parties().size(), 0);
    std::int64_t sum = 0;
    for (const auto& [name, weight] : bears.shares) {
      const auto bearer = declared_.party(name);
      if (!bearer) return std::nullopt;
      std::int64_t number = 1;
      if (weight.given()) {
        const auto parsed = base::parse_integer(weight.value);
        if (!parsed || !parsed->fits || parsed->number < 0 || parsed->number > 1'000'000) {
          reporter_.error(codes::bad_value, weight.place, "`" + weight.value + "` is not a share",
                          "write a whole number from 0 to 1000000, such as a percentage");
          return std::nullopt;
        }
        number = parsed->number;
      }
      weights[index_of(*bearer)] = number;
      sum += number;
    }
    if (sum == 0) {
      reporter_.error(codes::bad_value, bears.portion.place,
                      "the shares of `" + bears.portion.value + "` add up to nothing");
      return std::nullopt;
    }
    return declared_.allocation(std::move(weights));
  }

  // A name among the weights makes them expressions; digits beside it are of its kind.
  static bool is_weighed(const rules::BearsSyntax& bears) {
    return std::any_of(bears.shares.begin(), bears.shares.end(),
                       [](const auto& share) { return is_formula(share.second); });
  }
  static bool is_formula(const Text& weight) {
    return weight.given() && weight.value.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos;
  }

  std::optional<AllocationId> weighed_shares(const rules::BearsSyntax& bears, const expr::Guards& present) {
    std::optional<Type> type;
    for (const auto& [name, weight] : bears.shares) {
      if (type || !is_formula(weight)) continue;
      const auto first = names_.expression(weight, std::nullopt, present);
      if (!first) return std::nullopt;
      type = program_.code.node(*first).type;
      if (type->is_single() && (type->kind == ValueType::money || type->kind == ValueType::number)) continue;
      reporter_.error(codes::bad_value, weight.place, "a share by " + describe(*type, program_.schema) + " has no size",
                      "weigh shares by amounts or by numbers");
      return std::nullopt;
    }
    Allocation bearing(program_.schema.parties().size(), 0);
    std::vector<std::optional<NodeId>> weights(bearing.size());
    type->optional = false;
    for (const auto& [name, weight] : bears.shares) {
      const auto bearer = declared_.party(name);
      const auto node = names_.expression(weight, type, present);
      if (!bearer || !node) return std::nullopt;
      bearing[index_of(*bearer)] = 1;
      weights[index_of(*bearer)] = node;
    }
    program_.allocations.push_back(std::move(bearing));
    const auto id = static_cast<AllocationId>(program_.allocations.size() - 1);
    program_.weighed.emplace(id, std::move(weights));
    return id;
  }

  const rules::RuleSet& rule_set_;
  Program& program_;
  NameTable& names_;
  Reporter& reporter_;
  Declared declared_;
  AdjustmentCompiler adjustments_;
  std::vector<const RuleSyntax*> written_;  ///< by rule; null: nobody wrote it
  AllocationId excluded_{};
};

}  // namespace

void compile_rules(const rules::RuleSet& rule_set, Program& program, NameTable& names, Reporter& reporter) {
  RuleCompiler(rule_set, program, names, reporter).compile();
}

}  // namespace warrantor::policy
