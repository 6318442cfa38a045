#pragma once

#include <cstddef>
#include <variant>

#include <warrantor/schema.hpp>

#include "engine/line_block.hpp"
#include "io/plain_date.hpp"
#include "io/plain_number.hpp"
#include "io/plain_text.hpp"
#include "io/plain_words.hpp"

namespace warrantor::io {

/// The plain cells of a fact of any type.
using PlainCells =
    std::variant<PlainTexts, PlainVins, PlainWords, PlainDates, PlainNumbers, PlainAmounts, PlainDecimals>;

/// Must not outlive the schema. A list of records has no cells, and must not be asked for.
[[nodiscard]] PlainCells plain_cells(const Schema& schema, const Fact& fact);

/// Puts the value of a plain cell into a line, which states nothing yet, of its column; null: nobody wants it. Without
/// a branch on whether it is blank, as nobody can foretell that.
inline void put(const PlainValue& value, engine::FactColumn* column, std::size_t line) noexcept {
  if (column == nullptr) return;
  column->numbers[line] = value.number;
  column->known[line / 64] |= std::uint64_t{value.is_known} << line % 64;
}

}  // namespace warrantor::io
