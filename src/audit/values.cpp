// What expressions give.
#include <array>

#include "audit/sentences.hpp"
#include "policy/settings.hpp"

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
  return operand(id, own.empty() ? unit_of(peer) : own, Binding::phrase);
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
    case Op::sum:
    case Op::mean:
      return total(id);
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
  if (expr::is_rounding(code_, asked)) return rounded(id, unit);
  // Any other function stands as it is written.
  if (asked.op == Op::item || asked.op == Op::call || expr::is_opaque(code_, asked)) return code(code_.text_of(asked));
  return part(id, true).text;
}

std::string Sentences::constant(const Node& node, std::string_view unit) const {
  if (const policy::Setting* const setting = setting_of(program_, node)) {
    const std::string value =
        words_.value(setting->type, {}, setting->value, setting->unit.empty() ? unit : setting->unit);
    return named(*setting) + words_.in_brackets(value);
  }
  return words_.value(node.type.kind, node.type.domain, node.constant, unit);
}

std::string Sentences::named(const policy::Setting& setting) const {
  return words_.marked(words_.title(setting.remark.name));
}

bool Sentences::is_below_zero(const Node& node) const {
  if (!node.constant.is_known() || setting_of(program_, node) != nullptr) return false;
  if (node.constant.is_decimal()) return node.constant.as_decimal().sign() < 0;
  return node.constant.is_integer() && node.type.kind != ValueType::date && node.constant.as_integer() < 0;
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

namespace {

// What is a name in itself also where it is true or false.
bool is_name(Op op) {
  return op == Op::claim_fact || op == Op::line_fact || op == Op::field || op == Op::definition || op == Op::constant ||
         op == Op::item || op == Op::call;
}

}  // namespace

// How firmly what is said of a value holds together; whatever is said in words may run on.
Sentences::Binding Sentences::binding(NodeId id) const {
  const Node& asked = node(id);
  if (asked.type.kind == ValueType::boolean && !asked.type.is_list && !is_name(asked.op)) return Binding::choice;
  switch (asked.op) {
    case Op::conditional:
      return Binding::choice;
    case Op::widen:
      return binding(child(id, 0));
    case Op::filter:
    case Op::project:
    case Op::count:
      return node(child(id, 0)).op == Op::records && asked.op != Op::filter ? Binding::name : Binding::phrase;
    case Op::earliest:
    case Op::latest:
    case Op::minimum:
    case Op::maximum:
    case Op::sum:
    case Op::mean:
    case Op::proportion:
    case Op::power:
    case Op::days_between:
      return Binding::phrase;
    case Op::negate:
      return Binding::negative;
    case Op::constant:
      return is_below_zero(asked) ? Binding::negative : Binding::name;
    case Op::add:
    case Op::subtract:
    case Op::plus_months:
    case Op::plus_days:
    case Op::join_texts:
      return Binding::sum;
    case Op::divide:
    case Op::divide_span:
      return Binding::quotient;
    case Op::multiply:
    case Op::scale_span:
      return Binding::product;
    default:
      return Binding::name;
  }
}

std::string Sentences::operand(NodeId id, std::string_view unit, Binding least) {
  const std::string text = value_with(id, unit);
  if (binding(id) >= least) return text;
  return in_parentheses(text);
}

std::string Sentences::in_parentheses(const std::string& text) const {
  return std::string(words_.say("(", "（")) + text + std::string(words_.say(")", "）"));
}

std::string Sentences::operation(NodeId id, std::string_view unit) {
  const Node& asked = node(id);
  if (asked.op == Op::negate) return "−" + operand(child(id, 0), unit, Binding::product);
  const NodeId left = child(id, 0);
  const NodeId right = child(id, 1);
  if (asked.op == Op::days_between) {
    const std::string later = value_with(left, {});
    const std::string earlier = value_with(right, {});
    return words_.is_chinese() ? "从" + earlier + "到" + later + "的天数" : "the days from " + earlier + " to " + later;
  }
  if (asked.op == Op::add || asked.op == Op::subtract || asked.op == Op::join_texts) {
    const bool is_difference = asked.op == Op::subtract;
    return operand(left, unit, Binding::negative) +
           std::string(is_difference ? words_.say(" − ", "−") : words_.say(" + ", "+")) +
           operand(right, unit, is_difference ? Binding::quotient : Binding::sum);
  }
  return scaled(id);
}

// Products, quotients and powers, in which each number has a unit of its own.
std::string Sentences::scaled(NodeId id) {
  const Op op = node(id).op;
  const NodeId left = child(id, 0);
  const NodeId right = child(id, 1);
  if (op == Op::power) {
    return operand(left, unit_of(left), Binding::name) +
           std::string(words_.say(" to the power of ", "的乘方，指数为")) +
           operand(right, unit_of(right), Binding::name);
  }
  const bool is_product = op == Op::multiply;
  const std::string_view sign = is_product || op == Op::scale_span ? words_.say(" × ", "×") : words_.say(" ÷ ", "÷");
  return operand(left, unit_of(left), Binding::product) + std::string(sign) +
         operand(right, unit_of(right), is_product ? Binding::product : Binding::name);
}

// A date and a duration; one that is taken away is a negated one.
std::string Sentences::moved_date(NodeId id) {
  const NodeId span = child(id, 1);
  const bool back = node(span).op == Op::negate;
  const std::string duration = operand(back ? child(span, 0) : span, {}, Binding::quotient);
  return operand(child(id, 0), {}, Binding::sum) +
         std::string(back ? words_.say(" − ", "减") : words_.say(" + ", "加")) + duration;
}

std::string Sentences::choice(NodeId id, std::string_view unit) {
  const bool of_conditions = node(id).type.kind == ValueType::boolean;
  const auto given = [&](NodeId value, bool is_last) {
    const Part said = of_conditions ? part(value, true) : Part{value_with(value, unit)};
    const bool runs_on =
        !is_last && (said.is_choice || said.is_joined || (!of_conditions && binding(value) == Binding::choice));
    return runs_on ? in_parentheses(said.text) : said.text;
  };
  std::string text;
  for (; node(id).op == Op::conditional; id = child(id, 2)) {
    const std::string when = part(child(id, 0), true).text;
    const std::string value = given(child(id, 1), false);
    if (words_.is_chinese()) {
      text.append(text.empty() ? "如果" : "否则，如果").append(when).append(of_conditions ? "，则须" : "，则为");
      text.append(value).append("；");
    } else {
      text.append(text.empty() ? "" : "otherwise ").append(value).append(" if ").append(when).append("; ");
    }
  }
  text += words_.say("otherwise ", of_conditions ? "否则须" : "否则为");
  return text + given(id, true);
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
  const Part asked_of_each = part(child(id, 1), true);
  --level_;
  const bool is_several = asked_of_each.is_choice || asked_of_each.is_joined;
  const std::string when = is_several && !words_.is_chinese() ? in_parentheses(asked_of_each.text) : asked_of_each.text;
  if (words_.is_chinese()) return list + "中满足（" + when + "）的记录" + name;
  return "the records " + (name.empty() ? "" : name + " ") + "of " + list + " where " + when;
}

}  // namespace warrantor::audit
