#include "engine/value_story.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "engine/history.hpp"
#include "policy/settings.hpp"
#include "policy/units.hpp"

namespace warrantor::engine {
namespace {

using expr::Node;
using expr::NodeId;
using expr::Op;

class Inputs {
 public:
  Inputs(const policy::Program& program, expr::Evaluator& evaluator, const Decision& decision, const Wording& wording)
      : program_(program),
        code_(program.code),
        evaluator_(evaluator),
        decision_(decision),
        wording_(wording),
        units_(policy::units_of(program)) {}

  std::vector<std::string> tell(NodeId value) {
    std::vector<std::string> lines;
    collect(value);
    add_line({}, lines);
    // Names that names are made of join the end.
    for (std::size_t i = 0; i < names_.size() && i < most_names; ++i) {
      const expr::Definition& definition = code_.definitions[names_[i]];
      collect(definition.root);
      add_line(wording_.subject(definition.name) + std::string(wording_.say().colon), lines);
    }
    return lines;
  }

 private:
  static constexpr std::size_t most_names = 50;

  void add_line(const std::string& lead, std::vector<std::string>& lines) {
    if (!parts_.empty()) lines.push_back(lead + base::join(parts_, wording_.say().comma));
    parts_.clear();
  }

  void collect(NodeId id) {
    const Node& node = code_.node(id);
    switch (node.op) {
      case Op::claim_fact:
      case Op::line_fact:
        return add(wording_.fact(node.fact), id);
      case Op::constant:
        if (const policy::Setting* const setting = policy::setting_of(program_, node)) {
          add(wording_.subject(setting->remark.name), setting->type, setting->value, setting->unit);
        }
        return;
      case Op::definition:
        return collect_name(id, node);
      case Op::conditional:
        return collect_choice(node);
      default:
        break;
    }
    for (const NodeId operand : code_.children_of(node)) collect(operand);
  }

  void collect_name(NodeId id, const Node& node) {
    const expr::Definition& definition = code_.definitions[node.index];
    if (const auto granted = grant_of(node))
      return add(wording_.subject(definition.name), ValueType::boolean, *granted, {});
    if (node.type.is_single()) add(wording_.subject(definition.name), id);
    if (std::find(names_.begin(), names_.end(), node.index) == names_.end()) names_.push_back(node.index);
  }

  // The side that was taken; of a condition that is open both.
  void collect_choice(const Node& node) {
    const auto operands = code_.children_of(node);
    collect(operands[0]);
    const auto granted = grant_of(code_.node(operands[0]));
    const Value truth = granted ? *granted : evaluator_.evaluate(operands[0]);
    if (!truth.is_false()) collect(operands[1]);
    if (!truth.is_true()) collect(operands[2]);
  }

  // Whether the claim is given a grant is known from the decision alone.
  [[nodiscard]] std::optional<Value> grant_of(const Node& node) const {
    if (node.op != Op::definition) return std::nullopt;
    const Node& root = code_.node(code_.definitions[node.index].root);
    if (root.op != Op::granted || root.index >= program_.grants.size()) return std::nullopt;
    const std::string& id = program_.grants[root.index].info.id;
    return Value::boolean(std::any_of(decision_.grants.begin(), decision_.grants.end(),
                                      [&](const GrantResult& result) { return result.rule->id == id; }));
  }

  void add(const std::string& name, NodeId id) {
    const Node& node = code_.node(id);
    const Value value = evaluator_.evaluate(id);
    if (node.type.is_unrounded && value.is_known()) {
      return add_text(name + " = " + wording_.value(ValueType::decimal, {}, value) + " " + wording_.currency());
    }
    add(name, node.type.kind, value, units_[index_of(id)], node.type.domain);
  }

  void add(const std::string& name, ValueType type, const Value& value, std::string_view unit, DomainId domain = {}) {
    add_text(name + " = " + wording_.measure(type, domain, value, unit));
  }

  void add_text(std::string text) {
    if (std::find(parts_.begin(), parts_.end(), text) == parts_.end()) parts_.push_back(std::move(text));
  }

  const policy::Program& program_;
  const expr::Program& code_;
  expr::Evaluator& evaluator_;
  const Decision& decision_;
  const Wording& wording_;
  std::vector<std::string_view> units_;
  std::vector<std::string> parts_;
  std::vector<std::uint32_t> names_;  ///< definitions
};

}  // namespace

std::vector<std::string> tell_inputs(const policy::Program& program, expr::Evaluator& evaluator,
                                     const Decision& decision, NodeId value, const Wording& wording) {
  return Inputs(program, evaluator, decision, wording).tell(value);
}

std::string tell_open_claims(const policy::Program& program, const expr::FactValues& facts, const History& history,
                             const std::vector<FactId>& open, const Wording& wording) {
  constexpr std::size_t most = 10;
  std::vector<std::string> claims;
  for (const FactId fact : open) {
    const Fact& declared = program.schema.fact(fact);
    if (declared.type != ValueType::records || !program.schema.table(declared.table).history) continue;
    for (std::string& id : history.data().earlier.open_claims(program.schema, declared.table, facts, most))
      claims.push_back(std::move(id));
  }
  if (claims.empty()) return {};
  return std::string(wording.say().open_claims) + std::string(wording.say().colon) +
         on_one_line(base::join(claims, wording.say().comma));
}

}  // namespace warrantor::engine
