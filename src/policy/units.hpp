#pragma once

#include <string_view>
#include <vector>

#include "policy/program.hpp"

namespace warrantor::policy {

/// The units that the values of all nodes have by the facts and settings that they are made of; empty where one has
/// none, as where two are multiplied. By node; views into the program.
[[nodiscard]] std::vector<std::string_view> units_of(const Program& program);
/// The unit of one of them.
[[nodiscard]] std::string_view unit_of(const Program& program, NodeId id);

/// Whether it is what is left where one value is divided by another of the same unit.
[[nodiscard]] bool is_remainder(const expr::Node& node);

}  // namespace warrantor::policy
