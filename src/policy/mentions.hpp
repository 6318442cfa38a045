#pragma once

#include <optional>
#include <set>
#include <vector>

#include <warrantor/schema.hpp>

#include "expr/program.hpp"

namespace warrantor::policy {

/// Which facts the nodes of a program hang on, also by names; each node is looked at once.
class Mentions {
 public:
  using Facts = std::set<FactId>;

  Mentions(const Schema& schema, const expr::Program& code);

  const Facts& of(expr::NodeId id);
  /// Without those that only conditions within the node ask for: it changes with them where such a condition turns.
  const Facts& as_values(expr::NodeId id);

 private:
  using Known = std::vector<std::optional<Facts>>;
  const Facts& find(expr::NodeId id, bool of_conditions, Known& known_of);

  const Schema& schema_;
  const expr::Program& code_;
  Known known_;
  Known known_as_values_;
};

/// Of the smallest and the largest: whether of a list of records, not of its operands.
[[nodiscard]] bool is_of_list(const expr::Program& code, const expr::Node& node);

}  // namespace warrantor::policy
