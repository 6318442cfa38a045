#pragma once

#include <string_view>

#include <warrantor/schema.hpp>

#include "io/cell_text.hpp"
#include "io/plain_value.hpp"

namespace warrantor::io {

/// Reads a text that is not written the plain way, where read_value takes it without a word: a date as `2024/1/5`, an
/// amount as `1,250.5`, an entry of a list in the other case. The forms that exports usually have are read at once, any
/// other by parse_cell. Not plain: the text has a fault, or needs a warning. Of any fact but a list of records; the
/// text is that of tidy_cell, and UTF-8.
[[nodiscard]] PlainValue read_other_form(const Schema& schema, FactId id, std::string_view text);

/// Reads a cell that the plain cells of its fact do not take as it stands, in any form that read_value takes without a
/// word. That of an id is taken in no other. Kept out of the loops over plain cells, which would take longer.
template <class Cells>
[[nodiscard, gnu::noinline, gnu::cold]] PlainValue read_otherwise(const Cells& cells, const Schema& schema, FactId id,
                                                                  std::string_view cell) {
  if (id == schema.claim_id() || id == schema.line_id()) return {};
  const std::string_view text = tidy_cell(cell);
  if (text.size() < cell.size()) {
    const PlainValue tidied = cells.read(text);
    if (tidied.is_plain) return tidied;
  }
  return text.empty() ? PlainValue() : read_other_form(schema, id, text);
}

}  // namespace warrantor::io
