#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/screen_text.hpp"

namespace warrantor::batch {

/// Some lines of the summary that stand together: a heading, and below it rows of cells in columns.
class SummaryBlock {
 public:
  struct Cell {
    std::string text;
    base::Ink ink = base::Ink::plain;
  };
  using Row = std::vector<Cell>;

  /// `alignment` has a letter a column: `l` or `r` for flush left or right.
  SummaryBlock(std::string heading, std::string_view alignment, base::Look look)
      : heading_(std::move(heading)), alignment_(alignment), look_(look) {}

  void add(Row row) { rows_.push_back(std::move(row)); }
  [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }

  /// The columns that it takes where it may be as wide as it needs.
  [[nodiscard]] std::size_t natural_width() const;
  /// Its lines, without line ends. Texts flush left go on below where they do not fit; figures are never cut.
  [[nodiscard]] std::vector<std::string> lines(std::size_t columns) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths() const;
  void add_lines(const Row& row, const std::vector<std::size_t>& widths, std::vector<std::string>& lines) const;

  std::string heading_;
  std::string_view alignment_;
  base::Look look_;
  std::vector<Row> rows_;
};

/// The lines of two blocks side by side, the second after so many columns.
[[nodiscard]] std::vector<std::string> side_by_side(const SummaryBlock& left, const SummaryBlock& right,
                                                    std::size_t columns);

}  // namespace warrantor::batch
