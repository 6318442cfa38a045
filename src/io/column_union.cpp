#include "io/column_union.hpp"

#include <algorithm>

#include "io/reject_columns.hpp"

namespace warrantor::io {

bool is_own_column(const Columns& file, std::size_t column) {
  return file.facts[column].has_value() || !is_reject_column(file.headers[column]);
}

std::vector<ColumnUnion::Column> own_columns(const Columns& file) {
  std::vector<ColumnUnion::Column> own;
  for (std::size_t column = 0; column < file.headers.size(); ++column) {
    if (!is_own_column(file, column)) continue;
    const std::string& header = file.headers[column];
    const auto occurrence = std::count_if(own.begin(), own.end(),
                                          [&](const ColumnUnion::Column& earlier) { return earlier.header == header; });
    own.push_back({header, file.named_by(column), static_cast<std::size_t>(occurrence), column});
  }
  return own;
}

void ColumnUnion::add(const Columns& file) {
  for (Column& column : own_columns(file)) {
    if (!find(column)) columns_.push_back(std::move(column));
  }
}

std::vector<std::optional<std::size_t>> ColumnUnion::places_in(const Columns& file) const {
  std::vector<std::optional<std::size_t>> places(columns_.size());
  const std::vector<Column> own = own_columns(file);
  for (std::size_t place = 0; place < own.size(); ++place) {
    if (const auto column = find(own[place])) places[*column] = place;
  }
  return places;
}

std::optional<std::size_t> ColumnUnion::find(const Column& column) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Column& candidate) {
    if (candidate.fact || column.fact) return candidate.fact == column.fact;
    return candidate.header == column.header && candidate.occurrence == column.occurrence;
  });
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

}  // namespace warrantor::io
