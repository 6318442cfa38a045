#pragma once

#include <cstddef>
#include <unordered_map>

#include "expr/program.hpp"
#include "policy/mentions.hpp"

namespace warrantor::policy {

/// What is counted from something that a fact takes part in choosing, as a choice between what is counted.
///
/// `start + 36 months`, where `start` is one date up to a day and another one from then on, turns where the choice
/// turns and where either of its sides does: `if … then one + 36 months else other + 36 months` says so. Such nodes are
/// added to the program, where nothing but the cuts of facts looks at them.
class Choices {
 public:
  Choices(expr::Program& code, Mentions& mentions) : code_(code), mentions_(mentions) {}

  void find();
  /// The choice that a node is alike to; the node itself where there is none.
  [[nodiscard]] expr::NodeId alike(expr::NodeId id) const;

 private:
  // Nodes that are added; beyond, what is counted stays as it is, and its facts are not tried.
  static constexpr std::size_t most_nodes = 5'000;

  void look_at(expr::NodeId id);
  [[nodiscard]] expr::NodeId behind_names(expr::NodeId id) const;
  [[nodiscard]] bool is_chosen_by_what_it_reads(expr::NodeId id);
  [[nodiscard]] expr::NodeId with_operand(expr::NodeId id, std::size_t place, expr::NodeId operand);

  expr::Program& code_;
  Mentions& mentions_;
  std::unordered_map<std::size_t, expr::NodeId> alike_;  ///< by index of the node
  std::size_t added_ = 0;
};

}  // namespace warrantor::policy
