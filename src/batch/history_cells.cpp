#include "batch/history_cells.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "io/decision_labels.hpp"

namespace warrantor::batch {

HistoryCells::HistoryCells(const Schema& schema, const ClaimStream& stream) : stream_(&stream) {
  for (const std::string field : {"outcome", "pays"}) names_.emplace(field, io::headers_of(schema, field));
  for (const Party& party : schema.parties()) names_.emplace(party.name, io::headers_of(schema, party.name));
}

// As many as there are headers: none is of the field.
std::size_t HistoryCells::place_in(const std::vector<std::string>& headers, std::string_view field) const {
  const auto known = names_.find(field);
  if (known == names_.end()) return headers.size();
  for (const std::string& name : known->second) {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const std::string& header) { return base::equal_ignoring_case(header, name); });
    if (found != headers.end()) return static_cast<std::size_t>(found - headers.begin());
  }
  return headers.size();
}

std::string_view HistoryCells::cell(const io::ReadClaim& claim, std::size_t line, std::string_view field) const {
  const std::size_t column = place_in(headers_, field);
  if (column == headers_.size()) return {};
  const std::size_t place = line * headers_.size() + column;
  return place < claim.kept.size() ? base::trim(claim.kept[place]) : std::string_view();
}

io::Place HistoryCells::place_of(const io::ReadClaim& claim, std::size_t line, std::string_view field) const {
  io::Place place = stream_->place_of(claim, line, std::nullopt);
  place.header = field;
  const io::Columns* const columns = stream_->reader().columns();
  const std::size_t column = columns == nullptr ? 0 : place_in(columns->headers, field);
  if (columns == nullptr || column == columns->headers.size()) return place;
  place.header = columns->headers[column];
  place.column = column + 1;
  return place;
}

}  // namespace warrantor::batch
