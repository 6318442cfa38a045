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

/// What a cell states. By a switch, which is inlined where cells are read in a loop; std::visit calls a function.
template <class Cell>
[[nodiscard, gnu::always_inline]] inline PlainValue read(const PlainCells& cells, Cell cell) noexcept {
  static_assert(std::variant_size_v<PlainCells> == 7);
  switch (cells.index()) {
    case 0:
      return std::get_if<0>(&cells)->read(cell);
    case 1:
      return std::get_if<1>(&cells)->read(cell);
    case 2:
      return std::get_if<2>(&cells)->read(cell);
    case 3:
      return std::get_if<3>(&cells)->read(cell);
    case 4:
      return std::get_if<4>(&cells)->read(cell);
    case 5:
      return std::get_if<5>(&cells)->read(cell);
    default:
      return std::get_if<6>(&cells)->read(cell);
  }
}

/// Puts the value of a plain cell into a line, which states nothing yet, of its column; null: nobody wants it. Without
/// a branch on whether it is blank, as nobody can foretell that.
inline void put(const PlainValue& value, engine::FactColumn* column, std::size_t line) noexcept {
  if (column == nullptr) return;
  column->numbers[line] = value.number;
  column->known[line / 64] |= std::uint64_t{value.is_known} << line % 64;
}

}  // namespace warrantor::io
