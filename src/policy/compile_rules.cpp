#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "policy/codes.hpp"
#include "policy/compiler.hpp"

namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Type;
using rules::Condition;
using rules::RuleSyntax;
using rules::Section;
using rules::Text;

// Ranks of what decides a portion, the lowest first. Rules that are ranked by their order count on from these.
constexpr std::uint16_t rank_of_special_cases = 0;
constexpr std::uint16_t rank_of_responsibility = 1;
constexpr std::uint16_t rank_of_exclusions = 20000;
constexpr std::uint16_t rank_of_last_approvals = 40000;

Stage stage_of(Section section) {
  switch (section) {
    case Section::validity: return Stage::validity;
    case Section::exclusions: return Stage::exclusions;
    case Section::responsibility: return Stage::responsibility;
    case Section::approvals: return Stage::approvals;
  }
  return Stage::exclusions;
}

class RuleCompiler {
 public:
  RuleCompiler(const rules::RuleSet& rule_set, Program& program, NameTable& names, Reporter& reporter)
      : rule_set_(rule_set), program_(program), names_(names), reporter_(reporter) {}

  void compile() {
    compile_parties();
    compile_portions();
    program_.claimants.resize(program_.portions.size());
    compile_blanks();
    compile_limits();
    if (rule_set_.coverage) compile_coverage(*rule_set_.coverage);
    // Reasons are listed stage by stage, within each in the order of the file.
    std::uint16_t place = 0;
    for (const Section section : {Section::validity, Section::exclusions, Section::responsibility, Section::approvals}) {
      for (const RuleSyntax& rule : rule_set_.rules) {
        if (rule.section == section) compile_rule(rule, place++);
      }
    }
    for (std::vector<Claimant>& claimants : program_.claimants) {
      std::stable_sort(claimants.begin(), claimants.end(),
                       [](const Claimant& left, const Claimant& right) { return left.rank < right.rank; });
    }
    for (const rules::StepSyntax& step : rule_set_.steps) compile_step(step);
  }

 private:
  RuleInfo info_of(const Text& id, const rules::Documentation& documentation, Stage stage) {
    if (id.given() && !ids_.insert(id.value).second) {
      reporter_.error(codes::declared_twice, id.place, "the id `" + id.value + "` is given twice",
                      "decisions name rules by their ids: every id is unique in its rule set");
    }
    RuleInfo info;
    info.id = id.value;
    info.clause = documentation.clause.value;
    info.title = documentation.title;
    info.note = documentation.note.value;
    info.source = documentation.source.value;
    info.stage = stage;
    info.place = rule_set_.span(id.place);
    info.place.text.clear();
    return info;
  }

  // A text that is not given where it must be has been reported by the loader.
  std::optional<PartyId> party(const Text& name) {
    if (!name.given()) return std::nullopt;
    if (const auto found = program_.schema.find_party(name.value)) return found;
    std::vector<std::string_view> names;
    for (const Party& candidate : program_.schema.parties()) names.emplace_back(candidate.name);
    reporter_.error(codes::undeclared, name.place, "the party `" + name.value + "` is not declared", suggest(name.value, names));
    return std::nullopt;
  }

  std::optional<PortionId> portion(const Text& name) {
    if (!name.given()) return std::nullopt;
    const auto& portions = program_.schema.portions();
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < portions.size(); ++i) {
      if (portions[i].name == name.value) return static_cast<PortionId>(i);
      names.emplace_back(portions[i].name);
    }
    reporter_.error(codes::undeclared, name.place, "the portion `" + name.value + "` is not declared", suggest(name.value, names));
    return std::nullopt;
  }

  std::vector<FactId> facts(const std::vector<Text>& texts) {
    std::vector<FactId> ids;
    for (const Text& name : texts) {
      if (const auto found = program_.schema.find_fact(name.value)) {
        ids.push_back(*found);
        continue;
      }
      std::vector<std::string_view> names;
      for (const Fact& fact : program_.schema.facts()) names.emplace_back(fact.name);
      reporter_.error(codes::undeclared, name.place, "the fact `" + name.value + "` is not declared", suggest(name.value, names));
    }
    return ids;
  }

  std::vector<FactId> awaited(const std::vector<Text>& texts) {
    const std::vector<FactId> ids = facts(texts);
    for (std::size_t i = 0; i < ids.size() && ids.size() == texts.size(); ++i) {
      const Fact& fact = program_.schema.fact(ids[i]);
      if (fact.blank != Blank::pending && fact.blank_else != Blank::pending) {
        reporter_.error(codes::misplaced, texts[i].place, "nobody decides on `" + fact.name + "`: a blank of it is not pending",
                        "declare the fact with `blank: pending`, or do not await it");
      }
    }
    return ids;
  }

  AllocationId allocation(Allocation weights) {
    auto& all = program_.allocations;
    const auto found = std::find(all.begin(), all.end(), weights);
    if (found != all.end()) return static_cast<AllocationId>(found - all.begin());
    all.push_back(std::move(weights));
    return static_cast<AllocationId>(all.size() - 1);
  }

  AllocationId all_to(PartyId party_id) {
    Allocation weights(program_.schema.parties().size(), 0);
    weights[index_of(party_id)] = 1;
    return allocation(std::move(weights));
  }

  void compile_parties() {
    if (program_.schema.parties().empty()) {
      reporter_.error(codes::missing, rule_set_.id.place, "no parties are declared", "list who can bear a cost under `parties:`");
      return;
    }
    if (const auto approving = party(rule_set_.approved_when_borne_by)) program_.approving_party = *approving;
    if (const auto excluded = party(rule_set_.excluded_borne_by)) excluded_ = all_to(*excluded);
  }

  void compile_portions() {
    if (rule_set_.portions.empty()) {
      reporter_.error(codes::missing, rule_set_.id.place, "no portions are declared", "say under `portions:` what a line asks for");
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

  void compile_fallback(const rules::PortionSyntax& syntax, Portion& compiled) {
    constexpr std::string_view same_as = "same as ";
    if (!syntax.otherwise.value.starts_with(same_as)) {
      if (const auto bearer = party(syntax.otherwise)) compiled.otherwise = all_to(*bearer);
      return;
    }
    Text target = syntax.otherwise;
    target.value.erase(0, same_as.size());
    const auto other = portion(target);
    if (!other) return;
    if (index_of(*other) >= program_.portions.size()) {
      reporter_.error(codes::circular, syntax.otherwise.place, "`" + target.value + "` does not stand before `" + syntax.name.value + "`",
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
      if (id) program_.blank_conditions[index_of(*id)] = names_.condition(fact.blank.when);
    }
  }

  void compile_limits() {
    for (const rules::LimitSyntax& syntax : rule_set_.limits) {
      Limit limit;
      limit.info = info_of(syntax.id, syntax.documentation, Stage::coverage);
      limit.name = syntax.name.value;
      limit.is_period = !syntax.of.given();
      const Type date = Type::of(ValueType::date);
      std::optional<NodeId> actual;
      if (limit.is_period) {
        limit.start = names_.expression(syntax.months_from.given() ? syntax.months_from : syntax.days_from, date);
        actual = names_.expression(syntax.at, date);
      } else {
        actual = names_.expression(syntax.of, std::nullopt);
        if (const auto fact = program_.schema.find_fact(syntax.of.value)) limit.unit = program_.schema.fact(*fact).unit;
      }
      if (actual) limit.actual = *actual;
      limit_is_sound_.push_back(actual && (!limit.is_period || limit.start));
      program_.limits.push_back(std::move(limit));
    }
  }

  void compile_coverage(const rules::CoverageSyntax& syntax) {
    Coverage coverage;
    coverage.applies = names_.condition(syntax.applies).value_or(NodeId{});
    coverage.first_counts = syntax.choose.is_first();
    for (const Text& name : syntax.expiry_takes) {
      const auto taken = portion(name);
      if (!taken) continue;
      coverage.expiry.push_back({*taken, excluded_});
      program_.claimants[index_of(*taken)].push_back({rank_of_exclusions, std::nullopt, excluded_});
    }
    for (const rules::CoverageRowSyntax& row : syntax.rows) {
      CoverageRow compiled;
      compiled.info = info_of(row.id, row.documentation, Stage::coverage);
      compiled.when = names_.conditions({&syntax.applies, &row.when}).value_or(NodeId{});
      compiled.awaits = awaited(row.awaits);
      for (const auto& [name, expression] : row.limits) compile_row_limit(name, expression, compiled);
      coverage.rows.push_back(std::move(compiled));
    }
    program_.coverage = std::move(coverage);
  }

  void compile_row_limit(const Text& name, const Text& expression, CoverageRow& row) {
    const auto& limits = program_.limits;
    const auto found = std::find_if(limits.begin(), limits.end(), [&](const Limit& limit) { return limit.name == name.value; });
    if (found == limits.end()) {
      std::vector<std::string_view> names;
      for (const Limit& limit : limits) names.emplace_back(limit.name);
      reporter_.error(codes::undeclared, name.place, "the limit `" + name.value + "` is not declared", suggest(name.value, names));
      return;
    }
    const auto place = static_cast<std::size_t>(found - limits.begin());
    if (!limit_is_sound_[place]) return;
    const rules::LimitSyntax& syntax = rule_set_.limits[place];
    Type type = Type::of(ValueType::number);
    if (found->is_period) type = Type::of(syntax.months_from.given() ? ValueType::months : ValueType::days);
    if (!found->is_period) type = program_.code.node(found->actual).type;
    type.optional = false;
    const auto allowed = names_.expression(expression, type);
    if (!allowed) return;
    RowLimit limit{place, *allowed, *allowed, NodeId{}};
    const Type boolean = Type::boolean();
    // A period that has not begun cannot be over; a reading that does not exist passes no limit.
    const NodeId measured_from = found->is_period ? *found->start : found->actual;
    const NodeId begun = names_.add(Op::negation, boolean, {names_.add(Op::is_none, boolean, {measured_from})});
    if (found->is_period) {
      limit.last = names_.add(type.kind == ValueType::months ? Op::plus_months : Op::plus_days, Type::of(ValueType::date), {*found->start, *allowed});
      if (syntax.rounding.value == "up") program_.code.nodes[index_of(limit.last)].rounding = MonthRounding::up;
    }
    const NodeId past = names_.add(Op::greater, boolean, {found->actual, limit.last});
    limit.passed = names_.add(Op::conjunction, boolean, {begun, past});
    row.limits.push_back(limit);
  }

  void compile_rule(const RuleSyntax& syntax, std::uint16_t place) {
    Rule rule;
    rule.info = info_of(syntax.id, syntax.documentation, stage_of(syntax.section));
    Condition unless;
    unless.kind = Condition::Kind::negation;
    unless.children.push_back(syntax.unless);
    const bool has_unless = syntax.unless.kind != Condition::Kind::always;
    std::vector<const Condition*> parts{&syntax.when};
    if (has_unless) parts.push_back(&unless);
    rule.applies = names_.condition(syntax.applies).value_or(NodeId{});
    rule.when = names_.conditions(parts, {&syntax.applies}).value_or(NodeId{});
    rule.holds = names_.add(Op::conjunction, Type::boolean(), {rule.applies, rule.when});
    if (syntax.takes_when.kind != Condition::Kind::always) rule.takes_when = names_.condition(syntax.takes_when);
    rule.awaits = awaited(syntax.awaits);
    rule.once_per = facts(syntax.once_per);
    if (syntax.section == Section::validity) {
      if (syntax.at.given()) {
        const auto pointed = facts({syntax.at});
        if (!pointed.empty()) rule.at = pointed.front();
      }
      program_.validity.push_back(std::move(rule));
      return;
    }
    rule.listed = listed(syntax.listed);
    rule.is_special_case = syntax.section == Section::approvals;
    rule.decides_last = syntax.decides.value == "last";
    compile_effects(syntax, rule);
    const auto id = static_cast<RuleId>(program_.rules.size());
    for (const Effect& effect : rule.effects) {
      program_.claimants[index_of(effect.portion)].push_back({rank(syntax, rule, place), id, effect.allocation});
    }
    program_.rules.push_back(std::move(rule));
  }

  [[nodiscard]] std::uint16_t rank(const RuleSyntax& syntax, const Rule& rule, std::uint16_t place) const {
    if (rule.is_special_case) return rule.decides_last ? rank_of_last_approvals : rank_of_special_cases;
    if (syntax.section == Section::exclusions) {
      return static_cast<std::uint16_t>(rank_of_exclusions + (rule_set_.exclusions_choose.is_first() ? place : 0));
    }
    return static_cast<std::uint16_t>(rank_of_responsibility + (rule_set_.responsibility_choose.is_first() ? place : 0));
  }

  Listed listed(const Text& text) {
    if (text.value == "as_last_resort") return Listed::as_last_resort;
    if (text.value == "only_while_awaited") return Listed::only_while_awaited;
    if (text.given() && text.value != "always") {
      reporter_.error(codes::bad_choice, text.place, "`" + text.value + "` is not known here",
                      "write always, as_last_resort or only_while_awaited");
    }
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
      if (const auto taken = portion(name)) rule.effects.push_back({*taken, excluded_});
    }
    for (const rules::BearsSyntax& bears : syntax.bears) {
      const auto borne = portion(bears.portion);
      const auto weights = shares(bears);
      if (borne && weights) rule.effects.push_back({*borne, *weights});
    }
    std::set<PortionId> named;
    for (const Effect& effect : rule.effects) {
      if (!named.insert(effect.portion).second) {
        reporter_.error(codes::declared_twice, syntax.id.place, "`" + syntax.id.value + "` names the portion `" +
                            program_.schema.portions()[index_of(effect.portion)].name + "` twice");
      }
    }
  }

  std::optional<AllocationId> shares(const rules::BearsSyntax& bears) {
    Allocation weights(program_.schema.parties().size(), 0);
    std::int64_t sum = 0;
    for (const auto& [name, weight] : bears.shares) {
      const auto bearer = party(name);
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
      reporter_.error(codes::bad_value, bears.portion.place, "the shares of `" + bears.portion.value + "` add up to nothing");
      return std::nullopt;
    }
    return allocation(std::move(weights));
  }

  void compile_step(const rules::StepSyntax& syntax) {
    Step step;
    step.info = info_of(syntax.id, syntax.documentation, Stage::steps);
    step.text = syntax.text;
    std::vector<const Condition*> about_facts;
    const Condition& when = syntax.when;
    const std::vector<Condition> lone{when};
    for (const Condition& part : when.kind == Condition::Kind::all ? when.children : lone) {
      if (part.kind != Condition::Kind::test || !compile_step_test(part, step)) about_facts.push_back(&part);
    }
    step.when = names_.conditions(about_facts).value_or(NodeId{});
    check_step_text(syntax);
    program_.steps.push_back(std::move(step));
  }

  void check_step_text(const rules::StepSyntax& syntax) {
    std::vector<std::string_view> known{"missing", "pending", "charged"};
    for (const Party& candidate : program_.schema.parties()) known.emplace_back(candidate.name);
    for (const auto& [language, text] : syntax.text.all()) {
      for (std::size_t begin = text.find('{'); begin != std::string::npos; begin = text.find('{', begin + 1)) {
        const std::string name = text.substr(begin + 1, text.find('}', begin) - begin - 1);
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        reporter_.error(codes::bad_choice, syntax.id.place, "the text of `" + syntax.id.value + "` has the unknown place `{" + name + "}`",
                        suggest(name, known));
      }
    }
  }

  // `outcome`, `pending` and `borne_by` are what steps ask of the decision itself.
  bool compile_step_test(const Condition& part, Step& step) {
    if (part.subject.value == "outcome") {
      step.outcomes.emplace();
      for (const Text& test : part.tests) add_outcome(test, *step.outcomes);
      return true;
    }
    if (part.subject.value == "pending") {
      step.pending = facts(part.tests);
      return true;
    }
    if (part.subject.value != "borne_by") return false;
    step.borne_by.emplace();
    for (const Text& test : part.tests) {
      if (const auto bearer = party(test)) step.borne_by->push_back(*bearer);
    }
    return true;
  }

  void add_outcome(const Text& text, std::vector<Outcome>& outcomes) {
    std::vector<std::string_view> names;
    for (const Outcome outcome : {Outcome::approved, Outcome::partial, Outcome::denied, Outcome::needs_information, Outcome::referred}) {
      if (name_of(outcome) == text.value) return outcomes.push_back(outcome);
      names.push_back(name_of(outcome));
    }
    reporter_.error(codes::bad_choice, text.place, "`" + text.value + "` is not an outcome", suggest(text.value, names));
  }

  const rules::RuleSet& rule_set_;
  Program& program_;
  NameTable& names_;
  Reporter& reporter_;
  AllocationId excluded_{};
  std::set<std::string> ids_;
  std::vector<bool> limit_is_sound_;
};

}  // namespace

void compile_rules(const rules::RuleSet& rule_set, Program& program, NameTable& names, Reporter& reporter) {
  RuleCompiler(rule_set, program, names, reporter).compile();
}

}  // namespace warrantor::policy
