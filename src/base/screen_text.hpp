#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace warrantor::base {

/// How text may look where it goes. The default is that of files and pipes: no colour, and lines as long as they need,
/// so that the same text is always the same bytes.
struct Look {
  bool has_colour = false;
  std::size_t columns = 0;  ///< of a terminal; 0: no terminal
};

/// What a colour says.
enum class Ink : unsigned char { plain, heading, faint, good, mixed, bad, question, waiting };

/// The text between the control sequences of a colour (ECMA-48, SGR), where the look has colour.
[[nodiscard]] std::string coloured(std::string_view text, Ink ink, const Look& look);

/// The text with question marks for what a terminal would obey instead of showing: control characters, and those that
/// turn the direction of writing round. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// The text on as many lines as it needs, at least one, none wider than so many columns (at least 4). Lines end at a
/// blank or beside a wide character, within a longer word after one of `-_./,;:`, and else it is cut. All lines but the
/// first begin with `indent` blanks, fewer than half of the columns.
[[nodiscard]] std::vector<std::string> wrap_to_width(std::string_view text, std::size_t columns,
                                                     std::size_t indent = 0);

}  // namespace warrantor::base
