#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <warrantor/schema.hpp>
#include <warrantor/value.hpp>

#include "expr/condition_index.hpp"
#include "expr/functions.hpp"
#include "expr/program.hpp"

namespace warrantor::expr {

/// The facts of one line as the rules see them: blanks are already what the rule set takes them for. By slot.
struct FactValues {
  struct Records {
    bool known = false;
    std::size_t count = 0;
    std::size_t width = 0;      ///< values a record
    std::vector<Value> values;  ///< record after record

    [[nodiscard]] std::span<const Value> record(std::size_t index) const {
      return {values.data() + index * width, width};
    }
  };
  std::vector<Value> claim;
  std::vector<Value> line;
  std::vector<Records> tables;
  std::vector<Value> used_up;  ///< by earlier lines of the claim
  std::vector<Value> granted;  ///< by grant; truths
};

/// Whatever can be called with a record and the truth of its being in the list; refers to it, as a string_view does.
class RecordVisitor {
 public:
  // NOLINTBEGIN(google-explicit-constructor): a callable is handed over where a visitor is wanted
  template <class Callable>
  requires(!std::is_same_v<Callable, RecordVisitor>) RecordVisitor(const Callable& callable)
  noexcept
      : target_(&callable), call_([](const void* target, std::span<const Value> record, Value member) {
          (*static_cast<const Callable*>(target))(record, member);
        }) {}
  // NOLINTEND(google-explicit-constructor)

  void operator()(std::span<const Value> record, Value member) const { call_(target_, record, member); }

 private:
  const void* target_;
  void (*call_)(const void*, std::span<const Value>, Value);
};

/// An entry of a list, and the truth of its being in the list.
struct Entry {
  Value value;
  Value member;
};
using Entries = std::vector<Entry>;

/// Is told of every node that an evaluator gives a value, after its operands. Definitions are told of once a line.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;
  virtual void evaluated(NodeId id, Value value) = 0;
};

/// Evaluates nodes of a program over the facts of one line, in Kleene's logic of three values: a result is known only
/// where every value that the unknown facts could take leads to it by the rules of `and`, `or` and `if`. Keeps the
/// values of definitions until forget() is called, which is due whenever a fact changes. One evaluator belongs to one
/// thread.
class Evaluator {
 public:
  /// The observer and the index may be null and must outlive the evaluator.
  Evaluator(const Program& program, const Schema& schema, const FactValues& facts, Observer* observer = nullptr,
            const ConditionIndex* index = nullptr);

  [[nodiscard]] Value evaluate(NodeId id) { return observer_ == nullptr ? value_of(id) : observed_value_of(id); }
  void forget() noexcept { ++generation_; }

  /// Calls visit(place in the range, value) for each condition of a range of the index that is not false, in their
  /// order, for as long as it returns true. Conditions that single facts decide are not evaluated, unless somebody
  /// observes.
  template <class Visit>
  void visit_possible(ConditionRange range, Visit visit);

  /// Adds the unknown facts that the value of a node hangs on, each once, in the order in which it reads them. A field
  /// of a record counts as its table's fact.
  void collect_unknown(NodeId id, std::vector<FactId>& facts);

  [[nodiscard]] const Program& program() const noexcept { return program_; }

  /// The entries of a list of values; false where the list as a whole is unknown. What can be told of it is in
  /// `entries` all the same.
  bool entries_of(NodeId list, Entries& entries);

  /// Texts that functions made, which values may view; null: none.
  [[nodiscard]] std::shared_ptr<const TextStore> made_texts() const { return texts_.share(); }

  // For trying values.
  /// Notes every node that collect_unknown passes on its way; null: none. By node; must outlive the use.
  void note_reached(std::vector<bool>* reached) noexcept { reached_ = reached; }
  /// Lets nodes that look at lists (some, every, count, minimum, maximum) have values of somebody's choice; null: none.
  void answer_for_lists(const std::vector<std::pair<NodeId, Value>>* answers) noexcept { answers_ = answers; }
  /// Enters a record, so that nodes which stand inside an iteration can be evaluated from outside.
  void enter(std::span<const Value> record) { records_.push_back(record); }
  void leave() { records_.pop_back(); }
  /// Whether the filters of a list let a record of its table through.
  [[nodiscard]] Value membership(NodeId list, std::span<const Value> record);

  /// Whom it tells of values from here on; the result is whom it told before.
  Observer* observe_by(Observer* observer) noexcept { return std::exchange(observer_, observer); }

 private:
  /// The value of a node where it takes no more than reading it.
  [[nodiscard]] const Value* value_at_hand(const Node& node) const {
    switch (node.op) {
      case Op::constant:
        return &node.constant;
      case Op::claim_fact:
        return &facts_.claim[node.index];
      case Op::line_fact:
        return &facts_.line[node.index];
      default:
        return nullptr;
    }
  }

  struct Cached {
    std::uint32_t generation = 0;
    Value value;
  };

  [[nodiscard]] Value value_of(NodeId id) {
    const Node& node = program_.node(id);
    const Value* const at_hand = value_at_hand(node);
    return at_hand != nullptr ? *at_hand : compute(node);
  }
  [[nodiscard]] Value compute(const Node& node);
  [[nodiscard]] Value observed_value_of(NodeId id);
  Value evaluate_definition(std::uint32_t index);
  Value conjunction(const Node& node);
  Value disjunction(const Node& node);
  Value compare(const Node& node);
  Value one_of(const Node& node);
  Value arithmetic(const Node& node);
  Value proportion(const Node& node);
  Value conditional(const Node& node);
  Value quantify(const Node& node);
  Value count(const Node& node);
  Value extreme(const Node& node);
  Value first_or_last(const Node& node);
  Value extreme_of_list(const Node& node);
  Value total(const Node& node);
  Value mean(const Node& node);
  Value junction_of_list(const Node& node);
  Value list_contains(const Node& node);
  Value same_list(const Node& node);
  Value element(const Node& node);
  Value join_entries(const Node& node);
  Value look_for_pattern(const Node& node);
  Value call(const Node& node);
  Value join_texts(Value left, Value right);
  Value special(const Node& node);
  Value of_list(const Node& node);
  Value child(const Node& node, std::size_t index) { return evaluate(program_.children_of(node)[index]); }

  /// Calls visit(record, membership) for every record of a list, membership being a truth of three values; false where
  /// the list as a whole is unknown.
  bool for_each_record(NodeId list, RecordVisitor visit);
  bool go_through(const FactValues::Records& table, RecordVisitor visit);
  /// Likewise the values of a list of values, each as a record of one.
  bool for_each_value(NodeId list, RecordVisitor visit);
  bool for_each_entry(NodeId list, RecordVisitor visit);
  bool for_each_made(const Node& node, RecordVisitor visit);
  static bool has_no_entries(Value open, RecordVisitor visit);
  bool count_up(Value first, Value last, RecordVisitor visit);
  bool rearranged(const Node& node, RecordVisitor visit);
  bool part_of_list(const Node& node, const Entries& entries, RecordVisitor visit);
  bool places_of(const Node& node, const Entries& entries, RecordVisitor visit);
  bool split(const Node& node, RecordVisitor visit);

  /// Begins to go through a list. Lists that are gone through while another one is share its steps, so that iterations
  /// within each other cannot multiply without end.
  class Walk {
   public:
    explicit Walk(Evaluator& evaluator) noexcept : evaluator_(evaluator) {
      if (evaluator_.walks_++ == 0) evaluator_.steps_ = 0;
    }
    Walk(const Walk&) = delete;
    Walk& operator=(const Walk&) = delete;
    ~Walk() { --evaluator_.walks_; }

   private:
    Evaluator& evaluator_;
  };
  /// Whether so many entries more may be gone through.
  [[nodiscard]] bool may_step(std::size_t steps = 1) noexcept { return (steps_ += steps) <= most_steps; }

  /// The last call of collect_unknown that came by a definition; definitions may use each other many times over.
  struct Seen {
    std::uint64_t as_value = 0;
    std::uint64_t within = 0;
  };
  [[nodiscard]] std::optional<Value> answer_for(const Node& node) const;
  void collect(NodeId id, std::vector<FactId>& facts);
  void collect_within(NodeId id, std::vector<FactId>& facts);
  [[nodiscard]] bool has_unknown(FactId field) const;

  static constexpr std::size_t most_steps = 10'000'000;

  const Program& program_;
  const Schema& schema_;
  const FactValues& facts_;
  Observer* observer_;
  const ConditionIndex* index_;
  ConditionIndex::Outlook outlook_;
  std::uint32_t outlook_generation_ = 0;
  std::vector<Cached> definitions_;
  std::uint32_t generation_ = 1;
  std::vector<Seen> seen_;  ///< by definition; empty until it is needed
  std::uint64_t collection_ = 0;
  std::vector<std::span<const Value>> records_;  ///< the records that enclosing iterations stand at
  std::size_t base_ = 0;                         ///< where the present definition's records begin
  std::size_t walks_ = 0;                        ///< lists that are being gone through, within each other
  std::size_t steps_ = 0;                        ///< of the outermost of them and all within it
  std::vector<bool>* reached_ = nullptr;
  const std::vector<std::pair<NodeId, Value>>* answers_ = nullptr;
  MadeTexts texts_;
};

template <class Visit>
void Evaluator::visit_possible(ConditionRange range, Visit visit) {
  if (observer_ != nullptr) {
    for (std::uint32_t i = 0; i < range.count; ++i) {
      const Value value = evaluate(index_->conditions[range.first + i]);
      if (!value.is_false() && !visit(i, value)) return;
    }
    return;
  }
  if (std::exchange(outlook_generation_, generation_) != generation_) index_->look(facts_.claim, facts_.line, outlook_);
  index_->visit_possible(outlook_, range, [&](std::uint32_t place, const std::optional<Value>& told) {
    const Value value = told ? *told : evaluate(index_->conditions[range.first + place]);
    return value.is_false() || visit(place, value);
  });
}

/// amount × times / over, rounded once. Undefined where one of them is below zero, `over` is zero, or it does not fit.
[[nodiscard]] Value proportion(std::int64_t amount, std::int64_t times, std::int64_t over,
                               AmountRounding rounding) noexcept;

/// What is so in both of two cases; unknown where they differ.
[[nodiscard]] inline Value in_both(Value left, Value right) noexcept {
  return left.is_known() && left.same_as(right) ? left : Value::unknown();
}

[[nodiscard]] Value logical_not(Value value) noexcept;
[[nodiscard]] Value logical_and(Value left, Value right) noexcept;
[[nodiscard]] Value logical_or(Value left, Value right) noexcept;

}  // namespace warrantor::expr
