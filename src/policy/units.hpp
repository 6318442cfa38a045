#pragma once

#include <string_view>

#include "policy/program.hpp"

namespace warrantor::policy {

/// The unit that the value of an expression has by the facts that it is made of; empty where it has none,
/// as where two are multiplied. A view into the program.
[[nodiscard]] std::string_view unit_of(const Program& program, NodeId id);

}  // namespace warrantor::policy
