#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace warrantor::io {

/// The rows of a claim as they stand in its file, kept so that they can be written again, mended and read again. All in
/// one piece of memory that serves claim after claim.
class RawRows {
 public:
  struct Row {
    std::uint64_t line = 0;  ///< of the file, where the row begins
    std::size_t first_cell = 0;
    std::size_t cell_count = 0;
    bool is_split = true;  ///< false: its cells are all of the row, which could not be split, and the claim's id
  };

  void clear();
  void add_row(std::uint64_t line, const std::vector<std::string_view>& cells);
  void add_text(std::uint64_t line, std::string_view text, std::string_view id = {});

  [[nodiscard]] const std::vector<Row>& rows() const noexcept { return rows_; }
  /// The view lives until something is added.
  [[nodiscard]] std::string_view cell(const Row& row, std::size_t index) const noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }  ///< bytes of all cells

 private:
  void add_cell(std::string_view text);

  std::string text_;               ///< of all cells, one after the other
  std::vector<std::size_t> ends_;  ///< of each cell in the text
  std::vector<Row> rows_;
};

}  // namespace warrantor::io
