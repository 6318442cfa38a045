#pragma once

#include <cstdint>

#include <warrantor/schema.hpp>

namespace warrantor::io {

// PlainNumbers, PlainAmounts, PlainDates, PlainWords, PlainTexts and PlainVins read cells that are written the plain
// way, one class for each kind of fact. What they take, read_value takes as the same with neither fault nor warning;
// they take nothing that tidy_cell would change. All else is left to those two. A cell is UTF-8.

/// What a plain cell states.
struct PlainValue {
  std::int64_t number = 0;  ///< what Value::as_integer gives, 0 for a text; of a blank something that the fact can be
  bool is_known = false;    ///< false: a blank
  bool is_plain = false;    ///< false: the cell is not plain, and the rest says nothing
};

/// Whether a plain cell of a fact may be blank. One that must be stated of the claim may be blank on some of its rows,
/// but those are not plain.
[[nodiscard]] inline bool may_be_blank(const Fact& fact) noexcept {
  return fact.blank != Blank::reject || fact.blank_is_conditional;
}

}  // namespace warrantor::io
