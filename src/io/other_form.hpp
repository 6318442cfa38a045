#pragma once

#include <string_view>

#include <warrantor/schema.hpp>

#include "io/plain_value.hpp"

namespace warrantor::io {

/// Reads a cell that is not written the plain way, where read_value takes it without a word: with blanks around it, a
/// date as `2024/1/5`, an amount as `1,250.5`, an entry of a list in the other case. The forms that exports usually
/// have are read at once, any other by parse_cell. Not plain: the cell has a fault, or needs a warning, or it is that
/// of an id, which is taken only as it stands. Of any fact but a list of records; a cell is UTF-8.
[[nodiscard]] PlainValue read_other_form(const Schema& schema, FactId fact, std::string_view cell);

}  // namespace warrantor::io
