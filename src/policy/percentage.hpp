#pragma once

#include <string>

#include "expr/program.hpp"

namespace warrantor::policy {

/// `62.5 %` where a proportion is a written number over 100, 1000 and so on; else empty.
[[nodiscard]] std::string percentage_of(const expr::Program& code, expr::NodeId proportion);

}  // namespace warrantor::policy
