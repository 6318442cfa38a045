#include "policy/units.hpp"

#include <map>
#include <span>

#include "expr/functions.hpp"

namespace warrantor::policy {
namespace {

using expr::Node;
using expr::Op;

// The operands whose unit the whole has.
std::span<const NodeId> operands_of_same_unit(const expr::Program& code, const Node& node) {
  const auto operands = code.children_of(node);
  switch (node.op) {
    case Op::add:
    case Op::subtract:
    case Op::negate:
    case Op::widen:
    case Op::minimum:
    case Op::maximum:
    case Op::sum:
    case Op::mean:
    case Op::list:
    case Op::join_lists:
    case Op::distinct:
    case Op::reverse:
      return operands;
    case Op::filter:
    case Op::element:
    case Op::sublist:
      return operands.first(1);
    case Op::conditional:
    case Op::for_each:
      return operands.subspan(1);
    case Op::call:
      if (expr::all_built_ins()[node.index].name == "abs") return operands.first(1);
      return is_remainder(node) ? operands : operands.first(0);
    default:
      return operands.first(0);
  }
}

using UnitsOfSettings = std::map<std::string_view, std::string_view>;

UnitsOfSettings units_of_settings(const Program& program) {
  UnitsOfSettings units;
  for (const Setting& setting : program.documented.settings) {
    if (!setting.unit.empty()) units.emplace(setting.remark.name, setting.unit);
  }
  return units;
}

std::string_view unit_of_setting(const UnitsOfSettings& units, std::string_view name) {
  const auto found = units.find(name);
  return found == units.end() ? std::string_view() : found->second;
}

// Children stand before their parents, and what a name means before the nodes that name it.
std::vector<std::string_view> units_up_to(const Program& program, std::size_t end) {
  const expr::Program& code = program.code;
  const UnitsOfSettings settings = units_of_settings(program);
  std::vector<std::string_view> units(end);
  for (std::size_t i = 0; i < end; ++i) {
    const Node& node = code.nodes[i];
    if (node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field || node.op == Op::project) {
      units[i] = program.schema.fact(node.fact).unit;
    } else if (node.op == Op::constant && node.range.length > 0 && node.type.kind != ValueType::enumeration) {
      // A setting is compiled to its value; the node still knows the name that it was written by.
      units[i] = unit_of_setting(settings, code.text_of(node));
    } else if (node.op == Op::definition) {
      const expr::Definition& definition = code.definitions[node.index];
      units[i] = unit_of_setting(settings, definition.name);
      if (units[i].empty() && index_of(definition.root) < i) units[i] = units[index_of(definition.root)];
    } else {
      for (const NodeId operand : operands_of_same_unit(code, node)) {
        if (units[i].empty()) units[i] = units[index_of(operand)];
      }
    }
  }
  return units;
}

}  // namespace

bool is_remainder(const Node& node) {
  return node.op == Op::call && expr::all_built_ins()[node.index].name == "modulo";
}

std::vector<std::string_view> units_of(const Program& program) {
  return units_up_to(program, program.code.nodes.size());
}

std::string_view unit_of(const Program& program, NodeId id) { return units_up_to(program, index_of(id) + 1).back(); }

}  // namespace warrantor::policy
