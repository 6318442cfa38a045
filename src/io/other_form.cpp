#include "io/other_form.hpp"

#include <optional>

#include <warrantor/vin.hpp>

#include "io/cell_value.hpp"
#include "io/plain_number.hpp"
#include "io/usual_date.hpp"
#include "io/usual_number.hpp"

namespace warrantor::io {

namespace {

PlainValue in_range(const Fact& fact, std::optional<std::int64_t> number) {
  return number ? PlainRange(fact).known(static_cast<std::uint64_t>(*number)) : PlainValue();
}

PlainValue read_usual_form(const Schema& schema, const Fact& fact, std::string_view text) {
  switch (fact.type) {
    case ValueType::date: {
      const auto day = read_usual_date(text);
      return {day.value_or(0), true, day.has_value()};
    }
    case ValueType::money:
      return in_range(fact, read_usual_amount(text, static_cast<std::size_t>(schema.currency().decimals())));
    case ValueType::number:
    case ValueType::months:
    case ValueType::days:
      return in_range(fact, read_usual_number(text));
    default:
      return {};
  }
}

// Whether nobody wants to know of what is wrong with a vehicle identification number, if anything is.
bool passes(const Fact& fact, std::string_view vin) {
  const auto fault = vin_fault(vin);
  return !fault || (*fault == VinFault::check_digit ? fact.check_digit : fact.length_and_letters) == VinCheck::off;
}

PlainValue read_any_form(const Schema& schema, const Fact& fact, std::string_view text) {
  TextStore texts;
  const auto cell = parse_cell(schema, fact, text, texts);
  if (!cell || cell->oddity) return {};
  if (fact.type == ValueType::text || fact.type == ValueType::decimal) return {0, true, true};
  if (fact.type == ValueType::vin) return {0, true, passes(fact, cell->value.as_text())};
  return {cell->value.as_integer(), true, true};
}

}  // namespace

PlainValue read_other_form(const Schema& schema, FactId id, std::string_view text) {
  const Fact& fact = schema.fact(id);
  const PlainValue usual = read_usual_form(schema, fact, text);
  return usual.is_plain ? usual : read_any_form(schema, fact, text);
}

}  // namespace warrantor::io
