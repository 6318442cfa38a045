#pragma once

#include "policy/program.hpp"

namespace warrantor::audit {

/// The setting that a constant was written as; null where it is a figure of its own.
[[nodiscard]] const policy::Setting* setting_of(const policy::Program& program, const expr::Node& node);

}  // namespace warrantor::audit
