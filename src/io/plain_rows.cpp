#include "io/plain_rows.hpp"

#include <algorithm>

#include "io/cell_text.hpp"
#include "io/other_form.hpp"

namespace warrantor::io {

PlainRows::PlainRows(const Schema& schema, const Columns& columns)
    : schema_(&schema), field_count_(columns.headers.size()), named_count_(columns.named_count) {
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
  const auto add = [&]<class Cells>(Cells cells) {
    std::get<Steps<Cells>>(steps_).push_back({column, id, std::move(cells)});
  };
  if (id == schema.claim_id()) return add(PlainTexts(false));
  std::visit(add, plain_cells(schema, fact));
}

template <class Cells>
bool PlainRows::read_cells(const Steps<Cells>& steps, std::span<const std::string_view> fields,
                           engine::LineBlock& block, std::size_t line) const {
  for (const Step<Cells>& step : steps) {
    engine::FactColumn* const column = block.column(step.fact);
    const PlainValue value = step.cells.read(fields[step.column]);
    if (value.is_plain) {
      put(value, column, line);
      continue;
    }
    const PlainValue other = read_otherwise(step.cells, *schema_, step.fact, fields[step.column]);
    if (!other.is_plain) return false;
    put(other, column, line);
  }
  return true;
}

bool PlainRows::read(std::span<const std::string_view> fields, engine::LineBlock& block, std::size_t line) const {
  if (!reads_any_ || (fields.size() != field_count_ && fields.size() != named_count_)) return false;
  const auto nameless = fields.subspan(named_count_);
  const auto is_blank = [](std::string_view field) { return field.empty() || tidy_cell(field).empty(); };
  if (!std::all_of(nameless.begin(), nameless.end(), is_blank)) return false;
  const auto read_all = [&](const auto&... steps) { return (read_cells(steps, fields, block, line) && ...); };
  return std::apply(read_all, steps_);
}

bool PlainRows::agree(std::span<const std::string_view> fields, std::span<const std::string_view> others) const {
  return std::all_of(of_claim_.begin(), of_claim_.end(),
                     [&](std::size_t column) { return fields[column] == others[column]; });
}

}  // namespace warrantor::io
