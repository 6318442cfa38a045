#include "io/csv_claim_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "io/cell_text.hpp"
#include "io/csv_row_checks.hpp"
#include "io/reject_columns.hpp"
#include "io/reject_csv.hpp"

namespace warrantor::io {

namespace {

std::vector<FactId> required_facts(const Schema& schema) {
  std::vector<FactId> required = {schema.claim_id()};
  for (const FactId id : plain_facts(schema)) {
    if (id != schema.claim_id() && must_be_stated(schema.fact(id))) required.push_back(id);
  }
  return required;
}

}  // namespace

CsvClaimReader::CsvClaimReader(const Setup& setup, InputBuffer& buffer, std::string file)
    : schema_(setup.schema),
      buffer_(&buffer),
      splitter_(buffer),
      file_(std::move(file)),
      map_(setup.map),
      builder_(*setup.schema, setup.tables),
      mapped_cells_(*setup.schema, setup.map, builder_),
      keeps_raw_rows_(setup.keeps_raw_rows) {}

Expected<std::unique_ptr<ClaimReader>, std::vector<Fault>> CsvClaimReader::open(const Setup& setup, InputBuffer& buffer,
                                                                                std::string file) {
  std::unique_ptr<CsvClaimReader> reader(new CsvClaimReader(setup, buffer, std::move(file)));
  std::vector<Fault> errors = reader->read_header(setup);
  if (!errors.empty()) return errors;
  reader->read_row();
  return std::unique_ptr<ClaimReader>(std::move(reader));
}

std::vector<Fault> CsvClaimReader::read_header(const Setup& setup) {
  if (auto fault = read_header_row(file_, *buffer_, splitter_, row_)) return {*std::move(fault)};
  FactNames names(*schema_, plain_facts(*schema_));
  if (setup.other_schema != nullptr) names.add_elsewhere(*setup.other_schema);
  columns_ = resolve_columns({&names, required_facts(*schema_), setup.kept, true,
                              map_ == nullptr ? nullptr : &map_->claims, map_ == nullptr ? nullptr : &map_->tables},
                             row_.fields, file_, row_.line);
  if (!columns_.errors.empty()) return std::move(columns_.errors);
  id_column_ = *columns_.column_of(schema_->claim_id());
  return {};
}

void CsvClaimReader::read_row() {
  do {
    status_ = splitter_.next(row_);
  } while (status_ == ReadStatus::item && is_blank_row(row_));
  if (status_ == ReadStatus::item) complete_row(row_, columns_);
  readable_id_ = status_ == ReadStatus::item ? id_of_row() : std::string_view();
  if (status_ == ReadStatus::failed) {
    failure_ = {file_,
                0,
                0,
                "",
                "",
                "cannot be read to its end: " + buffer_->failure()->message,
                "copy or export the file again"};
  }
}

std::string_view CsvClaimReader::id_of_row() const {
  const std::string_view text = readable_field(row_, id_column_);
  const MappedColumn* const mapped = columns_.mapped[id_column_];
  return mapped == nullptr ? text : text_of_fact(*mapped, schema_->claim_id(), text);
}

bool CsvClaimReader::gives(FactId fact) const {
  if (columns_.column_of(fact) || (map_ != nullptr && map_->claims.constant_of(fact) != nullptr)) return true;
  const Fact& given = schema_->fact(fact);
  return given.type == ValueType::records && columns_.lists_records(given.table);
}

ReadStatus CsvClaimReader::next(ReadClaim& claim) {
  if (status_ != ReadStatus::item) return status_;
  begin_claim(claim);
  do {
    add_row(claim);
    read_row();
  } while (belongs_to(claim) && !is_full(claim));
  if (belongs_to(claim)) cut_claim_ = claim.id;
  if (status_ == ReadStatus::failed) claim.faults.push_back(failure_);  // the claim may have more lines
  builder_.finish(*this);
  return ReadStatus::item;
}

void CsvClaimReader::begin_claim(ReadClaim& claim) {
  builder_.begin(claim, row_.line);
  claim.id = cut_claim_.value_or(std::string(readable_id_));
  claim.is_rest = std::exchange(cut_claim_, std::nullopt).has_value();
  if (claim.is_rest) fault_too_many(claim);
  if (nameless_line_ > 0 && !claim.is_rest) fault_row_above(claim);
  mapped_cells_.begin_claim({file_, row_.line, 0, {}, {}, 0});
}

// Raw rows are not to fill the memory either: the rest of such a claim, which is rejected, is handed out on its own.
bool CsvClaimReader::is_full(const ReadClaim& claim) const { return keeps_raw_rows_ && claim.rows > most_rows; }

void CsvClaimReader::fault_too_many(const ReadClaim& claim) {
  builder_.fault(fault_at({file_, row_.line, 0, {}, {}, 0}, {},
                          "claim " + base::quote(claim.id) + " has more than " + std::to_string(most_rows) + " rows"));
}

// A row that does not say its claim may be the last of the claim above it or the first of this one.
void CsvClaimReader::fault_row_above(const ReadClaim& claim) {
  builder_.fault(fault_at(place_in_row(file_, row_, columns_, id_column_), claim.id,
                          "claim " + base::quote(claim.id) + " may be short of line " + std::to_string(nameless_line_) +
                              " above it, which does not say its claim",
                          "mend that line; the claim is not decided without it"));
}

bool CsvClaimReader::belongs_to(const ReadClaim& claim) const {
  return status_ == ReadStatus::item && (readable_id_.empty() || readable_id_ == claim.id);
}

void CsvClaimReader::add_row(ReadClaim& claim) {
  if (keeps_raw_rows_) keep_raw_row(row_, columns_, id_column_, splitter_.separator(), claim.raw);
  nameless_line_ = readable_id_.empty() ? row_.line : 0;
  if (++claim.rows == most_rows + 1 && !claim.is_rest) fault_too_many(claim);
  if (claim.rows > most_rows || claim.is_rest) return;
  if (!unmended_text(row_, columns_, id_column_).empty()) {
    return builder_.fault(fault_at({file_, row_.line, 0, reject_columns[reject_text], {}, 0}, {},
                                   "the row is not mended", "put its values into their columns"));
  }
  if (auto fault = form_fault(file_, row_, columns_)) return builder_.fault(*std::move(fault));
  if (readable_id_.empty()) return builder_.fault(fault_of_id(claim));
  builder_.add_line(row_.line);
  mapped_cells_.begin_line({file_, row_.line, 0, {}, {}, 0});
  add_cells(claim);
  mapped_cells_.finish_row();
  if (auto warning = value_without_header(file_, row_, columns_)) claim.warnings.push_back(*std::move(warning));
}

Fault CsvClaimReader::fault_of_id(const ReadClaim& claim) const {
  const std::string_view text = readable_field(row_, id_column_);
  const MappedColumn* const mapped = columns_.mapped[id_column_];
  std::string message = "must be stated";
  if (mapped != nullptr && !text.empty()) message = explain_unsplit(*mapped, text).value_or(message);
  if (!claim.id.empty()) {
    message += "; the row may belong to claim " + base::quote(claim.id) + " above it, which is not decided without it";
  }
  return fault_at(
      place_in_row(file_, row_, columns_, id_column_), text, std::move(message),
      mapped == nullptr ? "write the id of its claim into each row" : "write it as the column map splits it");
}

void CsvClaimReader::add_cells(ReadClaim& claim) {
  for (std::size_t column = 0; column < columns_.facts.size(); ++column) {
    const auto fact = columns_.facts[column];
    const MappedColumn* const mapped = columns_.mapped[column];
    if (!fact && mapped == nullptr) continue;
    const std::string_view text = tidy_cell(row_.fields[column]);
    const Place place = place_in_row(file_, row_, columns_, column);
    if (mapped != nullptr) {
      mapped_cells_.add(*mapped, text, place);
    } else if (schema_->fact(*fact).scope == Scope::claim) {
      builder_.set_claim_fact(*fact, text, place);
    } else {
      builder_.set_line_fact(*fact, text, place);
    }
  }
  for (const auto& column : columns_.kept) claim.kept.emplace_back(column ? row_.fields[*column] : std::string_view());
}

Place CsvClaimReader::place_of(const ReadClaim& claim, std::optional<std::size_t> line,
                               std::optional<FactId> fact) const {
  Place place{file_, claim.first_line, 0, {}, {}, 0};
  if (line && *line < claim.line_lines.size()) place.line = claim.line_lines[*line];
  if (!fact) return place;
  place.header = schema_->fact(*fact).name;
  const auto column = columns_.column_of(*fact);
  if (!column) return place;
  place.column = *column + 1;
  place.header = columns_.headers[*column];
  const MappedColumn* const mapped = columns_.mapped[*column];
  if (mapped != nullptr) place.conversion = mapped->conversion_of(*fact);
  return place;
}

}  // namespace warrantor::io
