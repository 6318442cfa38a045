#include "io/list_columns.hpp"

#include <algorithm>

#include "io/fact_names.hpp"

namespace warrantor::io {

const Table* table_called(const Schema& schema, std::string_view header) {
  for (const Table& table : schema.tables()) {
    if (!FactNames(schema, {table.fact}).find(header).empty()) return &table;
  }
  return nullptr;
}

std::vector<FactId> fields_called(const Schema& schema, std::string_view header) {
  std::vector<FactId> fields;
  for (const Table& table : schema.tables()) {
    if (table.history) continue;  // earlier claims are no columns of a claim
    const FactNames names(schema, table.fields);
    const std::vector<FactId>& found = names.find(header);
    fields.insert(fields.end(), found.begin(), found.end());
  }
  if (!fields.empty()) return fields;
  const Table* const table = table_called(schema, header);
  return table != nullptr && table->fields.size() == 1 ? table->fields : fields;
}

std::string nearly_field(const Schema& schema, std::string_view header) {
  for (const Table& table : schema.tables()) {
    if (table.history) continue;  // earlier claims are no columns of a claim
    const FactNames names(schema, table.fields);
    if (const auto near = names.nearly(header)) return std::string(*near);
  }
  return {};
}

MappedColumn list_column(const Schema& schema, std::string_view header, FactId field) {
  const Fact& fact = schema.fact(field);
  ColumnUse use;
  use.list = ListForm{fact.table, ";", {std::string(empty_list)}, {}};
  if (fact.type != ValueType::text) use.list->other_separators = {"\uff1b", "|"};
  use.facts.push_back({field, {}});
  MappedColumn column;
  column.header = header;
  column.uses.push_back(std::move(use));
  return column;
}

ColumnUse use_of_values(const Schema& schema, const ValueList& list) {
  ColumnUse use;
  use.values = ValuesForm{static_cast<std::size_t>(&list - schema.value_lists().data()), {";", "\uff1b", "|"}};
  for (const ValueList::Member& member : list.members) use.facts.push_back({member.fact, {}});
  return use;
}

MappedColumn values_column(const Schema& schema, std::string_view header, const ValueList& list) {
  MappedColumn column;
  column.header = header;
  column.uses.push_back(use_of_values(schema, list));
  return column;
}

bool lists_field(const MappedColumn& column, FactId field) {
  return std::any_of(column.uses.begin(), column.uses.end(), [&](const ColumnUse& use) {
    return use.list && std::any_of(use.facts.begin(), use.facts.end(),
                                   [&](const MappedFact& mapped) { return mapped.fact == field; });
  });
}

}  // namespace warrantor::io
