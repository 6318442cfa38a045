#include "policy/reads.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <warrantor/claim.hpp>

#include "base/checked.hpp"
#include "policy/cells.hpp"
#include "policy/program.hpp"

namespace warrantor::policy {
namespace {

using expr::Node;
using expr::NodeId;
using expr::Op;

// Ways in which both sides of one comparison may come to their values; one with more is not cut.
constexpr std::size_t most_ways = 1000;

bool looks_at_list(Op op) { return op == Op::some || op == Op::every || op == Op::count; }

/// How the value of a node goes as one fact grows.
enum class Slope : std::uint8_t { none, rises, falls, unclear };

Slope flipped(Slope slope) {
  if (slope == Slope::rises) return Slope::falls;
  return slope == Slope::falls ? Slope::rises : slope;
}

Slope together(Slope left, Slope right) {
  if (left == Slope::none || left == right) return right;
  return right == Slope::none ? left : Slope::unclear;
}

class ReadFinder {
 public:
  explicit ReadFinder(const Program& program)
      : schema_(program.schema),
        code_(program.code),
        program_(program),
        reads_(program.schema.facts().size()),
        mentioned_(code_.nodes.size()) {}

  std::vector<FactReads> find() {
    mark_bodies();
    for (std::size_t i = 0; i < code_.nodes.size(); ++i) look_at(static_cast<NodeId>(i));
    for (const Portion& portion : program_.portions) add_amount(portion.amount);
    for (const Rule& rule : program_.rules) {
      for (const FactId fact : rule.once_per) ++reads_[index_of(fact)].keys;
    }
    return std::move(reads_);
  }

 private:
  using Facts = std::set<FactId>;

  void look_at(NodeId id) {
    const Node& node = code_.node(id);
    if (reads_fact(node)) ++reads_[index_of(node.fact)].mentions;
    if (is_comparison(node.op)) compare(id, node);
    const bool is_extreme = (node.op == Op::minimum || node.op == Op::maximum) && is_of_list(node);
    if ((looks_at_list(node.op) || is_extreme) && !in_body_[index_of(id)]) {
      for (const FactId fact : mentioned(id)) {
        if (schema_.fact(fact).type == ValueType::records) add_condition(id, reads_[index_of(fact)]);
      }
    }
  }

  void add_condition(NodeId id, FactReads& list) {
    list.conditions.push_back(id);
    for (const FactId fact : mentioned(id)) {
      const Fact& declared = schema_.fact(fact);
      if (declared.scope == Scope::record || declared.type == ValueType::records) continue;
      if (std::find(list.hangs_on.begin(), list.hangs_on.end(), fact) == list.hangs_on.end())
        list.hangs_on.push_back(fact);
    }
  }

  static bool reads_fact(const Node& node) {
    return node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field || node.op == Op::records;
  }

  [[nodiscard]] bool is_of_list(const Node& node) const { return code_.node(code_.children_of(node)[0]).type.is_list; }

  // ---- Whether a node stands inside an iteration of the same definition ----
  void mark_bodies() {
    in_body_.assign(code_.nodes.size(), false);
    for (const Node& node : code_.nodes) {
      if (node.op == Op::filter || node.op == Op::some || node.op == Op::every) mark_body(code_.children_of(node)[1]);
    }
  }

  void mark_body(NodeId id) {
    if (in_body_[index_of(id)]) return;
    in_body_[index_of(id)] = true;
    for (const NodeId operand : code_.children_of(code_.node(id))) mark_body(operand);
  }

  // ---- Which facts a node hangs on, also by names ----
  const Facts& mentioned(NodeId id) {
    auto& known = mentioned_[index_of(id)];
    if (known) return *known;
    Facts facts;
    const Node& node = code_.node(id);
    if (node.op == Op::records) facts.insert(schema_.table(node.type.table).fact);
    if (node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field) facts.insert(node.fact);
    if (node.op == Op::project) facts.insert(node.fact);
    const auto add = [&](NodeId operand) {
      const Facts& below = mentioned(operand);
      facts.insert(below.begin(), below.end());
    };
    for (const NodeId operand : code_.children_of(node)) add(operand);
    if (node.op == Op::definition) add(code_.definitions[node.index].root);
    return known.emplace(std::move(facts));
  }

  // ---- Comparisons ----
  void compare(NodeId id, const Node& node) {
    const auto operands = code_.children_of(node);
    const bool ordered = has_order(code_.node(operands[0]).type.kind) && has_order(code_.node(operands[1]).type.kind);
    if (!ordered) return test(id, node);
    const Op op = node.op == Op::one_of || node.op == Op::not_equal ? Op::equal : node.op;
    for (const NodeId other : operands.subspan(1)) cut(id, op, operands[0], other);
  }

  static bool has_order(ValueType type) {
    return type == ValueType::number || type == ValueType::money || type == ValueType::date ||
           type == ValueType::months || type == ValueType::days;
  }

  void cut(NodeId comparison, Op op, NodeId left, std::optional<NodeId> right) {
    Facts facts = mentioned(left);
    if (right) facts.insert(mentioned(*right).begin(), mentioned(*right).end());
    for (const FactId fact : facts) {
      if (!bounds_of(schema_.fact(fact))) continue;
      if (schema_.fact(fact).scope == Scope::record) {
        cut_field(comparison, op, left, right, fact);
        continue;
      }
      seen_.clear();
      std::vector<NodeId> left_ways;
      std::vector<NodeId> right_ways;
      add_ways(left, fact, left_ways);
      seen_.clear();  // what stands on the left may stand on the right too
      if (right) add_ways(*right, fact, right_ways);
      if (left_ways.size() * std::max<std::size_t>(right_ways.size(), 1) > most_ways) {
        reads_[index_of(fact)].cuts.push_back({comparison, op, left, right, Cut::Course::unclear, false, 0, 0});
        continue;
      }
      for (const NodeId one : left_ways) {
        if (!right) add_cut(comparison, op, one, std::nullopt, fact);
        for (const NodeId other : right_ways) add_cut(comparison, op, one, other, fact);
      }
    }
  }

  // A field is another value at every record that the comparison stands at.
  void cut_field(NodeId comparison, Op op, NodeId left, std::optional<NodeId> right, FactId field) {
    std::uint32_t levels = 0;
    count_levels(left, levels);
    if (right) count_levels(*right, levels);
    for (level_ = 0; level_ < std::max(levels, 1U); ++level_) {
      slopes_.clear();
      add_cut(comparison, op, left, right, field);
    }
    level_ = 0;
    slopes_.clear();
  }

  // The ways in which a node may come to its value, where the fact takes part in choosing.
  void add_ways(NodeId id, FactId fact, std::vector<NodeId>& ways) {
    if (!seen_.insert(id).second) return;
    const Node& node = code_.node(id);
    const bool chooses = mentioned(id).contains(fact);
    if (chooses && node.op == Op::definition) return add_ways(code_.definitions[node.index].root, fact, ways);
    if (chooses && node.op == Op::conditional) {
      const auto operands = code_.children_of(node);
      add_ways(operands[1], fact, ways);
      add_ways(operands[2], fact, ways);
    } else if (chooses && (node.op == Op::minimum || node.op == Op::maximum) && !is_of_list(node)) {
      // It turns only where one of its operands does.
      for (const NodeId operand : code_.children_of(node)) add_ways(operand, fact, ways);
    } else {
      ways.push_back(id);
    }
  }

  void add_cut(NodeId comparison, Op op, NodeId left, std::optional<NodeId> right, FactId fact) {
    const Slope of_left = slope_of_side(left, fact);
    const Slope of_right = right ? slope_of_side(*right, fact) : Slope::none;
    Slope both = together(of_left, flipped(of_right));
    if (both == Slope::unclear) both = slope_of_difference(left, right, fact);
    if (both == Slope::none) return;
    Cut cut{comparison, op, left, right, Cut::Course::unclear, false, 0, level_};
    if (both == Slope::rises) cut.course = Cut::Course::rises;
    if (both == Slope::falls) cut.course = Cut::Course::falls;
    if (!count_levels(left, cut.levels) || (right && !count_levels(*right, cut.levels)))
      cut.course = Cut::Course::unclear;
    const bool left_is_fact = is_fact(left, fact) || is_extreme_of(left, fact);
    const bool right_is_fact = right && (is_fact(*right, fact) || is_extreme_of(*right, fact));
    if (right_is_fact && of_left == Slope::none) {
      cut.left = *right;
      cut.right = left;
      cut.op = turned(op);
      cut.course = Cut::Course::rises;
    }
    cut.is_fact_itself = cut.course != Cut::Course::unclear && ((left_is_fact && of_right == Slope::none && right) ||
                                                                (right_is_fact && of_left == Slope::none));
    reads_[index_of(fact)].cuts.push_back(cut);
  }

  static Op turned(Op op) {
    switch (op) {
      case Op::less:
        return Op::greater;
      case Op::less_equal:
        return Op::greater_equal;
      case Op::greater:
        return Op::less;
      case Op::greater_equal:
        return Op::less_equal;
      default:
        return op;
    }
  }

  [[nodiscard]] bool is_fact(NodeId id, FactId fact) const {
    const Node& node = code_.node(id);
    const bool reads = node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field;
    return reads && node.fact == fact && (node.op != Op::field || node.index == level_);
  }

  // The largest of a list lies where one of its records does.
  [[nodiscard]] bool is_extreme_of(NodeId id, FactId fact) const {
    const Node& node = code_.node(id);
    if (node.op == Op::definition) return is_extreme_of(code_.definitions[node.index].root, fact);
    if (node.op != Op::minimum && node.op != Op::maximum) return false;
    const Node& list = code_.node(code_.children_of(node)[0]);
    return list.op == Op::project && list.fact == fact;
  }

  Slope slope_of_side(NodeId id, FactId fact) { return is_extreme_of(id, fact) ? Slope::rises : slope(id, fact); }

  // A condition has cuts of its own, between which a choice that it makes is constant or goes as what it chooses does.
  Slope slope_of_choice(NodeId condition, Slope chosen, FactId fact) {
    return chosen != Slope::none && mentioned(condition).contains(fact) ? Slope::unclear : chosen;
  }

  Slope slope(NodeId id, FactId fact) {
    if (is_fact(id, fact)) return Slope::rises;
    if (!mentioned(id).contains(fact)) return Slope::none;
    const Node& node = code_.node(id);
    const auto operands = code_.children_of(node);
    switch (node.op) {
      case Op::definition: {
        const auto known = slopes_.find({node.index, fact});
        if (known != slopes_.end()) return known->second;
        const Slope found = slope(code_.definitions[node.index].root, fact);
        slopes_.emplace(std::pair(node.index, fact), found);
        return found;
      }
      case Op::conditional:
        return slope_of_choice(operands[0], together(slope(operands[1], fact), slope(operands[2], fact)), fact);
      case Op::add:
      case Op::plus_months:
      case Op::plus_days:
        return together(slope(operands[0], fact), slope(operands[1], fact));
      case Op::subtract:
      case Op::days_between:
        return together(slope(operands[0], fact), flipped(slope(operands[1], fact)));
      case Op::negate:
        return flipped(slope(operands[0], fact));
      case Op::multiply:
        return slope_of_product(operands[0], operands[1], fact);
      case Op::minimum:
      case Op::maximum: {
        if (is_of_list(node)) return Slope::none;
        Slope all = Slope::none;
        for (const NodeId operand : operands) all = together(all, slope(operand, fact));
        return all;
      }
      default:
        return Slope::none;  // a truth or a count, which changes only where its own comparisons are cut
    }
  }

  // What stands on both sides may cancel out.
  Slope slope_of_difference(NodeId left, std::optional<NodeId> right, FactId fact) {
    if (right && are_months_apart(left, *right, fact)) return Slope::none;
    const auto of_left = coefficient(left, fact);
    const auto of_right = right ? coefficient(*right, fact) : std::optional<std::int64_t>(0);
    const auto both = of_left && of_right ? base::checked_subtract(*of_left, *of_right) : std::nullopt;
    if (!both) return Slope::unclear;
    if (*both == 0) return Slope::none;
    return *both > 0 ? Slope::rises : Slope::falls;
  }

  /// How much a node grows with each step of the fact; nothing where that varies.
  std::optional<std::int64_t> coefficient(NodeId id, FactId fact) {
    if (is_fact(id, fact)) return 1;
    if (!mentioned(id).contains(fact)) return 0;
    const Node& node = code_.node(id);
    const auto operands = code_.children_of(node);
    const auto of = [&](std::size_t i) { return coefficient(operands[i], fact); };
    switch (node.op) {
      case Op::definition:
        return coefficient(code_.definitions[node.index].root, fact);
      case Op::add:
      case Op::plus_days:
        return combined(of(0), of(1), base::checked_add);
      case Op::subtract:
      case Op::days_between:
        return combined(of(0), of(1), base::checked_subtract);
      case Op::negate:
        return combined(0, of(0), base::checked_subtract);
      case Op::multiply: {
        const bool is_left = mentioned(operands[0]).contains(fact);
        const Node& factor = code_.node(operands[is_left ? 1 : 0]);
        if (factor.op != Op::constant || !factor.constant.is_known()) return std::nullopt;
        return combined(of(is_left ? 0 : 1), factor.constant.as_integer(), base::checked_multiply);
      }
      default:
        return std::nullopt;
    }
  }

  using Number = std::optional<std::int64_t>;
  static Number combined(Number left, Number right, Number (*of)(std::int64_t, std::int64_t) noexcept) {
    return left && right ? of(*left, *right) : std::nullopt;
  }

  /// A day that is counted from a fact: by months at most once, and by a fixed number of days.
  struct CountedDay {
    bool by_months = false;
    std::int64_t days = 0;
  };

  std::optional<CountedDay> counted_day(NodeId id, FactId fact) {
    if (is_fact(id, fact)) return CountedDay{};
    const Node& node = code_.node(id);
    if (node.op == Op::definition) return counted_day(code_.definitions[node.index].root, fact);
    if (node.op != Op::plus_months && node.op != Op::plus_days) return std::nullopt;
    const auto operands = code_.children_of(node);
    auto day = counted_day(operands[0], fact);
    if (!day || mentioned(operands[1]).contains(fact)) return std::nullopt;
    if (node.op == Op::plus_months) {
      if (std::exchange(day->by_months, true)) return std::nullopt;
      return day;
    }
    const Node& days = code_.node(operands[1]);
    if (days.op != Op::constant || !days.constant.is_known()) return std::nullopt;
    day->days += std::clamp<std::int64_t>(days.constant.as_integer(), -longest_duration, longest_duration);
    return day;
  }

  // Days that are counted by months from the same day are 28 days apart or more, or none: which of them comes first
  // hangs on the months alone.
  bool are_months_apart(NodeId left, NodeId right, FactId fact) {
    constexpr std::int64_t shortest_month = 28;
    const auto one = counted_day(left, fact);
    const auto other = counted_day(right, fact);
    if (!one || !other) return false;
    const std::int64_t days = one->days - other->days;
    return -shortest_month < days && days < shortest_month;
  }

  Slope slope_of_product(NodeId left, NodeId right, FactId fact) {
    if (mentioned(left).contains(fact)) std::swap(left, right);
    const Node& factor = code_.node(left);
    if (factor.op != Op::constant || !factor.constant.is_known()) return Slope::unclear;
    return factor.constant.as_integer() < 0 ? flipped(slope(right, fact)) : slope(right, fact);
  }

  // False where an operand goes through a list for each record of another one.
  bool count_levels(NodeId id, std::uint32_t& levels) const {
    const Node& node = code_.node(id);
    if (node.op == Op::field) levels = std::max(levels, node.index + 1);
    bool clear = true;
    for (const NodeId operand : code_.children_of(node)) {
      std::uint32_t below = 0;
      clear = count_levels(operand, below) && clear;
      if (below > 0 && (looks_at_list(node.op) || node.op == Op::filter || node.op == Op::project)) {
        clear = clear && !in_body_[index_of(id)];
        below = 0;
      }
      levels = std::max(levels, below);
    }
    return clear;
  }

  // ---- Tests of enumerations and texts ----
  void test(NodeId id, const Node& node) {
    const auto operands = code_.children_of(node);
    for (std::size_t i = 1; i < operands.size(); ++i) {
      test(id, operands[0], operands[i]);
      test(id, operands[i], operands[0]);
    }
  }

  void test(NodeId comparison, NodeId tested, NodeId other) {
    const Node& constant = code_.node(other);
    ValueTest test;
    test.comparison = comparison;
    if (constant.op == Op::constant && constant.type.kind == ValueType::enumeration) {
      if (constant.constant.is_known()) test.values.push_back(constant.constant.as_integer());
    } else {
      test.tells_all = true;
    }
    test.compared.push_back(other);
    seen_.clear();
    add_test(tested, test);
  }

  void add_test(NodeId id, const ValueTest& test) {
    if (!seen_.insert(id).second) return;
    const Node& node = code_.node(id);
    switch (node.op) {
      case Op::claim_fact:
      case Op::line_fact:
      case Op::field:
        return reads_[index_of(node.fact)].tests.push_back(test);
      case Op::definition:
        return add_test(code_.definitions[node.index].root, test);
      case Op::conditional:
        add_test(code_.children_of(node)[1], test);
        return add_test(code_.children_of(node)[2], test);
      case Op::map_value:
        return add_test(code_.children_of(node)[0], mapped_back(node, test));
      default:
        return;
    }
  }

  [[nodiscard]] ValueTest mapped_back(const Node& node, ValueTest test) const {
    const std::vector<std::int64_t>& map = code_.maps[node.index];
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < map.size(); ++i) {
      if (std::find(test.values.begin(), test.values.end(), map[i]) != test.values.end())
        values.push_back(static_cast<std::int64_t>(i));
    }
    test.values = std::move(values);
    return test;
  }

  void add_amount(NodeId amount) {
    cut(amount, Op::equal, amount, std::nullopt);
    for (const FactId fact : mentioned(amount)) reads_[index_of(fact)].is_amount = true;
  }

  const Schema& schema_;
  const expr::Program& code_;
  const Program& program_;
  std::vector<FactReads> reads_;
  std::vector<std::optional<Facts>> mentioned_;
  std::set<NodeId> seen_;
  std::uint32_t level_ = 0;                                   ///< of the field that is looked for
  std::map<std::pair<std::uint32_t, FactId>, Slope> slopes_;  ///< of definitions
  std::vector<bool> in_body_;
};

}  // namespace

std::vector<FactReads> reads_of_facts(const Program& program) { return ReadFinder(program).find(); }

}  // namespace warrantor::policy
