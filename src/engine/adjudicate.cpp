#include <warrantor/adjudicate.hpp>

#include <algorithm>
#include <utility>

#include "engine/facts.hpp"
#include "engine/granted_lines.hpp"
#include "engine/grants.hpp"
#include "engine/line.hpp"
#include "engine/observed.hpp"
#include "engine/reasons.hpp"
#include "engine/used_up.hpp"
#include "policy/program.hpp"

namespace warrantor {
namespace {

// A claim that breaks a rule of validity for certain is rejected; one that might is decided.
void check_validity(const policy::Program& program, expr::Evaluator& evaluator, std::size_t line,
                    std::vector<Rejection>& rejections) {
  evaluator.visit_possible(program.conditions.validity, [&](std::uint32_t place, Value holds) {
    if (!holds.is_true()) return true;
    const policy::Rule& rule = program.validity[place];
    Rejection& rejection = rejections.emplace_back(Rejection{line, &rule.info, rule.at, {}});
    engine::collect_comparisons(evaluator, rule.holds, true, rejection.comparisons);
    return true;
  });
}

// All lines of a claim state the date alike.
void choose_version(const policy::Program& program, expr::Evaluator& evaluator, Decision& decision) {
  if (!program.version_date || decision.version != nullptr) return;
  decision.version_date = evaluator.evaluate(*program.version_date);
  for (std::size_t i = 0; i < program.versions.size(); ++i) {
    if (evaluator.evaluate(program.version_conditions[i]).is_true()) decision.version = &program.versions[i];
  }
}

std::string line_id_of(const policy::Program& program, const expr::FactValues& facts) {
  const Fact& fact = program.schema.fact(program.schema.line_id());
  const Value value = facts.line[fact.slot];
  return value.is_known() ? format_value(program.schema, fact, value) : std::string();
}

}  // namespace

Decision engine::adjudicate_observed(const Policy& policy, const Claim& claim, const History& history,
                                     expr::Observer* observer, CaseMemory* memory) noexcept {
  const policy::Program& program = policy.program();
  Decision decision;
  engine::FactReader reader(program, claim, &history, observer);
  expr::Evaluator evaluator(program.code, program.schema, reader.facts(), observer, &program.conditions.index);
  std::vector<Rejection> invalid;
  std::vector<engine::LineFacts> line_facts;
  const std::size_t lines = std::max<std::size_t>(claim.line_count(), 1);
  decision.lines.reserve(lines);
  engine::UsedUp used_up(program);
  engine::GrantedLines granted(program, history);
  for (std::size_t i = 0; i < lines; ++i) {
    reader.read_line(i);
    evaluator.forget();
    choose_version(program, evaluator, decision);
    check_validity(program, evaluator, i, invalid);
    if (!reader.rejections().empty() || !invalid.empty()) continue;
    if (program.tells_of_claims()) line_facts.push_back({reader.facts().line, reader.facts().used_up});
    LineDecision line = engine::decide_line(program, reader, evaluator, granted.history(), memory);
    line.line_id = line_id_of(program, reader.facts());
    used_up.note(evaluator, line, reader);
    granted.note(evaluator, line, reader);
    decision.lines.push_back(std::move(line));
  }
  used_up.ask(decision.lines);
  granted.ask(decision.lines);
  decision.rejections = reader.rejections();
  decision.rejections.insert(decision.rejections.end(), invalid.begin(), invalid.end());
  if (decision.rejected()) {
    decision.lines.clear();
  } else {
    decision.outcome = combine(decision.lines);
    if (program.tells_of_claims())
      engine::tell_of_claim(program, reader, evaluator, granted.history(), line_facts, decision);
  }
  decision.made_texts = evaluator.made_texts();
  return decision;
}

Decision adjudicate(const Policy& policy, const Claim& claim, const History& history) noexcept {
  return engine::adjudicate_observed(policy, claim, history, nullptr);
}

Decision adjudicate(const Policy& policy, const Claim& claim) noexcept { return adjudicate(policy, claim, History()); }

}  // namespace warrantor
