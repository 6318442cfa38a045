#include "reference/case.hpp"

namespace warrantor::reference {
namespace {

// `name` tells records apart whose fields are unknown.
void add_field(const Schema& schema, const Fact& field, const Value& value, const std::string& name, Record& record,
               bool& rejected) {
  if (!value.is_unknown()) {
    record[field.name] = thing_of(schema, field, value);
  } else if (field.blank == Blank::default_value) {
    record[field.name] = thing_of(schema, field, field.default_value);
  } else if (field.blank == Blank::none) {
    record[field.name] = none();
  } else if (field.blank == Blank::reject) {
    rejected = true;
  } else {
    record[field.name] = asked(name + "." + field.name);
  }
}

Thing read_table(const Schema& schema, const Claim& claim, TableId id, bool& rejected) {
  std::vector<Thing> records;
  for (std::size_t row = 0; row < claim.record_count(id); ++row) {
    Record record;
    for (const FactId field : schema.table(id).fields) {
      const Fact& declared = schema.fact(field);
      const std::string name = schema.table(id).name + "#stated " + std::to_string(row);
      add_field(schema, declared, claim.record(id, row)[declared.slot], name, record, rejected);
    }
    records.push_back(record_of(std::move(record)));
  }
  return list_of(std::move(records));
}

}  // namespace

Stated read_line(const Schema& schema, const Claim& claim, std::size_t line) {
  Stated stated;
  for (const Fact& fact : schema.facts()) {
    if (fact.scope == Scope::record) continue;
    if (fact.type == ValueType::records) {
      if (claim.is_stated(fact.table)) stated.facts[fact.name] = read_table(schema, claim, fact.table, stated.rejected);
      if (!claim.is_stated(fact.table) && fact.blank == Blank::reject) stated.rejected = true;
      continue;
    }
    const bool has_line = line < claim.line_count();
    const auto value = fact.scope == Scope::claim ? claim.claim_values()[fact.slot]
                       : has_line                 ? claim.line_values(line)[fact.slot]
                                                  : Value::unknown();
    if (!value.is_unknown()) stated.facts[fact.name] = thing_of(schema, fact, value);
    if (value.is_unknown() && !fact.blank_is_conditional && fact.blank == Blank::reject) stated.rejected = true;
  }
  return stated;
}

}  // namespace warrantor::reference
