#include "policy/percentage.hpp"

#include <cstdint>
#include <optional>

namespace warrantor::policy {
namespace {

std::optional<std::int64_t> written_number(const expr::Node& node) {
  const bool is_number = node.op == expr::Op::constant && node.type.kind == ValueType::number;
  return is_number && node.constant.is_known() ? std::optional(node.constant.as_integer()) : std::nullopt;
}

}  // namespace

std::string percentage_of(const expr::Program& code, expr::NodeId proportion) {
  const expr::Node& node = code.node(proportion);
  if (node.op != expr::Op::proportion) return {};
  const auto operands = code.children_of(node);
  const auto times = written_number(code.node(operands[1]));
  auto over = written_number(code.node(operands[2]));
  if (!times || !over || *over % 100 != 0) return {};
  std::size_t decimals = 0;
  for (*over /= 100; *over % 10 == 0; *over /= 10) ++decimals;
  if (*over != 1) return {};
  std::string text = std::to_string(*times);
  if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
  if (decimals > 0) text.insert(text.size() - decimals, 1, '.');
  return text + " %";
}

}  // namespace warrantor::policy
