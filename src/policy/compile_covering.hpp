#pragma once

#include "policy/compiler.hpp"

namespace warrantor::policy {

/// The name of the row that covers a line: its id, or none where nothing does. Of several that hold it is the first,
/// and where they count side by side the first that is not over. Once the coverage is compiled.
expr::Symbol compile_covering(Program& program, NameTable& names);

}  // namespace warrantor::policy
