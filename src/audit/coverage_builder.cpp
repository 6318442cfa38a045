#include "audit/coverage_builder.hpp"

#include <utility>

namespace warrantor::audit {
namespace {

using expr::Op;

bool has_order(Op op) { return op == Op::less || op == Op::less_equal || op == Op::greater || op == Op::greater_equal; }

}  // namespace

void CoverageBuilder::build(const Policy& policy) {
  coverage_.watches_.resize(code_.nodes.size());
  coverage_.last_.resize(code_.nodes.size());
  walked_.resize(code_.nodes.size());
  walked_definitions_.resize(code_.definitions.size());
  add_rules(policy);
  for (std::size_t i = 0; i < program_.blank_conditions.size(); ++i) {
    owner_ = program_.schema.facts()[i].name;
    owner_place_ = {};
    if (program_.blank_conditions[i]) walk_condition(*program_.blank_conditions[i]);
  }
  for (const policy::Rule& rule : program_.validity) add_rule_conditions(rule);
  add_coverage();
  for (const policy::Rule& rule : program_.rules) add_rule_conditions(rule);
  for (const policy::Portion& portion : program_.portions) walk_value(portion.amount);
  for (const policy::Grant& grant : program_.grants) add_grant(grant);
  for (const policy::NamedValue& figure : program_.figures) add_value(figure);
  for (const policy::Step& step : program_.steps) {
    owner_ = step.info.id;
    owner_place_ = step.info.place;
    walk_condition(step.when);
  }
  add_lookup_rows();
}

void CoverageBuilder::add_rules(const Policy& policy) {
  for (const RuleInfo* info : policy.rules()) {
    owner_ = info->id;
    coverage_.infos_.push_back(info);
    coverage_.shown_.push_back({Shown::Kind::rule,
                                owner_,
                                "",
                                info->place,
                                {"was never at work", "was at work in every case"},
                                {false, false}});
  }
}

void CoverageBuilder::add_rule_conditions(const policy::Rule& rule) {
  owner_ = rule.info.id;
  owner_place_ = rule.info.place;
  walk_condition(rule.applies);
  walk_condition(rule.when);
  if (rule.takes_when) walk_condition(*rule.takes_when);
}

void CoverageBuilder::add_grant(const policy::Grant& grant) {
  owner_ = grant.info.id;
  owner_place_ = grant.info.place;
  walk_condition(grant.applies);
  walk_condition(grant.when);
  for (const policy::NamedValue& value : grant.values) walk_value(value.value);
}

void CoverageBuilder::add_value(const policy::NamedValue& figure) {
  owner_ = figure.info.name;
  owner_place_ = {};
  walk_value(figure.value);
}

void CoverageBuilder::add_coverage() {
  if (!program_.coverage) return;
  for (const policy::CoverageRow& row : program_.coverage->rows) {
    owner_ = row.info.id;
    owner_place_ = row.info.place;
    walk_condition(program_.coverage->applies);
    walk_condition(row.own);
    for (const policy::RowLimit& limit : row.limits) add_row_limit(limit);
  }
}

// Of a limit as a row sets it only the comparison with the last day or reading: that the period has begun is not
// written.
void CoverageBuilder::add_row_limit(const policy::RowLimit& row_limit) {
  const policy::Limit& limit = program_.limits[row_limit.limit];
  const Node& allowed = code_.node(row_limit.allowed);
  const NodeId past = code_.children_of(code_.node(row_limit.passed))[1];
  add_boundary(past, allowed, limit.name + ": " + std::string(code_.text_of(allowed)));
  walk_value(row_limit.allowed);
  walk_value(limit.actual);
  if (limit.start) walk_value(*limit.start);
  if (limit.extended) walk_value(*limit.extended);
}

void CoverageBuilder::add_lookup_rows() {
  for (const std::vector<NodeId>& rows : program_.lookup_rows) {
    for (const NodeId row : rows) {
      coverage_.watches_[index_of(row)].row = static_cast<std::uint32_t>(coverage_.rows_.size());
    }
    coverage_.rows_.push_back(rows);
  }
}

void CoverageBuilder::walk_condition(NodeId id) {
  if (walked_[index_of(id)]) return;
  walked_[index_of(id)] = true;
  const Node& node = code_.node(id);
  const auto operands = code_.children_of(node);
  switch (node.op) {
    case Op::constant:
    case Op::granted:  // the grant itself is shown
      return;
    case Op::conjunction:
    case Op::disjunction:
    case Op::negation:
      for (std::size_t i = 0; i < operands.size(); ++i) {
        if (!is_guard(node, i)) walk_condition(operands[i]);
      }
      return;
    case Op::conditional:
      for (const NodeId operand : operands) walk_condition(operand);
      return;
    case Op::some:
    case Op::every:
      add_condition(id);
      walk_value(operands[0]);
      walk_condition(operands[1]);
      return;
    case Op::definition:
      add_condition(id);
      return walk_definition(node.index);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      add_comparison(id);
      return walk_operands(node);
    case Op::one_of:
      add_condition(id);
      add_values(id);
      return walk_operands(node);
    default:
      add_condition(id);
      return walk_operands(node);
  }
}

// A test of a value that may be absent asks first whether it is there, which nobody wrote.
bool CoverageBuilder::is_guard(const Node& conjunction, std::size_t operand) const {
  const auto operands = code_.children_of(conjunction);
  if (conjunction.op != Op::conjunction || operands.size() != 2 || operand != 0) return false;
  const Node& present = code_.node(operands[0]);
  const Node& compared = code_.node(operands[1]);
  return present.op == Op::negation && has_order(compared.op) && present.source == compared.source &&
         present.range.begin == compared.range.begin && present.range.length == compared.range.length;
}

// Beyond the last of several versions there is no value, and no case should come to it.
bool CoverageBuilder::is_of_last_version(const Node& choice) const {
  if (choice.op != Op::conditional) return false;
  const Node& otherwise = code_.node(code_.children_of(choice)[2]);
  return otherwise.op == Op::constant && otherwise.constant.is_undefined();
}

void CoverageBuilder::walk_value(NodeId id) {
  const Node& node = code_.node(id);
  const auto operands = code_.children_of(node);
  if (node.op == Op::definition) return walk_definition(node.index);
  if (node.op == Op::conditional || node.op == Op::filter) {
    const std::size_t condition = node.op == Op::conditional ? 0 : 1;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (i == condition && is_of_last_version(node)) continue;
      i == condition ? walk_condition(operands[i]) : walk_value(operands[i]);
    }
    return;
  }
  const bool is_truth = node.type.kind == ValueType::boolean && !node.type.is_list && !operands.empty();
  if (is_truth) return walk_condition(id);
  walk_operands(node);
}

void CoverageBuilder::walk_operands(const Node& node) {
  for (const NodeId operand : code_.children_of(node)) walk_value(operand);
}

void CoverageBuilder::walk_definition(std::uint32_t index) {
  if (walked_definitions_[index]) return;
  walked_definitions_[index] = true;
  if (program_.covering && index_of(*program_.covering) == index) return;  // its rows are walked for themselves
  const std::string owner = std::exchange(owner_, code_.definitions[index].name);
  const NodeId root = code_.definitions[index].root;
  const Node& node = code_.node(root);
  const bool is_truth = node.type.kind == ValueType::boolean && !node.type.is_list;
  is_truth ? walk_condition(root) : walk_value(root);
  owner_ = owner;
}

void CoverageBuilder::add_condition(NodeId id) {
  const Node& node = code_.node(id);
  coverage_.watches_[index_of(id)].condition =
      add(Shown::Kind::condition, written(node), text_of(node), {"was never true", "was never false"});
}

void CoverageBuilder::add_comparison(NodeId id) {
  add_condition(id);
  const Node& node = code_.node(id);
  const ValueType type = code_.node(code_.children_of(node)[0]).type.kind;
  const bool has_next = type != ValueType::decimal && type != ValueType::text;  // a value one above it
  if (has_order(node.op) && has_next) add_boundary(id, node, text_of(node));
}

void CoverageBuilder::add_boundary(NodeId id, const Node& written_as, const std::string& text) {
  const std::string itself = "was never tried at the boundary itself";
  const bool is_below = lies_below(code_.node(id).op);
  std::vector<std::string> gaps{is_below ? "was never tried one below the boundary" : itself,
                                is_below ? itself : "was never tried one above the boundary"};
  coverage_.watches_[index_of(id)].boundary = add(Shown::Kind::boundary, written_as, text, std::move(gaps));
}

void CoverageBuilder::add_values(NodeId id) {
  const Node& node = code_.node(id);
  std::vector<std::string> gaps;
  for (const NodeId value : code_.children_of(node).subspan(1)) {
    gaps.push_back("was never met by `" + std::string(code_.text_of(code_.node(value))) + "`");
  }
  coverage_.watches_[index_of(id)].values = add(Shown::Kind::value, written(node), text_of(node), std::move(gaps));
}

std::uint32_t CoverageBuilder::add(Shown::Kind kind, const Node& node, const std::string& text,
                                   std::vector<std::string> gaps) {
  const SourceSpan place = place_of(node);
  const auto next = static_cast<std::uint32_t>(coverage_.shown_.size());
  const auto [known, is_new] =
      known_.try_emplace({kind, place.file, place.line, place.column, node.range.begin, text}, next);
  if (!is_new) return known->second;
  std::vector<bool> seen(gaps.size(), false);
  coverage_.shown_.push_back({kind, owner_, text, place, std::move(gaps), std::move(seen)});
  return next;
}

// Alternatives that were joined into one question stand where the first of them does.
const expr::Node& CoverageBuilder::written(const Node& node) const {
  return node.source == 0 && node.op == Op::one_of ? code_.node(code_.children_of(node)[1]) : node;
}

SourceSpan CoverageBuilder::place_of(const Node& node) const {
  if (node.source == 0 || node.source >= program_.source_places.size()) return owner_place_;
  SourceSpan place = program_.source_places[node.source];
  // A text of several lines is placed where it begins.
  if (place.length == code_.sources[node.source].size()) place.column += node.range.begin;
  return place;
}

std::string CoverageBuilder::text_of(const Node& node) const {
  const auto operands = code_.children_of(node);
  if (node.source == 0) {
    std::string text;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      text += i == 0 ? "" : i == 1 ? ": " : ", ";
      text += code_.text_of(code_.node(operands[i]));
    }
    return text;
  }
  const std::string text(code_.text_of(node));
  if (operands.empty()) return text;
  const Node& subject = code_.node(operands[0]);
  // A test of a condition's entry is written beside its subject.
  if (subject.source == node.source || subject.source == 0) return text;
  return std::string(code_.text_of(subject)) + ": " + text;
}

}  // namespace warrantor::audit
