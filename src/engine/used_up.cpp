#include "engine/used_up.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/add_once.hpp"
#include "base/checked.hpp"
#include "engine/open_lines.hpp"

namespace warrantor::engine {
namespace {

using policy::Adjustment;

/// How many of the lines that a line waits for it names.
constexpr std::size_t most_awaited_lines = 10;

void ask(const std::vector<FactId>& facts, LineDecision& line) {
  const std::size_t asked = line.missing.size();
  for (const FactId fact : facts) base::add_once(line.missing, fact);
  if (line.missing.size() > asked) line.missing_exact = false;
  std::sort(line.missing.begin(), line.missing.end());
}

bool is_nothing(Value amount) { return amount.is_known() && amount.as_integer() <= 0; }

// Where nothing is owed, all stays there too, but nobody has taken it. Nothing: that is open.
std::optional<bool> is_taken(const policy::Program& program, const LineDecision& line, const PortionResult& portion) {
  if (portion.is_taken || is_open(line.outcome)) return portion.is_taken;
  const bool stays =
      !portion.shares.empty() && portion.shares[index_of(program.excluded_party)] == portion.amount.as_integer();
  if (!stays) return false;
  return portion.owed.is_known() && portion.owed.as_integer() > 0 ? std::optional(true) : std::nullopt;
}

Value used_by(const policy::Program& program, expr::Evaluator& evaluator, const LineDecision& line,
              const Adjustment& adjustment) {
  const Value nothing = Value::integer(0);
  const PortionResult& portion = line.portions[index_of(adjustment.portion)];
  const Value holds = evaluator.evaluate(program.rule(adjustment.rule).holds);
  if (holds.is_false() || is_nothing(portion.amount)) return nothing;
  const auto taken = is_taken(program, line, portion);
  if (taken.value_or(false)) return nothing;
  const Value before = evaluator.evaluate(adjustment.before);
  if (is_nothing(before) || is_nothing(evaluator.evaluate(adjustment.left))) return nothing;
  const Value after = evaluator.evaluate(adjustment.after);
  if (!before.is_known() || !after.is_known()) return Value::undefined();
  const bool caps = adjustment.kind == Adjustment::Kind::at_most;
  const std::int64_t used = caps ? after.as_integer() : before.as_integer() - after.as_integer();
  const bool may_use_none = !taken || !holds.is_true();
  return used != 0 && may_use_none ? Value::undefined() : Value::integer(used);
}

}  // namespace

bool takes_all(const policy::Program& program, const policy::Allocation& weights) {
  const auto bearers = std::count_if(weights.begin(), weights.end(), [](std::int64_t weight) { return weight != 0; });
  return weights[index_of(program.excluded_party)] != 0 && bearers == 1;
}

void UsedUp::note(expr::Evaluator& evaluator, LineDecision& line, FactReader& reader) {
  const std::size_t place = lines_++;
  if (program_.counted_by_claim == 0) return;
  name_awaited(line);
  std::vector<Value>& used_up = reader.facts_to_try().used_up;
  std::vector<Value> now = used_up;
  now.resize(program_.counted_by_claim, Value::integer(0));
  std::vector<OpenUse> uses = reader.open_uses();
  uses.resize(program_.counted_by_claim);
  for (const Adjustment& adjustment : program_.adjustments) {
    if (!adjustment.used_up) continue;
    Value& sum = now[*adjustment.used_up];
    const Value used = used_by(program_, evaluator, line, adjustment);
    const auto added =
        sum.is_known() && used.is_known() ? base::checked_add(sum.as_integer(), used.as_integer()) : std::nullopt;
    sum = added ? Value::integer(*added) : Value::undefined();
    if (used.is_known()) continue;
    const OpenUse here = open_use(evaluator, line, adjustment, reader);
    OpenUse& all = uses[*adjustment.used_up];
    all.is_open = true;
    all.is_stuck = all.is_stuck || here.is_stuck;
    OpenLine& open = open_line(*adjustment.used_up, place, line);
    for (const FactId fact : here.facts) {
      base::add_once(all.facts, fact);
      if (program_.schema.fact(fact).scope == Scope::line) base::add_once(open.facts, fact);
    }
  }
  used_up = std::move(now);
  reader.set_open_uses(std::move(uses));
}

OpenUse UsedUp::open_use(expr::Evaluator& evaluator, const LineDecision& line, const Adjustment& adjustment,
                         FactReader& reader) const {
  OpenUse use{line.missing, true, false};
  if (!use.facts.empty()) leave_out_of_others(evaluator, adjustment.portion, use.facts);
  const auto collect = [&](expr::NodeId node) { evaluator.collect_unknown(node, use.facts); };
  collect(program_.rule(adjustment.rule).holds);
  collect(adjustment.before);
  collect(adjustment.after);
  const PortionResult& portion = line.portions[index_of(adjustment.portion)];
  if (!is_taken(program_, line, portion)) collect_of_portion(evaluator, index_of(adjustment.portion), use.facts);
  std::vector<FactId> unknown;
  bool is_pending = false;
  for (const FactId fact : use.facts) {
    const auto& pending = reader.pending();
    const bool waits = std::find(pending.begin(), pending.end(), fact) != pending.end();
    if (!waits) base::add_once(unknown, fact);
    is_pending = is_pending || waits;
  }
  use.facts = std::move(unknown);
  use.is_stuck = is_stuck(evaluator, line, adjustment, reader, is_pending || use.facts.empty());
  return use;
}

// Whichever portion it is of.
void UsedUp::collect_of_line(expr::Evaluator& evaluator, std::vector<FactId>& facts) const {
  for (const policy::Rule& rule : program_.rules) {
    if (rule.info.refers) evaluator.collect_unknown(rule.holds, facts);
  }
  if (!program_.coverage) return;
  for (const policy::CoverageRow& row : program_.coverage->rows) {
    evaluator.collect_unknown(row.when, facts);
    for (const policy::RowLimit& limit : row.limits) evaluator.collect_unknown(limit.passed, facts);
  }
}

void UsedUp::collect_of_portion(expr::Evaluator& evaluator, std::size_t portion, std::vector<FactId>& facts) const {
  for (const policy::Claimant& claimant : program_.claimants[portion]) {
    if (!claimant.rule) continue;
    const policy::Rule& rule = program_.rule(*claimant.rule);
    evaluator.collect_unknown(rule.holds, facts);
    if (rule.takes_when) evaluator.collect_unknown(*rule.takes_when, facts);
  }
}

// What only rules on other portions read leaves nothing open of this one.
void UsedUp::leave_out_of_others(expr::Evaluator& evaluator, PortionId portion, std::vector<FactId>& missing) const {
  std::vector<FactId> here;
  std::vector<FactId> elsewhere;
  collect_of_line(evaluator, here);
  for (std::size_t i = 0; i < program_.claimants.size(); ++i)
    collect_of_portion(evaluator, i, i == index_of(portion) ? here : elsewhere);
  std::erase_if(missing, [&](FactId fact) {
    const auto reads = [fact](const std::vector<FactId>& facts) {
      return std::find(facts.begin(), facts.end(), fact) != facts.end();
    };
    return reads(elsewhere) && !reads(here);
  });
}

// What is pending, or has no value, somebody has to decide; for that a line is referred. One that needs information
// asks for it first, and behind one that merely waits itself, what it waits for is what is waited for.
bool UsedUp::is_stuck(expr::Evaluator& evaluator, const LineDecision& line, const Adjustment& adjustment,
                      FactReader& reader, bool facts_need_not_help) const {
  if (is_open(line.outcome)) return line.outcome == Outcome::referred;
  return facts_need_not_help && !used_if_first(evaluator, line, adjustment, reader).is_known();
}

// Of a line that nothing was used up before.
Value UsedUp::used_if_first(expr::Evaluator& evaluator, const LineDecision& line, const Adjustment& adjustment,
                            FactReader& reader) const {
  std::vector<Value> none;
  std::swap(none, reader.facts_to_try().used_up);
  evaluator.forget();
  expr::Observer* const observer = evaluator.observe_by(nullptr);  // values that are tried are nobody's
  const Value used = used_by(program_, evaluator, line, adjustment);
  evaluator.observe_by(observer);
  std::swap(none, reader.facts_to_try().used_up);
  evaluator.forget();
  return used;
}

void UsedUp::ask(std::vector<LineDecision>& lines) const {
  for (std::size_t figure = 0; figure < asked_.size(); ++figure) {
    for (std::size_t i = 0; i < asked_[figure]; ++i) {
      const OpenLine& open = open_lines_[figure][i];
      if (open.place < lines.size()) engine::ask(open.facts, lines[open.place]);
    }
  }
}

// A rule may use a figure up by several portions.
UsedUp::OpenLine& UsedUp::open_line(std::uint32_t figure, std::size_t place, const LineDecision& line) {
  std::vector<OpenLine>& lines = open_lines_[figure];
  if (lines.empty() || lines.back().place != place) lines.push_back({place, line.line_id, {}});
  return lines.back();
}

// Each waits for all before it: with their names, a claim of many lines would take far more room than it has lines.
void UsedUp::name_awaited(LineDecision& line) {
  const auto& named = line.contradictions;
  std::map<std::size_t, const std::string*> awaited;  // ids by place
  for (const Adjustment& adjustment : program_.adjustments) {
    const RuleInfo* const rule = &program_.rule(adjustment.rule).info;
    if (!adjustment.used_up || std::find(named.begin(), named.end(), rule) == named.end()) continue;
    const std::vector<OpenLine>& open = open_lines_[*adjustment.used_up];
    for (std::size_t i = 0; i < std::min(open.size(), most_awaited_lines); ++i)
      awaited.emplace(open[i].place, &open[i].id);
    if (line.outcome == Outcome::needs_information) asked_[*adjustment.used_up] = open.size();
  }
  line.awaited_lines.clear();
  for (const auto& [place, id] : awaited) {
    if (line.awaited_lines.size() < most_awaited_lines) line.awaited_lines.push_back(*id);
  }
}

}  // namespace warrantor::engine
