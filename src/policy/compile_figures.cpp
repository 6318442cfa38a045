#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "expr/codes.hpp"
#include "policy/codes.hpp"
#include "policy/compile_adjustments.hpp"

// The figures of adjustments: an amount, or a product or quotient that is rounded once.

namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Type;
using rules::Text;

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

}  // namespace warrantor::policy
