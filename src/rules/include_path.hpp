#pragma once

#include <string>
#include <string_view>

#include <warrantor/expected.hpp>

namespace warrantor::rules {

/// The path below the root of what a file includes: `../vehicle/facts.yaml` in `nissan/rules.yaml` is
/// `vehicle/facts.yaml`. Paths are the same on every system: parts between slashes. The Error says why there
/// is none: it is absolute, leaves the root or names no file.
[[nodiscard]] Expected<std::string> resolve_include(std::string_view including_file, std::string_view path);

}  // namespace warrantor::rules
