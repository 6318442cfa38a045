#include "io/mapped_cells.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "io/fact_names.hpp"
#include "io/list_columns.hpp"

namespace warrantor::io {

namespace {

Place converted_by(const Conversion& conversion, const Place& place) {
  Place converted = place;
  converted.conversion = conversion.is_plain() ? nullptr : &conversion;
  return converted;
}

std::string_view separator_of(const ListForm& list, std::string_view text) {
  if (text.find(list.separator) != std::string_view::npos) return list.separator;
  const auto other = std::find_if(list.other_separators.begin(), list.other_separators.end(),
                                  [&](const std::string& one) { return text.find(one) != std::string_view::npos; });
  return other == list.other_separators.end() ? list.separator : *other;
}

std::vector<std::string_view> split_list(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> items;
  for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
    items.push_back(base::trim(text.substr(0, at)));
    text.remove_prefix(at + separator.size());
  }
  const std::string_view last = base::trim(text);
  if (!last.empty()) items.push_back(last);  // nothing stands behind a separator at the end
  return items;
}

bool says_none(const ListForm& list, std::string_view text) {
  return std::find(list.none.begin(), list.none.end(), text) != list.none.end();
}

std::string count_of(std::size_t count) { return std::to_string(count) + (count == 1 ? " record" : " records"); }

}  // namespace

Expected<std::vector<CellPart>, ValueFault> split_cell(const ColumnUse& use, std::string_view text) {
  std::vector<CellPart> parts;
  std::optional<std::vector<std::string_view>> texts;
  if (use.pattern && !text.empty()) {
    texts = use.pattern->split(text);
    if (!texts) {
      return ValueFault{base::quote(text) + " is not of the form " + base::quote(use.pattern->text()),
                        "the column map splits it so"};
    }
  }
  for (std::size_t i = 0; i < use.facts.size(); ++i) {
    const MappedFact& mapped = use.facts[i];
    if (!mapped.fact) continue;
    const std::string_view part = texts ? (*texts)[i] : text;
    parts.push_back({&mapped, mapped.conversion.is_blank(part) ? std::string_view() : part});
  }
  return parts;
}

std::string_view text_of_fact(const MappedColumn& column, FactId fact, std::string_view text) {
  for (const ColumnUse& use : column.uses) {
    if (use.list || use.values) continue;
    const auto parts = split_cell(use, text);
    if (!parts) continue;
    for (const CellPart& part : *parts) {
      if (part.mapped->fact == fact) return part.text;
    }
  }
  return {};
}

std::optional<std::string> explain_unsplit(const MappedColumn& column, std::string_view text) {
  for (const ColumnUse& use : column.uses) {
    if (auto parts = split_cell(use, text); !use.list && !parts) return std::move(parts.error().message);
  }
  return std::nullopt;
}

MappedCells::MappedCells(const Schema& schema, const ColumnMap* map, ClaimBuilder& builder)
    : schema_(&schema), map_(map), builder_(&builder), lists_(schema.tables().size()) {}

void MappedCells::begin_claim(const Place& place) {
  for (List& list : lists_) {
    list.cells.clear();
    list.said_on = 0;
  }
  if (map_ == nullptr) return;
  for (const MappedConstant& constant : map_->claims.constants) {
    if (schema_->fact(constant.fact).scope == Scope::claim) {
      builder_->set_claim_fact(constant.fact, constant.text, place);
    }
  }
}

void MappedCells::begin_line(const Place& place) {
  if (map_ == nullptr) return;
  for (const MappedConstant& constant : map_->claims.constants) {
    if (schema_->fact(constant.fact).scope == Scope::line) builder_->set_line_fact(constant.fact, constant.text, place);
  }
}

void MappedCells::begin_record(TableId table, Claim::RecordIndex record, const Place& place) {
  if (map_ == nullptr) return;
  for (const MappedConstant& constant : map_->tables[index_of(table)].constants) {
    builder_->set_field(table, record, constant.fact, constant.text, place);
  }
}

void MappedCells::add(const MappedColumn& column, std::string_view text, const Place& place) {
  for (const ColumnUse& use : column.uses) {
    if (use.list) {
      lists_[index_of(use.list->table)].cells.push_back({&use, text, place});
      continue;
    }
    if (use.values) {
      add_values(*use.values, text, place);
      continue;
    }
    const auto parts = split_cell(use, text);
    if (!parts) {
      builder_->fault(fault_at(place, text, parts.error().message, parts.error().help));
      continue;
    }
    for (const CellPart& part : *parts) {
      const Place converted = converted_by(part.mapped->conversion, place);
      const FactId fact = *part.mapped->fact;
      if (schema_->fact(fact).scope == Scope::claim) {
        builder_->set_claim_fact(fact, part.text, converted);
      } else {
        builder_->set_line_fact(fact, part.text, converted);
      }
    }
  }
}

// What the cell names is there; of what it does not name nothing is said.
void MappedCells::add_values(const ValuesForm& values, std::string_view text, const Place& place) {
  if (text == empty_list) return;
  const ValueList& list = schema_->value_lists()[values.list];
  const auto separator = std::find_if(values.separators.begin(), values.separators.end(),
                                      [&](const std::string& one) { return text.find(one) != std::string_view::npos; });
  for (const std::string_view item :
       split_list(text, separator == values.separators.end() ? values.separators.front() : *separator)) {
    const ValueList::Member* const found = find_member(*schema_, list, item);
    if (found == nullptr) {
      const ValueFault unknown = unknown_member(list, item);
      builder_->fault(fault_at(place, text, unknown.message, unknown.help));
    } else if (schema_->fact(found->fact).scope == Scope::claim) {
      builder_->set_claim_fact(found->fact, "true", place);
    } else {
      builder_->set_line_fact(found->fact, "true", place);
    }
  }
}

void MappedCells::add_to_record(const MappedColumn& column, TableId table, Claim::RecordIndex record,
                                std::string_view text, const Place& place) {
  for (const ColumnUse& use : column.uses) add_fields(table, record, use, text, place);
}

void MappedCells::add_fields(TableId table, Claim::RecordIndex record, const ColumnUse& use, std::string_view text,
                             const Place& place) {
  const auto parts = split_cell(use, text);
  if (!parts) return builder_->fault(fault_at(place, text, parts.error().message, parts.error().help));
  for (const CellPart& part : *parts) {
    const FactId fact = *part.mapped->fact;
    if (schema_->fact(fact).scope != Scope::record) continue;  // by which claim the records were found
    builder_->set_field(table, record, fact, part.text, converted_by(part.mapped->conversion, place));
  }
}

void MappedCells::finish_row() {
  for (std::size_t table = 0; table < lists_.size(); ++table) finish_list(static_cast<TableId>(table), lists_[table]);
}

void MappedCells::finish_list(TableId table, List& list) {
  const std::vector<ListCell> cells = std::move(list.cells);
  list.cells.clear();
  if (std::all_of(cells.begin(), cells.end(), [](const ListCell& cell) { return cell.text.empty(); })) return;
  std::string said;
  for (const ListCell& cell : cells) (said += cell.text) += '\0';
  if (list.said_on == 0) {
    list.said = std::move(said);
    list.said_on = cells.front().place.line;
    return add_records(table, cells);
  }
  if (said == list.said) return;
  builder_->fault(fault_at(cells.front().place, cells.front().text,
                           base::quote(cells.front().text) + " is not what line " + std::to_string(list.said_on) +
                               " says of " + base::quote(schema_->table(table).name),
                           "the lines of a claim must agree on it"));
}

void MappedCells::add_records(TableId table, const std::vector<ListCell>& cells) {
  builder_->state_table(table);
  std::vector<std::vector<std::string_view>> items;
  const ListCell* counted = nullptr;  // the first cell that is not blank
  std::size_t count = 0;
  for (const ListCell& cell : cells) {
    const bool is_none = says_none(*cell.use->list, cell.text);
    items.push_back(is_none ? std::vector<std::string_view>()
                            : split_list(cell.text, separator_of(*cell.use->list, cell.text)));
    if (cell.text.empty()) continue;
    const std::size_t own = items.back().size();
    if (own > most_rows) {
      return builder_->fault(fault_at(cell.place, {}, "a claim has at most " + std::to_string(most_rows) + " of them"));
    }
    if (counted == nullptr) {
      counted = &cell;
      count = own;
    } else if (own != count) {
      return builder_->fault(
          fault_at(cell.place, cell.text,
                   base::quote(cell.text) + " has " + count_of(own) + ", " + base::quote(counted->place.header) +
                       " has " + count_of(count),
                   "give the same number in both; a blank one at the end is written with a separator behind it"));
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Claim::RecordIndex record = builder_->add_record(table);
    begin_record(table, record, counted->place);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      const std::string_view item = items[cell].empty() ? std::string_view() : items[cell][i];
      add_fields(table, record, *cells[cell].use, item, cells[cell].place);
    }
  }
}

}  // namespace warrantor::io
