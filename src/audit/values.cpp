// What expressions give.
#include <array>

#include "audit/sentences.hpp"
#include "audit/settings.hpp"
#include "policy/percentage.hpp"

namespace warrantor::audit {

using expr::Node;
using expr::Op;

std::string Sentences::record_name(std::size_t level) const {
  if (levels_ < 2) return {};
  constexpr std::array<std::string_view, 6> chinese{"甲", "乙", "丙", "丁", "戊", "己"};
  if (words_.is_chinese() && level < chinese.size()) return std::string(chinese[level]);
  return level < 26 ? std::string(1, static_cast<char>('A' + level)) : std::to_string(level + 1);
}

std::string Sentences::value_beside(NodeId id, NodeId peer) {
  const std::string_view own = unit_of(id);
  return value_with(id, own.empty() ? unit_of(peer) : own);
}

std::string Sentences::value_with(NodeId id, std::string_view unit) {
  const Node& asked = node(id);
  switch (asked.op) {
    case Op::constant:
      return constant(asked, unit);
    case Op::claim_fact:
    case Op::line_fact:
    case Op::records:
      return words_.fact(asked.fact);
    case Op::field:
      return field(asked);
    case Op::definition:
      return words_.marked(words_.title(code_.definitions[asked.index].name));
    case Op::map_value:
      return std::string(words_.say("the group of ", "")) + value_with(child(id, 0), {}) +
             std::string(words_.say(" in the catalogue", "在目录中所属的类别"));
    case Op::filter:
    case Op::project:
    case Op::count:
      return records_where(id);
    case Op::earliest:
    case Op::latest:
    case Op::minimum:
    case Op::maximum:
      return extreme(id, unit);
    case Op::proportion:
      return proportion(id);
    case Op::plus_months:
    case Op::plus_days:
      return moved_date(id);
    case Op::conditional:
      return choice(id, unit);
    case Op::widen:
      return value_with(child(id, 0), unit);
    case Op::add:
    case Op::subtract:
    case Op::divide:
    case Op::power:
    case Op::scale_span:
    case Op::divide_span:
    case Op::join_texts:
    case Op::multiply:
    case Op::negate:
    case Op::days_between:
      return operation(id, unit);
    default:
      break;
  }
  // A function stands as it is written.
  if (asked.op == Op::item || asked.op == Op::call || expr::is_opaque(code_, asked)) return code(code_.text_of(asked));
  return part(id, true).text;
}

std::string Sentences::constant(const Node& node, std::string_view unit) const {
  if (const policy::Setting* const setting = setting_of(program_, node)) {
    const std::string value = words_.value(setting->type, {}, setting->value, setting->unit);
    return words_.marked(words_.title(setting->remark.name)) + words_.in_brackets(value);
  }
  return words_.value(node.type.kind, node.type.domain, node.constant, unit);
}

std::string Sentences::field(const Node& node) const {
  const std::string name = words_.fact(node.fact);
  const std::string record = record_name(node.index);
  // The claim itself has facts of these names.
  const bool is_of_earlier_claim = program_.schema.table(program_.schema.fact(node.fact).table).history.has_value();
  if (record.empty() && is_of_earlier_claim) return std::string(words_.say("its ", "该记录的")) + name;
  if (record.empty()) return name;
  return words_.is_chinese() ? record + "的" + name : name + " of record " + record;
}

std::string Sentences::operand(NodeId id, std::string_view unit, bool binds) {
  const Op op = node(id).op;
  const std::string text = value_with(id, unit);
  const bool is_sum = op == Op::add || op == Op::subtract || op == Op::negate || op == Op::divide;
  if (op != Op::conditional && !(binds && is_sum)) return text;
  return std::string(words_.say("(", "（")) + text + std::string(words_.say(")", "）"));
}

std::string Sentences::operation(NodeId id, std::string_view unit) {
  const Node& asked = node(id);
  if (asked.op == Op::negate) return "−" + operand(child(id, 0), unit, true);
  const NodeId left = child(id, 0);
  const NodeId right = child(id, 1);
  if (asked.op == Op::days_between) {
    const std::string later = value_with(left, {});
    const std::string earlier = value_with(right, {});
    return words_.is_chinese() ? "从" + earlier + "到" + later + "的天数" : "the days from " + earlier + " to " + later;
  }
  const bool divides = asked.op == Op::divide || asked.op == Op::divide_span;
  if (divides || asked.op == Op::multiply || asked.op == Op::scale_span || asked.op == Op::power) {
    const std::string_view sign = divides                 ? words_.say(" ÷ ", "÷")
                                  : asked.op == Op::power ? words_.say(" to the power of ", "的乘方，指数为")
                                                          : words_.say(" × ", "×");
    return operand(left, unit_of(left), true) + std::string(sign) + operand(right, unit_of(right), true);
  }
  const bool is_difference = asked.op == Op::subtract;
  return operand(left, unit, false) + std::string(is_difference ? words_.say(" − ", "−") : words_.say(" + ", "+")) +
         operand(right, unit, is_difference);
}

// A date and a duration; one that is taken away is a negated one.
std::string Sentences::moved_date(NodeId id) {
  const NodeId span = child(id, 1);
  const bool back = node(span).op == Op::negate;
  const std::string duration = operand(back ? child(span, 0) : span, {}, true);
  return operand(child(id, 0), {}, false) + std::string(back ? words_.say(" − ", "减") : words_.say(" + ", "加")) +
         duration;
}

std::string Sentences::choice(NodeId id, std::string_view unit) {
  const bool of_conditions = node(id).type.kind == ValueType::boolean;
  const auto given = [&](NodeId value) { return of_conditions ? part(value, true).text : value_with(value, unit); };
  std::string text;
  for (; node(id).op == Op::conditional; id = child(id, 2)) {
    const std::string when = part(child(id, 0), true).text;
    const std::string value = given(child(id, 1));
    if (words_.is_chinese()) {
      text.append(text.empty() ? "如果" : "否则，如果").append(when).append(of_conditions ? "，则须" : "，则为");
      text.append(value).append("；");
    } else {
      text.append(text.empty() ? "" : "otherwise ").append(value).append(" if ").append(when).append("; ");
    }
  }
  text += words_.say("otherwise ", of_conditions ? "否则须" : "否则为");
  return text + given(id);
}

std::string Sentences::records_where(NodeId id) {
  const Node& asked = node(id);
  const std::string list = value_with(child(id, 0), {});
  if (asked.op == Op::count) return words_.is_chinese() ? list + "的条数" : "the number of " + list;
  if (asked.op == Op::project) {
    return words_.is_chinese() ? list + "的" + words_.fact(asked.fact) : words_.fact(asked.fact) + " of " + list;
  }
  const std::string name = record_name(level_);
  ++level_;
  const std::string when = part(child(id, 1), true).text;
  --level_;
  if (words_.is_chinese()) return list + "中满足（" + when + "）的记录" + name;
  return "the records " + (name.empty() ? "" : name + " ") + "of " + list + " where " + when;
}

std::string Sentences::proportion(NodeId id) {
  const Node& asked = node(id);
  const std::string percentage = policy::percentage_of(code_, id);
  const Node& divisor = node(child(id, 2));
  const bool divides = divisor.op != Op::constant || !divisor.constant.is_known() || divisor.constant.as_integer() != 1;
  std::string text = operand(child(id, 0), {}, true);
  if (!percentage.empty()) {
    text = words_.is_chinese() ? text + "×" + percentage : percentage + " of " + text;
  } else {
    text += std::string(words_.say(" × ", "×")) + operand(child(id, 1), unit_of(child(id, 1)), true);
    if (divides) text += std::string(words_.say(" ÷ ", "÷")) + operand(child(id, 2), unit_of(child(id, 2)), true);
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

std::string Sentences::extreme(NodeId id, std::string_view unit) {
  const Node& asked = node(id);
  std::vector<std::string> values;
  for (const NodeId operand : code_.children_of(asked)) values.push_back(value_with(operand, unit));
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
