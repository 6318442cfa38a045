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

 private:
  const Schema& schema_;
  const expr::Program& code_;
  std::vector<std::optional<Facts>> known_;
};

/// Of the smallest and the largest: whether of a list of records, not of its operands.
[[nodiscard]] bool is_of_list(const expr::Program& code, const expr::Node& node);

}  // namespace warrantor::policy
