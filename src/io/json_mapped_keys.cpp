// How a column map reads the keys of JSON; the rest of the reader is in json_claim_parser.cpp.

#include <algorithm>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "io/json_claim_parser.hpp"

namespace warrantor::io {

using base::JsonValue;

// False where the map says nothing of the key.
bool JsonClaimParser::read_mapped(ReadClaim& claim, JsonValue member, bool is_of_line) {
  if (map_ == nullptr) return false;
  const MappedColumn* const column = map_->claims.find(member.key());
  if (column == nullptr) return map_->claims.ignores(member.key());
  file_->seen.set(static_cast<std::size_t>(column - map_->claims.columns.data()));
  if (refuse_misplaced(claim, *column, member, is_of_line) || refuse_second(*column, member, object_)) return true;
  note_given(*column);
  const ListForm* const list = column->uses.size() == 1 && column->uses[0].list ? &*column->uses[0].list : nullptr;
  if (list != nullptr && (list->separator.empty() || member.is_array())) {
    read_records(claim, list->table, member);
  } else if (column->uses.size() == 1 && column->uses[0].values && member.is_array()) {
    const Stands stands = is_of_line ? Stands::in_line : claim.lists_lines ? Stands::beside_lines : Stands::alone;
    read_value_list(schema_->value_lists()[column->uses[0].values->list], member, stands);
  } else if (const auto fact = column->only_fact()) {
    read_fact(*fact, member);
  } else if (const auto text = text_of_cell(member)) {
    mapped_cells_.add(*column, *text, place(member));
  }
  return true;
}

// Whether what a key gives is said of a line where it belongs to the claim, or the other way round.
bool JsonClaimParser::refuse_misplaced(const ReadClaim& claim, const MappedColumn& column, JsonValue member,
                                       bool is_of_line) {
  const auto gives = [&](Scope scope) {
    return std::any_of(column.uses.begin(), column.uses.end(), [&](const ColumnUse& use) {
      if (use.list) return scope == Scope::claim;
      return std::any_of(use.facts.begin(), use.facts.end(), [&](const MappedFact& mapped) {
        return mapped.fact && schema_->fact(*mapped.fact).scope == scope;
      });
    });
  };
  if (is_of_line && gives(Scope::claim)) {
    fault_of_claim(member);
    return true;
  }
  if (!is_of_line && claim.lists_lines && gives(Scope::line)) {
    fault_of_line(member);
    return true;
  }
  return false;
}

void JsonClaimParser::note_given(const MappedColumn& column) {
  for (const ColumnUse& use : column.uses) {
    if (use.list) file_->given.set(index_of(schema_->table(use.list->table).fact));
    for (const MappedFact& mapped : use.facts) {
      if (mapped.fact) file_->given.set(index_of(*mapped.fact));
    }
  }
}

bool JsonClaimParser::read_mapped_field(TableId table, Claim::RecordIndex record, JsonValue member,
                                        std::uint64_t object) {
  if (map_ == nullptr) return false;
  const ColumnSet& set = map_->tables[index_of(table)];
  const MappedColumn* const column = set.find(member.key());
  if (column == nullptr) return set.ignores(member.key());
  if (refuse_second(*column, member, object)) return true;
  if (const auto text = text_of_cell(member)) {
    mapped_cells_.add_to_record(*column, table, record, *text, place(member));
  }
  return true;
}

// A header is found in the other case too.
bool JsonClaimParser::refuse_second(const MappedColumn& column, JsonValue member, std::uint64_t object) {
  for (const ColumnUse& use : column.uses) {
    for (const MappedFact& mapped : use.facts) {
      if (mapped.fact && refuse_second(*mapped.fact, member, object)) return true;
    }
  }
  return false;
}

// Whether the map gives a fact already that a key names as the rule set does.
bool JsonClaimParser::refuse_given(const ColumnSet& set, FactId fact, JsonValue member) {
  const MappedConstant* const constant = set.constant_of(fact);
  const MappedColumn* const column = set.column_of(fact);
  if (constant == nullptr && column == nullptr) return false;
  const std::uint32_t line = constant != nullptr ? constant->line : column->line;
  fault(member,
        set.file + ':' + std::to_string(line) + " gives " + base::quote(schema_->fact(fact).name) +
            (constant != nullptr ? " as a constant" : " by " + base::quote(column->header)),
        "take it out of the map, or list the key under `ignore`");
  return true;
}

// Blank for null; the text of a value of any kind that has one.
std::optional<std::string_view> JsonClaimParser::text_of_cell(JsonValue value) {
  if (value.is_null()) return std::string_view();
  if (!value.is_array() && !value.is_object()) return base::trim(value.text());
  fault(value, "expected a text or a number, found " + std::string(base::describe(value.kind())),
        "write a text in double quotes, or a number");
  return std::nullopt;
}

}  // namespace warrantor::io
