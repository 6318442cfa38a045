#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "audit/coverage.hpp"

namespace warrantor::audit {

/// Whether what a comparison tells apart are a value and one below it (`<`, `>=`), or a value and one above it.
[[nodiscard]] inline bool lies_below(expr::Op op) noexcept {
  return op == expr::Op::less || op == expr::Op::greater_equal;
}

/// Goes through the program of a rule set and lists what there is to show.
class CoverageBuilder {
 public:
  explicit CoverageBuilder(Coverage& coverage)
      : coverage_(coverage), program_(coverage.program_), code_(coverage.program_.code) {}

  void build(const Policy& policy);

 private:
  using NodeId = expr::NodeId;
  using Node = expr::Node;

  void add_rules(const Policy& policy);
  void add_rule_conditions(const policy::Rule& rule);
  void add_grant(const policy::Grant& grant);
  void add_value(const policy::NamedValue& figure);
  void add_coverage();
  void add_row_limit(const policy::RowLimit& row_limit);
  void add_lookup_rows();

  void walk_condition(NodeId id);
  void walk_value(NodeId id);
  void walk_operands(const Node& node);
  void walk_definition(std::uint32_t index);
  [[nodiscard]] bool is_guard(const Node& conjunction, std::size_t operand) const;
  [[nodiscard]] bool is_of_last_version(const Node& choice) const;

  void add_condition(NodeId id);
  void add_comparison(NodeId id);
  void add_boundary(NodeId id, const Node& written_as, const std::string& text);
  void add_values(NodeId id);
  std::uint32_t add(Shown::Kind kind, const Node& node, const std::string& text, std::vector<std::string> gaps);

  [[nodiscard]] const Node& written(const Node& node) const;
  [[nodiscard]] SourceSpan place_of(const Node& node) const;
  [[nodiscard]] std::string text_of(const Node& node) const;

  Coverage& coverage_;
  const policy::Program& program_;
  const expr::Program& code_;
  std::string owner_;
  SourceSpan owner_place_;
  std::vector<bool> walked_;
  std::vector<bool> walked_definitions_;
  // A condition that several rules share is written once, and shown once.
  using Key = std::tuple<Shown::Kind, std::string, std::uint32_t, std::uint32_t, std::uint32_t, std::string>;
  std::map<Key, std::uint32_t> known_;
};

}  // namespace warrantor::audit
