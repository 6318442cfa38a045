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
  // An entry that is itself several would run into the next one.
  const std::string_view within = page.words.is_chinese() ? "、" : ", ";
  const bool is_several = std::any_of(values.begin(), values.end(), [within](const std::string& value) {
    return value.find(within) != std::string::npos;
  });
  if (!is_several) return page.words.list(values);
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : page.say("; ", "；")) + value;
  return text;
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

std::string numbers_of(const Page& page, const Fact& fact, const std::string& kind) {
  const std::string unit = page.words.unit(fact.unit);
  if (unit.empty()) return kind;
  return page.words.is_chinese() ? kind + "（" + unit.substr(1) + "）" : kind + " of" + unit;
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

const TableHistory* history_of(const Page& page, const Fact& fact) {
  const bool is_of_list = fact.type == ValueType::records || fact.scope == Scope::record;
  if (!is_of_list) return nullptr;
  const auto& history = page.program.schema.table(fact.table).history;
  return history ? &*history : nullptr;
}

// A list that is filled from earlier claims.
std::string earlier_claims(Page& page, const TableHistory& history) {
  const std::string facts = page.words.facts(history.by);
  if (page.words.is_chinese()) {
    return facts + (history.of_claims ? "相同的以往索赔单" : "相同的以往索赔单各行") + "，见下";
  }
  return (history.of_claims ? "earlier claims with the same " : "lines of earlier claims with the same ") + facts +
         ", see below";
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
    case ValueType::number:
      return numbers_of(page, fact, page.say("whole number", "整数")) + bounds_of(page, fact);
    case ValueType::decimal:
      return numbers_of(page, fact, page.say("decimal number", "小数")) + bounds_of(page, fact);
    case ValueType::money: {
      const TableHistory* const history = fact.scope == Scope::record ? history_of(page, fact) : nullptr;
      const HistoryField* const source = history == nullptr ? nullptr : &history->fields[fact.slot];
      if (source != nullptr && source->from == HistoryField::From::pays) {
        const std::string party = page.words.party(source->party);
        return page.words.is_chinese() ? party + "承担的金额" : "amount borne by: " + party;
      }
      return page.say("amount", "金额") + bounds_of(page, fact);
    }
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
      if (const TableHistory* const history = history_of(page, fact)) return earlier_claims(page, *history);
      return page.say("list of records, see below", "记录列表，见下");
    case ValueType::text:
      break;
  }
  return page.say("text", "文字");
}

std::string blank_of(Page& page, FactId id) {
  const Fact& fact = page.program.schema.fact(id);
  if (history_of(page, fact) != nullptr) {
    if (fact.type != ValueType::records) return page.say("as that claim has it", "与该索赔单相同");
    return page.say("found by itself", "自动查找");
  }
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
