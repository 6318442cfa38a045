#include "audit/fact_words.hpp"

#include <algorithm>

namespace warrantor::audit {
namespace {

using expr::Op;

std::string values_of(const Page& page, const Fact& fact, bool with_names) {
  const Domain& domain = page.program.schema.domain(fact.domain);
  std::vector<std::string> values;
  for (const DomainValue& value : domain.values) {
    const std::string label = page.words.text(value.labels, value.name);
    const bool says_more = with_names && value.labels.get(page.words.language(), value.name) != value.name;
    values.push_back(says_more ? label + " " + code(value.name) : label);
  }
  return page.words.list(values);
}

std::string bounds_of(const Page& page, const Fact& fact) {
  const ValueType type = fact.type == ValueType::money ? fact.type : ValueType::number;
  const auto bound = [&](std::int64_t number) { return page.words.value(type, {}, Value::integer(number), {}); };
  std::string text;
  if (fact.least) text += page.say(", at least ", "，不小于 ") + fact.least->to_text();
  if (fact.greatest) text += page.say(", at most ", "，不超过 ") + fact.greatest->to_text();
  if (fact.minimum) text += page.say(", at least ", "，不小于 ") + bound(*fact.minimum);
  if (fact.maximum) text += page.say(", at most ", "，不超过 ") + bound(*fact.maximum);
  return text;
}

std::string meaning(const Page& page, const Fact& fact, Blank blank) {
  switch (blank) {
    case Blank::unknown:
      return page.say("unknown (asked for where it matters)", "未知（影响判定时要求补充）");
    case Blank::none:
      return page.say("there is none", "视为没有");
    case Blank::pending:
      return page.say("an open decision (waited for where it matters)", "尚未决定（影响判定时等待决定）");
    case Blank::reject:
      return page.say("not allowed: the claim is rejected", "不得空白，否则不予受理");
    case Blank::default_value:
      break;
  }
  const std::string value = page.words.value(fact.type, fact.domain, fact.default_value, fact.unit);
  return page.say("taken for “", "视为“") + value + "”";
}

}  // namespace

const expr::Definition* grouping_of(const Page& page, DomainId domain) {
  const expr::Program& code = page.program.code;
  const auto groups = [&](const expr::Definition& definition) {
    const expr::Node& root = code.node(definition.root);
    return root.op == Op::map_value && code.node(code.children_of(root)[0]).type.domain == domain;
  };
  const auto found = std::find_if(code.definitions.begin(), code.definitions.end(), groups);
  return found == code.definitions.end() ? nullptr : &*found;
}

std::string kind_of(Page& page, const Fact& fact) {
  switch (fact.type) {
    case ValueType::boolean:
      return page.say("yes or no", "是或否");
    case ValueType::number: {
      const std::string unit = page.words.unit(fact.unit);
      const std::string kind = page.words.is_chinese() ? (unit.empty() ? "整数" : "整数（" + unit.substr(1) + "）")
                                                       : "whole number" + (unit.empty() ? "" : " of" + unit);
      return kind + bounds_of(page, fact);
    }
    case ValueType::decimal:
      return page.say("decimal number", "小数") + page.words.unit(fact.unit) + bounds_of(page, fact);
    case ValueType::money:
      return page.say("amount", "金额") + bounds_of(page, fact);
    case ValueType::date:
      return page.say("date, such as 2024-01-31", "日期，如 2024-01-31");
    case ValueType::months:
      return page.say("number of months", "月数") + bounds_of(page, fact);
    case ValueType::days:
      return page.say("number of days", "天数") + bounds_of(page, fact);
    case ValueType::enumeration:
      if (grouping_of(page, fact.domain) != nullptr) return page.say("an entry of the catalogue", "目录中的一项");
      return page.say("one of: ", "选项：") + values_of(page, fact, true);
    case ValueType::vin:
      return page.say("vehicle identification number", "车辆识别代号");
    case ValueType::records:
      return page.say("list of records, see below", "记录列表，见下");
    case ValueType::text:
      break;
  }
  return page.say("text", "文字");
}

std::string blank_of(Page& page, FactId id) {
  const Fact& fact = page.program.schema.fact(id);
  std::string text = meaning(page, fact, fact.blank);
  if (!fact.blank_is_conditional) return text;
  const auto condition = page.program.blank_conditions[index_of(id)];
  if (!condition) return text;
  const std::string where = page.sentences.condition(*condition);
  const std::string otherwise = meaning(page, fact, fact.blank_else);
  return page.words.is_chinese() ? where + "时：" + text + "；否则：" + otherwise
                                 : "where " + where + ": " + text + "; otherwise: " + otherwise;
}

}  // namespace warrantor::audit
