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

/// A number with a point as a ratio of whole numbers: 12.5 is 125 over 10.
struct Ratio {
  std::int64_t times = 0;
  std::int64_t over = 1;
};

std::optional<Ratio> as_decimal(const std::string& text) {
  constexpr std::size_t most_digits = 15;
  const std::size_t point = text.find('.');
  if (point == std::string::npos || point == 0 || point + 1 == text.size() || text.size() > most_digits)
    return std::nullopt;
  Ratio ratio;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == point) continue;
    if (!base::is_digit(text[i])) return std::nullopt;
    ratio.times = ratio.times * 10 + (text[i] - '0');
    if (i > point) ratio.over *= 10;
  }
  return ratio;
}

expr::AmountRounding rounding_of(const Text& text) {
  if (text.value == "half_down") return expr::AmountRounding::half_down;
  if (text.value == "half_even") return expr::AmountRounding::half_even;
  if (text.value == "up") return expr::AmountRounding::up;
  if (text.value == "down") return expr::AmountRounding::down;
  return expr::AmountRounding::half_up;
}

int sign_of(Value value) {
  if (value.is_decimal()) return value.as_decimal().sign();
  return value.as_integer() < 0 ? -1 : static_cast<int>(value.as_integer() > 0);
}

bool is_number(const Type& type) {
  return (type.kind == ValueType::number || type.kind == ValueType::decimal) && !type.is_unrounded;
}

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

std::optional<NodeId> AdjustmentCompiler::figure_of(const rules::FigureSyntax& syntax, Adjustment& made,
                                                    const expr::Guards& present) {
  if (syntax.amount.given()) {
    const auto amount = names_.expression(syntax.amount, money(), present);
    if (!amount) return std::nullopt;
    require_present(*amount, syntax.amount, present);
    made.amount = *amount;
  }
  if (!syntax.percent.given() && !syntax.times.given() && !syntax.over.given()) return made.amount;
  made.is_proportion = true;
  return ratio_of(syntax, made.amount, present);
}

std::optional<NodeId> AdjustmentCompiler::ratio_of(const rules::FigureSyntax& syntax, NodeId amount,
                                                   const expr::Guards& present) {
  const bool is_percentage = syntax.percent.given();
  const Text& factor = is_percentage ? syntax.percent : syntax.times;
  const std::int64_t hundred = is_percentage ? 100 : 1;
  const auto written = syntax.over.given() ? std::nullopt : as_decimal(factor.value);
  if (written) return proportion(amount, number(written->times), number(written->over * hundred), syntax.rounding);
  // Digits take the type of what stands on the other side.
  std::optional<NodeId> times;
  std::optional<NodeId> over;
  const auto type_of = [this](const std::optional<NodeId>& node) {
    return node ? std::optional(program_.code.node(*node).type) : std::nullopt;
  };
  if (is_digits(factor) && syntax.over.given()) {
    over = factor_of(syntax.over, std::nullopt, present);
    times = factor_of(factor, type_of(over), present);
  } else {
    times = factor.given() ? factor_of(factor, std::nullopt, present) : std::optional(number(1));
    over = syntax.over.given() ? factor_of(syntax.over, type_of(times), present) : std::optional(number(hundred));
  }
  if (!times || !over || !go_together(*times, *over, syntax)) return std::nullopt;
  if (!may_have_value(*times, factor, false) || !may_have_value(*over, syntax.over, true)) return std::nullopt;
  return proportion(amount, *times, *over, syntax.rounding);
}

// What stands on both sides of a ratio is of one kind; digits take the kind of what stands beside them.
std::optional<NodeId> AdjustmentCompiler::factor_of(const Text& text, std::optional<Type> beside,
                                                    const expr::Guards& present) {
  if (!text.given()) return std::nullopt;
  const bool has_decimals = text.value.find('.') != std::string::npos;
  if (beside && (!is_digits(text) || (has_decimals && beside->kind != ValueType::money))) beside.reset();
  if (beside) beside->optional = false;
  const auto factor = names_.expression(text, beside, present);
  if (factor) require_present(*factor, text, present);
  return factor;
}

bool AdjustmentCompiler::is_digits(const Text& text) { return text.given() && Decimal::parse(text.value).has_value(); }

// What is written out, here or in a setting, is looked at now; facts when they are known.
bool AdjustmentCompiler::may_have_value(NodeId factor, const Text& text, bool divides) {
  const expr::Node* node = &program_.code.node(factor);
  const bool is_negated = node->op == Op::negate;
  if (is_negated) node = &program_.code.node(program_.code.children_of(*node)[0]);
  if (node->op != Op::constant || !node->constant.is_known()) return true;
  const int written = sign_of(node->constant);
  const int sign = is_negated ? -written : written;
  if (sign > 0 || (sign == 0 && !divides)) return true;
  reporter_.error(
      codes::bad_value, text.place, sign < 0 ? "this is below zero" : "this is zero",
      sign < 0 ? "an amount is made less with `less`, or with a factor below 1" : "nothing can be divided by it");
  return false;
}

bool AdjustmentCompiler::go_together(NodeId times, NodeId over, const rules::FigureSyntax& syntax) {
  const Type& left = program_.code.node(times).type;
  const Type& right = program_.code.node(over).type;
  const bool amounts = left.kind == ValueType::money && right.kind == ValueType::money;
  const bool numbers = is_number(left) && is_number(right);
  const bool durations = expr::is_duration(left) && left.kind == right.kind;
  if (left.is_single() && right.is_single() && (amounts || numbers || durations)) return true;
  const Text& place = syntax.percent.given() ? syntax.percent : syntax.times.given() ? syntax.times : syntax.over;
  if (syntax.percent.given()) {
    reporter_.error(
        codes::bad_value, place.place, "`percent` is " + describe(left, program_.schema) + ", not a number",
        "a percentage is a number, as a setting of `type: decimal` is; a ratio of two amounts is written with "
        "`times` and `over`");
  } else if (!syntax.over.given()) {
    reporter_.error(codes::bad_value, place.place,
                    "`times` is " + describe(left, program_.schema) + ", and stands without `over`",
                    "a ratio has two of a kind; a figure that is an amount stands by itself, without `times`");
  } else {
    reporter_.error(
        codes::bad_value, place.place,
        "`times` is " + describe(left, program_.schema) + " and `over` is " + describe(right, program_.schema),
        "a ratio has two of a kind: amounts, numbers, months or days");
  }
  return false;
}

NodeId AdjustmentCompiler::proportion(NodeId amount, NodeId times, NodeId over, const Text& rounding) {
  const NodeId id = names_.add(Op::proportion, money(), {amount, times, over});
  program_.code.nodes[index_of(id)].index = static_cast<std::uint32_t>(rounding_of(rounding));
  return id;
}

NodeId AdjustmentCompiler::number(std::int64_t value) {
  return names_.constant(Value::integer(value), Type::of(ValueType::number));
}

void AdjustmentCompiler::require_present(NodeId node, const Text& text, const expr::Guards& present) {
  if (!program_.code.node(node).type.optional || present.contains(text.value)) return;
  reporter_.error(expr::codes::may_be_absent, text.place, "this may be absent, and an amount cannot be",
                  "ask under `when:` that it is there, or say with `if … then … else …` what it is then");
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
