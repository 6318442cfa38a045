#include "engine/facts.hpp"

#include "engine/history.hpp"

namespace warrantor::engine {

FactReader::FactReader(const policy::Program& program, const Claim& claim, const History* history,
                       expr::Observer* observer)
    : program_(program), claim_(claim), observer_(observer) {
  facts_.line.resize(program.schema.line_facts().size());
  read_records();
  read_claim();
  // Only now is it known what the facts are by which earlier claims are found.
  if (history != nullptr) history->data().earlier.fill_lists(program.schema, facts_);
}

void FactReader::read_claim() {
  const auto stated = claim_.claim_values();
  facts_.claim.assign(stated.begin(), stated.end());
  fill_blanks(program_.schema.claim_facts(), facts_.claim, std::nullopt);
  claim_pending_ = pending_;
}

void FactReader::read_line(std::size_t line) {
  pending_ = claim_pending_;
  if (line < claim_.line_count()) {
    const auto stated = claim_.line_values(line);
    facts_.line.assign(stated.begin(), stated.end());
  } else {
    facts_.line.assign(facts_.line.size(), Value::unknown());
  }
  fill_blanks(program_.schema.line_facts(), facts_.line, line);
}

// What a blank means may hang on facts that are blank themselves: those with conditions come after those without.
void FactReader::fill_blanks(const std::vector<FactId>& facts, std::vector<Value>& values,
                             std::optional<std::size_t> line) {
  bool some_are_conditional = false;
  for (std::size_t slot = 0; slot < facts.size(); ++slot) {
    if (!values[slot].is_unknown()) continue;
    const Fact& declared = program_.schema.fact(facts[slot]);
    some_are_conditional = some_are_conditional || declared.blank_is_conditional;
    if (declared.type == ValueType::records || declared.blank_is_conditional) continue;
    values[slot] = without_blank(facts[slot], line);
  }
  for (std::size_t slot = 0; slot < facts.size() && some_are_conditional; ++slot) {
    const bool is_open = values[slot].is_unknown() && program_.schema.fact(facts[slot]).blank_is_conditional;
    if (is_open) values[slot] = without_blank(facts[slot], line);
  }
}

void FactReader::read_records() {
  const Schema& schema = program_.schema;
  facts_.tables.resize(schema.tables().size());
  for (std::size_t i = 0; i < facts_.tables.size(); ++i) {
    const auto id = static_cast<TableId>(i);
    const Table& table = schema.table(id);
    expr::FactValues::Records& records = facts_.tables[i];
    const Fact& list = schema.fact(table.fact);
    records.known = claim_.is_stated(id) || list.blank == Blank::none;
    if (!records.known && list.blank == Blank::reject) rejections_.push_back({std::nullopt, nullptr, table.fact});
    records.count = claim_.record_count(id);
    records.width = table.fields.size();
    records.values.clear();
    for (std::size_t row = 0; row < records.count; ++row) {
      const auto values = claim_.record(id, row);
      for (std::size_t slot = 0; slot < table.fields.size(); ++slot) {
        const Value stated = values[slot];
        records.values.push_back(stated.is_unknown() ? without_blank(table.fields[slot], std::nullopt) : stated);
      }
    }
  }
}

Value FactReader::without_blank(FactId fact, std::optional<std::size_t> line) {
  const Fact& declared = program_.schema.fact(fact);
  switch (meaning_of_blank(fact)) {
    case Blank::unknown:
      return Value::unknown();
    case Blank::none:
      return Value::none();
    case Blank::default_value:
      return declared.default_value;
    case Blank::reject:
      rejections_.push_back({line, nullptr, fact});
      return Value::unknown();
    case Blank::pending:
      pending_.push_back(fact);
      return Value::unknown();
  }
  return Value::unknown();
}

Blank FactReader::meaning_of_blank(FactId fact) const {
  const Fact& declared = program_.schema.fact(fact);
  const auto& condition = program_.blank_conditions[index_of(fact)];
  if (!declared.blank_is_conditional || !condition) return declared.blank;
  expr::Evaluator evaluator(program_.code, program_.schema, facts_, observer_);
  const Value holds = evaluator.evaluate(*condition);
  if (!holds.is_known()) return Blank::unknown;
  return holds.is_true() ? declared.blank : declared.blank_else;
}

void FactReader::set(FactId fact, Value value) {
  const Fact& declared = program_.schema.fact(fact);
  (declared.scope == Scope::claim ? facts_.claim : facts_.line)[declared.slot] = value;
}

}  // namespace warrantor::engine
