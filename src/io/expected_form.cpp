#include "io/expected_form.hpp"

#include <algorithm>

#include <warrantor/claim.hpp>

#include "base/join_or.hpp"
#include "base/text.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t short_list = 8;  // values that still fit into a message

std::string form_of_entries(const Domain& domain) {
  const std::size_t count = std::min(domain.values.size(), short_list);
  const std::string list =
      base::join_or(domain.values, count, [](const DomainValue& value) { return base::quote(value.name); });
  return (domain.values.size() > short_list ? "write one of its values, such as " : "write ") + list;
}

}  // namespace

std::string expected_form(const Schema& schema, const Fact& fact, const Conversion* conversion) {
  if (conversion != nullptr) {
    if (std::string form = form_before(*conversion, schema, fact); !form.empty()) return form;
  }
  switch (fact.type) {
    case ValueType::boolean:
      return "write `true` or `false`";
    case ValueType::number:
    case ValueType::months:
    case ValueType::days:
      return "write digits only, such as `24`";
    case ValueType::decimal:
      return "write digits and a point before the decimals, such as `12.5`";
    case ValueType::money:
      return "write digits and a point before the decimals, such as " +
             base::quote(format_minor_units(123450, schema.currency()));
    case ValueType::date:
      return "write a date as `2024-01-05`";
    case ValueType::enumeration:
      return form_of_entries(schema.domain(fact.domain));
    case ValueType::vin:
      return "write its 17 characters";
    case ValueType::text:
    case ValueType::records:
      break;
  }
  return "it is asked of every " + std::string(fact.scope == Scope::claim  ? "claim"
                                               : fact.scope == Scope::line ? "line"
                                                                           : "record");
}

Fault blank_fault(const Schema& schema, const Fact& fact, const Place& place) {
  return fault_at(place, {}, "must be stated", expected_form(schema, fact, place.conversion));
}

}  // namespace warrantor::io
