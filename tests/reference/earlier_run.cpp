#include "reference/earlier_run.hpp"

#include <algorithm>
#include <utility>

namespace warrantor::reference {
namespace {

using Kind = Thing::Kind;

Thing outcome_of(Outcome outcome) { return text_of(std::string(name_of(outcome))); }

}  // namespace

std::string asked_fact(const std::string& question) { return question.substr(0, question.find('#')); }

bool EarlierRun::fills(const Fact& fact, const Schema& schema) {
  return fact.type == ValueType::records && fact.scope != Scope::record && schema.table(fact.table).history.has_value();
}

EarlierRun::Values EarlierRun::values_of(const Claim& claim, std::size_t line) const {
  Values values;
  const Stated stated = read_line(book_.schema(), claim, line);
  for (const Fact& fact : book_.schema().facts()) {
    if (fact.scope == Scope::record || fact.type == ValueType::records) continue;
    try {
      Case one(book_, stated, {}, nullptr);
      values[fact.name] = one.value_of(fact.name);
    } catch (const Question&) {
      continue;
    }
  }
  return values;
}

void EarlierRun::note(const Claim& claim, Outcome outcome, const std::vector<EarlierLine>& lines) {
  Earlier earlier;
  earlier.outcome = outcome;
  earlier.lines = lines;
  for (std::size_t i = 0; i < lines.size(); ++i) earlier.facts.push_back(values_of(claim, i));
  earlier.id = earlier.facts.front().at(book_.schema().fact(book_.schema().claim_id()).name).text;
  claims_.push_back(std::move(earlier));
}

// Of two claims with the same values for what the list goes by. A none is the same as no other.
bool EarlierRun::belongs(Case& one, const TableHistory& history, const Earlier& earlier) const {
  return std::all_of(history.by.begin(), history.by.end(), [&](FactId key) {
    const std::string& name = book_.schema().fact(key).name;
    const auto noted = earlier.facts.front().find(name);
    if (noted == earlier.facts.front().end() || noted->second.is(Kind::none) || one.value_of(name).is(Kind::none))
      return false;
    const auto value = [&name](Case& other) { return other.value_of(name); };
    return one.is_equal(&noted->second, value, [noted](Case&) { return noted->second; }).is_true();
  });
}

bool EarlierRun::is_last_of_its_id(std::size_t place) const {
  return std::none_of(claims_.begin() + static_cast<std::ptrdiff_t>(place) + 1, claims_.end(),
                      [&](const Earlier& later) { return later.id == claims_[place].id; });
}

// Nothing: it is unknown. Without a line it is of the whole claim.
std::optional<Thing> EarlierRun::field_of(const HistoryField& field, const Earlier& earlier,
                                          std::optional<std::size_t> line) const {
  if (field.from == HistoryField::From::outcome)
    return outcome_of(line ? earlier.lines[*line].outcome : earlier.outcome);
  if (field.from == HistoryField::From::fact) {
    const auto& values = earlier.facts[line.value_or(0)];
    const auto found = values.find(book_.schema().fact(field.fact).name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  }
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < earlier.lines.size(); ++i) {
    if (line && i != *line) continue;
    const auto& paid = earlier.lines[i].pays[static_cast<std::size_t>(field.party)];
    if (!paid) return std::nullopt;
    sum += *paid;
  }
  return number_of(Kind::money, sum);
}

Thing EarlierRun::list_of(Case& one, const Fact& list, const std::vector<Thing>& stated) const {
  const Schema& schema = book_.schema();
  const Table& table = schema.table(list.table);
  const std::string id = one.value_of(schema.fact(schema.claim_id()).name).text;
  std::vector<Thing> records = stated;
  for (std::size_t place = 0; place < claims_.size(); ++place) {
    const Earlier& earlier = claims_[place];
    if (earlier.id == id || !is_last_of_its_id(place) || !belongs(one, *table.history, earlier)) continue;
    for (std::size_t line = 0; line < (table.history->of_claims ? 1 : earlier.lines.size()); ++line) {
      Record record;
      for (std::size_t slot = 0; slot < table.fields.size(); ++slot) {
        const std::string& name = schema.fact(table.fields[slot]).name;
        const auto value = field_of(table.history->fields[slot], earlier,
                                    table.history->of_claims ? std::nullopt : std::optional(line));
        record[name] =
            value ? *value : asked(list.name + "#" + std::to_string(place) + "." + std::to_string(line) + "." + name);
      }
      records.push_back(record_of(std::move(record)));
    }
  }
  return reference::list_of(std::move(records));
}

}  // namespace warrantor::reference
