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
  if ((left.fits_any && right.is_list) || (right.fits_any && left.is_list)) return true;
  if (left.is_unrounded != right.is_unrounded) return false;
  if (left.is_list != right.is_list || left.is_record != right.is_record || left.kind != right.kind) return false;
  if (left.kind == ValueType::enumeration) return left.domain == right.domain;
  if (left.kind == ValueType::records) return left.table == right.table;
  return true;
}

std::string describe(const Type& type, const Schema& schema) {
  if (type.is_null) return "null";
  if (type.is_record) return "a record of `" + schema.table(type.table).name + "`";
  if (type.kind == ValueType::records) return "the list `" + schema.table(type.table).name + "`";
  if (type.fits_any) return "an empty list";
  const std::string list = type.is_list ? "a list, each entry " : "";
  switch (type.kind) {
    case ValueType::boolean:
      return list + "true or false";
    case ValueType::number:
      return list + "a whole number";
    case ValueType::decimal:
      return list + (type.is_unrounded ? "an amount that is not rounded" : "a decimal number");
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

bool is_opaque(const Program& program, const Node& node) {
  const auto first = [&]() -> const Node& { return program.node(program.children_of(node)[0]); };
  switch (node.op) {
    case Op::some:
    case Op::every:
    case Op::filter:
      return !first().type.is_list_of_records();
    case Op::count:
      return first().type.is_list_of_values() && first().op != Op::project;
    case Op::minimum:
    case Op::maximum:
      return first().type.is_list && first().op != Op::project;
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return first().type.kind == ValueType::text;
    case Op::conditional:
      return node.type.is_list;
    default:
      return node.op == Op::join_texts || node.op >= Op::property;
  }
}

bool is_made_of_records(const Program& program, NodeId list) {
  const Node& node = program.node(list);
  switch (node.op) {
    case Op::records:
      return true;
    case Op::definition:
      return is_made_of_records(program, program.definitions[node.index].root);
    case Op::filter:
    case Op::project:
    case Op::for_each:
      return is_made_of_records(program, program.children_of(node)[0]);
    default:
      return false;
  }
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
