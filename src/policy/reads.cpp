#include "policy/reads.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "policy/cells.hpp"
#include "policy/choices.hpp"
#include "policy/mentions.hpp"
#include "policy/program.hpp"
#include "policy/slopes.hpp"

namespace warrantor::policy {
namespace {

using expr::Node;
using expr::NodeId;
using expr::Op;

// Ways in which both sides of one comparison may come to their values; one with more is not cut.
constexpr std::size_t most_ways = 1000;

bool looks_at_list(Op op) { return op == Op::some || op == Op::every || op == Op::count; }

class ReadFinder {
 public:
  explicit ReadFinder(Program& program)
      : schema_(program.schema),
        code_(program.code),
        program_(program),
        reads_(program.schema.facts().size()),
        mentions_(schema_, code_),
        choices_(program.code, mentions_),
        slopes_(code_, mentions_) {}

  std::vector<FactReads> find() {
    const std::size_t nodes = code_.nodes.size();
    choices_.find();
    mark_bodies();
    for (std::size_t i = 0; i < nodes; ++i) look_at(static_cast<NodeId>(i));
    for (const Portion& portion : program_.portions) {
      add_amount(portion.amount);
      if (portion.owed) add_reckoned(*portion.owed);
    }
    for (const auto& [allocation, weights] : program_.weighed) {
      for (const auto& weight : weights) {
        if (weight) add_reckoned(*weight);
      }
    }
    for (const NamedValue& figure : program_.figures) add_told(figure.value);
    for (const Grant& grant : program_.grants) {
      for (const NamedValue& value : grant.values) add_told(value.value);
    }
    for (const Rule& rule : program_.rules) {
      for (const FactId fact : rule.once_per) ++reads_[index_of(fact)].keys;
    }
    note_uses();
    return std::move(reads_);
  }

 private:
  void look_at(NodeId id) {
    const Node& node = code_.node(id);
    if (reads_fact(node)) ++reads_[index_of(node.fact)].mentions;
    if (is_comparison(node.op)) compare(id, node);
    if (expr::is_opaque(code_, node)) note_opaque(id, false);
    const bool is_extreme = (node.op == Op::minimum || node.op == Op::maximum) && is_of_list(code_, node);
    if ((looks_at_list(node.op) || is_extreme) && !in_body_[index_of(id)]) {
      for (const FactId fact : mentions_.of(id)) {
        if (schema_.fact(fact).type == ValueType::records) add_condition(id, reads_[index_of(fact)]);
      }
    }
  }

  // What a field does in it is unknown of the list, too. A fact that only conditions within it ask for is cut by these.
  void note_opaque(NodeId id, bool of_conditions) {
    for (const FactId fact : mentions_.of(id)) {
      const Fact& declared = schema_.fact(fact);
      const bool is_of_list = declared.scope == Scope::record || declared.type == ValueType::records;
      if (!of_conditions && !is_of_list && !mentions_.as_values(id).contains(fact)) continue;
      reads_[index_of(fact)].opaque.push_back(id);
      if (declared.scope == Scope::record) reads_[index_of(schema_.table(declared.table).fact)].opaque.push_back(id);
    }
  }

  // The value of an iteration over values cannot be had outside of it.
  [[nodiscard]] bool reads_item(NodeId id) {
    auto& known = reads_item_[id];
    if (known) return *known;
    const Node& node = code_.node(id);
    const auto operands = code_.children_of(node);
    const bool found = node.op == Op::item || std::any_of(operands.begin(), operands.end(),
                                                          [this](NodeId operand) { return reads_item(operand); });
    reads_item_[id] = found;
    return found;
  }

  void add_condition(NodeId id, FactReads& list) {
    list.conditions.push_back(id);
    for (const FactId fact : mentions_.of(id)) {
      const Fact& declared = schema_.fact(fact);
      if (declared.scope == Scope::record || declared.type == ValueType::records) continue;
      if (std::find(list.hangs_on.begin(), list.hangs_on.end(), fact) == list.hangs_on.end())
        list.hangs_on.push_back(fact);
    }
  }

  void note_uses() {
    for (const Portion& portion : program_.portions) {
      note_use(portion.amount);
      if (portion.owed) note_use(*portion.owed);
    }
    for (const auto& [allocation, weights] : program_.weighed) {
      for (const auto& weight : weights) {
        if (weight) note_use(*weight);
      }
    }
    for (const auto* rules : {&program_.validity, &program_.rules}) {
      for (const Rule& rule : *rules) {
        note_use(rule.holds);
        if (rule.takes_when) note_use(*rule.takes_when);
        if (rule.changes) note_use(*rule.changes);
      }
    }
    if (!program_.coverage) return;
    note_use(program_.coverage->applies);
    for (const CoverageRow& row : program_.coverage->rows) {
      note_use(row.when);
      for (const RowLimit& limit : row.limits) note_use(limit.passed);
    }
  }

  void note_use(NodeId id) {
    for (const FactId fact : mentions_.of(id)) {
      if (schema_.fact(fact).type == ValueType::records) reads_[index_of(fact)].used_in.push_back(id);
    }
  }

  static bool reads_fact(const Node& node) {
    return node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field || node.op == Op::records;
  }

  // ---- Whether a node stands inside an iteration of the same definition ----
  void mark_bodies() {
    in_body_.assign(code_.nodes.size(), false);
    for (const Node& node : code_.nodes) {
      const bool has_body =
          node.op == Op::filter || node.op == Op::some || node.op == Op::every || node.op == Op::for_each;
      if (has_body) mark_body(code_.children_of(node)[1]);
    }
  }

  void mark_body(NodeId id) {
    if (in_body_[index_of(id)]) return;
    in_body_[index_of(id)] = true;
    for (const NodeId operand : code_.children_of(code_.node(id))) mark_body(operand);
  }

  // ---- Comparisons ----
  void compare(NodeId id, const Node& node) {
    const auto operands = code_.children_of(node);
    const bool ordered = has_order(code_.node(operands[0]).type.kind) && has_order(code_.node(operands[1]).type.kind);
    if (!ordered) return test(id, node);
    const Op op = node.op == Op::one_of || node.op == Op::not_equal ? Op::equal : node.op;
    if (std::any_of(operands.begin(), operands.end(), [this](NodeId operand) { return reads_item(operand); }))
      return note_opaque(id, true);
    for (const NodeId other : operands.subspan(1)) cut(id, op, operands[0], other);
  }

  static bool has_order(ValueType type) {
    return type == ValueType::number || type == ValueType::decimal || type == ValueType::money ||
           type == ValueType::date || type == ValueType::months || type == ValueType::days;
  }

  void cut(NodeId comparison, Op op, NodeId left, std::optional<NodeId> right) {
    Mentions::Facts facts = mentions_.of(left);
    if (right) facts.insert(mentions_.of(*right).begin(), mentions_.of(*right).end());
    for (const FactId fact : facts) {
      if (!range_of(schema_.fact(fact))) continue;
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
    for (std::uint32_t level = 0; level < std::max(levels, 1U); ++level) {
      slopes_.look_at_level(level);
      add_cut(comparison, op, left, right, field);
    }
    slopes_.look_at_level(0);
  }

  [[nodiscard]] bool is_one_of_its_operands(const Node& node) const {
    if (node.op == Op::earliest || node.op == Op::latest) return true;
    return (node.op == Op::minimum || node.op == Op::maximum) && !is_of_list(code_, node);
  }

  // The ways in which a node may come to its value, where the fact takes part in choosing.
  void add_ways(NodeId id, FactId fact, std::vector<NodeId>& ways) {
    id = choices_.alike(id);
    if (!seen_.insert(id).second) return;
    const Node& node = code_.node(id);
    const bool chooses = mentions_.of(id).contains(fact);
    if (chooses && node.op == Op::definition) return add_ways(code_.definitions[node.index].root, fact, ways);
    if (chooses && node.op == Op::conditional) {
      const auto operands = code_.children_of(node);
      add_ways(operands[1], fact, ways);
      add_ways(operands[2], fact, ways);
    } else if (chooses && is_one_of_its_operands(node)) {
      // It turns only where one of its operands does.
      for (const NodeId operand : code_.children_of(node)) add_ways(operand, fact, ways);
    } else {
      ways.push_back(id);
    }
  }

  void add_cut(NodeId comparison, Op op, NodeId left, std::optional<NodeId> right, FactId fact) {
    const Slope of_left = slopes_.of_side(left, fact);
    const Slope of_right = right ? slopes_.of_side(*right, fact) : Slope::none;
    Slope both = together(of_left, flipped(of_right));
    if (both == Slope::unclear) both = slopes_.of_difference(left, right, fact);
    if (both == Slope::none) return;
    Cut cut{comparison, op, left, right, Cut::Course::unclear, false, 0, slopes_.level()};
    if (both == Slope::rises) cut.course = Cut::Course::rises;
    if (both == Slope::falls) cut.course = Cut::Course::falls;
    if (!count_levels(left, cut.levels) || (right && !count_levels(*right, cut.levels)))
      cut.course = Cut::Course::unclear;
    const bool left_is_fact = slopes_.is_fact(left, fact) || slopes_.is_extreme_of(left, fact);
    const bool right_is_fact = right && (slopes_.is_fact(*right, fact) || slopes_.is_extreme_of(*right, fact));
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

  // False where an operand goes through a list for each record of another one.
  bool count_levels(NodeId id, std::uint32_t& levels) const {
    const Node& node = code_.node(id);
    if (node.op == Op::field) levels = std::max(levels, node.index + 1);
    bool clear = true;
    for (const NodeId operand : code_.children_of(node)) {
      std::uint32_t below = 0;
      clear = count_levels(operand, below) && clear;
      if (below > 0 &&
          (looks_at_list(node.op) || node.op == Op::filter || node.op == Op::project || expr::is_opaque(code_, node))) {
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
    for (const FactId fact : mentions_.of(amount)) reads_[index_of(fact)].is_amount = true;
  }

  // Between its turns what is reckoned goes one way or stays as it is, so that its ends show whether it changes.
  // What is read only to choose what to reckon with is cut where the choice turns.
  void add_reckoned(NodeId amount) {
    cut(amount, Op::equal, amount, std::nullopt);
    add_turns(amount);
  }

  // What decisions tell may be of any type, and each value that goes into it may make a difference.
  void add_told(NodeId value) {
    const ValueType type = code_.node(value).type.kind;
    if (has_order(type) && type != ValueType::decimal) cut(value, Op::equal, value, std::nullopt);
    add_turns(value);
    add_told_as_it_is(value);
  }

  void add_told_as_it_is(NodeId id) {
    const Node& node = code_.node(id);
    if (!told_.insert(id).second || node.type.kind == ValueType::boolean) return;
    if (node.op == Op::claim_fact) {
      FactReads& reads = reads_[index_of(node.fact)];
      if (node.type.kind == ValueType::enumeration) {
        reads.tests.push_back({id, {}, {}, true});
      } else if (!bounds_of(schema_.fact(node.fact))) {
        reads.told.push_back(id);
      }
    }
    const auto operands = code_.children_of(node);
    if (!operands.empty() && code_.node(operands[0]).type.is_list) return note_list(id);
    if (node.op == Op::definition) add_told_as_it_is(code_.definitions[node.index].root);
    for (const NodeId operand : operands) add_told_as_it_is(operand);
  }

  // Which lists there are besides those that conditions tell apart nobody looks into.
  void note_list(NodeId id) {
    for (const FactId fact : mentions_.of(id)) {
      if (schema_.fact(fact).type == ValueType::records) reads_[index_of(fact)].told.push_back(id);
    }
  }

  void add_turns(NodeId id) {
    if (!turned_.insert(id).second) return;
    const Node& node = code_.node(id);
    const bool is_read = node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field;
    if (is_read || node.op == Op::project) reads_[index_of(node.fact)].shapes_amount = true;
    const auto operands = code_.children_of(node);
    const bool is_extreme = (node.op == Op::minimum || node.op == Op::maximum) && !is_of_list(code_, node);
    for (std::size_t i = 1; i < operands.size() && is_extreme; ++i) cut(id, Op::less, operands[i], operands[0]);
    for (std::size_t i = 0; i < operands.size() && node.op == Op::proportion; ++i) {
      cut(id, i == 2 ? Op::greater : Op::less, operands[i], std::nullopt);
    }
    // Where the condition has no truth, what is the same on both ways has a value, and nothing else.
    if (node.op == Op::conditional) cut(id, Op::equal, operands[1], operands[2]);
    if (node.op == Op::definition) add_turns(code_.definitions[node.index].root);
    for (const NodeId operand : operands) {
      if (code_.node(operand).type.kind != ValueType::boolean) add_turns(operand);
    }
  }

  const Schema& schema_;
  const expr::Program& code_;
  const Program& program_;
  std::set<NodeId> turned_;
  std::set<NodeId> told_;
  std::vector<FactReads> reads_;
  Mentions mentions_;
  Choices choices_;
  Slopes slopes_;
  std::set<NodeId> seen_;
  std::vector<bool> in_body_;
  std::map<NodeId, std::optional<bool>> reads_item_;
};

}  // namespace

std::vector<FactReads> reads_of_facts(Program& program) { return ReadFinder(program).find(); }

}  // namespace warrantor::policy
