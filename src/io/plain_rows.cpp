#include "io/plain_rows.hpp"

#include <algorithm>

namespace warrantor::io {

PlainRows::PlainRows(const Schema& schema, const Columns& columns)
    : field_count_(columns.headers.size()), named_count_(columns.named_count) {
  const auto is_text = [&](FactId fact) { return schema.fact(fact).type == ValueType::text; };
  const bool has_mapped =
      std::any_of(columns.mapped.begin(), columns.mapped.end(), [](const auto* mapped) { return mapped != nullptr; });
  if (has_mapped || columns.has_constants || columns.unsplit) return;
  if (!is_text(schema.claim_id()) || !is_text(schema.line_id())) return;
  for (std::size_t column = 0; column < columns.facts.size(); ++column) {
    if (columns.facts[column]) add_step(schema, *columns.facts[column], column);
  }
  reads_any_ = columns.column_of(schema.claim_id()).has_value();
}

void PlainRows::add_step(const Schema& schema, FactId id, std::size_t column) {
  const Fact& fact = schema.fact(id);
  if (fact.scope == Scope::claim) of_claim_.push_back(column);
  switch (fact.type) {
    case ValueType::boolean:
    case ValueType::enumeration:
      return words_.push_back({column, id, PlainWords(schema, fact)});
    case ValueType::number:
    case ValueType::months:
    case ValueType::days:
      return numbers_.push_back({column, id, PlainNumbers(fact)});
    case ValueType::money:
      return amounts_.push_back({column, id, PlainAmounts(schema.currency(), fact)});
    case ValueType::date:
      return dates_.push_back({column, id, PlainDates(fact)});
    case ValueType::vin:
      if (PlainVins::are_checked(fact)) return vins_.push_back({column, id, PlainVins(fact)});
      break;
    case ValueType::text:
    case ValueType::records:
      break;
  }
  texts_.push_back({column, id, PlainTexts(may_be_blank(fact) && id != schema.claim_id())});
}

// Without a branch for each cell, as nobody can foretell which are blank.
template <class Cells>
bool PlainRows::read_cells(const std::vector<Step<Cells>>& steps, std::span<const std::string_view> fields,
                           engine::LineBlock& block, std::size_t line) {
  bool is_plain = true;
  for (const Step<Cells>& step : steps) {
    const PlainValue value = step.cells.read(fields[step.column]);
    is_plain &= value.is_plain;
    engine::FactColumn* const column = block.column(step.fact);
    if (column == nullptr) continue;
    column->numbers[line] = value.number;
    column->known[line / 64] |= std::uint64_t{value.is_known} << line % 64;
  }
  return is_plain;
}

bool PlainRows::read(std::span<const std::string_view> fields, engine::LineBlock& block, std::size_t line) const {
  if (!reads_any_ || fields.size() != field_count_) return false;
  bool is_plain = std::all_of(fields.begin() + static_cast<std::ptrdiff_t>(named_count_), fields.end(),
                              [](std::string_view field) { return field.empty(); });
  is_plain &= read_cells(texts_, fields, block, line);
  is_plain &= read_cells(vins_, fields, block, line);
  is_plain &= read_cells(words_, fields, block, line);
  is_plain &= read_cells(dates_, fields, block, line);
  is_plain &= read_cells(numbers_, fields, block, line);
  is_plain &= read_cells(amounts_, fields, block, line);
  return is_plain;
}

bool PlainRows::agree(std::span<const std::string_view> fields, std::span<const std::string_view> others) const {
  return std::all_of(of_claim_.begin(), of_claim_.end(),
                     [&](std::size_t column) { return fields[column] == others[column]; });
}

}  // namespace warrantor::io
