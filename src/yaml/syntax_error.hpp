#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <warrantor/diagnostic.hpp>

#include "yaml/source.hpp"

namespace warrantor::yaml {

/// Where the parser stood when it gave up.
struct SyntaxError {
  std::string_view message;                 ///< yaml-cpp's
  std::size_t offset = 0;                   ///< its mark
  std::size_t read_until = 0;               ///< behind the last scalar that was read
  std::optional<std::size_t> open_bracket;  ///< of the innermost flow collection that is open
};

/// Says it in the words of a person who writes rules, not of one who writes parsers.
[[nodiscard]] Diagnostic explain(const Source& source, const SyntaxError& error);

/// A quote or bracket at `begin` without its other half; what stands up to `end` is underlined.
[[nodiscard]] Diagnostic never_closed(const Source& source, std::size_t begin, std::size_t end);

}  // namespace warrantor::yaml
