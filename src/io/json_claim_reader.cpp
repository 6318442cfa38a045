#include "io/json_claim_reader.hpp"

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "io/reject_columns.hpp"

namespace warrantor::io {

namespace {

using base::JsonKind;
using base::JsonValue;

constexpr std::string_view lines_key = "lines";
constexpr std::size_t most_unknown_keys = 1000;  // that are remembered, so as to be named once

bool takes_number(ValueType type) noexcept {
  switch (type) {
    case ValueType::number:
    case ValueType::money:
    case ValueType::months:
    case ValueType::days:
    case ValueType::text:
    case ValueType::enumeration:
      return true;
    default:
      return false;
  }
}

std::string_view expected_kind(ValueType type) noexcept {
  if (type == ValueType::boolean) return "true or false";
  return takes_number(type) ? "a number or a string" : "a string";
}

}  // namespace

JsonClaimReader::JsonClaimReader(const Schema& schema, JoinedTables* tables, std::vector<std::string> kept,
                                 InputBuffer& buffer, std::string file, bool keeps_raw_rows)
    : schema_(&schema),
      splitter_(buffer),
      buffer_(&buffer),
      file_(std::move(file)),
      kept_(std::move(kept)),
      keeps_raw_rows_(keeps_raw_rows),
      builder_(schema, tables),
      names_(schema, plain_facts(schema)),
      given_(schema.facts().size()) {
  for (const Table& table : schema.tables()) field_names_.emplace_back(schema, table.fields);
}

ReadStatus JsonClaimReader::next(ReadClaim& claim) {
  TextLine line;
  const ReadStatus status = splitter_.next(line);
  if (status == ReadStatus::failed) {
    failure_ = {file_, 0, 0, "", "", "cannot be read to its end: " + buffer_->failure()->message, ""};
  }
  if (status != ReadStatus::item) return status;
  builder_.begin(claim, line.number);
  line_number_ = line.number;
  list_ = {};
  claim.rows = 1;
  if (keeps_raw_rows_) claim.raw.add_text(line.number, line.text);
  if (line.is_too_long) {
    builder_.fault({file_, line.number, 0, "", "", "the line is longer than 64 MiB", ""});
    return status;
  }
  const auto object = json_.read(line.text);
  if (!object) {
    builder_.fault({file_, line.number, object.error().column, "", "", object.error().message, ""});
  } else if (!object->is_object()) {
    builder_.fault({file_, line.number, object->column(), "", "",
                    "expected an object for a claim, found " + std::string(base::describe(object->kind())),
                    object->is_array() ? "write each claim on a line of its own, without a list around them" : ""});
  } else {
    read_claim(claim, *object);
  }
  return status;
}

void JsonClaimReader::read_claim(ReadClaim& claim, JsonValue object) {
  const auto lines = object.find(lines_key);
  claim.lists_lines = lines && !lines->is_null();
  if (!claim.lists_lines) builder_.add_line(line_number_);
  for (const JsonValue member : object) read_member(claim, member);
  const Value id = claim.claim.get(schema_->claim_id());
  const Fact& id_fact = schema_->fact(schema_->claim_id());
  if (id.is_known()) claim.id = format_value(*schema_, id_fact, id);
  if (!id.is_known() && claim.faults.empty()) {
    builder_.fault({file_, line_number_, 0, id_fact.name, "", "must be stated", ""});
  }
  if (claim.lists_lines) {
    read_lines(claim, *lines);
  } else {
    for (const FactId fact : schema_->line_facts()) {
      if (must_be_stated(schema_->fact(fact)) && claim.claim.get(0, fact).is_unknown() && claim.faults.empty()) {
        builder_.set_line_fact(fact, {}, {file_, line_number_, 0, schema_->fact(fact).name, {}, 0});
      }
    }
  }
  if (!kept_.empty()) {
    if (!claim.lists_lines)
      keep_values(claim, object, object);
    else if (lines->is_array()) {
      for (const JsonValue line : *lines) keep_values(claim, object, line);
    }
  }
  builder_.finish(file_);
}

void JsonClaimReader::read_member(ReadClaim& claim, JsonValue member) {
  if (member.key() == lines_key) return;
  if (const auto table = find_table(member.key())) {
    given_[index_of(schema_->table(*table).fact)] = true;
    return read_records(claim, *table, member);
  }
  const auto fact = find(names_, claim, member);
  if (!fact) return;
  if (claim.lists_lines && schema_->fact(*fact).scope == Scope::line) {
    return fault(member, "is said of each line, not of the claim", "put it into the objects of `lines`");
  }
  read_fact(*fact, member);
}

void JsonClaimReader::read_lines(ReadClaim& claim, JsonValue lines) {
  if (!expect(lines, JsonKind::array)) return;
  const std::size_t count = lines.size();
  claim.rows = count == 0 ? 1 : count;
  if (count == 0) return fault(lines, "the list is empty", "leave it out where the claim has a single line");
  if (count > most_rows) return fault(lines, "a claim has at most " + std::to_string(most_rows) + " lines");
  list_ = {lines_key, 0};
  for (const JsonValue line : lines) {
    read_line(claim, line);
    ++list_.index;
  }
  list_ = {};
}

void JsonClaimReader::read_line(ReadClaim& claim, JsonValue line) {
  if (!expect(line, JsonKind::object)) return;
  const std::size_t index = builder_.add_line(line_number_);
  for (const JsonValue member : line) {
    const auto fact = find(names_, claim, member);
    if (!fact) continue;
    if (schema_->fact(*fact).scope == Scope::claim) {
      fault(member, "is said of the claim, not of a line", "put it beside `lines`");
    } else {
      read_fact(*fact, member);
    }
  }
  for (const FactId fact : schema_->line_facts()) {
    if (!must_be_stated(schema_->fact(fact)) || !claim.faults.empty()) continue;
    if (claim.claim.get(index, fact).is_unknown()) {
      fault(line, base::quote(schema_->fact(fact).name) + " must be stated");
    }
  }
}

void JsonClaimReader::read_records(ReadClaim& claim, TableId table, JsonValue records) {
  if (records.is_null() || !expect(records, JsonKind::array)) return;
  if (records.size() > most_rows)
    return fault(records, "a claim has at most " + std::to_string(most_rows) + " of them");
  claim.claim.state_table(table);
  list_ = {records.key(), 0};
  for (const JsonValue record : records) {
    read_record(claim, table, record);
    ++list_.index;
  }
  list_ = {};
}

void JsonClaimReader::read_record(ReadClaim& claim, TableId table, JsonValue record) {
  if (!expect(record, JsonKind::object)) return;
  const Claim::RecordIndex index = builder_.add_record(table);
  for (const JsonValue member : record) {
    const auto id = find(field_names_[index_of(table)], claim, member);
    if (!id) continue;
    given_[index_of(*id)] = true;
    const auto text = text_of(schema_->fact(*id), member);
    if (text) builder_.set_field(table, index, *id, *text, place(member));
  }
}

void JsonClaimReader::read_fact(FactId id, JsonValue value) {
  const Fact& fact = schema_->fact(id);
  given_[index_of(id)] = true;
  const auto text = text_of(fact, value);
  if (!text) return;
  if (fact.scope == Scope::claim) {
    builder_.set_claim_fact(id, *text, place(value));
  } else {
    builder_.set_line_fact(id, *text, place(value));
  }
}

// Blank for null; nothing where the value is of a kind that the fact cannot take, and then a fault is added.
std::optional<std::string_view> JsonClaimReader::text_of(const Fact& fact, JsonValue value) {
  switch (value.kind()) {
    case JsonKind::null:
      return std::string_view();
    case JsonKind::string:
      return base::trim(value.text());
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
  fault(value,
        "expected " + std::string(expected_kind(fact.type)) + ", found " + std::string(base::describe(value.kind())));
  return std::nullopt;
}

std::optional<FactId> JsonClaimReader::find(const FactNames& names, ReadClaim& claim, JsonValue member) {
  const std::vector<FactId>& found = names.find(member.key());
  if (found.size() == 1) return found[0];
  if (found.empty()) {
    explain_unknown(names, claim, member);
  } else {
    fault(member, "the label is that of several facts",
          "write " + base::quote(schema_->fact(found[0]).name) + " or " + base::quote(schema_->fact(found[1]).name));
  }
  return std::nullopt;
}

void JsonClaimReader::explain_unknown(const FactNames& names, ReadClaim& claim, JsonValue member) {
  if (list_.key.empty() && is_reject_column(member.key())) return;
  for (const std::string& kept : kept_) {
    if (kept == member.key()) return;
  }
  if (const auto near = names.nearly(member.key()))
    return fault(member, "the key is unknown", base::did_you_mean(near));
  const std::string path = std::string(list_.key) + '.' + std::string(member.key());
  if (unknown_keys_.size() >= most_unknown_keys || !unknown_keys_.insert(path).second) return;
  claim.warnings.push_back({"unknown keys", fault_at(place(member), {}, "the key is unknown and is not read")});
}

std::optional<TableId> JsonClaimReader::find_table(std::string_view key) const {
  if (const auto table = schema_->find_table(key)) return table;
  for (const Table& table : schema_->tables()) {
    for (const auto& [language, label] : schema_->fact(table.fact).labels.all()) {
      if (label == key) return schema_->find_table(table.name);
    }
  }
  return std::nullopt;
}

void JsonClaimReader::keep_values(ReadClaim& claim, JsonValue object, JsonValue line) {
  for (const std::string& key : kept_) {
    auto value = line.is_object() ? line.find(key) : std::nullopt;
    if (!value) value = object.find(key);
    if (!value || value->is_null()) {
      claim.kept.emplace_back();
    } else {
      claim.kept.emplace_back(value->kind() == JsonKind::string ? value->text() : value->source());
    }
  }
}

Place JsonClaimReader::place(JsonValue value) const {
  return {file_, line_number_, value.column(), value.key(), list_.key, list_.index};
}

void JsonClaimReader::fault(JsonValue value, std::string message, std::string help) {
  const std::string_view text = value.is_array() || value.is_object() ? std::string_view() : value.text();
  builder_.fault(fault_at(place(value), text, std::move(message), std::move(help)));
}

bool JsonClaimReader::expect(JsonValue value, JsonKind kind) {
  if (value.kind() == kind) return true;
  fault(value,
        "expected " + std::string(base::describe(kind)) + ", found " + std::string(base::describe(value.kind())));
  return false;
}

Place JsonClaimReader::place_of(const ReadClaim& claim, std::optional<std::size_t> line,
                                std::optional<FactId> fact) const {
  Place place{file_, claim.first_line, 0, {}, {}, 0};
  if (fact) place.header = schema_->fact(*fact).name;
  if (line && claim.lists_lines) {
    place.list = lines_key;
    place.index = *line;
  }
  return place;
}

}  // namespace warrantor::io
