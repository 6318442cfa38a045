// Units are never converted, so values of two units are neither compared nor added up.
#include <string>

#include "policy/codes.hpp"
#include "policy/compiler.hpp"
#include "policy/units.hpp"

namespace warrantor::policy {
namespace {

using expr::Node;
using expr::Op;

class UnitCheck {
 public:
  UnitCheck(const Program& program, const NameTable& names, Reporter& reporter)
      : code_(program.code), names_(names), reporter_(reporter), units_(units_of(program)) {}

  void check() {
    for (const Node& node : code_.nodes) {
      if (must_agree(node)) check_operands(node, node.op == Op::conditional || node.op == Op::proportion ? 1 : 0);
    }
  }

 private:
  // What nobody wrote has been looked at where it was made.
  static bool must_agree(const Node& node) {
    switch (node.op) {
      case Op::proportion:
        return true;
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
      case Op::one_of:
      case Op::add:
      case Op::subtract:
      case Op::minimum:
      case Op::maximum:
      case Op::conditional:
      case Op::list:
      case Op::join_lists:
      case Op::list_contains:
      case Op::places_of:
      case Op::same_list:
        return node.source != 0;
      case Op::call:
        return node.source != 0 && is_remainder(node);
      default:
        return false;
    }
  }

  void check_operands(const Node& node, std::size_t from) {
    const auto operands = code_.children_of(node).subspan(from);
    const NodeId* first = nullptr;
    for (const NodeId& operand : operands) {
      const std::string_view unit = units_[index_of(operand)];
      if (unit.empty()) continue;
      if (first == nullptr) first = &operand;
      if (unit != units_[index_of(*first)]) return report(node, *first, operand);
    }
  }

  void report(const Node& node, NodeId first, NodeId other) {
    const std::string one(units_[index_of(first)]);
    const std::string two(units_[index_of(other)]);
    const Node& place = code_.node(other);
    const bool is_place = place.source != 0 && (node.source == 0 || place.source == node.source);
    const Node& at = is_place ? place : node.source != 0 ? node : code_.node(first);
    if (at.source == 0) return;  // nobody wrote it
    reporter_.fault(names_.place_of(at.source),
                    {codes::bad_value, at.range, named(first) + " in " + one + ", and " + named(other) + " in " + two,
                     "nothing is converted: multiply one of them first by what makes it the other's unit, as in "
                     "`round half up(miles * 1.609344, 0)`; a product has no unit"});
  }

  [[nodiscard]] std::string named(NodeId id) const { return "`" + std::string(code_.text_of(code_.node(id))) + "` is"; }

  const expr::Program& code_;
  const NameTable& names_;
  Reporter& reporter_;
  std::vector<std::string_view> units_;
};

}  // namespace

void check_units(const Program& program, const NameTable& names, Reporter& reporter) {
  UnitCheck(program, names, reporter).check();
}

}  // namespace warrantor::policy
