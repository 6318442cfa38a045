#include "batch/history_payments.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "batch/least_borne.hpp"
#include "engine/open_lines.hpp"
#include "io/checked_value.hpp"

namespace warrantor::batch {
namespace {

constexpr std::string_view pays_key = "pays";

std::string path_of(std::string_view party) { return std::string(pays_key) + '.' + std::string(party); }

std::string help_with_parties(const Schema& schema, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Party& party : schema.parties()) names.emplace_back(party.name);
  std::string help = base::did_you_mean(base::nearest(name, names));
  return help.empty() ? "it takes " + base::join(names, ", ") : help;
}

}  // namespace

bool asks_for_payments(const Policy& policy) {
  for (const Table& table : policy.schema().tables()) {
    if (!table.history) continue;
    const std::vector<HistoryField>& fields = table.history->fields;
    const auto is_paid = [](const HistoryField& field) { return field.from == HistoryField::From::pays; };
    if (std::any_of(fields.begin(), fields.end(), is_paid)) return true;
  }
  return false;
}

HistoryPayments::HistoryPayments(const Policy& policy, const HistoryCells& cells)
    : policy_(&policy), cells_(&cells), may_bear_below_zero_(may_bear_below_zero(policy)) {}

// What is open is not decided, whatever is written; but what is written must be an amount there too.
void HistoryPayments::state(io::ReadClaim& claim, std::size_t line, LineDecision& decision) {
  const bool is_open = engine::is_open(decision.outcome);
  const std::optional<base::JsonValue> object = read_object(claim, line);
  const bool names_all = object && !note_unknown_parties(claim, line, *object);
  for (const Party& party : policy_->schema().parties()) {
    const Said said = object ? said_in(*object, party, names_all) : said_of(claim, line, party);
    const std::optional<std::int64_t> read = amount(claim, line, said);
    const std::optional<std::int64_t> paid = is_open ? std::nullopt : read;
    decision.pays.push_back(paid.value_or(0));
    decision.may_pay.push_back({decision.pays.back(), paid});
  }
}

// Nothing where a table says it in columns, nothing is said, or what is said is a fault of the claim.
std::optional<base::JsonValue> HistoryPayments::read_object(io::ReadClaim& claim, std::size_t line) {
  if (policy_->schema().find_fact(pays_key)) return std::nullopt;
  const std::string_view text = cells_->cell(claim, line, pays_key);
  const auto json = reader_.read(text);
  if (json && json->is_object()) return *json;
  if (cells_->are_of_json() && !text.empty() && !(json && json->is_null())) {
    claim.faults.push_back(io::fault_at(cells_->place_of(claim, line, pays_key), text,
                                        base::quote(text) + " does not say which party bears how much",
                                        "write an object of parties and their amounts"));
  }
  return std::nullopt;
}

// Whether there are any.
bool HistoryPayments::note_unknown_parties(const io::ReadClaim& claim, std::size_t line, base::JsonValue pays) {
  const Schema& schema = policy_->schema();
  bool any = false;
  for (const base::JsonValue paid : pays) {
    if (schema.find_party(paid.key())) continue;
    any = true;
    const auto [found, is_first] = unknown_.try_emplace(std::string(paid.key()));
    Unknown& unknown = found->second;
    if (is_first) {
      const std::string path = path_of(paid.key());
      io::Place place = cells_->place_of(claim, line, pays_key);
      place.header = path;
      unknown.first = io::fault_at(place, paid.key(), {}, help_with_parties(schema, paid.key()));
    }
    if (is_first || unknown.last_claim != claim.id) ++unknown.claims;
    unknown.last_claim = claim.id;
  }
  return any;
}

std::vector<io::Fault> HistoryPayments::unknown_parties() const {
  std::vector<io::Fault> faults;
  for (const auto& [party, unknown] : unknown_) {
    io::Fault& fault = faults.emplace_back(unknown.first);
    fault.message = base::quote(party) + " is no party, and " + std::to_string(unknown.claims) +
                    (unknown.claims == 1 ? " earlier claim names it" : " earlier claims name it") +
                    "; what parties bear there that are not named is unknown";
  }
  return faults;
}

HistoryPayments::Said HistoryPayments::said_in(base::JsonValue pays, const Party& party, bool names_all) const {
  const auto value = pays.find(party.name);
  Said said{names_all ? "0" : "", path_of(party.name), pays_key};
  if (!value) return said;
  said.text = value->is_array() || value->is_object() ? value->source() : value->text();
  if (value->is_null()) said.text = {};
  return said;
}

HistoryPayments::Said HistoryPayments::said_of(const io::ReadClaim& claim, std::size_t line, const Party& party) const {
  if (policy_->schema().find_fact(party.name)) return {};
  return {cells_->cell(claim, line, party.name), party.name, party.name};
}

// Nothing where nothing is said, or what is said is a fault of the claim.
std::optional<std::int64_t> HistoryPayments::amount(io::ReadClaim& claim, std::size_t line, const Said& said) const {
  if (said.text.empty()) return std::nullopt;
  Fact paid;
  paid.name = said.path;
  paid.type = ValueType::money;
  if (!may_bear_below_zero_) paid.minimum = 0;
  io::Place place = cells_->place_of(claim, line, said.field);
  if (said.field == pays_key) place.header = said.path;
  const auto value =
      io::read_value(policy_->schema(), paid, said.text, place, claim.claim.texts(), claim.faults, claim.warnings);
  return value && value->is_known() ? std::optional(value->as_integer()) : std::nullopt;
}

}  // namespace warrantor::batch
