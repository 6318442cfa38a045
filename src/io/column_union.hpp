#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "io/columns.hpp"

namespace warrantor::io {

/// The columns of several files as those of one file: columns are one where they give the same fact or, where they give
/// none, have the same header. Reject columns of an earlier run are left out.
class ColumnUnion {
 public:
  struct Column {
    std::string header;  ///< in the first file that has it
    std::optional<FactId> fact;
    std::size_t occurrence = 0;  ///< how many columns with its header stand before it in its file
    std::size_t place = 0;       ///< in its file
  };

  void add(const Columns& file);

  [[nodiscard]] const std::vector<Column>& columns() const noexcept { return columns_; }

  /// For each column of the union the one of a file, by its place among own_columns(); nothing: the file has none.
  [[nodiscard]] std::vector<std::optional<std::size_t>> places_in(const Columns& file) const;

 private:
  [[nodiscard]] std::optional<std::size_t> find(const Column& column) const;

  std::vector<Column> columns_;
};

/// Whether a column is the file's own, not one that an earlier run has put beside them.
[[nodiscard]] bool is_own_column(const Columns& file, std::size_t column);

/// The columns of a file that are its own.
[[nodiscard]] std::vector<ColumnUnion::Column> own_columns(const Columns& file);

}  // namespace warrantor::io
