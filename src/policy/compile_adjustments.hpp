#pragma once

#include <optional>
#include <string>
#include <string_view>
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
  void add(const rules::RuleSyntax& syntax, Rule& rule, RuleId id, const expr::Guards& present);
  /// Once all are added.
  void finish();
  /// By portion: what stands for whether all of it is taken away, which is to be compiled; nothing where nobody asks.
  [[nodiscard]] const std::vector<std::optional<expr::Symbol>>& taken() const noexcept { return taken_; }

 private:
  static expr::Type money() { return expr::Type::of(ValueType::money); }
  [[nodiscard]] static bool is_digits(const rules::Text& text);
  bool may_have_value(NodeId factor, const rules::Text& text, bool divides);
  void find_portions(const rules::AdjustmentSyntax& syntax);
  void set_so_far(std::optional<expr::Symbol> symbol);
  std::optional<expr::Symbol> so_far_of(std::string_view name);
  const expr::Symbol& start(PortionId portion);
  void name_amounts();
  NodeId owed_together();
  bool may_stand(const rules::AdjustmentSyntax& syntax);
  [[nodiscard]] static bool share_figure(Adjustment::Kind kind);
  NodeId taken_of(PortionId portion);
  NodeId used_of(const Adjustment& made);
  std::optional<std::vector<Adjustment>> steps_of(const rules::RuleSyntax& syntax, RuleId id,
                                                  const expr::Guards& present);
  bool set_figure(const rules::FigureSyntax& syntax, Adjustment& made, const expr::Guards& present);
  NodeId not_below_zero(NodeId amount);
  NodeId left_of(const Adjustment& made);
  NodeId effect_of(const Adjustment& made);
  NodeId change_of(const Adjustment& made);
  NodeId compared(expr::Op op, NodeId left, NodeId right);
  void warn_of_cap_by_line(const rules::RuleSyntax& syntax, const Rule& rule, const Adjustment& made);
  [[nodiscard]] bool looks_beyond(NodeId condition, const Adjustment& made) const;
  [[nodiscard]] bool are_the_same(NodeId left, NodeId right) const;
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
  std::vector<PortionId> portions_;                  ///< of the rule that is compiled
  std::vector<std::optional<expr::Symbol>> so_far_;  ///< by portion
  std::optional<expr::Symbol> now_;                  ///< what `amount_so_far` stands for
  std::vector<bool> is_adjusted_;                    ///< by portion
  std::vector<std::optional<expr::Symbol>> taken_;   ///< by portion
};

}  // namespace warrantor::policy
