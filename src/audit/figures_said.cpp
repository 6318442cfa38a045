// What expressions give that is said in words: shares, extremes, totals, what is rounded.
#include "audit/sentences.hpp"
#include "expr/functions.hpp"
#include "policy/percentage.hpp"
#include "policy/settings.hpp"

namespace warrantor::audit {

using expr::Node;
using expr::Op;

namespace {

bool is_one(const Node& node) {
  if (node.op != Op::constant) return false;
  if (node.constant.is_decimal()) return node.constant.as_decimal() == Decimal(1);
  return node.constant.is_integer() && node.constant.as_integer() == 1;
}

}  // namespace

std::string Sentences::proportion(NodeId id) {
  const Node& asked = node(id);
  const std::string percentage = policy::percentage_of(code_, id);
  const bool divides = !is_one(node(child(id, 2)));
  std::string text = operand(child(id, 0), {}, Binding::product);
  if (!percentage.empty()) {
    const policy::Setting* const setting = setting_of(program_, node(child(id, 1)));
    const std::string share = setting != nullptr ? named(*setting) + words_.in_brackets(percentage) : percentage;
    text = words_.is_chinese() ? text + "×" + share : share + " of " + text;
  } else {
    text += std::string(words_.say(" × ", "×")) + operand(child(id, 1), unit_of(child(id, 1)), Binding::product);
    if (divides)
      text += std::string(words_.say(" ÷ ", "÷")) + operand(child(id, 2), unit_of(child(id, 2)), Binding::name);
  }
  return text + std::string(words_.say(", rounded ", "，")) + std::string(rounding(asked));
}

std::string_view Sentences::rounding(const Node& node) const {
  switch (static_cast<expr::AmountRounding>(node.index)) {
    case expr::AmountRounding::half_up:
      return words_.say("half up", "四舍五入");
    case expr::AmountRounding::half_down:
      return words_.say("half down", "五舍六入");
    case expr::AmountRounding::half_even:
      return words_.say("half to even", "四舍六入五成双");
    case expr::AmountRounding::up:
      return words_.say("up", "向上取整");
    case expr::AmountRounding::down:
      break;
  }
  return words_.say("down", "向下取整");
}

std::string Sentences::total(NodeId id) {
  const std::string list = value_with(child(id, 0), {});
  const bool is_sum = node(id).op == Op::sum;
  if (words_.is_chinese()) return list + (is_sum ? "的合计" : "的平均值");
  return (is_sum ? "the sum of " : "the mean of ") + list;
}

// A call of a function that rounds, to places that are written out.
std::string Sentences::rounded(NodeId id, std::string_view unit) {
  const Node& asked = node(id);
  const expr::BuiltIn& row = expr::all_built_ins()[asked.index];
  const auto operands = code_.children_of(asked);
  const bool has_scale = operands.size() > (row.extra == expr::Extra::none ? 1U : 2U);
  const std::string number = operand(operands[0], unit, Binding::name);
  const std::string places = has_scale ? words_.value(ValueType::decimal, {}, node(operands[1]).constant, {}) : "0";
  const std::string way(way_of_rounding(row.name));
  if (places == "0") return number + (words_.is_chinese() ? way + "取整" : " rounded " + way + " to a whole number");
  return number + (words_.is_chinese()
                       ? way + "，保留" + places + "位小数"
                       : " rounded " + way + " to " + places + (places == "1" ? " decimal" : " decimals"));
}

std::string_view Sentences::way_of_rounding(std::string_view function) const {
  if (function == "round half up") return words_.say("half up", "四舍五入");
  if (function == "round half down") return words_.say("half down", "五舍六入");
  if (function == "decimal") return words_.say("half to even", "四舍六入五成双");
  if (function == "ceiling") return words_.say("up, towards the greater number,", "向较大数");
  if (function == "floor") return words_.say("down, towards the smaller number,", "向较小数");
  return function == "round up" ? words_.say("up", "向上") : words_.say("down", "向下");
}

std::string Sentences::extreme(NodeId id, std::string_view unit) {
  const Node& asked = node(id);
  std::vector<std::string> values;
  for (const NodeId one : code_.children_of(asked)) values.push_back(operand(one, unit, Binding::negative));
  if (asked.op == Op::earliest || asked.op == Op::latest) {
    const bool is_first = asked.op == Op::earliest;
    const std::string dates = words_.is_chinese() ? words_.list(values) : words_.all_of(values);
    if (words_.is_chinese()) return dates + (is_first ? "中最早的日期" : "中最晚的日期");
    return (is_first ? "the earliest of " : "the latest of ") + dates;
  }
  const bool least = asked.op == Op::minimum;
  if (words_.is_chinese()) return words_.list(values) + (least ? "中的最小值" : "中的最大值");
  return (least ? "the least of " : "the greatest of ") + words_.all_of(values);
}

}  // namespace warrantor::audit
