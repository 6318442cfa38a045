#include "io/csv_claim_reader.hpp"

#include <utility>

#include "io/csv_claim_parser.hpp"
#include "io/csv_plain_lane.hpp"
#include "io/csv_row_checks.hpp"
#include "io/decision_labels.hpp"

namespace warrantor::io {

namespace {

std::vector<FactId> required_facts(const Schema& schema) {
  std::vector<FactId> required = {schema.claim_id()};
  for (const FactId id : plain_facts(schema)) {
    if (id != schema.claim_id() && must_be_stated(schema.fact(id))) required.push_back(id);
  }
  return required;
}

void know_decisions(const Schema& schema, FactNames& names) {
  for (const FactId id : {schema.claim_id(), schema.line_id()}) {
    for (std::string& header : headers_of(schema, schema.fact(id).name)) names.add_name(std::move(header), id);
  }
  for (std::string& header : decision_headers(schema)) names.add_elsewhere(std::move(header));
}

}  // namespace

CsvClaimReader::CsvClaimReader(const Setup& setup, InputBuffer& buffer, std::string file)
    : buffer_(&buffer),
      splitter_(buffer),
      file_{setup.schema, setup.map, setup.tables, setup.keeps_raw_rows, std::move(file), {}},
      cutter_(file_, splitter_) {}

Expected<std::unique_ptr<ClaimReader>, std::vector<Fault>> CsvClaimReader::open(const Setup& setup, InputBuffer& buffer,
                                                                                std::string file) {
  std::unique_ptr<CsvClaimReader> reader(new CsvClaimReader(setup, buffer, std::move(file)));
  std::vector<Fault> errors = reader->read_header(setup);
  if (!errors.empty()) return errors;
  return std::unique_ptr<ClaimReader>(std::move(reader));
}

std::vector<Fault> CsvClaimReader::read_header(const Setup& setup) {
  CsvRow row;
  if (auto fault = read_header_row(file_.name, *buffer_, splitter_, row)) return {*std::move(fault)};
  FactNames names(*setup.schema, plain_facts(*setup.schema));
  if (setup.other_schema != nullptr) names.add_elsewhere(*setup.other_schema);
  if (setup.may_be_decisions) know_decisions(*setup.schema, names);
  file_.columns = resolve_columns(
      {&names, required_facts(*setup.schema), setup.kept, true, file_.map == nullptr ? nullptr : &file_.map->claims,
       file_.map == nullptr ? nullptr : &file_.map->tables},
      row.fields, file_.name, row.line);
  if (!file_.columns.errors.empty()) return std::move(file_.columns.errors);
  file_.id_column = *file_.columns.column_of(setup.schema->claim_id());
  file_.separator = splitter_.separator();
  return {};
}

ReadStatus CsvClaimReader::cut(ClaimBlock& block) {
  const ReadStatus status = cutter_.cut(block);
  block.encoding_name = buffer_->encoding_name();
  if (!cutter_.has_failed()) return status;
  failure_ = {file_.name,
              0,
              0,
              "",
              "",
              "cannot be read to its end: " + buffer_->failure()->message,
              "copy or export the file again"};
  block.failure = failure_;
  return status;
}

std::unique_ptr<ClaimParser> CsvClaimReader::parser() const { return std::make_unique<CsvClaimParser>(file_, *this); }

std::unique_ptr<PlainLane> CsvClaimReader::plain_lane() const {
  return CsvPlainLane::serves(file_) ? std::make_unique<CsvPlainLane>(file_) : nullptr;
}

void CsvClaimReader::drop_repeated(ReadClaim& claim) { quiet_columns_.keep_first(claim.warnings); }

bool CsvClaimReader::gives(FactId fact) const {
  if (file_.columns.column_of(fact) || (file_.map != nullptr && file_.map->claims.constant_of(fact) != nullptr)) {
    return true;
  }
  const Fact& given = file_.schema->fact(fact);
  return given.type == ValueType::records && file_.columns.lists_records(given.table);
}

Place CsvClaimReader::place_of(const ReadClaim& claim, std::optional<std::size_t> line,
                               std::optional<FactId> fact) const {
  Place place{file_.name, claim.first_line, 0, {}, {}, 0};
  if (line && *line < claim.line_lines.size()) place.line = claim.line_lines[*line];
  if (!fact) return place;
  place.header = file_.schema->fact(*fact).name;
  const auto column = file_.columns.column_of(*fact);
  if (!column) return place;
  place.column = *column + 1;
  place.header = file_.columns.headers[*column];
  const MappedColumn* const mapped = file_.columns.mapped[*column];
  if (mapped != nullptr) place.conversion = mapped->conversion_of(*fact);
  return place;
}

}  // namespace warrantor::io
