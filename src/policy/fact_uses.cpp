#include <algorithm>
#include <set>
#include <utility>

#include "policy/cells.hpp"
#include "policy/program.hpp"

namespace warrantor::policy {
namespace {

using expr::Node;
using expr::NodeId;
using expr::Op;

bool compares(Op op) {
  return op == Op::equal || op == Op::not_equal || op == Op::less || op == Op::less_equal || op == Op::greater ||
         op == Op::greater_equal;
}

class UseFinder {
 public:
  UseFinder(const Schema& schema, const expr::Program& code)
      : schema_(schema), code_(code), seen_(code.nodes.size(), false), parents_(code.nodes.size()) {}

  void look_at_all() {
    for (std::size_t i = 0; i < code_.nodes.size(); ++i) look_at(static_cast<NodeId>(i));
    for (const expr::Definition& definition : code_.definitions) roots_.insert(definition.root);
  }

  /// A node and what it hangs on, also by names.
  void look_below(NodeId id) {
    if (seen_[index_of(id)]) return;
    look_at(id);
    const Node& node = code_.node(id);
    for (const NodeId operand : code_.children_of(node)) look_below(operand);
    if (node.op != Op::definition) return;
    roots_.insert(code_.definitions[node.index].root);
    look_below(code_.definitions[node.index].root);
  }

  std::vector<std::vector<FactUse>> find() {
    std::vector<std::vector<FactUse>> uses(schema_.facts().size());
    for (std::size_t i = 0; i < code_.nodes.size(); ++i) {
      const auto fact = as_fact(code_.nodes[i]);
      if (seen_[i] && fact && bounds_of(schema_.fact(*fact))) add_uses(static_cast<NodeId>(i), uses[index_of(*fact)]);
    }
    return uses;
  }

 private:
  void look_at(NodeId id) {
    seen_[index_of(id)] = true;
    for (const NodeId operand : code_.children_of(code_.node(id))) parents_[index_of(operand)].push_back(id);
  }

  void add_uses(NodeId fact, std::vector<FactUse>& uses) {
    // A name for nothing but the fact is used where the name is.
    if (roots_.contains(fact)) uses.push_back({});
    for (const NodeId parent : parents_[index_of(fact)]) add_use(fact, parent, uses);
  }

  void add_use(NodeId fact, NodeId parent, std::vector<FactUse>& uses) {
    const Node& node = code_.node(parent);
    const auto operands = code_.children_of(node);
    if (node.op == Op::is_none) return;
    if (compares(node.op)) return add_comparison(operands[operands[0] == fact ? 1 : 0], uses);
    if (node.op == Op::one_of && operands[0] == fact) {
      for (const NodeId value : operands.subspan(1)) add_comparison(value, uses);
      return;
    }
    const bool is_period = (node.op == Op::plus_months || node.op == Op::plus_days) && operands[1] == fact;
    if (!is_period || roots_.contains(parent)) return uses.push_back({});
    for (const NodeId comparison : parents_[index_of(parent)]) add_shifted(node, parent, comparison, uses);
  }

  void add_comparison(NodeId other, std::vector<FactUse>& uses) {
    if (code_.node(other).op == Op::constant) return;  // cut once and for all
    uses.push_back(reads_record(other) ? FactUse{} : FactUse{FactUse::Kind::compared, other, {}});
  }

  void add_shifted(const Node& period, NodeId sum, NodeId comparison, std::vector<FactUse>& uses) {
    const Node& node = code_.node(comparison);
    const auto operands = code_.children_of(node);
    const NodeId start = code_.children_of(period)[0];
    if (!compares(node.op)) return uses.push_back({});
    const NodeId other = operands[operands[0] == sum ? 1 : 0];
    if (reads_record(other) || reads_record(start)) return uses.push_back({});
    uses.push_back(
        {period.op == Op::plus_months ? FactUse::Kind::months_added : FactUse::Kind::days_added, other, start});
  }

  // A field has a value only while its list is gone through.
  [[nodiscard]] bool reads_record(NodeId id) const {
    const Node& node = code_.node(id);
    if (node.op == Op::field) return true;
    const auto operands = code_.children_of(node);
    return std::any_of(operands.begin(), operands.end(), [this](NodeId operand) { return reads_record(operand); });
  }

  const Schema& schema_;
  const expr::Program& code_;
  std::vector<bool> seen_;
  std::vector<std::vector<NodeId>> parents_;
  std::set<NodeId> roots_;
};

// Months after which a start reaches a day, give or take the clamping of the month's end.
std::int64_t months_between(Date from, Date to) { return (to.year() - from.year()) * 12 + to.month() - from.month(); }

/// Cuts the values of one fact by what a claim states.
class Cutter {
 public:
  Cutter(expr::Evaluator& evaluator, const Bounds& bounds) : evaluator_(evaluator), bounds_(bounds) {}

  void cut(const FactUse& use) {
    if (use.kind == FactUse::Kind::opaque) {
      complete = false;
      return;
    }
    const Value other = evaluator_.evaluate(use.other);
    const Value start = use.kind == FactUse::Kind::compared ? Value::integer(0) : evaluator_.evaluate(use.start);
    if (!other.is_known() || !start.is_known()) {
      // Another open decision would have to be tried together with this one; what nobody stated leaves the comparison
      // open whatever the fact is, and what is absent or has no value too.
      for (const auto& [value, node] : {std::pair(other, use.other), std::pair(start, use.start)}) {
        if (value.is_unknown()) evaluator_.collect_unknown(node, open);
      }
      return;
    }
    switch (use.kind) {
      case FactUse::Kind::months_added:
        return add(months_between(start.as_date(), other.as_date()));
      case FactUse::Kind::days_added:
        return add(days_between(start.as_date(), other.as_date()));
      default:
        return add(other.as_integer());
    }
  }

  std::set<std::int64_t> numbers;
  std::vector<FactId> open;  ///< unknown facts on the other side
  bool complete = true;

 private:
  void add(std::int64_t number) {
    for (const std::int64_t value : around(number, bounds_)) numbers.insert(value);
  }

  expr::Evaluator& evaluator_;
  Bounds bounds_;
};

bool may_be_pending(const Fact& fact) {
  return fact.blank == Blank::pending || (fact.blank_is_conditional && fact.blank_else == Blank::pending);
}

}  // namespace

std::vector<std::vector<FactUse>> uses_of_facts(const Schema& schema, const expr::Program& code) {
  UseFinder finder(schema, code);
  finder.look_at_all();
  return finder.find();
}

bool cut_by_constants(const Schema& schema, const expr::Program& code, const std::vector<NodeId>& nodes) {
  UseFinder finder(schema, code);
  for (const NodeId node : nodes) finder.look_below(node);
  const auto uses = finder.find();
  return std::all_of(uses.begin(), uses.end(), [](const auto& uses_of_fact) { return uses_of_fact.empty(); });
}

CellValues cell_values(const Program& program, expr::Evaluator& evaluator, FactId id) {
  CellValues cells;
  cells.values = program.representatives[index_of(id)];
  if (cells.values.empty()) cells.complete = false;  // texts
  const Fact& fact = program.schema.fact(id);
  const auto bounds = bounds_of(fact);
  if (!bounds) return cells;
  Cutter cutter(evaluator, *bounds);
  for (const FactUse& use : program.fact_uses[index_of(id)]) cutter.cut(use);
  const bool hangs_on_pending = std::any_of(cutter.open.begin(), cutter.open.end(),
                                            [&](FactId other) { return may_be_pending(program.schema.fact(other)); });
  cells.complete = cutter.complete && !hangs_on_pending;
  const bool may_be_none = cells.values.back().is_none();
  for (const Value& value : cells.values) {
    if (value.is_known()) cutter.numbers.insert(value.as_integer());
  }
  cells.values.clear();
  for (const std::int64_t number : cutter.numbers) cells.values.push_back(Value::integer(number));
  if (may_be_none) cells.values.push_back(Value::none());
  return cells;
}

}  // namespace warrantor::policy
