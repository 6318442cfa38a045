#pragma once

#include <string>
#include <string_view>

#include <warrantor/diagnostic.hpp>

#include "expr/check.hpp"

namespace warrantor::cli {

/// A mistake in a text that stands on the command line, with the line of it that holds the mistake.
[[nodiscard]] Diagnostic diagnostic_of(const std::string& place, std::string_view text, const expr::Fault& fault);

}  // namespace warrantor::cli
