#include "io/csv_file.hpp"

#include "io/cell_text.hpp"
#include "io/csv_row_checks.hpp"
#include "io/mapped_cells.hpp"

namespace warrantor::io {

std::string_view CsvFile::id_of(const CsvRow& row) const {
  const std::string_view text = readable_field(row, id_column);
  const MappedColumn* const mapped = columns.mapped[id_column];
  return mapped == nullptr ? text : text_of_fact(*mapped, schema->claim_id(), text);
}

std::string_view CsvFile::id_of_cell(std::string_view cell) const {
  const std::string_view text = tidy_cell(cell);
  const MappedColumn* const mapped = columns.mapped[id_column];
  return mapped == nullptr ? text : text_of_fact(*mapped, schema->claim_id(), text);
}

}  // namespace warrantor::io
