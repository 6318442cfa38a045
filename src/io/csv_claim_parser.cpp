#include "io/csv_claim_parser.hpp"

#include <utility>

#include "base/text.hpp"
#include "io/cell_text.hpp"
#include "io/csv_row_checks.hpp"
#include "io/reject_columns.hpp"
#include "io/reject_csv.hpp"

namespace warrantor::io {

CsvClaimParser::CsvClaimParser(const CsvFile& file, const ClaimReader& reader)
    : file_(&file),
      reader_(&reader),
      builder_(*file.schema, file.tables),
      mapped_cells_(*file.schema, file.map, builder_) {}

void CsvClaimParser::read(const ClaimBlock& block, std::size_t index, ReadClaim& claim) {
  const ClaimBlock::Entry& entry = block.claims[index];
  block.rows.copy_row(entry.begin, row_);
  complete_row(row_, file_->columns);
  begin_claim(entry, claim);
  for (std::size_t row = entry.begin; row < entry.end; ++row) {
    if (row > entry.begin) {
      block.rows.copy_row(row, row_);
      if (is_blank_row(row_)) continue;
      complete_row(row_, file_->columns);
    }
    add_row(claim);
  }
  claim.rows = entry.rows;
  if (block.failure && index + 1 == block.claims.size()) claim.faults.push_back(*block.failure);
  builder_.finish(*reader_);
}

void CsvClaimParser::begin_claim(const ClaimBlock::Entry& entry, ReadClaim& claim) {
  builder_.begin(claim, row_.line);
  claim.id = entry.is_rest ? entry.rest_id : file_->id_of(row_);
  claim.is_rest = entry.is_rest;
  if (claim.is_rest || entry.is_too_large) fault_surplus(claim, entry.is_too_large);
  if (entry.nameless_above > 0) fault_row_above(claim, entry.nameless_above);
  mapped_cells_.begin_claim({file_->name, row_.line, 0, {}, {}, 0});
}

void CsvClaimParser::fault_surplus(const ReadClaim& claim, bool is_too_large) {
  const std::string rows = " has more than " + std::to_string(most_rows) + " rows";
  const std::string bytes = " takes more than " + std::to_string(most_claim_bytes / 1024 / 1024) + " MiB";
  builder_.fault(fault_at({file_->name, row_.line, 0, {}, {}, 0}, {},
                          "claim " + base::quote(claim.id) + (is_too_large ? bytes : rows)));
}

// A row that does not say its claim may be the last of the claim above it or the first of this one.
void CsvClaimParser::fault_row_above(const ReadClaim& claim, std::uint64_t line) {
  builder_.fault(fault_at(place_in_row(file_->name, row_, file_->columns, file_->id_column), claim.id,
                          "claim " + base::quote(claim.id) + " may be short of line " + std::to_string(line) +
                              " above it, which does not say its claim",
                          "mend that line; the claim is not decided without it"));
}

void CsvClaimParser::add_row(ReadClaim& claim) {
  const Columns& columns = file_->columns;
  const std::size_t id_column = file_->id_column;
  if (file_->keeps_raw_rows) keep_raw_row(row_, columns, id_column, file_->separator, claim.raw);
  if (++claim.rows == most_rows + 1 && !claim.is_rest) fault_surplus(claim, false);
  if (claim.rows > most_rows || claim.is_rest) return;
  if (!unmended_text(row_, columns, id_column).empty()) {
    return builder_.fault(fault_at({file_->name, row_.line, 0, reject_columns[reject_text], {}, 0}, {},
                                   "the row is not mended", "put its values into their columns"));
  }
  if (auto fault = form_fault(file_->name, row_, columns)) return builder_.fault(*std::move(fault));
  if (file_->id_of(row_).empty()) return builder_.fault(fault_of_id(claim));
  builder_.add_line(row_.line);
  mapped_cells_.begin_line({file_->name, row_.line, 0, {}, {}, 0});
  add_cells(claim);
  mapped_cells_.finish_row();
  warn_of_values_without_header(file_->name, row_, columns, claim.warnings);
}

Fault CsvClaimParser::fault_of_id(const ReadClaim& claim) const {
  const std::string_view text = readable_field(row_, file_->id_column);
  const MappedColumn* const mapped = file_->columns.mapped[file_->id_column];
  std::string message = "must be stated";
  if (mapped != nullptr && !text.empty()) message = explain_unsplit(*mapped, text).value_or(message);
  if (!claim.id.empty()) {
    message += "; the row may belong to claim " + base::quote(claim.id) + " above it, which is not decided without it";
  }
  return fault_at(
      place_in_row(file_->name, row_, file_->columns, file_->id_column), text, std::move(message),
      mapped == nullptr ? "write the id of its claim into each row" : "write it as the column map splits it");
}

void CsvClaimParser::add_cells(ReadClaim& claim) {
  const Columns& columns = file_->columns;
  for (std::size_t column = 0; column < columns.facts.size(); ++column) {
    const auto fact = columns.facts[column];
    const MappedColumn* const mapped = columns.mapped[column];
    if (!fact && mapped == nullptr) continue;
    const std::string_view text = tidy_cell(row_.fields[column]);
    const Place place = place_in_row(file_->name, row_, columns, column);
    if (mapped != nullptr) {
      mapped_cells_.add(*mapped, text, place);
    } else if (file_->schema->fact(*fact).scope == Scope::claim) {
      builder_.set_claim_fact(*fact, text, place);
    } else {
      builder_.set_line_fact(*fact, text, place);
    }
  }
  for (const auto& column : columns.kept) claim.kept.emplace_back(column ? row_.fields[*column] : std::string_view());
}

}  // namespace warrantor::io
