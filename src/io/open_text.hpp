#pragma once

#include <memory>
#include <string>

#include "io/byte_source.hpp"
#include "io/encoding.hpp"

namespace warrantor::io {

/// Opens a file as a text in UTF-8; `-` is the standard input. What begins as gzip does is unpacked, whatever its name.
/// The error says why it cannot be read, without the name.
[[nodiscard]] Expected<std::unique_ptr<ByteSource>> open_text(const std::string& path, Encoding encoding);

/// The same of a source.
[[nodiscard]] Expected<std::unique_ptr<ByteSource>> as_text(std::unique_ptr<ByteSource> source, Encoding encoding);

/// A path without the `.gz` that it may end with.
[[nodiscard]] std::string_view without_gz(std::string_view path) noexcept;

}  // namespace warrantor::io
