#pragma once

#include <string_view>

namespace warrantor::cli {

/// Writes to the standard error; what cannot be written there is lost.
void say(std::string_view text);

/// Writes to the standard output; the result is an exit code.
[[nodiscard]] int print(std::string_view text);

}  // namespace warrantor::cli
