#include "io/json_claim_parser.hpp"

#include <algorithm>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "io/cell_text.hpp"
#include "io/expected_form.hpp"
#include "io/json_messages.hpp"
#include "io/reject_columns.hpp"

namespace warrantor::io {

namespace {

using base::JsonKind;
using base::JsonValue;

constexpr std::size_t most_unknown_keys = 1000;  // that are remembered, so as to be named once

}  // namespace

JsonClaimParser::JsonClaimParser(const JsonFile& file, const ClaimReader& reader)
    : file_(&file),
      reader_(&reader),
      schema_(file.schema),
      map_(file.map),
      builder_(*file.schema, file.tables),
      mapped_cells_(*file.schema, file.map, builder_),
      said_(file.schema->facts().size() + file.schema->value_lists().size()) {}

void JsonClaimParser::read(const ClaimBlock& block, std::size_t index, ReadClaim& claim) {
  const TextLine& line = block.lines[block.claims[index].begin];
  builder_.begin(claim, line.number);
  line_number_ = line.number;
  block_ = block.number;
  list_ = {};
  claim.rows = 1;
  if (file_->keeps_raw_rows) claim.raw.add_text(line.number, line.text);
  if (line.is_too_long)
    return builder_.fault({file_->name, line.number, 0, "", "", "the line is longer than 64 MiB", ""});
  const auto object = json_.read(line.text);
  if (!object) {
    builder_.fault(about_text(file_->name, line.number, object.error(), block.encoding_name));
  } else if (!object->is_object()) {
    builder_.fault({file_->name, line.number, object->column(), "", "",
                    "expected an object for a claim, found " + std::string(base::describe(object->kind())),
                    object->is_array() ? "write each claim on a line of its own, without a list around them"
                                       : std::string(form_of_line)});
  } else {
    read_claim(claim, *object);
  }
}

void JsonClaimParser::read_claim(ReadClaim& claim, JsonValue object) {
  object_ = said_.begin_object();
  const auto lines = object.find(file_->lines_key);
  claim.lists_lines = lines && !lines->is_null();
  mapped_cells_.begin_claim(place(object));
  if (!claim.lists_lines) {
    builder_.add_line(line_number_);
    mapped_cells_.begin_line(place(object));
  }
  for (const JsonValue member : object) read_member(claim, member);
  mapped_cells_.finish_row();
  const Value id = claim.claim.get(schema_->claim_id());
  const Fact& id_fact = schema_->fact(schema_->claim_id());
  if (id.is_known()) claim.id = format_value(*schema_, id_fact, id);
  if (!id.is_known() && claim.faults.empty()) {
    builder_.fault(blank_fault(*schema_, id_fact, reader_->place_of(claim, std::nullopt, schema_->claim_id())));
  }
  if (claim.lists_lines) {
    read_lines(claim, *lines);
  } else {
    for (const FactId fact : schema_->line_facts()) {
      if (must_be_stated(schema_->fact(fact)) && claim.claim.get(0, fact).is_unknown() && claim.faults.empty()) {
        builder_.set_line_fact(fact, {}, reader_->place_of(claim, std::nullopt, fact));
      }
    }
  }
  if (!file_->kept.empty()) {
    if (!claim.lists_lines)
      keep_values(claim, object, object);
    else if (lines->is_array()) {
      for (const JsonValue line : *lines) keep_values(claim, object, line);
    }
  }
  builder_.finish(*reader_);
}

void JsonClaimParser::read_member(ReadClaim& claim, JsonValue member) {
  if (member.key() == file_->lines_key || read_mapped(claim, member, false)) return;
  if (const auto table = find_table(member.key())) {
    file_->given.set(index_of(schema_->table(*table).fact));
    return read_records(claim, *table, member);
  }
  if (const ValueList* const list = find_value_list(member.key())) {
    return read_value_list(*list, member, claim.lists_lines ? Stands::beside_lines : Stands::alone);
  }
  const auto fact = find(file_->names, claim, member);
  if (!fact) return;
  if (claim.lists_lines && schema_->fact(*fact).scope == Scope::line) return fault_of_line(member);
  if (map_ == nullptr || !refuse_given(map_->claims, *fact, member)) read_fact(*fact, member);
}

void JsonClaimParser::read_lines(ReadClaim& claim, JsonValue lines) {
  if (!expect(lines, JsonKind::array)) return;
  const std::size_t count = lines.size();
  claim.rows = count == 0 ? 1 : count;
  if (count == 0) return fault(lines, "the list is empty", "leave it out where the claim has a single line");
  if (count > most_rows)
    return fault(lines, "a claim has at most " + std::to_string(most_rows) + " lines", "make several claims of it");
  list_ = {file_->lines_key, 0};
  for (const JsonValue line : lines) {
    read_line(claim, line);
    ++list_.index;
  }
  list_ = {};
}

void JsonClaimParser::read_line(ReadClaim& claim, JsonValue line) {
  if (!expect(line, JsonKind::object)) return;
  object_ = said_.begin_object();
  const std::size_t index = builder_.add_line(line_number_);
  mapped_cells_.begin_line(place(line));
  for (const JsonValue member : line) {
    if (read_mapped(claim, member, true)) continue;
    if (const ValueList* const list = find_value_list(member.key())) {
      read_value_list(*list, member, Stands::in_line);
      continue;
    }
    const auto fact = find(file_->names, claim, member);
    if (!fact) continue;
    if (schema_->fact(*fact).scope == Scope::claim) {
      fault_of_claim(member);
    } else if (map_ == nullptr || !refuse_given(map_->claims, *fact, member)) {
      read_fact(*fact, member);
    }
  }
  for (const FactId fact : schema_->line_facts()) {
    if (!must_be_stated(schema_->fact(fact)) || !claim.faults.empty()) continue;
    if (!claim.claim.get(index, fact).is_unknown()) continue;
    Place missing = reader_->place_of(claim, index, fact);
    missing.column = line.column();
    builder_.fault(blank_fault(*schema_, schema_->fact(fact), missing));
  }
}

void JsonClaimParser::read_records(ReadClaim& claim, TableId table, JsonValue records) {
  if (refuse_second(schema_->table(table).fact, records, object_)) return;
  if (records.is_null() || !expect(records, JsonKind::array)) return;
  if (records.size() > most_rows)
    return fault(records, "a claim has at most " + std::to_string(most_rows) + " of them",
                 "leave out what is not needed");
  claim.claim.state_table(table);
  list_ = {records.key(), 0};
  for (const JsonValue record : records) {
    read_record(claim, table, record);
    ++list_.index;
  }
  list_ = {};
}

void JsonClaimParser::read_record(ReadClaim& claim, TableId table, JsonValue record) {
  if (!expect(record, JsonKind::object)) return;
  const std::uint64_t object = said_.begin_object();
  const Claim::RecordIndex index = builder_.add_record(table);
  mapped_cells_.begin_record(table, index, place(record));
  for (const JsonValue member : record) {
    if (read_mapped_field(table, index, member, object)) continue;
    const auto id = find(file_->field_names[index_of(table)], claim, member);
    if (!id || (map_ != nullptr && refuse_given(map_->tables[index_of(table)], *id, member))) continue;
    if (refuse_second(*id, member, object)) continue;
    file_->given.set(index_of(*id));
    const auto text = text_of(schema_->fact(*id), member);
    if (text) builder_.set_field(table, index, *id, *text, place(member));
  }
  check_fields(claim, table, index, record);
}

// A key that is not there; one whose value is blank or wrong has its fault already.
void JsonClaimParser::check_fields(const ReadClaim& claim, TableId table, std::size_t index, JsonValue record) {
  if (!claim.faults.empty()) return;
  for (const FactId id : schema_->table(table).fields) {
    const Fact& field = schema_->fact(id);
    if (!must_be_stated(field) || !claim.claim.record(table, index)[field.slot].is_unknown()) continue;
    Place missing = place(record);
    missing.header = field.name;
    builder_.fault(blank_fault(*schema_, field, missing));
  }
}

void JsonClaimParser::read_fact(FactId id, JsonValue value) {
  if (refuse_second(id, value, object_)) return;
  const Fact& fact = schema_->fact(id);
  file_->given.set(index_of(id));
  const auto text = text_of(fact, value);
  if (!text) return;
  if (fact.scope == Scope::claim) {
    builder_.set_claim_fact(id, *text, place(value));
  } else {
    builder_.set_line_fact(id, *text, place(value));
  }
}

// Blank for null; nothing where the value is of a kind that the fact cannot take, and then a fault is added.
std::optional<std::string_view> JsonClaimParser::text_of(const Fact& fact, JsonValue value) {
  switch (value.kind()) {
    case JsonKind::null:
      return std::string_view();
    case JsonKind::string:
      return tidy_cell(value.text());
    case JsonKind::number:
      if (takes_number(fact.type)) return value.text();
      break;
    case JsonKind::boolean:
      if (fact.type == ValueType::boolean) return value.text();
      break;
    case JsonKind::array:
    case JsonKind::object:
      break;
  }
  fault(value, "expected " + std::string(expected_kind(fact.type)) + ", found " + describe_found(value),
        form_in_json(*schema_, fact));
  return std::nullopt;
}

bool JsonClaimParser::refuse_second(FactId fact, JsonValue member, std::uint64_t object) {
  return refuse_spelling(index_of(fact), schema_->fact(fact).name, member, object);
}

// The same key twice is refused before; whichever of two spellings stood last would win.
bool JsonClaimParser::refuse_spelling(std::size_t slot, const std::string& name, JsonValue member,
                                      std::uint64_t object) {
  const auto earlier = said_.say(slot, object, member.key());
  if (!earlier) return false;
  fault_key(
      member,
      base::quote(name) + " stands here twice, as " + base::quote(*earlier) + " and as " + base::quote(member.key()),
      "leave one of the two out");
  return true;
}

std::optional<FactId> JsonClaimParser::find(const FactNames& names, ReadClaim& claim, JsonValue member) {
  const std::vector<FactId>& found = names.find(member.key());
  if (found.size() == 1) return found[0];
  if (found.empty()) {
    explain_unknown(names, claim, member);
  } else {
    fault_key(
        member, "the label is that of several facts",
        "write " + base::quote(schema_->fact(found[0]).name) + " or " + base::quote(schema_->fact(found[1]).name));
  }
  return std::nullopt;
}

void JsonClaimParser::explain_unknown(const FactNames& names, ReadClaim& claim, JsonValue member) {
  if (list_.key.empty() && is_reject_column(member.key())) return;
  for (const std::string& kept : file_->kept) {
    if (kept == member.key()) return;
  }
  if (names.is_known_elsewhere(member.key())) return;
  if (const auto near = names.nearly(member.key()))
    return fault_key(member, "the key is unknown", base::did_you_mean(near));
  std::string path = std::string(list_.key) + '.' + std::string(member.key());
  if (!may_be_first(path)) return;
  claim.warnings.push_back(
      {"unknown keys", fault_at(place(member), {}, "the key is unknown and is not read"), std::move(path)});
}

// The reader keeps the first of the file. What was met in an earlier block is not, and most claims need no warning
// then.
bool JsonClaimParser::may_be_first(const std::string& path) {
  const auto found = unknown_keys_.find(path);
  if (found == unknown_keys_.end()) {
    if (unknown_keys_.size() < most_unknown_keys) unknown_keys_.emplace(path, block_);
    return true;
  }
  if (found->second < block_) return false;
  found->second = block_;
  return true;
}

std::optional<TableId> JsonClaimParser::find_table(std::string_view key) const {
  if (const auto table = schema_->find_table(key)) return table;
  for (const Table& table : schema_->tables()) {
    for (const auto& [language, label] : schema_->fact(table.fact).labels.all()) {
      if (label == key) return schema_->find_table(table.name);
    }
  }
  return std::nullopt;
}

void JsonClaimParser::keep_values(ReadClaim& claim, JsonValue object, JsonValue line) {
  for (const std::string& key : file_->kept) {
    auto value = line.is_object() ? line.find(key) : std::nullopt;
    if (!value) value = object.find(key);
    if (!value || value->is_null()) {
      claim.kept.emplace_back();
    } else {
      claim.kept.emplace_back(value->kind() == JsonKind::string ? value->text() : value->source());
    }
  }
}

Place JsonClaimParser::place(JsonValue value) const {
  return {file_->name, line_number_, value.column(), value.key(), list_.key, list_.index};
}

// The path names the key; what stands behind it is not at fault.
void JsonClaimParser::fault_key(JsonValue member, std::string message, std::string help) {
  builder_.fault(fault_at(place(member), {}, std::move(message), std::move(help)));
}

void JsonClaimParser::fault_of_line(JsonValue member) {
  fault_key(member, "is said of each line, not of the claim",
            "put it into the objects of " + base::quote(file_->lines_key));
}

void JsonClaimParser::fault_of_claim(JsonValue member) {
  fault_key(member, "is said of the claim, not of a line", "put it beside " + base::quote(file_->lines_key));
}

void JsonClaimParser::fault(JsonValue value, std::string message, std::string help) {
  const std::string_view text = value.is_array() || value.is_object() ? std::string_view() : value.text();
  builder_.fault(fault_at(place(value), text, std::move(message), std::move(help)));
}

bool JsonClaimParser::expect(JsonValue value, JsonKind kind) {
  if (value.kind() == kind) return true;
  fault(value, "expected " + std::string(base::describe(kind)) + ", found " + describe_found(value),
        kind == JsonKind::array ? "write it in brackets, as `[…]`" : "write its keys and values in braces, as `{…}`");
  return false;
}

}  // namespace warrantor::io
