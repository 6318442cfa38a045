#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include <warrantor/schema.hpp>

#include "expr/evaluate.hpp"
#include "expr/program.hpp"
#include "policy/mentions.hpp"

namespace warrantor::policy {

/// How the value of a node goes as one fact grows.
enum class Slope : std::uint8_t { none, rises, falls, unclear };

[[nodiscard]] Slope flipped(Slope slope) noexcept;
[[nodiscard]] Slope together(Slope left, Slope right) noexcept;

/// Finds out how sides of comparisons go as a fact grows while all else stays.
class Slopes {
 public:
  Slopes(const expr::Program& code, Mentions& mentions) : code_(code), mentions_(mentions) {}

  /// From here on factors that are no constants have the values that they have now; the evaluator must live as long.
  void look_at_values(expr::Evaluator& evaluator) noexcept { evaluator_ = &evaluator; }

  /// At which record a field is looked for.
  void look_at_level(std::uint32_t level);
  [[nodiscard]] std::uint32_t level() const noexcept { return level_; }

  /// A node that is the fact alone, and one that is the smallest or the largest of a field in a list.
  [[nodiscard]] bool is_fact(expr::NodeId id, FactId fact) const;
  [[nodiscard]] bool is_extreme_of(expr::NodeId id, FactId fact) const;

  Slope of_side(expr::NodeId id, FactId fact);
  /// Of `left - right`. What stands on both sides may cancel out.
  Slope of_difference(expr::NodeId left, std::optional<expr::NodeId> right, FactId fact);

 private:
  /// A day that is counted from a fact: by months at most once, and by a fixed number of days.
  struct CountedDay {
    bool by_months = false;
    std::int64_t days = 0;
  };
  using Number = std::optional<std::int64_t>;

  Slope of(expr::NodeId id, FactId fact);
  Slope of_choice(expr::NodeId condition, Slope chosen, FactId fact);
  Slope of_product(expr::NodeId left, expr::NodeId right, FactId fact);
  [[nodiscard]] Value value_of(expr::NodeId id, FactId fact);
  Slope of_scaled(expr::NodeId scaled, expr::NodeId by, FactId fact);
  Number coefficient(expr::NodeId id, FactId fact);
  static Number combined(Number left, Number right, Number (*of)(std::int64_t, std::int64_t) noexcept);
  std::optional<CountedDay> counted_day(expr::NodeId id, FactId fact);
  bool are_months_apart(expr::NodeId left, expr::NodeId right, FactId fact);

  const expr::Program& code_;
  Mentions& mentions_;
  expr::Evaluator* evaluator_ = nullptr;
  std::uint32_t level_ = 0;
  std::map<std::pair<std::uint32_t, FactId>, Slope> known_;  ///< of definitions
};

}  // namespace warrantor::policy
