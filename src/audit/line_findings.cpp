#include "audit/line_findings.hpp"

#include <algorithm>

#include "audit/content.hpp"
#include "engine/facts.hpp"
#include "engine/findings.hpp"
#include "policy/compiler.hpp"

namespace warrantor::audit {
namespace {

using policy::Program;

std::string truth(const Value& value) {
  if (value.is_true()) return "true";
  if (value.is_false()) return "false";
  return value.is_undefined() ? "undefined" : "unknown";
}

/// Looks at one line.
class Looking {
 public:
  Looking(const Program& program, engine::FactReader& reader, expr::Evaluator& evaluator, const History& history)
      : program_(program), reader_(reader), evaluator_(evaluator), content_(program), history_(history) {}

  LineFindings look() {
    add_facts();
    add_derived();
    for (const policy::Rule& rule : program_.validity) {
      add(ProvisionKind::rule, rule.info.id, truth(evaluator_.evaluate(rule.holds)));
    }
    verdict_ = engine::consider(program_, reader_, evaluator_, history_).verdict;
    add_rules();
    add_coverage();
    add_portions();
    add_steps();
    return std::move(findings_);
  }

 private:
  void add(ProvisionKind kind, const std::string& name, std::string text) {
    findings_.texts.insert_or_assign(ProvisionKey{kind, name}, std::move(text));
  }

  [[nodiscard]] std::string text_of(const expr::Type& type, const Value& value) const {
    if (!value.is_known()) return value.is_none() ? "none" : value.is_undefined() ? "undefined" : "unknown";
    return format_value(program_.schema, type.kind, type.domain, value);
  }

  void add_facts() {
    for (const auto* facts : {&program_.schema.claim_facts(), &program_.schema.line_facts()}) {
      for (const FactId id : *facts) {
        const Fact& fact = program_.schema.fact(id);
        if (fact.type == ValueType::records) continue;
        const auto& values = fact.scope == Scope::line ? reader_.facts().line : reader_.facts().claim;
        add(ProvisionKind::fact, fact.name, text_of(expr::type_of_fact(program_.schema, id), values[fact.slot]));
      }
    }
  }

  void add_derived() {
    for (std::size_t i = 0; i < program_.code.definitions.size(); ++i) {
      const expr::Definition& definition = program_.code.definitions[i];
      const bool is_own =
          !policy::is_of_adjustments(definition.name) && !(program_.covering && index_of(*program_.covering) == i);
      if (!definition.type.is_single() || !is_own) continue;
      add(ProvisionKind::derived, definition.name, text_of(definition.type, evaluator_.evaluate(definition.root)));
    }
  }

  void add_rules() {
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      const policy::Rule& rule = program_.rules[i];
      std::string text = truth(verdict_.holds[i]);
      if (rule.takes_when && !verdict_.takes[i].same_as(verdict_.holds[i])) {
        text += verdict_.takes[i].is_false() ? without_effect : effect_is_open;
      }
      if (rule.info.refers && !verdict_.holds[i].is_false()) text += refers_the_line;
      add(ProvisionKind::rule, rule.info.id, std::move(text));
    }
  }

  void add_coverage() {
    if (!program_.coverage) return;
    for (std::size_t i = 0; i < program_.coverage->rows.size(); ++i) {
      add(ProvisionKind::coverage_row, program_.coverage->rows[i].info.id,
          truth(engine::truth_of_row(verdict_.coverage, i)));
    }
    for (std::size_t i = 0; i < program_.limits.size(); ++i) {
      add(ProvisionKind::limit, program_.limits[i].info.id, truth(verdict_.coverage.passed[i]));
    }
  }

  void add_steps() {
    const auto amount = [this](expr::NodeId id) {
      return text_of(expr::Type::of(ValueType::money), evaluator_.evaluate(id));
    };
    for (const policy::Adjustment& adjustment : program_.adjustments) {
      if (!verdict_.holds[index_of(adjustment.rule)].is_true()) continue;
      std::string& steps = findings_.steps[program_.rule(adjustment.rule).info.id];
      steps += (steps.empty() ? "" : ", ") + amount(adjustment.before) + " " + amount(adjustment.after);
    }
  }

  void add_portions() {
    for (std::size_t i = 0; i < program_.portions.size(); ++i) {
      const std::string amount = text_of(expr::Type::of(ValueType::money), verdict_.amounts[i]);
      std::string bearers;
      for (const policy::AllocationId allocation : verdict_.bearers[i].possible) {
        bearers += (bearers.empty() ? "" : "|") + content_.allocation(allocation);
      }
      const std::string& portion = program_.schema.portions()[i].name;
      add(ProvisionKind::portion, portion, std::string(amount).append(" ").append(bearers));
      if (verdict_.bearers[i].decided_by != nullptr) {
        findings_.decided_by[portion] = verdict_.bearers[i].decided_by->id;
      }
    }
  }

  const Program& program_;
  engine::FactReader& reader_;
  expr::Evaluator& evaluator_;
  ContentWriter content_;
  const History& history_;
  engine::Verdict verdict_;
  LineFindings findings_;
};

}  // namespace

std::vector<LineFindings> findings_of(const Policy& policy, const Claim& claim, const History& history) {
  const Program& program = policy.program();
  engine::FactReader reader(program, claim, &history);
  expr::Evaluator evaluator(program.code, program.schema, reader.facts(), nullptr, &program.conditions.index);
  std::vector<LineFindings> findings;
  for (std::size_t i = 0; i < std::max<std::size_t>(claim.line_count(), 1); ++i) {
    reader.read_line(i);
    evaluator.forget();
    findings.push_back(Looking(program, reader, evaluator, history).look());
  }
  return findings;
}

}  // namespace warrantor::audit
