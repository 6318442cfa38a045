#pragma once

#include <optional>
#include <vector>

#include "policy/declared.hpp"

namespace warrantor::policy {

/// Turns the adjustments of a rule set, in their order, into what each portion is owed: each is one step more on the
/// amount that those before it left.
class AdjustmentCompiler {
 public:
  AdjustmentCompiler(const rules::RuleSet& rule_set, Program& program, NameTable& names, Declared& declared,
                     Reporter& reporter)
      : rule_set_(rule_set), program_(program), names_(names), declared_(declared), reporter_(reporter) {}

  /// Before the conditions of a rule are compiled, which may ask for the amount so far.
  void begin(const rules::AdjustmentSyntax& syntax);
  /// After that; `present` are names that are there where the rule holds.
  void add(const rules::RuleSyntax& syntax, const Rule& rule, RuleId id, const expr::Guards& present);
  /// Once all are added.
  void finish();

 private:
  static expr::Type money() { return expr::Type::of(ValueType::money); }
  [[nodiscard]] static bool is_digits(const rules::Text& text);
  bool may_have_value(NodeId factor, const rules::Text& text, bool divides);
  void start(PortionId portion);
  NodeId not_below_zero(NodeId amount);
  NodeId left_of(const Adjustment& made);
  NodeId effect_of(const Adjustment& made);
  std::optional<NodeId> figure_of(const rules::FigureSyntax& syntax, Adjustment& made, const expr::Guards& present);
  std::optional<NodeId> ratio_of(const rules::FigureSyntax& syntax, NodeId amount, const expr::Guards& present);
  std::optional<NodeId> factor_of(const rules::Text& text, std::optional<expr::Type> beside,
                                  const expr::Guards& present);
  bool go_together(NodeId times, NodeId over, const rules::FigureSyntax& syntax);
  NodeId proportion(NodeId amount, NodeId times, NodeId over, const rules::Text& rounding);
  NodeId number(std::int64_t value);
  void require_present(NodeId node, const rules::Text& text, const expr::Guards& present);

  const rules::RuleSet& rule_set_;
  Program& program_;
  NameTable& names_;
  Declared& declared_;
  Reporter& reporter_;
  std::optional<PortionId> portion_;                 ///< of the rule that is compiled
  std::vector<std::optional<expr::Symbol>> so_far_;  ///< by portion
};

}  // namespace warrantor::policy
