#include <warrantor/claim.hpp>

#include <algorithm>
#include <cassert>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "model/value_rules.hpp"

namespace warrantor {

namespace {

std::string_view describe(ValueType type) {
  switch (type) {
    case ValueType::boolean:
      return "true or false";
    case ValueType::number:
      return "a whole number";
    case ValueType::decimal:
      return "a number";
    case ValueType::money:
      return "an amount";
    case ValueType::date:
      return "a date";
    case ValueType::months:
      return "a number of months";
    case ValueType::days:
      return "a number of days";
    case ValueType::enumeration:
      return "one of a list of values";
    case ValueType::text:
      return "a text";
    case ValueType::vin:
      return "a vehicle identification number";
    case ValueType::records:
      return "a list of records";
  }
  return {};
}

bool takes(ValueType fact_type, ValueType value_type) noexcept {
  const bool is_duration = fact_type == ValueType::months || fact_type == ValueType::days;
  const bool takes_whole = is_duration || fact_type == ValueType::decimal;
  return fact_type == value_type || (takes_whole && value_type == ValueType::number);
}

ValueFault unknown_fact(const Schema& schema, const std::vector<FactId>& known, std::string_view name) {
  base::NearestName search(name);
  for (const FactId id : known) search.offer(schema.fact(id).name);
  return {base::quote(name) + " is not a declared fact", base::did_you_mean(search.best())};
}

ValueFault wrong_scope(std::string_view name, Scope scope) {
  if (scope == Scope::line) return {base::quote(name) + " is a fact of a line, not of the claim", "give the line"};
  return {base::quote(name) + " is a fact of the claim, not of a line", "set it without a line"};
}

ValueFault wrong_type(ValueType fact_type, ValueType value_type) {
  return {std::string(describe(value_type)) + " is given where " + std::string(describe(fact_type)) + " is expected",
          ""};
}

ValueFault wrong_currency(Money amount, const Schema& schema) {
  return {"the amount is in " + std::string(amount.currency().code()) + " where " +
              std::string(schema.currency().code()) + " is expected",
          ""};
}

// The fact of that name, or why it cannot be set there.
Expected<FactId, ValueFault> find_in_scope(const Schema& schema, Scope scope, std::string_view name) {
  const std::optional<FactId> id = schema.find_fact(name);
  if (!id) return unknown_fact(schema, scope == Scope::claim ? schema.claim_facts() : schema.line_facts(), name);
  const Fact& fact = schema.fact(*id);
  if (fact.scope != scope) return wrong_scope(name, fact.scope);
  if (fact.type == ValueType::records) {
    return ValueFault{base::quote(name) + " is a list of records", "add its records one by one"};
  }
  return *id;
}

Claim::SetResult check_typed(const Schema& schema, const Fact& fact, Value value, ValueType type) {
  if (!takes(fact.type, type)) return wrong_type(fact.type, type);
  if (fact.type == ValueType::decimal) {
    const Decimal number = value.is_decimal() ? value.as_decimal() : Decimal(value.as_integer());
    if (auto fault = range_fault(fact, number)) return *std::move(fault);
    return Value::decimal(number);
  }
  if (auto fault = range_fault(schema, fact, value.as_integer())) return *std::move(fault);
  return value;
}

}  // namespace

Claim::Claim(const Schema& schema)
    : schema_(&schema), claim_values_(schema.claim_facts().size()), tables_(schema.tables().size()) {}

Claim::SetResult Claim::set(std::string_view fact, std::string_view text) {
  const auto id = find_in_scope(*schema_, Scope::claim, fact);
  if (!id) return id.error();
  SetResult parsed = parse_value(*schema_, schema_->fact(*id), text, texts_);
  if (parsed) set(*id, *parsed);
  return parsed;
}

Claim::SetResult Claim::set(LineIndex line, std::string_view fact, std::string_view text) {
  const auto id = find_in_scope(*schema_, Scope::line, fact);
  if (!id) return id.error();
  SetResult parsed = parse_value(*schema_, schema_->fact(*id), text, texts_);
  if (parsed) set(line, *id, *parsed);
  return parsed;
}

Claim::SetResult Claim::set_typed(std::string_view fact, Value value, ValueType type) {
  const auto id = find_in_scope(*schema_, Scope::claim, fact);
  if (!id) return id.error();
  SetResult checked = check_typed(*schema_, schema_->fact(*id), value, type);
  if (checked) set(*id, *checked);
  return checked;
}

Claim::SetResult Claim::set_typed(LineIndex line, std::string_view fact, Value value, ValueType type) {
  const auto id = find_in_scope(*schema_, Scope::line, fact);
  if (!id) return id.error();
  SetResult checked = check_typed(*schema_, schema_->fact(*id), value, type);
  if (checked) set(line, *id, *checked);
  return checked;
}

Claim::SetResult Claim::set(std::string_view fact, bool truth) {
  return set_typed(fact, Value::boolean(truth), ValueType::boolean);
}
Claim::SetResult Claim::set(std::string_view fact, std::int64_t number) {
  return set_typed(fact, Value::integer(number), ValueType::number);
}
Claim::SetResult Claim::set(std::string_view fact, const Decimal& number) {
  return set_typed(fact, Value::decimal(number), ValueType::decimal);
}
Claim::SetResult Claim::set(std::string_view fact, Date date) {
  return set_typed(fact, Value::date(date), ValueType::date);
}
Claim::SetResult Claim::set(std::string_view fact, Money amount) {
  if (amount.currency() != schema_->currency()) return wrong_currency(amount, *schema_);
  return set_typed(fact, Value::integer(amount.minor_units()), ValueType::money);
}
Claim::SetResult Claim::set(LineIndex line, std::string_view fact, bool truth) {
  return set_typed(line, fact, Value::boolean(truth), ValueType::boolean);
}
Claim::SetResult Claim::set(LineIndex line, std::string_view fact, std::int64_t number) {
  return set_typed(line, fact, Value::integer(number), ValueType::number);
}
Claim::SetResult Claim::set(LineIndex line, std::string_view fact, const Decimal& number) {
  return set_typed(line, fact, Value::decimal(number), ValueType::decimal);
}
Claim::SetResult Claim::set(LineIndex line, std::string_view fact, Date date) {
  return set_typed(line, fact, Value::date(date), ValueType::date);
}
Claim::SetResult Claim::set(LineIndex line, std::string_view fact, Money amount) {
  if (amount.currency() != schema_->currency()) return wrong_currency(amount, *schema_);
  return set_typed(line, fact, Value::integer(amount.minor_units()), ValueType::money);
}

void Claim::set(FactId claim_fact, Value value) {
  const Fact& fact = schema_->fact(claim_fact);
  assert(fact.scope == Scope::claim);
  claim_values_[fact.slot] = value;
}

void Claim::set(LineIndex line, FactId line_fact, Value value) {
  const Fact& fact = schema_->fact(line_fact);
  assert(fact.scope == Scope::line && line < line_count_);
  line_values_[line * schema_->line_facts().size() + fact.slot] = value;
}

void Claim::set(TableId table, RecordIndex record, FactId field, Value value) {
  const Fact& fact = schema_->fact(field);
  assert(fact.scope == Scope::record && fact.table == table && record < record_count(table));
  tables_[index_of(table)].values[record * schema_->table(table).fields.size() + fact.slot] = value;
}

Claim::LineIndex Claim::add_line() {
  // Not shrunk by clear(): the slots of a line may still hold what an earlier claim stated.
  const std::size_t width = schema_->line_facts().size();
  const std::size_t begin = line_count_ * width;
  if (line_values_.size() < begin + width) line_values_.resize(begin + width);
  std::fill_n(line_values_.begin() + static_cast<std::ptrdiff_t>(begin), width, Value::unknown());
  return line_count_++;
}

void Claim::state_table(TableId table) { tables_[index_of(table)].stated = true; }

Claim::RecordIndex Claim::add_record(TableId table) {
  Records& records = tables_[index_of(table)];
  records.stated = true;
  records.values.resize(records.values.size() + schema_->table(table).fields.size());
  return records.count++;
}

void Claim::clear() noexcept {
  texts_.clear();
  std::fill(claim_values_.begin(), claim_values_.end(), Value::unknown());
  line_count_ = 0;
  for (Records& records : tables_) {
    records.stated = false;
    records.count = 0;
    records.values.clear();
  }
}

Value Claim::get(FactId claim_fact) const {
  const Fact& fact = schema_->fact(claim_fact);
  assert(fact.scope == Scope::claim);
  return claim_values_[fact.slot];
}

Value Claim::get(LineIndex line, FactId line_fact) const {
  const Fact& fact = schema_->fact(line_fact);
  assert(fact.scope == Scope::line);
  return line_values(line)[fact.slot];
}

std::span<const Value> Claim::line_values(LineIndex line) const {
  assert(line < line_count_);
  const std::size_t width = schema_->line_facts().size();
  return std::span(line_values_).subspan(line * width, width);
}

std::span<const Value> Claim::record(TableId table, RecordIndex record) const {
  assert(record < record_count(table));
  const std::size_t width = schema_->table(table).fields.size();
  return std::span(tables_[index_of(table)].values).subspan(record * width, width);
}

}  // namespace warrantor
