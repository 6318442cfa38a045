#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "expr/codes.hpp"
#include "policy/codes.hpp"
#include "policy/compile_adjustments.hpp"

namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Type;
using rules::Text;
using Kind = rules::AdjustmentSyntax::Kind;

}  // namespace

void AdjustmentCompiler::begin(const rules::AdjustmentSyntax& syntax) {
  set_so_far(std::nullopt);
  so_far_.resize(program_.portions.size());
  is_adjusted_.resize(program_.portions.size());
  taken_.resize(program_.portions.size());
  find_portions(syntax);
  if (portions_.empty()) return;
  for (const PortionId portion : portions_) {
    start(portion);
    is_adjusted_[index_of(portion)] = true;
  }
  set_so_far(portions_.size() == 1 ? *so_far_[index_of(portions_.front())]
                                   : names_.define(so_far_name, owed_together()));
  names_.set_so_far_of([this](std::string_view name) { return so_far_of(name); });
}

void AdjustmentCompiler::set_so_far(std::optional<expr::Symbol> symbol) {
  now_ = symbol;
  names_.set_so_far(std::move(symbol));
}

// None where one of them is wrong.
void AdjustmentCompiler::find_portions(const rules::AdjustmentSyntax& syntax) {
  portions_.clear();
  if (program_.portions.empty()) return;
  const bool names_all = syntax.portions.size() == 1 && syntax.portions.front().value == "all";
  for (std::size_t i = 0; names_all && i < program_.portions.size(); ++i)
    portions_.push_back(static_cast<PortionId>(i));
  if (names_all) return;
  if (syntax.portions.empty()) portions_.push_back(PortionId{});
  bool is_wrong = false;
  for (const Text& name : syntax.portions) {
    const auto portion = declared_.portion(name);
    is_wrong = is_wrong || !portion;
    if (!portion) continue;
    if (std::find(portions_.begin(), portions_.end(), *portion) != portions_.end()) {
      reporter_.error(codes::declared_twice, name.place, "`" + name.value + "` is named twice",
                      "name each portion once, in the order in which they use the figure up");
      is_wrong = true;
    }
    portions_.push_back(*portion);
  }
  if (is_wrong) portions_.clear();
}

// What `amount_so_far.PORTION` stands for here.
std::optional<expr::Symbol> AdjustmentCompiler::so_far_of(std::string_view name) {
  for (std::size_t i = 0; i < program_.portions.size(); ++i) {
    if (program_.schema.portions()[i].name != name) continue;
    const NodeId amount = names_.value_of(start(static_cast<PortionId>(i)));
    return names_.define(std::string(so_far_name) + "." + std::string(name), amount);
  }
  return std::nullopt;
}

const expr::Symbol& AdjustmentCompiler::start(PortionId portion) {
  auto& so_far = so_far_[index_of(portion)];
  if (so_far) return *so_far;
  const Text& starts_as = rule_set_.portions[index_of(portion)].starts_as;
  NodeId first = program_.portions[index_of(portion)].amount;
  if (starts_as.given()) {
    const auto now = now_;
    set_so_far(std::nullopt);  // it is no step
    first = names_.expression(starts_as, money()).value_or(first);
    set_so_far(now);
    require_present(first, starts_as, {});
  }
  so_far = names_.define(so_far_name, not_below_zero(first));
  return *so_far;
}

NodeId AdjustmentCompiler::owed_together() {
  NodeId sum = names_.value_of(*so_far_[index_of(portions_.front())]);
  for (std::size_t i = 1; i < portions_.size(); ++i) {
    const NodeId next = names_.value_of(*so_far_[index_of(portions_[i])]);
    sum = names_.add(Op::add, money(), {sum, next});
  }
  return sum;
}

NodeId AdjustmentCompiler::not_below_zero(NodeId amount) {
  return names_.add(Op::maximum, money(), {amount, names_.constant(Value::integer(0), money())});
}

void AdjustmentCompiler::add(const rules::RuleSyntax& syntax, Rule& rule, RuleId id, const expr::Guards& present) {
  const rules::AdjustmentSyntax& adjustment = syntax.adjustment;
  if (portions_.empty() || !adjustment.kind || !may_stand(adjustment)) return;
  auto steps = steps_of(syntax, id, present);
  if (!steps) return;
  std::vector<NodeId> changes;
  for (Adjustment& made : *steps) {
    auto& so_far = so_far_[index_of(made.portion)];
    const NodeId changed = names_.add(Op::conditional, money(), {rule.holds, effect_of(made), made.before});
    so_far = names_.define(so_far_name, changed);
    made.after = names_.value_of(*so_far);
    if (rule.listed == Listed::where_it_changes) changes.push_back(change_of(made));
  }
  if (!changes.empty()) rule.changes = changes.size() == 1 ? changes.front() : names_.add_all(Op::disjunction, changes);
  if (steps->front().used_up) warn_of_cap_by_line(syntax, rule, steps->front());
  for (Adjustment& made : *steps) program_.adjustments.push_back(std::move(made));
}

bool AdjustmentCompiler::share_figure(Adjustment::Kind kind) {
  return kind == Adjustment::Kind::less || kind == Adjustment::Kind::at_most;
}

// What says something of several portions, or of several lines, that has one meaning.
bool AdjustmentCompiler::may_stand(const rules::AdjustmentSyntax& syntax) {
  const auto kind = static_cast<Adjustment::Kind>(*syntax.kind);
  if (syntax.per.value == "claim" && !share_figure(kind)) {
    reporter_.error(codes::misplaced, syntax.per.place, "only `less` and `at_most` are used up line by line",
                    "leave `per` away");
    return false;
  }
  if (portions_.size() == 1) return true;
  const rules::FigureSyntax& figure = syntax.figure;
  const bool is_of_its_own = !figure.amount.given() && (figure.percent.given() || figure.times.given());
  const bool is_plus = kind == Adjustment::Kind::plus;
  if (kind != Adjustment::Kind::at_least && (!is_plus || is_of_its_own)) return true;
  reporter_.error(codes::misplaced, figure.place,
                  is_plus ? "it is open which of the portions is more by this" : "it is open which portion is raised",
                  is_plus ? "write a rule for each portion, or a `percent` or `times` of what each of them is owed"
                          : "write a rule for each portion");
  return false;
}

// All of a rule see what the rules before it left.
std::optional<std::vector<Adjustment>> AdjustmentCompiler::steps_of(const rules::RuleSyntax& syntax, RuleId id,
                                                                    const expr::Guards& present) {
  const rules::AdjustmentSyntax& adjustment = syntax.adjustment;
  std::vector<Adjustment> steps;
  const auto kind = static_cast<Adjustment::Kind>(*adjustment.kind);
  const auto used_up = adjustment.per.value == "claim" ? std::optional(program_.counted_by_claim++) : std::nullopt;
  for (const PortionId portion : portions_) {
    Adjustment made;
    if (!steps.empty() && share_figure(kind)) {
      made = steps.back();
      made.behind.push_back(made.portion);
      made.left = not_below_zero(names_.add(Op::subtract, money(), {made.left, used_of(steps.back())}));
    }
    made.rule = id;
    made.portion = portion;
    made.kind = kind;
    made.used_up = used_up;
    made.before = names_.value_of(*so_far_[index_of(portion)]);
    if (steps.empty() || !share_figure(kind)) {
      if (!set_figure(adjustment.figure, made, present)) return std::nullopt;
      made.left = left_of(made);
    }
    steps.push_back(std::move(made));
  }
  return steps;
}

// A figure that is used up together is of what all of them are owed; any other is of each by itself.
bool AdjustmentCompiler::set_figure(const rules::FigureSyntax& syntax, Adjustment& made, const expr::Guards& present) {
  const bool is_of_all = portions_.size() > 1 && share_figure(made.kind);
  if (!is_of_all) set_so_far(*so_far_[index_of(made.portion)]);
  made.amount = is_of_all ? owed_together() : made.before;
  const auto figure = figure_of(syntax, made, present);
  if (figure) made.figure = *figure;
  return figure.has_value();
}

// What a portion uses up of the figure where the rule holds: one that as a whole is taken away, or that asks for
// nothing, uses up nothing.
NodeId AdjustmentCompiler::used_of(const Adjustment& made) {
  const NodeId zero = names_.constant(Value::integer(0), money());
  const NodeId left = effect_of(made);
  const NodeId used =
      made.kind == Adjustment::Kind::at_most ? left : names_.add(Op::subtract, money(), {made.before, left});
  const NodeId asks_nothing = compared(Op::less_equal, program_.portions[index_of(made.portion)].amount, zero);
  const NodeId uses_nothing = names_.add_all(Op::disjunction, {asks_nothing, taken_of(made.portion)});
  return names_.add(Op::conditional, money(), {uses_nothing, zero, used});
}

NodeId AdjustmentCompiler::taken_of(PortionId portion) {
  auto& taken = taken_[index_of(portion)];
  if (!taken) {
    const std::string name = std::string(so_far_name) + "." + program_.schema.portions()[index_of(portion)].name;
    taken = names_.define(name + " taken", names_.constant(Value::undefined(), Type::boolean()));
  }
  return names_.value_of(*taken);
}

// What earlier lines left of the figure.
NodeId AdjustmentCompiler::left_of(const Adjustment& made) {
  if (!made.used_up) return made.figure;
  const NodeId used = names_.add(Op::used_up, money(), {});
  program_.code.nodes[index_of(used)].index = *made.used_up;
  return not_below_zero(names_.add(Op::subtract, money(), {made.figure, used}));
}

NodeId AdjustmentCompiler::effect_of(const Adjustment& made) {
  const NodeId figure = made.left;
  switch (made.kind) {
    case Adjustment::Kind::becomes:
      return not_below_zero(figure);
    case Adjustment::Kind::at_most:
      return not_below_zero(names_.add(Op::minimum, money(), {made.before, figure}));
    case Adjustment::Kind::at_least:
      return names_.add(Op::maximum, money(), {made.before, figure});
    case Adjustment::Kind::less:
      return not_below_zero(names_.add(Op::subtract, money(), {made.before, figure}));
    case Adjustment::Kind::plus:
      return not_below_zero(names_.add(Op::add, money(), {made.before, figure}));
  }
  return made.before;
}

// Whether the amount is another one where the rule holds. What is owed so far is never below zero.
NodeId AdjustmentCompiler::change_of(const Adjustment& made) {
  const NodeId figure = made.left;
  const NodeId zero = names_.constant(Value::integer(0), money());
  switch (made.kind) {
    case Adjustment::Kind::becomes:
      return compared(Op::not_equal, not_below_zero(figure), made.before);
    case Adjustment::Kind::at_most:
      return compared(Op::greater, made.before, not_below_zero(figure));
    case Adjustment::Kind::at_least:
      return compared(Op::greater, figure, made.before);
    case Adjustment::Kind::less:
    case Adjustment::Kind::plus:
      break;
  }
  const bool grows_by_more = made.kind == Adjustment::Kind::plus;
  const NodeId shrinks = names_.add_all(
      Op::conjunction,
      {compared(grows_by_more ? Op::less : Op::greater, figure, zero), compared(Op::greater, made.before, zero)});
  return names_.add_all(Op::disjunction, {compared(grows_by_more ? Op::greater : Op::less, figure, zero), shrinks});
}

NodeId AdjustmentCompiler::compared(Op op, NodeId left, NodeId right) {
  return names_.add(op, Type::boolean(), {left, right});
}

// Lines that each keep within the figure may pass it together.
void AdjustmentCompiler::warn_of_cap_by_line(const rules::RuleSyntax& syntax, const Rule& rule,
                                             const Adjustment& made) {
  if (made.kind != Adjustment::Kind::at_most || !looks_beyond(rule.when, made)) return;
  reporter_.warning(codes::cap_by_line, syntax.adjustment.per.place,
                    "`" + syntax.id.value + "` asks of each line whether it passes by itself what all use up together",
                    "take the test away, so that every line counts; `listed: where_it_changes` keeps it out of the "
                    "reasons where it changes nothing");
}

bool AdjustmentCompiler::looks_beyond(NodeId condition, const Adjustment& made) const {
  const expr::Node& node = program_.code.node(condition);
  const auto operands = program_.code.children_of(node);
  if (node.op == Op::conjunction) {
    return std::any_of(operands.begin(), operands.end(), [&](NodeId operand) { return looks_beyond(operand, made); });
  }
  if (node.op != Op::greater && node.op != Op::greater_equal) return false;
  return are_the_same(operands[0], made.before) && are_the_same(operands[1], made.figure);
}

bool AdjustmentCompiler::are_the_same(NodeId left, NodeId right) const {
  const expr::Node& one = program_.code.node(left);
  const expr::Node& other = program_.code.node(right);
  if (one.op != other.op) return false;
  if (one.op == Op::definition) return one.index == other.index;
  return one.op == Op::constant && one.constant.same_as(other.constant);
}

// No more than is asked for, so that the rest is never below zero.
void AdjustmentCompiler::finish() {
  set_so_far(std::nullopt);
  so_far_.resize(program_.portions.size());
  is_adjusted_.resize(program_.portions.size());
  bool any = false;
  for (std::size_t i = 0; i < program_.portions.size(); ++i) {
    if (!is_adjusted_[i] && !rule_set_.portions[i].starts_as.given()) continue;
    any = true;
    const expr::Symbol& so_far = start(static_cast<PortionId>(i));
    Portion& portion = program_.portions[i];
    const NodeId asked = not_below_zero(portion.amount);
    const NodeId left = names_.add(Op::minimum, money(), {names_.value_of(so_far), asked});
    portion.owed = names_.value_of(names_.define(so_far_name, left));
  }
  if (!any) return;
  program_.schema.tell_adjustments();
  name_amounts();
}

void AdjustmentCompiler::name_amounts() {
  Labels title;
  title.set("en", "the amount so far");
  title.set("zh", "至此的金额");
  program_.titles.emplace(so_far_name, title);
  for (const PortionName& portion : program_.schema.portions()) {
    Labels of_portion;
    of_portion.set("en", "the amount so far of " + std::string(portion.labels.get("en", portion.name)));
    of_portion.set("zh", "至此的金额（" + std::string(portion.labels.get("zh", portion.name)) + "）");
    program_.titles.emplace(std::string(so_far_name) + "." + portion.name, std::move(of_portion));
  }
}

}  // namespace warrantor::policy
