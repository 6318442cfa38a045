#include "expr/program.hpp"

namespace warrantor::expr {

Type type_of_fact(const Schema& schema, FactId id) {
  const Fact& fact = schema.fact(id);
  Type type = Type::of(fact.type == ValueType::vin ? ValueType::text : fact.type);
  type.domain = fact.domain;
  type.table = fact.table;
  type.optional = fact.blank == Blank::none || (fact.blank_is_conditional && fact.blank_else == Blank::none);
  return type;
}

bool same_kind(const Type& left, const Type& right) noexcept {
  if (left.is_null || right.is_null) return true;
  if (left.is_list != right.is_list || left.is_record != right.is_record || left.kind != right.kind) return false;
  if (left.kind == ValueType::enumeration) return left.domain == right.domain;
  if (left.kind == ValueType::records) return left.table == right.table;
  return true;
}

std::string describe(const Type& type, const Schema& schema) {
  if (type.is_null) return "null";
  if (type.is_record) return "a record of `" + schema.table(type.table).name + "`";
  if (type.kind == ValueType::records) return "the list `" + schema.table(type.table).name + "`";
  const std::string list = type.is_list ? "a list, each entry " : "";
  switch (type.kind) {
    case ValueType::boolean:
      return list + "true or false";
    case ValueType::number:
      return list + "a whole number";
    case ValueType::money:
      return list + "an amount of money";
    case ValueType::date:
      return list + "a date";
    case ValueType::months:
      return list + "a number of months";
    case ValueType::days:
      return list + "a number of days";
    case ValueType::enumeration:
      return list + "a value of `" + schema.domain(type.domain).name + "`";
    case ValueType::text:
    case ValueType::vin:
      return list + "a text";
    case ValueType::records:
      break;
  }
  return list + "a record";
}

std::string_view Program::text_of(const Node& node) const {
  const std::string_view source = sources[node.source];
  return source.substr(node.range.begin, node.range.length);
}

NodeId Program::add(Node node, std::span<const NodeId> operands) {
  node.first_child = static_cast<std::uint32_t>(children.size());
  node.child_count = static_cast<std::uint32_t>(operands.size());
  children.insert(children.end(), operands.begin(), operands.end());
  nodes.push_back(node);
  return static_cast<NodeId>(nodes.size() - 1);
}

}  // namespace warrantor::expr
