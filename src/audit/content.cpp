#include "audit/content.hpp"

#include <algorithm>
#include <utility>

#include <warrantor/claim.hpp>

#include "base/text.hpp"
#include "policy/compiler.hpp"
#include "policy/settings.hpp"

namespace warrantor::audit {

using expr::Node;
using expr::NodeId;
using expr::Op;

namespace {

bool is_commutative(Op op) {
  switch (op) {
    case Op::conjunction:
    case Op::disjunction:
    case Op::equal:
    case Op::not_equal:
    case Op::add:
    case Op::multiply:
      return true;
    default:
      return false;
  }
}

bool is_associative(Op op) {
  return op == Op::conjunction || op == Op::disjunction || op == Op::add || op == Op::multiply;
}

std::string number_of(Op op) { return std::to_string(static_cast<int>(op)); }

}  // namespace

std::string ContentWriter::node(NodeId id) {
  const Node& node = code_.node(id);
  if (node.op == Op::constant) return constant(node);
  if (node.op == Op::claim_fact || node.op == Op::line_fact || node.op == Op::field) return fact(node);
  if (node.op == Op::definition) {
    const std::string& name = code_.definitions[node.index].name;
    const Node& root = code_.node(code_.definitions[node.index].root);
    if (root.op == Op::granted) {
      named_.push_back({ProvisionKind::grant, program_.grants[root.index].info.id});
      return name;
    }
    if (policy::is_of_adjustments(name)) return name;  // no name of the rule set's own
    if (program_.covering == static_cast<expr::DefinitionId>(node.index)) {
      for (const policy::CoverageRow& row : program_.coverage->rows) {
        named_.push_back({ProvisionKind::coverage_row, row.info.id});
      }
      return name;
    }
    named_.push_back({ProvisionKind::derived, name});
    return name;
  }
  std::string text = number_of(node.op);
  if (node.op == Op::proportion) text += "^" + std::to_string(node.index);
  if (node.op == Op::plus_months && node.rounding != MonthRounding::down) text += '^';
  if (node.op == Op::records) text += program_.schema.table(node.type.table).name;
  if (node.op == Op::project) text += "." + program_.schema.fact(node.fact).name;
  return text + "(" + base::join(operands(node), ", ") + ")";
}

std::string ContentWriter::constant(const Node& node) {
  if (const policy::Setting* const setting = setting_of(program_, node)) {
    named_.push_back({ProvisionKind::setting, setting->remark.name});
    return setting->remark.name;
  }
  return value(node.type.kind, node.type.domain, node.constant);
}

std::string ContentWriter::fact(const Node& node) {
  const std::string& name = program_.schema.fact(node.fact).name;
  if (node.op == Op::field) return name + "@" + std::to_string(node.index);
  named_.push_back({ProvisionKind::fact, name});
  return name;
}

std::string ContentWriter::value(ValueType type, DomainId domain, const Value& value) const {
  if (!value.is_known()) return value.is_none() ? "null" : "?";
  return "'" + format_value(program_.schema, type, domain, value) + "'";
}

std::vector<std::string> ContentWriter::operands(const Node& node) {
  std::vector<std::string> texts;
  for (const NodeId operand : code_.children_of(node)) {
    if (is_associative(node.op)) {
      collect(operand, node.op, texts);
    } else {
      texts.push_back(this->node(operand));
    }
  }
  if (is_commutative(node.op)) std::sort(texts.begin(), texts.end());
  if (node.op == Op::one_of && !texts.empty()) std::sort(texts.begin() + 1, texts.end());
  return texts;
}

// `a and (b and c)` is `a and b and c`.
void ContentWriter::collect(NodeId id, Op op, std::vector<std::string>& texts) {
  const Node& node = code_.node(id);
  if (node.op != op) {
    texts.push_back(this->node(id));
    return;
  }
  for (const NodeId operand : code_.children_of(node)) collect(operand, op, texts);
}

std::string ContentWriter::allocation(policy::AllocationId id) {
  std::string text;
  const policy::Allocation& weights = program_.allocation(id);
  if (const auto weighed = program_.weighed.find(id); weighed != program_.weighed.end()) {
    for (std::size_t party = 0; party < weights.size(); ++party) {
      if (!weighed->second[party]) continue;
      text += "+" + program_.schema.parties()[party].name + "*" + node(*weighed->second[party]);
    }
    return text;
  }
  for (std::size_t party = 0; party < weights.size(); ++party) {
    if (weights[party] == 0) continue;
    if (!text.empty()) text += '+';
    text += program_.schema.parties()[party].name + "*" + std::to_string(weights[party]);
  }
  return text;
}

std::string ContentWriter::facts(const std::vector<FactId>& ids) const {
  std::vector<std::string> names;
  for (const FactId id : ids) names.push_back(program_.schema.fact(id).name);
  std::sort(names.begin(), names.end());
  return base::join(names, ",");
}

std::vector<ProvisionKey> ContentWriter::take_named() {
  std::sort(named_.begin(), named_.end());
  named_.erase(std::unique(named_.begin(), named_.end()), named_.end());
  return std::exchange(named_, {});
}

}  // namespace warrantor::audit
