#include "engine/reasons.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace warrantor::engine {
namespace {

using expr::Node;
using expr::NodeId;
using expr::Op;

constexpr std::size_t few = 3;  // as many as most conditions compare

std::optional<Relation> relation_of(Op op, bool truth) {
  switch (op) {
    case Op::equal:
      return truth ? Relation::equal : Relation::not_equal;
    case Op::not_equal:
      return truth ? Relation::not_equal : Relation::equal;
    case Op::less:
      return truth ? Relation::less : Relation::greater_equal;
    case Op::less_equal:
      return truth ? Relation::less_equal : Relation::greater;
    case Op::greater:
      return truth ? Relation::greater : Relation::less_equal;
    case Op::greater_equal:
      return truth ? Relation::greater_equal : Relation::less;
    case Op::one_of:
      return truth ? Relation::in : Relation::not_in;
    case Op::is_none:
      return truth ? Relation::equal : Relation::not_equal;
    default:
      return std::nullopt;
  }
}

class Collector {
 public:
  Collector(expr::Evaluator& evaluator, std::vector<Comparison>& comparisons)
      : evaluator_(evaluator), program_(evaluator.program()), comparisons_(comparisons) {}

  void collect(NodeId id, bool truth) {
    const Node& node = program_.node(id);
    switch (node.op) {
      case Op::constant:
      case Op::granted:  // which its name has told
        return;
      case Op::negation:
        return collect(program_.children_of(node)[0], !truth);
      case Op::definition:
        return collect_definition(id, node, truth);
      case Op::some:
      case Op::every:
        if (within_definition_) return;
        break;
      case Op::conjunction:
      case Op::disjunction:
        return collect_operands(node, truth);
      default:
        break;
    }
    if (const auto constant = asked_truth(node)) return collect(program_.children_of(node)[0], *constant == truth);
    if (const auto relation = relation_of(node.op, truth)) return add_relation(node, *relation);
    add_truth(id, node, truth);
  }

 private:
  // `x = true` says no more than x does.
  [[nodiscard]] std::optional<bool> asked_truth(const Node& node) const {
    if (node.op != Op::equal) return std::nullopt;
    const Node& limit = program_.node(program_.children_of(node)[1]);
    if (limit.op != Op::constant || limit.type.kind != ValueType::boolean || !limit.constant.is_known())
      return std::nullopt;
    return limit.constant.is_true();
  }

  // A derived condition speaks for itself by its name; of what it is made of, only comparisons are worth reading.
  void collect_definition(NodeId id, const Node& node, bool truth) {
    add_truth(id, node, truth);
    const auto known = [&](const auto& seen) { return seen.first == node.index && seen.second == truth; };
    if (std::any_of(seen_.begin(), seen_.end(), known)) return;  // it would say the same again
    seen_.emplace_back(node.index, truth);
    const bool before = std::exchange(within_definition_, true);
    collect(program_.definitions[node.index].root, truth);
    within_definition_ = before;
  }

  // All operands of an `and` that holds speak for it; of one that fails only those that fail do.
  void collect_operands(const Node& node, bool truth) {
    const bool all_speak = (node.op == Op::conjunction) == truth;
    for (const NodeId operand : program_.children_of(node)) {
      if (all_speak || has_truth(evaluator_.evaluate(operand), truth)) collect(operand, truth);
    }
  }

  static bool has_truth(Value value, bool truth) { return value.is_known() && value.is_true() == truth; }

  void add_relation(const Node& node, Relation relation) {
    const auto operands = program_.children_of(node);
    const Node& subject = program_.node(operands[0]);
    Comparison comparison = about(subject, relation);
    comparison.value = evaluator_.evaluate(operands[0]);
    for (const NodeId limit : operands.subspan(1)) comparison.limits.push_back(evaluator_.evaluate(limit));
    if (node.op == Op::is_none) comparison.limits.push_back(Value::none());
    add(std::move(comparison));
  }

  void add_truth(NodeId id, const Node& node, bool truth) {
    Comparison comparison = about(node, Relation::equal);
    comparison.value = evaluator_.evaluate(id);
    comparison.limits.push_back(Value::boolean(truth));
    add(std::move(comparison));
  }

  Comparison about(const Node& subject, Relation relation) const {
    Comparison comparison;
    comparison.subject = program_.text_of(subject);
    comparison.relation = relation;
    comparison.type = subject.type.kind;
    comparison.domain = subject.type.domain;
    return comparison;
  }

  void add(Comparison comparison) {
    for (Comparison& known : comparisons_) {
      if (known.subject == comparison.subject && known.relation == comparison.relation &&
          known.limits.size() == comparison.limits.size() && known.limits.front().same_as(comparison.limits.front())) {
        return;
      }
      if (joins(known, comparison)) return join(known, comparison);
    }
    if (comparisons_.empty()) comparisons_.reserve(few);
    comparisons_.push_back(std::move(comparison));
  }

  // That a value of a list is neither this nor that is said once.
  static bool joins(const Comparison& known, const Comparison& other) {
    const auto excludes = [](const Comparison& comparison) {
      return (comparison.relation == Relation::not_equal || comparison.relation == Relation::not_in) &&
             comparison.type == ValueType::enumeration && comparison.value.is_known() &&
             std::all_of(comparison.limits.begin(), comparison.limits.end(),
                         [](Value limit) { return limit.is_known(); });
    };
    return known.subject == other.subject && excludes(known) && excludes(other);
  }

  static void join(Comparison& known, const Comparison& other) {
    for (const Value& limit : other.limits) {
      if (std::none_of(known.limits.begin(), known.limits.end(), [&](Value one) { return one.same_as(limit); }))
        known.limits.push_back(limit);
    }
    if (known.limits.size() > 1) known.relation = Relation::not_in;
  }

  expr::Evaluator& evaluator_;
  const expr::Program& program_;
  std::vector<Comparison>& comparisons_;
  bool within_definition_ = false;
  std::vector<std::pair<std::uint32_t, bool>> seen_;  ///< definitions, and the truth that was told of them
};

}  // namespace

void collect_comparisons(expr::Evaluator& evaluator, expr::NodeId condition, bool truth,
                         std::vector<Comparison>& comparisons) {
  Collector(evaluator, comparisons).collect(condition, truth);
}

}  // namespace warrantor::engine
