#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "io/byte_source.hpp"

namespace warrantor::io {

/// How the characters of a file are written as bytes.
enum class Encoding : std::uint8_t {
  found_out,  ///< UTF-8 or GB18030, by what the bytes can be
  utf8,
  gb18030  ///< and so GBK and GB 2312, which it holds
};

/// The encoding by its name: `auto`, `utf-8`, `gb18030`, also as usual short forms (`utf8`, `gbk`), in either case.
[[nodiscard]] std::optional<Encoding> find_encoding(std::string_view name);

/// What the beginning of a text that is not all ASCII most likely is: UTF-8, or GB18030 where it is no UTF-8 and most
/// of it is GB18030 made of usual characters. A character cut off at the end counts for nothing.
[[nodiscard]] Encoding guess_encoding(std::string_view text);

/// The text of a source in UTF-8. A mark at its beginning (UTF-8, UTF-16 as Excel's "Unicode text") says what it is;
/// else it is what it is said to be, or found out at its first characters beyond ASCII, looking 64 KiB ahead. Memory
/// does not grow with the text. Bytes that are no character become bytes that are no UTF-8, in their place. What begins
/// like a spreadsheet or archive is handed on as it is. The space to read into must hold 16 bytes or more.
[[nodiscard]] std::unique_ptr<ByteSource> decoded(std::unique_ptr<ByteSource> source, Encoding encoding);

}  // namespace warrantor::io
