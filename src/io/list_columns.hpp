#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>

#include "io/column_map.hpp"

namespace warrantor::io {

// Columns of a claim file that hold records without a column map: all of a claim in one cell, such as `1500;5000`,
// under the name or label of one of their fields.

/// What a cell says of a list that has no items, where a blank cell says nothing.
inline constexpr std::string_view empty_list = "[]";

/// The table that a header names itself; null: none.
[[nodiscard]] const Table* table_called(const Schema& schema, std::string_view header);

/// The fields of records that a header names: by their own names, or by that of a table that has no other field.
[[nodiscard]] std::vector<FactId> fields_called(const Schema& schema, std::string_view header);

/// The field that a header was most likely meant to name; empty: none.
[[nodiscard]] std::string nearly_field(const Schema& schema, std::string_view header);

/// How such a column is read: `;` stands between the records, also as Chinese keyboards write it, or `|` for files that
/// `;` splits. A field of type text takes `;` alone, as the others may be its own. Nothing stands behind a separator at
/// the end: `9;` is one item, `9;;` two, the second blank, and `;` one that is blank.
[[nodiscard]] MappedColumn list_column(const Schema& schema, std::string_view header, FactId field);

/// How a column of a list of values is read: `;` (or one of the others) stands between those that a claim names.
[[nodiscard]] ColumnUse use_of_values(const Schema& schema, const ValueList& list);
[[nodiscard]] MappedColumn values_column(const Schema& schema, std::string_view header, const ValueList& list);

/// Whether a column lists records with a field.
[[nodiscard]] bool lists_field(const MappedColumn& column, FactId field);

}  // namespace warrantor::io
