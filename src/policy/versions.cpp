#include <map>
#include <string_view>
#include <utility>

#include "policy/codes.hpp"
#include "policy/compiler.hpp"

namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Type;

std::optional<Date> day_of(const rules::Text& text) {
  const auto date = Date::parse(text.value);
  return text.given() && date ? std::optional(*date) : std::nullopt;
}

class VersionCompiler {
 public:
  VersionCompiler(const rules::RuleSet& rule_set, Program& program, NameTable& names, Reporter& reporter)
      : rule_set_(rule_set), program_(program), names_(names), reporter_(reporter) {}

  void compile() {
    for (const rules::VersionSyntax& version : rule_set_.versions) {
      VersionInfo info;
      info.id = version.id.value;
      info.title = version.documentation.title;
      info.notes = version.documentation.notes;
      info.source = version.documentation.source.value;
      info.valid = validity_of(rule_set_, version.valid);
      program_.versions.push_back(std::move(info));
      program_.version_conditions.push_back(names_.condition(condition_of(version.valid)).value_or(NodeId{}));
    }
    program_.version_date = names_.expression(by(), Type::of(ValueType::date));
    if (!program_.version_date) return;
    check_scope(*program_.version_date);
    if (!covers_all_times()) refer_outside();
  }

 private:
  // An extension may have another `valid_by` than its base, whose versions these are.
  [[nodiscard]] const rules::Text& by() const { return rule_set_.versions.front().valid.by; }

  // A claim has one version, so it must not hang on what one of its lines states.
  void check_scope(NodeId id) {
    const expr::Node& node = program_.code.node(id);
    if (node.op == Op::line_fact) {
      reporter_.error(
          codes::misplaced, rule_set_.valid_by.place,
          "the version hangs on `" + program_.schema.fact(node.fact).name + "`, which each line states anew",
          "name a date that is the same on all lines of a claim");
    }
    if (node.op == Op::definition) check_scope(program_.code.definitions[node.index].root);
    const auto operands = program_.code.children_of(node);
    for (std::size_t i = 0; i < operands.size(); ++i) check_scope(program_.code.children_of(program_.code.node(id))[i]);
  }

  [[nodiscard]] bool covers_all_times() const {
    bool has_first = false;
    bool has_last = false;
    for (const VersionInfo& version : program_.versions) {
      has_first = has_first || !version.valid.from;
      has_last = has_last || !version.valid.to;
    }
    return has_first && has_last && !program_.code.node(*program_.version_date).type.optional;
  }

  // What no version speaks of is for a person.
  void refer_outside() {
    program_.in_force = names_.add_all(Op::disjunction, program_.version_conditions);
    Rule rule;
    rule.info.id = "outside-versions";
    rule.info.title.set("en", "No version of the rules is in force for this claim");
    rule.info.title.set("zh", "没有适用于该索赔的规则版本");
    rule.info.stage = Stage::validity;
    rule.info.refers = true;
    rule.info.place = rule_set_.span(rule_set_.versions.front().id.place);
    rule.info.place.text.clear();
    rule.applies = names_.constant(Value::boolean(true), Type::boolean());
    rule.when = names_.add(Op::negation, Type::boolean(), {*program_.in_force});
    rule.holds = names_.add(Op::conjunction, Type::boolean(), {rule.applies, rule.when});
    program_.referring.push_back(static_cast<RuleId>(program_.rules.size()));
    program_.rules.push_back(std::move(rule));
  }

  const rules::RuleSet& rule_set_;
  Program& program_;
  NameTable& names_;
  Reporter& reporter_;
};

template <class Items>
void link_same_ids(Items& items) {
  std::map<std::string_view, std::vector<std::uint16_t>> places;
  for (std::size_t i = 0; i < items.size(); ++i) places[items[i].info.id].push_back(static_cast<std::uint16_t>(i));
  for (auto& item : items) {
    const auto& versions = places[item.info.id];
    if (versions.size() > 1) item.versions = versions;
  }
}

}  // namespace

Validity validity_of(const rules::RuleSet& rule_set, const rules::ValidSyntax& valid) {
  Validity validity;
  if (valid.version > 0) validity.version = rule_set.versions[valid.version - 1].id.value;
  if (!valid.has_period()) return validity;
  validity.by = valid.by.value;
  validity.from = day_of(valid.from);
  validity.to = day_of(valid.to);
  return validity;
}

void compile_versions(const rules::RuleSet& rule_set, Program& program, NameTable& names, Reporter& reporter) {
  if (!rule_set.versions.empty()) VersionCompiler(rule_set, program, names, reporter).compile();
}

void link_versions(Program& program) {
  link_same_ids(program.rules);
  if (program.coverage) link_same_ids(program.coverage->rows);
  link_same_ids(program.steps);
}

}  // namespace warrantor::policy
