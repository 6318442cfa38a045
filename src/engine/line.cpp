#include "engine/line.hpp"

#include <algorithm>
#include <utility>

#include "engine/case_tree.hpp"
#include "engine/findings.hpp"
#include "engine/history.hpp"
#include "engine/limits.hpp"
#include "engine/reasons.hpp"
#include "engine/used_up.hpp"
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
        history_(history),
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
    for (const RuleInfo* info : verdict().contradictions) {
      if (!names_id(line_.contradictions, info->id)) line_.contradictions.push_back(info);
    }
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
      if (program_.counted_by_claim > 0) portion.is_taken = is_taken(i);
    }
  }

  // In every case, or in none. A line that a rule refers may be decided in any way.
  [[nodiscard]] std::optional<bool> is_taken(std::size_t portion) const {
    const Bearers& bearers = verdict().bearers[portion];
    if (!verdict().referred.is_false() || !verdict().contradictions.empty()) return std::nullopt;
    Verdict as_stated;  // cases may weigh differently
    as_stated.weighed = weigh(program_, evaluator_);
    std::size_t taking = 0;
    for (const AllocationId allocation : bearers.possible) {
      const policy::Allocation* const weights = weights_of(program_, as_stated, allocation);
      if (weights == nullptr) return std::nullopt;
      taking += takes_all(program_, *weights) ? 1U : 0U;
    }
    if (taking != 0 && taking != bearers.possible.size()) return std::nullopt;
    return taking != 0;
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
    waits_ = waits_for_facts_of_others();
    line_.outcome = findings_.needs_facts || waits_ ? Outcome::needs_information : Outcome::referred;
    line_.missing = std::move(findings_.missing);
    ask_for_keys();
    if (waits_) ask_of_the_claim();
    if (reads_open_use()) line_.missing_exact = false;
    line_.pending = std::move(findings_.pending);
    line_.may_pay = std::move(findings_.may_pay);
    if (line_.may_pay.empty()) line_.may_pay = payments_by(program_, verdict());
  }

  // Nothing but figures keep it from being decided that lines before it use up, and what these use up hangs on facts
  // that nobody stated.
  [[nodiscard]] bool waits_for_facts_of_others() const {
    if (findings_.needs_facts || !findings_.pending.empty() || verdict().referred.is_true()) return false;
    const auto& stuck = line_.contradictions;
    const auto end = program_.adjustments.end();
    const auto waiting = std::find_if(program_.adjustments.begin(), end,
                                      [this](const policy::Adjustment& any) { return waits_for_facts(any); });
    // What stands behind it may read what it leaves.
    return !stuck.empty() && std::all_of(stuck.begin(), stuck.end(), [&](const RuleInfo* info) {
      return std::any_of(waiting, end,
                         [&](const policy::Adjustment& any) { return &program_.rule(any.rule).info == info; });
    });
  }

  // Facts of other lines, which are not tried here, change what it is owed.
  [[nodiscard]] bool reads_open_use() const {
    return std::any_of(program_.adjustments.begin(), program_.adjustments.end(), [this](const auto& adjustment) {
      const Value& amount = line_.portions[index_of(adjustment.portion)].amount;
      return waits_for_facts(adjustment) && !(amount.is_known() && amount.as_integer() <= 0);
    });
  }

  [[nodiscard]] bool waits_for_facts(const policy::Adjustment& adjustment) const {
    const std::vector<OpenUse>& uses = reader_.open_uses();
    if (!adjustment.used_up || *adjustment.used_up >= uses.size()) return false;
    const OpenUse& use = uses[*adjustment.used_up];
    return use.is_open && !use.is_stuck;
  }

  // All lines have them in common. Those of other lines are asked for there.
  void ask_of_the_claim() {
    line_.missing_exact = false;
    for (const policy::Adjustment& adjustment : program_.adjustments) {
      if (hangs_on(adjustment) && waits_for_facts(adjustment))
        ask_of_the_claim(reader_.open_uses()[*adjustment.used_up].facts);
    }
    std::sort(line_.missing.begin(), line_.missing.end());
  }

  [[nodiscard]] bool hangs_on(const policy::Adjustment& adjustment) const {
    const Value& amount = line_.portions[index_of(adjustment.portion)].amount;
    const bool asks_for_nothing = amount.is_known() && amount.as_integer() <= 0;
    return !asks_for_nothing && names_id(line_.contradictions, program_.rule(adjustment.rule).info.id);
  }

  void ask_of_the_claim(const std::vector<FactId>& facts) {
    for (const FactId fact : facts) {
      const bool is_asked = std::find(line_.missing.begin(), line_.missing.end(), fact) != line_.missing.end();
      if (program_.schema.fact(fact).scope == Scope::claim && !is_asked) line_.missing.push_back(fact);
    }
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
      const bool is_history = table != nullptr && table->history;
      if (!is_history || reader_.facts().tables[index_of(declared.table)].known) {
        ask(fact);
        if (is_history) name_open_claims(declared.table);
        continue;
      }
      line_.missing_exact = false;
      for (const FactId key : table->history->by) {
        if (reader_.facts().claim[program_.schema.fact(key).slot].is_unknown()) ask(key);
      }
    }
    line_.missing = std::move(asked);
  }

  // A list that is known, and asked for, holds claims that are open themselves: those are to be settled first.
  void name_open_claims(TableId table) {
    constexpr std::size_t most = 10;
    std::vector<std::string>& named = line_.open_claims;
    for (std::string& id : history_.data().earlier.open_claims(program_.schema, table, reader_.facts(), most)) {
      if (named.size() < most && std::find(named.begin(), named.end(), id) == named.end())
        named.push_back(std::move(id));
    }
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
      const RuleInfo& info = program_.coverage->rows[row].info;
      if (row_is_listed(row) && !has_reason(info)) line_.reasons.push_back({&info, {}});
    }
    list_rules(false);
    if (waits_) return;  // they have a value once the facts are stated
    const bool considered = findings_.considered;
    for (const RuleInfo* info : considered ? findings_.always_named : line_.contradictions) list_contradiction(info);
  }

  // A line that is referred because of a rule names it, also where the rule came to no truth at all.
  void list_contradiction(const RuleInfo* info) {
    if (!has_reason(*info)) line_.reasons.push_back({info, {}});
    std::erase_if(line_.possible, [info](const RuleInfo* other) { return other->id == info->id; });
  }

  [[nodiscard]] bool has_reason(const RuleInfo& info) const {
    return std::any_of(line_.reasons.begin(), line_.reasons.end(),
                       [&](const Reason& reason) { return reason.rule == &info || reason.rule->id == info.id; });
  }

  static bool names_id(const std::vector<const RuleInfo*>& infos, const std::string& id) {
    return std::any_of(infos.begin(), infos.end(), [&](const RuleInfo* info) { return info->id == id; });
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
    if (rule.listed == policy::Listed::never || !speaks_for_versions(i)) return;
    const Value holds = verdict().holds[i];
    if (waits_ && holds.is_undefined()) {
      line_.possible.push_back(&rule.info);  // it has a value once the facts are stated
    } else if (is_listed(rule, holds, i)) {
      Reason reason{&rule.info, {}};
      if (holds.is_true()) collect_comparisons(evaluator_, rule.when, true, reason.comparisons);
      line_.reasons.push_back(std::move(reason));
    } else if (may_be_listed(rule, holds, i)) {
      line_.possible.push_back(&rule.info);
    }
  }

  // Of several versions the one that holds is named, else the first that may hold.
  [[nodiscard]] bool speaks_for_versions(std::size_t i) const {
    const auto& versions = program_.rules[i].versions;
    if (versions.empty()) return true;
    const auto holds = [this](std::size_t version) { return verdict().holds[version].is_true(); };
    const auto may_hold = [this](std::size_t version) { return is_possible(verdict().holds[version], version); };
    auto speaker = std::find_if(versions.begin(), versions.end(), holds);
    if (speaker == versions.end()) speaker = std::find_if(versions.begin(), versions.end(), may_hold);
    return speaker != versions.end() && *speaker == i;
  }

  [[nodiscard]] bool is_listed(const Rule& rule, Value holds, std::size_t i) const {
    if (findings_.considered) return findings_.listed[i];
    const bool listed = holds.is_true() && policy::is_reason(rule.listed);
    return listed || (awaits_any(rule.awaits) && !holds.is_false());
  }

  [[nodiscard]] bool may_be_listed(const Rule& rule, Value holds, std::size_t i) const {
    if (rule.listed != policy::Listed::only_while_awaited) return is_possible(holds, i);
    return !findings_.awaited.empty() && findings_.awaited[i];
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
    for (std::size_t i = 0; i < program_.steps.size(); ++i) {
      const policy::Step& step = program_.steps[i];
      if (!asks_for_this(step)) continue;
      const Value when = evaluator_.evaluate(step.when);
      if (when.is_true() || (when.is_unknown() && one_version_holds(i))) line_.steps.push_back({&step.info});
    }
  }

  // Whatever the day is, one of the versions holds, and all that may hold say the same; the first of them speaks.
  [[nodiscard]] bool one_version_holds(std::size_t place) {
    const auto& versions = program_.steps[place].versions;
    std::vector<expr::NodeId> conditions;
    for (const std::size_t version : versions) {
      const policy::Step& step = program_.steps[version];
      const Value when = evaluator_.evaluate(step.when);
      if (!asks_for_this(step) || when.is_false()) continue;
      if (!when.is_unknown() || step.text.all() != program_.steps[place].text.all()) return false;
      if (conditions.empty() && version != place) return false;
      conditions.push_back(step.when);
    }
    if (conditions.empty()) return false;
    // Values that are tried are nobody's.
    expr::Observer* const observer = evaluator_.observe_by(nullptr);
    const bool holds = CaseTree(program_, reader_, evaluator_, history_).one_holds_always(conditions);
    evaluator_.observe_by(observer);
    return holds;
  }

  [[nodiscard]] bool asks_for_this(const policy::Step& step) const {
    const auto& outcomes = step.outcomes;
    if (outcomes && std::find(outcomes->begin(), outcomes->end(), line_.outcome) == outcomes->end()) return false;
    if (step.pending && !awaits_any(*step.pending)) return false;
    return !step.borne_by || std::any_of(step.borne_by->begin(), step.borne_by->end(),
                                         [this](PartyId party) { return line_.pays[index_of(party)] != 0; });
  }

  const Program& program_;
  FactReader& reader_;
  expr::Evaluator& evaluator_;
  const History& history_;
  Findings findings_;
  LineDecision line_;
  bool waits_ = false;  ///< for facts of other lines
};

}  // namespace

LineDecision decide_line(const Program& program, FactReader& reader, expr::Evaluator& evaluator, const History& history,
                         CaseMemory* memory) {
  return LineDecider(program, reader, evaluator, history, memory).decide();
}

}  // namespace warrantor::engine
