#include "io/json_value.hpp"

#include <warrantor/claim.hpp>

namespace warrantor::io {

void write_value(base::JsonWriter& json, const Schema& schema, ValueType type, DomainId domain, const Value& value) {
  if (!value.is_known()) {
    json.null();
  } else if (type == ValueType::boolean) {
    json.boolean(value.is_true());
  } else if (type == ValueType::number || type == ValueType::months || type == ValueType::days) {
    json.number(value.as_integer());
  } else if (type == ValueType::decimal) {
    json.number(value.as_decimal().to_text());
  } else {
    json.string(format_value(schema, type, domain, value));
  }
}

}  // namespace warrantor::io
