#include <warrantor/schema.hpp>

#include <algorithm>
#include <cassert>

#include "base/fold.hpp"

namespace warrantor {

namespace {

template <class Id, class Items>
Id next_id(const Items& items) {
  return static_cast<Id>(items.size());
}

std::optional<std::int64_t> place_in(const Domain::Places& places, std::string_view name) {
  const auto found = places.find(name);
  if (found == places.end()) return std::nullopt;
  return found->second;
}

void add_folded(Domain::Places& places, std::string_view text, std::uint32_t place) {
  const auto [entry, is_new] = places.emplace(base::fold_form(text), place);
  if (!is_new && entry->second != place) entry->second = Domain::shared_form;
}

template <class Id, class Items>
std::optional<Id> find_by_name(const Items& items, std::string_view name) {
  const auto found = std::find_if(items.begin(), items.end(), [name](const auto& item) { return item.name == name; });
  if (found == items.end()) return std::nullopt;
  return static_cast<Id>(found - items.begin());
}

}  // namespace

std::string_view Labels::get(std::string_view language, std::string_view otherwise) const {
  if (const auto found = texts_.find(language); found != texts_.end()) return found->second;
  if (const auto english = texts_.find("en"); english != texts_.end()) return english->second;
  return texts_.empty() ? otherwise : std::string_view(texts_.begin()->second);
}

std::string_view name_of(ValueType type) noexcept {
  switch (type) {
    case ValueType::boolean:
      return "boolean";
    case ValueType::number:
      return "number";
    case ValueType::decimal:
      return "decimal";
    case ValueType::money:
      return "money";
    case ValueType::date:
      return "date";
    case ValueType::months:
      return "months";
    case ValueType::days:
      return "days";
    case ValueType::enumeration:
      return "enumeration";
    case ValueType::text:
      return "text";
    case ValueType::vin:
      return "vin";
    case ValueType::records:
      return "records";
  }
  return {};
}

std::optional<std::int64_t> Domain::find(std::string_view value_name) const { return place_in(places, value_name); }

std::optional<std::int64_t> Domain::find_by_any_label(std::string_view text) const {
  const auto named = find(text);
  return named ? named : place_in(label_places, text);
}

std::optional<std::int64_t> Domain::find_in_any_form(std::string_view text) const {
  const auto place = place_in(folded_places, base::fold_form(text));
  return place == shared_form ? std::nullopt : place;
}

std::optional<FactId> Schema::find_fact(std::string_view name) const {
  const auto found = names_.find(name);
  if (found == names_.end()) return std::nullopt;
  return found->second;
}

std::optional<FactId> Schema::find_field(TableId table, std::string_view name) const {
  for (const FactId field : tables_[index_of(table)].fields) {
    if (fact(field).name == name) return field;
  }
  return std::nullopt;
}

std::optional<TableId> Schema::find_table(std::string_view name) const { return find_by_name<TableId>(tables_, name); }
const ValueList* Schema::find_value_list(std::string_view name) const {
  const auto found = std::find_if(value_lists_.begin(), value_lists_.end(),
                                  [name](const ValueList& list) { return list.name == name; });
  return found == value_lists_.end() ? nullptr : &*found;
}

std::optional<PartyId> Schema::find_party(std::string_view name) const { return find_by_name<PartyId>(parties_, name); }

FactId Schema::add_fact(Fact fact) {
  const auto id = next_id<FactId>(facts_);
  if (fact.scope == Scope::record) {
    Table& table = tables_[index_of(fact.table)];
    assert(!find_field(fact.table, fact.name));
    fact.slot = static_cast<std::uint16_t>(table.fields.size());
    table.fields.push_back(id);
  } else {
    [[maybe_unused]] const bool is_new = names_.emplace(fact.name, id).second;
    assert(is_new);
    std::vector<FactId>& scope_facts = fact.scope == Scope::claim ? claim_facts_ : line_facts_;
    fact.slot = static_cast<std::uint16_t>(scope_facts.size());
    scope_facts.push_back(id);
    if (fact.scope == Scope::claim && fact.name == "claim_id") claim_id_ = id;
    if (fact.scope == Scope::line && fact.name == "line_id") line_id_ = id;
    if (fact.type == ValueType::records) tables_[index_of(fact.table)].fact = id;
  }
  facts_.push_back(std::move(fact));
  return id;
}

DomainId Schema::add_domain(Domain domain) {
  for (std::uint32_t place = 0; place < domain.values.size(); ++place) {
    const DomainValue& value = domain.values[place];
    domain.places.emplace(value.name, place);
    add_folded(domain.folded_places, value.name, place);
    for (const auto& [language, label] : value.labels.all()) {
      domain.label_places.emplace(label, place);
      add_folded(domain.folded_places, label, place);
    }
  }
  assert(domain.places.size() == domain.values.size());
  const auto id = next_id<DomainId>(domains_);
  domains_.push_back(std::move(domain));
  return id;
}

TableId Schema::add_table(std::string name) {
  assert(!find_table(name));
  const auto id = next_id<TableId>(tables_);
  tables_.push_back(Table{std::move(name), {}, {}});
  return id;
}

PartyId Schema::add_party(Party party) {
  assert(!find_party(party.name));
  const auto id = next_id<PartyId>(parties_);
  parties_.push_back(std::move(party));
  return id;
}

PortionId Schema::add_portion(PortionName portion) {
  const auto id = next_id<PortionId>(portions_);
  portions_.push_back(std::move(portion));
  return id;
}

std::string_view Schema::keep_text(std::string text) {
  texts_.push_back(std::make_unique<std::string>(std::move(text)));
  return *texts_.back();
}

}  // namespace warrantor
