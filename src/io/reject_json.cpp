#include "io/reject_json.hpp"

#include "base/json_writer.hpp"
#include "io/reject_columns.hpp"

namespace warrantor::io {

namespace {

std::string_view key_of(RejectColumn column) { return reject_columns[column]; }

bool has_own_members(base::JsonValue object) {
  for (const base::JsonValue member : object) {
    if (!is_reject_column(member.key())) return true;
  }
  return false;
}

void write_own_members(base::JsonWriter& json, base::JsonValue object) {
  for (const base::JsonValue member : object) {
    if (!is_reject_column(member.key())) json.key(member.key()).raw(member.source());
  }
}

}  // namespace

void JsonRejectWriter::add(const ReadClaim& claim, const Columns*, std::string_view file, std::string& out) {
  const std::vector<RowNote> notes = notes_of(claim, false);  // a claim is one row, and that one is not sound
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const RawRows::Row& row = claim.raw.rows()[i];
    const std::string_view text = claim.raw.cell(row, 0);
    const auto object = json_.read(text);
    const bool is_object = object && object->is_object();
    base::JsonWriter json(out);
    json.begin_object();
    if (is_object) write_own_members(json, *object);
    json.key(key_of(reject_reason)).string(notes[i].reason);
    json.key(key_of(reject_file)).string(file);
    json.key(key_of(reject_line)).number(static_cast<std::int64_t>(row.line));
    json.key(key_of(reject_column)).string(notes[i].column);
    if (!is_object || !has_own_members(*object)) {
      const auto earlier = is_object ? object->find(key_of(reject_text)) : std::nullopt;
      json.key(key_of(reject_text)).string(earlier ? earlier->text() : text);
    }
    json.end_object();
    out += '\n';
  }
}

}  // namespace warrantor::io
