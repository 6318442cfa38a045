#pragma once

#include <warrantor/diagnostic.hpp>

#include "yaml/source.hpp"

namespace warrantor::yaml {

/// Finds the bytes that must not reach the parser: what is no UTF-8, and characters that nobody can see.
/// (yaml-cpp replaces the former, and takes U+0004 for the end of the file.)
[[nodiscard]] Diagnostics check_bytes(const Source& source);

}  // namespace warrantor::yaml
