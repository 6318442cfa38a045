#include "property/random_claims.hpp"

#include <algorithm>
#include <array>

namespace warrantor::test {
namespace {

constexpr std::array<const char*, 6> vins{"JN1TENT30U0000001", "JN1TENT30U0000002", "JN1TENT30U0000003",
                                          "JN1TENT30U0000004", "JN1TENT30U0000005", "JN1TENT30U0000006"};
constexpr std::array<std::int64_t, 18> kilometres{0,    1500,  2000,  2001,  5000,  5500,  5501,  8000,  8001,
                                                  8002, 11500, 30000, 30001, 50000, 50001, 60000, 60001, 99999};
constexpr std::array<std::int64_t, 10> amounts{0, 1, 99, 100'000, 333'333, 499'999, 500'000, 500'001, 1'000'000, 7};
// Days on either side of the periods of 18, 24 and 36 months from each other.
constexpr std::array<const char*, 12> days{"2020-02-29", "2021-08-28", "2021-08-29", "2021-08-30",
                                           "2022-02-28", "2022-03-01", "2023-02-28", "2023-03-01",
                                           "2023-08-31", "2024-02-29", "2025-02-28", "2025-03-01"};

template <class List>
auto any_of(const List& list, std::mt19937& random) {
  return list[random() % list.size()];
}

}  // namespace

Claim Draft::claim_of(const Policy& policy) const {
  const Schema& schema = policy.schema();
  Claim made = policy.new_claim();
  for (const FactId fact : schema.claim_facts()) {
    const Value& stated = claim[schema.fact(fact).slot];
    if (!stated.is_unknown()) made.set(fact, stated);
  }
  for (const std::vector<Value>& line : lines) {
    const auto index = made.add_line();
    for (const FactId fact : schema.line_facts()) {
      if (!line[schema.fact(fact).slot].is_unknown()) made.set(index, fact, line[schema.fact(fact).slot]);
    }
  }
  if (!records) return made;
  const TableId table{};
  made.state_table(table);
  for (const std::vector<Value>& record : *records) {
    const auto row = made.add_record(table);
    for (const FactId field : schema.table(table).fields) made.set(table, row, field, record[schema.fact(field).slot]);
  }
  return made;
}

Value ClaimMaker::number(const Fact& fact) {
  if (fact.unit == "km") return Value::integer(std::max(fact.minimum.value_or(0), any_of(kilometres, random_)));
  return Value::integer(static_cast<std::int64_t>(below(5)));
}

Value ClaimMaker::value(const Fact& fact) {
  switch (fact.type) {
    case ValueType::boolean:
      return Value::boolean(below(2) == 0);
    case ValueType::number:
      return number(fact);
    case ValueType::money:
      return Value::integer(any_of(amounts, random_));
    case ValueType::date:
      return Value::date(*Date::parse(any_of(days, random_)));
    case ValueType::months:
      return Value::integer(any_of(std::array<std::int64_t, 4>{1, 18, 24, 36}, random_));
    case ValueType::enumeration: {
      const auto count = policy_.schema().domain(fact.domain).values.size();
      return Value::integer(static_cast<std::int64_t>(random_() % count));
    }
    case ValueType::vin:
      return Value::text(any_of(vins, random_));
    default:
      return Value::text("T");
  }
}

// Most claims are sound in most respects: a default, the first of its values, true where nothing is said otherwise.
Value ClaimMaker::sound_value(const Fact& fact) {
  if (fact.blank == Blank::default_value && below(8) != 0) return fact.default_value;
  if (fact.type == ValueType::boolean && below(4) != 0) return Value::boolean(true);
  if (fact.name == "cause" && below(2) == 0) return Value::integer(static_cast<std::int64_t>(below(2)));
  if (fact.blank == Blank::none && below(4) != 0) return Value::none();
  return value(fact);
}

std::vector<std::vector<Value>> ClaimMaker::some_records() {
  const Schema& schema = policy_.schema();
  std::vector<std::vector<Value>> records;
  const bool in_order = below(3) != 0;
  for (std::uint32_t i = 0; i < (in_order ? 13 : below(4)); ++i) {
    std::vector<Value> record;
    for (const FactId field : schema.table(TableId{}).fields) record.push_back(sound_value(schema.fact(field)));
    const std::int64_t due = i == 0 ? 1500 : 5000 * static_cast<std::int64_t>(i);
    if (in_order) record.front() = Value::integer(due);
    records.push_back(std::move(record));
  }
  return records;
}

Draft ClaimMaker::draft(std::uint32_t blanks) {
  const Schema& schema = policy_.schema();
  Draft draft;
  const auto fill = [&](const std::vector<FactId>& facts, std::vector<Value>& values) {
    values.resize(facts.size());
    for (const FactId id : facts) {
      const Fact& fact = schema.fact(id);
      if (fact.type != ValueType::records && below(100) >= blanks) values[fact.slot] = sound_value(fact);
    }
  };
  fill(schema.claim_facts(), draft.claim);
  draft.claim[schema.fact(schema.claim_id()).slot] = Value::text("K");
  static constexpr std::array<const char*, 3> line_ids{"1", "2", "3"};
  draft.lines.resize(1 + below(3));
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    fill(schema.line_facts(), draft.lines[i]);
    draft.lines[i][schema.fact(schema.line_id()).slot] = Value::text(line_ids[i]);
  }
  if (below(100) >= blanks) draft.records = some_records();
  return draft;
}

bool ClaimMaker::customer_has_it(const Draft& draft) const {
  const Fact& custody = policy_.schema().fact(*policy_.schema().find_fact("custody"));
  const Value stated = draft.claim[custody.slot];
  return stated.is_unknown() || stated.same_as(custody.default_value);
}

void ClaimMaker::complete(const std::vector<FactId>& facts, std::vector<Value>& values, bool customer_has_it) {
  for (const FactId id : facts) {
    const Fact& fact = policy_.schema().fact(id);
    const bool open = fact.blank == Blank::unknown || fact.blank == Blank::pending;
    if (!values[fact.slot].is_unknown() || !open || fact.type == ValueType::records) continue;
    if (!fact.blank_is_conditional || customer_has_it) values[fact.slot] = value(fact);
  }
}

Draft ClaimMaker::completed(const Draft& draft) {
  const Schema& schema = policy_.schema();
  Draft whole = draft;
  complete(schema.claim_facts(), whole.claim, customer_has_it(draft));
  for (std::vector<Value>& line : whole.lines) complete(schema.line_facts(), line, customer_has_it(draft));
  if (!whole.records) whole.records = some_records();
  return whole;
}

}  // namespace warrantor::test
