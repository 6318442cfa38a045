#include "policy/units.hpp"

namespace warrantor::policy {
namespace {

using expr::Op;

bool keeps_unit(Op op) {
  return op == Op::add || op == Op::subtract || op == Op::negate || op == Op::conditional || op == Op::minimum ||
         op == Op::maximum;
}

}  // namespace

std::string_view unit_of(const Program& program, NodeId id) {
  const expr::Program& code = program.code;
  const expr::Node& node = code.node(id);
  if (node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field || node.op == Op::project) {
    return program.schema.fact(node.fact).unit;
  }
  if (node.op == Op::definition) return unit_of(program, code.definitions[node.index].root);
  if (!keeps_unit(node.op)) return {};
  for (const NodeId operand : code.children_of(node)) {
    if (code.node(operand).type.kind == ValueType::boolean) continue;
    if (const std::string_view unit = unit_of(program, operand); !unit.empty()) return unit;
  }
  return {};
}

}  // namespace warrantor::policy
