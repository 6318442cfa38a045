#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace warrantor::io {

/// Bytes that are looked at together, one bit of a mask for each.
inline constexpr std::size_t structure_width = 64;

/// Where the characters stand that give CSV its structure, in 64 bytes of it: the lowest bit is the first byte.
struct StructureMasks {
  std::uint64_t ends = 0;  ///< separators and line feeds
  std::uint64_t line_feeds = 0;
  std::uint64_t quotes = 0;
  std::uint32_t end_count = 0;  ///< bits of `ends`
  bool is_suspect = false;      ///< may hold NUL or what is no UTF-8; where it is false, neither is there
};

/// Fills a mask for each 64 bytes of a text from an offset on, the last of which may be fewer. Bytes before the offset
/// are looked at for a character that begins in them; one that is cut off makes the block suspect in which it should
/// have gone on, or the last.
using StructureScan = void (*)(std::string_view text, std::size_t from, char separator, StructureMasks* masks);

/// For any processor. Calls all text suspect that is not ASCII.
void scan_structure(std::string_view text, std::size_t from, char separator, StructureMasks* masks) noexcept;

/// By the vector instructions of this processor; null where it has none that we know.
[[nodiscard]] StructureScan find_vector_scan() noexcept;

/// The fastest of them here.
[[nodiscard]] StructureScan fastest_structure_scan() noexcept;

}  // namespace warrantor::io
