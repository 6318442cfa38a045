#pragma once

#include "policy/program.hpp"

namespace warrantor::policy {

/// The setting that a constant was written as; null where it is a figure of its own.
[[nodiscard]] const Setting* setting_of(const Program& program, const expr::Node& node);

}  // namespace warrantor::policy
