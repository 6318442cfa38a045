#include "policy/percentage.hpp"

#include <cstdint>
#include <optional>

namespace warrantor::policy {
namespace {

std::optional<Value> written_number(const expr::Node& node) {
  const bool is_number = node.type.kind == ValueType::number || node.type.kind == ValueType::decimal;
  const bool is_written = node.op == expr::Op::constant && is_number && node.constant.is_known();
  return is_written ? std::optional(node.constant) : std::nullopt;
}

}  // namespace

std::string percentage_of(const expr::Program& code, expr::NodeId proportion) {
  const expr::Node& node = code.node(proportion);
  if (node.op != expr::Op::proportion) return {};
  const auto operands = code.children_of(node);
  const auto times = written_number(code.node(operands[1]));
  const auto divisor = written_number(code.node(operands[2]));
  if (!times || !divisor || !divisor->is_integer() || divisor->as_integer() % 100 != 0) return {};
  int decimals = 0;
  std::int64_t over = divisor->as_integer() / 100;
  for (; over > 0 && over % 10 == 0; over /= 10) ++decimals;
  if (over != 1 || (times->is_decimal() && decimals > 0)) return {};
  const Decimal percent =
      times->is_decimal() ? times->as_decimal() : Decimal::from_parts(times->as_integer(), decimals);
  return percent.to_text() + " %";
}

}  // namespace warrantor::policy
