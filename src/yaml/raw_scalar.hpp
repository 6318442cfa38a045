#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "yaml/document.hpp"

namespace warrantor::yaml {

/// A scalar as it is written, beside the text that it means: the way back from a byte of the text to the
/// file.
struct RawScalar {
  std::string_view file;
  std::size_t offset;     ///< of the opening quote, the `|` or `>`, or the first letter
  std::string_view text;  ///< what it means
  Style style;
};

/// The stretch of the file in which bytes `begin` to `end` (exclusive) of the text stand. It lies within the
/// file, whatever is asked for. An escape is never cut in two.
struct RawRange {
  std::size_t begin;
  std::size_t end;
};
[[nodiscard]] RawRange locate(const RawScalar& scalar, std::size_t begin, std::size_t end) noexcept;

/// The whole scalar with its quotes; of a block its lines without their indentation.
[[nodiscard]] RawRange locate(const RawScalar& scalar) noexcept;

/// The quote that closes the one at `offset`; nothing where the file ends before it.
[[nodiscard]] std::optional<std::size_t> closing_quote(std::string_view file, std::size_t offset) noexcept;

}  // namespace warrantor::yaml
