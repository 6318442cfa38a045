#pragma once

#include <cstdint>
#include <vector>

#include "expr/program.hpp"

namespace warrantor::policy {

/// The grants that a node hangs on, itself or by the names that it uses, each once: places of their first versions.
[[nodiscard]] std::vector<std::uint32_t> asked_grants(const expr::Program& code, expr::NodeId id);

}  // namespace warrantor::policy
