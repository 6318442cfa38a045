#include "io/joined_table.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>

#include "base/text.hpp"
#include "io/cell_text.hpp"
#include "io/cell_value.hpp"
#include "io/checked_value.hpp"
#include "io/csv_row_checks.hpp"
#include "io/expected_form.hpp"
#include "io/input_buffer.hpp"
#include "io/mapped_cells.hpp"

namespace warrantor::io {

namespace {

bool can_be_key(const Fact& fact) noexcept {
  return fact.scope == Scope::claim && (fact.type == ValueType::text || fact.type == ValueType::vin);
}

std::vector<FactId> required_fields(const Schema& schema, TableId table) {
  std::vector<FactId> required;
  for (const FactId id : schema.table(table).fields) {
    if (schema.fact(id).blank == Blank::reject && !schema.fact(id).blank_is_conditional) required.push_back(id);
  }
  return required;
}

}  // namespace

std::vector<FactId> facts_of_table(const Schema& schema, TableId table) {
  std::vector<FactId> facts = schema.table(table).fields;
  std::copy_if(schema.claim_facts().begin(), schema.claim_facts().end(), std::back_inserter(facts),
               [&](FactId id) { return can_be_key(schema.fact(id)); });
  return facts;
}

Expected<std::unique_ptr<JoinedTable>, std::vector<Fault>> JoinedTable::read(const Schema& schema, TableId table,
                                                                             bool is_complete, ByteSource& source,
                                                                             const std::string& file,
                                                                             const ColumnSet* map,
                                                                             const Schema* other_schema) {
  std::unique_ptr<JoinedTable> joined(new JoinedTable(schema, table, is_complete, file, map));
  InputBuffer buffer(source);
  CsvSplitter splitter(buffer);
  CsvRow row;
  if (auto fault = read_header_row(file, buffer, splitter, row)) return std::vector<Fault>{*std::move(fault)};
  std::vector<Fault> errors;
  if (!joined->read_header(row, other_schema, errors)) return errors;
  for (;;) {
    const ReadStatus status = splitter.next(row);
    if (status == ReadStatus::end) return joined;
    if (status == ReadStatus::failed) {
      return std::vector<Fault>{joined->failure(0, "cannot be read: " + buffer.failure()->message)};
    }
    if (is_blank_row(row)) continue;
    complete_row(row, joined->columns_);
    joined->add_row(row);
  }
}

bool JoinedTable::read_header(const CsvRow& row, const Schema* other_schema, std::vector<Fault>& errors) {
  FactNames names(*schema_, facts_of_table(*schema_, table_));
  if (other_schema != nullptr) names.add_elsewhere(*other_schema);
  columns_ = resolve_columns({&names, required_fields(*schema_, table_), {}, false, map_}, row.fields, file_, row.line);
  warnings_ = columns_.warnings;
  errors = columns_.errors;
  return errors.empty() && find_key(row.line, errors);
}

bool JoinedTable::find_key(std::uint64_t line, std::vector<Fault>& errors) {
  std::vector<FactId> candidates;
  for (const FactId id : schema_->claim_facts()) {
    if (columns_.column_of(id)) candidates.push_back(id);
  }
  if (columns_.column_of(schema_->claim_id())) candidates = {schema_->claim_id()};
  if (candidates.size() != 1) {
    Fault fault = failure(line, candidates.empty() ? "no column says which claim a row belongs to"
                                                   : "several columns could say which claim a row belongs to");
    fault.help = "give a column " + base::quote(schema_->fact(schema_->claim_id()).name);
    errors.push_back(std::move(fault));
    return false;
  }
  key_ = candidates.front();
  key_column_ = *columns_.column_of(*key_);
  return true;
}

Fault JoinedTable::failure(std::uint64_t line, std::string message) const {
  return {file_, line, 0, "", "", std::move(message), ""};
}

std::string JoinedTable::key_of(const CsvRow& row) const {
  const std::string_view text = readable_field(row, key_column_);
  const MappedColumn* const mapped = columns_.mapped[key_column_];
  const std::string_view key = mapped == nullptr ? text : text_of_fact(*mapped, *key_, text);
  return schema_->fact(*key_).type == ValueType::vin ? plain_vin(key) : std::string(key);
}

JoinedTable::Group& JoinedTable::group_of(std::string_view key) {
  const auto found = groups_.find(key);
  if (found != groups_.end()) return found->second;
  return groups_.emplace(texts_.keep(key), Group{}).first->second;
}

void JoinedTable::add_row(const CsvRow& row) {
  ++row_count_;
  if (auto fault = form_fault(file_, row, columns_)) return add_faulty_row(row, *std::move(fault));
  const std::string key = key_of(row);
  if (key.empty()) {
    const std::string_view text = readable_field(row, key_column_);
    const MappedColumn* const mapped = columns_.mapped[key_column_];
    std::string message = "it is not said which claim the row belongs to";
    if (mapped != nullptr && !text.empty()) message = explain_unsplit(*mapped, text).value_or(message);
    return add_faulty_row(row, fault_at(place_in_row(file_, row, columns_, key_column_), text, std::move(message),
                                        "write what the claim has in its own column for it"));
  }
  std::vector<Warning> warnings;
  warn_of_values_without_header(file_, row, columns_, warnings);
  quiet_columns_.keep_first(warnings);
  std::move(warnings.begin(), warnings.end(), std::back_inserter(warnings_));
  read_fields(row, group_of(key));
}

void JoinedTable::add_faulty_row(const CsvRow& row, Fault fault) {
  ++faulty_row_count_;
  faults_.push_back(std::move(fault));
  if (const std::string key = key_of(row); !key.empty()) group_of(key).faulty_line = row.line;
}

void JoinedTable::read_fields(const CsvRow& row, Group& group) {
  const std::size_t faults_before = faults_.size();
  const std::size_t begin = values_.size();
  const std::vector<FactId>& fields = schema_->table(table_).fields;
  values_.resize(begin + fields.size());
  for (std::size_t column = 0; column < columns_.facts.size(); ++column) {
    const std::string_view text = tidy_cell(row.fields[column]);
    const Place place = place_in_row(file_, row, columns_, column);
    if (columns_.mapped[column] != nullptr) {
      read_mapped_cell(*columns_.mapped[column], text, place, begin);
    } else if (columns_.facts[column]) {
      read_cell(*columns_.facts[column], text, place, begin);
    }
  }
  read_constants(row, begin);
  if (faults_.size() == faults_before) {
    group.records.push_back(static_cast<std::uint32_t>(begin / std::max<std::size_t>(fields.size(), 1)));
    return;
  }
  values_.resize(begin);
  ++faulty_row_count_;
  group.faulty_line = row.line;
}

// `begin` is the place of the row's values.
void JoinedTable::read_cell(FactId id, std::string_view text, const Place& place, std::size_t begin) {
  const Fact& fact = schema_->fact(id);
  if (fact.scope != Scope::record) return;
  if (!text.empty()) {
    const auto value = read_value(*schema_, fact, text, place, texts_, faults_, warnings_);
    if (value) values_[begin + fact.slot] = *value;
  } else if (fact.blank == Blank::reject && !fact.blank_is_conditional) {
    faults_.push_back(blank_fault(*schema_, fact, place));
  }
}

void JoinedTable::read_mapped_cell(const MappedColumn& column, std::string_view text, const Place& place,
                                   std::size_t begin) {
  for (const ColumnUse& use : column.uses) {
    const auto parts = split_cell(use, text);
    if (!parts) {
      faults_.push_back(fault_at(place, text, parts.error().message, parts.error().help));
      continue;
    }
    for (const CellPart& part : *parts) {
      Place converted = place;
      converted.conversion = &part.mapped->conversion;
      read_cell(*part.mapped->fact, part.text, converted, begin);
    }
  }
}

void JoinedTable::read_constants(const CsvRow& row, std::size_t begin) {
  if (map_ == nullptr) return;
  for (const MappedConstant& constant : map_->constants) {
    read_cell(constant.fact, constant.text, {file_, row.line, 0, schema_->fact(constant.fact).name, {}, 0}, begin);
  }
}

std::optional<std::uint64_t> JoinedTable::add_records(Claim& claim, std::string_view key) {
  const auto found = groups_.find(key);
  if (found == groups_.end()) {
    if (is_complete_) claim.state_table(table_);
    return std::nullopt;
  }
  Group& group = found->second;
  std::atomic_ref(group.is_used).store(true, std::memory_order_relaxed);  // other threads may be at it too
  const std::vector<FactId>& fields = schema_->table(table_).fields;
  for (const std::uint32_t place : group.records) {
    const Claim::RecordIndex record = claim.add_record(table_);
    for (std::size_t slot = 0; slot < fields.size(); ++slot) {
      claim.set(table_, record, fields[slot], values_[std::size_t{place} * fields.size() + slot]);
    }
  }
  if (group.faulty_line > 0) return group.faulty_line;
  return std::nullopt;
}

std::uint64_t JoinedTable::unused_row_count() const {
  std::uint64_t count = 0;
  for (const auto& [key, group] : groups_) {
    if (!group.is_used) count += group.records.size();
  }
  return count;
}

}  // namespace warrantor::io
