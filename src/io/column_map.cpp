#include "io/column_map.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace warrantor::io {

bool MappedColumn::gives(FactId fact) const noexcept {
  return std::any_of(uses.begin(), uses.end(), [fact](const ColumnUse& use) {
    return !use.list && std::any_of(use.facts.begin(), use.facts.end(),
                                    [fact](const MappedFact& mapped) { return mapped.fact == fact; });
  });
}

const Conversion* MappedColumn::conversion_of(FactId fact) const noexcept {
  for (const ColumnUse& use : uses) {
    if (use.list) continue;
    for (const MappedFact& mapped : use.facts) {
      if (mapped.fact == fact && !mapped.conversion.is_plain()) return &mapped.conversion;
    }
  }
  return nullptr;
}

std::optional<FactId> MappedColumn::only_fact() const noexcept {
  if (uses.size() != 1 || uses[0].list || uses[0].values || uses[0].pattern) return std::nullopt;
  const MappedFact& mapped = uses[0].facts.front();
  const bool stands_as_it_is = mapped.conversion.is_plain() && mapped.conversion.blanks.empty();
  return stands_as_it_is ? mapped.fact : std::nullopt;
}

const MappedColumn* ColumnSet::find(std::string_view header) const noexcept {
  const MappedColumn* in_other_case = nullptr;
  for (const MappedColumn& column : columns) {
    if (column.header == header) return &column;
    if (base::equal_ignoring_case(column.header, header)) in_other_case = &column;
  }
  return in_other_case;
}

bool ColumnSet::ignores(std::string_view header) const noexcept {
  return std::any_of(ignored.begin(), ignored.end(),
                     [header](const std::string& name) { return base::equal_ignoring_case(name, header); });
}

const MappedConstant* ColumnSet::constant_of(FactId fact) const noexcept {
  const auto found = std::find_if(constants.begin(), constants.end(),
                                  [fact](const MappedConstant& constant) { return constant.fact == fact; });
  return found == constants.end() ? nullptr : &*found;
}

const MappedColumn* ColumnSet::column_of(FactId fact) const noexcept {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [fact](const MappedColumn& column) { return column.gives(fact); });
  return found == columns.end() ? nullptr : &*found;
}

}  // namespace warrantor::io
