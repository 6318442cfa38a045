#pragma once

#include <string>
#include <vector>

#include <warrantor/claim.hpp>
#include <warrantor/schema.hpp>

#include "io/byte_source.hpp"
#include "io/csv_claim_reader.hpp"
#include "io/fault.hpp"
#include "io/input_buffer.hpp"
#include "io/joined_table.hpp"
#include "io/json_claim_reader.hpp"

namespace warrantor::io::test {

/// A schema of no real policy: a claim has a colour, a bought date, a serial (VIN) and visits; a line has a
/// thing (which must be stated) and a price.
inline Schema made_up_schema(VinCheck check_digit = VinCheck::warn) {
  Schema schema(*Currency::from_code("CNY"));
  const auto fact = [&](std::string name, ValueType type, Scope scope, Blank blank = Blank::unknown) {
    Fact made;
    made.name = std::move(name);
    made.type = type;
    made.scope = scope;
    made.blank = blank;
    return made;
  };
  schema.add_fact(fact("claim_id", ValueType::text, Scope::claim, Blank::reject));
  Domain colours;
  colours.name = "colour";
  colours.values = {{"red", {}}, {"green", {}}};
  colours.values[0].labels.set("zh", "红");
  Fact colour = fact("colour", ValueType::enumeration, Scope::claim);
  colour.domain = schema.add_domain(colours);
  colour.labels.set("zh", "颜色");
  schema.add_fact(colour);
  schema.add_fact(fact("bought", ValueType::date, Scope::claim));
  Fact serial = fact("serial", ValueType::vin, Scope::claim);
  serial.check_digit = check_digit;
  schema.add_fact(serial);
  const TableId visits = schema.add_table("visits");
  Fact list = fact("visits", ValueType::records, Scope::claim);
  list.table = visits;
  schema.add_fact(list);
  Fact km = fact("visit_km", ValueType::number, Scope::record);
  km.table = visits;
  km.minimum = 0;
  schema.add_fact(km);
  Fact line_id = fact("line_id", ValueType::text, Scope::line, Blank::default_value);
  line_id.default_value = Value::text("1");
  schema.add_fact(line_id);
  schema.add_fact(fact("thing", ValueType::text, Scope::line, Blank::reject));
  Fact price = fact("price", ValueType::money, Scope::line);
  price.minimum = 0;
  schema.add_fact(price);
  schema.add_party({"seller", {}});
  schema.add_party({"buyer", {}});
  schema.add_portion({"all_of_it", {}});
  return schema;
}

/// The same with lists of values: the papers of a claim, the marks of a line.
inline Schema schema_with_value_lists() {
  Schema schema = made_up_schema();
  const auto add = [&](std::string name, Scope scope, std::vector<std::string> values, std::string chinese) {
    ValueList list{std::move(name), {}, {}};
    list.labels.set("zh", std::move(chinese));
    for (std::string& value : values) {
      Fact made;
      made.name = list.name + "." + value;
      made.type = ValueType::boolean;
      made.scope = scope;
      made.labels.set("en", "the " + value);
      list.members.push_back({std::move(value), schema.add_fact(made)});
    }
    schema.add_value_list(std::move(list));
  };
  add("papers", Scope::claim, {"bill", "photos"}, "单证");
  add("marks", Scope::line, {"scratch", "dent"}, "痕迹");
  return schema;
}

/// The same with stays: from a date on, which must be stated, with a note and for some days.
inline Schema schema_with_stays() {
  Schema schema = made_up_schema();
  const TableId stays = schema.add_table("stays");
  const auto add = [&](std::string name, ValueType type, Scope scope, Blank blank) {
    Fact made;
    made.name = std::move(name);
    made.type = type;
    made.scope = scope;
    made.table = stays;
    made.blank = blank;
    schema.add_fact(made);
  };
  add("stays", ValueType::records, Scope::claim, Blank::unknown);
  add("stay_from", ValueType::date, Scope::record, Blank::reject);
  add("stay_note", ValueType::text, Scope::record, Blank::unknown);
  add("stay_days", ValueType::number, Scope::record, Blank::unknown);
  return schema;
}

/// What became of one claim.
struct Outcome {
  std::string id;
  std::uint64_t rows = 0;
  std::vector<std::string> faults;
  std::vector<std::string> warnings;
  std::vector<std::string> things;  ///< of each line: its id, thing and price, as stated
  std::vector<std::string> facts;   ///< of the claim, as stated, but for claim_id
  std::vector<std::string> visits;
  std::vector<std::string> stays;  ///< of each, where there are any: its fields, as stated
  std::vector<std::string> kept;
};

/// All claims of a file, or why nothing of it can be used.
struct Reading {
  std::vector<std::string> errors;
  std::vector<std::string> warnings;
  std::vector<Outcome> claims;
  ReadStatus last = ReadStatus::end;
};

inline std::vector<std::string> rendered(const std::vector<Fault>& faults) {
  std::vector<std::string> texts;
  for (const Fault& fault : faults) texts.push_back(render(fault));
  return texts;
}

inline std::vector<std::string> rendered(const std::vector<Warning>& warnings) {
  std::vector<std::string> texts;
  for (const Warning& warning : warnings) texts.push_back(render(warning.fault));
  return texts;
}

inline Outcome describe(const Schema& schema, const ReadClaim& read) {
  Outcome outcome{read.id, read.rows, rendered(read.faults), rendered(read.warnings), {}, {}, {}, {}, read.kept};
  for (std::size_t line = 0; line < read.claim.line_count(); ++line) {
    std::string text;
    for (const FactId id : schema.line_facts()) {
      text += (text.empty() ? "" : " ") + format_value(schema, schema.fact(id), read.claim.get(line, id));
    }
    outcome.things.push_back(text);
  }
  for (const FactId id : schema.claim_facts()) {
    const Fact& fact = schema.fact(id);
    if (id == schema.claim_id() || fact.type == ValueType::records) continue;
    outcome.facts.push_back(format_value(schema, fact, read.claim.get(id)));
  }
  const TableId table{};
  if (read.claim.is_stated(table)) outcome.visits.push_back("stated");
  for (std::size_t record = 0; record < read.claim.record_count(table); ++record) {
    const Fact& field = schema.fact(schema.table(table).fields[0]);
    outcome.visits.push_back(format_value(schema, field, read.claim.record(table, record)[0]));
  }
  if (schema.tables().size() > 1) {
    const TableId stays{1};
    for (std::size_t record = 0; record < read.claim.record_count(stays); ++record) {
      std::string text;
      for (const FactId id : schema.table(stays).fields) {
        const Fact& fact = schema.fact(id);
        const Value value = read.claim.record(stays, record)[fact.slot];
        text += (text.empty() ? "" : " ") + format_value(schema, fact, value);
      }
      outcome.stays.push_back(text);
    }
  }
  return outcome;
}

inline void read_all(const Schema& schema, ClaimReader& reader, Reading& reading) {
  ReadClaim claim(schema);
  while ((reading.last = reader.next(claim)) == ReadStatus::item) reading.claims.push_back(describe(schema, claim));
  reading.warnings = rendered(reader.warnings());
}

inline Reading read_csv(const Schema& schema, std::string text, std::vector<std::string> kept = {},
                        JoinedTables* tables = nullptr, std::size_t piece = 4096) {
  const auto source = source_of(std::move(text), piece);
  InputBuffer buffer(*source);
  Reading reading;
  auto reader = CsvClaimReader::open({&schema, tables, std::move(kept)}, buffer, "c.csv");
  if (!reader) {
    reading.errors = rendered(reader.error());
    return reading;
  }
  read_all(schema, **reader, reading);
  return reading;
}

inline Reading read_json(const Schema& schema, std::string text, std::vector<std::string> kept = {},
                         JoinedTables* tables = nullptr) {
  const auto source = source_of(std::move(text));
  InputBuffer buffer(*source);
  Reading reading;
  JsonClaimReader reader({&schema, tables, std::move(kept)}, buffer, "c.jsonl");
  read_all(schema, reader, reading);
  return reading;
}

using Texts = std::vector<std::string>;

}  // namespace warrantor::io::test
