#include "engine/earlier_claims.hpp"

#include <algorithm>
#include <span>

#include "base/checked.hpp"
#include "engine/facts.hpp"
#include "engine/open_lines.hpp"

namespace warrantor::engine {

namespace {

Value fact_of(const Schema& schema, const expr::FactValues& facts, FactId id) {
  const Fact& fact = schema.fact(id);
  return (fact.scope == Scope::claim ? facts.claim : facts.line)[fact.slot];
}

enum class KeyState : std::uint8_t { known, unknown, none };

/// The values by which earlier claims are found, as one text.
struct Key {
  KeyState state = KeyState::known;
  std::string text;
};

Key key_of(const Schema& schema, const TableHistory& history, const expr::FactValues& facts) {
  Key key;
  for (const FactId id : history.by) {
    const Value value = fact_of(schema, facts, id);
    if (value.is_none() && key.state == KeyState::known) key.state = KeyState::none;
    if (!value.is_known() && !value.is_none()) key.state = KeyState::unknown;
    if (value.is_known()) (key.text += '\0') += format_value(schema, schema.fact(id), value);
  }
  return key;
}

std::optional<std::string> claim_id_of(const Schema& schema, const expr::FactValues& facts) {
  const Value id = fact_of(schema, facts, schema.claim_id());
  if (!id.is_known()) return std::nullopt;
  return format_value(schema, schema.fact(schema.claim_id()), id);
}

}  // namespace

std::uint32_t EarlierClaims::enter(const std::optional<std::string>& id) {
  const std::uint32_t claim = claims_++;
  is_replaced_.push_back(false);
  ids_.push_back(nullptr);
  if (!id) return claim;
  const auto [found, is_new] = claim_of_.try_emplace(*id, claim);
  ids_.back() = &found->first;
  if (!is_new) {
    is_replaced_[found->second] = true;
    found->second = claim;
  }
  return claim;
}

void EarlierClaims::note(const Schema& schema, FactReader& reader, const Decision& decision) {
  const std::vector<Table>& tables = schema.tables();
  if (std::none_of(tables.begin(), tables.end(), [](const Table& table) { return table.history.has_value(); })) return;
  lists_.resize(tables.size());
  (void)enter(claim_id_of(schema, reader.facts()));
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (!tables[i].history) continue;
    const Key key = key_of(schema, *tables[i].history, reader.facts());
    if (key.state != KeyState::known) continue;
    const auto table = static_cast<TableId>(i);
    if (tables[i].history->of_claims) {
      Decided all{decision.outcome, {}};
      for (const LineDecision& line : decision.lines) all.lines.push_back(&line);
      note_record(schema, table, key.text, reader, all);
      continue;
    }
    for (std::size_t line = 0; line < decision.lines.size(); ++line) {
      reader.read_line(line);
      note_record(schema, table, key.text, reader, {decision.lines[line].outcome, {&decision.lines[line]}});
    }
  }
}

void EarlierClaims::note_record(const Schema& schema, TableId table, const std::string& key, const FactReader& reader,
                                const Decided& decided) {
  List& list = lists_[index_of(table)];
  list.by_key[key].push_back({claims_ - 1, list.values.size()});
  for (const HistoryField& field : schema.table(table).history->fields) {
    list.values.push_back(value_of(schema, field, reader, decided));
  }
}

Value EarlierClaims::value_of(const Schema& schema, const HistoryField& field, const FactReader& reader,
                              const Decided& decided) {
  switch (field.from) {
    case HistoryField::From::outcome:
      return Value::integer(static_cast<std::int64_t>(decided.outcome));
    case HistoryField::From::pays: {
      std::optional<std::int64_t> sum = 0;
      for (const LineDecision* const line : decided.lines) {
        const auto paid = certainly_borne(*line, field.party);
        sum = sum && paid ? base::checked_add(*sum, *paid) : std::nullopt;
      }
      return sum ? Value::integer(*sum) : Value::unknown();
    }
    case HistoryField::From::fact:
      break;
  }
  const Value value = fact_of(schema, reader.facts(), field.fact);
  const ValueType type = schema.fact(field.fact).type;
  const bool is_text = type == ValueType::text || type == ValueType::vin;
  return value.is_known() && is_text ? Value::text(texts_.keep(value.as_text())) : value;
}

template <class Take>
void EarlierClaims::go_through(const Schema& schema, TableId table, const expr::FactValues& facts, Take take) const {
  const Key key = key_of(schema, *schema.table(table).history, facts);
  if (key.state != KeyState::known || index_of(table) >= lists_.size()) return;
  const List& list = lists_[index_of(table)];
  const auto found = list.by_key.find(key.text);
  if (found == list.by_key.end()) return;
  const auto id = claim_id_of(schema, facts);
  const auto own = id ? claim_of_.find(*id) : claim_of_.end();
  const std::size_t width = schema.table(table).fields.size();
  for (const Record& record : found->second) {
    if (is_replaced_[record.claim] || (own != claim_of_.end() && own->second == record.claim)) continue;
    take(record.claim, std::span(list.values).subspan(record.first, width));
  }
}

void EarlierClaims::fill_lists(const Schema& schema, expr::FactValues& facts) const {
  for (std::size_t i = 0; i < schema.tables().size(); ++i) {
    const Table& table = schema.tables()[i];
    if (!table.history || key_of(schema, *table.history, facts).state == KeyState::unknown) continue;
    expr::FactValues::Records& records = facts.tables[i];
    records.known = true;
    go_through(schema, static_cast<TableId>(i), facts, [&](std::uint32_t, std::span<const Value> values) {
      records.values.insert(records.values.end(), values.begin(), values.end());
      ++records.count;
    });
  }
}

std::vector<std::string> EarlierClaims::open_claims(const Schema& schema, TableId table, const expr::FactValues& facts,
                                                    std::size_t most) const {
  std::vector<std::string> open;
  go_through(schema, table, facts, [&](std::uint32_t claim, std::span<const Value> values) {
    const auto is_unknown = [](const Value& value) { return value.is_unknown(); };
    if (ids_[claim] == nullptr || open.size() >= most || std::none_of(values.begin(), values.end(), is_unknown)) return;
    if (std::find(open.begin(), open.end(), *ids_[claim]) == open.end()) open.push_back(*ids_[claim]);
  });
  return open;
}

}  // namespace warrantor::engine
