// Sentences that hold or do not.
#include <algorithm>

#include "audit/sentences.hpp"
#include "policy/settings.hpp"

namespace warrantor::audit {

using expr::Node;
using expr::Op;

namespace {

bool is_comparison(Op op) {
  return op == Op::equal || op == Op::not_equal || op == Op::less || op == Op::less_equal || op == Op::greater ||
         op == Op::greater_equal;
}

Op opposite(Op op) {
  switch (op) {
    case Op::equal:
      return Op::not_equal;
    case Op::not_equal:
      return Op::equal;
    case Op::less:
      return Op::greater_equal;
    case Op::less_equal:
      return Op::greater;
    case Op::greater:
      return Op::less_equal;
    default:
      return Op::less;
  }
}

}  // namespace

// The parts of a conjunction within conjunctions (or of a disjunction within disjunctions); a negation turns one into
// the other.
void Sentences::collect(NodeId id, bool holds, Op op, std::vector<Claimed>& parts) const {
  const Node& asked = node(id);
  if (asked.op == Op::negation) return collect(child(id, 0), !holds, op, parts);
  const bool is_and = asked.op == Op::conjunction;
  if (is_and || asked.op == Op::disjunction) {
    const bool joins = (holds == is_and) == (op == Op::conjunction);
    if (!joins) {
      parts.emplace_back(id, holds);
      return;
    }
    for (const NodeId operand : code_.children_of(asked)) collect(operand, holds, op, parts);
    return;
  }
  const bool goes_without_saying = asked.op == Op::constant && asked.constant.is_known() &&
                                   (asked.constant.is_true() == holds) == (op == Op::conjunction);
  if (!goes_without_saying) parts.emplace_back(id, holds);
}

bool Sentences::is_said(const Claimed& one, const std::vector<Claimed>& all) const {
  return std::any_of(all.begin(), all.end(),
                     [&](const Claimed& other) { return other.second == one.second && same(other.first, one.first); });
}

// Who compares a value by its size says that there is one.
bool Sentences::is_implied(const Claimed& one, const std::vector<Claimed>& all) const {
  if (node(one.first).op != Op::is_none || one.second) return false;
  const NodeId subject = child(one.first, 0);
  return std::any_of(all.begin(), all.end(), [&](const Claimed& other) {
    const Op op = node(other.first).op;
    if (!is_comparison(op) || op == Op::equal || op == Op::not_equal) return false;
    return same(child(other.first, 0), subject) || same(child(other.first, 1), subject);
  });
}

// Of a choice that the value is this, of several that hold together that it is not.
bool Sentences::is_choice_of_list(const Claimed& one, bool all) const {
  const Node& asked = node(one.first);
  if (asked.op != Op::equal && asked.op != Op::not_equal) return false;
  const NodeId value = child(one.first, 1);
  return (asked.op == Op::equal) == (one.second != all) &&
         node(child(one.first, 0)).type.kind == ValueType::enumeration && node(value).op == Op::constant;
}

// How many parts from this one on compare the same value with entries of its list.
std::size_t Sentences::alike_from(const std::vector<Claimed>& said, std::size_t place, bool all) const {
  std::size_t count = 0;
  while (place + count < said.size() && is_choice_of_list(said[place + count], all) &&
         same(child(said[place].first, 0), child(said[place + count].first, 0))) {
    ++count;
  }
  return count;
}

// What is said in one go from a place on, and how many parts that takes.
std::pair<Sentences::Part, std::size_t> Sentences::part_from(const std::vector<Claimed>& said, std::size_t place,
                                                             bool all) {
  const std::size_t alike = alike_from(said, place, all);
  if (alike > 1) return {Part{member_of_several(std::span(said).subspan(place, alike), !all)}, alike};
  const auto both = all && place + 1 < said.size() ? bounded(said[place], said[place + 1]) : std::nullopt;
  if (both) return {Part{*both}, 2};
  return {part(said[place].first, said[place].second), 1};
}

Sentences::Part Sentences::join(const std::vector<Claimed>& parts, bool all) {
  Part result;
  std::vector<Claimed> said;
  for (const Claimed& one : parts) {
    if (!is_said(one, said) && !(all && is_implied(one, parts))) said.push_back(one);
  }
  if (said.size() == 1) return part(said.front().first, said.front().second);
  std::size_t count = 0;
  for (std::size_t i = 0; i < said.size(); ++count) {
    const auto [inner, taken] = part_from(said, i, all);
    i += taken;
    if (count > 0) result.text += all ? words_.say(", and ", "，且") : words_.say(", or ", "，或");
    const bool needs_brackets = all ? inner.is_choice : inner.is_joined;
    if (needs_brackets) result.text += words_.say("(", "（");
    result.text += inner.text;
    if (needs_brackets) result.text += words_.say(")", "）");
  }
  if (count == 1) return result;
  result.is_choice = !all;
  result.is_joined = all;
  return result;
}

Sentences::Part Sentences::part(NodeId id, bool holds) {
  switch (node(id).op) {
    case Op::conjunction:
    case Op::disjunction:
      return junction(id, holds);
    case Op::negation:
      return part(child(id, 0), !holds);
    case Op::is_none:
      return {absence(id, holds)};
    case Op::one_of:
      return {membership(id, holds)};
    case Op::some:
    case Op::every:
      return {quantified(id, holds)};
    default:
      break;
  }
  if (expr::is_opaque(code_, node(id)) && !is_comparison(node(id).op)) return {truth(id, holds)};
  if (is_comparison(node(id).op)) return {comparison(id, holds)};
  return {truth(id, holds)};
}

Sentences::Part Sentences::junction(NodeId id, bool holds) {
  const bool all = (node(id).op == Op::conjunction) == holds;
  std::vector<Claimed> parts;
  collect(id, holds, all ? Op::conjunction : Op::disjunction, parts);
  return join(parts, all);
}

std::string Sentences::comparison(NodeId id, bool holds) {
  const Op op = holds ? node(id).op : opposite(node(id).op);
  const NodeId left = child(id, 0);
  const NodeId right = child(id, 1);
  const expr::Type& type = node(left).type;
  const bool is_equality = op == Op::equal || op == Op::not_equal;
  if (type.kind == ValueType::boolean && is_equality && node(right).op == Op::constant &&
      setting_of(program_, node(right)) == nullptr) {
    return part(left, node(right).constant.is_true() == (op == Op::equal)).text;
  }
  return value_beside(left, right) + compared(op, type, left, right);
}

std::string Sentences::compared(Op op, const expr::Type& type, NodeId left, NodeId right) {
  std::string limit = value_beside(right, left);
  if (type.kind == ValueType::enumeration && node(right).op == Op::constant) limit = words_.quoted({limit}).front();
  return std::string(relation(op, type.kind)) + limit;
}

// `x > a and x <= b` names x once.
std::optional<std::string> Sentences::bounded(const Claimed& first, const Claimed& second) {
  const Op from = node(first.first).op;
  const Op to = node(second.first).op;
  const auto orders = [](Op op) { return is_comparison(op) && op != Op::equal && op != Op::not_equal; };
  if (!orders(from) || !orders(to) || !same(child(first.first, 0), child(second.first, 0))) return std::nullopt;
  const NodeId left = child(second.first, 0);
  const std::string more = compared(second.second ? to : opposite(to), node(left).type, left, child(second.first, 1));
  return part(first.first, first.second).text + std::string(words_.say(" and", "且")) + more;
}

std::string_view Sentences::relation(Op op, ValueType type) const {
  const bool is_date = type == ValueType::date;
  switch (op) {
    case Op::equal:
      return words_.say(" is ", "为");
    case Op::not_equal:
      return words_.say(" is not ", "不是");
    case Op::less:
      return is_date ? words_.say(" is before ", "早于") : words_.say(" is less than ", "小于");
    case Op::less_equal:
      return is_date ? words_.say(" is on or before ", "不晚于") : words_.say(" is at most ", "不超过");
    case Op::greater:
      return is_date ? words_.say(" is after ", "晚于") : words_.say(" is more than ", "超过");
    default:
      return is_date ? words_.say(" is on or after ", "不早于") : words_.say(" is at least ", "不小于");
  }
}

// A derived value says what holds; a fact is a question with an answer.
std::string Sentences::truth(NodeId id, bool holds) {
  const Node& asked = node(id);
  if (asked.op == Op::constant)
    return std::string(asked.constant.is_true() == holds ? words_.say("always", "总是成立")
                                                         : words_.say("never", "从不成立"));
  const bool is_choice = asked.op == Op::conditional;
  const std::string subject = is_choice ? operand(id, {}, Binding::phrase) : value_with(id, {});
  if (is_choice || asked.op == Op::definition)
    return subject + std::string(holds ? words_.say(" holds", "成立") : words_.say(" does not hold", "不成立"));
  return subject + std::string(holds ? words_.say(": yes", "为“是”") : words_.say(": no", "为“否”"));
}

std::string Sentences::absence(NodeId id, bool holds) {
  const std::string subject = value_with(child(id, 0), {});
  if (words_.is_chinese()) return (holds ? "没有" : "有") + subject;
  if (holds) return "there is no " + subject;
  const std::size_t begin = subject.starts_with('*') ? 1 : 0;
  const bool begins_with_vowel =
      subject.size() > begin && std::string_view("aeiou").find(subject[begin]) != std::string_view::npos;
  return (begins_with_vowel ? "there is an " : "there is a ") + subject;
}

std::string Sentences::membership(NodeId id, bool holds) {
  const auto operands = code_.children_of(node(id));
  std::vector<std::string> values;
  for (std::size_t i = 1; i < operands.size(); ++i) values.push_back(value_beside(operands[i], operands[0]));
  return member(value_beside(operands[0], operands[1]), std::move(values), holds);
}

std::string Sentences::member_of_several(std::span<const Claimed> alike, bool holds) {
  std::vector<std::string> values;
  for (const Claimed& one : alike) values.push_back(value_beside(child(one.first, 1), child(one.first, 0)));
  return member(value_beside(child(alike.front().first, 0), child(alike.front().first, 1)), std::move(values), holds);
}

std::string Sentences::member(const std::string& subject, std::vector<std::string> values, bool holds) const {
  values = words_.quoted(std::move(values));
  if (holds) return subject + std::string(words_.say(" is ", "为")) + words_.any_of(values);
  if (values.size() == 2) {
    return subject + std::string(words_.say(" is neither ", "既不是")) + values[0] +
           std::string(words_.say(" nor ", "，也不是")) + values[1];
  }
  return subject + std::string(words_.say(" is none of ", "不是")) + words_.any_of(values);
}

std::string Sentences::quantified(NodeId id, bool holds) {
  const bool every = node(id).op == Op::every;
  const std::string list = value_with(child(id, 0), {});
  const std::string name = record_name(level_);
  ++level_;
  const Part asked = part(child(id, 1), true);
  --level_;
  if (words_.is_chinese()) {
    if (every) return list + (holds ? "中每条记录" : "中并非每条记录") + name + "都满足（" + asked.text + "）";
    return list + (holds ? "中有满足（" : "中没有满足（") + asked.text + "）的记录" + name;
  }
  const std::string record = name.empty() ? "record" : "record " + name;
  const std::string where = levels_ > 1 || asked.is_joined || asked.is_choice ? "(" + asked.text + ")" : asked.text;
  if (every) return std::string(holds ? "every " : "not every ") + record + " of " + list + " has " + where;
  return "among " + list + (holds ? " there is a " : " there is no ") + record + " where " + where;
}

}  // namespace warrantor::audit
