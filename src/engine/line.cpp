#include "engine/line.hpp"

#include <algorithm>
#include <utility>

#include "engine/findings.hpp"
#include "engine/limits.hpp"
#include "engine/reasons.hpp"
#include "engine/verdict.hpp"

namespace warrantor::engine {
namespace {

using policy::Program;
using policy::Rule;

class LineDecider {
 public:
  LineDecider(const Program& program, FactReader& reader, expr::Evaluator& evaluator, const History& history,
              CaseMemory* memory)
      : program_(program),
        reader_(reader),
        evaluator_(evaluator),
        findings_(consider(program, reader, evaluator, history, memory)) {}

  LineDecision decide() {
    assign_amounts();
    list_adjustments();
    find_outcome();
    list_reasons();
    describe_coverage();
    list_steps();
    return std::move(line_);
  }

 private:
  [[nodiscard]] const Verdict& verdict() const { return findings_.verdict; }

  void assign_amounts() {
    line_.total = verdict().total;
    line_.pays.assign(program_.schema.parties().size(), 0);
    if (verdict().decided) std::copy(verdict().pays.begin(), verdict().pays.end(), line_.pays.begin());
    if (program_.has_advances()) line_.advances.assign(line_.pays.size(), 0);
    if (verdict().decided) std::copy(verdict().advances.begin(), verdict().advances.end(), line_.advances.begin());
    line_.open = verdict().decided ? 0 : line_.total;
    line_.contradictions = verdict().contradictions;
    line_.portions.reserve(program_.portions.size());
    for (std::size_t i = 0; i < program_.portions.size(); ++i) {
      PortionResult& portion = line_.portions.emplace_back();
      portion.portion = static_cast<PortionId>(i);
      portion.amount = verdict().amounts[i];
      portion.owed = verdict().owed[i];
      portion.decided = verdict().decided && !verdict().shares[i].empty();
      portion.decided_by = portion.decided ? verdict().bearers[i].decided_by : nullptr;
      portion.by_different_rules = portion.decided && verdict().bearers[i].varies;
      if (portion.decided && program_.has_advances()) portion.advanced_by = verdict().advancers[i].decided_by;
      if (portion.decided) portion.shares.assign(verdict().shares[i].begin(), verdict().shares[i].end());
    }
  }

  // With the figures of each step, for whoever reckons them again.
  void list_adjustments() {
    for (const policy::Adjustment& adjustment : program_.adjustments) {
      if (!verdict().holds[index_of(adjustment.rule)].is_true()) continue;
      AdjustmentResult& result = line_.adjustments.emplace_back();
      result.rule = &program_.rule(adjustment.rule).info;
      result.portion = adjustment.portion;
      result.before = evaluator_.evaluate(adjustment.before);
      result.after = evaluator_.evaluate(adjustment.after);
    }
  }

  void find_outcome() {
    line_.missing_exact = findings_.missing_is_exact;
    if (verdict().decided) {
      line_.outcome = verdict().outcome;
      return;
    }
    // What no fact could settle is for a person: who decides what is pending, or who reads the rules named in it.
    line_.outcome = findings_.needs_facts ? Outcome::needs_information : Outcome::referred;
    line_.missing = std::move(findings_.missing);
    ask_for_keys();
    line_.pending = std::move(findings_.pending);
    line_.may_pay = std::move(findings_.may_pay);
    if (line_.may_pay.empty()) line_.may_pay = payments_by(program_, verdict());
  }

  // Nobody states a list of earlier claims: where it is not known, the facts are by which they are found.
  void ask_for_keys() {
    std::vector<FactId> asked;
    const auto ask = [&asked](FactId fact) {
      if (std::find(asked.begin(), asked.end(), fact) == asked.end()) asked.push_back(fact);
    };
    for (const FactId fact : line_.missing) {
      const Fact& declared = program_.schema.fact(fact);
      const auto* const table = declared.type == ValueType::records ? &program_.schema.table(declared.table) : nullptr;
      if (table == nullptr || !table->history || reader_.facts().tables[index_of(declared.table)].known) {
        ask(fact);
        continue;
      }
      line_.missing_exact = false;
      for (const FactId key : table->history->by) {
        if (reader_.facts().claim[program_.schema.fact(key).slot].is_unknown()) ask(key);
      }
    }
    line_.missing = std::move(asked);
  }

  void list_reasons() {
    const CoverageFinding& coverage = verdict().coverage;
    // What is wrong with a claim comes before what the warranty says of it.
    line_.reasons.reserve(verdict().standing.size());
    list_rules(true);
    for (std::size_t i = 0; i < program_.limits.size(); ++i) {
      if (coverage.passed[i].is_true()) list_limit(i);
      if (!coverage.passed[i].is_known()) line_.possible.push_back(&program_.limits[i].info);
    }
    for (const std::size_t row : coverage.candidates) {
      if (row_is_listed(row)) line_.reasons.push_back({&program_.coverage->rows[row].info, {}});
    }
    list_rules(false);
    const bool considered = findings_.considered;
    for (const RuleInfo* info : considered ? findings_.always_named : line_.contradictions) list_contradiction(info);
  }

  // A line that is referred because of a rule names it, also where the rule came to no truth at all.
  void list_contradiction(const RuleInfo* info) {
    const auto listed = [info](const Reason& reason) { return reason.rule == info; };
    if (std::none_of(line_.reasons.begin(), line_.reasons.end(), listed)) line_.reasons.push_back({info, {}});
    line_.possible.erase(std::remove(line_.possible.begin(), line_.possible.end(), info), line_.possible.end());
  }

  void list_limit(std::size_t limit) {
    Reason reason{&program_.limits[limit].info, {}};
    for (const std::size_t candidate : verdict().coverage.candidates) {
      for (const policy::RowLimit& row_limit : program_.coverage->rows[candidate].limits) {
        if (row_limit.limit == limit && says_so(candidate, row_limit)) {
          const auto conditions = program_.code.children_of(program_.code.node(row_limit.passed));
          collect_comparisons(evaluator_, conditions[1], true, reason.comparisons);
        }
      }
    }
    line_.reasons.push_back(std::move(reason));
  }

  // Of rows that count side by side, some may keep the limit.
  [[nodiscard]] bool says_so(std::size_t row, const policy::RowLimit& limit) {
    if (verdict().coverage.truths.empty()) return true;
    return truth_of_row(verdict().coverage, row).is_true() && evaluator_.evaluate(limit.passed).is_true();
  }

  void list_rules(bool of_validity) {
    const auto list = [&](std::size_t rule) {
      if ((program_.rules[rule].info.stage == Stage::validity) == of_validity) list_rule(rule);
    };
    if (findings_.considered) {
      for (std::size_t i = 0; i < program_.rules.size(); ++i) list(i);
    } else {
      for (const std::uint32_t rule : verdict().standing) list(rule);
    }
  }

  void list_rule(std::size_t i) {
    const Rule& rule = program_.rules[i];
    if (rule.listed == policy::Listed::never) return;
    const Value holds = verdict().holds[i];
    if (is_listed(rule, holds, i)) {
      Reason reason{&rule.info, {}};
      if (holds.is_true()) collect_comparisons(evaluator_, rule.when, true, reason.comparisons);
      line_.reasons.push_back(std::move(reason));
    } else if (is_possible(holds, i) && rule.listed != policy::Listed::only_while_awaited) {
      line_.possible.push_back(&rule.info);
    }
  }

  [[nodiscard]] bool is_listed(const Rule& rule, Value holds, std::size_t i) const {
    if (findings_.considered) return findings_.listed[i];
    const bool listed = holds.is_true() && policy::is_reason(rule.listed);
    return listed || (awaits_any(rule.awaits) && !holds.is_false());
  }

  [[nodiscard]] bool is_possible(Value holds, std::size_t i) const {
    return !holds.is_known() && (!findings_.considered || findings_.possible[i]);
  }

  [[nodiscard]] bool row_is_listed(std::size_t row) const {
    return findings_.considered ? findings_.rows_listed[row] : awaits_any(program_.coverage->rows[row].awaits);
  }

  [[nodiscard]] bool awaits_any(const std::vector<FactId>& awaited) const {
    return std::any_of(awaited.begin(), awaited.end(), [this](FactId fact) {
      return std::find(line_.pending.begin(), line_.pending.end(), fact) != line_.pending.end();
    });
  }

  void describe_coverage() {
    describe_united();
    if (!verdict().coverage.row) return;
    const policy::CoverageRow& row = program_.coverage->rows[*verdict().coverage.row];
    line_.coverage = &row.info;
    line_.limits = limits_of(program_, evaluator_, row);
  }

  // Rows that count side by side, each with its own limits.
  void describe_united() {
    const CoverageFinding& coverage = verdict().coverage;
    for (std::size_t i = 0; i < coverage.truths.size(); ++i) {
      if (!coverage.truths[i].is_true()) continue;
      const policy::CoverageRow& row = program_.coverage->rows[coverage.candidates[i]];
      line_.coverages.push_back({&row.info, limits_of(program_, evaluator_, row)});
    }
  }

  void list_steps() {
    for (const policy::Step& step : program_.steps) {
      if (asks_for_this(step) && evaluator_.evaluate(step.when).is_true()) line_.steps.push_back({&step.info});
    }
  }

  [[nodiscard]] bool asks_for_this(const policy::Step& step) const {
    const auto& outcomes = step.outcomes;
    if (outcomes && std::find(outcomes->begin(), outcomes->end(), line_.outcome) == outcomes->end()) return false;
    if (step.pending && !awaits_any(*step.pending)) return false;
    return !step.borne_by || std::any_of(step.borne_by->begin(), step.borne_by->end(),
                                         [this](PartyId party) { return line_.pays[index_of(party)] != 0; });
  }

  const Program& program_;
  const FactReader& reader_;
  expr::Evaluator& evaluator_;
  Findings findings_;
  LineDecision line_;
};

}  // namespace

LineDecision decide_line(const Program& program, FactReader& reader, expr::Evaluator& evaluator, const History& history,
                         CaseMemory* memory) {
  return LineDecider(program, reader, evaluator, history, memory).decide();
}

}  // namespace warrantor::engine
