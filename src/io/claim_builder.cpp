#include "io/claim_builder.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "io/checked_value.hpp"
#include "io/expected_form.hpp"

namespace warrantor::io {

namespace {

// A value of a list, in the language in which another one of it is written: who reads 锐骐 may not know its name.
std::string as_written(const Schema& schema, const Fact& fact, const Value& value, std::string_view other) {
  if (fact.type == ValueType::enumeration && value.is_known()) {
    const Domain& domain = schema.domain(fact.domain);
    for (const DomainValue& entry : domain.values) {
      for (const auto& [language, label] : entry.labels.all()) {
        if (label != other || entry.name == other) continue;
        const DomainValue& stated = domain.values[static_cast<std::size_t>(value.as_integer())];
        return std::string(stated.labels.get(language, stated.name));
      }
    }
  }
  return format_value(schema, fact, value);
}

}  // namespace

ClaimBuilder::ClaimBuilder(const Schema& schema, JoinedTables* tables) : schema_(&schema), tables_(tables) {
  std::copy_if(schema.claim_facts().begin(), schema.claim_facts().end(), std::back_inserter(required_),
               [&](FactId id) { return id != schema.claim_id() && must_be_stated(schema.fact(id)); });
}

void ClaimBuilder::begin(ReadClaim& claim, std::uint64_t first_line) {
  claim_ = &claim;
  claim.clear();
  claim.first_line = first_line;
}

Claim::LineIndex ClaimBuilder::add_line(std::uint64_t file_line) {
  claim_->line_lines.push_back(file_line);
  return claim_->claim.add_line();
}

std::optional<Value> ClaimBuilder::read(const Fact& fact, std::string_view text, const Place& place) {
  return read_value(*schema_, fact, text, place, claim_->claim.texts(), claim_->faults, claim_->warnings);
}

void ClaimBuilder::set_claim_fact(FactId id, std::string_view text, const Place& place) {
  if (text.empty()) return;
  const Fact& fact = schema_->fact(id);
  const std::size_t warnings_before = claim_->warnings.size();
  const std::optional<Value> value = read(fact, text, place);
  if (!value) return;
  std::uint64_t& stated_on = claim_->claim_fact_lines[fact.slot];
  if (stated_on == 0) {
    claim_->claim.set(id, *value);
    stated_on = place.line;
    return;
  }
  const Value earlier = claim_->claim.get(id);
  if (earlier.same_as(*value)) {
    claim_->warnings.resize(warnings_before);  // said already, where it was first stated
    return;
  }
  fault(fault_at(place, text,
                 base::quote(text) + " is not what line " + std::to_string(stated_on) + " says, " +
                     base::quote(as_written(*schema_, fact, earlier, text)),
                 "the lines of a claim must agree on it"));
}

void ClaimBuilder::set_line_fact(FactId id, std::string_view text, const Place& place) {
  const Fact& fact = schema_->fact(id);
  if (text.empty()) {
    if (must_be_stated(fact)) fault(blank_fault(*schema_, fact, place));
    return;
  }
  if (const auto value = read(fact, text, place)) claim_->claim.set(claim_->claim.line_count() - 1, id, *value);
}

void ClaimBuilder::set_field(TableId table, Claim::RecordIndex record, FactId id, std::string_view text,
                             const Place& place) {
  const Fact& fact = schema_->fact(id);
  if (text.empty()) {
    if (must_be_stated(fact)) fault(blank_fault(*schema_, fact, place));
    return;
  }
  if (const auto value = read(fact, text, place)) claim_->claim.set(table, record, id, *value);
}

void ClaimBuilder::finish(const ClaimReader& reader) {
  check_required(reader);
  if (claim_->claim.line_count() > 1) check_line_ids(reader);
  if (tables_ == nullptr) return;
  for (const auto& table : *tables_) join(*table, reader);
}

void ClaimBuilder::check_required(const ClaimReader& reader) {
  if (!claim_->faults.empty()) return;  // the value may be what is faulty
  for (const FactId id : required_) {
    const Fact& fact = schema_->fact(id);
    if (claim_->claim_fact_lines[fact.slot] != 0) continue;
    fault(blank_fault(*schema_, fact, reader.place_of(*claim_, std::nullopt, id)));
  }
}

void ClaimBuilder::check_line_ids(const ClaimReader& reader) {
  const Fact& line_id = schema_->fact(schema_->line_id());
  line_ids_.clear();
  for (std::size_t line = 0; line < claim_->claim.line_count(); ++line) {
    Value id = claim_->claim.get(line, schema_->line_id());
    const bool is_stated = id.is_known();
    if (!is_stated) id = line_id.default_value;
    if (!id.is_known()) continue;
    const std::uint64_t file_line = claim_->line_lines[line];
    const std::string text = format_value(*schema_, line_id, id);
    const auto [earlier, is_new] = line_ids_.emplace(text, file_line);
    if (is_new) continue;
    const std::string where =
        earlier->second == file_line ? "another line of the claim" : "line " + std::to_string(earlier->second);
    fault(fault_at(reader.place_of(*claim_, line, schema_->line_id()), text,
                   base::quote(text) + (is_stated ? "" : ", which a line without an id has,") + " is the id of " +
                       where + " already",
                   "give each line of a claim an id of its own"));
  }
}

void ClaimBuilder::join(JoinedTable& table, const ClaimReader& reader) {
  const auto fail = [&](std::string message, std::string help) {
    Place place = reader.place_of(*claim_, std::nullopt, std::nullopt);
    place.header = schema_->table(table.table()).name;
    fault(fault_at(place, {}, std::move(message), std::move(help)));
  };
  const Value key = claim_->claim.get(table.key());
  if (!key.is_known()) return;  // which records are its own cannot be told
  if (claim_->claim.is_stated(table.table())) {
    if (!table.has_records(key.as_text())) return;
    return fail("the claim lists its records, and " + table.file() + " has some for it too",
                "leave them out in one of the two");
  }
  const auto faulty_line = table.add_records(claim_->claim, key.as_text());
  if (!faulty_line) return;
  fail("a record of claim " + base::quote(claim_->id) + " could not be read, line " + std::to_string(*faulty_line) +
           " of " + table.file(),
       "mend that line; the claim is not decided without it");
}

}  // namespace warrantor::io
