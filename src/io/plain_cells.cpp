#include "io/plain_cells.hpp"

#include <cassert>

namespace warrantor::io {

PlainCells plain_cells(const Schema& schema, const Fact& fact) {
  switch (fact.type) {
    case ValueType::boolean:
    case ValueType::enumeration:
      return PlainWords(schema, fact);
    case ValueType::number:
    case ValueType::months:
    case ValueType::days:
      return PlainNumbers(fact);
    case ValueType::decimal:
      return PlainDecimals(fact);
    case ValueType::money:
      return PlainAmounts(schema.currency(), fact);
    case ValueType::date:
      return PlainDates(fact);
    case ValueType::vin:
      if (PlainVins::are_checked(fact)) return PlainVins(fact);
      break;
    case ValueType::text:
    case ValueType::records:
      break;
  }
  assert(fact.type != ValueType::records);
  return PlainTexts(may_be_blank(fact));
}

}  // namespace warrantor::io
